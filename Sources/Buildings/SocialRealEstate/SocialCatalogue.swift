import LayerIO
import ProjectBundling
import ProjectFile

/// How social real estate is judged, and which functions can be put together. Read from
/// `layers/social-real-estate.yaml`, which anyone can edit.
package struct SocialCatalogue: YAMLFile, Equatable {
  /// Something by which a building does well or not for its owner.
  package struct Aspect: Sendable, Equatable {
    /// Key, such as `state`.
    package var key: String
    /// What people call it.
    package var name: Wording
    /// The fact, or column of the buildings, that tells it.
    package var fact: String
    /// When it is in order.
    package var bound: Bound
    /// Where the bound comes from.
    package var source: String
  }

  /// When an aspect is in order.
  package enum Bound: Sendable, Equatable {
    /// Where its fact lies in a range.
    case range(ClosedRange<Double>)
    /// Where its fact is at most so many times what is usual for the function, of which it is known among so many
    /// buildings at least.
    case timesUsual(Double, among: Int)
  }

  /// What to do with a building.
  package enum Policy: String, Sendable, CaseIterable {
    case consolidate
    case invest
    case divest
  }

  /// Whether an owner waits or acts.
  package enum Steering: String, Sendable, CaseIterable {
    case passive
    case active
  }

  /// What an owner steers by.
  package enum Ground: String, Sendable, CaseIterable {
    case portfolio
    case meaning
  }

  /// What follows from portfolio and meaning.
  package struct Rule: Sendable, Equatable {
    /// What it holds for; nil for any.
    package var portfolio: PortfolioState?
    package var meaning: MeaningState?
    package var policy: Policy
    package var steering: Steering
    package var ground: Ground
    /// Why, in a sentence.
    package var reason: Wording
  }

  /// Which users can be put together, and what that takes.
  package struct Combining: Sendable, Equatable {
    /// How far in m users move at most.
    package var within: Double
    /// Hours a week that a building is used at most.
    package var fullHours: Double
    /// Worst condition of a building that others move into.
    package var hostState: Double
    /// Part of a building's cost that follows its users.
    package var follows: Double
    /// What each m2 that moves takes once.
    package var adaptPerM2: Double
    /// By which that is a cost a year.
    package var annuity: Annuity
    /// Functions that may come at other hours, and those that may have rooms beside, by the function that is there.
    package var hours: [String: [String]]
    package var beside: [String: [String]]
  }

  /// Kinds of owner whose buildings are looked at.
  package var owners: [String]
  /// Functions that people of a neighbourhood come for.
  package var serves: [String]
  /// Functions that serve their owner alone.
  package var ownUse: [String]
  /// How many minutes people go, and how many m in a straight line they come in one.
  package var minutes: Double
  package var metresPerMinute: Double
  /// From how many m2 that lack, and from how many dwellings without another, a building means much.
  package var missedArea: Double
  package var losingDwellings: Double
  /// From how many aspects that are not in order a portfolio is not.
  package var poorFrom: Int
  /// The aspects, in the order of the file.
  package var aspects: [Aspect]
  /// What follows, in the order of the file.
  package var rules: [Rule]
  package var combining: Combining

  /// How far in m people go in a straight line.
  package var reach: Double { minutes * metresPerMinute }

  /// What is said of a file that can't be read.
  package static var unreadable: (what: String, remedy: String) {
    (
      "The catalogue of social real estate",
      "Check 'buildings.social_real_estate' in the project file; the bundled one is layers/social-real-estate.yaml."
    )
  }
}

/// How a building does for its owner.
package enum PortfolioState: String, Sendable, CaseIterable {
  case good
  case poor
}

/// What a building means for its neighbourhood.
package enum MeaningState: String, Sendable, CaseIterable {
  case much
  case little
  /// Nobody uses it: it is vacant as a whole.
  case nothing
}

extension SocialCatalogue {
  /// Reads a catalogue.
  /// - Throws: `YAMLError`.
  package init(_ top: YAMLValue) throws {
    let keys = try top.members(known: [
      "kansenkaart_social_real_estate", "owners", "serves", "own_use", "way", "meaning",
      "portfolio", "policies", "combining",
    ])
    try top.checkVersion(keys, "kansenkaart_social_real_estate", "This catalogue is")
    owners = try keys.needed("owners", in: top).texts()
    serves = try keys.needed("serves", in: top).texts()
    ownUse = try keys["own_use"]?.texts() ?? []
    let way = try keys.needed("way", in: top)
    let wayKeys = try way.members(known: ["minutes", "m_per_minute", "source", "remark"])
    minutes = try wayKeys.needed("minutes", in: way).number(in: 1...120)
    metresPerMinute = try wayKeys.needed("m_per_minute", in: way).number(in: 1...1000)
    let meaning = try keys.needed("meaning", in: top)
    let meaningKeys = try meaning.members(known: ["lacks_m2", "dwellings", "source", "remark"])
    missedArea = try meaningKeys.needed("lacks_m2", in: meaning).number(in: 0.1...1e6)
    losingDwellings = try meaningKeys.needed("dwellings", in: meaning).number(in: 0.1...1e6)
    let portfolio = try keys.needed("portfolio", in: top)
    let parts = try portfolio.members(known: ["poor_from", "aspects", "source", "remark"])
    poorFrom = try parts.needed("poor_from", in: portfolio).integer(in: 1...99)
    aspects = try parts.needed("aspects", in: portfolio).members().map {
      try Aspect($0.key, $0.value)
    }
    rules = try keys.needed("policies", in: top).elements.map { try Rule($0) }
    combining = try Combining(keys.needed("combining", in: top))
    guard poorFrom <= aspects.count else {
      throw portfolio.error(
        "There are \(aspects.count) aspects, and a portfolio is poor from \(poorFrom).",
        "Give a 'poor_from' up to the number of aspects.")
    }
  }
}

extension SocialCatalogue.Aspect {
  fileprivate init(_ key: String, _ value: YAMLValue) throws {
    let keys = try value.members(known: [
      "name", "fact", "at_least", "at_most", "at_most_times_usual", "among", "source", "remark",
    ])
    let most = 1e12
    self.key = key
    name = try keys.needed("name", in: value).inBoth()
    fact = try keys.needed("fact", in: value).text()
    source = try keys.needed("source", in: value).text()
    if let times = keys["at_most_times_usual"] {
      bound = .timesUsual(
        try times.number(in: 0.01...100),
        among: try keys.needed("among", in: value).integer(in: 1...10_000))
    } else {
      let low = try keys["at_least"]?.number(in: -most...most)
      let high = try keys["at_most"]?.number(in: -most...most)
      guard low != nil || high != nil, low ?? -most <= high ?? most else {
        throw value.error(
          "'\(value.name)' has no bound that can hold.",
          "Give 'at_least', 'at_most' or 'at_most_times_usual'.")
      }
      bound = .range((low ?? -most)...(high ?? most))
    }
  }
}

extension SocialCatalogue.Rule {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(known: [
      "portfolio", "meaning", "policy", "steering", "by", "reason", "remark",
    ])
    portfolio = try keys["portfolio"]?.one(of: PortfolioState.self)
    meaning = try keys["meaning"]?.one(of: MeaningState.self)
    policy = try keys.needed("policy", in: value).one(of: SocialCatalogue.Policy.self)
    steering = try keys.needed("steering", in: value).one(of: SocialCatalogue.Steering.self)
    ground = try keys.needed("by", in: value).one(of: SocialCatalogue.Ground.self)
    reason = try keys.needed("reason", in: value).inBoth()
  }
}

extension SocialCatalogue.Combining {
  fileprivate init(_ value: YAMLValue) throws {
    let keys = try value.members(known: [
      "within", "full_hours", "host_state_at_most", "follows", "adapt_per_m2", "annuity", "hours",
      "beside", "source", "remark",
    ])
    within = try keys.needed("within", in: value).number(in: 1...100_000)
    fullHours = try keys.needed("full_hours", in: value).number(in: 1...168)
    hostState = try keys.needed("host_state_at_most", in: value).number(in: 1...6)
    follows = try keys.needed("follows", in: value).number(in: 0...1)
    adaptPerM2 = try keys.needed("adapt_per_m2", in: value).number(in: 0...1e6)
    let annuity = try keys.needed("annuity", in: value)
    let parts = try annuity.members(known: ["rate", "years", "source"])
    self.annuity = Annuity(
      rate: try parts.needed("rate", in: annuity).number(in: 0...1),
      years: try parts.needed("years", in: annuity).integer(in: 1...200))
    hours = try keys["hours"]?.lists() ?? [:]
    beside = try keys["beside"]?.lists() ?? [:]
  }
}

extension YAMLValue {
  fileprivate func texts() throws -> [String] { try elements.map { try $0.text() } }

  fileprivate func lists() throws -> [String: [String]] {
    Dictionary(uniqueKeysWithValues: try members().map { ($0.key, try $0.value.texts()) })
  }

  /// A case by its name.
  fileprivate func one<Case: RawRepresentable<String> & CaseIterable>(
    of kind: Case.Type
  ) throws -> Case {
    let words = Case.allCases.map(\.rawValue)
    guard let found = Case(rawValue: try oneOf(words)) else {
      preconditionFailure("a word is one of the cases")
    }
    return found
  }
}
