import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Values of a GeoPackage that are not of the type which their column has.
@Suite struct SQLiteTypesTests {
  /// A layer with a column of each type and the values that SQL gives it, one row each.
  private func raw(_ type: String, _ values: [String]) throws -> RawLayer {
    let folder = try TemporaryFolder()
    let path = folder.file("a.gpkg")
    try makeGeoPackage(path, type, values)
    return try readRawLayer(
      SourceOptions(source: "a.gpkg", path: path, role: "test", fields: .all), threads: 1)
  }

  private func makeGeoPackage(_ path: String, _ type: String, _ values: [String]) throws {
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    let database = try SQLiteDatabase(path: path)
    // A point in RD by the GeoPackage standard's own encoding (1.3, 2.1.3).
    let point =
      "x'47500001" + "40710000" + "0101000000" + "00000000006af840" + "0000000000771b41'"
    let rows = values.map { "INSERT INTO a (geom, v) VALUES (\(point), \($0));" }
    try database.execute(
      """
      PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
      CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
        organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
        definition TEXT NOT NULL, description TEXT);
      INSERT INTO gpkg_spatial_ref_sys VALUES
        ('RD', 28992, 'EPSG', 28992, 'undefined', NULL);
      CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT,
        description TEXT, last_change TEXT, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
        srs_id INTEGER);
      INSERT INTO gpkg_contents VALUES ('a', 'features', 'a', '', '2026-01-01T00:00:00Z',
        NULL, NULL, NULL, NULL, 28992);
      CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT,
        geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT);
      INSERT INTO gpkg_geometry_columns VALUES ('a', 'geom', 'POINT', 28992, 0, 0);
      CREATE TABLE a (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, v \(type));
      \(rows.joined(separator: "\n"))
      """)
  }

  @Test(
    arguments: [
      (
        "REAL", ["'12,50'", "950", "'1.250,00'", "''", "NULL", "2.5"],
        [.text("12,50"), .number(950), .text("1.250,00"), .null, .null, .number(2.5)], 2
      ),
      ("INTEGER", ["12.5", "'x'", "7"], [.number(12.5), .text("x"), .integer(7)], 2),
      (
        "DATE", ["'31-12-2031'", "2033", "'2034-02-03'", "NULL", "'2030-02-30'"],
        [.text("31-12-2031"), .integer(2033), .text("2034/02/03"), .null, .text("2030/02/30")], 2
      ),
      ("TEXT", ["'12,50'", "'a'"], [.text("12,50"), .text("a")], 0),
    ] as [(String, [String], [AttributeValue], Int)])
  func `a value that does not fit its column is read as it is written, and told`(
    type: String, written: [String], values: [AttributeValue], told: Int
  ) throws {
    let raw = try raw(type, written)
    let column = try #require(raw.attributes.column("v"))
    #expect(column.values(0..<written.count) == values)
    let notes = raw.record.notes.filter { $0.text.en.contains("do not fit its type") }
    #expect(notes.map(\.count) == (told > 0 ? [told] : []))
  }

  @Test func `an amount with a comma in a column of numbers is that amount`() throws {
    var options = SourceOptions(source: "a.gpkg", role: "test")
    options.uses = [FieldUse("v", as: .amount)]
    var layers = [try raw("REAL", ["'12,50'", "'1.250,00'", "99.5"])]
    layers.judgeColumns(options)
    let column = try #require(layers[0].attributes.column("v"))
    #expect(try (0..<3).map { try column.number($0) } == [12.5, 1250, 99.5])
  }
}
