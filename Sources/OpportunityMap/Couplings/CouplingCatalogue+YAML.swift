import LayerIO
import ProjectFile

extension CouplingCatalogue {
  /// Reads a catalogue. Conditions may ask for the features of the project, whose keys are given, and for
  /// those that the catalogue declares.
  /// - Throws: `YAMLError`.
  package static func load(path: String, features: [String] = []) throws -> CouplingCatalogue {
    try read(path: path, named: path, features: features).value
  }

  /// The same with the hash of what was read, from a file that a project names `name`.
  /// - Throws: `YAMLError`.
  package static func read(
    path: String, named name: String, features: [String]
  ) throws -> Parsed<CouplingCatalogue> {
    try Parsed(
      reading: path, named: name, as: "The catalogue of couplings",
      remedy: "Check 'couplings:' in the project file; the bundled one is layers/couplings.yaml."
    ) { try CouplingCatalogue($0, features: features) }
  }

  /// Reads the top of a catalogue.
  /// - Throws: `YAMLError`.
  init(_ top: YAMLValue, features: [String]) throws {
    let keys = try top.members(known: [
      "kansenkaart_couplings", "price_year", "currency", "themes", "numbers",
      "actors", "effects", "couplings",
    ])
    guard try keys["kansenkaart_couplings"]?.integer(in: 1...99) == 1 else {
      throw top.error("A catalogue needs 'kansenkaart_couplings: 1'.", "See docs/couplings.md.")
    }
    currency = try keys["currency"]?.currency() ?? .euro
    numbers = try keys["numbers"].map { try NeighbourhoodNumber.list($0, needsField: false) } ?? []
    let themes = try keys.needed("themes", in: top).elements.map { try $0.text() }
    let actorPairs = try keys.needed("actors", in: top).members().map {
      ($0.key, try $0.value.names())
    }
    actors = Dictionary(uniqueKeysWithValues: actorPairs)
    var reader = CouplingReader(
      priceYear: try keys.needed("price_year", in: top).integer(in: 1900...2200),
      themes: themes, actors: actorPairs.map(\.0),
      features: Set(features + ProjectFile.featureKeys(themes: themes) + numbers.map(\.key))
        .sorted())
    effects = try keys.needed("effects", in: top).members().map {
      try reader.effect($0.key, $0.value)
    }
    reader.effects = effects
    couplings = try keys.needed("couplings", in: top).members().map {
      try reader.coupling($0.key, $0.value)
    }
  }
}

/// Reads the rows of a catalogue.
private struct CouplingReader {
  let priceYear: Int
  let themes: [String]
  let actors: [String]
  /// What conditions on neighbourhoods may ask for.
  let features: [String]
  var effects: [CouplingCatalogue.Effect] = []

  /// What conditions on the ground of a work may ask for.
  private var placeFeatures: [String] { CouplingPlace.featureKeys(themes: themes) }

  func effect(_ key: String, _ value: YAMLValue) throws -> CouplingCatalogue.Effect {
    let keys = try value.members(known: ["name", "theme", "who", "gets", "per", "after", "once"])
    let unit = try keys.needed("per", in: value)
    return CouplingCatalogue.Effect(
      key: key, name: try keys.needed("name", in: value).names(),
      theme: try keys.needed("theme", in: value).oneOf(themes),
      actor: try keys.needed("who", in: value).oneOf(actors),
      gets: try figure(keys.needed("gets", in: value), from: 0),
      unit: try unit.choice(of: CouplingCatalogue.Effect.Unit.self),
      after: try keys["after"]?.integer(in: 0...100) ?? 0,
      isOnce: try keys["once"]?.boolean() ?? false)
  }

  func coupling(_ key: String, _ value: YAMLValue) throws -> CouplingCatalogue.Coupling {
    let keys = try value.members(known: [
      "name", "of", "serves", "group", "place", "per", "amount", "cost", "spares", "upkeep",
      "pays", "effects", "life", "when", "here", "check", "mark", "source",
    ])
    let unit = try keys.needed("per", in: value).choice(of: CouplingCatalogue.Unit.self)
    return CouplingCatalogue.Coupling(
      key: key, name: try keys.needed("name", in: value).names(),
      kinds: try keys.needed("of", in: value).elements.map(kind),
      serves: try shares(keys.needed("serves", in: value)),
      group: try keys["group"]?.text() ?? key, place: try keys["place"]?.text(),
      unit: unit, amount: try amount(keys["amount"], unit: unit, in: value),
      cost: try keys["cost"].map { try figure($0, from: -1e9) },
      spares: try keys["spares"]?.number(in: 0...1) ?? 0,
      upkeep: try keys["upkeep"].map { try figure($0, from: -1e9) },
      payer: try keys["pays"]?.oneOf(actors),
      effects: try keys["effects"].map(effectList) ?? [],
      life: try keys["life"]?.integer(in: 1...200),
      conditions: try keys["when"].map { try FeatureCondition.list($0, features: features) } ?? [],
      placeConditions: try keys["here"].map {
        try FeatureCondition.list($0, features: placeFeatures)
      } ?? [],
      check: try keys["check"]?.names() ?? [:],
      mark: try keys.needed("mark", in: value).choice(of: FigureMark.self),
      source: try keys.needed("source", in: value).text())
  }

  private func kind(_ value: YAMLValue) throws -> CouplingCatalogue.CarryingKind {
    let keys = try value.members(known: ["asset_type", "measure"])
    return CouplingCatalogue.CarryingKind(
      assetType: try keys.needed("asset_type", in: value).text(),
      measure: try keys["measure"]?.text())
  }

  private func shares(_ value: YAMLValue) throws -> [CouplingCatalogue.Share] {
    _ = try value.members(known: themes)
    return try value.members().map {
      CouplingCatalogue.Share(theme: $0.key, share: try $0.value.number(in: 1e-3...1))
    }
  }

  /// Units that are those of a work need no amount.
  private func amount(
    _ value: YAMLValue?, unit: CouplingCatalogue.Unit, in row: YAMLValue
  ) throws -> CouplingCatalogue.Amount {
    guard let value else {
      guard let basis = CouplingCatalogue.Amount.Basis(rawValue: unit.rawValue) else {
        throw row.error(
          "'\(row.name)' is built by the \(unit.rawValue), and nothing says how many there are.",
          "Give 'amount: {of: m2, times: 0.5}'.")
      }
      return CouplingCatalogue.Amount(basis: basis, times: 1)
    }
    let keys = try value.members(known: ["of", "times"])
    return CouplingCatalogue.Amount(
      basis: try keys.needed("of", in: value).choice(of: CouplingCatalogue.Amount.Basis.self),
      times: try keys.needed("times", in: value).number(in: 1e-6...1e6))
  }

  private func effectList(_ value: YAMLValue) throws -> [CouplingCatalogue.Part] {
    _ = try value.members(known: effects.map(\.key))
    return try value.members().compactMap { key, times in
      guard let effect = effects.firstIndex(where: { $0.key == key }) else { return nil }
      return CouplingCatalogue.Part(effect: effect, times: try times.number(in: 0...100))
    }
  }

  private func figure(
    _ value: YAMLValue, from least: Double
  ) throws -> CouplingCatalogue.Figure {
    let keys = try value.members(known: ["value", "low", "high", "price_year", "mark", "source"])
    let amount = try keys.needed("value", in: value).number(in: least...1e9)
    let low = try keys["low"]?.number(in: least...1e9) ?? amount
    let high = try keys["high"]?.number(in: least...1e9) ?? amount
    guard low <= amount, amount <= high else {
      throw value.error(
        "'\(value.name)' has a value outside 'low' to 'high'.", "Let 'value' lie between them.")
    }
    return CouplingCatalogue.Figure(
      low: low, value: amount, high: high,
      priceYear: try keys.priceYear() ?? priceYear,
      mark: try keys.needed("mark", in: value).choice(of: FigureMark.self),
      source: try keys.needed("source", in: value).text())
  }
}
