import ProjectFile

extension BundlingRules: YAMLFile {
  /// What is said of a file that can't be read.
  package static var unreadable: (what: String, remedy: String) {
    (
      "The rules for bundling",
      "Check the path; the bundled file is layers/compatibility.yaml."
    )
  }

  /// Reads a rules file; every key must be known and every row names its source.
  /// - Throws: `YAMLError`.
  package init(_ top: YAMLValue) throws {
    let keys = try top.members(known: [
      "kansenkaart_compatibility", "price_year", "saved", "nuisance_per_day", "challenge_value",
      "near", "limits",
      "project", "street_opening", "leading", "measures", "usual", "pairs",
    ])
    let version = try keys.needed("kansenkaart_compatibility", in: top).integer(in: 1...99)
    guard version == 1 else {
      throw top.error(
        "This rules file is of version \(version).", "This program reads version 1; update it.")
    }
    saved = try CostParts(keys.needed("saved", in: top), hasSource: true)
    nuisancePerDay = try keys.needed("nuisance_per_day", in: top).amount()
    challengeValue = try keys.needed("challenge_value", in: top).amount()
    (distance, streetDistance) = try keys.needed("near", in: top).distances()
    limits = try BundleLimits(keys.needed("limits", in: top))
    project = try keys["project"].map { try ProjectRules($0) } ?? ProjectRules()
    streetOpening = try keys["street_opening"].map { try $0.amount() } ?? 0
    let usualYear = try keys.priceYear()
    for key in Self.amounts {
      guard let year = try keys[key]?.priceYear() ?? usualYear else { continue }
      priceYears[key] = year
    }
    marks = try Marks(keys)
    leading = try (keys["leading"].map(\.elements) ?? []).map { try WorkKind($0) }
    measures = try (keys["measures"].map(\.elements) ?? []).map { value in
      let row = try value.sourced(MeasureRule.keys + ["of"])
      return try MeasureRule(row, of: WorkKind(row.needed("of", in: value)), in: value)
    }
    let usual = try keys.needed("usual", in: top)
    self.usual = try MeasureRule(usual.sourced(MeasureRule.keys), of: WorkKind(), in: usual)
    pairs = try (keys["pairs"].map(\.elements) ?? []).map { try PairRule($0) }
    for index in measures.indices where measures[index].priceYear == nil {
      measures[index].priceYear = usualYear
    }
    self.usual.priceYear = self.usual.priceYear ?? usualYear
  }

  /// Keys of rows that hold amounts.
  private static let amounts = [
    "nuisance_per_day", "challenge_value", "limits", "project", "street_opening",
  ]
}

extension BundlingRules.Marks {
  fileprivate init(_ keys: [String: YAMLValue]) throws {
    saved = try FigureMarks(keys["saved"]?.anyMembers() ?? [:], of: CostParts.names)
    nuisance = try (keys["nuisance_per_day"]?.anyMembers() ?? [:]).figureMark()
    setup = try FigureMarks(
      keys["project"]?.anyMembers() ?? [:], of: ["setup", "least_gain", "least_cash"])["setup"]
  }
}

extension [String: YAMLValue] {
  fileprivate func needed(_ key: String, in parent: YAMLValue) throws -> YAMLValue {
    guard let value = self[key], !value.isNull else {
      let place = parent.name.isEmpty ? "" : " in '\(parent.name)'"
      throw parent.error("'\(key)' is missing\(place).", "See docs/bundling.md.")
    }
    return value
  }
}

extension YAMLValue {
  /// The members of a row, which must name its source.
  fileprivate func sourced(_ known: [String]) throws -> [String: YAMLValue] {
    let keys = try members(known: known + ["source", "mark", "marks"])
    guard let source = keys["source"], !source.isNull else {
      throw error(
        "'\(name)' has no 'source'.", "No figure without where it comes from; see docs/bundling.md."
      )
    }
    return keys
  }

  fileprivate func amount() throws -> Double {
    try sourced(["amount", "low", "high", "price_year"]).needed("amount", in: self)
      .number(in: 0...1e9)
  }

  /// The members of a row whose keys were looked at already.
  fileprivate func anyMembers() throws -> [String: YAMLValue] {
    Dictionary(try members().map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// The price level that a row of its own names.
  fileprivate func priceYear() throws -> Int? {
    try anyMembers().priceYear()
  }

  fileprivate func distances() throws -> (distance: Double, streetDistance: Double) {
    let keys = try sourced(["distance", "same_street"])
    let distance = try keys.needed("distance", in: self).number(in: 0...1000)
    let street = try keys["same_street"]?.number(in: 0...1000) ?? distance
    guard street >= distance else {
      throw error("'same_street' is less than 'distance'.", "Make it at least as large.")
    }
    return (distance, street)
  }
}

extension CostParts {
  /// Parts of 0 to 1. Nuisance has one where it is a factor of saving, not where it is a share of
  /// cost.
  fileprivate init(_ value: YAMLValue, hasSource: Bool) throws {
    let known = Self.names.filter { $0 != "nuisance" }
    let keys =
      hasSource ? try value.sourced(known + ["nuisance"]) : try value.members(known: known)
    func part(_ key: String) throws -> Double { try keys[key]?.number(in: 0...1) ?? 0 }
    self.init(
      excavation: try part("excavation"), surface: try part("surface"),
      traffic: try part("traffic"), plan: try part("plan"), tender: try part("tender"),
      nuisance: try part("nuisance"))
    guard hasSource || total <= 1 + 1e-9 else {
      throw value.error("The shares add up to \(total).", "Let them be at most 1 together.")
    }
  }
}

extension BundleLimits {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.sourced(["parties", "span", "days", "euros", "price_year"])
    parties = try keys.needed("parties", in: value).integer(in: 1...1000)
    span = try keys.needed("span", in: value).number(in: 1...1e6)
    days = try keys.needed("days", in: value).number(in: 1...1e6)
    cost = try keys.needed("euros", in: value).number(in: 1...1e12)
  }
}

extension ProjectRules {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.sourced(["setup", "least_gain", "least_cash", "price_year"])
    self.init(
      setup: try keys.needed("setup", in: value).number(in: 0...1e9),
      leastGain: try keys.needed("least_gain", in: value).number(in: 0...1e9),
      leastCash: try keys["least_cash"]?.leastCash() ?? 0)
  }
}

extension BundlingRules.WorkKind {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(known: ["asset_type", "measure"])
    self.init(assetType: try keys["asset_type"]?.text(), measure: try keys["measure"]?.text())
  }
}

extension BundlingRules.MeasureRule {
  fileprivate static let keys = [
    "shares", "risk", "life", "moratorium", "production", "hard", "cut", "price_year",
  ]

  fileprivate init(
    _ keys: [String: YAMLValue], of kind: BundlingRules.WorkKind, in value: YAMLValue
  ) throws {
    self.kind = kind
    shares = try CostParts(keys.needed("shares", in: value), hasSource: false)
    riskPerYear = try keys.needed("risk", in: value).number(in: 0...10)
    life = try keys["life"]?.integer(in: 1...1000)
    moratorium = try keys["moratorium"]?.integer(in: 0...100) ?? 0
    production = try keys.needed("production", in: value).number(in: 1...1e9)
    isHard = try keys["hard"]?.boolean() ?? false
    cut = try keys["cut"]?.number(in: 0...1e6)
    priceYear = try keys.priceYear()
    marks = try FigureMarks(
      keys, of: CostParts.names + ["risk", "life", "moratorium", "production", "cut"])
    source = try keys.needed("source", in: value).text()
  }
}

extension BundlingRules.PairRule {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.sourced(["first", "second", "verdict", "reason"])
    first = try BundlingRules.WorkKind(keys.needed("first", in: value))
    second = try BundlingRules.WorkKind(keys.needed("second", in: value))
    verdict = try Self.verdict(keys.needed("verdict", in: value))
    let languages = try keys["reason"]?.members(known: ["nl", "en"])
    guard let dutch = languages?["nl"], let english = languages?["en"] else {
      throw value.error("'\(value.name)' needs a reason in 'nl' and 'en'.", "Give both.")
    }
    reason = ["nl": try dutch.text(), "en": try english.text()]
    source = try keys.needed("source", in: value).text()
  }

  private static func verdict(_ value: YAMLValue) throws -> Verdict {
    switch try value.text() {
    case "together": return .together
    case "first_before_second": return .firstBeforeSecond
    case "never": return .never
    case let other:
      throw value.error(
        "'\(other)' is no verdict.", "Choose one of: together, first_before_second, never.")
    }
  }
}
