import LayerIO
import Workers

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
    guard let whole = DecimalFormat(decimals: decimals).scaled(value) else { return "\(value)" }
    let sign = whole < 0 ? "-" : ""
    let (integer, fraction) = whole.magnitude.quotientAndRemainder(dividingBy: powerOfTen(decimals))
    guard decimals > 0 else { return sign + grouped(integer) }
    return sign + grouped(integer) + separators.point + padded(fraction, to: decimals)
  }

  /// An amount of money, such as `EUR 22,000` or `-EUR 500`.
  package func amount(_ value: Double, in currency: CurrencyCode, decimals: Int = 0) -> String {
    let number = number(value, decimals: decimals)
    return number.hasPrefix("-")
      ? "-\(currency) \(number.dropFirst())" : "\(currency) \(number)"
  }

  /// A whole number with groups of three.
  public func number(_ value: Int) -> String {
    (value < 0 ? "-" : "") + grouped(UInt64(value.magnitude))
  }

  private var separators: (group: String, point: String) {
    switch self {
    case .nl: (".", ",")
    case .en: (",", ".")
    }
  }

  private func grouped(_ number: UInt64) -> String {
    LayerIO.grouped(number, by: separators.group)
  }

  private func padded(_ number: UInt64, to digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: digits - text.utf8.count) + text
  }
}

extension Language {
  /// A sentence in this language.
  public func text(_ wording: Wording) -> String {
    switch self {
    case .nl: wording.nl
    case .en: wording.en
    }
  }
}
