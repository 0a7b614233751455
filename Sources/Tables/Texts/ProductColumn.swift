/// A property of a product: the one place for its name, type, unit and meaning.
///
/// `<theme>` in a name stands for each theme's key, `<year>` for each year of the horizon, `<height>`
/// for each stack height, `<attribute>` for each attribute of the neighbourhoods' source, `<feature>`
/// for each feature of the profiles.
public struct ProductColumn: Sendable, Equatable {
  /// Type of the values.
  public enum Kind: String, Sendable {
    /// Text; codes with leading zeros stay text.
    case text
    /// Whole number.
    case integer
    /// Number.
    case number
    /// True or false.
    case boolean
  }

  /// Name in every product, in snake_case English.
  public let name: String
  /// Type of the values.
  public let kind: Kind
  /// Unit, such as `m2`; empty for none.
  public let unit: String
  /// Most decimals that are written.
  public let decimals: Int
  private let english: String
  private let dutch: String

  /// A property. A number says how many decimals it has: without them a share would be written as 0 or 1.
  package init(
    _ name: String, _ kind: Kind, unit: String = "", decimals: Int? = nil, en: String, nl: String
  ) {
    precondition((kind == .number) == (decimals != nil), "decimals of \(name)")
    self.name = name
    self.kind = kind
    self.unit = unit
    self.decimals = decimals ?? 0
    english = en
    dutch = nl
  }

  /// Area in m2 to the mm2.
  package static func area(_ name: String, en: String, nl: String) -> ProductColumn {
    ProductColumn(name, .number, unit: "m2", decimals: 6, en: en, nl: nl)
  }

  /// A share, severity or score from 0 to 1.
  package static func fraction(_ name: String, en: String, nl: String) -> ProductColumn {
    ProductColumn(name, .number, decimals: 9, en: en, nl: nl)
  }

  /// An amount in the project's currency to the cent. The name ends in `_eur`, of which the table makes the
  /// code of another currency.
  package static func euros(_ name: String, en: String, nl: String) -> ProductColumn {
    ProductColumn(name, .number, unit: "EUR", decimals: 2, en: en, nl: nl)
  }

  /// What the property says.
  public func meaning(in language: Language) -> String {
    switch language {
    case .nl: dutch
    case .en: english
    }
  }
}
