import Formats
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Sources read near a box alone, against the same sources read whole.
@Suite struct PartOfSourceTests {
  let folder: TemporaryFolder
  let reader: LayerReader
  /// Somewhat more than a square kilometre of RD, well within the features.
  let box = Bounds(minX: 95_000, minY: 435_000, maxX: 96_000, maxY: 436_500)

  init() throws {
    folder = try TemporaryFolder()
    reader = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 3)
  }

  @Test(arguments: ["", #""crs":{"type":"name","properties":{"name":"EPSG:28992"}},"#])
  func `what comes near is read as from the whole, and the rest is counted`(crs: String) throws {
    let text = crs.isEmpty ? degrees() : metres()
    let path = try folder.write(
      #"{"type":"FeatureCollection",\#(crs)"features":["# + text.joined(separator: ",") + "]}",
      to: "part.geojson")
    try expectSame(path, far: 300...)
  }

  @Test func `a coordinate system that stands behind the features counts as well`() throws {
    let path = try folder.write(
      #"{"type":"FeatureCollection","features":["# + metres().joined(separator: ",")
        + #"],"crs":{"type":"name","properties":{"name":"EPSG:28992"}}}"#, to: "behind.geojson")
    try expectSame(path, far: 300...)
  }

  @Test func `numbers that can't be degrees stop a part as they stop the whole`() throws {
    let path = try folder.write(
      #"{"type":"FeatureCollection","features":["# + metres().joined(separator: ",") + "]}",
      to: "metres.geojson")
    #expect { try read(path, within: box) } throws: {
      "\($0)".contains("can't be degrees") && "\($0)".contains("RD New")
    }
  }

  @Test func `a field that stands far away alone is known, one that is nowhere is not`() throws {
    let path = try folder.write(
      #"{"type":"FeatureCollection","features":["# + degrees().joined(separator: ",") + "]}",
      to: "part.geojson")
    let nowhere = Bounds(minX: 10_000, minY: 310_000, maxX: 10_100, maxY: 310_100)
    let layer = try read(path, within: nowhere)
    #expect(layer.count == 0 && layer.record.filtered + layer.record.dropped.count == 400)
    #expect(throws: SourceError.self) { try read(path, within: nowhere, fields: ["nmae"]) }
  }

  // MARK: Spatial indices

  @Test(arguments: ["gpkg", "fgb"])
  func `an index finds what comes near, under the numbers of the whole`(format: String) throws {
    let path = try write(table(), format)
    try expectSame(path, far: 300...)
  }

  @Test func `a GeoPackage that lacks a row, or has one without geometry, gives the same`() throws {
    let complete = try write(table(), "gpkg", named: "gap.gpkg")
    try SQLiteDatabase(path: complete).execute(
      "DELETE FROM lines WHERE fid = 7; DELETE FROM rtree_lines_geom WHERE id = 7")
    try expectSame(complete, far: 300...)
    let hollow = try write(table(emptyRow: 17), "gpkg", named: "hollow.gpkg")
    try expectSame(hollow, far: 300...)
    #expect(try read(hollow, within: box).record.dropped.map(\.feature) == [18])
  }

  @Test func `an index that misses features, or has them elsewhere, leaves none out`() throws {
    let path = try write(table(), "gpkg")
    let near = try read(path, within: box)
    let (first, last) = try (
      #require(near.sourceFeatures.first), #require(near.sourceFeatures.last)
    )
    let database = try SQLiteDatabase(path: path)
    try database.execute("DELETE FROM rtree_lines_geom WHERE id = \(first)")
    try database.execute(
      """
      UPDATE rtree_lines_geom SET minx = 0, maxx = 1, miny = 0, maxy = 1 WHERE id = \(last);
      UPDATE gpkg_contents SET min_x = 0, max_x = 1, min_y = 0, max_y = 1
      """)
    let part = try read(path, within: box)
    #expect(part.sourceFeatures == near.sourceFeatures && part.geometry == near.geometry)
  }

  @Test(arguments: ["gpkg", "fgb"])
  func `an indexed layer in metres that is called degrees stops a part as well`(
    format: String
  ) throws {
    let path = try write(table(), format, system: "EPSG:4326")
    #expect { try read(path, within: box) } throws: { "\($0)".contains("can't be degrees") }
  }

  private func write(
    _ table: VectorTable, _ format: String, named name: String? = nil,
    system definition: String = "EPSG:28992"
  ) throws -> String {
    let path = folder.path + "/" + (name ?? "part.\(format)")
    let system = try CoordinateSystem(definition)
    if format == "fgb" {
      try writeFlatGeobuf(table, system: system, to: path)
    } else {
      try writeGeoPackage([TableLayer(table)], styles: [], system: system, to: path)
    }
    return path
  }

  /// 400 short lines over some 20 km; one row may be without geometry.
  private func table(emptyRow: Int? = nil) -> VectorTable {
    var random = SeededGenerator(seed: 6)
    var lines = GeometryArray()
    for row in 0..<400 {
      let start = Position(
        .random(in: 92_000...98_000, using: &random), .random(in: 432_000...438_000, using: &random)
      )
      if row != emptyRow {
        for step in 0..<4 { lines.append(start + Double(step) * Position(37, 11)) }
        lines.endPath(.line)
      }
      lines.endFeature()
    }
    return VectorTable(
      name: "lines",
      columns: [
        .init(name: "name", values: .text((0..<400).map { "straat \($0)" })),
        .init(name: "rare", values: .text((0..<400).map { $0 == 311 ? "\($0)" : nil })),
        .init(name: "number", values: .integer((0..<400).map { $0 })),
      ], geometryKind: .multiLineString, geometry: RowGeometry(lines))
  }

  // MARK: Reading

  private func read(
    _ path: String, within box: Bounds?, fields: [String] = ["name", "rare", "number"]
  ) throws -> Layer {
    var options = SourceOptions(
      source: path, role: "test", width: 3, idField: "name", fields: .only(fields),
      keepsOriginals: true)
    options.within = box
    return try reader.read(options)
  }

  /// A part must hold the features of the whole whose box comes within 4 m (the lines' width and one
  /// more) of the part's, and the same drops.
  private func expectSame(_ path: String, far: PartialRangeFrom<Int>) throws {
    let (whole, part) = (try read(path, within: nil), try read(path, within: box))
    let near = (0..<whole.count).filter { feature in
      originals(of: feature, in: whole).map { $0.intersects(box.padded(by: 4)) } ?? false
    }
    #expect(!near.isEmpty && near.count < whole.count / 4)
    #expect(part.sourceFeatures == near.map { whole.sourceFeatures[$0] })
    #expect(part.geometry == whole.geometry.selecting(near))
    for name in ["name", "rare", "number"] {
      let (mine, all) = (part.attributes.column(name), whole.attributes.column(name))
      #expect((0..<part.count).map { mine?[$0] } == near.map { all?[$0] })
    }
    #expect(part.record.read == whole.record.read && part.record.dropped == whole.record.dropped)
    #expect(far.contains(part.record.filtered))
    #expect(part.record.read == part.count + part.record.filtered + part.record.dropped.count)
  }

  /// The box of a feature without the surface that was made of it.
  private func originals(of feature: Int, in layer: Layer) -> Bounds? {
    let lines = layer.geometry.paths(of: feature).filter { layer.geometry.pathRoles[$0] == .line }
    return Bounds(lines.flatMap { layer.geometry.positions[layer.geometry.range(ofPath: $0)] })
  }

  // MARK: Files

  /// 400 features over some 20 km: short lines, two without geometry and one that breaks the rules.
  private func features(_ place: (Double, Double) -> String) -> [String] {
    var random = SeededGenerator(seed: 5)
    return (0..<400).map { index in
      let x = Double.random(in: 92_000...98_000, using: &random)
      let y = Double.random(in: 432_000...438_000, using: &random)
      let line = (0..<4).map { place(x + Double($0 * 37), y + Double($0 * 11)) }
      let positions = line.prefix(index == 99 ? 1 : 4).joined(separator: ",")
      let geometry =
        index == 17 || index == 230
        ? "null" : #"{"type":"LineString","coordinates":[\#(positions)]}"#
      let rare = index == 311 ? #","rare":"\#(index)""# : ""
      let properties = #"{"name":"straat \#(index)"\#(rare),"number":\#(index)}"#
      return #"{"type":"Feature","properties":\#(properties),"geometry":\#(geometry)}"#
    }
  }

  private func metres() -> [String] { features { "[\($0),\($1)]" } }

  /// The same places to some metres, by the sizes of a degree near Rotterdam.
  private func degrees() -> [String] {
    features { x, y in "[\(4.513 + (x - 95_000) / 68_700), \(51.9007 + (y - 435_000) / 111_250)]" }
  }
}
