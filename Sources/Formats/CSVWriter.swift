import Geometry
import LayerIO
import Workers

/// Writes a table without its geometry as CSV (RFC 4180): comma, CRLF, a header, quotes where needed.
/// UTF-8 with a byte order mark, by which spreadsheets know the encoding; decimal point; nulls are
/// empty fields, empty text is `""`.
///
/// Text that starts with `=`, `+`, `-`, `@`, tab or carriage return gets an apostrophe before it, so
/// that no spreadsheet takes an attribute for a formula (OWASP, "CSV Injection").
///
/// - Throws: `ProductError` when the file can't be written.
package func writeCSV(_ table: VectorTable, to path: String, threads: Int) throws {
  let file = try OutputFile(path: path)
  try file.append(header(table))
  let chunks = RowChunks(table)
  try file.appendParts(count: chunks.count, threads: threads) {
    LineText(table)
  } _: {
    $0.append(chunks[$1], to: &$2)
  }
  try file.close()
}

private let lineEnd = "\r\n"

private func header(_ table: VectorTable) -> ByteBuffer {
  var buffer = ByteBuffer()
  buffer.append("\u{FEFF}")
  for (index, column) in table.columns.enumerated() {
    if index > 0 { buffer.append(UInt8(ascii: ",")) }
    buffer.append(csv: column.name)
  }
  buffer.append(lineEnd)
  return buffer
}

/// The text of a table's rows, on one thread.
private struct LineText {
  private let columns: [VectorTable.Column]
  private var cells: RowCells
  /// Text before each value: a comma, but for the first.
  private let pieces: TextPieces

  init(_ table: VectorTable) {
    columns = table.columns
    cells = RowCells(columnCount: columns.count)
    pieces = TextPieces(columns.indices.map { $0 == 0 ? "" : "," })
  }

  mutating func append(_ rows: Range<Int>, to buffer: inout ByteBuffer) {
    cells.take(Array(rows), of: columns) { $1.append(csv: $0) }
    for row in 0..<rows.count {
      cells.append(row, pieces, null: "", to: &buffer)
      buffer.append(lineEnd)
    }
  }
}

extension ByteBuffer {
  fileprivate mutating func append(csv text: String) {
    let isFormula = text.utf8.first.map(startsFormula) ?? false
    guard isFormula || text.isEmpty || withUTF8(of: text, needsQuotes) else { return append(text) }
    append(UInt8(ascii: "\""))
    if isFormula { append(UInt8(ascii: "'")) }
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { append(byte) }
      append(byte)
    }
    append(UInt8(ascii: "\""))
  }
}

private func startsFormula(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
    UInt8(ascii: "\t"), UInt8(ascii: "\r"):
    true
  default: false
  }
}

private func needsQuotes(_ text: Span<UInt8>) -> Bool {
  for index in text.indices where needsQuotes(text[index]) { return true }
  return false
}

/// None of these comes after the comma, and hardly any other byte before it.
@inline(__always)
private func needsQuotes(_ byte: UInt8) -> Bool {
  guard byte <= UInt8(ascii: ",") else { return false }
  return byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
    || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: " ")
}
