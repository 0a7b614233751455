@testable import ProjectBundling
import TestSupport
import Testing

@Suite struct BundlingProblemTests {
  /// Brick on a sewer, due in one year, with a free second sewer on the same ground.
  private func city() -> TestCity {
    TestCity(works: [
      TestWork(
        box: Box(x: 0, y: 0, width: 50, height: 4), years: 2027...2032, due: 2030, cost: 50_000),
      TestWork(
        box: Box(x: 0, y: 0, width: 50, height: 2), type: "sewer", years: 2027...2032, due: 2030,
        cost: 40_000),
      TestWork(
        box: Box(x: 0, y: 2, width: 50, height: 2), type: "sewer", years: 2027...2032, due: 2029,
        cost: 40_000),
    ])
  }

  @Test func `cutting a surface that was renewed costs what is left of its moratorium`() throws {
    var city = city()
    city.works[0].last = 2026
    var rules = try bundledRules()
    // The rules give what cutting a m2 of brick costs; else it is what the surface costs.
    #expect(abs(try city.problem(rules).cutting(1, in: 2028) - 3.08 * 100 * (3.0 - 1) / 5) < 1e-6)
    for index in rules.measures.indices { rules.measures[index].cut = nil }
    let problem = try city.problem(rules)
    // Brick of 200 m2 for 50,000, 60 % of it surface: 150 EUR a m2, of which 100 m2 are cut. Its
    // moratorium of five years ends in 2031; in 2030 one year is left, which is what siloed pays.
    #expect(abs(problem.cutting(1, in: 2028) - 150 * 100 * (3.0 - 1) / 5) < 1e-6)
    #expect(abs(problem.cutting(1, in: 2030)) < 1e-9)
    #expect(abs(problem.cutting(1, in: 2031) + 150 * 100 / 5) < 1e-6)
    #expect(problem.cutting(0, in: 2028) == 0)
    let gain = problem.gain(of: [1, 2], in: 2031)
    // Waiting until it ends spares both sewers: one year left for the first, two for the second.
    #expect(abs(gain.cutting + 150 * 100 * 3.0 / 5) < 1e-6)
  }

  @Test func `a fixed work, a window beyond the horizon and an unknown cost`() throws {
    var city = city()
    city.works[0].isFixed = true
    city.works[1].years = 2020...2040
    city.works[2].cost = nil
    let problem = try city.problem(bundledRules())
    #expect(problem.works.map(\.years) == [2030...2030, 2027...2032, 2027...2032])
    #expect(problem.unknownCosts == 1)
    #expect(problem.saved(by: [1, 2]).saved == .zero)
  }

  @Test func `works that are not due within the horizon are no works to bundle`() throws {
    var city = city()
    city.horizon = 2030...2032
    city.works[2].due = 2029
    let problem = try city.problem(bundledRules())
    #expect(problem.works.map(\.work) == [0, 1])
  }

  @Test func `without works in the horizon there is an empty plan`() throws {
    var city = city()
    city.horizon = 2040...2041
    let result = try bundle(city.problem(bundledRules()), threads: 2)
    #expect(result.plan.bundles.isEmpty && result.leadingDiscipline.bundles.isEmpty)
    #expect(result.groups.isEmpty && result.bound == 0 && result.gap == 0)
  }

  @Test func `the same street relates at a larger distance, and no further`() throws {
    let rules = try bundledRules()
    func relations(gap: Double, _ streets: [String?]) throws -> Int {
      let boxes = [
        Box(x: 0, y: 0, width: 10, height: 3), Box(x: 10 + gap, y: 0, width: 10, height: 3),
      ]
      let works = zip(boxes, streets).map {
        TestWork(box: $0, years: 2028...2030, due: 2029, cost: 1000, street: $1)
      }
      return try TestCity(works: works).problem(rules).relations.count
    }
    #expect(try relations(gap: rules.distance, [nil, nil]) == 1)
    #expect(try relations(gap: rules.distance + 0.01, ["A", "B"]) == 0)
    #expect(try relations(gap: rules.streetDistance, ["A", "A"]) == 1)
    #expect(try relations(gap: rules.streetDistance + 0.01, ["A", "A"]) == 0)
  }

  @Test func `what keeps two works apart is named`() throws {
    var city = city()
    city.works[0].type = "pump"
    city.works[2].due = 2027
    city.works[2].years = 2027...2027
    city.works[1].years = 2029...2032
    let rules = try bundledRules()
    let problem = try city.problem(
      rules, decisions: BundlingDecisions(separated: [.init(0, 2)]))
    #expect(problem.relations.isEmpty)
    let obstacles = problem.apart.map(problem.obstacle)
    let pump = try #require(rules.pairs.firstIndex { $0.first.assetType == "pump" })
    #expect(
      obstacles == [.forbidden(rule: pump), .forbidden(rule: pump), .noCommonYear(yearsBetween: 2)])
  }

  // MARK: Decisions

  @Test func `decided years hold outside the window, and what is alone is done then`() throws {
    var city = city()
    city.works[1].years = 2030...2030
    city.works.removeLast()
    let decisions = BundlingDecisions(separated: [.init(0, 1)], years: [1: 2032])
    let result = try bundle(city.problem(bundledRules(), decisions: decisions), threads: 1)
    #expect(result.plan.bundles.map(\.works) == [[1]])
    #expect(result.plan.bundles.map(\.year) == [2032])
    // Two years late at 3 % a year.
    #expect(abs(result.plan.gain.net + 2400) < 1e-6)
    #expect(abs(result.bound + 2400) < 1e-6)
  }

  @Test func `works go together because it was decided, whatever the limits`() throws {
    var rules = try bundledRules()
    rules.limits.cost = 2
    let joined = BundlingDecisions(joined: [.init(works: [0, 1, 2])])
    let result = try bundle(city().problem(rules, decisions: joined), threads: 1)
    #expect(result.plan.bundles.map(\.works) == [[0, 1, 2]])
  }

  @Test func `nothing joins what is closed`() throws {
    let closed = BundlingDecisions(joined: [.init(works: [0, 1], isClosed: true)])
    let result = try bundle(city().problem(bundledRules(), decisions: closed), threads: 1)
    #expect(result.plan.bundles.map(\.works) == [[0, 1]])
    let open = BundlingDecisions(joined: [.init(works: [0, 1])])
    let larger = try bundle(city().problem(bundledRules(), decisions: open), threads: 1)
    #expect(larger.plan.bundles.map(\.works) == [[0, 1, 2]])
  }

  @Test func `decisions are kept in random cities`() throws {
    var random = SeededGenerator(seed: 77)
    let rules = try bundledRules()
    var joined = 0
    for _ in 0..<40 {
      let city = randomCity(&random, works: 7)
      let decisions = BundlingDecisions(
        joined: [.init(works: [2, 3])], separated: [.init(4, 5)], years: [6: 2030])
      let result = try bundle(city.problem(rules, decisions: decisions), threads: 1)
      let isJoined = result.problem.decisions.joined.count == 1
      joined += isJoined ? 1 : 0
      for bundle in result.plan.bundles {
        #expect(!isJoined || bundle.works.contains(2) == bundle.works.contains(3))
        #expect(!(bundle.works.contains(4) && bundle.works.contains(5)))
        #expect(!bundle.works.contains(6) || bundle.year == 2030)
      }
    }
    #expect(joined > 20)
  }
}
