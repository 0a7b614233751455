import LayerIO
import OpportunityMap
import ProjectBundling
import ProjectFile
import Tables

/// The figures that the page reads as JSON. What there is one of for each asset, work or project stands in
/// columns instead, and shapes in theirs.
struct ReportFigures: Encodable {
  /// A theme.
  struct Theme: Encodable {
    let key: String
    let name: String
    let weight: Double
  }

  /// The figures of the city or of a neighbourhood; m2, EUR, and parts of one.
  struct Place: Encodable {
    let id: String
    let name: String
    let area: Double
    let shares: [Double]
    let severities: [Double]
    let quotients: [Double?]
    let areaByHeight: [Double]
    let works: [Int]
    let cost: [Double]
    let numbers: [String: Double]
    let coverage: Reached?
    /// Index of its type.
    let type: Int?
    /// What sets it apart, in a sentence.
    let apart: String?
    /// Indices of the neighbourhoods that it resembles most.
    let lookAlikes: [Int]
    /// Hours of upkeep a year.
    let hours: Double
    /// Which packages of measures suit it, and why. Shape: `packages`.
    let verdicts: [Verdict]
  }

  /// Whether a package of measures suits a neighbourhood.
  struct Verdict: Encodable {
    let outcome: String
    let reasons: String
    /// Lowest and highest cost in EUR.
    let cost: [Double]?
  }

  /// A type of neighbourhood.
  struct AreaType: Encodable {
    let name: String
    let traits: String
    let members: [Int]
  }

  /// Challenged area of each theme and what maintenance has reached of it by year, in m2.
  struct Reached: Encodable {
    let challenged: [Double]
    /// Area of each theme under works, whatever their year.
    let underWorks: [Double]
    let cumulated: [[Double]]
    /// All ground, under works whatever their year, and by year.
    let ground: Double
    let groundUnderWorks: Double
    let cumulatedGround: [Double]
  }

  /// How sure it is that works reach a theme more or less than chance would give: where the ratio lies in
  /// 95 % of the draws; nil where that can't be told.
  struct Chance: Encodable {
    let low: Double?
    let high: Double?
  }

  /// A plane of the stack.
  struct Plane: Encodable {
    let theme: Int
    let source: String
    let label: String
    let severity: Double
    let isOutside: Bool
  }

  /// What a signature says: the severity of each theme and the planes that are present.
  struct Kind: Encodable {
    let severities: [Double]
    let planes: [Int]
  }

  /// What happened to a source.
  struct Source: Encodable {
    struct Dropped: Encodable {
      let feature: Int
      let id: String?
      let reason: String
    }
    struct Note: Encodable {
      let text: String
      let count: Int
      let isWarning: Bool
    }
    let source: String
    let read: Int
    let used: Int
    let filtered: Int
    let repaired: Int
    let dropped: [Dropped]
    /// What should be known of it: notes and defaults.
    let notes: [Note]
  }

  let locale: String
  /// Code of the currency that amounts are in.
  let currency: String
  let version: String
  let name: String
  /// Where planned years come from, by the numbers that works give.
  let origins: [String]
  let from: Int
  let to: Int
  let priceYear: Int
  let themes: [Theme]
  let planes: [Plane]
  let city: Place
  let neighbourhoods: [Place]
  let areaTypes: [AreaType]
  let packages: [ReportPackage]
  /// What the numbers of neighbourhoods are, by name.
  let numbers: [String: ReportNumber]
  /// What the plan brings; nil where no projects were asked for.
  let results: ReportResults?
  /// What is done when; nil where no programme was asked for.
  let programme: ReportProgramme?
  /// What recurs, the most frequent first; nil where no projects were asked for.
  let patterns: [ReportPattern]?
  /// What the headlines rest on; empty without projects.
  let reliance: [ReportReliance]
  /// How often streets are opened, as planned and in due years; nil without projects.
  let openings: StreetOpenings?
  /// Who may pay for projects.
  let parties: [String]
  /// Names of the measures that works can carry along for challenges.
  let couplings: [String]
  /// Value in EUR of a m2 of challenge with severity and weight 1.
  let challengeValue: Double?
  let coverage: Reached
  /// Themes that are measured in people.
  let people: [ReportPeople]
  /// The buildings; nil where the project tells of none.
  let buildings: ReportBuildings?
  /// Shape: `themes`.
  let chances: [Chance]
  let zones: [[Int]]
  let kinds: [Kind]
  let budgets: [String]
  let types: [String]
  let measures: [String]
  let streets: [String]
  let costByBudget: [[Double]]
  /// How many works there are and what they cost.
  let works: WorkSums
  let inputs: [Source]
  let reconciliation: Reconciliation
  /// South-west and north-east corner of the map in degrees.
  var bounds: [[Double]] = []
  var columns: [ReportColumns.Entry] = []
  var shapes: [ReportShapes.Entry] = []
  let texts: [String: String]
}

extension ReportFigures.Place {
  /// The whole city.
  package init(city map: OpportunityMap, _ hours: UpkeepHours) {
    self.init(map.city, id: "", name: "", numbers: [:], hours: hours.upkeep(of: nil))
  }

  /// A neighbourhood of a map; what sets it apart is said in a language.
  package init(
    _ index: Int, of map: OpportunityMap, _ hours: UpkeepHours, in language: Language
  ) {
    let neighbourhood = map.neighbourhoods[index]
    let distinction = map.differentiation.members[index]
    self.init(
      map.profiles[index], id: neighbourhood.id, name: neighbourhood.name,
      numbers: map.named(neighbourhood.numbers, in: language), hours: hours.upkeep(of: index),
      coverage: .init(map.coverages[index]),
      type: distinction.membership?.type,
      apart: language.sentence(
        distinction.deviations, features: map.differentiation.features, themes: map.themes),
      lookAlikes: distinction.lookAlikes.map(\.neighbourhood),
      verdicts: distinction.verdicts.map {
        ReportFigures.Verdict(
          outcome: $0.outcome.rawValue,
          reasons: language.reasons($0, of: map.differentiation, themes: map.themes),
          cost: $0.cost.map { [$0.lowerBound, $0.upperBound] })
      })
  }

  private init(
    _ profile: Profile, id: String, name: String, numbers: [String: Double], hours: Double,
    coverage: ReportFigures.Reached? = nil, type: Int? = nil, apart: String? = nil,
    lookAlikes: [Int] = [], verdicts: [ReportFigures.Verdict] = []
  ) {
    self.id = id
    self.name = name
    self.numbers = numbers
    self.hours = hours
    area = profile.area
    shares = profile.themeShares
    severities = profile.themeSeverities
    quotients = profile.locationQuotients
    areaByHeight = profile.areaByHeight
    works = profile.worksByYear
    cost = profile.costByYear
    self.coverage = coverage
    self.type = type
    self.apart = apart
    self.lookAlikes = lookAlikes
    self.verdicts = verdicts
  }
}

extension UpkeepHours {
  /// Hours of upkeep a year on all types of asset in a neighbourhood; nil is the whole city.
  fileprivate func upkeep(of neighbourhood: Int?) -> Double {
    types.indices.reduce(0) { $0 + upkeep(neighbourhood, type: $1) }
  }
}

extension OpportunityMap {
  /// Numbers of a neighbourhood by what readers call them: the project's names where it gives them, else
  /// the names of the attributes.
  fileprivate func named(_ numbers: [String: Double], in language: Language) -> [String: Double] {
    var names: [String: String] = [:]
    for feature in differentiation.features {
      if case .number(let number) = feature.meaning {
        names[number.field] = number.name[language.rawValue] ?? number.key
      }
    }
    return Dictionary(
      numbers.sorted { $0.key < $1.key }.map { (names[$0.key] ?? $0.key, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension ReportFigures.AreaType {
  package init(
    _ type: NeighbourhoodType, called name: String, of map: OpportunityMap, in language: Language
  ) {
    self.name = name
    traits = language.sentence(
      type.traits, features: map.differentiation.features, themes: map.themes)
    members = type.members
  }
}

extension ReportFigures.Reached {
  package init(_ coverage: Coverage) {
    challenged = coverage.challenged
    underWorks = coverage.underWorks
    cumulated = coverage.cumulated
    (ground, groundUnderWorks) = (coverage.ground, coverage.groundUnderWorks)
    cumulatedGround = coverage.cumulatedGround
  }
}

extension ReportFigures.Chance {
  package init(_ judged: JudgedReach) {
    (low, high) = (judged.interval?.lowerBound, judged.interval?.upperBound)
  }
}

extension ReportFigures.Source {
  package init(_ record: IntakeRecord, in language: Language) {
    source = language.sourceName(record.name, source: record.source)
    read = record.read
    used = record.used
    filtered = record.filtered
    repaired = record.repaired.count
    dropped = record.dropped.map {
      Dropped(feature: $0.feature, id: $0.id, reason: $0.reason.rawValue)
    }
    notes =
      record.notes.map {
        Note(text: language.text($0.text), count: $0.count, isWarning: $0.isWarning)
      }
      + record.defaults.sorted { $0.key < $1.key }.map {
        Note(text: language.defaultText($0.key), count: $0.value, isWarning: false)
      }
  }
}
