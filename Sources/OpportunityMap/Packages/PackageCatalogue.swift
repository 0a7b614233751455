import LayerIO
import ProjectFile

/// Packages of measures, each with the kind of neighbourhood that it suits. Read from
/// `layers/packages.yaml`, which anyone can edit.
package struct PackageCatalogue: Sendable, Equatable {
  /// Price level of all costs that name none of their own.
  package var priceYear: Int
  /// The currency of all costs.
  package var currency: CurrencyCode
  /// Numbers that conditions may ask for although a project does not map them.
  package var numbers: [NeighbourhoodNumber]
  /// Packages, in the order of the file.
  package var packages: [Package]

  /// A package of measures.
  package struct Package: Sendable, Equatable {
    /// Key, such as `infiltrate`.
    package var key: String
    /// Name by language, `nl` and `en`.
    package var name: [String: String]
    /// Key of the theme that it serves.
    package var theme: String
    /// Conditions on the features of a neighbourhood, all of which must hold.
    package var conditions: [FeatureCondition]
    /// What it consists of.
    package var measures: [Measure]
    /// Where the thresholds come from.
    package var source: String
  }

  /// A part of a package.
  package struct Measure: Sendable, Equatable {
    /// Name by language, `nl` and `en`.
    package var name: [String: String]
    /// Cost of a unit in the currency at `priceYear`; nil where the catalogue gives none.
    package var cost: ClosedRange<Double>?
    /// What the cost is counted by.
    package var unit: CycleCatalogue.UnitCost.Unit
    /// Key of the feature whose amount in the neighbourhood the cost is multiplied by: area in m2 of a
    /// share, or a count; nil where the neighbourhood does not tell how much there is to do.
    package var amount: String?
    /// Where the cost comes from.
    package var source: String
    /// Price level of the cost; nil takes the catalogue's.
    package var priceYear: Int?
    /// How sure the cost is.
    package var mark: FigureMark
  }

  /// Reads a catalogue. Conditions may ask for the features of the project, whose keys are given, and for
  /// those that the catalogue declares.
  /// - Throws: `YAMLError`.
  package static func load(path: String, features: [String]) throws -> PackageCatalogue {
    try read(path: path, named: path, features: features).value
  }

  /// The same with the hash of what was read, from a file that a project names `name`.
  /// - Throws: `YAMLError`.
  package static func read(
    path: String, named name: String, features: [String]
  ) throws -> Parsed<PackageCatalogue> {
    try Parsed(
      reading: path, named: name, as: "The catalogue of packages",
      remedy: "Check 'packages:' in the project file; the bundled one is layers/packages.yaml."
    ) { try PackageCatalogue($0, features: features) }
  }

  /// The catalogue for a project in a currency: without its costs where they are in another one.
  package func costs(in currency: CurrencyCode) -> PackageCatalogue {
    guard currency != self.currency else { return self }
    var catalogue = self
    for package in packages.indices {
      for measure in packages[package].measures.indices {
        catalogue.packages[package].measures[measure].cost = nil
      }
    }
    return catalogue
  }

  private init(_ top: YAMLValue, features: [String]) throws {
    let keys = try top.members(
      known: ["kansenkaart_packages", "price_year", "currency", "themes", "numbers", "packages"])
    guard let version = keys["kansenkaart_packages"], try version.integer(in: 1...99) == 1,
      let year = keys["price_year"], let packages = keys["packages"]
    else {
      throw top.error(
        "A catalogue needs 'kansenkaart_packages: 1', 'price_year' and 'packages'.",
        "See docs/neighbourhoods.md.")
    }
    priceYear = try year.integer(in: 1900...2200)
    currency = try keys["currency"]?.currency() ?? .euro
    numbers = try keys["numbers"].map { try NeighbourhoodNumber.list($0, needsField: false) } ?? []
    let themes = try keys["themes"]?.elements.map { try $0.text() } ?? []
    let known = features + ProjectFile.featureKeys(themes: themes) + numbers.map(\.key)
    let unique = Set(known).sorted()
    self.packages = try packages.members().map { try Package($0.key, $0.value, features: unique) }
  }
}

extension PackageCatalogue.Package {
  fileprivate init(_ key: String, _ value: YAMLValue, features: [String]) throws {
    let keys = try value.members(known: ["name", "theme", "when", "measures", "source"])
    guard let name = keys["name"], let theme = keys["theme"], let conditions = keys["when"],
      let measures = keys["measures"], let source = keys["source"]
    else {
      throw value.error(
        "'\(value.name)' needs 'name', 'theme', 'when', 'measures' and 'source'.",
        "No threshold without where it comes from; see docs/neighbourhoods.md.")
    }
    self.key = key
    self.name = try name.names()
    self.theme = try theme.text()
    self.conditions = try FeatureCondition.list(conditions, features: features)
    self.measures = try measures.elements.map {
      try PackageCatalogue.Measure($0, features: features)
    }
    self.source = try source.text()
  }
}

extension PackageCatalogue.Measure {
  fileprivate init(_ value: YAMLValue, features: [String]) throws {
    let keys = try value.members(known: ["name", "cost", "of", "source"])
    guard let name = keys["name"], let source = keys["source"] else {
      throw value.error(
        "'\(value.name)' needs 'name' and 'source'.",
        "Where there is no published figure, let 'source' say so.")
    }
    self.name = try name.names()
    self.source = try source.text()
    let known = ["low", "high", "per", "price_year", "mark"]
    let figure = try keys["cost"]?.members(known: known) ?? [:]
    (cost, unit) = try keys["cost"].map { try Self.cost($0, figure) } ?? (nil, .piece)
    (priceYear, mark) = (try figure.priceYear(), try figure.figureMark())
    amount = try keys["of"]?.feature(among: features)
  }

  private static func cost(
    _ value: YAMLValue, _ keys: [String: YAMLValue]
  ) throws -> (ClosedRange<Double>?, CycleCatalogue.UnitCost.Unit) {
    guard let low = try keys["low"]?.number(in: 0...1e12),
      let high = try keys["high"]?.number(in: 0...1e12), low <= high,
      let unit = try keys["per"].flatMap({ CycleCatalogue.UnitCost.Unit(rawValue: try $0.text()) })
    else {
      throw value.error(
        "'\(value.name)' needs 'low', 'high' and 'per', 'low' at most 'high'.",
        "'per' is m2, m or piece.")
    }
    return (low...high, unit)
  }
}
