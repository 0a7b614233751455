import LayerIO

/// A project as its YAML file describes it: which layers to stack, which schedule to lay over them.
/// Every key is known, every path resolved against the folder of the file; nothing is read yet.
public struct ProjectFile: Sendable, Equatable {
  /// Name of the project, such as the municipality's.
  public var name: String
  /// Working system: projected, such as `EPSG:28992`.
  public var crs: String
  /// Language of texts that users read, `nl` or `en`; nil leaves it to the command line.
  public var language: String?
  /// The currency that all amounts are in.
  public var currency = CurrencyCode.euro
  /// Years of the horizon, at most 100 of them.
  public var horizon: ClosedRange<Int>
  /// The neighbourhoods.
  public var neighbourhoods: NeighbourhoodSource
  /// The themes in the order of the file.
  public var themes: [ThemeDescription]
  /// The entries of the maintenance schedule in the order of the file.
  public var schedule: [ScheduleSource]
  /// The cycle catalogue as the file gives it; nil takes the bundled one.
  public var cycles: String?
  /// Path of that catalogue: `cycles` resolved against the folder of the project file.
  public var cyclesPath: String?
  /// How works are bundled into projects.
  public var bundling: BundlingSource
  /// The catalogue of packages as the file gives it; nil takes the bundled one.
  public var packages: String?
  /// Path of that catalogue: `packages` resolved against the folder of the project file.
  public var packagesPath: String?
  /// The catalogue of couplings as the file gives it; nil takes the bundled one.
  public var couplings: String?
  /// Path of that catalogue: `couplings` resolved against the folder of the project file.
  public var couplingsPath: String?
  /// The catalogue of norms as the file gives it; nil takes the bundled one.
  public var norms: String?
  /// Path of that catalogue: `norms` resolved against the folder of the project file.
  public var normsPath: String?
  /// How neighbourhoods are told apart.
  public var types: TypeRequest
  /// What is asked of the programme; nil when there is none to be made.
  public var programme: ProgrammeRequest?
  /// Scenarios that were adopted, in the order of the file: their changes are part of the project.
  public var adopted: [AdoptedScenario] = []
  /// Keys that a run needs and that the file lacks, `neighbourhoods` and `themes`; empty unless it was
  /// loaded with gaps allowed. What is under such a key here means nothing.
  public var missing: [String] = []
  /// Path of the project file, for messages.
  public var path: String
}

/// Where the neighbourhoods come from.
public struct NeighbourhoodSource: Sendable, Equatable {
  /// The source; all its attributes are kept, since profiles show the numbers they bring.
  public var options: SourceOptions
  /// Attribute with the code; nil takes the feature number.
  public var id: String?
  /// Attribute with the name; nil takes the code.
  public var name: String?
  /// Numbers of the source that belong to the profile, in the order of the file.
  public var numbers: [NeighbourhoodNumber]

  /// A neighbourhood source.
  public init(
    options: SourceOptions, id: String?, name: String?, numbers: [NeighbourhoodNumber] = []
  ) {
    self.options = options
    self.id = id
    self.name = name
    self.numbers = numbers
  }
}

/// A theme of the project file.
public struct ThemeDescription: Sendable, Equatable {
  /// Key, such as `water`.
  public var key: String
  /// What people call it; nil where the file does not say.
  public var name: Wording?
  /// Weight, at least 0; 1 where the file gives none.
  public var weight: Double
  /// Its layers.
  public var layers: [ThemeLayer]

  /// A theme.
  public init(key: String, name: Wording? = nil, weight: Double, layers: [ThemeLayer]) {
    self.key = key
    self.name = name
    self.weight = weight
    self.layers = layers
  }
}

/// A layer of a theme.
public struct ThemeLayer: Sendable, Equatable {
  /// The source, with the fields that severity needs.
  public var options: SourceOptions
  /// How severe a feature is.
  public var severity: SeverityRule
  /// Whether the challenge is where no feature is: the neighbourhoods less the layer's surface.
  public var outside: Bool
  /// How the challenge is derived from the source; nil where it is the source's own surface.
  public var derivation: Derivation?
  /// Reach in m around what is derived; nil for its own surface.
  public var derivedReach: Double?
  /// Whether it counts as a challenge; one that does not is in the stack for scenarios that want it.
  public var counts = true

  /// A layer.
  public init(
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
public enum SeverityRule: Sendable, Equatable {
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
public struct ScheduleSource: Sendable, Equatable {
  /// The source, with the fields that are mapped.
  public var options: SourceOptions
  /// Type of its assets.
  public var assetType: AssetTypeRule
  /// Attribute of each mapped field, such as `.due: "planjaar"`.
  public var fields: [ScheduleField: String]
  /// Translations of a field's values, such as `.due: ["binnen 5 jaar": "2030"]`.
  public var values: [ScheduleField: [String: String]]
  /// Measure of all its works; nil takes the catalogue's first for the type.
  public var measure: String?
  /// Budget of all its works, unless the field `budget` says otherwise.
  public var budget: String?
  /// Price level of its costs; nil takes the catalogue's.
  public var priceYear: Int?

  /// An entry of the schedule.
  public init(
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
public enum AssetTypeRule: Sendable, Equatable {
  /// `asset_type: sewer`.
  case constant(String)
  /// `asset_type: {field: soort, map: {asfalt: pavement-asphalt}}`; without a map the value is the type.
  case field(String, map: [String: String])
}

/// What a schedule's fields can stand for.
public enum ScheduleField: String, Sendable, CaseIterable {
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
public struct BundlingSource: Sendable, Equatable {
  /// The rules as the file gives them; nil takes the bundled ones.
  public var compatibility: String?
  /// Path of the rules: `compatibility` resolved against the folder of the project file.
  public var compatibilityPath: String?
  /// The file of decisions as the file gives it; nil when there is none.
  public var decisions: String?
  /// Path of that file: `decisions` resolved against the folder of the project file.
  public var decisionsPath: String?
  /// Number of draws by which the candidates are tried.
  public var draws = 1000
  /// Seed of the draws.
  public var seed = 1
  /// A candidate counts as one of the best when at most this many rank before or with it.
  public var top = 20

  /// Bundled rules, no decisions.
  public init() {}
}
