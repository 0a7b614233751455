/// A spreadsheet as LibreOffice and others write it (`.ods`, OpenDocument 1.3, part 3).
struct OpenDocument: SheetBook {
  let format = "ODS"
  /// The sheets in their order.
  private(set) var sheets: [BookSheet] = []
  private let content: [UInt8]
  private let source: String

  /// Lists the sheets.
  /// - Throws: `SourceError` where it is no spreadsheet, or damaged.
  init(_ zip: ZipFile) throws {
    source = zip.source
    content = try zip.text(of: "content.xml") ?? []
    var scanner = XMLScanner(content)
    var hiddenStyles: Set<String> = []
    var (style, isSpreadsheet) = ("", false)
    while let event = scanner.next() {
      switch event {
      case .start("style"): style = scanner.attribute("name") ?? ""
      case .start("table-properties") where scanner.attribute("display") == "false":
        hiddenStyles.insert(style)
      case .start("spreadsheet"): isSpreadsheet = true
      case .start("table") where isSpreadsheet:
        sheets.append(
          BookSheet(
            name: scanner.attribute("name") ?? "Sheet\(sheets.count + 1)",
            place: String(sheets.count),
            isHidden: hiddenStyles.contains(scanner.attribute("style-name") ?? "")))
        scanner.skip("table")
      default: continue
      }
    }
    guard isSpreadsheet else {
      throw SourceError(
        source: source,
        problem: "This is not a spreadsheet that can be read: it is another document, or locked "
          + "with a password.",
        remedy: "Save it as a spreadsheet without a password, or as CSV.")
    }
  }

  /// - Throws: `SourceError` where it says to have more cells than there can be.
  func cells(of sheet: BookSheet) throws -> SheetCells {
    var scanner = XMLScanner(content)
    var (number, isSpreadsheet) = (0, false)
    while let event = scanner.next() {
      if case .start("spreadsheet") = event { isSpreadsheet = true }
      guard isSpreadsheet, case .start("table") = event else { continue }
      if String(number) == sheet.place {
        var rows = OpenDocumentRows()
        try rows.read(&scanner, source)
        return rows.cells
      }
      scanner.skip("table")
      number += 1
    }
    return SheetCells()
  }
}
