import Geometry
import LayerIO
import Workers

/// Writes a table as GeoJSON (RFC 7946): CRS84, outer rings counter-clockwise and holes clockwise,
/// at most seven decimals (about 1 cm), no `crs` member, a feature on each line. A row without
/// geometry has `"geometry":null`. A feature's `id` is the value of the table's `idColumn`, or its place in the file
/// counted from 1 where there is none; the box of all, `bbox`, comes last. Surfaces are valid as written: see `RoundedGeometry`.
///
/// The bytes do not depend on the number of threads. With `exact` every position goes through PROJ
/// instead of the measured grid.
///
/// - Throws: `ProductError` when the file can't be written or a position has no place in CRS84,
///   `CoordinateSystemError` when PROJ knows no operation to CRS84.
package func writeGeoJSON(
  _ table: VectorTable, from system: CoordinateSystem, to path: String, threads: Int,
  exact: Bool = false
) throws {
  var table = table
  let interpolation = try table.geometry.interpolationToCRS84(
    from: system, threads: threads, exact: exact, path: path)
  let rounded = try RoundedGeometry(table.geometry, interpolation, threads: threads)
  let file = try OutputFile(path: path)
  try file.append(header(table.name))
  let chunks = RowChunks(table)
  let box = SharedStepBox()
  try file.appendParts(count: chunks.count, threads: threads) { [table] in
    FeatureText(table, rounded)
  } _: {
    box.add($0.append(chunks[$1], to: &$2))
  }
  var end = ByteBuffer()
  end.append("\n]")
  if !box.value.isEmpty {
    end.append(",\"bbox\":")
    box.value.append(to: &end, DecimalFormat(decimals: RoundedGeometry.usualDecimals))
  }
  end.append("}\n")
  try file.append(end)
  try file.close()
}

private func header(_ name: String) -> ByteBuffer {
  var buffer = ByteBuffer()
  buffer.append("{\"type\":\"FeatureCollection\",\"name\":")
  buffer.append(json: name)
  buffer.append(",\"features\":[\n")
  return buffer
}

/// The text of a table's features, on one thread.
private struct FeatureText {
  private let columns: [VectorTable.Column]
  private var cells: RowCells
  /// Text before each value: the comma and the quoted name.
  private let pieces: TextPieces
  /// Index of the column that tells rows apart.
  private let id: Int?
  private var geometry: GeometryText

  init(_ table: VectorTable, _ rounded: RoundedGeometry) {
    columns = table.columns
    id = columns.firstIndex { $0.name == table.idColumn }
    cells = RowCells(columnCount: columns.count)
    pieces = TextPieces(
      columns.enumerated().map { index, column in
        (index == 0 ? "" : ",") + "\"\(column.name)\":"
      })
    geometry = GeometryText(rounded)
  }

  /// Appends features of rows, separated by commas; the first row of the table has none before it. Gives
  /// the box of all that were appended so far.
  mutating func append(_ rows: Range<Int>, to buffer: inout ByteBuffer) -> StepBox {
    cells.take(Array(rows), of: columns) { $1.append(json: $0) }
    for row in rows {
      if row > 0 { buffer.append(",\n") }
      buffer.append("{\"type\":\"Feature\",\"id\":")
      appendID(row, row - rows.lowerBound, to: &buffer)
      buffer.append(",\"properties\":{")
      cells.append(row - rows.lowerBound, pieces, null: "null", to: &buffer)
      buffer.append("},\"geometry\":")
      geometry.append(row, to: &buffer)
      buffer.append(UInt8(ascii: "}"))
    }
    return geometry.box
  }

  private func appendID(_ row: Int, _ cell: Int, to buffer: inout ByteBuffer) {
    guard let id else { return buffer.append(whole: row + 1) }
    cells.append(cell, column: id, null: "null", to: &buffer)
  }
}
