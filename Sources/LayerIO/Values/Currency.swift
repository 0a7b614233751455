/// A currency as an amount names it: by a sign, which several may share, or by its code.
struct Currency: Sendable, Hashable {
  /// As it is known best, such as `€`, `kr` or `USD`.
  let name: String
  /// Codes of ISO 4217 that it may stand for, such as `["EUR"]`.
  let codes: [String]

  /// Signs and words in small letters; of those that begin alike the longest comes first.
  private static let spellings: [(bytes: [UInt8], currency: Currency)] = {
    let signs: [([String], Currency)] = [
      (["euros", "euro", "eur", "€"], Currency(name: "EUR", codes: ["EUR"])),
      (["us$", "usd"], Currency(name: "USD", codes: ["USD"])),
      (["gbp", "£"], Currency(name: "GBP", codes: ["GBP"])),
      (["chf", "sfr.", "sfr", "fr.", "fr"], Currency(name: "CHF", codes: ["CHF"])),
      (["a$", "aud"], Currency(name: "AUD", codes: ["AUD"])),
      (["c$", "cad"], Currency(name: "CAD", codes: ["CAD"])),
      (["nz$", "nzd"], Currency(name: "NZD", codes: ["NZD"])),
      (["sek"], Currency(name: "SEK", codes: ["SEK"])),
      (["nok"], Currency(name: "NOK", codes: ["NOK"])),
      (["dkk"], Currency(name: "DKK", codes: ["DKK"])),
      (["isk"], Currency(name: "ISK", codes: ["ISK"])),
      (["pln", "zł"], Currency(name: "PLN", codes: ["PLN"])),
      (["czk", "kč"], Currency(name: "CZK", codes: ["CZK"])),
      (["jpy"], Currency(name: "JPY", codes: ["JPY"])),
      (["nlg"], Currency(name: "NLG", codes: ["NLG"])),
      (["$"], Currency(name: "$", codes: ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"])),
      (["kr.", "kr"], Currency(name: "kr", codes: ["SEK", "NOK", "DKK", "ISK"])),
      (["¥"], Currency(name: "¥", codes: ["JPY", "CNY"])),
    ]
    return signs.flatMap { spellings, currency in
      spellings.map { (Array($0.utf8), currency) }
    }
  }()

  /// Takes a currency away from the start or the end of a text, with the blanks around it; nil where it
  /// has none. The text must be in small letters.
  static func take(from text: inout ArraySlice<UInt8>) -> Currency? {
    guard let first = text.first, let last = text.last else { return nil }
    guard first.mayNameCurrency || last.mayNameCurrency else { return nil }
    for (bytes, currency) in spellings {
      if text.starts(with: bytes) {
        text = text.dropFirst(bytes.count)
      } else if text.count > bytes.count, text.suffix(bytes.count).elementsEqual(bytes) {
        text = text.dropLast(bytes.count)
      } else {
        continue
      }
      text = text.trimmingBlanks()
      return currency
    }
    return nil
  }
}

extension UInt8 {
  fileprivate var mayNameCurrency: Bool {
    self >= 0x61 || self == UInt8(ascii: "$") || self == UInt8(ascii: ".")
  }
}

extension ArraySlice<UInt8> {
  /// Without the spaces around it.
  func trimmingBlanks() -> ArraySlice<UInt8> {
    var text = drop { $0 == 0x20 }
    while text.last == 0x20 { text.removeLast() }
    return text
  }
}
