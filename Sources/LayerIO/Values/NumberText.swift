/// The sign that stands before the decimals of a number.
package enum DecimalSign: String, Sendable, Codable, CaseIterable {
  /// As in 1,234.56.
  case point
  /// As in 1.234,56.
  case comma

  /// The other one, which may then set thousands apart.
  var other: DecimalSign { self == .point ? .comma : .point }

  fileprivate var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }
}

/// A number as someone wrote it, which may have two readings: "1.250" is one and a quarter, or one
/// thousand two hundred and fifty. Which it is, only the column that it stands in can tell.
///
/// Thousands may be set apart by the sign that is not the decimal one, by a space or by an apostrophe;
/// then all groups but the first have three digits, and the first does not begin with 0. A currency may
/// stand before or behind, a minus before; ",-" behind stands for no cents; parentheses make it negative,
/// as in accounts.
struct NumberText: Sendable, Equatable {
  /// The number where a point stands before the decimals; nil where it can't be read so.
  let byPoint: Double?
  /// The number where a comma stands before the decimals; nil where it can't be read so.
  let byComma: Double?
  /// The currency that it names.
  let currency: Currency?

  /// Reads a text as it is compared; nil where no reading makes it a number.
  init?(_ text: String) {
    if let whole = Self.shortWhole(text.utf8) {
      (byPoint, byComma, currency) = (whole, whole, nil)
      return
    }
    var rest = Array(text.withPlainSigns.lowercased().utf8)[...]
    currency = Currency.take(from: &rest)
    var number = Written(sign: Self.takeSign(&rest), body: rest)
    if number.body.last == UInt8(ascii: "-") { number.takeDash() }
    number.takeExponent()
    byPoint = number.reading(.point)
    byComma = number.reading(.comma)
    if byPoint == nil && byComma == nil { return nil }
  }

  /// The reading with a decimal sign; nil where it can't be read so.
  subscript(decimal: DecimalSign) -> Double? { decimal == .point ? byPoint : byComma }

  /// Whether it has two readings that differ.
  var isOpen: Bool { byPoint != nil && byComma != nil && byPoint != byComma }

  /// The decimal sign without which it is no number; nil where either will do.
  var onlySign: DecimalSign? {
    if byPoint == nil { return .comma }
    return byComma == nil ? .point : nil
  }

  /// Most numbers are a few digits.
  private static func shortWhole(_ text: String.UTF8View) -> Double? {
    guard (1...15).contains(text.count) else { return nil }
    var value = 0
    for byte in text {
      guard byte.isDigit else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return Double(value)
  }

  /// Takes the sign, or the parentheses, away; tells whether the number is negative.
  private static func takeSign(_ text: inout ArraySlice<UInt8>) -> Double {
    if text.first == UInt8(ascii: "("), text.last == UInt8(ascii: ")") {
      text = text.dropFirst().dropLast().trimmingBlanks()
      return -1
    }
    guard let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") else {
      return 1
    }
    text = text.dropFirst().trimmingBlanks()
    return first == UInt8(ascii: "-") ? -1 : 1
  }
}

/// A number without its sign and currency.
private struct Written {
  let sign: Double
  var body: ArraySlice<UInt8>
  private var exponent: ArraySlice<UInt8> = []
  /// Whether a dash stands where the decimals would.
  private var hasDash = false

  init(sign: Double, body: ArraySlice<UInt8>) {
    self.sign = sign
    self.body = body
  }

  /// Takes the dashes of "1.250,-" away; the sign before them is the decimal one.
  mutating func takeDash() {
    let rest = body.prefix { $0 != UInt8(ascii: "-") }
    guard rest.last == UInt8(ascii: ",") || rest.last == UInt8(ascii: ".") else { return }
    guard body.dropFirst(rest.count).allSatisfy({ $0 == UInt8(ascii: "-") }) else { return }
    body = rest
    hasDash = true
  }

  mutating func takeExponent() {
    guard let mark = body.firstIndex(of: UInt8(ascii: "e")) else { return }
    exponent = body[(mark + 1)...]
    body = body[..<mark]
    let digits = exponent.first.map { $0.isDigit } ?? true ? exponent : exponent.dropFirst()
    // What is no exponent leaves a body that is no number.
    if digits.isEmpty || !digits.allSatisfy(\.isDigit) || digits.count > 4 { body = [] }
  }

  func reading(_ decimal: DecimalSign) -> Double? {
    var whole = body
    var fraction: ArraySlice<UInt8> = []
    if let place = body.firstIndex(of: decimal.byte) {
      whole = body[..<place]
      fraction = body[(place + 1)...]
    } else if hasDash {
      return nil
    }
    guard fraction.allSatisfy(\.isDigit), !(whole.isEmpty && fraction.isEmpty),
      let digits = ungrouped(whole, decimal.other.byte)
    else { return nil }
    var text = String(decoding: digits, as: UTF8.self)
    text += "." + String(decoding: fraction, as: UTF8.self) + "0"
    if !exponent.isEmpty { text += "e" + String(decoding: exponent, as: UTF8.self) }
    guard let value = Double("0" + text), value.isFinite else { return nil }
    return sign * value
  }

  /// The digits of a whole number without what sets thousands apart; nil where that is not in its place.
  private func ungrouped(_ text: ArraySlice<UInt8>, _ group: UInt8) -> [UInt8]? {
    guard let sign = text.first(where: { !$0.isDigit }) else { return Array(text) }
    guard sign == group || sign == 0x20 || sign == UInt8(ascii: "'") else { return nil }
    let groups = text.split(separator: sign, omittingEmptySubsequences: false)
    guard groups.allSatisfy({ $0.allSatisfy(\.isDigit) }), (1...3).contains(groups[0].count),
      groups[0].first != UInt8(ascii: "0"), groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return Array(groups.joined())
  }
}

extension UInt8 {
  /// Whether it is a digit of ASCII.
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}

extension String {
  /// With the minus and apostrophe of a keyboard for those of a typesetter.
  fileprivate var withPlainSigns: String {
    guard utf8.contains(0xE2) else { return self }
    return String(map { $0 == "\u{2212}" ? "-" : $0 == "\u{2019}" ? "'" : $0 })
  }
}
