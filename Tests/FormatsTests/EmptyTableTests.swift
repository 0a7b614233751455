import Formats
import Foundation
import Geometry
import LayerIO
import TestSupport
import Testing

/// Tables without a row, in each format.
@Suite struct EmptyTableTests {
  private let folder: TemporaryFolder
  private let system: CoordinateSystem
  private let table = VectorTable(
    name: "hollow",
    columns: [
      .init(name: "name", values: .text([])), .init(name: "count", values: .integer([])),
      .init(name: "share", values: .number([], decimals: 3)),
      .init(name: "flag", values: .boolean([])),
    ], geometryKind: .multiPolygon)

  init() throws {
    folder = try TemporaryFolder()
    system = try CoordinateSystem("EPSG:28992")
  }

  @Test func `a table without rows is a file with its columns`() throws {
    let csv = folder.file("hollow.csv")
    try writeCSV(table, to: csv, threads: 2)
    let text = try Data(contentsOf: URL(fileURLWithPath: csv))
    #expect(text == Data("\u{FEFF}name,count,share,flag\r\n".utf8))

    let geoJSON = folder.file("hollow.geojson")
    try writeGeoJSON(table, from: system, to: geoJSON, threads: 2)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: geoJSON))
    let json = try #require(JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    #expect((json["features"] as? [Any])?.isEmpty == true && json["bbox"] == nil)

    let package = folder.file("hollow.gpkg")
    try writeGeoPackage([TableLayer(table)], styles: [], system: system, to: package, threads: 2)
    let columns = try SQLiteDatabase(path: package).rows("PRAGMA table_info(hollow)").map { $0[1] }
    #expect(columns == ["fid", "geom", "name", "count", "share", "flag"])
    #expect(try SQLiteDatabase(path: package).rows("SELECT * FROM hollow").isEmpty)
  }
}
