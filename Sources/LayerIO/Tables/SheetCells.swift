/// The cells of a sheet as they are: text stays text, and numbers that are shown as dates become dates.
struct SheetCells {
  /// Rows that have a value, each up to its last one.
  private(set) var rows: [[AttributeValue]] = []
  /// Number of each row in the sheet, counted from 1. Shape: `rows`.
  private(set) var numbers: [Int] = []
  /// What formulas did not bring, by column.
  private(set) var formulas = SheetFormulas()
  /// Numbers that are shown with a currency, in the order of the rows.
  private(set) var amounts: [Amount] = []

  /// Cells that are shown as one, of which the first alone has a value.
  private(set) var merged: [Block] = []

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

  private let workbook: Workbook

  /// Reads a sheet.
  /// - Throws: `SourceError`.
  init(_ sheet: Workbook.Sheet, of workbook: Workbook) throws {
    self.workbook = workbook
    var scanner = XMLScanner(try workbook.content(of: sheet))
    var number = 0
    while let event = scanner.next() {
      if case .start("mergeCell") = event {
        merged += scanner.attribute("ref").flatMap(Block.init).map { [$0] } ?? []
      }
      guard case .start("row") = event else { continue }
      number = scanner.attribute("r").flatMap { Int($0) } ?? number + 1
      let row = row(&scanner)
      guard !row.isEmpty else { continue }
      rows.append(row)
      numbers.append(number)
    }
  }

  /// The cells of a row that has begun, without empty ones at its end.
  private mutating func row(_ scanner: inout XMLScanner) -> [AttributeValue] {
    var row: [AttributeValue] = []
    var column = 0
    while let event = scanner.next() {
      if case .end("row") = event { break }
      guard case .start("c") = event else { continue }
      column = scanner.attribute("r").flatMap(columnNumber) ?? column
      let kind = scanner.attribute("t") ?? "n"
      let style = scanner.attribute("s").flatMap { Int($0) } ?? 0
      let content = self.content(&scanner)
      let format = workbook.styles.indices.contains(style) ? workbook.styles[style] : .general
      let value = value(content.text, kind, format)
      defer { column += 1 }
      formulas.count(content, kind, column: column, mayBeOld: workbook.isComputedWhenOpened)
      guard value != .null, column < 16_384 else { continue }
      row += repeatElement(.null, count: max(0, column - row.count))
      if column < row.count { row[column] = value } else { row.append(value) }
      if let currency = format.currency, value.isNumber {
        amounts.append(Amount(row: rows.count, column: column, currency: currency))
      }
    }
    return row
  }

  /// The text of a cell that has begun, and whether a formula makes it.
  private func content(_ scanner: inout XMLScanner) -> (text: String, isFormula: Bool) {
    var (text, isFormula, isValue) = ("", false, false)
    while let event = scanner.next() {
      switch event {
      case .start("f"): isFormula = true
      case .start("v"): isValue = true
      case .end("v"): isValue = false
      case .start("is"): text = scanner.richText(in: "is")
      case .text(let part) where isValue: text += part
      case .end("c"): return (text, isFormula)
      default: continue
      }
    }
    return (text, isFormula)
  }

  private func value(_ text: String, _ kind: String, _ format: NumberFormat) -> AttributeValue {
    guard !text.isEmpty else { return .null }
    switch kind {
    case "s":
      guard let index = Int(text), workbook.sharedTexts.indices.contains(index) else {
        return .null
      }
      let shared = workbook.sharedTexts[index]
      return shared.isEmpty ? .null : .text(shared)
    case "inlineStr", "str", "d": return .text(text)
    case "b": return .boolean(text == "1")
    // An error, such as #N/A.
    case "e": return .null
    default: return number(text, format)
    }
  }

  private func number(_ text: String, _ format: NumberFormat) -> AttributeValue {
    guard let value = Double(text), value.isFinite else { return .text(text) }
    if format.isDate, let date = dateText(ofSerial: value, from1904: workbook.countsFrom1904) {
      return .text(date)
    }
    // A whole number of many digits stands there as 3.63E+15.
    return (Int64(text) ?? Int64(exactly: value)).map { .integer($0) } ?? .number(value)
  }
}

extension AttributeValue {
  /// Whether it is typed as a number.
  var isNumber: Bool {
    switch self {
    case .integer, .number: true
    case .null, .boolean, .text: false
    }
  }
}

extension SheetCells.Block {
  /// A block as the sheet names it, such as `B2:C4`.
  fileprivate init?(_ name: String) {
    let corners = name.split(separator: ":").map(String.init)
    let columns = corners.compactMap(columnNumber)
    let rows = corners.compactMap { Int($0.drop(while: \.isLetter)) }
    guard corners.count == 2, columns.count == 2, rows.count == 2, columns[0] <= columns[1],
      rows[0] <= rows[1]
    else { return nil }
    self.init(rows: rows[0]...rows[1], columns: columns[0]...columns[1])
  }
}

/// The number of a cell's column, from 0, by its name such as `BC12`.
private func columnNumber(_ cell: String) -> Int? {
  let letters = cell.utf8.prefix { (0x41...0x5A).contains($0) }
  guard (1...3).contains(letters.count) else { return nil }
  return letters.reduce(0) { $0 * 26 + Int($1) - 0x40 } - 1
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
