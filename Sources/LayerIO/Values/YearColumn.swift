/// What the values of a column tell together of how its years are written.
struct YearColumn {
  /// Years that are taken for one.
  static let years = 1800...2200
  /// Whole numbers that may be days as a spreadsheet counts them: 1954 to 2105.
  static let dayNumbers = 20_000...75_000

  /// Words for what is not known.
  private(set) var unknown = ValueSamples()
  /// Moments by UTC that are on New Year's Day where clocks run ahead.
  private(set) var lateOnLastDay = ValueSamples()
  private var wrong = ValueSamples()
  private var days = ValueSamples()
  private var largeNumbers = ValueSamples()
  private var mediumNumbers = ValueSamples()
  private var otherNumbers = ValueSamples()
  private var shortYears = ValueSamples()
  private var periods = ValueSamples()
  /// Days from which programs count.
  private(set) var placeholders = ValueSamples()
  /// Number of other dates on 1 January.
  private var firstDays = 0
  private var hasYears = false
  private var mayStartWithYear = true
  private var mayEndWithYear = true

  /// Whether a whole number counts milliseconds since 1970: one that is too large for anything else, or
  /// any that is not small in a column of them.
  static func areMilliseconds(_ number: Int, _ notation: ColumnNotation) -> Bool {
    let size = number.magnitude
    guard size < 8_000_000_000_000 else { return false }
    return size >= 100_000_000_000 || size >= 100_000_000 && notation.hasMilliseconds
  }

  /// Looks at all values of a column, but for those that the project file translates.
  init(_ column: AttributeColumn, words: Set<String>) {
    for feature in 0..<column.count {
      if let year = column.wholeNumber(feature), Self.years.contains(year) {
        hasYears = true
        continue
      }
      let value = column[feature]
      if value == .null { continue }
      if !words.isEmpty, let text = value.codeText, words.contains(text) { continue }
      add(value)
    }
  }

  private mutating func add(_ value: AttributeValue) {
    switch YearValue(value) {
    case .none:
      if case .text = value, let text = value.codeText { unknown.add(text) }
    case .unreadable: wrong.add(value.codeText ?? "")
    case .whole(let number): add(number)
    case .text(let text): add(text, value.codeText ?? "")
    }
  }

  private mutating func add(_ number: Int) {
    if Self.years.contains(number) || YearText.compact(number) != nil {
      hasYears = true
    } else if Self.dayNumbers.contains(number) {
      days.add(String(number))
    } else if Self.areMilliseconds(number, ColumnNotation()) {
      largeNumbers.add(String(number))
    } else if number.magnitude >= 100_000_000 {
      mediumNumbers.add(String(number))
    } else {
      otherNumbers.add(String(number))
    }
  }

  private mutating func add(_ text: YearText, _ written: String) {
    switch text.finding {
    case .years(let years) where years.clamped(to: Self.years) != years: wrong.add(written)
    case .years where text.isPlaceholder: placeholders.add(written)
    case .years(let years):
      hasYears = true
      if text.isFirstDay { firstDays += 1 }
      if years.count > 1 { periods.add(written) }
    case .noSuchDate: wrong.add(written)
    case .shortYear(let first, let last):
      shortYears.add(written)
      if first == nil { mayStartWithYear = false }
      if last == nil { mayEndWithYear = false }
    }
    if text.isLateOnLastDay { lateOnLastDay.add(written) }
  }

  // MARK: Decisions

  /// Says how a column is written. Years of two digits are taken where all end a date, one of them can't
  /// start it, and they are of what is planned: of the past nothing tells the century.
  func decide(_ kind: FieldUse.Kind, _ notation: inout ColumnNotation) {
    let isPlain = hasYears || otherNumbers.count > 0
    notation.hasDayNumbers = days.count > 0 && !isPlain && hasNoMoments
    notation.hasMilliseconds = largeNumbers.count > 0 && !isPlain && days.count == 0
    notation.hasPlaceholders = arePlaceholders(kind)
    notation.hasShortYears =
      kind == .plannedYear && shortYears.count > 0 && mayEndWithYear && !mayStartWithYear
  }

  /// Whether days from which programs count stand for no date: unless years are written as their first day.
  /// What is past may have been that day, unless that one day comes back again and again.
  private func arePlaceholders(_ kind: FieldUse.Kind) -> Bool {
    let isUsual = kind == .plannedYear || placeholders.count >= 10 && placeholders.texts.count == 1
    return placeholders.count > 0 && isUsual && firstDays * 20 <= placeholders.count
  }

  private var hasNoMoments: Bool { largeNumbers.count + mediumNumbers.count == 0 }

  /// Values that were read as days of a spreadsheet.
  func daysRead(_ notation: ColumnNotation) -> ValueSamples {
    notation.hasDayNumbers ? days : ValueSamples()
  }

  /// Values that were read as milliseconds.
  func millisecondsRead(_ notation: ColumnNotation) -> ValueSamples {
    var read = largeNumbers
    if notation.hasMilliseconds { read.add(mediumNumbers) }
    return read
  }

  /// Values of which two digits were read as a year of this century.
  func shortYearsRead(_ notation: ColumnNotation) -> ValueSamples {
    notation.hasShortYears ? shortYears : ValueSamples()
  }

  /// Values that are no year. A period is none where one year is asked.
  func unread(_ kind: FieldUse.Kind, _ notation: ColumnNotation) -> ValueSamples {
    var unread = wrong
    unread.add(otherNumbers)
    if !notation.hasDayNumbers { unread.add(days) }
    if !notation.hasMilliseconds { unread.add(mediumNumbers) }
    if !notation.hasShortYears { unread.add(shortYears) }
    if kind == .year { unread.add(periods) }
    return unread
  }

  /// Whether what a value means depends on values elsewhere in the column.
  var dependsOnColumn: Bool {
    days.count + mediumNumbers.count + shortYears.count + placeholders.count > 0
  }
}
