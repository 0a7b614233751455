/// Why a value can't be read as what the project says it is.
package struct FieldProblem: Error, Sendable, Equatable {
  /// Why the feature is dropped.
  package let reason: DropReason
  /// The offending value and what was expected.
  package let detail: Wording

  /// A problem with a value.
  package init(reason: DropReason, detail: Wording) {
    self.reason = reason
    self.detail = detail
  }
}

extension AttributeValue {
  /// The value as text, as it is compared: without blanks around it; codes stay as they are, whole numbers
  /// have no decimals. Nil for null and for blank text.
  package var codeText: String? {
    switch self {
    case .null: return nil
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .number(let value): return plainNumber(value)
    case .text(let text):
      let compared = text.compared
      return compared.isEmpty ? nil : compared
    }
  }

  /// The value as a number, written as its column writes them; nil for null, blank text, words that stand
  /// for "not known", and the large negative numbers that do in the tables of CBS (-99997 and the like).
  /// - Throws: `FieldProblem` where it is no number.
  package func number(as notation: ColumnNotation = ColumnNotation()) throws(FieldProblem)
    -> Double?
  {
    switch self {
    case .null: return nil
    case .boolean:
      throw FieldProblem(
        reason: .badValue,
        detail: Wording(en: "true or false is not a number", nl: "waar of onwaar is geen getal"))
    case .integer(let value): return Self.known(Double(value))
    case .number(let value): return Self.known(value)
    case .text:
      guard let text = codeText else { return nil }
      if let value = NumberText(text).flatMap({ notation.value(of: $0) }) {
        return Self.known(value)
      }
      if UnknownValues.contains(text) { return nil }
      throw FieldProblem(
        reason: .badValue,
        detail: Wording(en: "'\(text)' is not a number", nl: "'\(text)' is geen getal"))
    }
  }

  private static func known(_ number: Double) -> Double? {
    UnknownValues.contains(number) ? nil : number
  }

  /// The value as a year: a whole number, or a date in one of the notations of docs/reading.md; nil where
  /// there is none, as for `number`.
  /// - Throws: `FieldProblem` where it is neither, is a period of several years, or lies outside 1800 to
  ///   2200.
  package func year(as notation: ColumnNotation = ColumnNotation()) throws(FieldProblem) -> Int? {
    guard let years = try years(as: notation) else { return nil }
    guard years.count == 1 else { throw YearValue.noYear(self) }
    return years.lowerBound
  }

  /// The value as a year or as a period, from its first year to its last.
  /// - Throws: as `year`, but for periods.
  package func years(
    as notation: ColumnNotation = ColumnNotation()
  ) throws(FieldProblem) -> ClosedRange<Int>? {
    if case .integer(let year) = self, (1800...2200).contains(year) {
      return Int(year)...Int(year)
    }
    return try YearValue(self).years(in: notation, of: self)
  }

  /// The value as true or false: ja, nee, yes, no, true, false, 1, 0, j, n, y.
  /// - Throws: `FieldProblem` where it is none of these.
  package func flag() throws(FieldProblem) -> Bool? {
    guard let text = codeText?.lowercased() else { return nil }
    if ["ja", "j", "yes", "y", "true", "1", "waar"].contains(text) { return true }
    if ["nee", "n", "no", "false", "0", "onwaar"].contains(text) { return false }
    throw FieldProblem(
      reason: .badValue,
      detail: Wording(en: "'\(text)' is neither yes nor no", nl: "'\(text)' is geen ja en geen nee")
    )
  }
}

extension AttributeColumn {
  /// The value of a feature as a number, written as the column writes them; see `AttributeValue.number`.
  /// - Throws: `FieldProblem` where it is no number.
  package func number(_ feature: Int) throws(FieldProblem) -> Double? {
    try self[feature].number(as: notation)
  }

  /// The value of a feature as a year, written as the column writes them; see `AttributeValue.year`.
  /// - Throws: `FieldProblem` where it is no year.
  package func year(_ feature: Int) throws(FieldProblem) -> Int? {
    try self[feature].year(as: notation)
  }
}
