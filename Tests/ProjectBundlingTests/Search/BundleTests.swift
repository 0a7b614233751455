@testable import ProjectBundling
import TestSupport
import Testing

@Suite struct BundleTests {
  /// Small cities of all kinds, with limits that bite in some of them.
  static let cities: [(city: TestCity, rules: BundlingRules)] = {
    var random = SeededGenerator(seed: 41)
    return (0..<90).compactMap { _ in
      guard var rules = try? bundledRules() else { return nil }
      let count = Int.random(in: 2...8, using: &random)
      rules.limits = BundleLimits(
        parties: Int.random(in: 2...4, using: &random),
        span: Double(Int.random(in: 20...80, using: &random)),
        days: Double(Int.random(in: 20...200, using: &random)),
        cost: Double(Int.random(in: 300...1600, using: &random)) * 1000)
      // Half of them ask nothing of a project as such.
      if Bool.random(using: &random) {
        rules.project = ProjectRules(
          setup: Double(Int.random(in: 0...20, using: &random)) * 1000,
          leastGain: Double(Int.random(in: 0...20, using: &random)) * 1000,
          leastCash: [-.infinity, -5000, 0, 5000][Int.random(in: 0...3, using: &random)])
      }
      rules.nuisancePerDay = Double(Int.random(in: 0...500, using: &random))
      return (randomCity(&random, works: count), rules)
    }
  }()

  /// Nothing is searched in full.
  static let heuristic: SearchEffort = {
    var effort = SearchEffort()
    (effort.tableNodes, effort.layeredNodes) = (0, 0)
    return effort
  }()

  @Test func `exact results equal the best of all divisions and years`() throws {
    var layered = SearchEffort()
    layered.tableNodes = 0
    var (exact, gaining) = (0, 0)
    for (city, rules) in Self.cities {
      let problem = try city.problem(rules)
      let best = BruteForce(city, rules).best()
      for effort in [.usual, layered] {
        let result = try bundle(problem, effort: effort, threads: 2)
        #expect(abs(result.plan.gain.net - best) < 1e-6 * max(1, best))
        #expect(result.gap == 0)
        let allExact = result.groups.allSatisfy(\.isExact)
        #expect(allExact)
        exact += result.groups.count
      }
      gaining += best > 0 ? 1 : 0
    }
    // The cases are no trivial ones.
    #expect(exact > 140 && gaining > 30)
  }

  @Test func `the heuristic lies within its stated gap of the best`() throws {
    var (sum, best) = (0.0, 0.0)
    for (city, rules) in Self.cities {
      let result = try bundle(city.problem(rules), effort: Self.heuristic, threads: 2)
      let highest = BruteForce(city, rules).best()
      #expect(result.plan.gain.net <= highest + 1e-6 * max(1, highest))
      #expect(result.bound >= highest - 1e-6 * max(1, highest))
      #expect(result.plan.gain.net >= 0)
      sum += result.plan.gain.net
      best += highest
    }
    #expect(best > 0 && sum > 0.98 * best)
  }

  /// The same with bundles that are met on the way, and an integer program among them.
  @Test func `proving betters the plan, never worsens it, and holds`() throws {
    var proving = SearchEffort.proving
    (proving.tableNodes, proving.layeredNodes) = (0, 0)
    var sums = (quick: 0.0, proven: 0.0, best: 0.0, bound: 0.0, quickBound: 0.0)
    for (city, rules) in Self.cities {
      let problem = try city.problem(rules)
      let quick = try bundle(problem, effort: Self.heuristic, threads: 2)
      let proven = try bundle(problem, effort: proving, threads: 2)
      let highest = BruteForce(city, rules).best()
      #expect(proven.plan.gain.net >= quick.plan.gain.net - 1e-6)
      #expect(proven.plan.gain.net <= highest + 1e-6 * max(1, highest))
      #expect(proven.bound >= highest - 1e-6 * max(1, highest))
      #expect(abs(proven.slack.total - (proven.bound - proven.plan.gain.net)) < 1e-3)
      sums.quick += quick.plan.gain.net
      sums.proven += proven.plan.gain.net
      (sums.best, sums.bound) = (sums.best + highest, sums.bound + proven.bound)
      sums.quickBound += quick.bound
    }
    #expect(sums.bound < sums.quickBound)
    #expect(sums.proven >= sums.quick)
  }

  @Test(arguments: [SearchEffort.usual, .proving])
  func `plans and bounds are the same for any number of threads`(_ effort: SearchEffort) throws {
    var random = SeededGenerator(seed: 77)
    let rules = try bundledRules(ProjectRules(setup: 8000, leastGain: 4000))
    let problem = try randomCity(&random, works: 90).problem(rules)
    let all = try [1, 2, 4].map { try bundle(problem, effort: effort, threads: $0) }
    #expect(all[0].plan.bundles.count > 2 && all[0].slack.total > 0)
    for other in all.dropFirst() {
      #expect(other.plan == all[0].plan && other.groups == all[0].groups)
    }
  }

  /// Where works pay for a set-up together and no two of them do, joining two at a time leads nowhere.
  @Test func `works that pay for a set-up only all together are found`() throws {
    var rules = try bundledRules()
    let works = (0..<6).map { place in
      TestWork(
        box: Box(x: Double(10 * place), y: 0, width: 10, height: 5), years: 2027...2032, due: 2029,
        cost: 40_000, street: "A")
    }
    let city = TestCity(works: works)
    let free = try bundle(city.problem(rules), effort: Self.heuristic, threads: 1).plan.gain.net
    let pair = try city.problem(rules).saved(by: [0, 1]).net
    rules.project.setup = 3 * pair
    let problem = try city.problem(rules)
    let plan = try bundle(problem, effort: Self.heuristic, threads: 1).plan
    #expect(plan.bundles.map(\.works) == [[0, 1, 2, 3, 4, 5]])
    #expect(plan.bundles.first?.gain.saved.setup == -3 * pair)
    #expect(abs(plan.gain.net - (free - 3 * pair)) < 1e-6)
    rules.project.leastGain = free - 3 * pair + 1
    #expect(try bundle(city.problem(rules), effort: Self.heuristic, threads: 1).plan.bundles == [])
  }

  @Test func `a project saves enough in cash, with its set-up paid, or is none`() throws {
    var random = SeededGenerator(seed: 15)
    let city = randomCity(&random, works: 150)
    var (sums, bound) = ([Double](), Double.infinity)
    for least in [-Double.infinity, 0, 10_000, 40_000] {
      let rules = try bundledRules(
        ProjectRules(setup: 14_000, leastGain: 4000, leastCash: least))
      let result = try bundle(city.problem(rules), threads: 2)
      #expect(result.plan.bundles.allSatisfy { $0.gain.saved.paid >= least - 1e-6 })
      #expect(result.plan.gain.net <= result.bound)
      // What has to save more could be chosen as well where it need not: the search may miss it, the bound not.
      #expect(result.plan.gain.net <= bound)
      bound = result.bound
      sums.append(result.plan.gain.net)
      if least == -.infinity {
        #expect(result.plan.bundles.contains { $0.gain.saved.paid < 0 })
      }
    }
    #expect(sums[3] < sums[0] && sums[3] > 0)
  }

  @Test func `a dearer set-up gives no more projects, and each gains enough`() throws {
    var random = SeededGenerator(seed: 14)
    var counts: [Int] = []
    let city = randomCity(&random, works: 150)
    for setup in [0.0, 5000, 20_000, 80_000] {
      let rules = try bundledRules(ProjectRules(setup: setup, leastGain: 4000))
      let result = try bundle(city.problem(rules), threads: 2)
      #expect(result.plan.bundles.allSatisfy { $0.gain.net >= 4000 - 1e-6 })
      #expect(result.plan.bundles.allSatisfy { $0.gain.saved.setup == -setup })
      #expect(result.plan.gain.net <= result.bound)
      counts.append(result.plan.bundles.count)
    }
    #expect(counts == counts.sorted(by: >) && counts[0] > counts[3])
  }

  @Test func `on streets of 13 works the heuristic leaves less than 1 percent of the best`() throws
  {
    var random = SeededGenerator(seed: 13)
    var (sum, best) = (0.0, 0.0)
    for round in 0..<12 {
      let isFree = round % 2 == 0
      let rules = try bundledRules(
        isFree ? ProjectRules() : ProjectRules(setup: 14_000, leastGain: 10_000))
      let problem = try randomCity(&random, works: 13).problem(rules)
      var effort = SearchEffort()
      effort.exactSets = 1 << 13
      let exact = try bundle(problem, effort: effort, threads: 2)
      let quick = try bundle(problem, effort: Self.heuristic, threads: 2)
      #expect(exact.gap == 0 && quick.plan.gain.net <= exact.plan.gain.net + 1e-6)
      #expect(quick.bound >= exact.plan.gain.net - 1e-6)
      sum += quick.plan.gain.net
      best += exact.plan.gain.net
    }
    #expect(best > 0 && sum > 0.99 * best)
  }
}
