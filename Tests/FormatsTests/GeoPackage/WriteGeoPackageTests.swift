import Formats
import Foundation
import Geometry
import LayerIO
import TestSupport
import Testing

@Suite struct WriteGeoPackageTests {
  private let folder: TemporaryFolder
  private let system: CoordinateSystem

  init() throws {
    folder = try TemporaryFolder()
    system = try CoordinateSystem("EPSG:28992")
  }

  @Test(arguments: [0, 1, 51, 52, 2601, 2602, 6000])
  func `the spatial index is whole, as SQLite sees it, and finds what lies in a box`(
    count: Int
  ) throws {
    var random = SeededGenerator(seed: 12)
    let table = squares(count, using: &random)
    let database = try write(table, threads: 2)
    #expect(try database.rows("SELECT rtreecheck('rtree_squares_geom')") == [["ok"]])
    for _ in 0..<20 {
      let box = randomBox(using: &random)
      let expected = (0..<count).filter {
        table.geometry.bounds(of: $0)?.intersects(box) ?? false
      }
      let found = try database.rows(
        """
        SELECT id FROM rtree_squares_geom WHERE maxx >= \(box.minX) AND minx <= \(box.maxX)
        AND maxy >= \(box.minY) AND miny <= \(box.maxY) ORDER BY id
        """)
      // Boxes in the index are rounded outwards to four bytes a side, 8 mm at most here.
      #expect(Set(found.map { Int($0[0]) }).isSuperset(of: expected.map { $0 + 1 }))
      #expect(found.count <= expected.count + 1)
    }
  }

  @Test func `GDAL reads back positions, values and nulls as they were written`() throws {
    let texts = ["", "'quoted' \"name\"", "é 👩‍👩‍👧‍👦", nil]
    var table = shapes()
    table.columns = [
      .init(name: "text", values: .text(texts)),
      .init(name: "whole", values: .integer([Int.max, -1, nil, 0])),
      .init(name: "number", values: .number([0.1 + 0.2, -1e12 / 3, nil, .nan], decimals: 6)),
      .init(name: "truth", values: .boolean([true, nil, false, true])),
    ]
    _ = try write(table, threads: 1)
    let layer = try LayerReader(workingSystem: system, threads: 1).read(
      SourceOptions(source: path, role: "test", layer: "shapes", fields: .all))
    // The row without geometry is dropped by the reader, with a reason.
    #expect(layer.count == 3)
    #expect(layer.geometry == table.geometry.array.selecting([0, 1, 2]))
    func values(_ name: String) -> [AttributeValue] {
      (0..<3).map { layer.attributes.column(name)?[$0] ?? .null }
    }
    #expect(values("text") == texts.prefix(3).map { $0.map { .text($0) } ?? .null })
    #expect(values("whole") == [.integer(Int64(Int.max)), .integer(-1), .null])
    #expect(values("number") == [.number(0.3), .number(-333_333_333_333.333333), .null])
    #expect(values("truth") == [.boolean(true), .null, .boolean(false)])
  }

  @Test func `GDAL reads back from FlatGeobuf what was written`() throws {
    var table = shapes()
    table.columns = [
      .init(name: "text", values: .text(["é", nil, "a", "b"])),
      .init(name: "number", values: .number([0.5, nil, 2, 3], decimals: 6)),
    ]
    let path = folder.file("t.fgb")
    try writeFlatGeobuf(table, system: system, to: path)
    let layer = try LayerReader(workingSystem: system, threads: 1).read(
      SourceOptions(source: path, role: "test", fields: .all))
    #expect(layer.count == 3)
    // Features come in the order of the spatial index.
    for feature in 0..<3 {
      let area = layer.geometry.area(of: feature)
      let row = (0..<3).first { table.geometry.array.area(of: $0) == area }
      let found = try #require(row)
      #expect(layer.geometry.selecting([feature]) == table.geometry.array.selecting([found]))
      #expect(
        layer.attributes.column("text")?[feature] == [.text("é"), .null, .text("a")][found])
      #expect(
        layer.attributes.column("number")?[feature] == [.number(0.5), .null, .number(2)][found])
    }
  }

  @Test func `bytes do not depend on the number of threads`() throws {
    var random = SeededGenerator(seed: 5)
    let table = squares(5000, using: &random)
    let files = try [1, 2, 4].map { threads in
      _ = try write(table, threads: threads)
      return try Data(contentsOf: URL(fileURLWithPath: path))
    }
    #expect(files[0] == files[1] && files[0] == files[2])
  }

  @Test func `a folder that is not there is a product error`() throws {
    #expect(throws: ProductError.self) {
      try writeGeoPackage(
        [TableLayer(shapes())], styles: [], system: system, to: path + "/no/where.gpkg")
    }
  }

  @Test func `layers and columns have titles, which GDAL knows, and a project is stored as a zip`()
    throws
  {
    let columns = [
      LayerWords.Column(name: "number", title: "Nummer", meaning: "Het 'nummer'."),
      LayerWords.Column(name: "other", title: "Nummer", meaning: ""),
    ]
    let words = LayerWords(
      layer: "shapes", title: "Vormen", meaning: "Vijf vormen.", columns: columns)
    var table = shapes()
    table.columns = ["number", "other"].map { name in
      .init(name: name, values: .integer(Array(0..<table.rowCount)))
    }
    let xml = "<qgis>é \(String(repeating: "lang", count: 5000))</qgis>"
    try writeGeoPackage(
      [TableLayer(table)], styles: [], words: [words],
      project: StoredProject(name: "proef", xml: xml), system: system, to: path)
    let database = try SQLiteDatabase(path: path)
    let told = try database.rows(
      "SELECT identifier, description FROM gpkg_contents WHERE table_name = 'shapes'")
    #expect(told == [["Vormen", "Vijf vormen."]])
    let known = try database.rows(
      "SELECT column_name, name, title, description FROM gpkg_data_columns ORDER BY column_name")
    #expect(
      known == [["number", "Nummer", "Nummer", "Het 'nummer'."], ["other", "", "Nummer", ""]])
    let info = try runProgram("/usr/bin/env", ["ogrinfo", "-so", path, "shapes"])
    #expect(info.status == 0 && info.output.contains("IDENTIFIER=Vormen"))
    let stored = try runProgram("/usr/bin/env", ["python3", "-c", unzipping, path])
    #expect(stored.output == "proef proef.qgs \(xml)\n")
  }

  private var path: String { folder.file("t.gpkg") }

  private func write(_ table: VectorTable, threads: Int) throws -> SQLiteDatabase {
    try? FileManager.default.removeItem(atPath: path)
    try writeGeoPackage(
      [TableLayer(table)], styles: [], system: system, to: path, threads: threads)
    return try SQLiteDatabase(path: path)
  }
}

private let unzipping = """
  import io, sqlite3, sys, zipfile
  name, content = sqlite3.connect(sys.argv[1]).execute(
      'SELECT name, content FROM qgis_projects').fetchone()
  book = zipfile.ZipFile(io.BytesIO(bytes.fromhex(content)))
  print(name, book.namelist()[0], book.read(book.namelist()[0]).decode())
  """

/// Two polygons of which one has a hole, one polygon alone, a sliver, and a row without geometry.
private func shapes() -> VectorTable {
  var geometry = GeometryArray()
  geometry.appendSquare(at: Position(155_000, 463_000), side: 10, .shell)
  geometry.appendSquare(at: Position(155_002, 463_002), side: 2, .hole)
  geometry.appendSquare(at: Position(155_100, 463_000), side: 0.125, .shell)
  geometry.endFeature()
  geometry.appendSquare(at: Position(1, 400_000), side: 1e5, .shell)
  geometry.endFeature()
  geometry.appendSquare(at: Position(-7000.001, 289_000.5), side: 0.001, .shell)
  geometry.endFeature()
  geometry.endFeature()
  return VectorTable(
    name: "shapes", columns: [], geometryKind: .multiPolygon, geometry: geometry)
}

private func squares(_ count: Int, using random: inout SeededGenerator) -> VectorTable {
  var geometry = GeometryArray()
  for _ in 0..<count {
    let corner = Position(
      .random(in: 60_000...100_000, using: &random), .random(in: 420_000...450_000, using: &random)
    )
    geometry.appendSquare(at: corner, side: .random(in: 1...500, using: &random), .shell)
    geometry.endFeature()
  }
  return VectorTable(
    name: "squares", columns: [.init(name: "number", values: .integer(Array(0..<count)))],
    geometryKind: .multiPolygon, geometry: geometry)
}

private func randomBox(using random: inout SeededGenerator) -> Bounds {
  let x = Double.random(in: 60_000...100_000, using: &random)
  let y = Double.random(in: 420_000...450_000, using: &random)
  let size = Double.random(in: 10...5000, using: &random)
  return Bounds(minX: x, minY: y, maxX: x + size, maxY: y + size)
}

extension GeometryArray {
  fileprivate mutating func appendSquare(at corner: Position, side: Double, _ role: PathRole) {
    let steps = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
    for (x, y) in role == .hole ? steps.reversed() : steps {
      append(corner + side * Position(x, y))
    }
    endPath(role)
  }
}
