import LayerIO
import Workers

/// The rows of a table as `COPY` takes them: a line each, tabs between values, `\N` for null (PostgreSQL,
/// "COPY", text format). Numbers are those of the CSV.
struct CopyRows {
  private let definition: TableDefinition
  private let system: Int
  private var cells: RowCells
  private let pieces: TextPieces
  private var geometry = EncodedRows()

  /// Rows of a table whose geometry has a number of `spatial_ref_sys`.
  init(_ definition: TableDefinition, system: Int) {
    (self.definition, self.system) = (definition, system)
    let columns = definition.table.columns
    cells = RowCells(columnCount: columns.count)
    pieces = TextPieces(columns.indices.map { $0 == 0 ? "" : "\t" })
  }

  /// Appends some rows.
  mutating func append(_ rows: Range<Int>, to buffer: inout ByteBuffer) {
    let table = definition.table
    cells.take(Array(rows), of: table.columns) { $1.append(copied: $0) }
    for row in rows {
      if definition.rowNumber != nil { buffer.append("\(row + 1)\t") }
      cells.append(row - rows.lowerBound, pieces, null: "\\N", to: &buffer)
      if definition.geometry != nil {
        buffer.append("\t")
        append(geometry: row, of: table.geometry, to: &buffer)
      }
      buffer.append("\n")
    }
  }

  /// PostGIS's binary in hexadecimal: well-known binary with the number of the system behind its type.
  private mutating func append(
    geometry row: Int, of rows: RowGeometry, to buffer: inout ByteBuffer
  ) {
    geometry.removeAll()
    geometry.append(wellKnownBinary: rows.paths(of: row), of: rows.array)
    let bytes = geometry.bytes
    guard bytes.count > 5 else { return buffer.append("\\N") }
    let first = bytes.startIndex
    buffer.append(hexadecimal: bytes[first..<first + 4])
    buffer.append(hexadecimal: [bytes[first + 4] | 0x20])
    buffer.append(hexadecimal: (0..<4).map { UInt8(truncatingIfNeeded: system >> (8 * $0)) })
    buffer.append(hexadecimal: bytes[(first + 5)...])
  }
}

extension ByteBuffer {
  fileprivate mutating func append(copied text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): append("\\\\")
      case UInt8(ascii: "\t"): append("\\t")
      case UInt8(ascii: "\n"): append("\\n")
      case UInt8(ascii: "\r"): append("\\r")
      default: append(byte)
      }
    }
  }

  fileprivate mutating func append(hexadecimal bytes: some Collection<UInt8>) {
    reserve(2 * bytes.count)
    for byte in bytes {
      append(digit(byte >> 4))
      append(digit(byte & 15))
    }
  }
}

private func digit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
