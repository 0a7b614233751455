@testable import ProjectBundling
import TestSupport
import Testing

@Suite struct BundlingLaws {
  @Test func `saving is supermodular, so nobody saves less by another joining`() throws {
    var random = SeededGenerator(seed: 5)
    let rules = try bundledRules()
    for _ in 0..<40 {
      let problem = try randomCity(&random, works: 10).problem(rules)
      let all = Array(problem.works.indices).map(Int32.init)
      let a = all.filter { _ in Bool.random(using: &random) }
      let b = all.filter { _ in Bool.random(using: &random) }
      let both = all.filter { a.contains($0) && b.contains($0) }
      let either = all.filter { a.contains($0) || b.contains($0) }
      func saved(_ works: [Int32]) -> Double { problem.saved(by: works).saved.total }
      #expect(saved(either) + saved(both) >= saved(a) + saved(b) - 1e-6)
      #expect(saved(either) >= max(saved(a), saved(b)) - 1e-6)
      #expect(both.count > 1 || saved(both) == 0)
    }
  }

  @Test func `zero tolerance gives a subset of what five years' tolerance gives (WST 90-3)`() throws
  {
    var random = SeededGenerator(seed: 90)
    let rules = try bundledRules()
    var (strictPairs, loosePairs) = (0, 0)
    for _ in 0..<30 {
      var city = randomCity(&random, works: 8)
      func problem(_ tolerance: Int) throws -> BundlingProblem {
        for index in city.works.indices {
          let due = city.works[index].due
          city.works[index].years = due - tolerance...due + tolerance
        }
        return try city.problem(rules)
      }
      let (strict, loose) = (try problem(0), try problem(5))
      let pairs = Set(loose.relations.map { [$0.a, $0.b] })
      #expect(strict.relations.allSatisfy { pairs.contains([$0.a, $0.b]) })
      let (few, many) = (try bundle(strict, threads: 1), try bundle(loose, threads: 1))
      #expect(few.plan.gain.net <= many.plan.gain.net + 1e-6)
      strictPairs += strict.relations.count
      loosePairs += loose.relations.count
    }
    #expect(strictPairs > 0 && loosePairs > 3 * strictPairs)
  }

  /// A few streets, with limits that bite.
  private static func largeProblem(_ seed: UInt64, threads: Int = 2) throws -> BundlingProblem {
    var random = SeededGenerator(seed: seed)
    var rules = try bundledRules()
    rules.limits = BundleLimits(parties: 3, span: 60, days: 120, cost: 1.5e6)
    return try randomCity(&random, works: 150).problem(rules, threads: threads)
  }

  @Test func `plans keep to every rule`() throws {
    for seed in 0..<4 as Range<UInt64> {
      let problem = try Self.largeProblem(seed)
      let result = try bundle(problem, threads: 2)
      #expect(result.groups.contains { !$0.isExact })
      for plan in [result.plan, result.leadingDiscipline] {
        let works = plan.bundles.flatMap(\.works)
        #expect(Set(works).count == works.count)
        for bundle in plan.bundles { expectAllowed(bundle, problem) }
      }
      #expect(result.plan.bundles.allSatisfy { $0.gain.net > 0 })
      #expect(result.plan.gain.net >= result.leadingDiscipline.gain.net)
      #expect(result.plan.gain.net <= result.bound)
      #expect((0...1).contains(result.gap))
    }
  }

  private func expectAllowed(_ bundle: Bundle, _ problem: BundlingProblem) {
    let works = bundle.works.map { problem.works[Int($0)] }
    let limits = problem.rules.limits
    #expect(works.count >= 2 && problem.cost(of: bundle.works) <= limits.cost)
    #expect(works.allSatisfy { $0.years.contains(bundle.year) })
    #expect(Set(works.map(\.party)).count <= limits.parties)
    #expect(Set(works.map(\.asset)).count == works.count)
    #expect(works.reduce(SIMD4<Double>.noBox) { $0.union($1.box) }.longestSide <= limits.span)
    #expect(problem.days(of: bundle.works) <= limits.days + 1e-9)
    #expect(bundle.gain == problem.gain(of: bundle.works, in: bundle.year))
    let forbidden = problem.apart.filter {
      if case .forbidden = problem.obstacle($0) { true } else { false }
    }
    #expect(!forbidden.contains { bundle.works.contains($0.a) && bundle.works.contains($0.b) })
    var reached: Set<Int32> = [bundle.works[0]]
    for _ in bundle.works {
      for pair in problem.relations
      where bundle.works.contains(pair.a) && bundle.works.contains(pair.b) {
        if reached.contains(pair.a) || reached.contains(pair.b) {
          reached.formUnion([pair.a, pair.b])
        }
      }
    }
    #expect(reached.count == works.count)
  }

  @Test func `the result is the same for any number of threads`() throws {
    let one = try bundle(Self.largeProblem(9, threads: 1), threads: 1)
    let four = try bundle(Self.largeProblem(9, threads: 4), threads: 4)
    #expect(one.plan == four.plan)
    #expect(one.groups == four.groups)
    #expect(one.leadingDiscipline == four.leadingDiscipline)
    #expect(one.problem.relations == four.problem.relations)
    #expect(one.problem.apart == four.problem.apart)
  }
}
