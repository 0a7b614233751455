/// The rows of a sheet of an OpenDocument spreadsheet. Rows and cells that repeat are written once, with how
/// often they stand there; most of those are empty ones that fill the sheet.
struct OpenDocumentRows {
  private(set) var cells = SheetCells()
  /// Number of the row under way, from 1.
  private var number = 1
  /// Cells with a value that were made.
  private var filled = 0

  /// More than a sheet of Excel can be filled with in practice.
  private static let mostFilled = 200_000_000

  /// A cell and what it tells.
  private struct Cell {
    var value = AttributeValue.null
    var currency: Currency?
    var isFormula = false
    /// As `SheetFormulas` takes it.
    var kind = "n"
    var span = (rows: 1, columns: 1)
  }

  /// Reads a sheet that has begun, up to its end.
  /// - Throws: `SourceError` where it says to have more cells than there can be.
  mutating func read(_ scanner: inout XMLScanner, _ source: String) throws(SourceError) {
    while let event = scanner.next() {
      switch event {
      case .end("table"): return
      case .start("shapes"): scanner.skip("shapes")
      case .start("table-row"):
        let times = scanner.count("number-rows-repeated")
        let row = row(&scanner)
        try add(row, times: times, source)
      default: continue
      }
    }
  }

  private mutating func add(_ row: [Cell], times: Int, _ source: String) throws(SourceError) {
    defer { number = number &+ times }
    guard row.contains(where: { $0.value != .null || $0.isFormula || $0.kind == "e" }) else {
      return
    }
    filled += row.count * min(times, 1 << 20)
    guard filled < Self.mostFilled else {
      throw SourceError(
        source: source, problem: "The sheet says to have more than \(Self.mostFilled) cells.",
        remedy: "Save it anew, with the rows that are filled alone.")
    }
    for repeated in 0..<min(times, 1 << 20) { add(row, number: number + repeated) }
  }

  private mutating func add(_ row: [Cell], number: Int) {
    for (column, cell) in row.enumerated() {
      cells.formulas.count(
        (cell.value == .null ? "" : "v", cell.isFormula), cell.kind, column: column,
        mayBeOld: false)
      if let currency = cell.currency { cells.show(column: column, with: currency) }
      if cell.span.rows > 1 || cell.span.columns > 1 {
        cells.merged.append(
          SheetCells.Block(
            rows: number...(number + cell.span.rows - 1),
            columns: column...(column + cell.span.columns - 1)))
      }
    }
    cells.add(row.map(\.value), number: number)
  }

  /// The cells of a row that has begun, without empty ones at its end.
  private func row(_ scanner: inout XMLScanner) -> [Cell] {
    var row: [Cell] = []
    var column = 0
    while let event = scanner.next() {
      if case .end("table-row") = event { break }
      guard case .start(let name) = event, name == "table-cell" || name == "covered-table-cell"
      else { continue }
      let times = scanner.count("number-columns-repeated")
      var cell = cell(&scanner, name)
      if name == "covered-table-cell" { cell = Cell() }
      defer { column = min(column &+ times, SheetCells.mostColumns) }
      let isPlain =
        cell.value == .null && !cell.isFormula && cell.kind != "e" && cell.span == (1, 1)
      guard !isPlain, column < SheetCells.mostColumns else { continue }
      row += repeatElement(Cell(), count: max(0, column - row.count))
      row += repeatElement(cell, count: min(times, SheetCells.mostColumns - column))
    }
    return row
  }

  private func cell(_ scanner: inout XMLScanner, _ name: String) -> Cell {
    var cell = Cell()
    cell.isFormula = scanner.attribute("formula") != nil
    cell.span = (scanner.count("number-rows-spanned"), scanner.count("number-columns-spanned"))
    let kind = scanner.attribute("office:value-type") ?? ""
    let isError = scanner.attribute("calcext:value-type") == "error"
    cell.kind = isError ? "e" : kind == "string" ? "str" : "n"
    let stored = Self.stored(kind, scanner)
    let currency = scanner.attribute("office:currency")
    let shown = scanner.cellText(to: name)
    if isError { return cell }
    cell.value = stored ?? (shown.isEmpty ? .null : .text(shown))
    if kind == "currency", cell.value.isNumber { cell.currency = currency.flatMap(Self.currency) }
    return cell
  }

  /// What a cell says its value is; nil where that is the text in it.
  private static func stored(_ kind: String, _ scanner: XMLScanner) -> AttributeValue? {
    switch kind {
    case "float", "currency", "percentage":
      scanner.attribute("office:value").map { AttributeValue(stored: $0) }
    case "date": scanner.attribute("date-value").map { .text(day($0)) }
    case "time": scanner.attribute("time-value").flatMap(time).map { .text($0) }
    case "string": scanner.attribute("string-value").flatMap { $0.isEmpty ? nil : .text($0) }
    case "boolean": scanner.attribute("boolean-value").map { .boolean($0 == "true") }
    default: nil
    }
  }

  private static func currency(_ code: String) -> Currency? {
    var rest = Array(code.lowercased().utf8)[...]
    return Currency.take(from: &rest)
  }

  /// A date; midnight is the day alone, and parts of a second are left out.
  private static func day(_ text: String) -> String {
    let parts = text.split(separator: "T", maxSplits: 1)
    guard parts.count == 2, !parts[1].hasPrefix("00:00:00") else {
      return String(parts.first ?? "")
    }
    return parts[0] + "T" + parts[1].prefix(8)
  }

  /// `PT12H30M00S` as a time of day.
  private static func time(_ text: String) -> String? {
    guard text.hasPrefix("PT") else { return nil }
    var (numbers, digits): ([String], String) = ([], "")
    for sign in text.dropFirst(2) {
      if "HMS".contains(sign) {
        let whole = String(digits.prefix { $0 != "." })
        numbers.append(String(repeating: "0", count: max(0, 2 - whole.count)) + whole)
        digits = ""
      } else {
        digits.append(sign)
      }
    }
    return numbers.count == 3 ? numbers.joined(separator: ":") : nil
  }
}

extension XMLScanner {
  /// How often something stands there, by an attribute of the element that began; once without it.
  fileprivate func count(_ name: String) -> Int {
    max(1, min(attribute(name).flatMap { Int($0) } ?? 1, 1 << 30))
  }

  /// Goes to the end of an element that has begun; others of its name may stand in it.
  mutating func skip(_ element: String) {
    var depth = 1
    while depth > 0, let event = next() {
      switch event {
      case .start(element): depth += 1
      case .end(element): depth -= 1
      default: continue
      }
    }
  }

  /// The text of a cell that has begun, up to its end: paragraphs on lines of their own, without remarks,
  /// drawings and tables in it.
  fileprivate mutating func cellText(to end: String) -> String {
    var paragraphs: [String] = []
    var isOpen = false
    while let event = next() {
      switch event {
      case .start(let name) where ["annotation", "frame", "custom-shape", "table"].contains(name):
        skip(name)
      case .start("p"): (isOpen, paragraphs) = (true, paragraphs + [""])
      case .end("p"): isOpen = false
      case .start("s") where isOpen:
        paragraphs[paragraphs.count - 1] += String(repeating: " ", count: min(count("c"), 1 << 16))
      case .start("tab") where isOpen: paragraphs[paragraphs.count - 1] += "\t"
      case .start("line-break") where isOpen: paragraphs[paragraphs.count - 1] += "\n"
      case .text(let part) where isOpen: paragraphs[paragraphs.count - 1] += part
      case .end(end): return paragraphs.joined(separator: "\n")
      default: continue
      }
    }
    return paragraphs.joined(separator: "\n")
  }
}
