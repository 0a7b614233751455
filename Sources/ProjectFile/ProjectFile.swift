import LayerIO

/// A project as its YAML file describes it: which layers to stack, which schedule to lay over them.
/// Every key is known, every path resolved against the folder of the file; nothing is read yet.
package struct ProjectFile: Sendable, Equatable {
  /// Name of the project, such as the municipality's.
  package var name: String
  /// Working system: projected, such as `EPSG:28992`.
  package var crs: String
  /// Language of texts that users read, `nl` or `en`; nil leaves it to the command line.
  package var language: String?
  /// The currency that all amounts are in.
  package var currency = CurrencyCode.euro
  /// Years of the horizon, at most 100 of them.
  package var horizon: ClosedRange<Int>
  /// The neighbourhoods.
  package var neighbourhoods: NeighbourhoodSource
  /// Ground that layers may be confined to, in the order of the file.
  package var areas: [AreaSource] = []
  /// The themes in the order of the file.
  package var themes: [ThemeDescription]
  /// What themes may be measured in besides m2, in the order of the file.
  package var people: [PeopleSource] = []
  /// The entries of the maintenance schedule in the order of the file.
  package var schedule: [ScheduleSource]
  /// The cycle catalogue as the file gives it; nil takes the bundled one.
  package var cycles: String?
  /// Path of that catalogue: `cycles` resolved against the folder of the project file.
  package var cyclesPath: String?
  /// The price level that all amounts are brought to; nil takes that of the cycle catalogue.
  package var priceYear: Int?
  /// The price index as the file gives it; nil takes the bundled one.
  package var prices: String?
  /// Path of that index: `prices` resolved against the folder of the project file.
  package var pricesPath: String?
  /// How works are bundled into projects.
  package var bundling: BundlingSource
  /// The catalogue of packages as the file gives it; nil takes the bundled one.
  package var packages: String?
  /// Path of that catalogue: `packages` resolved against the folder of the project file.
  package var packagesPath: String?
  /// The catalogue of couplings as the file gives it; nil takes the bundled one.
  package var couplings: String?
  /// Path of that catalogue: `couplings` resolved against the folder of the project file.
  package var couplingsPath: String?
  /// The catalogue of norms as the file gives it; nil takes the bundled one.
  package var norms: String?
  /// Path of that catalogue: `norms` resolved against the folder of the project file.
  package var normsPath: String?
  /// How neighbourhoods are told apart.
  package var types: TypeRequest
  /// The buildings; nil where the project tells of none.
  package var buildings: BuildingsSource?
  /// What is asked of the programme; nil when there is none to be made.
  package var programme: ProgrammeRequest?
  /// Scenarios that were adopted, in the order of the file: their changes are part of the project.
  package var adopted: [AdoptedScenario] = []
  /// Keys that a run needs and that the file lacks, `neighbourhoods` and `themes`; empty unless it was
  /// loaded with gaps allowed. What is under such a key here means nothing.
  package var missing: [String] = []
  /// Path of the project file, for messages.
  package var path: String
}

extension ProjectFile {
  /// What people call the themes that have a name of their own, by key.
  package var themeNames: [String: Wording] {
    let names = themes.compactMap { theme in theme.name.map { (theme.key, $0) } }
    return Dictionary(names, uniquingKeysWith: { $1 })
  }
}

/// Where the neighbourhoods come from.
package struct NeighbourhoodSource: Sendable, Equatable {
  /// The source; all its attributes are kept, since profiles show the numbers they bring.
  package var options: SourceOptions
  /// Attribute with the code; nil takes the feature number.
  package var id: String?
  /// Attribute with the name; nil takes the code.
  package var name: String?
  /// Numbers of the source that belong to the profile, in the order of the file.
  package var numbers: [NeighbourhoodNumber]

  /// A neighbourhood source.
  package init(
    options: SourceOptions, id: String?, name: String?, numbers: [NeighbourhoodNumber] = []
  ) {
    self.options = options
    self.id = id
    self.name = name
    self.numbers = numbers
  }
}

/// A theme of the project file.
package struct ThemeDescription: Sendable, Equatable {
  /// Key, such as `water`.
  package var key: String
  /// What people call it; nil where the file does not say.
  package var name: Wording?
  /// Weight, at least 0; 1 where the file gives none.
  package var weight: Double
  /// Its layers.
  package var layers: [ThemeLayer]
  /// Key of the people that it is measured in besides m2; nil for none.
  package var measure: String?

  /// A theme.
  package init(key: String, name: Wording? = nil, weight: Double, layers: [ThemeLayer]) {
    self.key = key
    self.name = name
    self.weight = weight
    self.layers = layers
  }
}

/// A layer of a theme.
package struct ThemeLayer: Sendable, Equatable {
  /// The source, with the fields that severity needs.
  package var options: SourceOptions
  /// How severe a feature is.
  package var severity: SeverityRule
  /// Whether the challenge is where no feature is: the neighbourhoods less the layer's surface.
  package var outside: Bool
  /// How the challenge is derived from the source; nil where it is the source's own surface.
  package var derivation: Derivation?
  /// Reach in m around what is derived; nil for its own surface.
  package var derivedReach: Double?
  /// Whether it counts as a challenge; one that does not is in the stack for scenarios that want it.
  package var counts = true
  /// Key of the area that it is confined to: elsewhere it is no challenge; nil for none.
  package var within: String?

  /// A layer.
  package init(
    options: SourceOptions, severity: SeverityRule, outside: Bool,
    derivation: Derivation? = nil, derivedReach: Double? = nil
  ) {
    self.options = options
    self.severity = severity
    self.outside = outside
    self.derivation = derivation
    self.derivedReach = derivedReach
  }
}

/// How severe a feature is, over 0 up to 1. Each class becomes a plane.
package enum SeverityRule: Sendable, Equatable {
  /// The same for all: `severity: 0.5`; 1 where the file gives none.
  case constant(Double)
  /// `severity: {field: diepte_cm, steps: [5, 15, 30]}`: value >= `steps[i]` is class `i + 1` of
  /// `steps.count`, with severity `(i + 1) / steps.count`; a lower value is no challenge. With
  /// `severities` the file gives the classes' severities itself. Falling steps mean lower is worse:
  /// value <= `steps[i]`.
  case steps(field: String, steps: [Double], severities: [Double])
  /// `severity: {field: klasse, map: {laag: 0.3, hoog: 1}}`; a value that is not named is dropped
  /// with its reason, 0 is no challenge.
  case map(field: String, severities: [String: Double])
}

/// An entry of the maintenance schedule.
package struct ScheduleSource: Sendable, Equatable {
  /// The source, with the fields that are mapped.
  package var options: SourceOptions
  /// Type of its assets.
  package var assetType: AssetTypeRule
  /// Attribute of each mapped field, such as `.due: "planjaar"`.
  package var fields: [ScheduleField: String]
  /// Translations of a field's values, such as `.due: ["binnen 5 jaar": "2030"]`.
  package var values: [ScheduleField: [String: String]]
  /// Measure of all its works; nil takes the catalogue's first for the type.
  package var measure: String?
  /// Budget of all its works, unless the field `budget` says otherwise.
  package var budget: String?
  /// Price level of its costs, which are brought to the project's; nil takes them as they are.
  package var priceYear: Int?

  /// An entry of the schedule.
  package init(
    options: SourceOptions, assetType: AssetTypeRule, fields: [ScheduleField: String],
    values: [ScheduleField: [String: String]], measure: String?, budget: String?, priceYear: Int?
  ) {
    self.options = options
    self.assetType = assetType
    self.fields = fields
    self.values = values
    self.measure = measure
    self.budget = budget
    self.priceYear = priceYear
  }
}

/// How the type of an asset is told.
package enum AssetTypeRule: Sendable, Equatable {
  /// `asset_type: sewer`.
  case constant(String)
  /// `asset_type: {field: soort, map: {asfalt: pavement-asphalt}}`; without a map the value is the type.
  case field(String, map: [String: String])
}

/// What a schedule's fields can stand for.
package enum ScheduleField: String, Sendable, CaseIterable {
  /// Id of the asset.
  case id
  /// Year built.
  case built
  /// Year last renewed.
  case last
  /// Year due.
  case due
  /// First year of the window.
  case earliest
  /// Last year of the window.
  case latest
  /// Technical life or cycle in years.
  case cycle
  /// Cost in the project's currency.
  case cost
  /// Budget that pays.
  case budget
  /// Whether the work may not move.
  case fixed
  /// Measure.
  case measure
  /// Name of the street.
  case street
  /// Whether the work may not come after its window: a law or a contract says so.
  case hard
}

/// How works are bundled into projects.
package struct BundlingSource: Sendable, Equatable {
  /// The rules as the file gives them; nil takes the bundled ones.
  package var compatibility: String?
  /// Path of the rules: `compatibility` resolved against the folder of the project file.
  package var compatibilityPath: String?
  /// The file of decisions as the file gives it; nil when there is none.
  package var decisions: String?
  /// Path of that file: `decisions` resolved against the folder of the project file.
  package var decisionsPath: String?
  /// Number of draws by which the candidates are tried.
  package var draws = 1000
  /// Seed of the draws.
  package var seed = 1
  /// A candidate counts as one of the best when at most this many rank before or with it.
  package var top = 20
  /// Whether much is done to prove how good the projects are, and to better them on the way.
  package var proves = false
  /// What a project has to save at least in cash in the project's currency, -infinity for nothing; nil leaves
  /// what the rules say.
  package var leastCash: Double?

  /// Bundled rules, no decisions.
  package init() {}
}
