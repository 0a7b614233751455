import Formats
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// What is read and dropped does not depend on the format that it is delivered in.
@Suite struct SameByEveryPathTests {
  let folder: TemporaryFolder
  let reader: LayerReader

  init() throws {
    folder = try TemporaryFolder()
    reader = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 2)
  }

  private static let good: SmallShape.Positions = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]

  private static let shapes: [SmallShape] = [
    .polygon([good]),
    // A collapsed polygon beside a good one.
    .multi(3, [.polygon([good]), .polygon([[[20, 0], [30, 0], [20, 0]]])]),
    // A polygon and what a plane can't use.
    .collection([.polygon([good]), .line([[0, 0], [5, 5]]), .point([1, 1])]),
    // A hole that is no ring, and one that is.
    .polygon([good, [[1, 1], [2, 2], [1, 1]], [[4, 4], [6, 4], [6, 6], [4, 4]]]),
    // Of the next ones nothing is left.
    .polygon([[[0, 0], [1, 0], [0, 0]]]), .line([[0, 0]]), .polygon([]), .multi(1, []), .point([]),
    .point([1, 2]),
    // A bow-tie, an open ring with heights.
    .polygon([[[0, 0], [4, 4], [4, 0], [0, 4], [0, 0]]]),
    .polygon([[[0, 0, 1], [4, 0, 1], [4, 4, 1]]]),
  ]

  private func options(_ path: String) -> SourceOptions {
    SourceOptions(source: path, role: "test", crs: "EPSG:28992", fields: .only(["nr"]))
  }

  private func geoJSON() throws -> SourceOptions {
    let features = Self.shapes.enumerated().map {
      #"{"type":"Feature","properties":{"nr":"\#($0)"},"geometry":\#($1.json)}"#
    }
    let text =
      #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",") + "]}"
    return options(try folder.write(text, to: "bron.geojson"))
  }

  private func csv() throws -> SourceOptions {
    let rows = Self.shapes.enumerated().map { "\($0);\($1.text)" }.joined(separator: "\n")
    var options = options(try folder.write("nr;vorm\n\(rows)\n", to: "bron.csv"))
    options.wkt = "vorm"
    return options
  }

  /// The same through the binary that a GeoPackage holds.
  private func geoPackage() throws -> SourceOptions {
    var points = GeometryArray()
    for _ in Self.shapes {
      points.append(Position(1, 1))
      points.endPath(.point)
      points.endFeature()
    }
    let table = VectorTable(
      name: "bron",
      columns: [.init(name: "nr", values: .text(Self.shapes.indices.map { "\($0)" }))],
      geometryKind: .mixed, geometry: RowGeometry(points))
    let path = folder.file("bron.gpkg")
    try writeGeoPackage(
      [TableLayer(table)], styles: [], system: CoordinateSystem("EPSG:28992"), to: path)
    let database = try SQLiteDatabase(path: path)
    for trigger in try database.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'") {
      try database.execute("DROP TRIGGER \"\(trigger[0])\"")
    }
    for (index, shape) in Self.shapes.enumerated() {
      let blob = geoPackageHeader + hexadecimal(shape.binary)
      try database.execute("UPDATE bron SET geom = X'\(blob)' WHERE fid = \(index + 1)")
    }
    return options(path)
  }

  private func expectSame(_ a: Layer, _ b: Layer) {
    #expect(a.sourceFeatures == b.sourceFeatures && a.geometry == b.geometry)
    #expect(a.record.dropped == b.record.dropped)
    #expect(a.record.filtered == b.record.filtered && a.record.read == b.record.read)
    #expect(Set(a.record.notes.map(\.text.en)) == Set(b.record.notes.map(\.text.en)))
    #expect(
      a.record.repaired.map { [Double($0.feature), $0.areaBefore, $0.areaAfter] }
        == b.record.repaired.map { [Double($0.feature), $0.areaBefore, $0.areaAfter] })
  }

  @Test func `counts, geometry, drops and notes are the same in three formats`() throws {
    let json = try reader.read(geoJSON())
    expectSame(json, try reader.read(csv()))
    expectSame(json, try reader.read(geoPackage()))
    #expect(json.sourceFeatures == [1, 2, 3, 4, 11, 12])
    let areas = (0..<json.count).map { json.geometry.area(of: $0) }
    #expect(areas == [100, 100, 100, 98, 8, 8])
    #expect(
      json.record.dropped.map(\.reason) == [
        .brokenGeometry, .brokenGeometry, .nullGeometry, .nullGeometry, .nullGeometry,
        .unsuitableGeometry,
      ])
  }

  @Test func `parts that are of no use are counted, with the features they belong to`() throws {
    let layer = try reader.read(geoJSON())
    let notes = layer.record.notes.filter { $0.kind == .partsLeftOut }
    #expect(
      notes.contains {
        $0.count == 1 && $0.text.en.contains("(1 line and 1 point)")
          && $0.text.en.hasSuffix("(features 3).")
      })
    #expect(
      notes.contains {
        $0.count == 2 && $0.text.en.contains("a ring has fewer than four positions")
          && $0.text.nl.hasSuffix("(objecten 2, 4).")
      })
  }

  @Test func `what the filter leaves out is not dropped as well, in any format`() throws {
    for var options in try [geoJSON(), csv(), geoPackage()] {
      options.filter = [FieldCondition(field: "nr", test: .oneOf([.text("0"), .text("4")]))]
      let record = try reader.read(options).record
      #expect(record.read == 12 && record.used == 1 && record.filtered == 10)
      #expect(record.dropped.map(\.feature) == [5])
      #expect(!record.notes.contains { $0.kind == .partsLeftOut })
    }
  }
}

/// "GP", version 1, no envelope, little-endian, EPSG:28992 (OGC GeoPackage, 2.1.3).
private let geoPackageHeader = "47500001" + "40710000"

private func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
