/// What one value says of a year, before its column has a say.
enum YearValue: Equatable {
  /// No value.
  case none
  /// Years that are written.
  case text(YearText)
  /// A whole number that is no year, such as a day number or milliseconds.
  case whole(Int)
  /// None of these.
  case unreadable

  init(_ value: AttributeValue) {
    switch value {
    case .null: self = .none
    case .boolean: self = .unreadable
    case .integer(let number): self.init(whole: Int(number))
    case .number(let number):
      if UnknownValues.contains(number) {
        self = .none
      } else {
        self = Int(exactly: number).map { YearValue(whole: $0) } ?? .unreadable
      }
    case .text:
      guard let text = value.codeText, !UnknownValues.contains(text) else {
        self = .none
        return
      }
      self.init(text)
    }
  }

  private init(whole number: Int) {
    self = UnknownValues.contains(Double(number)) ? .none : .whole(number)
  }

  private init(_ text: String) {
    if text.utf8.count <= 18, let number = Int(text) {
      self.init(whole: number)
    } else if let year = YearText(text) {
      self = .text(year)
    } else {
      self = .unreadable
    }
  }

  /// The years that it stands for in a column; nil for no value.
  /// - Throws: `FieldProblem` where it is no year, or lies outside 1800 to 2200.
  func years(
    in notation: ColumnNotation, of value: AttributeValue
  ) throws(FieldProblem) -> ClosedRange<Int>? {
    switch self {
    case .none: return nil
    case .whole(let number): return try Self.years(number, notation, value)
    case .unreadable: throw Self.noYear(value)
    case .text(let text):
      switch text.finding {
      case .years where text.isPlaceholder && notation.hasPlaceholders: return nil
      case .years(let years): return try Self.checked(years)
      case .shortYear(_, let year?) where notation.hasShortYears: return 2000 + year...2000 + year
      case .shortYear: throw Self.noYear(value)
      case .noSuchDate: throw Self.noDate(value)
      }
    }
  }

  private static func years(
    _ number: Int, _ notation: ColumnNotation, _ value: AttributeValue
  ) throws(FieldProblem) -> ClosedRange<Int> {
    let year =
      if YearColumn.dayNumbers.contains(number) && notation.hasDayNumbers {
        CalendarDate(spreadsheetDay: number).year
      } else if YearColumn.areMilliseconds(number, notation) {
        CalendarDate(milliseconds: number).year
      } else {
        YearText.compact(number)?.year ?? number
      }
    return try checked(year...year)
  }

  private static func checked(_ years: ClosedRange<Int>) throws(FieldProblem) -> ClosedRange<Int> {
    for year in [years.lowerBound, years.upperBound] where !YearColumn.years.contains(year) {
      throw FieldProblem(
        reason: .impossibleValue,
        detail: Wording(
          en: "year \(year) is outside 1800 to 2200", nl: "jaar \(year) valt buiten 1800 tot 2200"
        ))
    }
    return years
  }

  static func noYear(_ value: AttributeValue) -> FieldProblem {
    let text = value.codeText ?? ""
    return FieldProblem(
      reason: .badValue,
      detail: Wording(en: "'\(text)' is not a year", nl: "'\(text)' is geen jaar"))
  }

  private static func noDate(_ value: AttributeValue) -> FieldProblem {
    let text = value.codeText ?? ""
    return FieldProblem(
      reason: .impossibleValue,
      detail: Wording(
        en: "the calendar has no date '\(text)'", nl: "de kalender heeft geen datum '\(text)'"))
  }
}
