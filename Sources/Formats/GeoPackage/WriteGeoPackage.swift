import Geometry
import LayerIO
import Workers

/// A style in which QGIS shows a table of a GeoPackage.
package struct TableStyle: Sendable, Equatable {
  /// Name of the table.
  package var table: String
  /// What readers call the style.
  package var name: String
  /// The style as QGIS writes it (QML).
  package var qml: String
  /// Whether QGIS shows the table so when it opens it.
  package var isUsual: Bool

  /// A style of a table.
  package init(table: String, name: String, qml: String, isUsual: Bool = true) {
    (self.table, self.name) = (table, name)
    (self.qml, self.isUsual) = (qml, isUsual)
  }
}

/// The moment that GeoPackages name as their last change, so that equal input gives equal bytes.
let fixedDate = "2000-01-01T00:00:00.000Z"

/// Writes layers of one GeoPackage in their own system, with `layer_styles` for QGIS, what readers call layers
/// and columns, and a project of QGIS.
///
/// GDAL makes the file with its empty layers, so what the standard asks for is GDAL's; the rows go
/// in through SQLite, encoded by many threads, and the spatial index is packed at the end. That
/// takes a tenth of the time that GDAL takes row by row. The bytes do not depend on the number of
/// threads.
/// - Throws: `ProductError`.
package func writeGeoPackage(
  _ layers: [TableLayer], styles: [TableStyle], words: [LayerWords] = [],
  project: StoredProject? = nil, system: CoordinateSystem, to path: String, threads: Int = 1
) throws {
  let layers = layers + [TableLayer(styleTable(styles))]
  try makeEmptyGeoPackage(layers.map(\.table), system: system, at: path)
  let database = try SQLiteDatabase(path: path)
  // The file stands in a folder that goes if anything fails, so a journal would be of no use. Rows come
  // in the order of their numbers, so few pages are looked at again: 8 MB of them are enough.
  try database.execute(
    """
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA cache_size = -8192; BEGIN
    """)
  let triggers = try database.takeTriggers()
  for layer in layers { try GeoPackageLayer(layer, database).fill(threads: threads) }
  for trigger in triggers { try database.execute(trigger) }
  try database.describe(words)
  if let project { try database.store(project) }
  try database.execute("COMMIT")
}

private func styleTable(_ styles: [TableStyle]) -> VectorTable {
  func text(_ name: String, _ value: (TableStyle) -> String) -> VectorTable.Column {
    VectorTable.Column(name: name, values: .text(styles.map(value)))
  }
  let columns = [
    text("f_table_catalog") { _ in "" }, text("f_table_schema") { _ in "" },
    text("f_table_name", \.table), text("f_geometry_column") { _ in geometryColumn },
    text("styleName", \.name), text("styleQML", \.qml), text("styleSLD") { _ in "" },
    .init(name: "useAsDefault", values: .boolean(styles.map(\.isUsual))),
    text("description") { _ in "Kansenkaart" }, text("owner") { _ in "" }, text("ui") { _ in "" },
    text("update_time") { _ in fixedDate },
  ]
  return VectorTable(name: "layer_styles", columns: columns, geometryKind: .none)
}

extension SQLiteDatabase {
  /// Removes the triggers that keep the index and counts of layers, and returns what makes them
  /// again: they would run for each row, and call functions that only GDAL has.
  fileprivate func takeTriggers() throws -> [String] {
    let triggers = try rows(
      """
      SELECT name, sql FROM sqlite_master WHERE type = 'trigger'
      AND tbl_name IN (SELECT table_name FROM gpkg_contents) ORDER BY rowid
      """)
    for trigger in triggers { try execute("DROP TRIGGER \(quoted(trigger[0]))") }
    return triggers.map { $0[1] }
  }
}

/// A layer of a GeoPackage that is there, without rows as yet.
private struct GeoPackageLayer {
  private let layer: TableLayer
  private let database: SQLiteDatabase
  /// The number that the file gives to the layer's coordinate system.
  private let system: Int32

  init(_ layer: TableLayer, _ database: SQLiteDatabase) throws {
    self.layer = layer
    self.database = database
    let found = try database.rows(
      "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = \(literal(layer.table.name))")
    system = found.first.flatMap { Int32($0[0]) } ?? 0
  }

  private var table: VectorTable { layer.table }

  private var hasGeometry: Bool { table.geometryKind != .none }

  func fill(threads: Int) throws {
    try insertRows(threads: threads)
    try database.execute(
      "UPDATE gpkg_ogr_contents SET feature_count = \(layer.count) "
        + "WHERE table_name = \(literal(table.name))")
    guard hasGeometry else { return }
    let boxes = valuesInChunks(of: 1024, count: layer.count, threads: threads) {
      table.geometry.bounds(of: layer.row($0))
    }
    try fillIndex(boxes)
    let present = boxes.compactMap(\.self)
    guard let first = present.first else { return }
    let box = present.dropFirst().reduce(first) { $0.united(with: $1) }
    try database.execute(
      "UPDATE gpkg_contents SET min_x = \(box.minX), min_y = \(box.minY), max_x = \(box.maxX), "
        + "max_y = \(box.maxY) WHERE table_name = \(literal(table.name))")
  }

  private func insertRows(threads: Int) throws {
    let names = (hasGeometry ? [geometryColumn] : []) + table.columns.map(\.name)
    let insert = try SQLiteStatement(
      "INSERT INTO \(quoted(table.name)) (\(names.map(quoted).joined(separator: ", "))) "
        + "VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))", in: database)
    let chunks = RowChunks(layer)
    try concurrentForEach(count: chunks.count, threads: threads) {
      encoded(chunks[$0])
    } use: {
      try insert.run($0)
    }
  }

  private func encoded(_ rows: Range<Int>) -> EncodedRows {
    let rows = rows.map(layer.row)
    let encoders = table.columns.map { $0.values(of: rows).encoder }
    var result = EncodedRows()
    for (index, row) in rows.enumerated() {
      if hasGeometry { result.append(geometry: row, of: table.geometry, system: system) }
      for encode in encoders { encode(index, &result) }
      result.endRow()
    }
    return result
  }

  private func fillIndex(_ boxes: [Bounds?]) throws {
    let index = SpatialIndex(boxes)
    let name = "rtree_\(table.name)_\(geometryColumn)"
    try insert(index.nodes, into: name + "_node", replacing: true)
    try insert(index.leaves, into: name + "_rowid")
    try insert(index.parents, into: name + "_parent")
  }

  private func insert(_ rows: EncodedRows, into name: String, replacing: Bool = false) throws {
    let verb = replacing ? "REPLACE" : "INSERT"
    try SQLiteStatement("\(verb) INTO \(quoted(name)) VALUES (?, ?)", in: database).run(rows)
  }
}
