import Geometry
import LayerStack
import Workers

/// How much work the search may do in a group of related works. Counted in sets, so that results are the
/// same on every machine.
package struct SearchEffort: Sendable {
  /// Most nodes of a group that is searched in full with a table of all its sets; at most 20.
  package var tableNodes = 14
  /// Most nodes of a group that is searched in full layer by layer; at most 64.
  package var layeredNodes = 40
  /// Most connected sets of a group that is searched in full.
  package var exactSets = 5000
  /// How often at most bundles are joined and works change bundles, in turn.
  package var times = 4
  /// Most rounds each time in which works change bundles.
  package var rounds = 20
  /// How often at most neighbouring bundles exchange pieces of street, before the patches and after them.
  package var exchanges = 3
  /// Patches of a larger group that are searched in full afterwards: one for every six nodes and 24 more,
  /// at most one for each node, and at most so many.
  package var patches = 1000
  /// Most nodes of a group that is not searched in full for which prices bound the gain. Each takes some
  /// cuts, more of them the closer works lie.
  package var pricedNodes = 50_000
  /// Most branches in which the bundles of a leader and a year are searched for that bound.
  package var branches = 4

  /// The usual effort.
  package static let usual = SearchEffort()

  /// How many patches of a group of so many nodes are searched.
  func patches(of nodes: Int) -> Int { min(nodes, 24 + nodes / 6, patches) }
}

/// Chooses groups of works and a year for each so that the net gain is largest: exactly where a
/// group of related works is small enough, else by a heuristic with a proven bound.
/// docs/bundling.md explains both.
/// - Throws: errors of threads alone.
package func bundle(
  _ problem: BundlingProblem, effort: SearchEffort = .usual, threads: Int
) throws -> Bundling {
  let memory = GroupMemory()
  var bundling = try chooseBundles(problem, effort: effort, memory: memory, threads: threads)
  try bundling.prove(effort: effort, memory: memory, threads: threads) {
    try leadingDisciplinePlan(problem, threads: threads)
  }
  return bundling
}

/// The choice alone: without bounds and without the leading-discipline rule, which take `Bundling.prove`.
/// Groups that the memory knows are not searched again.
/// - Throws: errors of threads alone.
package func chooseBundles(
  _ problem: BundlingProblem, effort: SearchEffort = .usual, memory: GroupMemory, threads: Int
) throws -> Bundling {
  memory.begin()
  let (parts, limits) = (RelatedParts(problem), ClusterLimits(problem))
  let choices = try concurrentMap(count: parts.count, threads: threads) { index in
    let part = parts.part(index)
    return try memory.choice(for: GroupKey(part, limits, effort)) {
      try GroupSearch(part, limits, effort, threads: threads).choice()
    }
  }
  let bundles = choices.enumerated().flatMap { index, choice in
    choice.bundles.map { bundle in
      var bundle = bundle
      bundle.works = bundle.works.map { parts.works[index][parts.works.starts[index] + Int($0)] }
      return bundle
    }
  }
  return Bundling(
    problem: problem, plan: BundlePlan(bundles: bundles.sorted { $0.works[0] < $1.works[0] }),
    leadingDiscipline: .siloed,
    groups: choices.enumerated().map { index, choice in
      RelatedGroup(
        works: Array(parts.works[index]), gain: choice.gain, bound: .infinity,
        isExact: choice.isExact)
    })
}

extension Bundling {
  /// Proves how good the best plan is in each group, and takes the plan of the leading-discipline rule from
  /// `leading`.
  /// - Throws: errors of threads alone.
  package mutating func prove(
    effort: SearchEffort = .usual, memory: GroupMemory, threads: Int,
    leading: @escaping @Sendable () throws -> BundlePlan
  ) throws {
    let bundling = self
    let (proven, leading) = try concurrently(threads: threads) {
      try bundling.bounds(effort, memory, threads: threads)
    } _: {
      try leading()
    }
    for index in groups.indices { groups[index].bound = proven[index] }
    leadingDiscipline = leading
  }

  private func bounds(
    _ effort: SearchEffort, _ memory: GroupMemory, threads: Int
  ) throws -> [Double] {
    let (parts, limits) = (RelatedParts(problem), ClusterLimits(problem))
    return try concurrentMap(count: parts.count, threads: threads) { index in
      if groups[index].isExact { return groups[index].gain }
      let part = parts.part(index)
      let key = GroupKey(part, limits, effort)
      return try memory.bound(for: key) {
        let search = try GroupSearch(part, limits, effort, threads: threads)
        return try search.bound(of: memory.choice(for: key) { try search.choice() })
      }
    }
  }
}
