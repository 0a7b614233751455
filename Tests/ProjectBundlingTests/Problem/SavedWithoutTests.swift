@testable import ProjectBundling
import TestSupport
import Testing

@Suite struct SavedWithoutTests {
  /// Cities of up to 8 works with what is chosen in them.
  private func cities(setup: Double = 0) throws -> [(
    problem: BundlingProblem, bundles: [Bundle], city: TestCity
  )] {
    var random = SeededGenerator(seed: 77)
    return try (0..<60).map { _ in
      let city = randomCity(&random, works: Int.random(in: 3...8, using: &random))
      let problem = try city.problem(bundledRules(ProjectRules(setup: setup)))
      return (problem, try bundle(problem, threads: 2).plan.bundles, city)
    }
  }

  @Test func `what is left without a work is what the others save`() throws {
    var tried = 0
    for (problem, bundles, _) in try cities() + cities(setup: 3000) {
      for bundle in bundles {
        for (work, left) in zip(bundle.works, problem.savedWithoutEach(of: bundle.works)) {
          let rest = problem.saved(by: bundle.works.filter { $0 != work }).saved.total
          #expect(abs(left - rest) < 1e-6 * max(1, rest))
          tried += 1
        }
      }
    }
    #expect(tried > 100)
  }

  @Test func `a pair saves the same however it is worked out`() throws {
    var tried = 0
    for (problem, _, _) in try cities() {
      let savings = PairSavings(problem)
      for pair in problem.relations + problem.apart {
        let saved = problem.saved(by: [pair.a, pair.b]).net
        #expect(abs(savings.saving(of: pair) - saved) < 1e-6 * max(1, saved))
        tried += 1
      }
    }
    #expect(tried > 300)
  }

  @Test func `a theme is shared by what is left of a bundle, or lost`() throws {
    for (problem, bundles, city) in try cities() {
      let map = try city.map()
      let rows = try BundleRows(bundles, problem, map, threads: 2)
      for (index, bundle) in bundles.enumerated() {
        let ground = rows.ground(of: index)
        let rests = bundle.works.map { work in
          Bundle(works: bundle.works.filter { $0 != work }, year: bundle.year, gain: .zero)
        }
        let without = try BundleRows(rests, problem, map, threads: 2)
        for place in bundle.works.indices {
          let left = without.ground(of: place).sharedSeverities[0]
          #expect(abs(ground.sharedSeverities[0] - ground.lostSeverities[place] - left) < 1e-6)
        }
      }
    }
  }
}
