/// A language of the texts that users see. To add one, add a case here and answer what the compiler
/// asks for: the texts and the meanings of the columns.
public enum Language: String, Sendable, CaseIterable {
  /// Dutch.
  case nl
  /// English.
  case en

  /// The language of a code such as `nl`, `nl_NL.UTF-8` or `en-GB`; nil when there are no texts in it.
  public init?(code: String) {
    self.init(rawValue: String(code.lowercased().prefix { $0.isLetter }))
  }

  /// A number as readers of the language write it, with groups of three and that many decimals.
  public func number(_ value: Double, decimals: Int = 0) -> String {
    let (group, point) = separators
    guard let whole = DecimalFormat(decimals: decimals).scaled(value) else { return "\(value)" }
    var digits = String(whole.magnitude)
    while digits.count <= decimals { digits = "0" + digits }
    let fraction = digits.suffix(decimals)
    let integer = grouped(digits.dropLast(decimals), by: group)
    return (whole < 0 ? "-" : "") + integer + (decimals > 0 ? point + fraction : "")
  }

  /// A whole number with groups of three.
  public func number(_ value: Int) -> String {
    (value < 0 ? "-" : "") + grouped(Substring(String(value.magnitude)), by: separators.group)
  }

  private var separators: (group: String, point: String) {
    switch self {
    case .nl: (".", ",")
    case .en: (",", ".")
    }
  }

  private func grouped(_ digits: Substring, by separator: String) -> String {
    var groups: [Substring] = []
    var rest = digits
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest.removeLast(3)
    }
    return ([rest] + groups).joined(separator: separator)
  }
}
