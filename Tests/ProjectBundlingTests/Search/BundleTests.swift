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

  @Test func `exact results equal the best of all divisions and years`() throws {
    var exact = 0
    var gaining = 0
    for (city, rules) in Self.cities {
      let result = try bundle(city.problem(rules), threads: 2)
      let best = BruteForce(city, rules).best()
      #expect(abs(result.plan.gain.net - best) < 1e-6 * max(1, best))
      exact += result.groups.count { $0.isExact }
      gaining += best > 0 ? 1 : 0
      let allExact = result.groups.allSatisfy(\.isExact)
      #expect(allExact)
    }
    // The cases are no trivial ones.
    #expect(exact > 70 && gaining > 45)
  }

  @Test func `the heuristic lies within its stated gap of the best`() throws {
    var effort = SearchEffort()
    effort.exactNodes = 0
    var (sum, best) = (0.0, 0.0)
    for (city, rules) in Self.cities {
      let result = try bundle(city.problem(rules), effort: effort, threads: 2)
      let highest = BruteForce(city, rules).best()
      #expect(result.plan.gain.net <= highest + 1e-6 * max(1, highest))
      #expect(result.bound >= highest - 1e-6 * max(1, highest))
      #expect(result.plan.gain.net >= 0)
      sum += result.plan.gain.net
      best += highest
    }
    // What the heuristic leaves lying is little.
    #expect(best > 0)
    #expect(sum > 0.98 * best)
  }
}
