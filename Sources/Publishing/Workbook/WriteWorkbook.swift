import Formats
import LayerIO
import Tables

/// Rows that a sheet has at most. A sheet has room for 1,048,576, but a million cells take some 2.5 s of one
/// processor, so works by the hundred thousand would take longer than the whole run; the CSV holds them all.
let mostSheetRows = 25_000

extension VectorTable {
  /// Whether the table has a sheet of its own in the workbook.
  var fitsSheet: Bool { rowCount <= mostSheetRows }
}

/// Writes the workbook: what it is about, a sheet for each table that is not too large, and what all
/// columns mean.
/// - Throws: `ProductError`.
func writeProductWorkbook(
  _ tables: [VectorTable], for reader: ProductReader, to path: String, threads: Int
) throws {
  let language = reader.language
  let sheets = tables.filter(\.fitsSheet).map { $0.sheet(in: language) }
  let words = WorkbookWords(
    title: reader.record.parameters.name, yes: language.text(Wording(en: "yes", nl: "ja")),
    no: language.text(Wording(en: "no", nl: "nee")))
  try writeWorkbook(
    [aboutSheet(tables, reader)] + sheets + [meaningSheet(tables, language)], words: words,
    to: path, threads: threads)
}

extension VectorTable {
  /// The sheet of a table, without texts that are in other languages than the reader's.
  fileprivate func sheet(in language: Language) -> WorkbookSheet {
    var table = self
    table.columns = columns(in: language)
    return WorkbookSheet(
      name: title(in: language), table: table.inWords(language),
      headings: table.columns.map { $0.heading(in: language) })
  }

  /// The columns but for texts in other languages than the reader's.
  func columns(in language: Language) -> [Column] {
    columns.filter { $0.label?.language.map { $0 == language.rawValue } ?? true }
  }

  /// What readers call the table.
  func title(in language: Language) -> String { label.map { language.text($0.title) } ?? name }
}

extension VectorTable.Column {
  /// What readers call the column, with its unit.
  package func heading(in language: Language) -> String {
    label.map { language.heading($0.title, unit: unit) } ?? name
  }
}
