import LayerIO

/// A sheet of a workbook: a table without its geometry, under headings that people read.
package struct WorkbookSheet: Sendable {
  /// Name of the sheet: its own, of at most 31 characters.
  package var name: String
  /// The table.
  package var table: VectorTable
  /// What stands above the columns. Shape: columns.
  package var headings: [String]
  /// Whether its texts are to be read: they go on over several lines, and nothing is filtered.
  package var isProse = false
  /// Name of the sheet that the first cell of a row leads to, by row.
  package var links: [Int: String] = [:]

  /// A sheet.
  package init(name: String, table: VectorTable, headings: [String]) {
    self.name = name
    self.table = table
    self.headings = headings
  }
}

/// The words of a workbook that stand in its cells by themselves.
package struct WorkbookWords: Sendable {
  /// Title of the file.
  package var title: String
  /// What stands for true.
  package var yes: String
  /// What stands for false.
  package var no: String

  /// Words.
  package init(title: String, yes: String, no: String) {
    (self.title, self.yes, self.no) = (title, yes, no)
  }
}

/// Characters that a cell has room for, by the limits of Excel.
package let mostCellCharacters = 32_767

/// Text that a cell has room for, ending in an ellipsis where some is left out.
func fittingCell(_ text: String) -> String {
  guard text.utf16.count > mostCellCharacters else { return text }
  var kept = String.UnicodeScalarView()
  var count = 1
  for scalar in text.unicodeScalars {
    count += UTF16.width(scalar)
    guard count <= mostCellCharacters else { break }
    kept.append(scalar)
  }
  return String(kept) + "…"
}
