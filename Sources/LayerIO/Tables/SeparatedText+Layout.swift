extension SeparatedText {
  /// Which line holds the names of the fields, and what separates them.
  struct Layout {
    /// Index of the line.
    var header: Int
    var separator: FieldSeparator?
  }

  /// The layout where nobody says it: the header is the first line, unless that names less than half of the columns
  /// that are filled below it, as a title does; then it is found as in a sheet.
  func layout(separator given: FieldSeparator?) -> Layout {
    let first = given ?? separator(from: 0)
    let usual = Layout(header: 0, separator: first)
    guard !isCommon(first) || isTitled(first), let sign = given ?? commonSeparator ?? first,
      isTitled(sign)
    else { return usual }
    let header = SheetTable.headerIndex(rows(sign))
    return header > 0 ? Layout(header: header, separator: sign) : usual
  }

  /// Whether a sign stands in half of the lines or more as often as in the first.
  private func isCommon(_ separator: FieldSeparator?) -> Bool {
    guard let separator else { return false }
    let lines = lines.filter { !$0.isEmpty }.prefix(100)
    let count = lines.first?.count(of: separator.byte)
    return 2 * lines.count { $0.count(of: separator.byte) == count } >= lines.count
  }

  private func isTitled(_ separator: FieldSeparator?) -> Bool {
    let rows = rows(separator)
    let filled = rows.dropFirst().reduce(into: Set<Int>()) { $0.formUnion(Self.filled($1)) }
    let named = Self.filled(rows[0])
    return filled.count > 1 && 2 * filled.intersection(named).count < filled.count
  }

  private static func filled(_ row: [AttributeValue]) -> [Int] {
    row.indices.filter { row[$0] != .null }
  }

  /// The sign that stands outside quotes as often in most of the lines, more than half of them.
  private var commonSeparator: FieldSeparator? {
    let lines = lines.filter { !$0.isEmpty }.prefix(100)
    let found = FieldSeparator.allCases.compactMap { separator -> (FieldSeparator, Int, Int)? in
      let counts = Dictionary(grouping: lines) { $0.count(of: separator.byte) }
        .mapValues(\.count).filter { $0.key > 0 }
      let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
      return most.flatMap { 2 * $0.value > lines.count ? (separator, $0.value, $0.key) : nil }
    }
    // Of equals the first of all separators.
    return found.reversed().max { ($0.1, $0.2) < ($1.1, $1.2) }?.0
  }

  /// The first lines as values: what is a number in either notation is one.
  private func rows(_ separator: FieldSeparator?) -> [[AttributeValue]] {
    lines.prefix(100).map { line in
      (separator.map { line.split(at: $0.byte) } ?? [line]).map(Self.value)
    }
  }

  private static func value(_ cell: ArraySlice<UInt8>) -> AttributeValue {
    let text = String(decoding: cell.filter { $0 != quote }, as: UTF8.self).compared
    if text.isEmpty { return .null }
    return NumberText(text)?.byPoint.map { .number($0) } ?? .text(text)
  }
}
