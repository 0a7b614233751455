import Geometry

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

extension EncodedRows {
  /// Adds the value of a column, numbers rounded as all products give them.
  mutating func append(_ values: VectorTable.Values, row: Int) {
    switch values {
    case .text(let values):
      if let value = values[row] { append(text: value) } else { appendNull() }
    case .integer(let values):
      if let value = values[row] { append(integer: Int64(value)) } else { appendNull() }
    case .number(let values, let decimals):
      if let value = values[row], value.isFinite {
        append(number: rounded(value, decimals))
      } else {
        appendNull()
      }
    case .boolean(let values):
      if let value = values[row] { append(integer: value ? 1 : 0) } else { appendNull() }
    }
  }
}

/// Powers of ten that are exact doubles.
private let powersOfTen: [Double] = (0...22).map { exponent in
  (0..<exponent).reduce(1.0) { power, _ in power * 10 }
}

/// A number with at most so many decimals, as all products give it.
func rounded(_ value: Double, _ decimals: Int) -> Double {
  let scale = powersOfTen[decimals]
  let scaled = (value * scale).rounded() / scale
  return scaled.isFinite ? scaled : value
}
