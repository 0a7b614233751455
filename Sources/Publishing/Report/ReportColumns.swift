import Foundation
import OpportunityMap

/// Columns of numbers or texts as bytes, one after the other, with a directory that says what they
/// are. Numbers are little-endian; texts are UTF-8 with a zero byte between them.
struct ReportColumns {
  /// What a column is.
  struct Entry: Encodable, Equatable {
    /// Name in the page.
    let name: String
    /// `u8`, `u16`, `i16`, `u32`, `f32` or `text`.
    let type: String
    /// Length in bytes.
    let bytes: Int
  }

  private(set) var entries: [Entry] = []
  private(set) var bytes: [UInt8] = []

  /// Adds a column of whole numbers of the given type.
  mutating func add<Number: FixedWidthInteger>(
    _ name: String, _ type: Number.Type, _ values: some Sequence<Int>
  ) {
    let start = bytes.count
    for value in values { append(Number(value)) }
    let sign = Number.isSigned ? "i" : "u"
    close(name, "\(sign)\(Number.bitWidth)", from: start)
  }

  /// Adds a column of numbers in single precision; nil is not a number.
  mutating func add(_ name: String, _ values: some Sequence<Double?>) {
    let start = bytes.count
    for value in values { append(value.map { Float($0) }?.bitPattern ?? Float.nan.bitPattern) }
    close(name, "f32", from: start)
  }

  /// Adds a column of texts.
  mutating func add(_ name: String, _ values: [String]) {
    let start = bytes.count
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(0) }
      bytes.append(contentsOf: value.utf8.lazy.map { $0 == 0 ? UInt8(ascii: " ") : $0 })
    }
    close(name, "text", from: start)
  }

  private mutating func append(_ value: some FixedWidthInteger) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
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
