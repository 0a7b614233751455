import Geometry
import Workers

/// A sheet of a workbook, written as CSV for GDAL to read: GDAL itself takes no row below the first
/// for the header, and the first only where others look different.
struct PreparedSheet {
  /// Path of the CSV.
  let path: String
  /// Name of the sheet.
  let name: String
  /// What the format of the workbook is called in records.
  let format: String
  /// Which row was taken for the header, in English.
  let layout: String
  /// What to know of the sheet: a header that is not the first row, formulas without outcome.
  let notes: [IntakeNote]
  /// What its cells tell beside the CSV.
  let values: SheetValues
  let folder: ScratchFolder

  /// Reads the sheet that a source asks for, or the only one.
  /// - Throws: `SourceError` that lists the sheets where it can't be told.
  init(_ options: SourceOptions) throws {
    let workbook = try openBook(path: options.path, source: options.source)
    let sheet = try Self.sheet(of: workbook, options)
    let cells = try workbook.cells(of: sheet)
    guard let table = SheetTable(cells, header: options.header) else {
      throw Self.missingHeader(sheet, options)
    }
    (name, format) = (sheet.name, workbook.format)
    values = table.values
    let row = table.headerRow
    layout =
      "Row \(row) of the sheet '\(name)' was taken for the header; 'header:' in the project "
      + "file sets another one."
    let headerNote = IntakeNote(
      kind: .format, count: 1,
      text: Wording(
        en: "Row \(row) of the sheet '\(sheet.name)' was taken for the header.",
        nl: "Rij \(row) van het werkblad '\(sheet.name)' is als kopregel genomen."))
    notes =
      (row == 1 || options.header != nil ? [] : [headerNote]) + cells.formulas.notes(table.names)
      + [table.noteOnMerged].compactMap(\.self)
    folder = try ScratchFolder(for: options.source)
    path = folder.file("sheet.csv")
    try write(table, options.source)
  }

  private func write(_ table: SheetTable, _ source: String) throws(SourceError) {
    do {
      let file = try openForWriting(path)
      try table.csv.withBytes { try writeBytes($0, to: file) }
      let types = try openForWriting(folder.file("sheet.csvt"))
      try writeBytes(Array(table.types.utf8).span, to: types)
    } catch {
      throw SourceError(
        source: source, problem: "A copy to read it from can't be made (\(error)).",
        remedy: "Check the folder for temporary files, or name another one as TMPDIR.")
    }
  }

  private static func sheet(
    of workbook: any SheetBook, _ options: SourceOptions
  ) throws -> BookSheet {
    let names = workbook.sheets.map(\.name)
    if let layer = options.layer {
      if let sheet = workbook.sheets.first(where: { $0.name == layer }) { return sheet }
      let hint = nearestName(to: layer, among: names).map { "Did you mean '\($0)'? " } ?? ""
      throw SourceError(
        source: options.source, problem: "There is no sheet '\(layer)'.",
        remedy: "\(hint)The sheets are: \(try list(workbook.sheets, workbook)).")
    }
    let shown = workbook.sheets.filter { !$0.isHidden }
    let filled =
      shown.count < 2 ? shown : try shown.filter { try !workbook.cells(of: $0).rows.isEmpty }
    if filled.count == 1 { return filled[0] }
    throw SourceError(
      source: options.source,
      problem: filled.isEmpty
        ? "The workbook holds no sheet with values."
        : "The workbook holds \(filled.count) sheets.",
      remedy: filled.isEmpty
        ? "Check the export."
        : "Choose one with 'layer:' in the project file: \(try list(filled, workbook)).")
  }

  private static func list(_ sheets: [BookSheet], _ workbook: any SheetBook) throws -> String {
    try sheets.map { sheet in
      let count = try workbook.cells(of: sheet).rows.count
      return "\(sheet.name) (\(count) row\(count == 1 ? "" : "s"))"
    }.joined(separator: ", ")
  }

  private static func missingHeader(
    _ sheet: BookSheet, _ options: SourceOptions
  ) -> SourceError {
    SourceError(
      source: options.source,
      problem: options.header.map { "Row \($0) of the sheet '\(sheet.name)' is empty." }
        ?? "The sheet '\(sheet.name)' is empty.",
      remedy: options.header == nil
        ? "Choose another one with 'layer:' in the project file."
        : "Check 'header:' in the project file; rows count from 1.")
  }
}
