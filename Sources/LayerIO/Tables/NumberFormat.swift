/// How a cell of a workbook shows its number, as far as that tells what the number is.
struct NumberFormat: Equatable {
  /// As it is.
  static let general = NumberFormat(isDate: false, currency: nil)

  /// Whether it is shown as a date or a time.
  let isDate: Bool
  /// The currency that stands beside it.
  let currency: Currency?

  private init(isDate: Bool, currency: Currency?) {
    (self.isDate, self.currency) = (isDate, currency)
  }

  /// A format that every workbook has (ECMA-376, 18.8.30). Those of money show the sign of whoever opens it,
  /// so they name no currency.
  init(builtIn number: Int) {
    self.init(isDate: Self.builtInDates.contains(number), currency: nil)
  }

  /// A format by its code, such as `#,##0.00\ [$€-413]` or `dd-mm-yyyy`.
  init(code: String) {
    let parts = Parts(code)
    isDate = parts.hasDate
    currency = parts.texts.lazy.compactMap(Self.currency).first
  }

  private static let builtInDates: Set<Int> = Set([14...22, 27...36, 45...47, 50...58].joined())

  /// The currency that a text is; nil where it is something else, such as thousands of euros.
  private static func currency(_ text: String) -> Currency? {
    var rest = Array(text.lowercased().utf8)[...].trimmingBlanks()
    let currency = Currency.take(from: &rest)
    return rest.isEmpty ? currency : nil
  }
}

/// What stands in the code of a format: texts between quotes, behind a backslash or in `[$...]`, and besides
/// those letters for the parts of a date.
private struct Parts {
  private(set) var texts: [String] = []
  private(set) var hasDate = false
  private var text = ""

  init(_ code: String) {
    var rest = code[...]
    while let sign = rest.popFirst() {
      switch sign {
      case "\"":
        text += rest.prefix { $0 != "\"" }
        rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\": if let next = rest.popFirst() { text.append(next) }
      // As wide as the next sign, or filled with it.
      case "_", "*": _ = rest.popFirst()
      case "[":
        endText()
        addBracket(rest.prefix { $0 != "]" })
        rest = rest.drop { $0 != "]" }.dropFirst()
      case "$", "€", "£", "¥": text.append(sign)
      case " ": continue
      default:
        endText()
        hasDate = hasDate || "yYmMdDhHsS".contains(sign)
      }
    }
    endText()
  }

  /// `[$€-413]` is a currency and a language; others are colours and conditions.
  private mutating func addBracket(_ content: Substring) {
    guard content.first == "$" else { return }
    texts.append(String(content.dropFirst().prefix { $0 != "-" }))
  }

  private mutating func endText() {
    if !text.isEmpty { texts.append(text) }
    text = ""
  }
}
