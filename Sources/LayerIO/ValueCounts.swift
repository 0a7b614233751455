/// How often each value of a column occurs, to show what someone could have meant.
package struct ValueCounts {
  /// Number of features by value as text; those without a value are not counted.
  private let counts: [String: Int]

  /// Most values that are named.
  private static let mostNamed = 10

  /// Counts the values of some rows of a column; nil is a column that no feature has.
  package init(_ column: AttributeColumn?) {
    var counts: [String: Int] = [:]
    for row in 0..<(column?.count ?? 0) {
      if let text = column?[row].codeText { counts[text, default: 0] += 1 }
    }
    self.counts = counts
  }

  /// What the values are, the commonest first with their number, such as
  /// `the values of 'soort' are 'Asfalt' (12), 'klinkers' (3)`.
  package func sentence(about field: String) -> Wording {
    let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let named = order.prefix(Self.mostNamed).map { "'\($0.key)' (\($0.value))" }
    let list = named.joined(separator: ", ")
    let more = counts.count - named.count
    guard !named.isEmpty else {
      return Wording(en: "'\(field)' has no values", nl: "'\(field)' heeft geen waarden")
    }
    return Wording(
      en: "the values of '\(field)' are \(list)" + (more > 0 ? " and \(more) others" : ""),
      nl: "de waarden van '\(field)' zijn \(list)" + (more > 0 ? " en nog \(more) andere" : ""))
  }
}

/// Those of the texts that no value of a column is, in their order. Stops looking when all were met.
package func textsNotMet(_ texts: [String], in column: AttributeColumn?) -> [String] {
  var missing = Set(texts)
  for row in 0..<(column?.count ?? 0) where !missing.isEmpty {
    if let text = column?[row].codeText { missing.remove(text) }
  }
  return texts.filter(missing.contains)
}
