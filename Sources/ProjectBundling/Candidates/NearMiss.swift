import Geometry

/// Two works that lie together and are not in one project, with what kept them apart.
public struct NearMiss: Sendable, Equatable {
  /// What kept two works apart.
  public enum Cause: Sendable, Equatable {
    /// They can't go into one project.
    case obstacle(Obstacle)
    /// Together they cost more than they save: moving them is too dear. What the best common year
    /// would lose, in EUR.
    case tooDear(loss: Double)
    /// Their plan gains more with the works in other projects, or alone.
    case betterOtherwise
  }

  /// The two works and what relates them.
  public var relation: Relation
  /// What kept them apart.
  public var cause: Cause
  /// What doing them together would save in EUR, moving apart.
  public var saving: Double
}

/// The pairs of works that lie together and are not in one project: the `limit` of them that would save
/// most, and how many there are in all.
public func findNearMisses(
  _ bundling: Bundling, limit: Int, threads: Int
) throws -> (misses: [NearMiss], count: Int) {
  let problem = bundling.problem
  var bundleOfWork = [Int32](repeating: -1, count: problem.works.count)
  for (index, bundle) in bundling.plan.bundles.enumerated() {
    for work in bundle.works { bundleOfWork[Int(work)] = Int32(index) }
  }
  // Two works that are too far from each other may still meet in a project through a third.
  let isTogether = { (pair: Relation) in
    let bundle = bundleOfWork[Int(pair.a)]
    return bundle >= 0 && bundle == bundleOfWork[Int(pair.b)]
  }
  let apart = problem.apart.filter { !isTogether($0) }
  let pairs = apart + problem.relations.filter { !isTogether($0) }
  let size = 1024
  let misses = try concurrentMap(count: (pairs.count + size - 1) / size, threads: threads) {
    chunk in
    (chunk * size..<min(pairs.count, (chunk + 1) * size)).map { index in
      problem.nearMiss(pairs[index], isApart: index < apart.count)
    }
  }.flatMap(\.self).filter { $0.saving > 0 }
  let order = misses.sorted {
    ($1.saving, $0.relation.a, $0.relation.b) < ($0.saving, $1.relation.a, $1.relation.b)
  }
  return (Array(order.prefix(limit)), order.count)
}

extension BundlingProblem {
  fileprivate func nearMiss(_ relation: Relation, isApart: Bool) -> NearMiss {
    let works = [relation.a, relation.b]
    let together = saved(by: works).net
    let moving = relation.commonYears(self.works)?.map { price(of: works, in: $0) }.min() ?? 0
    let cause: NearMiss.Cause =
      isApart
      ? .obstacle(obstacle(relation))
      : together <= moving ? .tooDear(loss: moving - together) : .betterOtherwise
    return NearMiss(relation: relation, cause: cause, saving: together)
  }

  /// What it costs to do works in a year that may not be their due year, in EUR.
  private func price(of works: [Int32], in year: Int) -> Double {
    works.reduce(0) { $0 + self.works[Int($1)].moving(to: year) + cutting($1, in: year) }
  }
}
