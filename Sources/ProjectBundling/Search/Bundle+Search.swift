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
  /// How much is done for those prices.
  package var prices = PriceEffort()

  /// The usual effort.
  package static let usual = SearchEffort()

  /// Much more, to prove how good the bundles are, and for better ones among those that are met meanwhile.
  package static let proving: SearchEffort = {
    var effort = SearchEffort()
    effort.prices.sweeps = 10
    effort.prices.branches = 16
    effort.prices.branchedWorks = 100_000
    effort.prices.keepsBundles = true
    return effort
  }()

  /// How many patches of a group of so many nodes are searched.
  func patches(of nodes: Int) -> Int { min(nodes, 24 + nodes / 6, patches) }
}

/// How much is done to find prices that bound the gain, counted in sweeps and cuts.
package struct PriceEffort: Sendable {
  /// Sweeps over all leaders.
  package var sweeps = 1
  /// Most branches in which the bundles of a leader and a year are searched in the first sweep.
  package var firstBranches = 16
  /// The same in later sweeps.
  package var branches = 8
  /// Most works that all branches of a leader and a year look at together, but for the first: where many lie
  /// around a leader each branch takes long, so that there are fewer.
  package var branchedWorks = 4000
  /// Most charges for a limit that are tried in a branch.
  package var charges = 2
  /// Parts of the leaders that are swept one after the other, those that save least first.
  package var tiers = 4
  /// How often at most the prices of a leader's followers in a year are raised, before the leader pays for
  /// what is left.
  package var raises = 12
  /// EUR below which the leader pays at once.
  package var least = 1.0
  /// Whether bundles that are met are kept, and the best choice among them is looked for.
  package var keepsBundles = false

  /// The usual effort.
  package init() {}
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
      try bundling.proofs(effort, memory, threads: threads)
    } _: {
      try leading()
    }
    for (index, proof) in proven.enumerated() {
      (groups[index].bound, groups[index].slack) = (proof.bound, proof.slack)
    }
    leadingDiscipline = leading
  }

  private func proofs(
    _ effort: SearchEffort, _ memory: GroupMemory, threads: Int
  ) throws -> [Proof] {
    let (parts, limits) = (RelatedParts(problem), ClusterLimits(problem))
    return try concurrentMap(count: parts.count, threads: threads) { index in
      if groups[index].isExact { return Proof(bound: groups[index].gain, slack: BoundSlack()) }
      let part = parts.part(index)
      let key = GroupKey(part, limits, effort)
      return try memory.proof(for: key) {
        let search = try GroupSearch(part, limits, effort, threads: threads)
        return try search.proof(of: memory.choice(for: key) { try search.choice() })
      }
    }
  }
}
