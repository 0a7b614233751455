import ProjectFile

/// A group of works that relate to each other, directly or through others.
package struct RelatedGroup: Sendable, Equatable {
  /// Numbers of its works, ascending.
  package var works: [Int32]
  /// Net gain of the bundles chosen in it, in EUR.
  package var gain: Double
  /// No choice of bundles in it has a higher net gain, in EUR; infinite until that is proven.
  package var bound: Double
  /// Why that lies above what is chosen; nothing until it is proven.
  package var slack = BoundSlack()
  /// Whether the choice is proven to be the best.
  package var isExact: Bool
}

/// What bundling found.
package struct Bundling: Sendable {
  /// The works and what relates them.
  package var problem: BundlingProblem
  /// The best plan found.
  package var plan: BundlePlan
  /// The plan that the leading-discipline rule gives: sewers keep their year and what shares their
  /// ground follows when its window allows it.
  package var leadingDiscipline: BundlePlan
  /// The groups of related works with how good the plan is in each, by their first work.
  package var groups: [RelatedGroup]

  /// The same works put together in another way; `.best` and `.nothing` leave it.
  package func arranged(_ strategy: Changes.Strategy) -> Bundling {
    var bundling = self
    switch strategy {
    case .best, .nothing: break
    case .leading: bundling.plan = leadingDiscipline
    case .siloed: bundling.plan = .siloed
    }
    return bundling
  }

  /// No plan has a higher net gain, in EUR.
  package var bound: Double { groups.reduce(0) { $0 + $1.bound } }

  /// Why that lies above what is chosen.
  package var slack: BoundSlack { groups.reduce(BoundSlack()) { $0 + $1.slack } }

  /// How much higher the best plan's net gain may be than this one's, as a part of `bound`, 0 to 1.
  package var gap: Double {
    let gain = groups.reduce(0) { $0 + $1.gain }
    return bound > 0 ? max(0, (bound - gain) / bound) : 0
  }
}
