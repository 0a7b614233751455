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
      flows.flows(of: 0, in: 2030) + flows.flows(sparing: 0, in: 2030)
        + flows.flows(sparing: 1, in: 2031),
      annuity: Annuity(rate: 0, years: 40), firstYear: 2027)
    // The sewer sets the year, so it pays the road for moving a year.
    #expect(
      found.lines.map(\.item) == [
        .share, .compensation, .avoided, .share, .moving, .compensation, .avoided, .nuisance,
      ])
    let sum = { (item: BusinessCase.Item) in found.net { $0 == item } }
    #expect(sum(.avoided) == 120_000)
    // What parties pay each other is nothing for all of them together.
    #expect(abs(sum(.compensation)) < 1e-6)
    let saved = problem.saved(by: bundle.works).saved
    #expect(abs(sum(.share) + 120_000 - saved.paid) < 0.02 && saved.paid > 0)
    #expect(sum(.nuisance) == saved.nuisance)
    #expect(sum(.moving) == -problem.works[1].moving(to: 2030))
    // All that is paid is saved, and nothing that is valued.
    #expect(abs(found.paid() - saved.paid) < 0.02)
  }

  /// A city with a programme that has money for a part of it, and the one that does every work by itself.
  private func programmes(seed: UInt64) throws -> (
    programme: Programme, siloed: [Int?], flows: ProjectFlows, problem: BundlingProblem
  ) {
    var random = SeededGenerator(seed: seed)
    let city = randomCity(&random, works: 14)
    let map = try city.map()
    let found = try bundle(city.problem(bundledRules()), threads: 2)
    let bundles = found.plan.bundles
    let flows = ProjectFlows(found.problem, bundles)
    let cost = found.problem.works.reduce(0) { $0 + $1.cost }
    let money = Double.random(in: 0...1.2, using: &random) * cost
    var request = ProgrammeRequest()
    request.budgets = found.problem.parties.map { party in
      let years = Double(found.problem.parties.count * map.years.count)
      return ProgrammeRequest.Budget(party: party, usual: money / years, carryOver: 1)
    }
    let asked = request
    let both = try [bundles, []].map { bundles in
      try makeProgramme(
        ProgrammeProblem(
          found.problem, bundles: bundles, ids: bundles.indices.map { "P-\($0)" }, map: map,
          request: asked, path: "project.yaml"))
    }
    var siloed = [Int?](repeating: nil, count: found.problem.works.count)
    for row in both[1].rows {
      if case .work(let work) = row.project { siloed[work] = row.year }
    }
    return (both[0], siloed, flows, found.problem)
  }

  @Test(arguments: 1...40)
  func `for the same works a programme saves in cash what its bundles save, now or later`(
    seed: UInt64
  ) throws {
    let (programme, siloed, flows, problem) = try programmes(seed: seed)
    let found = try BusinessCase(
      of: programme, against: siloed, flows, with: [], annuity: Annuity(rate: 0, years: 60),
      firstYear: problem.horizon.lowerBound, threads: 2)
    var (saved, nuisance, done) = (0.0, 0.0, Set<Int>())
    for row in programme.rows {
      switch row.project {
      case .work(let work): done.insert(work)
      case .bundle(let index):
        let gain = problem.saved(by: flows.works(of: index)).saved
        saved += gain.paid
        nuisance += gain.nuisance
        done.formUnion(flows.works(of: index).map(Int.init))
      }
    }
    let works: Set<BusinessCase.Item> = [.share, .compensation, .later, .avoided, .avoidedLater]
    #expect(abs(found.net { works.contains($0) } - saved) < 0.01 * Double(programme.rows.count + 1))
    #expect(abs(found.net { $0 == .nuisance } - nuisance) < 1e-6 * max(1, nuisance))
    // What is left for later is what only the other of both does.
    let later = siloed.indices.filter { siloed[$0] != nil && !done.contains($0) }
    let cost = later.reduce(0) { $0 + problem.works[$1].cost }
    #expect(abs(found.net { $0 == .later } + cost) < 1e-6 * max(1, cost))
  }
}
