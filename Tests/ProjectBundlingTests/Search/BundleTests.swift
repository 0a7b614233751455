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
        works: Int.random(in: 2...8, using: &random),
        parties: Int.random(in: 2...4, using: &random),
        span: Double(Int.random(in: 20...80, using: &random)),
        days: Double(Int.random(in: 20...200, using: &random)))
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
    #expect(exact > 140 && gaining > 45)
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

  @Test func `on streets of 13 works the heuristic leaves less than 1 percent of the best`() throws
  {
    var random = SeededGenerator(seed: 13)
    let rules = try bundledRules()
    var (sum, best) = (0.0, 0.0)
    for _ in 0..<12 {
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
