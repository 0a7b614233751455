import Geometry
import LayerIO
import Workers

/// A table ready to be written as GeoJSON features, some rows at a time and on any number of threads.
package struct FeatureWriter: Sendable {
  private let table: VectorTable
  private let rounded: RoundedGeometry

  /// The rows of a table whose positions are in the system that they are written in, x before y.
  /// - Throws: errors of GEOS about geometry that rounding made invalid.
  package init(_ table: VectorTable, threads: Int) throws {
    try self.init(table, nil, threads: threads)
  }

  /// The rows of a table whose positions an interpolation brings to that system, where one is given.
  init(_ table: VectorTable, _ interpolation: Interpolation?, threads: Int) throws {
    self.table = table
    rounded = try RoundedGeometry(table.geometry, interpolation, threads: threads)
  }

  /// What writes them, for one thread.
  package func text() -> FeatureText { FeatureText(table, rounded) }
}

/// The text of a table's features, on one thread.
package struct FeatureText {
  private let columns: [VectorTable.Column]
  private var cells: RowCells
  /// Text before each value: the comma and the quoted name.
  private let pieces: TextPieces
  /// Index of the column that tells rows apart.
  private let id: Int?
  private var geometry: GeometryText
  private let hasGeometry: Bool

  fileprivate init(_ table: VectorTable, _ rounded: RoundedGeometry) {
    columns = table.columns
    id = columns.firstIndex { $0.name == table.idColumn }
    cells = RowCells(columnCount: columns.count)
    pieces = TextPieces(
      columns.enumerated().map { index, column in
        (index == 0 ? "" : ",") + "\"\(column.name)\":"
      })
    geometry = GeometryText(rounded)
    hasGeometry = table.geometryKind != .none
  }

  /// Appends the features of rows with a comma before each, but for the first where `isFirst` says that it comes first
  /// of all. Those of a table without geometry have no place.
  package mutating func append(_ rows: [Int], isFirst: Bool, to buffer: inout ByteBuffer) {
    cells.take(rows, of: columns) { $1.append(json: $0) }
    for (index, row) in rows.enumerated() {
      if index > 0 || !isFirst { buffer.append(",\n") }
      buffer.append("{\"type\":\"Feature\",\"id\":")
      appendID(row, index, to: &buffer)
      buffer.append(",\"properties\":{")
      cells.append(index, pieces, null: "null", to: &buffer)
      buffer.append("},\"geometry\":")
      if hasGeometry { geometry.append(row, to: &buffer) } else { buffer.append("null") }
      buffer.append(UInt8(ascii: "}"))
    }
  }

  /// The box of all that was appended so far.
  var box: StepBox { geometry.box }

  private func appendID(_ row: Int, _ cell: Int, to buffer: inout ByteBuffer) {
    guard let id else { return buffer.append(whole: row + 1) }
    cells.append(cell, column: id, null: "null", to: &buffer)
  }
}
