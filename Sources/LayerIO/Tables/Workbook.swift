/// An Excel workbook (`.xlsx`, ECMA-376): its sheets, and what their cells refer to.
struct Workbook {
  /// A sheet as the workbook lists it.
  struct Sheet {
    let name: String
    /// Path of its text in the zip.
    let path: String
    let isHidden: Bool
  }

  private let zip: ZipFile
  /// The sheets in their order; no charts.
  private(set) var sheets: [Sheet] = []
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
  init(path: String, source: String) throws {
    zip = try ZipFile(path: path, source: source)
    guard let root = try content("xl/workbook.xml") else {
      throw SourceError(
        source: source, problem: "This is not an Excel workbook: it lists no sheets.",
        remedy: "Save it as .xlsx again, or as CSV.")
    }
    readSheets(root, paths: try relations())
    if let texts = try content("xl/sharedStrings.xml") { readTexts(texts) }
    if let styles = try content("xl/styles.xml") { readStyles(styles) }
  }

  /// The text of a sheet.
  /// - Throws: `SourceError` where it is missing or damaged.
  func content(of sheet: Sheet) throws -> [UInt8] {
    guard let content = try content(sheet.path) else {
      throw zip.damaged("the sheet '\(sheet.name)' is missing")
    }
    return content
  }

  private func content(_ path: String) throws -> [UInt8]? {
    let path = path.lowercased()
    let member = zip.members.first { $0.path.lowercased() == path }
    guard let member else { return nil }
    let isHarmful = ZipFile.isHarmful(size: member.size, packed: member.packedSize)
    guard member.size < 1 << 31, !isHarmful else {
      throw SourceError(
        source: zip.source, problem: "'\(member.path)' is too large: \(member.size) bytes.",
        remedy: "Save the sheet as CSV.")
    }
    return try zip.content(of: member)
  }

  /// Paths of the sheets by the ids that the workbook gives them.
  private func relations() throws -> [String: String] {
    var paths: [String: String] = [:]
    var scanner = XMLScanner(try content("xl/_rels/workbook.xml.rels") ?? [])
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
          Sheet(
            name: name, path: path,
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
