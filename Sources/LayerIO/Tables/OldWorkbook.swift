import CFreeXL

/// An Excel workbook of before 2007 (`.xls`), read by FreeXL, as GDAL does, but cell by cell: GDAL makes text
/// of a number that stands in a column with texts. Which formulas, currencies and merged cells there are,
/// FreeXL does not tell.
@safe final class OldWorkbook: SheetBook {
  let format = "XLS"
  private(set) var sheets: [BookSheet] = []
  private let source: String
  /// Sound: opened in `init`, closed in `deinit`, and used by one thread at a time.
  private let handle: UnsafeRawPointer

  /// Opens a file.
  /// - Throws: `SourceError` where it is no such workbook.
  init(path: String, source: String) throws(SourceError) {
    self.source = source
    var opened: UnsafeRawPointer?
    let result = unsafe freexl_open(path, &opened)
    guard result == FREEXL_OK, let handle = unsafe opened else {
      unsafe freexl_close(opened)
      throw SourceError(
        source: source,
        problem: "This is not an Excel workbook that can be read, or it is damaged.",
        remedy: "Open it in Excel or LibreOffice and save it as .xlsx.")
    }
    unsafe self.handle = unsafe handle
    guard info(FREEXL_BIFF_PASSWORD) != UInt32(FREEXL_BIFF_OBFUSCATED) else {
      throw SourceError(
        source: source, problem: "The workbook is locked with a password.",
        remedy: "Save it without one.")
    }
    for index in 0..<UInt16(clamping: info(FREEXL_BIFF_SHEET_COUNT) ?? 0) {
      sheets.append(BookSheet(name: name(of: index), place: String(index), isHidden: false))
    }
  }

  deinit { unsafe freexl_close(handle) }

  private func info(_ what: Int32) -> UInt32? {
    var value: UInt32 = 0
    let result = unsafe freexl_get_info(handle, UInt16(what), &value)
    return result == FREEXL_OK ? value : nil
  }

  private func name(of index: UInt16) -> String {
    var name: UnsafePointer<CChar>?
    let result = unsafe freexl_get_worksheet_name(handle, index, &name)
    guard result == FREEXL_OK, let name = unsafe name else { return "Sheet\(index + 1)" }
    return unsafe String(cString: name)
  }

  /// - Throws: `SourceError` where it is damaged.
  func cells(of sheet: BookSheet) throws -> SheetCells {
    var (rows, columns): (UInt32, UInt16) = (0, 0)
    guard let index = UInt16(sheet.place),
      unsafe freexl_select_active_worksheet(handle, index) == FREEXL_OK,
      unsafe freexl_worksheet_dimensions(handle, &rows, &columns) == FREEXL_OK
    else {
      throw SourceError(
        source: source, problem: "The sheet '\(sheet.name)' can't be read.",
        remedy: "Open it in Excel or LibreOffice and save it as .xlsx.")
    }
    var cells = SheetCells()
    for row in 0..<rows {
      cells.add((0..<columns).map { value(row, $0) }, number: Int(row) + 1)
    }
    return cells
  }

  private func value(_ row: UInt32, _ column: UInt16) -> AttributeValue {
    var cell = unsafe FreeXL_CellValue()
    guard unsafe freexl_get_cell_value(handle, row, column, &cell) == FREEXL_OK else {
      return .null
    }
    switch unsafe Int32(cell.type) {
    case FREEXL_CELL_INT: return unsafe .integer(Int64(cell.value.int_value))
    case FREEXL_CELL_DOUBLE:
      let value = unsafe cell.value.double_value
      return Int64(exactly: value).map { .integer($0) } ?? .number(value)
    case FREEXL_CELL_TEXT, FREEXL_CELL_SST_TEXT, FREEXL_CELL_DATE, FREEXL_CELL_DATETIME,
      FREEXL_CELL_TIME:
      guard let text = unsafe cell.value.text_value else { return .null }
      let written = unsafe String(cString: text)
      let isMoment = unsafe Int32(cell.type) == FREEXL_CELL_DATETIME
      return written.isEmpty ? .null : .text(isMoment ? Self.moment(written) : written)
    default: return .null
    }
  }

  /// `2030-01-31 12:00:00` as dates with a time are written elsewhere; midnight is the day alone.
  private static func moment(_ text: String) -> String {
    text.hasSuffix(" 00:00:00") ? String(text.dropLast(9)) : text.replacing(" ", with: "T")
  }
}
