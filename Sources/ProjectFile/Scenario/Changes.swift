import LayerIO

/// What a scenario has otherwise than its base, as values: the same changes give the same answer. Parts
/// that are nil or empty are as they were.
public struct Changes: Sendable, Hashable, Codable {
  /// Weights by theme.
  public var weights: [String: Double] = [:]
  /// Years to look at.
  public var horizon: Years?
  /// What may differ of works, by kind; a later one is taken on top of those before it.
  public var works: [WorkChange] = []
  /// Money by party.
  public var budgets: [String: BudgetChange] = [:]
  /// Parties that put their money together, by the name of the pot.
  public var pots: [String: [String]] = [:]
  /// Rules of bundling.
  public var rules = RuleChanges()
  /// A file of decisions instead of the base's.
  public var decisions: FileReference?
  /// Theme layers by source, as the project names it, that count or do not.
  public var layers: [String: LayerChange] = [:]
  /// Couplings by key, by theme, or `all`; more particular ones come after.
  public var couplings: [String: CouplingChange] = [:]
  /// How works are put together.
  public var strategy: Strategy?

  /// No changes.
  public init() {}

  /// Whether nothing differs.
  public var isEmpty: Bool { self == Changes() }

  /// Years from the first to the last.
  public struct Years: Sendable, Hashable, Codable {
    /// The first.
    public var from: Int
    /// The last.
    public var to: Int

    /// Years.
    public init(_ years: ClosedRange<Int>) {
      (from, to) = (years.lowerBound, years.upperBound)
    }

    /// The range.
    public var range: ClosedRange<Int> { from...max(from, to) }
  }

  /// What differs of some kind of work.
  public struct WorkChange: Sendable, Hashable, Codable {
    /// Type of the assets; nil for all.
    public var assetType: String?
    /// Measure; nil for all of the type.
    public var measure: String?
    /// Years by which windows open earlier; less than 0 narrows them, at most to the due year.
    public var earlier = 0
    /// Years by which windows close later; less than 0 narrows them, at most to the due year.
    public var later = 0
    /// Years by which cycles are longer, less than 0 shorter; works with a year of their own keep it.
    public var cycle = 0
    /// By what costs are multiplied.
    public var costFactor = 1.0

    /// A change of all works of a type, or of a measure on it.
    public init(assetType: String?, measure: String? = nil) {
      (self.assetType, self.measure) = (assetType, measure)
    }

    /// Whether it speaks of a measure on a type.
    public func concerns(assetType type: String, measure key: String) -> Bool {
      (assetType ?? type) == type && (measure ?? key) == key
    }
  }

  /// What differs of a party's money. What is not given stays.
  public struct BudgetChange: Sendable, Hashable, Codable {
    /// EUR a year, in place of all amounts.
    public var perYear: Double?
    /// EUR in some years.
    public var years: [Int: Double] = [:]
    /// By what the amounts are multiplied.
    public var factor: Double?
    /// Years by which amounts come later, less than 0 earlier.
    public var shift: Int?
    /// Part of what is left at the end of a year that can be spent in the next, 0 to 1.
    public var carryOver: Double?
    /// Whether nothing limits the party any more.
    public var isUnlimited = false

    /// No change.
    public init() {}
  }

  /// What differs of the rules.
  public struct RuleChanges: Sendable, Hashable, Codable {
    /// A file of rules instead of the base's.
    public var file: FileReference?
    /// EUR for a m2 of challenge that rides along.
    public var challengeValue: Double?
    /// EUR for a day of nuisance.
    public var nuisancePerDay: Double?
    /// EUR that a project has to save at least in cash; below 0 where it may cost so much.
    public var leastCash: Double?

    /// No change.
    public init() {}
  }

  /// A file that a scenario names, with what it held when the scenario was read.
  public struct FileReference: Sendable, Hashable, Codable {
    /// The file as the scenario gives it.
    public var name: String
    /// Its path.
    public var path: String
    /// SHA-256 of its bytes, in hexadecimal.
    public var sha256: String
  }

  /// What differs of a theme layer.
  public struct LayerChange: Sendable, Hashable, Codable {
    /// Whether it counts; nil leaves that.
    public var counts: Bool?
    /// Its reach in m, which asks for a new overlay; nil leaves it.
    public var reach: Double?

    /// No change.
    public init() {}
  }

  /// What differs of couplings.
  public struct CouplingChange: Sendable, Hashable, Codable {
    /// Whether works may carry them; nil leaves that.
    public var isOn: Bool?
    /// By what their extra cost and upkeep are multiplied.
    public var costFactor = 1.0
    /// By what their effects are multiplied.
    public var effectFactor = 1.0

    /// No change.
    public init() {}
  }

  /// How works are put together.
  public enum Strategy: String, Sendable, Hashable, Codable, CaseIterable {
    /// In the bundles that gain most.
    case best
    /// Not at all: every work by itself.
    case siloed
    /// What shares ground follows the leading kinds of work, such as sewers, in their year.
    case leading
    /// Nothing is done.
    case nothing
  }
}
