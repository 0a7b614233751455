import LayerIO
import Workers

/// Writes sheets as one workbook (Office Open XML), for people: each under a heading that stays in sight
/// and filters, text as text, numbers with as many decimals as people read. No text is ever a formula.
/// The bytes do not depend on the number of threads.
/// - Throws: `ProductError`.
package func writeWorkbook(
  _ sheets: [WorkbookSheet], words: WorkbookWords, to path: String, threads: Int
) throws {
  let file = try SpreadsheetFile(path: path, title: words.title)
  for sheet in sheets {
    try SheetRows(sheet, words).write(to: file.addSheet(sheet.name), threads: threads)
  }
  try file.close()
}

/// The rows of a sheet on their way.
private struct SheetRows: Sendable {
  private let sheet: WorkbookSheet
  private let words: WorkbookWords
  /// Shape: columns.
  private let styles: [CellStyle]
  private let widths: ColumnWidths

  init(_ sheet: WorkbookSheet, _ words: WorkbookWords) {
    (self.sheet, self.words) = (sheet, words)
    widths = ColumnWidths(sheet)
    styles = sheet.table.columns.map { CellStyle($0, isProse: sheet.isProse) }
  }

  private var table: VectorTable { sheet.table }

  func write(to target: SpreadsheetFile.Sheet, threads: Int) throws {
    try setUp(target)
    let chunks = RowChunks(sizes: repeatElement(table.columns.count, count: table.rowCount))
    try concurrentForEach(count: chunks.count, threads: threads) { chunk in
      let rows = Array(chunks[chunk])
      return (rows[0], table.columns.map { $0.values(of: rows) })
    } use: { first, values in
      try Interruption.check()
      for row in 0..<(values.first?.count ?? 0) {
        if sheet.isProse { try setHeight(values, row, as: first + row, of: target) }
        for (column, values) in values.enumerated() {
          try write(values, row, as: first + row, column, to: target)
        }
      }
    }
  }

  /// Gives a row of prose room for its longest text.
  private func setHeight(
    _ values: [VectorTable.Values], _ index: Int, as number: Int, of target: SpreadsheetFile.Sheet
  ) throws {
    let lines = zip(values, widths.all).map { values, width in
      guard case .text(let texts) = values, let text = texts[index] else { return 1 }
      return Int((Double(text.count) / width).rounded(.up))
    }
    try target.setHeight(Double(15 * max(lines.max() ?? 1, 1)), ofRow: number + 1)
  }

  private func setUp(_ target: SpreadsheetFile.Sheet) throws {
    for column in table.columns.indices {
      try target.setWidth(widths[column], ofColumn: column)
    }
    target.freeze(columns: sheet.isProse ? 0 : 1)
    if !sheet.isProse, table.rowCount > 0 {
      try target.addFilter(rows: table.rowCount, columns: table.columns.count)
    }
    try target.setPrinting()
    try target.setHeight(sheet.isProse ? 18 : 48, ofRow: 0)
    for (column, heading) in sheet.headings.enumerated() {
      let isNumber = ![.text, .prose].contains(styles[column])
      try target.write(heading, row: 0, column: column, .heading(isNumber: isNumber))
    }
  }

  /// Writes a value into the sheet's row that stands for row `number` of the table.
  private func write(
    _ values: VectorTable.Values, _ index: Int, as number: Int, _ column: Int,
    to target: SpreadsheetFile.Sheet
  ) throws {
    let (row, style) = (number + 1, styles[column])
    switch values {
    case .text(let values):
      guard let value = values[index] else { return }
      if column == 0, let name = sheet.links[number] {
        try target.write(value, to: name, row: row, column: column)
      } else {
        try target.write(value, row: row, column: column, style)
      }
    case .boolean(let values):
      guard let value = values[index] else { return }
      try target.write(value ? words.yes : words.no, row: row, column: column, style)
    case .integer(let values):
      guard let value = values[index] else { return }
      try target.write(Double(value), row: row, column: column, style)
    case .number(let values, let decimals):
      guard let value = values[index], value.isFinite else { return }
      try target.write(rounded(value, decimals), row: row, column: column, style)
    }
  }
}

/// Widths of the columns of a sheet, in characters, by their headings and first rows.
private struct ColumnWidths: Sendable {
  /// Shape: columns.
  let all: [Double]

  init(_ sheet: WorkbookSheet) {
    let rows = Array(0..<min(sheet.table.rowCount, 200))
    all = zip(sheet.table.columns, sheet.headings).map { column, heading in
      let content = Self.contentWidth(column.values(of: rows))
      let words = heading.split(separator: " ").map(\.count)
      // A heading goes on over three lines, and its filter takes a few characters.
      let above = max((words.max() ?? 0) + 3, heading.count / 3 + 5)
      return Double(min(max(content, above, 9), sheet.isProse ? 80 : 60))
    }
  }

  subscript(column: Int) -> Double { all[column] }

  private static func contentWidth(_ values: VectorTable.Values) -> Int {
    switch values {
    case .text(let values): 3 + (values.compactMap { $0?.count }.max() ?? 0)
    case .boolean: 7
    case .integer: 9
    case .number: 13
    }
  }
}
