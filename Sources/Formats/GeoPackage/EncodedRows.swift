import Geometry
import LayerIO
import Workers

/// Rows of a table on their way into SQLite: value after value, each a byte that tells its kind and
/// then, in the byte order of the machine, what it holds.
struct EncodedRows: Sendable {
  /// What a value is.
  enum Kind: UInt8 {
    /// Nothing follows.
    case null
    /// 8 bytes.
    case integer
    /// 8 bytes.
    case number
    /// The number of bytes in 4 bytes, then UTF-8.
    case text
    /// The number of bytes in 4 bytes, then those.
    case blob
  }

  private var buffer = ByteBuffer()
  /// Number of rows.
  private(set) var count = 0

  /// All values.
  var bytes: ArraySlice<UInt8> { buffer.bytes }

  /// Removes all values and keeps the room.
  mutating func removeAll() {
    buffer.removeAll()
    count = 0
  }

  /// Ends the row under way.
  mutating func endRow() { count += 1 }

  /// Adds null.
  mutating func appendNull() { append(Kind.null.rawValue) }

  /// Adds a whole number.
  mutating func append(integer value: Int64) {
    append(Kind.integer.rawValue)
    append(value)
  }

  /// Adds a number.
  mutating func append(number value: Double) {
    append(Kind.number.rawValue)
    append(value)
  }

  /// Adds text.
  mutating func append(text: String) {
    append(Kind.text.rawValue)
    append(Int32(text.utf8.count))
    buffer.append(text)
  }

  /// Adds bytes that `write` appends.
  mutating func appendBlob(_ write: (inout EncodedRows) -> Void) {
    append(Kind.blob.rawValue)
    let start = buffer.count
    append(Int32(0))
    write(&self)
    buffer.store(Int32(buffer.count - start - 4), at: start)
  }

  /// Adds the bytes of a value, without its kind.
  @inline(__always)
  mutating func append<Value: BitwiseCopyable>(_ value: Value) { buffer.append(raw: value) }
}

extension VectorTable.Values {
  /// Adds the value of a row to others, numbers rounded as all products give them. What type they are
  /// is looked at once, not at each value.
  var encoder: (Int, inout EncodedRows) -> Void {
    switch self {
    case .text(let values): { $1.append(values[$0]) { $0.append(text: $1) } }
    case .integer(let values): { $1.append(values[$0]) { $0.append(integer: Int64($1)) } }
    case .number(let values, let decimals):
      {
        $1.append(values[$0].flatMap { $0.isFinite ? $0 : nil }) {
          $0.append(number: rounded($1, decimals))
        }
      }
    case .boolean(let values): { $1.append(values[$0]) { $0.append(integer: $1 ? 1 : 0) } }
    }
  }
}

extension EncodedRows {
  /// Adds a value by `write`, or null.
  @inline(__always)
  fileprivate mutating func append<Value>(
    _ value: Value?, _ write: (inout EncodedRows, Value) -> Void
  ) {
    if let value { write(&self, value) } else { appendNull() }
  }
}

/// Formats by their number of decimals.
private let formats = (0...15).map { DecimalFormat(decimals: $0) }

/// A number with at most so many decimals, as all products give it: the one that stands in the CSV.
func rounded(_ value: Double, _ decimals: Int) -> Double {
  let format = formats[decimals]
  return format.scaled(value).map { Double($0) / format.power } ?? value
}
