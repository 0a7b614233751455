import Formats
import LayerIO
import Tables

/// Name of the sheet that says what columns mean.
let meaningTitle = Wording(en: "Meanings", nl: "Betekenis")

/// What each column of each sheet means: a row for each.
func meaningSheet(_ tables: [VectorTable], _ language: Language) -> WorkbookSheet {
  let rows = tables.flatMap { table in table.columns(in: language).map { (table, $0) } }
  func text(_ value: ((VectorTable, VectorTable.Column)) -> String?) -> VectorTable.Column {
    VectorTable.Column(name: "", values: .text(rows.map(value)))
  }
  let columns = [
    text { $0.0.title(in: language) }, text { $0.1.heading(in: language) },
    text { $0.1.unitText(in: language) },
    text { $0.1.label.map { plain(language.text($0.meaning)) } },
    text { $0.0.name + ".csv" }, text(\.1.name), text { $0.1.codeList(in: language) },
  ]
  let headings = [
    Wording(en: "Sheet", nl: "Blad"), Wording(en: "Column", nl: "Kolom"),
    Wording(en: "Unit", nl: "Eenheid"), Wording(en: "Meaning", nl: "Betekenis"),
    Wording(en: "File", nl: "Bestand"),
    Wording(en: "Name in the file", nl: "Naam in het bestand"),
    Wording(en: "Codes in the file", nl: "Codes in het bestand"),
  ]
  var sheet = WorkbookSheet(
    name: language.text(meaningTitle),
    table: VectorTable(name: "meanings", columns: columns, geometryKind: .none),
    headings: headings.map(language.text))
  sheet.isProse = true
  return sheet
}

/// A sentence of the documentation without its marks for code.
func plain(_ text: String) -> String { text.filter { $0 != "`" } }

extension VectorTable.Column {
  /// The codes that stand in the CSV in the place of words; nil where there are none.
  fileprivate func codeList(in language: Language) -> String? {
    let words = codeWords(in: language)
    guard !words.isEmpty else { return nil }
    return words.sorted { $0.key < $1.key }.map { "\($0) = \($1)" }.joined(separator: "; ")
  }

  /// What the values are counted in; empty for names and plain numbers.
  fileprivate func unitText(in language: Language) -> String {
    switch (type, label?.form) {
    case (.boolean, _): language.text(Wording(en: "yes or no", nl: "ja of nee"))
    case (_, .year): language.text(Wording(en: "year", nl: "jaartal"))
    case (_, .share): language.text(Wording(en: "part of 1, shown as %", nl: "deel van 1, als %"))
    default: language.unitText(unit)
    }
  }
}
