import TestSupport
import Testing

@testable import ProjectBundling

@Suite struct BundleCostTests {
  private func bundles(_ seed: UInt64) throws -> [(bundle: Bundle, problem: BundlingProblem)] {
    var random = SeededGenerator(seed: seed)
    let rules = try bundledRules()
    return try (0..<25).flatMap { _ in
      let city = randomCity(&random, works: Int.random(in: 4...12, using: &random))
      let found = try bundle(city.problem(rules), threads: 2)
      return found.plan.bundles.map { ($0, found.problem) }
    }
  }

  @Test
  func
    `what parties pay in cash is what the works cost together, and what they bear has moving too`()
    throws
  {
    let all = try bundles(71)
    #expect(all.count > 20)
    for (bundle, problem) in all {
      let split = problem.costSplit(of: bundle)
      let alone = bundle.works.reduce(0) { $0 + problem.works[Int($1)].cost }
      let gain = bundle.gain
      let joint = alone - gain.saved.paid + gain.moving + gain.cutting
      for rule in CostSplit.Rule.allCases {
        let paid = split.shares.reduce(Money.zero) { $0 + $1.borne(rule) }
        #expect(abs(paid.euros - joint) < 0.02)
        let cash = split.shares.reduce(Money.zero) { $0 + $1.cash(rule) }
        #expect(abs(cash.euros - (alone - gain.saved.paid)) < 0.01)
      }
      #expect(abs(split.alone.euros - alone) < 0.01)
      #expect(
        split.shares.map { max(.zero, $0.charged) }
          == JointProject(bundle.works, in: bundle.year, problem).charges())
    }
  }

  @Test func `cost by part: alone less saved is what it costs together`() throws {
    for (bundle, problem) in try bundles(72) {
      let costs = CostComparison(bundle, problem)
      let alone = bundle.works.reduce(0) { $0 + problem.works[Int($1)].cost }
      #expect(abs(costs.siloed.mid.paid - alone) < 1e-6 * max(1, alone))
      let saved = costs.siloed.mid.parts - costs.joint.mid.parts
      #expect(abs(saved.total - bundle.gain.saved.total) < 1e-6 * max(1, alone))
      #expect(costs.joint.low.paid <= costs.joint.mid.paid)
      #expect(costs.joint.mid.paid <= costs.joint.high.paid)
    }
  }

  @Test
  func
    `Shapley of two parties: half of what both save, corrected by what each saves with its own works`()
    throws
  {
    for (bundle, problem) in try bundles(73) {
      let split = problem.costSplit(of: bundle)
      guard split.shares.count == 2 else { continue }
      let own = [0, 1].map { index in
        problem.moneySaved(
          by: bundle.works.filter {
            problem.works[Int($0)].party == split.shares[index].party
          })
      }
      let saving = split.alone.euros - (split.joint + split.moving).euros
      for index in [0, 1] {
        let value = (saving - own[1 - index] + own[index]) / 2
        let share = split.shares[index]
        #expect(abs(share.alone.euros - value - share.shapley.euros) < 0.02)
      }
    }
  }
}
