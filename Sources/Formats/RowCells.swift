import LayerIO
import Workers

/// The values of some rows as they stand in a text file. They are brought together column by column,
/// where all are of one type, into flat arrays in the order in which rows are written.
struct RowCells {
  private enum Kind: UInt8 {
    case null
    /// The number is the value.
    case whole
    /// The number is the value as the column's format has scaled it.
    case scaled
    /// The number tells where the text begins and how long it is, each in 32 bits.
    case text
  }

  private let columnCount: Int
  /// Shape: columns.
  private var formats: [DecimalFormat]
  /// Shape: rows x columns.
  private var kinds: [Kind] = []
  /// Shape: rows x columns.
  private var numbers: [Int64] = []
  private var texts = ByteBuffer()

  /// No rows of a number of columns.
  init(columnCount: Int) {
    self.columnCount = columnCount
    formats = Array(repeating: DecimalFormat(decimals: 0), count: columnCount)
  }

  /// Takes other rows in place of those that it has. `write` writes text as the file needs it.
  mutating func take(
    _ rows: [Int], of columns: [VectorTable.Column], _ write: (String, inout ByteBuffer) -> Void
  ) {
    let count = rows.count * columnCount
    kinds.removeAll(keepingCapacity: true)
    kinds.append(contentsOf: repeatElement(.null, count: count))
    if numbers.count < count {
      numbers.append(contentsOf: repeatElement(0, count: count - numbers.count))
    }
    texts.removeAll()
    for (index, column) in columns.enumerated() {
      switch column.values(of: rows) {
      case .text(let values): put(texts: values, in: index, write)
      case .integer(let values): put(integers: values, in: index)
      case .number(let values, let decimals): put(numbers: values, decimals, in: index)
      case .boolean(let values):
        put(texts: values.map { $0.map { $0 ? "true" : "false" } }, in: index) { $1.append($0) }
      }
    }
  }

  private mutating func put(integers: [Int?], in column: Int) {
    var cell = column
    for value in integers {
      if let value { (kinds[cell], numbers[cell]) = (.whole, Int64(value)) }
      cell += columnCount
    }
  }

  private mutating func put(numbers values: [Double?], _ decimals: Int, in column: Int) {
    let format = DecimalFormat(decimals: decimals)
    formats[column] = format
    var cell = column
    for value in values {
      if let value {
        if let scaled = format.scaled(value) {
          (kinds[cell], numbers[cell]) = (.scaled, scaled)
        } else if value.isFinite {
          put(in: cell) { $0.append(value, format) }
        }
      }
      cell += columnCount
    }
  }

  private mutating func put(
    texts values: [String?], in column: Int, _ write: (String, inout ByteBuffer) -> Void
  ) {
    var cell = column
    for value in values {
      if let value { put(in: cell) { write(value, &$0) } }
      cell += columnCount
    }
  }

  private mutating func put(in cell: Int, text write: (inout ByteBuffer) -> Void) {
    let start = texts.count
    write(&texts)
    (kinds[cell], numbers[cell]) = (.text, Int64(start) << 32 | Int64(texts.count - start))
  }

  /// Appends a row: before each value the column's piece of `pieces`, and `null` where there is none.
  func append(
    _ row: Int, _ pieces: TextPieces, null: String, to buffer: inout ByteBuffer
  ) {
    for column in 0..<columnCount {
      pieces.append(column, to: &buffer)
      append(row, column: column, null: null, to: &buffer)
    }
  }

  /// Appends a row's value of one column, and `null` where there is none.
  @inline(__always)
  func append(_ row: Int, column: Int, null: String, to buffer: inout ByteBuffer) {
    let cell = row * columnCount + column
    switch kinds[cell] {
    case .null: buffer.append(null)
    case .whole: buffer.append(whole: Int(numbers[cell]))
    case .scaled: buffer.append(scaled: numbers[cell], formats[column])
    case .text: append(text: numbers[cell], to: &buffer)
    }
  }

  private func append(text place: Int64, to buffer: inout ByteBuffer) {
    let start = Int(place >> 32)
    texts.withBytes { buffer.append($0.extracting(start..<start + Int(place & 0xFFFF_FFFF))) }
  }
}
