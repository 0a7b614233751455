@testable import ProjectBundling
import TestSupport
import Testing

@Suite struct NearMissTests {
  /// A sewer of 100 m in a brick street; `years` and `due` are those of the street.
  private func street(_ years: ClosedRange<Int>, due: Int, y: Double = 0) -> TestCity {
    TestCity(works: [
      TestWork(
        box: Box(x: 0, y: y, width: 100, height: 6), years: years, due: due, cost: 30_000,
        budget: "wegen"),
      TestWork(
        box: Box(x: 0, y: 2, width: 100, height: 2), type: "sewer", years: 2027...2028, due: 2027,
        cost: 60_000, budget: "riool"),
    ])
  }

  @Test func `works whose windows miss each other are too early by the years between`() throws {
    let plan = try plan(street(2031...2032, due: 2032))
    #expect(plan.candidates.isEmpty)
    #expect(plan.nearMisses.count == 1 && plan.nearMissCount == 1)
    let miss = try #require(plan.nearMisses.first)
    #expect(miss.cause == .obstacle(.noCommonYear(yearsBetween: 3)))
    #expect(miss.saving > 0)
    #expect(abs(miss.relation.sharedArea - 200) < 1e-9)
  }

  @Test func `works that lie too far apart are told by how many metres`() throws {
    let rules = try bundledRules()
    let plan = try plan(street(2027...2032, due: 2027, y: 4 + rules.distance * 1.5))
    #expect(plan.candidates.isEmpty)
    guard case .obstacle(.tooFar(let metres))? = plan.nearMisses.first?.cause else {
      Issue.record("the distance is not named: \(plan.nearMisses)")
      return
    }
    #expect(abs(metres - rules.distance * 0.5) < 1e-6)
  }

  @Test func `what moving loses is said where it costs more than it saves`() throws {
    var city = street(2027...2032, due: 2032)
    city.works[0].cycle = 2
    var rules = try bundledRules()
    for index in rules.measures.indices { rules.measures[index].life = 2 }
    let plan = try plan(city, rules: rules)
    let miss = try #require(plan.nearMisses.first)
    guard case .tooDear(let loss) = miss.cause else {
      Issue.record("not too dear: \(miss.cause)")
      return
    }
    let best = (2027...2028).map { year in
      let moving = plan.bundling.problem.works.reduce(0) { $0 + $1.moving(to: year) }
      return moving - miss.saving
    }.min()
    #expect(abs(loss - (best ?? 0)) < 1e-6)
  }

  @Test func `no near miss is in a project, and the best come first`() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<40 {
      let plan = try plan(randomCity(&random, works: 8))
      for miss in plan.nearMisses {
        let pair: Set<Int32> = [miss.relation.a, miss.relation.b]
        #expect(!plan.candidates.contains { pair.isSubset(of: $0.bundle.works) })
      }
      let savings = plan.nearMisses.map(\.saving)
      #expect(savings == savings.sorted(by: >))
      #expect(plan.nearMissCount == savings.count)
    }
  }
}
