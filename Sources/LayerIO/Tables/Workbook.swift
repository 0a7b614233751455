/// An Excel workbook (`.xlsx`, ECMA-376): its sheets, and what their cells refer to.
struct Workbook: SheetBook {
  let format = "XLSX"
  private let zip: ZipFile
  /// The sheets in their order; no charts.
  private(set) var sheets: [BookSheet] = []
  /// Whether days count from 1904.
  private(set) var countsFrom1904 = false
  /// Whether formulas are to be computed by who opens it: their stored outcomes may be old, or were never
  /// made.
  private(set) var isComputedWhenOpened = false
  /// Texts that cells refer to by number.
  private(set) var sharedTexts: [String] = []
  /// How each style shows its number.
  private(set) var styles: [NumberFormat] = []

  /// Reads all but the sheets.
  /// - Throws: `SourceError` where it is no workbook, or damaged.
  init(_ zip: ZipFile) throws {
    self.zip = zip
    guard let root = try zip.text(of: "xl/workbook.xml") else {
      throw SourceError(
        source: zip.source, problem: "This is not an Excel workbook: it lists no sheets.",
        remedy: "Save it as .xlsx again, or as CSV.")
    }
    readSheets(root, paths: try relations())
    if let texts = try zip.text(of: "xl/sharedStrings.xml") { readTexts(texts) }
    if let styles = try zip.text(of: "xl/styles.xml") { readStyles(styles) }
  }

  /// - Throws: `SourceError` where it is missing or damaged.
  func cells(of sheet: BookSheet) throws -> SheetCells {
    guard let content = try zip.text(of: sheet.place) else {
      throw zip.damaged("the sheet '\(sheet.name)' is missing")
    }
    return ExcelSheet(content, of: self).cells
  }

  /// Paths of the sheets by the ids that the workbook gives them.
  private func relations() throws -> [String: String] {
    var paths: [String: String] = [:]
    var scanner = XMLScanner(try zip.text(of: "xl/_rels/workbook.xml.rels") ?? [])
    while let event = scanner.next() {
      guard case .start("Relationship") = event, let id = scanner.attribute("Id"),
        let target = scanner.attribute("Target"),
        scanner.attribute("Type")?.hasSuffix("/worksheet") ?? true
      else { continue }
      paths[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
    return paths
  }

  private mutating func readSheets(_ content: [UInt8], paths: [String: String]) {
    var scanner = XMLScanner(content)
    while let event = scanner.next() {
      switch event {
      case .start("workbookPr"):
        countsFrom1904 = scanner.isTrue("date1904")
      case .start("calcPr"):
        isComputedWhenOpened = scanner.isTrue("fullCalcOnLoad")
      case .start("sheet"):
        guard let name = scanner.attribute("name"),
          let path = scanner.attribute("id").flatMap({ paths[$0] })
        else { continue }
        sheets.append(
          BookSheet(
            name: name, place: path,
            isHidden: scanner.attribute("state") != nil
              && scanner.attribute("state") != "visible"))
      default: continue
      }
    }
  }

  private mutating func readTexts(_ content: [UInt8]) {
    var scanner = XMLScanner(content)
    while let event = scanner.next() {
      if case .start("si") = event { sharedTexts.append(scanner.richText(in: "si")) }
    }
  }

  private mutating func readStyles(_ content: [UInt8]) {
    var scanner = XMLScanner(content)
    var formats: [Int: NumberFormat] = [:]
    var isInCells = false
    while let event = scanner.next() {
      switch event {
      case .start("numFmt"):
        if let id = scanner.attribute("numFmtId").flatMap({ Int($0) }) {
          formats[id] = scanner.attribute("formatCode").map(NumberFormat.init(code:))
        }
      case .start("cellXfs"): isInCells = true
      case .end("cellXfs"): isInCells = false
      case .start("xf") where isInCells:
        let id = scanner.attribute("numFmtId").flatMap { Int($0) } ?? 0
        styles.append(formats[id] ?? NumberFormat(builtIn: id))
      default: continue
      }
    }
  }
}

extension XMLScanner {
  /// Whether an attribute of the last element that began says yes.
  fileprivate func isTrue(_ name: String) -> Bool {
    ["1", "true"].contains(attribute(name) ?? "")
  }

  /// The text of an element that has begun, up to its end, without what tells how it is spoken.
  mutating func richText(in element: String) -> String {
    var text = ""
    var (isText, isSpoken) = (false, false)
    while let event = next() {
      switch event {
      case .start("t"): isText = true
      case .end("t"): isText = false
      case .start("rPh"): isSpoken = true
      case .end("rPh"): isSpoken = false
      case .text(let part) where isText && !isSpoken: text += part
      case .end(element): return text
      default: continue
      }
    }
    return text
  }
}
