import Formats
import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Reading leaves a source and its folder as they were, whatever the format.
@Suite struct UntouchedSourceTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static let table: VectorTable = {
    var points = GeometryArray()
    for index in 0..<3 {
      points.append(Position(Double(index), 1))
      points.endPath(.point)
      points.endFeature()
    }
    return VectorTable(
      name: "punten", columns: [.init(name: "nr", values: .text(["01", "02", "03"]))],
      geometryKind: .multiPoint, geometry: RowGeometry(points))
  }()

  private func write(_ format: String) throws -> String {
    let path = folder.file("bron." + format)
    let system = try CoordinateSystem("EPSG:28992")
    switch format {
    case "gpkg": try writeGeoPackage([TableLayer(Self.table)], styles: [], system: system, to: path)
    case "fgb": try writeFlatGeobuf(Self.table, system: system, to: path)
    case "shp":
      return try SmallShapefile([("nr", "C", 2, 0)], rows: [[[0x31]], [[0x32]], [[0x33]]])
        .write(to: folder, "bron", endings: ["shp", "dbf"])
    case "csv": try folder.write("nr,wkt\n1,POINT (1 2)\n2,POINT (1 2)\n3,\n", to: "bron.csv")
    case "geojsonl":
      let line = #"{"type":"Feature","properties":{},"geometry":null}"#
      try folder.write("\(line)\n\(line)\n\(line)\n", to: "bron.geojsonl")
    case "kml":
      let mark = "<Placemark><Point><coordinates>5,52</coordinates></Point></Placemark>"
      try folder.write(
        #"<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\#(mark)\#(mark)\#(mark)"#
          + "</Document></kml>", to: "bron.kml")
    default:
      let member = "<gml:featureMember><p><nr>01</nr></p></gml:featureMember>"
      try folder.write(
        #"<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml">"#
          + member + member + member + "</gml:FeatureCollection>", to: "bron.gml")
    }
    return path
  }

  /// Names, bytes and times of everything in the folder.
  private func state() throws -> [String: String] {
    var state: [String: String] = [:]
    for name in folder.content {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
      let time = try FileManager.default.attributesOfItem(atPath: folder.file(name))
      state[name] = "\(bytes.base64EncodedString()) \(time[.modificationDate] ?? "")"
    }
    return state
  }

  private func expectUntouched(_ path: String) throws {
    let before = try state()
    for mode in [0o755, 0o555] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path)
      let layer = try readWithGDAL(SourceOptions(source: path, role: "test", fields: .all))
      #expect(layer.record.read == 3)
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    #expect(try state() == before)
  }

  @Test(arguments: ["gpkg", "fgb", "shp", "csv", "gml", "kml", "geojsonl"])
  func `a folder is as it was, also where it can't be written`(format: String) throws {
    try expectUntouched(write(format))
  }

  @Test func `a GeoPackage made for a log is read without making one`() throws {
    let path = try write("gpkg")
    try SQLiteDatabase(path: path).execute("PRAGMA journal_mode = WAL")
    try expectUntouched(path)
  }

  @Test func `what stands in a log alone is read from there, and left there`() throws {
    let path = try write("gpkg")
    let writer = try SQLiteDatabase(path: path)
    for trigger in try writer.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'") {
      try writer.execute("DROP TRIGGER \"\(trigger[0])\"")
    }
    try writer.execute("PRAGMA journal_mode = WAL; UPDATE punten SET nr = '99' WHERE fid = 1")
    let copy = try TemporaryFolder()
    for name in ["bron.gpkg", "bron.gpkg-wal"] {
      try FileManager.default.copyItem(atPath: folder.file(name), toPath: copy.file(name))
    }
    let before = copy.content
    let layer = try readWithGDAL(
      SourceOptions(source: copy.file("bron.gpkg"), role: "test", fields: .all))
    #expect(layer.attributes.column("nr")?[0] == .text("99"))
    #expect(copy.content == before)
  }

  @Test func `the count that a GeoPackage keeps of its rows is not believed`() throws {
    for count in [2, 9] {
      let path = try write("gpkg")
      try SQLiteDatabase(path: path).execute(
        "UPDATE gpkg_ogr_contents SET feature_count = \(count)")
      let layer = try readWithGDAL(SourceOptions(source: path, role: "test"))
      #expect(layer.record.read == 3)
      try FileManager.default.removeItem(atPath: path)
    }
  }
}
