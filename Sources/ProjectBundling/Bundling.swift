import ProjectFile

/// A group of works that relate to each other, directly or through others.
public struct RelatedGroup: Sendable, Equatable {
  /// Numbers of its works, ascending.
  public var works: [Int32]
  /// Net gain of the bundles chosen in it, in EUR.
  public var gain: Double
  /// No choice of bundles in it has a higher net gain, in EUR; infinite until that is proven.
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

  /// The same works put together in another way; `.best` and `.nothing` leave it.
  public func arranged(_ strategy: Changes.Strategy) -> Bundling {
    var bundling = self
    switch strategy {
    case .best, .nothing: break
    case .leading: bundling.plan = leadingDiscipline
    case .siloed: bundling.plan = .siloed
    }
    return bundling
  }

  /// No plan has a higher net gain, in EUR.
  public var bound: Double { groups.reduce(0) { $0 + $1.bound } }

  /// How much higher the best plan's net gain may be than this one's, as a part of `bound`, 0 to 1.
  public var gap: Double {
    let gain = groups.reduce(0) { $0 + $1.gain }
    return bound > 0 ? max(0, (bound - gain) / bound) : 0
  }
}
