import LayerIO

/// How a cell of a workbook looks.
enum CellStyle: Hashable {
  /// What stands above a column, to the side where its values stand.
  case heading(isNumber: Bool)
  case text
  /// Text that goes on over several lines.
  case prose
  /// Text that leads to another sheet.
  case link
  case year
  case share
  /// A number of which nothing is known but its value.
  case anyNumber
  case number(decimals: Int)

  /// The style of the values of a column. Cells hold all decimals; what is shown is what people read.
  init(_ column: VectorTable.Column, isProse: Bool) {
    switch (column.type, column.label?.form) {
    case (.text, _), (.boolean, _): self = isProse ? .prose : .text
    case (.integer, .year), (.number, .year): self = .year
    case (.integer, _): self = .number(decimals: 0)
    case (.number, .share): self = .share
    case (.number, .anyNumber): self = .anyNumber
    case (.number(_, let decimals), _):
      self = .number(decimals: min(decimals, Self.shownDecimals(column.unit, of: decimals)))
    }
  }

  /// Decimals that help a reader, by unit: none of an amount of money, an area or a number of things.
  private static func shownDecimals(_ unit: String, of decimals: Int) -> Int {
    switch unit {
    case "m", "m2 or m", "hours": 1
    case "by unit": 2
    case "": decimals > 3 ? 3 : 0
    default: 0
    }
  }

  /// The number format as spreadsheets write it.
  var numberFormat: String {
    switch self {
    case .heading, .prose, .link, .anyNumber: "General"
    case .text: "@"
    case .year: "0"
    case .share: "0.0%"
    case .number(let decimals):
      "#,##0" + (decimals > 0 ? "." + String(repeating: "0", count: decimals) : "")
    }
  }
}
