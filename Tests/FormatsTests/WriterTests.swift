import Formats
import Foundation
import Geometry
import LayerIO
import TestSupport
import Testing

/// Text that must come out of a product as it went in.
private let nastyTexts = [
  "<script>alert(1)</script>", "\"quoted\" and \\ back", "=cmd|' /C calc'!A0", "+1", "-1",
  "@SUM(A1)",
  "comma, semicolon; and tab\t", "line\nbreak\r\n", "\u{0}\u{1}\u{1F}\u{7F}", "\u{2028}\u{2029}",
  "\u{202E}right to left \u{5D0}\u{5D1}", "👩‍👩‍👧‍👦 é e\u{301} 𝕏", "", " ", "&amp; ' `", "00123",
]

@Suite struct WriterTests {
  private let system: CoordinateSystem

  init() throws { system = try CoordinateSystem("EPSG:28992") }

  @Test func `attribute text comes back from GeoJSON as it was, and stands there as text`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("t.geojson")
    try writeGeoJSON(texts(), from: system, to: path, threads: 1)
    let (text, features) = try read(path)
    #expect(features.map { ($0["properties"] as? [String: Any])?["text"] as? String } == nastyTexts)
    #expect(!text.contains("<script>"))
    #expect(!text.unicodeScalars.contains("\u{2028}"))
  }

  @Test func `no field of a CSV file starts a formula, and all text comes back`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("t.csv")
    try writeCSV(texts(), to: path, threads: 1)
    let rows = try parseCSV(path)
    #expect(rows[0] == ["text"])
    for (row, text) in zip(rows.dropFirst(), nastyTexts) {
      let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) }
      #expect(row == [(isFormula ?? false) ? "'" + text : text])
    }
    #expect(rows.count == nastyTexts.count + 1)
  }

  @Test func `a CSV file has a byte order mark, nulls are empty and numbers have a point`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("t.csv")
    let table = VectorTable(
      name: "t",
      columns: [
        VectorTable.Column(name: "a", values: .number([1.5, nil], decimals: 3)),
        VectorTable.Column(name: "b", values: .integer([nil, -2])),
        VectorTable.Column(name: "c", values: .boolean([true, nil])),
        VectorTable.Column(name: "d", values: .text([nil, ""])),
      ], geometryKind: .none)
    try writeCSV(table, to: path, threads: 2)
    let bytes = try #require(FileManager.default.contents(atPath: path))
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "\u{FEFF}a,b,c,d\r\n1.5,,true,\r\n,-2,,\"\"\r\n")
  }

  @Test func `GeoJSON is RFC 7946: right-handed, no crs, at most seven decimals`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("t.geojson")
    try writeGeoJSON(squares(300, seed: 3), from: system, to: path, threads: 2)
    let (text, features) = try read(path)
    #expect(!text.contains("\"crs\""))
    #expect(features.count == 300)
    #expect(text.firstMatch(of: /\.[0-9]{8}/) == nil)
    for feature in features {
      let geometry = try #require(feature["geometry"] as? [String: Any])
      #expect(geometry["type"] as? String == "MultiPolygon")
      for polygon in try #require(geometry["coordinates"] as? [[[[Double]]]]) {
        for (index, ring) in polygon.enumerated() {
          #expect(ring.first == ring.last)
          #expect(index == 0 ? area(ring) > 0 : area(ring) < 0)
        }
      }
    }
  }

  @Test func `the tower of Amersfoort stands where RD New has its origin`() throws {
    // Origin of RD New: x 155000, y 463000 is 52°09'22.178" N, 5°23'15.500" E on Bessel (NSGI); in
    // ETRS89 52.155174, 5.387206 to six decimals.
    let folder = try TemporaryFolder()
    let path = folder.file("t.geojson")
    var point = GeometryArray()
    point.append(Position(155_000, 463_000))
    point.endPath(.point)
    point.endFeature()
    point.endFeature()
    let table = VectorTable(name: "t", columns: [], geometryKind: .mixed, geometry: point)
    try writeGeoJSON(table, from: system, to: path, threads: 1)
    let (_, features) = try read(path)
    let geometry = try #require(features[0]["geometry"] as? [String: Any])
    let position = try #require(geometry["coordinates"] as? [Double])
    #expect(abs(position[0] - 5.387206) < 5e-6)
    #expect(abs(position[1] - 52.155174) < 5e-6)
    #expect(features[1]["geometry"] is NSNull)
  }

  @Test func `bytes do not depend on the number of threads`() throws {
    let folder = try TemporaryFolder()
    let table = squares(5000, seed: 5)
    for threads in [1, 2, 4] {
      try writeGeoJSON(table, from: system, to: folder.file("\(threads).geojson"), threads: threads)
      try writeCSV(table, to: folder.file("\(threads).csv"), threads: threads)
    }
    for kind in ["geojson", "csv"] {
      let files = [1, 2, 4].map {
        FileManager.default.contents(atPath: folder.file("\($0).\(kind)"))
      }
      #expect(files[0] != nil && files[0] == files[1] && files[0] == files[2])
    }
  }

  @Test func `a feature has the id of its row, or its place, and the file the box of them all`()
    throws
  {
    let folder = try TemporaryFolder()
    var table = squares(3000, seed: 7)
    try writeGeoJSON(table, from: system, to: folder.file("places"), threads: 2)
    let (text, features) = try read(folder.file("places"))
    #expect(features.map { $0["id"] as? Int } == Array(1...3000))
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let positions = features.flatMap { feature in
      ((feature["geometry"] as? [String: Any])?["coordinates"] as? [[[[Double]]]] ?? [])
        .joined().joined()
    }
    let (xs, ys) = (positions.map { $0[0] }, positions.map { $0[1] })
    #expect(
      object?["bbox"] as? [Double] == [xs.min(), ys.min(), xs.max(), ys.max()].compactMap(\.self))

    table.columns.append(.init(name: "code", values: .text((0..<3000).map { "N\"\($0)" })))
    table.idColumn = "code"
    try writeGeoJSON(table, from: system, to: folder.file("codes"), threads: 2)
    #expect(
      try read(folder.file("codes")).1.map { $0["id"] as? String } == (0..<3000).map { "N\"\($0)" })
  }

  @Test func `values made when they are written give the bytes of those made before`() throws {
    let folder = try TemporaryFolder()
    let made = squares(3000, seed: 6)
    var unmade = made
    unmade.columns = made.columns.map { column in
      VectorTable.Column(
        name: column.name, unit: "", count: column.count, making: column.values(of:))
    }
    try writeCSV(made, to: folder.file("made"), threads: 2)
    try writeCSV(unmade, to: folder.file("unmade"), threads: 3)
    let bytes = FileManager.default.contents(atPath: folder.file("made"))
    #expect(bytes != nil && bytes == FileManager.default.contents(atPath: folder.file("unmade")))
  }

  @Test func `names of any length stand before their values`() throws {
    let folder = try TemporaryFolder()
    let names = (1...40).map { String(repeating: "n", count: $0) }
    let table = VectorTable(
      name: "t",
      columns: names.enumerated().map { .init(name: $1, values: .integer([$0, nil])) },
      geometryKind: .mixed, geometry: RowGeometry(GeometryArray(), runs: [0..<0, 0..<0]))
    try writeGeoJSON(table, from: system, to: folder.file("t"), threads: 1)
    let (_, features) = try read(folder.file("t"))
    let properties = features.map { $0["properties"] as? [String: Any] ?? [:] }
    #expect(names.map { properties[0][$0] as? Int } == Array(0..<40))
    #expect(properties[1].count == 40 && properties[1].allSatisfy { $1 is NSNull })
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
    arguments: [(10, 1), (20_000, 1), (20_000, 4)])
  func `a full disk is a product error that says so`(rows: Int, threads: Int) throws {
    let error = #expect(throws: ProductError.self) {
      try writeGeoJSON(
        squares(rows, seed: 1), from: system, to: "/dev/full", threads: threads)
    }
    #expect(error?.cause == .writeFailed)
    #expect(error?.problem.contains("No space left on device") == true)
  }

  private func texts() -> VectorTable {
    var geometry = GeometryArray()
    for _ in nastyTexts { geometry.endFeature() }
    return VectorTable(
      name: "texts", columns: [VectorTable.Column(name: "text", values: .text(nastyTexts))],
      geometryKind: .mixed, geometry: geometry)
  }

  private func read(_ path: String) throws -> (String, [[String: Any]]) {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return (text, try #require(object?["features"] as? [[String: Any]]))
  }
}

/// Squares with a hole, around Amersfoort, of either direction.
private func squares(_ count: Int, seed: UInt64) -> VectorTable {
  var random = SeededGenerator(seed: seed)
  var geometry = GeometryArray()
  for _ in 0..<count {
    let corner = Position(
      .random(in: 150_000...160_000, using: &random), .random(in: 460_000...470_000, using: &random)
    )
    appendSquare(at: corner, side: 30, isReversed: .random(using: &random), .shell, to: &geometry)
    appendSquare(
      at: corner + Position(5, 5), side: 10, isReversed: .random(using: &random), .hole,
      to: &geometry)
    geometry.endFeature()
  }
  let numbers = (0..<count).map { _ in Double.random(in: -1e6...1e6, using: &random) }
  return VectorTable(
    name: "squares",
    columns: [VectorTable.Column(name: "number", values: .number(numbers, decimals: 6))],
    geometryKind: .multiPolygon, geometry: geometry)
}

private func appendSquare(
  at corner: Position, side: Double, isReversed: Bool, _ role: PathRole,
  to geometry: inout GeometryArray
) {
  let steps = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
  for (x, y) in isReversed ? steps.reversed() : steps {
    geometry.append(corner + side * Position(x, y))
  }
  geometry.endPath(role)
}

/// Twice the signed area of a ring.
private func area(_ ring: [[Double]]) -> Double {
  zip(ring, ring.dropFirst()).map { a, b in
    (a[0] - ring[0][0]) * (b[1] - ring[0][1]) - (b[0] - ring[0][0]) * (a[1] - ring[0][1])
  }.reduce(0, +)
}
