/// A maintained object of the schedule. Its surface (and, for lines, its length) is what the stack
/// measures; its index is the asset index of the overlap table.
public struct Asset: Sendable, Equatable {
  /// Id in the source as text; the source's feature number where the project maps no id.
  public var id: String
  /// Type, such as `sewer`; a key of the cycle catalogue.
  public var type: String
  /// Index of the schedule entry of the project file that it came from.
  public var schedule: Int
  /// Position of the feature in its source, counted from 1.
  public var sourceFeature: Int
  /// Whether it is measured by its length (a line) besides its surface.
  public var isLine: Bool
  /// Name of the street, where the project maps one.
  public var street: String?
  /// Year it was built, where known.
  @ShortNumber public var built: Int?
  /// Year it was last renewed, where known.
  @ShortNumber public var last: Int?
  /// Hours that keeping it up takes each year, by the catalogue; nil where it gives none.
  public var upkeepHours: Double?

  /// An asset.
  public init(
    id: String, type: String, schedule: Int, sourceFeature: Int, isLine: Bool,
    street: String? = nil, built: Int? = nil, last: Int? = nil, upkeepHours: Double? = nil
  ) {
    self.id = id
    self.type = type
    self.schedule = schedule
    self.sourceFeature = sourceFeature
    self.isLine = isLine
    self.street = street
    self.built = built
    self.last = last
    self.upkeepHours = upkeepHours
  }
}

/// A measure on an asset in a window of years.
public struct Work: Sendable, Equatable {
  /// Id, unique in the run: the asset's id, with `@year` behind it where the asset comes round more
  /// than once within the horizon, and the schedule's source before it where two entries share ids.
  public var id: String
  /// Index into `OpportunityMap.assets`, and nothing else on the way there: a plan's work, which is on no
  /// asset yet, has `noAsset`.
  public var asset: Int
  /// Measure, such as `replace`; a measure of the asset type in the cycle catalogue.
  public var measure: String
  /// First year in which it may be done; nil with `due` when no year is known.
  @ShortNumber public var earliest: Int?
  /// Year in which it is due, in the horizon or after it; nil when no year is known. What is overdue is
  /// due in the horizon's first year. What is not due within the horizon counts as overlap only, and
  /// the record says so.
  @ShortNumber public var due: Int?
  /// Year in which it was due, where that lies before the horizon: its risk grows from there. nil where
  /// it is not overdue.
  @ShortNumber public var overdueSince: Int?
  /// Last year of its window: later is dearer, and not possible where `isHard`. What is overdue has a
  /// window until the end of the horizon, or until that of its next turn begins.
  @ShortNumber public var latest: Int?
  /// Last year of the window as the source or the catalogue gives it, which for what is overdue may lie
  /// before the horizon. It is what binds where a window does.
  @ShortNumber public var deadline: Int?
  /// Whether it may not move.
  public var isFixed: Bool
  /// Whether the source says that its window binds: by law or contract it is not done later.
  public var isHard: Bool
  /// Cost in EUR, price level `priceYear`; nil when neither the source nor the catalogue tells it.
  public var cost: Double?
  /// Where the cost comes from.
  package var costSource = CostSource.unknown
  /// Price level of the cost.
  @ShortNumber public var priceYear: Int?
  /// Budget that pays, as named in the source or catalogue.
  public var budget: String?
  /// Technical life or cycle of the measure in years, from the catalogue or the source.
  @ShortNumber public var cycle: Int?
  /// Low and high figure of the cost in EUR, by the catalogue; nil where the source gives the cost, or
  /// the catalogue no range.
  public var costRange: ClosedRange<Double>?
  /// Hours of work, by the catalogue; nil where it gives none.
  public var hours: Double?

  /// A work.
  public init(
    id: String, asset: Int, measure: String, earliest: Int? = nil, due: Int? = nil,
    latest: Int? = nil, isFixed: Bool = false, isHard: Bool = false, cost: Double? = nil,
    priceYear: Int? = nil, budget: String? = nil, cycle: Int? = nil
  ) {
    self.id = id
    self.asset = asset
    self.measure = measure
    self.earliest = earliest
    self.due = due
    self.latest = latest
    deadline = latest
    self.isFixed = isFixed
    self.isHard = isHard
    self.cost = cost
    costSource = cost == nil ? .unknown : .own
    self.priceYear = priceYear
    self.budget = budget
    self.cycle = cycle
  }
}

extension Work {
  /// Stands where a work is on no asset yet; no array has it as an index.
  static let noAsset = -1

  /// Year in which it is due or, where it is overdue, was due; nil when no year is known.
  public var trueDue: Int? { overdueSince ?? due }
}

/// Where the cost of a work comes from.
package enum CostSource: UInt8, Sendable {
  /// Nobody knows the cost.
  case unknown
  /// The project's own data.
  case own
  /// A figure of the catalogue that was read, or worked out from what was.
  case published
  /// A figure of the catalogue that is an assumption.
  case assumed
}

/// A year or a number of years that may be unknown, in two bytes instead of sixteen: a city has a
/// million works of which each holds several. Traps on numbers outside -32,767 to 32,767.
@propertyWrapper
public struct ShortNumber: Sendable, Equatable {
  private var stored: Int16

  /// A number.
  public init(wrappedValue: Int?) {
    stored = wrappedValue.map(Int16.init) ?? .min
  }

  /// The number; nil where it is unknown.
  public var wrappedValue: Int? {
    get { stored == .min ? nil : Int(stored) }
    set { self = ShortNumber(wrappedValue: newValue) }
  }
}
