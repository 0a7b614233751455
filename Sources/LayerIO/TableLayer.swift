import Geometry

/// Rows of a table as a layer of a file, under a name of its own. The table is shared, not copied.
package struct TableLayer: Sendable {
  /// The table, with the layer's name and kind of geometry.
  package let table: VectorTable
  private let rows: [Int]?

  /// A whole table.
  package init(_ table: VectorTable) {
    self.table = table
    rows = nil
  }

  /// Some rows of a table, in the given order.
  package init(
    _ table: VectorTable, name: String, kind: VectorTable.GeometryKind, rows: [Int]
  ) {
    var table = table
    (table.name, table.geometryKind) = (name, kind)
    self.table = table
    self.rows = rows
  }

  /// Number of rows.
  package var count: Int { rows?.count ?? table.rowCount }

  /// The table's row that is the layer's row with the given number.
  package func row(_ number: Int) -> Int { rows?[number] ?? number }
}
