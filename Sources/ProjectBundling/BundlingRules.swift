/// What bundling costs and saves, and which works go together: the figures of
/// `layers/compatibility.yaml`, each with its source. docs/bundling.md explains them by an example.
public struct BundlingRules: Sendable, Equatable {
  /// Rules for kinds of work; the first that fits holds.
  public var measures: [MeasureRule]
  /// What holds for works that no rule of `measures` fits.
  public var usual: MeasureRule
  /// Rules for pairs of kinds of work; the first that fits holds. Others may go together.
  public var pairs: [PairRule]
  /// Part of the smaller works' cost that falls away where works are done together, 0 to 1: digging
  /// and surface on the ground that they share, the others once for each project.
  public var saved: CostParts
  /// Value in EUR of a day of nuisance that the public is spared.
  public var nuisancePerDay: Double
  /// Value in EUR of a m2 of challenge with severity 1 and weight 1 (weights scaled to a mean of 1)
  /// that lies where two works of a project meet.
  public var challengeValue: Double
  /// Distance in m up to which works relate.
  public var distance: Double
  /// Distance in m up to which works that name the same street relate, at least `distance`.
  public var streetDistance: Double
  /// Kinds of work that lead in the leading-discipline rule.
  public var leading: [WorkKind]
  /// How large a project may be.
  public var limits: BundleLimits

  /// Distance in m up to which two works relate.
  public func reach(isSameStreet: Bool) -> Double { isSameStreet ? streetDistance : distance }

  /// The rule for a kind of work, with that kind.
  public func measure(assetType: String, measure: String) -> MeasureRule {
    var rule =
      measures.first { $0.kind.holds(assetType: assetType, measure: measure) } ?? usual
    rule.kind = WorkKind(assetType: assetType, measure: measure)
    return rule
  }

  /// Index of the rule for two kinds of work, in any order; nil where none fits.
  public func pair(_ a: WorkKind, _ b: WorkKind) -> Int? {
    pairs.firstIndex {
      ($0.first.fits(a) && $0.second.fits(b)) || ($0.first.fits(b) && $0.second.fits(a))
    }
  }

  /// What holds for a kind of work.
  public struct MeasureRule: Sendable, Equatable {
    /// Which works.
    public var kind: WorkKind
    /// Parts of its cost, 0 to 1, in sum at most 1. Nuisance stays 0: it follows from `production`.
    public var shares: CostParts
    /// Growth of risk for each year that it comes after its due year, as a part of its cost.
    public var riskPerYear: Double
    /// Years over which it is written off in a straight line; nil takes the cycle of the work, and
    /// where that is not known the life of `usual`.
    public var life: Int?
    /// Years after it in which its surface may not be cut without cost; 0 where it renews no
    /// surface.
    public var moratorium: Int
    /// Whether its window binds: by law or contract it is not done later.
    public var isHard = false
    /// EUR of work done in a day: cost / production is how many days it keeps the street busy.
    public var production: Double
    /// Where the figures come from.
    public var source: String
  }

  /// A kind of work.
  public struct WorkKind: Sendable, Equatable {
    /// Type of asset; nil for all.
    public var assetType: String?
    /// Measure; nil for all.
    public var measure: String?

    /// Whether a work is of this kind.
    public func holds(assetType: String, measure: String) -> Bool {
      (self.assetType ?? assetType) == assetType && (self.measure ?? measure) == measure
    }

    /// Whether all works of another kind are of this kind.
    public func fits(_ other: WorkKind) -> Bool {
      (assetType == nil || assetType == other.assetType)
        && (measure == nil || measure == other.measure)
    }
  }

  /// What holds for two kinds of work on the same ground.
  public struct PairRule: Sendable, Equatable {
    /// What two works may do together.
    public enum Verdict: Sendable, Equatable {
      /// Together, in any order.
      case together
      /// Together, the first kind before the second; never the second kind in an earlier year.
      case firstBeforeSecond
      /// Never in one project.
      case never
    }
    /// One kind.
    public var first: WorkKind
    /// The other kind.
    public var second: WorkKind
    /// What they may do together.
    public var verdict: Verdict
    /// Why, in one sentence by language, `nl` and `en`.
    public var reason: [String: String]
    /// Where the rule comes from.
    public var source: String
  }
}

/// How large a project may be.
public struct BundleLimits: Sendable, Equatable {
  /// Most works.
  public var works: Int
  /// Most parties, a party being a budget.
  public var parties: Int
  /// Longest side in m of the rectangle around its works.
  public var span: Double
  /// Most days that the street is busy.
  public var days: Double

  /// Limits.
  public init(works: Int, parties: Int, span: Double, days: Double) {
    self.works = works
    self.parties = parties
    self.span = span
    self.days = days
  }
}
