import TestSupport
import Testing

@testable import ProjectBundling

@Suite struct PriceBoundTests {
  /// Limits that never bind, and limits of which each binds somewhere.
  private static let limits = [
    BundleLimits(parties: 9, span: 400, days: 2000, cost: 1e9),
    BundleLimits(parties: 9, span: 400, days: 2000, cost: 600_000),
    BundleLimits(parties: 9, span: 30, days: 2000, cost: 1e9),
    BundleLimits(parties: 2, span: 45, days: 120, cost: 800_000),
  ]

  /// What a project takes and has to gain, in turn.
  private static func project(_ round: Int) -> ProjectRules {
    ProjectRules(
      setup: [0, 0, 0, 6000, 18_000][round % 5], leastGain: [0, 0, 9000][round / 4 % 3],
      leastCash: [-.infinity, 0, 4000][round / 2 % 3])
  }

  private static func prices(
    _ problem: BundlingProblem, branches: Int, sweeps: Int = 1, threads: Int = 1
  ) throws -> (nodes: BundleNodes, prices: [Double]) {
    var effort = PriceEffort()
    (effort.sweeps, effort.firstBranches, effort.branches) = (sweeps, branches, branches)
    let nodes = try BundleNodes(problem, threads: threads)
    let start = PriceBound.firstPrices(
      of: try bundle(problem, threads: threads).plan.bundles.map {
        $0.works.map { nodes.nodeOfWork[Int($0)] }
      }, nodes)
    let all = Array(0..<Int32(nodes.count))
    return (
      nodes,
      try PriceBound(nodes, problem, effort)
        .prices(from: start, leaders: all, threads: threads).prices
    )
  }

  @Test(
    "No works gain more together than they are priced at",
    arguments: [(branches: 1, sweeps: 1), (4, 3), (64, 1)])
  func pricesHold(effort: (branches: Int, sweeps: Int)) throws {
    var random = SeededGenerator(seed: 31)
    var (sets, gaining) = (0, 0)
    for round in 0..<48 {
      var rules = try bundledRules()
      rules.limits = Self.limits[round % Self.limits.count]
      rules.project = Self.project(round)
      let city = randomCity(&random, works: 8)
      let problem = try city.problem(rules, threads: 1)
      let (nodes, prices) = try Self.prices(
        problem, branches: effort.branches, sweeps: effort.sweeps)
      let bruteForce = BruteForce(city, rules)
      for set in 1..<(1 << problem.works.count) {
        let works = problem.works.indices.filter { set >> $0 & 1 == 1 }
        guard works.count > 1, let gain = bruteForce.gain(works.map { problem.works[$0].work })
        else { continue }
        let price = works.reduce(0) { $0 + prices[Int(nodes.nodeOfWork[$1])] }
        #expect(gain <= price + 1e-6)
        sets += 1
        if gain > 0 { gaining += 1 }
      }
    }
    #expect(sets > 500 && gaining > 200)
  }

  @Test func `the bound is never below the best plan; branches and sweeps bring it nearer`() throws
  {
    var random = SeededGenerator(seed: 32)
    var sums = (best: 0.0, plain: 0.0, branched: 0.0, swept: 0.0)
    for round in 0..<32 {
      var rules = try bundledRules()
      rules.limits = Self.limits[round % Self.limits.count]
      rules.project = Self.project(round)
      let city = randomCity(&random, works: 7)
      let problem = try city.problem(rules, threads: 1)
      let best = BruteForce(city, rules).best()
      let plain = try Self.prices(problem, branches: 1).prices.reduce(0, +)
      let branched = try Self.prices(problem, branches: 64).prices.reduce(0, +)
      let swept = try Self.prices(problem, branches: 64, sweeps: 8).prices.reduce(0, +)
      #expect(plain >= best - 1e-6 && branched >= best - 1e-6 && swept >= best - 1e-6)
      #expect(swept <= branched + 1e-6)
      sums = (
        sums.best + best, sums.plain + plain, sums.branched + branched, sums.swept + swept
      )
    }
    #expect(sums.branched < sums.plain && sums.swept < sums.branched)
    #expect(sums.branched < 1.25 * sums.best)
  }

  /// Pairs of works that may be one project, of which a decision makes one.
  private static func joinedPair(
    _ problem: BundlingProblem, _ random: inout SeededGenerator
  ) -> [Int32]? {
    problem.relations.filter { problem.bestBundle(of: [$0.a, $0.b]) != nil }
      .randomElement(using: &random).map { [$0.a, $0.b] }
  }

  @Test func `works that a decision joins are priced as one, and the bound holds`() throws {
    var random = SeededGenerator(seed: 35)
    var sums = (best: 0.0, priced: 0.0, unpriced: 0.0, found: 0.0)
    var count = 0
    for round in 0..<60 {
      var rules = try bundledRules()
      rules.limits = Self.limits[round % Self.limits.count]
      rules.project = Self.project(round)
      let city = randomCity(&random, works: 8)
      var problem = try city.problem(rules, threads: 1)
      guard let pair = Self.joinedPair(problem, &random) else { continue }
      count += 1
      (problem.decisions.joined, problem.decisions.isClosed) = ([pair], [false])
      let joined = pair.map { problem.works[Int($0)].work }
      let best = BruteForce(city, rules, joined: [joined]).best()
      let exact = try bundle(problem, threads: 1)
      #expect(abs(exact.plan.gain.net - best) < 1e-6 * max(1, abs(best)))
      var effort = SearchEffort.proving
      (effort.tableNodes, effort.layeredNodes) = (0, 0)
      let priced = try bundle(problem, effort: effort, threads: 1)
      #expect(priced.plan.bundles.contains { Set(pair).isSubset(of: $0.works) })
      #expect(priced.plan.gain.net <= best + 1e-6 * max(1, abs(best)))
      #expect(priced.bound >= best - 1e-6 * max(1, abs(best)))
      effort.pricedNodes = 0
      let unpriced = try bundle(problem, effort: effort, threads: 1)
      sums = (
        sums.best + best, sums.priced + priced.bound, sums.unpriced + unpriced.bound,
        sums.found + priced.plan.gain.net
      )
    }
    #expect(count > 30 && sums.best > 0 && sums.found > 0.97 * sums.best)
    // Prices say much more than each work by itself does.
    #expect(sums.priced - sums.best < 0.5 * (sums.unpriced - sums.best))
  }

  @Test func `prices are the same for any number of threads`() throws {
    var random = SeededGenerator(seed: 33)
    var rules = try bundledRules()
    rules.limits = BundleLimits(parties: 3, span: 40, days: 400, cost: 2e6)
    let problem = try randomCity(&random, works: 120).problem(rules)
    let one = try Self.prices(problem, branches: 16, threads: 1).prices
    let four = try Self.prices(problem, branches: 16, threads: 4).prices
    #expect(one == four && one.contains { $0 > 0 })
  }
}
