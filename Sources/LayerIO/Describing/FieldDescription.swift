/// A field and what its values look like.
package struct FieldDescription: Sendable, Equatable, Codable {
  /// A value and how often it occurs.
  package struct Value: Sendable, Equatable, Codable {
    /// The value as text.
    package var text: String
    /// Number of features that have it.
    package var count: Int
  }

  /// Name in the source.
  package var name: String
  /// What the column is also called; nil where it has no other name.
  package var alias: String?
  /// Number of features that have a value.
  package var filled: Int
  /// The values that occur, the most frequent first; empty where there are more than 200.
  package var values: [Value]
  /// The first values that differ, at most three.
  package var samples: [String]
  /// Number of values that differ.
  package var distinct: Int
  /// Whether no two features share a value and none lacks it.
  package var isUnique: Bool
  /// Number of features whose value is a number.
  package var numbers: Int
  /// Smallest and largest of these numbers.
  package var range: ClosedRange<Double>?
  /// Number of features whose value is a year or a date.
  package var years: Int
  /// First and last of these years, without the rarest hundredth at either end.
  package var yearRange: ClosedRange<Int>?

  /// Whether at least 19 of 20 values are numbers.
  package var isNumeric: Bool { numbers > 0 && numbers * 20 >= filled * 19 }
  /// Whether at least 9 of 10 values are years.
  package var isYear: Bool { years > 0 && years * 10 >= filled * 9 }

  /// Looks at a column.
  init(_ column: AttributeColumn, alias: String?) {
    name = column.name
    self.alias = alias
    var counts: [String: Int] = [:]
    samples = []
    for value in column.values(0..<column.count) {
      guard let text = value.codeText else { continue }
      counts[text, default: 0] += 1
      if samples.count < 3, !samples.contains(text) { samples.append(text) }
    }
    filled = counts.values.reduce(0, +)
    distinct = counts.count
    isUnique = filled == column.count && distinct == filled && filled > 0
    (numbers, years) = (0, 0)
    values =
      distinct > 200
      ? []
      : counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { Value(text: $0.key, count: $0.value) }
    takeNumbers(counts)
    takeYears(counts)
  }

  /// Reads as numbers what is not clearly text.
  private mutating func takeNumbers(_ counts: [String: Int]) {
    var low = Double.infinity
    var high = -Double.infinity
    var refused = 0
    for (text, count) in counts {
      if let number = try? AttributeValue.text(text).number() {
        numbers += count
        low = min(low, number)
        high = max(high, number)
      } else {
        refused += 1
        if refused > 200 && refused > numbers { break }
      }
    }
    range = low <= high ? low...high : nil
  }

  private mutating func takeYears(_ counts: [String: Int]) {
    var found: [(year: Int, count: Int)] = []
    var refused = 0
    for (text, count) in counts {
      if let year = try? AttributeValue.text(text).year() {
        found.append((year, count))
        years += count
      } else {
        refused += 1
        if refused > 200 && refused > found.count { break }
      }
    }
    found.sort { $0.year < $1.year }
    yearRange = Self.common(found, of: years)
  }

  private static func common(_ sorted: [(year: Int, count: Int)], of total: Int) -> ClosedRange<
    Int
  >? {
    func bound(_ years: some Sequence<(year: Int, count: Int)>) -> Int? {
      var seen = 0
      for (year, count) in years {
        seen += count
        if seen * 100 > total { return year }
      }
      return nil
    }
    guard let low = bound(sorted), let high = bound(sorted.reversed()) else { return nil }
    return low...max(low, high)
  }
}
