/// A day of the Gregorian calendar.
struct CalendarDate: Equatable {
  let year: Int
  let month: Int
  let day: Int

  /// A date; nil where the calendar has none such, as 30 February.
  init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year) else {
      return nil
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The date so many days after 1 January 1970, by the algorithm `civil_from_days` of Howard Hinnant
  /// ("chrono-Compatible Low-Level Date Algorithms").
  init(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The date of a day number of a spreadsheet, which counts 1 March 1900 as day 61.
  init(spreadsheetDay day: Int) {
    self.init(daysSince1970: day - 25_569)
  }

  /// The date in UTC so many milliseconds after the start of 1970.
  init(milliseconds: Int) {
    self.init(daysSince1970: Int((Double(milliseconds) / 86_400_000).rounded(.down)))
  }

  /// Such as 2030-01-31.
  var text: String { "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)" }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
