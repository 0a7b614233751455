import LayerIO

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
  private let called: Wording
  private let explained: Wording
  /// What its texts stand for, by text, where they are codes for programs.
  package private(set) var codes: [String: Wording] = [:]

  /// A property. `title` is what readers call it, without its unit, `%1` standing for what takes the place of
  /// `<theme>` and its like. A number says how many decimals it has: without them a share would be written as 0 or 1.
  package init(
    _ name: String, _ kind: Kind, unit: String = "", decimals: Int? = nil, title: Wording,
    en: String, nl: String
  ) {
    precondition((kind == .number) == (decimals != nil), "decimals of \(name)")
    self.name = name
    self.kind = kind
    self.unit = unit
    self.decimals = decimals ?? 0
    called = title
    explained = Wording(en: en, nl: nl)
  }

  /// Area in m2 to the mm2.
  package static func area(
    _ name: String, title: Wording, en: String, nl: String
  ) -> ProductColumn {
    ProductColumn(name, .number, unit: "m2", decimals: 6, title: title, en: en, nl: nl)
  }

  /// A share, severity or score from 0 to 1.
  package static func fraction(
    _ name: String, title: Wording, en: String, nl: String
  ) -> ProductColumn {
    ProductColumn(name, .number, decimals: 9, title: title, en: en, nl: nl)
  }

  /// An amount in the project's currency to the cent. The name ends in `_eur`, of which the table makes the
  /// code of another currency.
  package static func euros(
    _ name: String, title: Wording, en: String, nl: String
  ) -> ProductColumn {
    ProductColumn(name, .number, unit: "EUR", decimals: 2, title: title, en: en, nl: nl)
  }

  /// The property with what its codes stand for.
  package func coded(_ codes: [String: Wording]) -> ProductColumn {
    var column = self
    column.codes = codes
    return column
  }

  /// What the property says.
  public func meaning(in language: Language) -> String { language.text(explained) }

  /// What readers call the property, with its unit; `%1` stands for what takes the place of `<theme>` and
  /// its like.
  public func title(in language: Language) -> String {
    language.heading(called, unit: unit)
  }

  /// The language that its texts are in; nil for what reads the same in all.
  package var language: Language? {
    Language.allCases.first { name.hasSuffix("_" + $0.rawValue) }
  }

  /// What readers are told of the property, `key` taking the place of `<theme>` and its like.
  func label(for key: ColumnKey?) -> Label {
    let place = key?.title ?? Wording(verbatim: "")
    let title = Wording(
      en: filled(called.en, with: [place.en]).capitalisingFirst,
      nl: filled(called.nl, with: [place.nl]).capitalisingFirst)
    let meaning = Wording(
      en: inserted(explained.en, key?.key ?? ""), nl: inserted(explained.nl, key?.key ?? ""))
    var label = Label(
      title: title.followed(by: key?.remark ?? Wording(verbatim: "")), meaning: meaning,
      language: (key?.language ?? language)?.rawValue,
      form: key?.isOfYears == true ? .year : form)
    label.codes = codes
    return label
  }

  private var form: Label.Form {
    if kind == .integer, unit == "year" { return .year }
    if name.hasSuffix("_share") || name == "beats_first" { return .share }
    return name == "source_<attribute>" ? .anyNumber : .plain
  }

  /// A text with the key in the place of `<theme>`.
  private func inserted(_ text: String, _ key: String) -> String {
    text.split(separator: "<theme>", omittingEmptySubsequences: false).joined(separator: key)
  }
}

/// What stands in the place of `<theme>` and its like: in the name of a column, and in its title.
package struct ColumnKey: Sendable {
  /// As it stands in names of columns.
  let key: String
  /// What readers call it.
  let title: Wording
  /// What stands behind the title.
  private(set) var remark = Wording(verbatim: "")
  /// The language that it stands for.
  private(set) var language: Language?
  /// Whether it stands for something of which the values are years.
  var isOfYears = false

  /// A key with what readers call it.
  package init(_ key: String, title: Wording) {
    (self.key, self.title) = (key, title)
  }

  /// A year or a number.
  init(_ number: Int) {
    self.init("\(number)", title: Wording(verbatim: "\(number)"))
  }

  /// The key of a column of texts in a language, told only where readers use another.
  init(_ language: Language) {
    self.init(language.rawValue, title: Wording(verbatim: ""))
    self.language = language
    remark =
      switch language {
      case .nl: Wording(en: " (Dutch)", nl: "")
      case .en: Wording(en: "", nl: " (Engels)")
      }
  }

  /// The lowest, middle and highest of three figures.
  static let low = ColumnKey("low", title: Wording(en: "low", nl: "laag"))
  static let mid = ColumnKey("mid", title: Wording(en: "middle", nl: "midden"))
  static let high = ColumnKey("high", title: Wording(en: "high", nl: "hoog"))
}

extension Language {
  /// A title with its unit behind it, as readers write units.
  package func heading(_ title: Wording, unit: String) -> String {
    let unit = unitText(unit)
    return text(title) + (unit.isEmpty ? "" : " (\(unit))")
  }

  /// A unit as readers write it; empty where there is none to tell.
  package func unitText(_ unit: String) -> String {
    switch (unit, self) {
    case ("m2", _): "m²"
    case ("m2 or m", .nl): "m² of m"
    case ("m2 or m", .en): "m² or m"
    case ("year", _), ("by unit", _): ""
    case ("years", .nl): "jaar"
    case ("hours", .nl): "uur"
    case ("minutes", .nl): "minuten"
    default: unit
    }
  }
}
