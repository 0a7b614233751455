import OpportunityMap
import ProjectFile
import TestSupport
import Testing

@testable import ProjectBundling

@Suite struct ProjectFlowsTests {
  @Test func `the flows of a project by hand`() throws {
    // Two works on the same 10 m x 20 m.
    let box = Box(x: 0, y: 0, width: 10, height: 20)
    let works = [
      TestWork(
        box: box, type: "sewer", years: 2028...2030, due: 2030, cost: 80_000, budget: "sewers"),
      TestWork(
        box: box, type: "pavement-brick", years: 2028...2034, due: 2031, cost: 40_000,
        budget: "roads"),
    ]
    let problem = try TestCity(works: works).problem(bundledRules())
    let bundle = try #require(problem.bestBundle(of: [0, 1]))
    let flows = ProjectFlows(problem, [bundle])
    let found = BusinessCase(
      flows.flows(of: 0, in: 2030), annuity: Annuity(rate: 0, years: 40), firstYear: 2027)
    let lines = found.lines
    #expect(lines.map(\.item) == [.share, .avoided, .share, .avoided, .nuisance])
    #expect(lines[1].undiscounted == 80_000 && lines[3].undiscounted == 40_000)
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
    let flows = ProjectFlows(found.problem, bundles)
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
