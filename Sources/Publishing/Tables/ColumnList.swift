import Geometry
import LayerIO

/// The columns of a table under way: which there are and how each value comes about. Name, unit and
/// decimals come from the catalogue.
struct ColumnList {
  private var makers: [@Sendable () -> VectorTable.Column] = []
  /// Number of rows.
  let rows: Int

  init(rows: Int) {
    self.rows = rows
  }

  /// Makes the columns, several at a time.
  func columns(threads: Int) throws -> [VectorTable.Column] {
    try concurrentMap(count: makers.count, threads: threads) { makers[$0]() }
  }

  /// Adds a column of text.
  mutating func text(
    _ column: ProductColumn, for key: String = "", _ value: @escaping @Sendable (Int) -> String?
  ) {
    add(column, key) { .text($0.map(value)) }
  }

  /// Adds a column of whole numbers.
  mutating func integer(
    _ column: ProductColumn, for key: String = "", _ value: @escaping @Sendable (Int) -> Int?
  ) {
    add(column, key) { .integer($0.map(value)) }
  }

  /// Adds a column of numbers.
  mutating func number(
    _ column: ProductColumn, for key: String = "", _ value: @escaping @Sendable (Int) -> Double?
  ) {
    add(column, key) { .number($0.map(value), decimals: column.decimals) }
  }

  /// Adds a column of truths.
  mutating func boolean(_ column: ProductColumn, _ value: @escaping @Sendable (Int) -> Bool?) {
    add(column, "") { .boolean($0.map(value)) }
  }

  private mutating func add(
    _ column: ProductColumn, _ key: String,
    _ values: @escaping @Sendable (Range<Int>) -> VectorTable.Values
  ) {
    let rows = 0..<rows
    makers.append {
      VectorTable.Column(name: column.name(for: key), unit: column.unit, values: values(rows))
    }
  }
}

extension ProductColumn {
  /// The name with the key in place of `<theme>`, `<year>` and their like.
  func name(for key: String) -> String {
    guard let start = name.firstIndex(of: "<"), let end = name.firstIndex(of: ">") else {
      return name
    }
    return name[..<start] + key + name[name.index(after: end)...]
  }
}

/// Names for keys that users choose: letters and digits of ASCII in lower case, the rest `_`; a name
/// that is taken gets a number behind it.
func columnKeys(_ keys: [String]) -> [String] {
  var taken: Set<String> = []
  return keys.map { key in
    let plain = String(
      key.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    let names = sequence(first: 1) { $0 + 1 }.lazy.map { $0 == 1 ? plain : "\(plain)_\($0)" }
    let name = names.first { !taken.contains($0) } ?? plain
    taken.insert(name)
    return name
  }
}
