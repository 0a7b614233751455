/// The currency of a project: all amounts that it reads are taken to be in it, and all that it writes are.
public struct CurrencyCode: Sendable, Hashable, CustomStringConvertible {
  /// Code of ISO 4217, such as `EUR`.
  public let code: String

  /// The euro, unless a project says otherwise.
  public static let euro = CurrencyCode(known: "EUR")

  private init(known code: String) { self.code = code }

  /// A currency by three capital letters; nil for other texts.
  public init?(_ code: String) {
    guard code.utf8.count == 3, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      return nil
    }
    self.code = code
  }

  /// The code.
  public var description: String { code }

  /// A name of a column that ends in `_eur` for this currency: with its code in small letters instead.
  package func column(_ name: String) -> String {
    guard self != .euro, name.hasSuffix("_eur") else { return name }
    return name.dropLast(3) + code.lowercased()
  }
}
