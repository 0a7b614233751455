/// What the cells of a sheet tell that is lost in CSV, by the names of its fields.
struct SheetValues {
  /// Cells that are no text in columns that hold text too, by row, counted from 1 below the header: how
  /// they are written in CSV is no evidence of how the texts beside them are written.
  private(set) var typed: [String: [Int: AttributeValue]] = [:]
  /// Currencies that numbers are shown with.
  private(set) var currencies: [String: [Currency: ValueSamples]] = [:]
  /// Columns whose name others have too, by that name.
  private(set) var repeatedNames: [String: [String]] = [:]

  /// Looks at the rows below a header. `names` are what its cells became, each once.
  init(
    _ names: [String], _ header: [AttributeValue], _ rows: ArraySlice<[AttributeValue]>,
    amounts: [SheetCells.Amount]
  ) {
    for (column, name) in names.enumerated() {
      let found = Self.typed(column, in: rows)
      if !found.isEmpty { typed[name] = found }
    }
    for amount in amounts where rows.indices.contains(amount.row) {
      let text = rows[amount.row][amount.column].codeText ?? ""
      currencies[names[amount.column], default: [:]][amount.currency, default: ValueSamples()]
        .add("\(amount.currency.name) \(text)")
    }
    let columns = Dictionary(grouping: header.indices) { header[$0].codeText ?? "" }
    for (name, columns) in columns where columns.count > 1 && !name.isEmpty {
      repeatedNames[name] = columns.map(columnName)
    }
  }

  private static func typed(
    _ column: Int, in rows: ArraySlice<[AttributeValue]>
  ) -> [Int: AttributeValue] {
    var cells: [Int: AttributeValue] = [:]
    var hasText = false
    for (number, row) in zip(1..., rows) where column < row.count {
      switch row[column] {
      case .null: continue
      case .text: hasText = true
      case .boolean, .integer, .number: cells[number] = row[column]
      }
    }
    return hasText ? cells : [:]
  }
}
