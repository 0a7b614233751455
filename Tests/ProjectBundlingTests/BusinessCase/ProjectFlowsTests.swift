import OpportunityMap
import ProjectFile
import TestSupport
import Testing

@testable import ProjectBundling

@Suite struct ProjectFlowsTests {
  private let table = BenefitTable(
    priceYear: 2021,
    rows: [
      .init(
        theme: "water", actor: "municipality", name: [:], isCost: true, amount: 45, after: 0,
        years: 1, isAssumption: false, source: "test"),
      .init(
        theme: "water", actor: "residents", name: [:], isCost: false, amount: 2, after: 1,
        years: 10, isAssumption: true, source: "test"),
      .init(
        theme: "noise", actor: "residents", name: [:], isCost: false, amount: 1e6, after: 0,
        years: 1, isAssumption: true, source: "test"),
    ], actors: [:])

  @Test func `the flows of a project by hand`() throws {
    // Two works on the same 10 m x 20 m, a challenge of severity 0.5 on half of it.
    let box = Box(x: 0, y: 0, width: 10, height: 20)
    let works = [
      TestWork(
        box: box, type: "sewer", years: 2028...2030, due: 2030, cost: 80_000, budget: "sewers"),
      TestWork(
        box: box, type: "pavement-brick", years: 2028...2034, due: 2031, cost: 40_000,
        budget: "roads"),
    ]
    let city = TestCity(works: works, challenges: [Box(x: 0, y: 0, width: 10, height: 10)])
    let map = try city.map()
    let problem = try city.problem(bundledRules())
    let bundle = try #require(problem.bestBundle(of: [0, 1]))
    let ground = try BundleRows([bundle], problem, map, threads: 2).ground(of: 0)
    #expect(ground.severities.map { $0.rounded() } == [50])
    let flows = ProjectFlows(problem, [(bundle, ground)], map: map, table: table)
    let found = BusinessCase(
      flows.flows(of: 0, in: 2030), annuity: Annuity(rate: 0, years: 40), firstYear: 2027)
    let lines = found.lines
    #expect(lines.map(\.item) == [.share, .avoided, .share, .avoided, .row(0), .nuisance, .row(1)])
    #expect(lines[1].undiscounted == 80_000 && lines[3].undiscounted == 40_000)
    #expect(abs(lines[4].undiscounted - 2250) < 1e-6)
    #expect(abs(lines[6].undiscounted - 1000) < 1e-6)
    // Parties together gain what the bundle saves in money, but for moving that nobody is paid for.
    let split = problem.costSplit(of: Bundle(works: [0, 1], year: 2030, gain: bundle.gain))
    let gained = found.net(of: .party(0)) + found.net(of: .party(1))
    let charged = split.shares.reduce(Money.zero) { $0 + $1.charged }
    #expect(abs(gained - 120_000 + charged.euros) < 1e-6)
    #expect(gained > 0)
  }

  @Test func `the business case of a programme is that of its bundles, whatever is done alone`()
    throws
  {
    var random = SeededGenerator(seed: 81)
    let city = randomCity(&random, works: 14)
    let map = try city.map()
    let found = try bundle(city.problem(bundledRules()), threads: 2)
    let bundles = found.plan.bundles
    let rows = try BundleRows(bundles, found.problem, map, threads: 2)
    let grounded = bundles.indices.map { (bundle: bundles[$0], ground: rows.ground(of: $0)) }
    let flows = ProjectFlows(found.problem, grounded, map: map, table: table)
    let problem = try ProgrammeProblem(
      found.problem, bundles: bundles, ids: bundles.indices.map { "P-\($0)" }, map: map,
      request: .init(), path: "project.yaml")
    let whole = try BusinessCase(
      of: makeProgramme(problem).projects, flows, annuity: .usual,
      firstYear: map.years.lowerBound, threads: 2)
    let nuisance = whole.lines.filter { $0.item == .nuisance }.reduce(0) { $0 + $1.undiscounted }
    #expect(!bundles.isEmpty)
    #expect(abs(nuisance - found.plan.gain.saved.nuisance) < 1e-6 * max(1, nuisance))
  }
}
