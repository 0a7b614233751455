import LayerIO
import ProjectFile

/// What a type of asset asks for: measures with their cycle, cost and window, each figure with its
/// source. Read from `layers/cycles.yaml`, which anyone can edit.
package struct CycleCatalogue: YAMLFile, Equatable {
  /// Price level of all costs that name none of their own.
  package var priceYear: Int
  /// The price level that all were brought to, by `at`; nil where they are as they stand.
  package var prices: PriceLevel?
  /// The currency of all costs.
  package var currency = CurrencyCode.euro
  /// Types by key, such as `sewer`.
  package var types: [String: AssetType]

  /// The longest cycle in years that is taken for one: nothing in public space outlives it.
  static let longestCycle = 500

  /// A type of asset.
  package struct AssetType: Sendable, Equatable {
    /// Name by language, `nl` and `en`.
    package var name: [String: String]
    /// Measures, the usual one first.
    package var measures: [Measure]
    /// What keeping it up takes each year, besides the measures; nil where the catalogue gives none.
    package var upkeep: Upkeep?
  }

  /// Hours of work by a unit of an asset.
  package struct UnitHours: Sendable, Equatable {
    /// Hours a unit.
    package var amount: Double
    /// What it is counted by.
    package var unit: UnitCost.Unit
    /// How sure the figure is.
    package var mark = FigureMark.assumed
  }

  /// Keeping up an asset from day to day: cleaning, weeding, pruning, inspecting.
  package struct Upkeep: Sendable, Equatable {
    /// Hours a year.
    package var hours: UnitHours
    /// Where the figure comes from.
    package var source: String
  }

  /// A kind of action on a type of asset.
  package struct Measure: Sendable, Equatable {
    /// Key, such as `replace`.
    package var key: String
    /// Name by language, `nl` and `en`.
    package var name: [String: String]
    /// Years between two of them.
    package var cycle: Int
    /// Years over which it is written off; nil where the catalogue gives none.
    package var depreciation: Int?
    /// Cost of a unit in the currency at `priceYear`; nil where the catalogue gives none.
    package var unitCost: UnitCost?
    /// Hours of work; nil where the catalogue gives none.
    package var hours: UnitHours?
    /// How many years it may come before its due year.
    package var yearsBefore: Int
    /// How many years it may come after its due year.
    package var yearsAfter: Int
    /// Where the figures come from.
    package var source: String
    /// How sure `cycle`, `depreciation` and `window` are.
    package var marks = FigureMarks()
  }

  /// What a unit costs.
  package struct UnitCost: Sendable, Equatable {
    /// What it is counted by.
    package enum Unit: String, Sendable, CaseIterable {
      /// Square metres of surface.
      case squareMetre = "m2"
      /// Metres of length.
      case metre = "m"
      /// Objects.
      case piece
    }
    /// What a unit costs, in the currency of the catalogue.
    package var amount: Double
    /// What it is counted by.
    package var unit: Unit
    /// Low and high figure a unit around the amount; nil where the catalogue gives none.
    package var range: ClosedRange<Double>?
    /// Price level; nil takes the catalogue's.
    package var priceYear: Int?
    /// How sure the figure is.
    package var mark = FigureMark.assumed
    /// Where it comes from; nil leaves it to the measure.
    package var source: String?
  }

  /// What is said of a file that can't be read.
  package static var unreadable: (what: String, remedy: String) {
    (
      "The cycle catalogue",
      "Check 'cycles:' in the project file; the bundled one is layers/cycles.yaml."
    )
  }

  /// The measure of a type: the one named, or the type's first.
  package func measure(_ key: String?, of type: String) -> Measure? {
    let measures = types[type]?.measures ?? []
    guard let key else { return measures.first }
    return measures.first { $0.key == key }
  }
}

extension CycleCatalogue {
  /// Reads the text of a catalogue; `path` is for messages.
  /// - Throws: `YAMLError`.
  package init(path: String, bytes: some Collection<UInt8>) throws {
    try self.init(YAMLValue(path: path, bytes: bytes))
  }

  /// Reads a catalogue.
  /// - Throws: `YAMLError`.
  package init(_ top: YAMLValue) throws {
    let keys = try top.members(known: [
      "kansenkaart_cycles", "price_year", "currency", "asset_types",
    ])
    guard let version = keys["kansenkaart_cycles"], try version.integer(in: 1...99) == 1,
      let year = keys["price_year"], let types = keys["asset_types"]
    else {
      throw top.error(
        "A catalogue needs 'kansenkaart_cycles: 1', 'price_year' and 'asset_types'.",
        "See docs/cycles.md.")
    }
    let pairs = try types.members().map { ($0.key, try AssetType($0.value)) }
    self.init(
      priceYear: try year.integer(in: 1900...2200), types: Dictionary(uniqueKeysWithValues: pairs))
    currency = try keys["currency"]?.currency() ?? .euro
  }

  /// The catalogue for a project in a currency: without its costs where they are in another one, which no
  /// rate of exchange would make right for another country.
  package func costs(in currency: CurrencyCode) -> CycleCatalogue {
    guard currency != self.currency else { return self }
    var catalogue = self
    catalogue.types = types.mapValues { type in
      var type = type
      for measure in type.measures.indices { type.measures[measure].unitCost = nil }
      return type
    }
    return catalogue
  }
}

extension CycleCatalogue.AssetType {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(known: ["name", "measures", "upkeep"])
    guard let name = keys["name"], let measures = keys["measures"] else {
      throw value.error("'\(value.name)' needs 'name' and 'measures'.", "See docs/cycles.md.")
    }
    self.name = try name.names()
    self.measures = try measures.elements.map { try CycleCatalogue.Measure($0) }
    upkeep = try keys["upkeep"].map { try CycleCatalogue.Upkeep($0) }
  }
}

extension CycleCatalogue.Upkeep {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(known: ["hours", "per", "mark", "source"])
    hours = try CycleCatalogue.UnitHours(keys, "hours", in: value)
    source = try keys.needed("source", in: value).text()
  }
}

extension CycleCatalogue.UnitHours {
  fileprivate init(_ keys: [String: YAMLValue], _ key: String, in value: YAMLValue) throws {
    amount = try keys.needed(key, in: value).number(in: 0...1e6)
    unit = try keys.needed("per", in: value).unit()
    mark = try keys.figureMark()
  }
}

extension YAMLValue {
  /// What something is counted by.
  fileprivate func unit() throws(YAMLError) -> CycleCatalogue.UnitCost.Unit {
    let units = CycleCatalogue.UnitCost.Unit.allCases
    let name = try oneOf(units.map(\.rawValue))
    return units.first { $0.rawValue == name } ?? .piece
  }
}

extension CycleCatalogue.Measure {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(known: [
      "key", "name", "cycle", "depreciation", "unit_cost", "hours", "window", "mark", "marks",
      "source",
    ])
    guard let key = keys["key"], let name = keys["name"], let cycle = keys["cycle"],
      let source = keys["source"]
    else {
      throw value.error(
        "'\(value.name)' needs 'key', 'name', 'cycle' and 'source'.",
        "No figure without where it comes from; see docs/cycles.md.")
    }
    self.key = try key.text()
    self.name = try name.names()
    self.cycle = try cycle.integer(in: 1...CycleCatalogue.longestCycle)
    self.source = try source.text()
    depreciation = try keys["depreciation"]?.integer(in: 1...CycleCatalogue.longestCycle)
    unitCost = try keys["unit_cost"].map { try CycleCatalogue.UnitCost($0) }
    hours = try keys["hours"].map {
      try CycleCatalogue.UnitHours($0.members(known: ["amount", "per", "mark"]), "amount", in: $0)
    }
    let window = try keys["window"]?.members(known: ["before", "after"])
    yearsBefore = try window?["before"]?.integer(in: 0...100) ?? 0
    yearsAfter = try window?["after"]?.integer(in: 0...100) ?? 0
    marks = try FigureMarks(keys, of: ["cycle", "depreciation", "window"])
  }
}

extension CycleCatalogue.UnitCost {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(known: [
      "amount", "low", "high", "per", "price_year", "mark", "source",
    ])
    guard let amount = keys["amount"], let per = keys["per"],
      let unit = Unit(rawValue: try per.text())
    else {
      throw value.error(
        "'\(value.name)' needs 'amount' and 'per'.", "'per' is m2, m or piece.")
    }
    self.amount = try amount.number(in: 0...1e9)
    self.unit = unit
    priceYear = try keys.priceYear()
    mark = try keys.figureMark()
    source = try keys["source"]?.text()
    guard keys["low"] != nil || keys["high"] != nil else { return }
    let low = try keys["low"]?.number(in: 0...1e9) ?? self.amount
    let high = try keys["high"]?.number(in: 0...1e9) ?? self.amount
    guard low <= self.amount, self.amount <= high else {
      throw value.error(
        "'\(value.name)' has an amount outside 'low' to 'high'.", "Let 'amount' lie between them.")
    }
    range = low...high
  }
}
