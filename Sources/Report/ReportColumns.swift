import LayerIO
import Workers

/// Columns of numbers or texts as bytes, one after the other, with a directory that says what they
/// are. Numbers are little-endian; texts are UTF-8 with a zero byte between them. Lists are a column of how
/// many each has, and a column of what they hold.
struct ReportColumns: Sendable {
  /// What a column is.
  struct Entry: Encodable, Equatable, Sendable {
    /// Name in the page.
    let name: String
    /// `u16`, `i16`, `u32`, `f32`, `f64` or `text`.
    let type: String
    /// Length in bytes.
    let bytes: Int
  }

  private(set) var entries: [Entry] = []
  private(set) var bytes = ByteBuffer()

  /// Adds a column of whole numbers of the given type.
  mutating func add<Number: FixedWidthInteger & BitwiseCopyable>(
    _ name: String, _ type: Number.Type, _ values: some Sequence<Int>
  ) {
    let start = bytes.count
    for value in values { bytes.append(raw: Number(value).littleEndian) }
    let sign = Number.isSigned ? "i" : "u"
    close(name, "\(sign)\(Number.bitWidth)", from: start)
  }

  /// Adds a column of numbers in single precision; nil is not a number.
  mutating func add(_ name: String, _ values: some Sequence<Double?>) {
    let start = bytes.count
    for value in values { bytes.append(raw: Float(value ?? .nan).bitPattern.littleEndian) }
    close(name, "f32", from: start)
  }

  /// Adds a column of numbers as they are; nil is not a number.
  mutating func add(_ name: String, exact values: some Sequence<Double?>) {
    let start = bytes.count
    for value in values { bytes.append(raw: (value ?? .nan).bitPattern.littleEndian) }
    close(name, "f64", from: start)
  }

  /// Adds a column of texts.
  mutating func add(_ name: String, _ values: [String]) {
    let start = bytes.count
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(0)) }
      for byte in value.utf8 { bytes.append(byte == 0 ? UInt8(ascii: " ") : byte) }
    }
    close(name, "text", from: start)
  }

  /// Adds a column of the sizes of lists, and returns what they hold, one after the other, for further
  /// columns.
  mutating func add<Element>(sizesOf lists: [[Element]], _ name: String) -> [Element] {
    add(name, UInt32.self, lists.lazy.map(\.count))
    return lists.flatMap(\.self)
  }

  /// Adds all columns of another.
  mutating func append(_ other: ReportColumns) {
    entries += other.entries
    other.bytes.withBytes { bytes.append($0) }
  }

  private mutating func close(_ name: String, _ type: String, from start: Int) {
    entries.append(Entry(name: name, type: type, bytes: bytes.count - start))
  }
}

/// Distinct texts in order, and the number of each text among them.
struct ReportNames {
  let names: [String]
  private let numbers: [String: Int]

  init(_ texts: some Sequence<String>) {
    names = Set(texts).sorted()
    numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
  }

  subscript(text: String) -> Int { numbers[text] ?? 0 }
}
