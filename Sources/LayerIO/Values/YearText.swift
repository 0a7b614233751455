/// A year, or a period of years, as someone wrote it: a year, a date, a month, a quarter, a financial year.
///
/// - `2030`, `2030-01-31`, `31-1-2030`, `1/31/2030`, `2030-01`, `1-2030`, with a time behind or not
/// - `20300131`
/// - `jan 2030`, `31 January 2030`, `Q2 2030`, `2030-W05`, `FY2030`, `medio 2030`
/// - `2030/31`, `2030/2031`, `2030-2035`, `2030 t/m 2035`: a period
///
/// The year is the one that is written, whatever the zone of a time.
struct YearText: Equatable {
  /// What a text says.
  enum Finding: Equatable {
    /// Its year, or its first and last.
    case years(ClosedRange<Int>)
    /// A date with a year of two digits: what it is where that comes first, and where it comes last; nil
    /// where the calendar has no such date.
    case shortYear(first: Int?, last: Int?)
    /// It looks like a date, but the calendar has none such.
    case noSuchDate
  }
  let finding: Finding
  /// Whether it is a moment late on 31 December by UTC, which is New Year's Day where clocks run ahead.
  private(set) var isLateOnLastDay = false
  /// Whether it is the day from which some program counts, which it writes where there is no date.
  private(set) var isPlaceholder = false
  /// Whether it is a date on 1 January.
  private(set) var isFirstDay = false

  /// Reads a text as it is compared; nil where it is no year nor date.
  init?(_ text: String) {
    var date = text.lowercased()[...]
    let time = Self.takeTime(&date)
    let tokens = Tokens(date)
    let found = tokens.words.isEmpty ? tokens.date : tokens.wordedDate
    guard let found, time == nil || tokens.numbers.count == 3 || tokens.isCompact else {
      return nil
    }
    finding = found
    if let time, tokens.isLastDay { isLateOnLastDay = time.isLate && time.isUTC }
    (isPlaceholder, isFirstDay) = (tokens.isPlaceholder, tokens.isFirstDay)
  }

  /// A date of eight digits, year first.
  static func compact(_ number: Int) -> CalendarDate? {
    let date = CalendarDate(number / 10_000, number / 100 % 100, number % 100)
    return date.flatMap { (1800...2200).contains($0.year) ? $0 : nil }
  }

  /// Takes the time of day behind a date away.
  private static func takeTime(_ text: inout Substring) -> TimeOfDay? {
    let mark: String.Index? =
      if let colon = text.firstIndex(of: ":") {
        text[..<colon].lastIndex { $0 == "t" || $0 == " " }
      } else if let mark = text.firstIndex(of: "t"), mark != text.startIndex,
        text[..<mark].allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "-") })
      {
        mark
      } else {
        nil
      }
    guard let mark else { return nil }
    let time = TimeOfDay(text[text.index(after: mark)...])
    if time != nil { text = text[..<mark] }
    return time
  }
}

/// A time of day behind a date.
private struct TimeOfDay {
  let isLate: Bool
  let isUTC: Bool

  init?(_ text: Substring) {
    guard let hour = Int(text.prefix(2)), (0...24).contains(hour),
      text.allSatisfy({ $0.isASCII && ($0.isNumber || ":+-.,z ampm".contains($0)) })
    else { return nil }
    isLate = hour >= 12
    isUTC = text.last == "z" || ["+00", "+00:00", "+0000"].contains { text.hasSuffix($0) }
  }
}

/// The numbers and words of a date, and what stands between the numbers.
private struct Tokens {
  private(set) var numbers: [(value: Int, digits: Int)] = []
  private(set) var words: [Substring] = []
  /// What stands between the numbers, blanks left out where there is something else.
  private(set) var signs: [String] = []
  private var isReadable = true

  init(_ text: Substring) {
    var rest = text
    while let first = rest.first {
      if first.isASCII && first.isNumber {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        // Nothing that has to do with years is longer.
        guard digits.count <= 8, let value = Int(digits) else {
          isReadable = false
          return
        }
        numbers.append((value, digits.count))
        rest = rest.dropFirst(digits.count)
      } else if first.isLetter {
        let word = rest.prefix(while: \.isLetter)
        words.append(word)
        rest = rest.dropFirst(word.count)
      } else {
        let between = rest.prefix { !$0.isLetter && !($0.isASCII && $0.isNumber) }
        let sign = String(between.filter { $0 != " " })
        signs.append(sign.isEmpty ? " " : sign == "–" ? "-" : sign)
        rest = rest.dropFirst(between.count)
      }
    }
    // What begins or ends with a sign is no date: a minus, or a point that ends a short word.
    if words.isEmpty, signs.count != numbers.count - 1 { isReadable = false }
  }

  /// Whether it is one number of eight digits.
  var isCompact: Bool { numbers.count == 1 && numbers[0].digits == 8 }

  /// Whether it is a date on 31 December.
  var isLastDay: Bool {
    if isCompact { return numbers[0].value % 10_000 == 1231 }
    return numbers.count == 3
      && Set([numbers[0].value, numbers[1].value, numbers[2].value])
        .isSuperset(of: [12, 31])
  }

  /// The parts of a date in numbers, the smallest first; nil where it is none.
  private var parts: [Int]? {
    guard words.isEmpty else { return nil }
    if isCompact {
      let number = numbers[0].value
      return [number / 10_000, number / 100 % 100, number % 100].sorted()
    }
    return numbers.count == 3 ? numbers.map(\.value).sorted() : nil
  }

  /// Whether it is the first day of spreadsheets, of Access and the like, or of Unix.
  var isPlaceholder: Bool {
    parts.map { [[1, 1, 1900], [12, 30, 1899], [12, 31, 1899], [1, 1, 1970]].contains($0) } ?? false
  }

  /// Whether it is a date on 1 January.
  var isFirstDay: Bool { parts?.prefix(2) == [1, 1] }

  // MARK: Numbers alone

  /// What numbers alone say.
  var date: YearText.Finding? {
    guard isReadable else { return nil }
    switch numbers.count {
    case 1: return single
    case 2: return pair
    case 3 where Set(signs).count == 1 && ["-", "/", ".", " "].contains(signs[0]): return triple
    default: return nil
    }
  }

  private var single: YearText.Finding? {
    let (value, digits) = numbers[0]
    if digits == 4 { return .years(value...value) }
    guard digits == 8 else { return nil }
    return YearText.compact(value).map { .years($0.year...$0.year) } ?? .noSuchDate
  }

  /// Two years, a year and a month, or a year with no decimals.
  private var pair: YearText.Finding? {
    let (a, b) = (numbers[0], numbers[1])
    if signs == ["."] || signs == [","] {
      if a.digits == 4, b.value == 0 { return .years(a.value...a.value) }
      // A year and a half is no month of a year.
      return signs == ["."] && b.digits == 2 || b.digits == 4 ? month(a, b) : nil
    }
    guard signs == ["-"] || signs == ["/"] else { return nil }
    if let period { return period }
    return month(a, b)
  }

  private func month(
    _ a: (value: Int, digits: Int), _ b: (value: Int, digits: Int)
  ) -> YearText.Finding? {
    let (year, month) = a.digits == 4 ? (a, b) : (b, a)
    guard year.digits == 4, month.digits <= 2 else { return nil }
    return (1...12).contains(month.value) ? .years(year.value...year.value) : .noSuchDate
  }

  /// From a year up to another; the other may have two digits, and be the next, as in 2030/31. With a
  /// hyphen that is no month alone: 2010-11 is a month.
  private var period: YearText.Finding? {
    let (a, b) = (numbers[0], numbers[1])
    guard a.digits == 4 else { return nil }
    if b.digits == 4 { return a.value <= b.value ? .years(a.value...b.value) : .noSuchDate }
    let isNext = b.digits == 2 && b.value == (a.value + 1) % 100
    guard isNext, signs.first != "-" || b.value > 12 else { return nil }
    return .years(a.value...a.value + 1)
  }

  private var triple: YearText.Finding? {
    let (a, b, c) = (numbers[0], numbers[1], numbers[2])
    guard b.digits <= 2 else { return nil }
    if a.digits == 4, c.digits <= 2 { return full(a.value, [(b.value, c.value)]) }
    guard a.digits <= 2 else { return nil }
    let orders = [(b.value, a.value), (a.value, b.value)]
    if c.digits == 4 { return full(c.value, orders) }
    guard c.digits <= 2 else { return nil }
    let isFirst = CalendarDate(2000 + a.value, b.value, c.value) != nil && a.digits == 2
    let isLast = c.digits == 2 && orders.contains { CalendarDate(2000 + c.value, $0, $1) != nil }
    if !isFirst && !isLast { return .noSuchDate }
    return .shortYear(first: isFirst ? a.value : nil, last: isLast ? c.value : nil)
  }

  /// A year with the month and day that it may have, in either order.
  private func full(_ year: Int, _ orders: [(month: Int, day: Int)]) -> YearText.Finding {
    let isDate = orders.contains { CalendarDate(year, $0.month, $0.day) != nil }
    return isDate ? .years(year...year) : .noSuchDate
  }

  // MARK: With words

  /// What numbers with words say: all words must be known.
  var wordedDate: YearText.Finding? {
    let meanings = words.compactMap { YearWord($0) }
    guard isReadable, meanings.count == words.count else { return nil }
    let years = numbers.filter { $0.digits == 4 }.map(\.value)
    let others = numbers.filter { $0.digits != 4 }
    let months = meanings.compactMap { if case .month(let number) = $0 { number } else { nil } }
    let parts = meanings.compactMap { if case .part(let count) = $0 { count } else { nil } }
    guard let year = years.first, others.allSatisfy({ $0.digits <= 2 }) else { return nil }
    switch (years.count, months.count, parts.count, others.count) {
    case (1, 1, 0, 0): return .years(year...year)
    case (1, 1, 0, 1): return full(year, [(months[0], others[0].value)])
    case (1, 0, 1, 1):
      return (1...parts[0]).contains(others[0].value) ? .years(year...year) : .noSuchDate
    case (1, 0, 0, 0) where !meanings.contains(.until): return .years(year...year)
    case (1, 0, 0, 1), (2, 0, 0, 0): return wordedPeriod(meanings)
    default: return nil
    }
  }

  /// FY2030/31, 2030 t/m 2035.
  private func wordedPeriod(_ meanings: [YearWord]) -> YearText.Finding? {
    guard numbers.count == 2, meanings.contains(.until) || words.count == 1 else { return nil }
    return period
  }
}
