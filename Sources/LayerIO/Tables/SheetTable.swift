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
  /// Blocks below the header of cells that are shown as one.
  let merged: [SheetCells.Block]
  /// What CSV can't say of the cells.
  let values: SheetValues

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
    let row = headerRow
    merged = cells.merged.filter { $0.rows.upperBound > row && $0.columns.lowerBound < width }
    values = SheetValues(names, cells.rows[index], rows, amounts: cells.amounts)
  }

  /// Index of the row that looks like the header; see above.
  static func headerIndex(_ rows: [[AttributeValue]]) -> Int {
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
  /// A warning about cells that are shown as one; nil without any.
  var noteOnMerged: IntakeNote? {
    guard !merged.isEmpty else { return nil }
    let columns = merged.reduce(into: Set<Int>()) { $0.formUnion($1.columns) }
    let fields = columns.filter(names.indices.contains).sorted().map { "'\(names[$0])'" }
      .joined(separator: ", ")
    return IntakeNote(
      kind: .values, count: merged.count,
      text: Wording(
        en: "Cells are merged: the first of them has the value and the others count as empty, in "
          + "\(fields). Undo it in the sheet, and write in each cell what holds for it.",
        nl: "Cellen zijn samengevoegd: de eerste heeft de waarde, de andere tellen als leeg, in "
          + "\(fields). Hef dat op in het werkblad en schrijf in elke cel wat daar geldt."),
      isWarning: true)
  }

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
      var kinds = Set(rows.lazy.filter { column < $0.count }.compactMap { $0[column].csvType })
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

extension AttributeValue {
  /// Its type beside a CSV file; nil for no value.
  fileprivate var csvType: String? {
    switch self {
    case .null: nil
    case .boolean: "Integer(Boolean)"
    case .integer: "Integer64"
    case .number: "Real"
    case .text: "String"
    }
  }
}
