import Geometry
import LayerStack
import Workers

/// What was chosen in a group of related works, numbered from 0.
struct GroupChoice: Sendable {
  /// The bundles, by their first work.
  let bundles: [Bundle]
  /// Their net gain, in EUR.
  let gain: Double
  /// Whether the choice is proven to be the best.
  let isExact: Bool
  /// What no choice exceeds, where that was found with it.
  var proof: Proof?
}

/// What no choice of bundles in a group gains more than, in EUR, and why it lies above what was found.
struct Proof: Sendable {
  let bound: Double
  let slack: BoundSlack
}

/// Searches one group of related works. What it finds follows from the group alone: whatever the rest of a
/// city looks like, the same group has the same bundles and the same bound.
struct GroupSearch {
  private let problem: BundlingProblem
  private let nodes: BundleNodes
  private let effort: SearchEffort
  private let threads: Int

  /// A search in a group, given as a problem of its own.
  init(
    _ problem: BundlingProblem, _ limits: ClusterLimits, _ effort: SearchEffort, threads: Int
  ) throws {
    self.problem = problem
    self.effort = effort
    self.threads = threads
    nodes = try BundleNodes(problem, limits, threads: threads)
  }

  private var group: [Int32] { [Int32](0..<Int32(nodes.count)) }

  /// The bundles.
  /// - Throws: errors of threads alone.
  func choice() throws -> GroupChoice {
    if let exact = exactSets() { return try choice(of: exact, isExact: true) }
    let found = try choice(of: foundSets())
    guard effort.prices.keepsBundles, let prices = try prices(of: found) else { return found }
    var better = try improved(found, prices) ?? found
    better.proof = try proof(of: better, prices)
    return better
  }

  private func choice(of sets: [[Int32]], isExact: Bool = false) throws -> GroupChoice {
    let bundled = Set(sets.joined())
    let all = sets + group.filter { !bundled.contains($0) }.map { [$0] }
    let bundles = try mapInChunks(of: 256, count: all.count, threads: threads) { bundle(all[$0]) }
      .compactMap(\.self)
    return GroupChoice(
      bundles: bundles.sorted { $0.works[0] < $1.works[0] },
      gain: bundles.reduce(0) { $0 + $1.gain.net }, isExact: isExact)
  }

  /// The best sets of nodes, where the group is small enough; nil where it is not.
  private func exactSets() -> [[Int32]]? {
    guard nodes.count <= max(effort.tableNodes, effort.layeredNodes) else { return nil }
    return ExactSearch(nodes, group: group)
      .best(most: effort.exactSets, tableNodes: effort.tableNodes)
      .map { $0.map { set in set.map { group[$0] } } }
  }

  private func foundSets() throws -> [[Int32]] {
    var rounds = try grownRounds()
    try rounds.settle(group, times: effort.times, rounds: effort.rounds)
    // What gains too little as it is may gain enough with a piece of its neighbour.
    try rounds.exchangePieces(group, times: effort.exchanges)
    rounds.dissolveSmall(group)
    try rounds.settle(group, times: effort.times, rounds: effort.rounds)
    rounds.dissolveSmall(group)
    return try refined(&rounds)
  }

  private func refined(_ rounds: inout ClusterRounds) throws -> [[Int32]] {
    try rounds.exchangePieces(group, times: effort.exchanges)
    try rounds.searchPatches(group, most: effort.patches(of: nodes.count))
    try rounds.exchangePieces(group, times: effort.exchanges)
    return rounds.bundles(of: group)
  }

  /// The best choice among all bundles that were met, refined; nil where it gains no more.
  private func improved(_ found: GroupChoice, _ prices: PriceBound.Prices) throws -> GroupChoice? {
    let best = try ColumnChoice(nodes).best(
      of: sets(of: found), and: prices.met, prices: prices.prices, threads: threads)
    guard let best else { return nil }
    var rounds = ClusterRounds(nodes, from: best, threads: threads)
    let better = try choice(of: refined(&rounds))
    return better.gain > found.gain + leastGain ? better : nil
  }

  /// Clusters to begin with. Two works seldom pay for setting up a project, many do: so clusters first grow
  /// as if it took nothing.
  private func grownRounds() throws -> ClusterRounds {
    guard problem.rules.project != ProjectRules() else {
      return ClusterRounds(nodes, threads: threads)
    }
    var rounds = ClusterRounds(try nodes.free(problem, threads: threads), threads: threads)
    try rounds.settle(group, times: effort.times, rounds: effort.rounds)
    return ClusterRounds(nodes, from: rounds.bundles(of: group), threads: threads)
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

  // MARK: The bound

  /// What no choice exceeds, given a choice that was found.
  /// - Throws: errors of threads alone.
  func proof(of choice: GroupChoice) throws -> Proof {
    if let proof = choice.proof { return proof }
    return try proof(of: choice, choice.isExact ? nil : prices(of: choice))
  }

  private func proof(of choice: GroupChoice, _ prices: PriceBound.Prices?) throws -> Proof {
    if choice.isExact { return Proof(bound: choice.gain, slack: BoundSlack()) }
    let apart = nodes.clusters.reduce(0) { $0 + $1.apart }
    let each = try GainBound(problem, nodes).bound(of: group, threads: threads)
    let most = min(prices?.sum ?? .infinity, each)
    let bound = max(choice.gain, apart + most)
    let raised = most < each ? prices?.raised ?? BoundSlack() : BoundSlack()
    return Proof(bound: bound, slack: raised.scaled(to: bound - choice.gain))
  }

  /// Prices of nodes such that no bundle gains more; nil for groups that are too large.
  private func prices(of choice: GroupChoice) throws -> PriceBound.Prices? {
    guard nodes.count <= effort.pricedNodes else { return nil }
    return try PriceBound(nodes, problem, effort.prices).prices(
      from: PriceBound.firstPrices(of: sets(of: choice), nodes), leaders: group,
      threads: threads)
  }

  /// The nodes of each bundle, ascending.
  private func sets(of choice: GroupChoice) -> [[Int32]] {
    choice.bundles.map { uniqueSorted($0.works.map { nodes.nodeOfWork[Int($0)] }) }
      .filter { $0.count > 1 }
  }
}
