import Geometry
import LayerStack
import Workers

/// How much work the search may do. Counted in sets, so that results are the same on every machine.
package struct SearchEffort: Sendable {
  /// Most nodes of a group that is searched in full with a table of all its sets; at most 20.
  package var tableNodes = 14
  /// Most nodes of a group that is searched in full with an integer program; at most 64.
  package var programNodes = 40
  /// Most groups that are searched with an integer program, those of the most costly works: one
  /// program is solved at a time.
  package var programs = 100
  /// Most connected sets of a group that is searched in full.
  package var exactSets = 5000
  /// How often at most bundles are joined and works change bundles, in turn.
  package var times = 4
  /// Most rounds each time in which works change bundles.
  package var rounds = 20
  /// Most patches of the larger groups that are searched in full afterwards.
  package var patches = 1000

  /// Most nodes, of groups that are not searched in full, for which prices bound the gain; those of the
  /// smallest groups. Each takes some cuts, more of them the closer works lie.
  package var pricedNodes = 50_000
  /// Most branches in which the bundles of a leader and a year are searched for that bound.
  package var branches = 16

  /// The usual effort.
  package static let usual = SearchEffort()
}

/// Chooses groups of works and a year for each so that the net gain is largest: exactly where a
/// group of related works is small enough, else by a heuristic with a proven bound.
/// docs/bundling.md explains both.
/// - Throws: errors of threads alone.
package func bundle(
  _ problem: BundlingProblem, effort: SearchEffort = .usual, threads: Int
) throws -> Bundling {
  let nodes = try BundleNodes(problem, threads: threads)
  let (found, leading) = try concurrently(threads: threads) {
    try searchGroups(problem, nodes, effort, threads: threads)
  } _: {
    leadingDiscipline(problem, nodes)
  }
  return Bundling(
    problem: problem,
    plan: BundlePlan(bundles: found.flatMap(\.bundles).sorted { $0.works[0] < $1.works[0] }),
    leadingDiscipline: leading,
    groups: found.map(\.group).sorted { $0.works[0] < $1.works[0] })
}

/// Each group of related nodes with the bundles that were chosen in it.
private func searchGroups(
  _ problem: BundlingProblem, _ nodes: BundleNodes, _ effort: SearchEffort, threads: Int
) throws -> [(group: RelatedGroup, bundles: [Bundle])] {
  let groups = relatedGroups(nodes).filter { group in
    group.count > 1 || nodes.works[Int(group[0])].count > 1
      || nodes.clusters[Int(group[0])].apart != 0
  }
  let exact = try exactSets(groups, problem, nodes, effort, threads: threads)
  let open = groups.indices.filter { exact[$0] == nil }.flatMap { groups[$0] }.sorted()
  var rounds = ClusterRounds(nodes, threads: threads)
  try rounds.settle(open, times: effort.times, rounds: effort.rounds)
  try rounds.searchPatches(open, most: effort.patches)
  let heuristic = rounds
  let sets = try concurrentMap(count: groups.count, threads: threads) { index in
    exact[index] ?? heuristic.bundles(of: groups[index])
  }
  let priced = pricedGroups(
    groups.indices.filter { exact[$0] == nil }, groups, nodes, most: effort.pricedNodes)
  let prices = try PriceBound(nodes, problem, branches: effort.branches).prices(
    from: PriceBound.firstPrices(of: priced.flatMap { sets[$0] }, nodes),
    leaders: priced.flatMap { groups[$0] }, threads: threads)
  let isPriced = Set(priced)
  let finish = GroupFinish(problem: problem, nodes: nodes, threads: threads)
  return try concurrentMap(count: groups.count, threads: threads) { index in
    let group = groups[index]
    return try finish.finish(
      group, sets: sets[index], isExact: exact[index] != nil,
      price: isPriced.contains(index) ? group.reduce(0) { $0 + prices[Int($1)] } : .infinity)
  }
}

/// The groups whose gain prices bound: of works that are each a node by itself, the smallest first as
/// long as they have at most so many nodes together.
private func pricedGroups(
  _ open: [Int], _ groups: [[Int32]], _ nodes: BundleNodes, most: Int
) -> [Int] {
  var left = most
  return open.filter { groups[$0].allSatisfy { nodes.works[Int($0)].count == 1 } }
    .sorted { (groups[$0].count, $0) < (groups[$1].count, $1) }
    .filter { index in
      left -= groups[index].count
      return left >= 0
    }
}

/// The best sets of each group that is small enough; nil for the others.
private func exactSets(
  _ groups: [[Int32]], _ problem: BundlingProblem, _ nodes: BundleNodes, _ effort: SearchEffort,
  threads: Int
) throws -> [[[Int32]]?] {
  var isSmall = groups.map { $0.count <= effort.tableNodes }
  let costs = groups.map { group in
    group.reduce(0.0) { sum, node in
      nodes.works[Int(node)].reduce(sum) { $0 + problem.works[Int($1)].cost }
    }
  }
  let middle = groups.indices.filter { !isSmall[$0] && groups[$0].count <= effort.programNodes }
    .sorted { (costs[$1], $0) < (costs[$0], $1) }
  for index in middle.prefix(effort.programs) { isSmall[index] = true }
  let isExact = isSmall
  return try concurrentMap(count: groups.count, threads: threads) { index in
    guard isExact[index] else { return nil }
    let group = groups[index]
    let sets = ExactSearch(nodes, group: group)
      .best(most: effort.exactSets, tableNodes: effort.tableNodes)
    return sets.map { $0.map { set in set.map { group[$0] } } }
  }
}

/// Turns sets of nodes into bundles with their gain.
private struct GroupFinish: Sendable {
  let problem: BundlingProblem
  let nodes: BundleNodes
  let threads: Int

  func finish(
    _ group: [Int32], sets: [[Int32]], isExact: Bool, price: Double
  ) throws -> (group: RelatedGroup, bundles: [Bundle]) {
    let bundled = Set(sets.joined())
    let all = sets + group.filter { !bundled.contains($0) }.map { [$0] }
    let bundles = try mapInChunks(of: 256, count: all.count, threads: threads) { bundle(all[$0]) }
      .compactMap(\.self)
    let gain = bundles.reduce(0) { $0 + $1.gain.net }
    let works = group.flatMap { Array(nodes.works[Int($0)]) }.sorted()
    let bound = isExact ? gain : max(gain, try bound(of: group, price: price))
    return (RelatedGroup(works: works, gain: gain, bound: bound, isExact: isExact), bundles)
  }

  /// What no choice exceeds, in EUR, given what the group's works are priced at.
  private func bound(of group: [Int32], price: Double) throws -> Double {
    let apart = group.reduce(0) { $0 + nodes.clusters[Int($1)].apart }
    return apart + min(price, try GainBound(problem, nodes).bound(of: group, threads: threads))
  }

  /// The bundle of a set of nodes; nil for a work by itself in its due year.
  private func bundle(_ set: [Int32]) -> Bundle? {
    let works = set.flatMap { Array(nodes.works[Int($0)]) }.sorted()
    guard works.count == 1 else { return problem.bestBundle(of: works) }
    let work = problem.works[Int(works[0])]
    guard work.yearAlone != work.due else { return nil }
    return Bundle(
      works: works, year: work.yearAlone, gain: problem.gain(of: works, in: work.yearAlone))
  }
}
