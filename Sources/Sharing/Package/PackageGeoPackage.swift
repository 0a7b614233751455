import Formats
import Foundation
import Geometry
import LayerIO

/// The GeoPackage of a package: its tables for a GIS, those of places with their geometry.
struct PackageGeoPackage {
  /// Writes the tables and gives the bytes. `geometry` is that of the tables that have one, by name, a feature for each
  /// row, in `system`.
  /// - Throws: `ProductError`.
  static func bytes(
    _ package: SharedPackage, geometry: [String: GeometryArray], system: CoordinateSystem
  ) throws -> [UInt8] {
    try withScratchFolder { folder in
      let path = folder + "/package.gpkg"
      let tables = SharedTable.tables(of: package.level)
      let layers = tables.map { table in
        TableLayer(table.layer(package.rows(table), geometry[table.name] ?? GeometryArray()))
      }
      // Where no table has geometry, the file has no list of extensions, which words would be one of.
      let words = geometry.isEmpty ? [] : tables.map(\.words)
      try writeGeoPackage(
        layers, styles: [], words: words, system: system, to: path)
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
  }

  /// Makes sure that a GeoPackage holds what a package tells, and nothing else: the tables of its level, geometry in
  /// those that have it alone, in each row what the JSON has.
  /// - Throws: `SharingError` that names the first difference.
  static func check(_ bytes: [UInt8], against package: SharedPackage) throws(SharingError) {
    do {
      try withScratchFolder { folder in
        let path = folder + "/package.gpkg"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let database = try SQLiteDatabase(path: path)
        try database.execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
        try Check(database: database, package: package, size: bytes.count).run()
      }
    } catch let error as SharingError {
      throw error
    } catch {
      throw differs("can't be read as one")
    }
  }

  fileprivate static func differs(_ what: String) -> SharingError {
    SharingError(
      PackageFile.names[1], "The GeoPackage \(what).",
      "Do not use it; tell whoever shared it.")
  }

  /// Geometry of a table, a feature for each row in the order of the rows.
  /// - Throws: `SourceError`.
  static func geometry(of table: SharedTable, in bytes: [UInt8]) throws -> GeometryArray {
    try withScratchFolder { folder in
      let path = folder + "/package.gpkg"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      return try readWithGDAL(
        SourceOptions(source: path, role: table.name, layer: table.name)
      ).geometry
    }
  }

  private static func withScratchFolder<Result>(_ body: (String) throws -> Result) throws -> Result
  {
    let folder = try ScratchFolder(for: PackageFile.names[1])
    return try withExtendedLifetime(folder) { try body(folder.path) }
  }
}

/// A look into a GeoPackage.
private struct Check {
  let database: SQLiteDatabase
  let package: SharedPackage
  let size: Int

  func run() throws {
    let pages = try database.rows(
      "SELECT page_count * page_size, freelist_count FROM pragma_page_count, pragma_page_size, pragma_freelist_count"
    )
    guard pages == [[String(size), "0"]] else {
      throw PackageGeoPackage.differs("has room in which something could hide")
    }
    guard try database.rows("PRAGMA quick_check") == [["ok"]] else {
      throw PackageGeoPackage.differs("is damaged")
    }
    try checkNames()
    for table in SharedTable.tables(of: package.level) { try check(table) }
  }

  /// Tables are those of the standard and of the level; all else belongs to one of these.
  private func checkNames() throws {
    let tables = SharedTable.tables(of: package.level)
    let standard: Set = [
      "gpkg_spatial_ref_sys", "gpkg_contents", "gpkg_ogr_contents", "gpkg_geometry_columns",
      "gpkg_tile_matrix_set", "gpkg_tile_matrix", "gpkg_extensions", "gpkg_data_columns",
      "gpkg_data_column_constraints", "layer_styles", "sqlite_sequence",
    ]
    let own = Set(tables.map(\.name))
    let located = tables.filter { $0.geometry != .none }.map { "rtree_\($0.name)_geom" }
    let index = Set(located.flatMap { [$0, $0 + "_node", $0 + "_rowid", $0 + "_parent"] })
    for row in try database.rows("SELECT type, name, tbl_name FROM sqlite_master") {
      let (kind, name, table) = (row[0], row[1], row[2])
      let isKnown =
        kind == "table"
        ? standard.union(own).union(index).contains(name)
        : ["index", "trigger"].contains(kind) && standard.union(own).contains(table)
      guard isKnown else {
        throw PackageGeoPackage.differs(
          "holds '\(name)', which the level '\(package.level)' does not have")
      }
    }
    let holding = try database.rows("SELECT table_name FROM gpkg_contents ORDER BY 1").map { $0[0] }
    guard holding == (own.union(["layer_styles"])).sorted() else {
      throw PackageGeoPackage.differs("does not list the tables of the level '\(package.level)'")
    }
    guard try database.rows("SELECT count(*) FROM layer_styles") == [["0"]] else {
      throw PackageGeoPackage.differs("holds styles")
    }
  }

  private func check(_ table: SharedTable) throws {
    let names = try database.rows("SELECT name FROM pragma_table_info(\(literal(table.name)))")
      .map { $0[0] }
    let expected =
      ["fid"] + (table.geometry == .none ? [] : ["geom"]) + table.columns.map(\.name)
    guard names == expected else {
      throw PackageGeoPackage.differs("has other columns in '\(table.name)' than its level has")
    }
    // As SQL writes values, so that text is told from numbers and no digit is lost.
    let values = table.columns.map { "quote(\(quoted($0.name)))" }.joined(separator: ", ")
    let found = try database.rows("SELECT \(values) FROM \(quoted(table.name)) ORDER BY fid")
    let rows = package.rows(table)
    guard found.count == rows.count else {
      throw PackageGeoPackage.differs("has another number of rows in '\(table.name)'")
    }
    for (row, texts) in zip(rows, found) {
      for (index, column) in table.columns.enumerated() where !row[index].stands(as: texts[index]) {
        throw PackageGeoPackage.differs(
          "says something else about '\(column.name)' of '\(table.name)' than \(PackageFile.names[0])"
        )
      }
    }
  }
}

extension SharedValue {
  /// Whether SQL writes it so.
  fileprivate func stands(as text: String) -> Bool {
    switch self {
    case .null: text == "NULL"
    case .boolean(let value): text == (value ? "1" : "0")
    case .integer(let value): Double(text) == Double(value)
    case .number(let value): Double(text) == value
    case .text(let value): text == literal(value)
    }
  }
}

extension SharedTable {
  fileprivate func layer(_ rows: [[SharedValue]], _ geometry: GeometryArray) -> VectorTable {
    let columns = columns.enumerated().map { index, column in
      let values = rows.map { $0[index] }
      let own: VectorTable.Values =
        switch column.kind {
        case .text: .text(values.map { $0 == .null ? nil : $0.text })
        case .integer: .integer(values.map(\.integer))
        case .number: .number(values.map(\.number), decimals: 6)
        case .boolean:
          .boolean(values.map { if case .boolean(let value) = $0 { value } else { nil } })
        }
      return VectorTable.Column(name: column.name, unit: column.unit, values: own)
    }
    return VectorTable(
      name: name, columns: columns, geometryKind: self.geometry, geometry: geometry)
  }

  fileprivate var words: LayerWords {
    LayerWords(
      layer: name, title: name, meaning: meaning,
      columns: columns.map { LayerWords.Column(name: $0.name, title: $0.name, meaning: $0.meaning) }
    )
  }
}
