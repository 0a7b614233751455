/// The cells of a sheet as they are: text stays text, and numbers that are shown as dates become dates.
struct SheetCells {
  /// Rows that have a value, each up to its last one.
  private(set) var rows: [[AttributeValue]] = []
  /// Number of each row in the sheet, counted from 1. Shape: `rows`.
  private(set) var numbers: [Int] = []
  /// What formulas did not bring, by column.
  var formulas = SheetFormulas()
  /// Numbers that are shown with a currency, in the order of the rows.
  private(set) var amounts: [Amount] = []

  /// Cells that are shown as one, of which the first alone has a value.
  var merged: [Block] = []

  /// A block of cells: numbers of its rows from 1, and of its columns from 0.
  struct Block {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
  }

  /// A number that is shown with a currency.
  struct Amount {
    /// Index of the row in `rows`.
    let row: Int
    /// Number of the column, from 0.
    let column: Int
    let currency: Currency
  }

  /// Columns beyond these, as many as Excel has, are passed over.
  static let mostColumns = 16_384

  /// Adds a row by its number in the sheet, without the empty cells at its end; an empty one does not count.
  mutating func add(_ row: [AttributeValue], number: Int) {
    let count = (row.lastIndex { $0 != .null } ?? -1) + 1
    guard count > 0 else { return }
    rows.append(count == row.count ? row : Array(row[..<count]))
    numbers.append(number)
  }

  /// Says that a number of the row which comes next is shown with a currency.
  mutating func show(column: Int, with currency: Currency) {
    amounts.append(Amount(row: rows.count, column: column, currency: currency))
  }
}

extension AttributeValue {
  /// A number as a workbook stores it; text where it is none. A whole number of many digits stands there
  /// as 3.63E+15.
  init(stored text: String) {
    guard let value = Double(text), value.isFinite else {
      self = .text(text)
      return
    }
    self = (Int64(text) ?? Int64(exactly: value)).map { .integer($0) } ?? .number(value)
  }

  /// Whether it is typed as a number.
  var isNumber: Bool {
    switch self {
    case .integer, .number: true
    case .null, .boolean, .text: false
    }
  }
}

/// The name of a column by its number from 0, such as `BC`.
func columnName(_ number: Int) -> String {
  let last = String(UnicodeScalar(UInt8(0x41 + number % 26)))
  return number < 26 ? last : columnName(number / 26 - 1) + last
}

/// A day, and time where it has one, by the number that Excel counts them with: 1 is the first of January
/// 1900, and the 29th of February that this year did not have is counted. Nil where it is no date.
func dateText(ofSerial serial: Double, from1904: Bool) -> String? {
  guard (0..<2_958_466).contains(serial) else { return nil }
  let (day, seconds) = Int((serial * 86_400).rounded()).quotientAndRemainder(dividingBy: 86_400)
  let time = seconds == 0 ? nil : timeText(seconds)
  if day == 0, !from1904 { return time }
  // Days from the first of January 1970.
  let shift = from1904 ? -24_107 : day < 60 ? -25_568 : -25_569
  let date = dateText(daysFrom1970: day + shift)
  return time.map { "\(date)T\($0)" } ?? date
}

private func timeText(_ seconds: Int) -> String {
  [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
}

/// The Gregorian date of a day; years begin in March, so that leap days come last.
private func dateText(daysFrom1970 days: Int) -> String {
  let day = days + 719_468
  let era = day / 146_097
  let dayOfEra = day - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let month = (5 * dayOfYear + 2) / 153
  let date = dayOfYear - (153 * month + 2) / 5 + 1
  let year = yearOfEra + era * 400 + (month < 10 ? 0 : 1)
  return "\(padded(year, 4))-\(padded(month < 10 ? month + 3 : month - 9, 2))-\(padded(date, 2))"
}

private func padded(_ number: Int, _ width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.count)) + text
}
