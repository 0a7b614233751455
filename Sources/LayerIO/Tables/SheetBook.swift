/// A sheet as its workbook lists it.
struct BookSheet {
  let name: String
  /// Where it is found in the workbook: the path of its text, or its number.
  let place: String
  let isHidden: Bool
}

/// A workbook of some program, with cells that are known to be texts or numbers.
protocol SheetBook {
  /// What the format is called in records.
  var format: String { get }
  /// The sheets in their order.
  var sheets: [BookSheet] { get }
  /// Reads the cells of a sheet.
  /// - Throws: `SourceError`.
  func cells(of sheet: BookSheet) throws -> SheetCells
}

/// Opens a workbook by what it holds: many are called `.xls` that are none.
/// - Throws: `SourceError` where it is no workbook, or damaged.
func openBook(path: String, source: String) throws -> any SheetBook {
  let bytes = try SourceBytes(path: path, source: source)
  let start = unsafe bytes.withBytes { unsafe [UInt8]($0.prefix(512)) }
  if start.starts(with: "PK".utf8) {
    let zip = try ZipFile(bytes, source: source)
    let holdsSheets = zip.members.contains { $0.path == "content.xml" }
    return holdsSheets ? try OpenDocument(zip) : try Workbook(zip)
  }
  if let sign = start.first(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }),
    !start.contains(0)
  {
    let what = sign == UInt8(ascii: "<") ? "a web page or XML" : "plain text"
    throw SourceError(
      source: source, problem: "This is not a workbook: it is \(what) with the name of one.",
      remedy: sign == UInt8(ascii: "<")
        ? "Open it in Excel or LibreOffice and save it as .xlsx." : "Give it the ending .csv.")
  }
  return try OldWorkbook(path: path, source: source)
}

extension ZipFile {
  /// The bytes of a text in a workbook; nil where it is not there.
  /// - Throws: `SourceError` where it is damaged, or larger than one can be.
  func text(of path: String) throws -> [UInt8]? {
    let path = path.lowercased()
    guard let member = members.first(where: { $0.path.lowercased() == path }) else { return nil }
    let isHarmful = ZipFile.isHarmful(size: member.size, packed: member.packedSize)
    guard member.size < 1 << 31, !isHarmful else {
      throw SourceError(
        source: source, problem: "'\(member.path)' is too large: \(member.size) bytes.",
        remedy: "Save the sheet as CSV.")
    }
    return try content(of: member)
  }
}
