import Geometry
import LayerIO

/// Writes a table without its geometry as CSV (RFC 4180): comma, CRLF, a header, quotes where needed.
/// UTF-8 with a byte order mark, by which spreadsheets know the encoding; decimal point; nulls are
/// empty fields, empty text is `""`.
///
/// Text that starts with `=`, `+`, `-`, `@`, tab or carriage return gets an apostrophe before it, so
/// that no spreadsheet takes an attribute for a formula (OWASP, "CSV Injection").
///
/// - Throws: `ProductError` when the file can't be written.
public func writeCSV(_ table: VectorTable, to path: String, threads: Int) throws {
  let file = try OutputFile(path: path)
  try file.write(header(table))
  let chunks = RowChunks(table)
  try writeChunks(count: chunks.count, to: file, threads: threads) { chunk in
    rows(chunks[chunk], of: table)
  }
  try file.close()
}

private let lineEnd = "\r\n"

private func header(_ table: VectorTable) -> [UInt8] {
  var buffer = TextBuffer()
  buffer.append("\u{FEFF}")
  for (index, column) in table.columns.enumerated() {
    if index > 0 { buffer.append(UInt8(ascii: ",")) }
    buffer.append(csv: column.name)
  }
  buffer.append(lineEnd)
  return buffer.finish()
}

private func rows(_ rows: Range<Int>, of table: VectorTable) -> [UInt8] {
  var buffer = TextBuffer(capacity: 1 << 18)
  for row in rows {
    for (index, column) in table.columns.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      buffer.append(csv: column.values, row: row)
    }
    buffer.append(lineEnd)
  }
  return buffer.finish()
}

extension TextBuffer {
  fileprivate mutating func append(csv values: VectorTable.Values, row: Int) {
    switch values {
    case .text(let values):
      if let value = values[row] { append(csv: value) }
    case .integer(let values):
      if let value = values[row] { append(value) }
    case .number(let values, let decimals):
      if let value = values[row], value.isFinite { append(value, decimals: decimals) }
    case .boolean(let values):
      if let value = values[row] { append(value ? "true" : "false") }
    }
  }

  fileprivate mutating func append(csv text: String) {
    let isFormula = text.utf8.first.map(startsFormula) ?? false
    guard isFormula || text.isEmpty || text.utf8.contains(where: needsQuotes) else {
      return append(text)
    }
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

private func needsQuotes(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
    || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: " ")
}
