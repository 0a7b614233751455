import CXLSXWriter
import LayerIO
import Workers

/// The moment that workbooks name as the one in which they were made, so that equal input gives equal
/// bytes: the beginning of 2000 in UTC.
private let fixedMoment = 946_684_800

/// A workbook that libxlsxwriter makes, row by row, holding one row in memory. Sound to pass between
/// threads as long as one at a time uses it.
@safe final class SpreadsheetFile: @unchecked Sendable {
  private let path: String
  /// Sound: made in `init`, given back once, in `close` or `deinit`.
  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  /// Sound: the workbook's own, used only while it is there.
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = unsafe [:]

  init(path: String, title: String) throws {
    self.path = path
    var options = unsafe lxw_workbook_options(constant_memory: 1, tmpdir: nil, use_zip64: 0)
    unsafe workbook = unsafe workbook_new_opt(path, &options)
    guard unsafe workbook != nil else { throw failure("no memory") }
    // Sound: the library copies the title during the call.
    unsafe title.withCString { title in
      var properties = unsafe lxw_doc_properties()
      unsafe properties.title = unsafe UnsafeMutablePointer(mutating: title)
      unsafe properties.created = fixedMoment
      _ = unsafe workbook_set_properties(workbook, &properties)
    }
  }

  deinit { if let workbook = unsafe workbook { unsafe lxw_workbook_free(workbook) } }

  /// Writes the file. The library gives all back, whether or not it could.
  func close() throws {
    let result = unsafe workbook_close(workbook)
    unsafe workbook = nil
    try check(result)
  }

  /// Adds a sheet, which is written before the next is added.
  func addSheet(_ name: String) throws -> Sheet {
    guard let sheet = unsafe workbook_add_worksheet(workbook, name) else {
      throw failure("the name '\(name)' does not suit a sheet")
    }
    return unsafe Sheet(file: self, sheet: sheet)
  }

  /// The format of a style, made when it is first asked for.
  fileprivate func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let known = unsafe formats[style] { return unsafe known }
    guard let format = unsafe workbook_add_format(workbook) else { return nil }
    unsafe format_set_num_format(format, style.numberFormat)
    unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    switch style {
    case .heading(let isNumber):
      unsafe format_set_align(
        format, UInt8((isNumber ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT).rawValue))
      unsafe format_set_indent(format, isNumber ? 0 : 1)
      unsafe format_set_bold(format)
      unsafe format_set_text_wrap(format)
      unsafe format_set_font_color(format, 0xFFFFFF)
      unsafe format_set_bg_color(format, 0x1F4E5F)
    case .prose:
      unsafe format_set_text_wrap(format)
      unsafe format_set_indent(format, 1)
    case .text: unsafe format_set_indent(format, 1)
    case .link:
      unsafe format_set_indent(format, 1)
      unsafe format_set_font_color(format, 0x0B5394)
      unsafe format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
    case .year, .share, .anyNumber, .number: break
    }
    unsafe formats[style] = unsafe format
    return unsafe format
  }

  fileprivate func check(_ result: lxw_error) throws {
    guard result != LXW_NO_ERROR else { return }
    throw failure(unsafe String(cString: lxw_strerror(result)))
  }

  private func failure(_ message: String) -> ProductError {
    ProductError(
      cause: .writeFailed, path: path, problem: "The workbook can't be written (\(message)).",
      remedy:
        "Check that the folder and that of temporary files can be written, and that the disk has "
        + "room.")
  }
}

extension SpreadsheetFile {
  /// A sheet under way: rows are written from top to bottom.
  @safe struct Sheet: @unchecked Sendable {
    fileprivate let file: SpreadsheetFile
    /// Sound: the workbook's own, and the sheet keeps the workbook.
    fileprivate let sheet: UnsafeMutablePointer<lxw_worksheet>

    /// Gives a column its width in characters.
    func setWidth(_ width: Double, ofColumn column: Int) throws {
      try file.check(
        unsafe worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil))
    }

    /// Gives a row its height in points.
    func setHeight(_ height: Double, ofRow row: Int) throws {
      try file.check(unsafe worksheet_set_row(sheet, UInt32(row), height, nil))
    }

    /// Keeps the first row and so many columns in sight.
    func freeze(columns: Int) {
      unsafe worksheet_freeze_panes(sheet, 1, UInt16(columns))
    }

    /// Gives the headings of a table their filters.
    func addFilter(rows: Int, columns: Int) throws {
      try file.check(
        unsafe worksheet_autofilter(sheet, 0, 0, UInt32(rows), UInt16(columns - 1)))
    }

    /// Prints it across, one page wide, the headings on each page.
    func setPrinting() throws {
      unsafe worksheet_set_landscape(sheet)
      unsafe worksheet_set_paper(sheet, 9)
      unsafe worksheet_fit_to_pages(sheet, 1, 0)
      try file.check(unsafe worksheet_repeat_rows(sheet, 0, 0))
    }

    /// Writes text, which is never taken for a formula; nothing for empty text.
    func write(_ text: String, row: Int, column: Int, _ style: CellStyle) throws {
      try file.check(
        unsafe worksheet_write_string(
          sheet, UInt32(row), UInt16(column), fittingCell(text), file.format(style)))
    }

    /// Writes a number.
    func write(_ number: Double, row: Int, column: Int, _ style: CellStyle) throws {
      try file.check(
        unsafe worksheet_write_number(
          sheet, UInt32(row), UInt16(column), number, file.format(style)))
    }

    /// Writes text that leads to another sheet.
    func write(_ text: String, to sheetName: String, row: Int, column: Int) throws {
      let place = sheetName.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''")
      try file.check(
        unsafe worksheet_write_url_opt(
          sheet, UInt32(row), UInt16(column), "internal:'\(place)'!A1", file.format(.link), text,
          nil))
    }
  }
}
