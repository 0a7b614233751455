/// A work that can be bundled: due within the horizon, with the years in which it may be done and the
/// price of doing it then. Its index is its number in `BundlingProblem.works`.
public struct BundlingWork: Sendable, Equatable {
  /// Index in `OpportunityMap.works`.
  public var work: Int
  /// Index in `OpportunityMap.assets`.
  public var asset: Int
  /// Index in `BundlingProblem.parties`.
  public var party: Int
  /// Index in `BundlingProblem.kinds`.
  public var kind: Int
  /// Years in which it may be done, within the horizon; its due year alone where it is fixed.
  public var years: ClosedRange<Int>
  /// Year in which it is due, within `years`.
  public var due: Int
  /// Cost in EUR; 0 where it is not known, and then there is nothing to save or to lose on it.
  public var cost: Double
  /// Surface in m2.
  public var surface: Double
  /// Days that it keeps the street busy when done alone.
  public var days: Double
  /// Rectangle around it in the working system, in metres: least x and y, most x and y.
  public var box: SIMD4<Double>
}

/// Where two or more works that can be bundled share ground.
public struct SharedGround: Sendable, Equatable {
  /// The works, as numbers in `BundlingProblem.works`, ascending.
  public var works: [Int32]
  /// Area in m2.
  public var area: Double
  /// Weighted challenge in m2: the sum over themes of weight (scaled to a mean of 1) x severity x area.
  public var challenge: Double
}

/// Two works that have to do with each other.
public struct Relation: Sendable, Equatable {
  /// Number of the first work.
  public var a: Int32
  /// Number of the second work, larger than the first.
  public var b: Int32
  /// Ground in m2 that they share.
  public var sharedArea: Double
  /// Distance in m between them; 0 where they share ground.
  public var distance: Double
  /// Whether they name the same street.
  public var isSameStreet: Bool
  /// Index of the rule for their kinds in `BundlingRules.pairs`; nil where none fits.
  public var rule: Int?

  /// Years in which both may be done; nil where there are none.
  public func commonYears(_ works: [BundlingWork]) -> ClosedRange<Int>? {
    let (x, y) = (works[Int(a)].years, works[Int(b)].years)
    let first = max(x.lowerBound, y.lowerBound)
    let last = min(x.upperBound, y.upperBound)
    return first <= last ? first...last : nil
  }
}

/// What a plan gains against doing every work alone in its due year, in EUR.
public struct Gain: Sendable, Equatable {
  /// Saved by part.
  public var saved: CostParts = .zero
  /// Value of challenges that ride along.
  public var challenges: Double = 0
  /// Price of moving works off their due year, and of cutting renewed surfaces: at least 0.
  public var moving: Double = 0

  /// Nothing gained.
  public static let zero = Gain()

  /// What is left: saved + challenges - moving.
  public var net: Double { saved.total + challenges - moving }

  /// Both together.
  public static func + (a: Gain, b: Gain) -> Gain {
    Gain(
      saved: a.saved + b.saved, challenges: a.challenges + b.challenges,
      moving: a.moving + b.moving)
  }
}

/// Works that are done together in one year.
public struct Bundle: Sendable, Equatable {
  /// Numbers of its works, ascending; at least two.
  public var works: [Int32]
  /// Year in which it is done.
  public var year: Int
  /// What it gains against doing its works alone in their due years.
  public var gain: Gain
}

/// Bundles of which none share a work; works in none of them are done alone in their due year.
public struct BundlePlan: Sendable, Equatable {
  /// The bundles, by their first work.
  public var bundles: [Bundle]
  /// What they gain together.
  public var gain: Gain { bundles.reduce(.zero) { $0 + $1.gain } }
}

/// A group of works that relate to each other, directly or through others.
public struct RelatedGroup: Sendable, Equatable {
  /// Numbers of its works, ascending.
  public var works: [Int32]
  /// Net gain of the bundles chosen in it, in EUR.
  public var gain: Double
  /// No choice of bundles in it has a higher net gain, in EUR.
  public var bound: Double
  /// Whether the choice is proven to be the best.
  public var isExact: Bool
}

/// What bundling found.
public struct Bundling: Sendable {
  /// The works and what relates them.
  public var problem: BundlingProblem
  /// The best plan found.
  public var plan: BundlePlan
  /// The plan that the leading-discipline rule gives: sewers keep their year and what shares their
  /// ground follows when its window allows it.
  public var leadingDiscipline: BundlePlan
  /// The groups of related works with how good the plan is in each, by their first work.
  public var groups: [RelatedGroup]

  /// No plan has a higher net gain, in EUR.
  public var bound: Double { groups.reduce(0) { $0 + $1.bound } }
}

/// The works that can be bundled, and what relates them.
public struct BundlingProblem: Sendable {
  /// The works, by their index in the map.
  public var works: [BundlingWork]
  /// Names of the parties: budgets, or the schedule's source for works without one.
  public var parties: [String]
  /// Rules of the kinds of work that occur.
  public var kinds: [BundlingRules.MeasureRule]
  /// The rules.
  public var rules: BundlingRules
  /// Where works share ground.
  public var grounds: [SharedGround]
  /// Pairs of works that have to do with each other and may go into one bundle in some year, by (a, b).
  public var relations: [Relation]
  /// Pairs of works that lie together but can't go into one bundle, by (a, b): what keeps them apart is
  /// a forbidden pair or windows without a common year, or they lie just too far from each other.
  public var apart: [Relation]
}
