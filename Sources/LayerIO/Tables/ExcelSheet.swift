/// The cells of a sheet of an Excel workbook: text stays text, and numbers that are shown as dates become
/// dates.
struct ExcelSheet {
  private(set) var cells = SheetCells()
  private let workbook: Workbook

  /// Reads the text of a sheet.
  init(_ content: [UInt8], of workbook: Workbook) {
    self.workbook = workbook
    var scanner = XMLScanner(content)
    var number = 0
    while let event = scanner.next() {
      if case .start("mergeCell") = event {
        cells.merged += scanner.attribute("ref").flatMap(SheetCells.Block.init).map { [$0] } ?? []
      }
      guard case .start("row") = event else { continue }
      number = scanner.attribute("r").flatMap { Int($0) } ?? number + 1
      cells.add(row(&scanner), number: number)
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
      cells.formulas.count(content, kind, column: column, mayBeOld: workbook.isComputedWhenOpened)
      guard value != .null, column < SheetCells.mostColumns else { continue }
      row += repeatElement(.null, count: max(0, column - row.count))
      if column < row.count { row[column] = value } else { row.append(value) }
      if let currency = format.currency, value.isNumber {
        cells.show(column: column, with: currency)
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
    if format.isDate, let serial = Double(text),
      let date = dateText(ofSerial: serial, from1904: workbook.countsFrom1904)
    {
      return .text(date)
    }
    return AttributeValue(stored: text)
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
