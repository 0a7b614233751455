import Workers

/// Number of rows among which a header is looked for.
private let highestHeader = 50

/// A sheet as a table: a row with the names of its fields, and the rows below it.
struct SheetTable {
  /// Names of the fields, each once. A column without a name has its letter.
  let names: [String]
  /// Values of each row, as many as names at most; no empty rows.
  let rows: ArraySlice<[AttributeValue]>
  /// Number of the header's row in the sheet, counted from 1.
  let headerRow: Int

  /// Takes a row of the sheet for the header: the one that is asked for, or the first whose texts stand
  /// above all that follows, or else above most of it; else the first that is as wide as any. Nil where it
  /// is not there.
  init?(_ cells: SheetCells, header: Int?) {
    let asked = header.map { row in cells.numbers.firstIndex(of: row) }
    guard !cells.rows.isEmpty, let index = asked ?? Self.headerIndex(cells.rows) else { return nil }
    headerRow = cells.numbers[index]
    rows = cells.rows[(index + 1)...]
    let width = cells.rows[index...].reduce(0) { max($0, $1.count) }
    names = Self.names(cells.rows[index], width: width)
  }

  private static func headerIndex(_ rows: [[AttributeValue]]) -> Int {
    // Columns that are filled below each row, from the last row up.
    var filled: Set<Int> = []
    var (candidate, lesser): (Int?, Int?) = (nil, nil)
    for index in rows.indices.reversed() {
      // Rows of the data may be all text too; the first one is the header.
      if index < highestHeader {
        let texts = count(ofTextsIn: rows[index], above: filled)
        if texts == filled.count, texts > 0 { candidate = index }
        if 2 * texts > filled.count { lesser = index }
      }
      for column in rows[index].indices where rows[index][column] != .null { filled.insert(column) }
    }
    let widths = rows.prefix(highestHeader).map { $0.count { $0 != .null } }
    return candidate ?? lesser ?? widths.firstIndex(of: widths.max() ?? 0) ?? 0
  }

  private static func count(ofTextsIn row: [AttributeValue], above filled: Set<Int>) -> Int {
    row.indices.count { column in
      if case .text = row[column] { filled.contains(column) } else { false }
    }
  }

  private static func names(_ header: [AttributeValue], width: Int) -> [String] {
    var taken: Set<String> = []
    return (0..<width).map { column in
      let given = column < header.count ? header[column].codeText : nil
      let name = given ?? columnName(column)
      var unique = name
      var number = 1
      while !taken.insert(unique).inserted {
        number += 1
        unique = "\(name)_\(number)"
      }
      return unique
    }
  }
}

extension SheetTable {
  /// The table as CSV.
  var csv: ByteBuffer {
    var text = ByteBuffer(capacity: 1 << 16)
    text.append(names.map(Self.quoted).joined(separator: ",") + "\n")
    for row in rows {
      for column in names.indices {
        if column > 0 { text.append(0x2C) }
        if column < row.count { text.append(Self.text(row[column])) }
      }
      text.append(0x0A)
    }
    return text
  }

  /// The types of the fields, as GDAL reads them beside a CSV file (`.csvt`): text where a column holds
  /// any.
  var types: String {
    names.indices.map { column in
      var kinds: Set<String> = []
      for row in rows where column < row.count {
        switch row[column] {
        case .null: continue
        case .boolean: kinds.insert("Integer(Boolean)")
        case .integer: kinds.insert("Integer64")
        case .number: kinds.insert("Real")
        case .text: kinds.insert("String")
        }
      }
      if kinds == ["Integer64", "Real"] { kinds = ["Real"] }
      return kinds.count == 1 ? kinds.first ?? "String" : "String"
    }.joined(separator: ",")
  }

  private static func text(_ value: AttributeValue) -> String {
    switch value {
    case .null: ""
    case .boolean(let value): value ? "1" : "0"
    case .integer(let value): String(value)
    case .number(let value): String(value)
    case .text(let text): quoted(text)
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + (text.contains("\"") ? text.replacing("\"", with: "\"\"") : text) + "\""
  }
}
