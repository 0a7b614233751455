import OpportunityMap
import TestSupport
import Testing
import Workers

@testable import ProjectBundling
@testable import ProjectFile

@Suite struct CityProgrammeTests {
  private struct Example {
    var map: OpportunityMap
    var bundling: Bundling

    init(_ city: TestCity, _ rules: BundlingRules) throws {
      map = try city.map()
      bundling = try bundle(city.problem(rules), threads: 2)
    }

    func problem(_ request: ProgrammeRequest) throws -> ProgrammeProblem {
      try ProgrammeProblem(
        bundling.problem, bundles: bundling.plan.bundles,
        ids: bundling.plan.bundles.indices.map { "P-\($0)" }, map: map, request: request,
        path: "project.yaml")
    }
  }

  private static func examples(_ seed: UInt64, _ count: Int) throws -> [Example] {
    var random = SeededGenerator(seed: seed)
    let rules = try bundledRules()
    return try (0..<count).map { _ in
      try Example(randomCity(&random, works: Int.random(in: 4...14, using: &random)), rules)
    }
  }

  @Test
  func `without budgets the programme is the plan: every bundle in its year, the rest when due`()
    throws
  {
    var bundled = 0
    for example in try Self.examples(60, 20) {
      let programme = makeProgramme(try example.problem(ProgrammeRequest()))
      #expect(programme.undone.isEmpty && programme.status == .optimal)
      for row in programme.rows {
        guard case .bundle(let index) = row.project else { continue }
        bundled += 1
        let gain = {
          example.bundling.problem.gain(of: example.bundling.plan.bundles[index].works, in: $0).net
        }
        // Another year may gain as much; or more, where waiting for the end of a moratorium pays for
        // coming after the window.
        #expect(gain(row.year) > example.bundling.plan.bundles[index].gain.net - 1e-6)
      }
      #expect(programme.unlimited == Array(example.bundling.problem.parties.indices))
      let paid = programme.accounts.joined().reduce(Money.zero) { $0 + $1.spent }
      #expect(paid == programme.rows.flatMap(\.payments).reduce(.zero) { $0 + $1.amount })
    }
    #expect(bundled > 10)
  }

  @Test func `budgets of random cities are never overspent, and more money is never worth less`()
    throws
  {
    var random = SeededGenerator(seed: 61)
    for example in try Self.examples(62, 15) {
      var worth = -1.0
      let carry = Double.random(in: 0...1, using: &random)
      for money in [0.0, 50_000, 200_000, 1_000_000] {
        var request = ProgrammeRequest()
        request.budgets = example.bundling.problem.parties.map {
          .init(party: $0, usual: money, carryOver: carry)
        }
        let programme = makeProgramme(try example.problem(request))
        #expect(programme.worth >= worth - 1e-6 && programme.status == .optimal)
        worth = programme.worth
        for account in programme.accounts.joined() {
          #expect(account.spent.euros <= money + account.carriedIn.euros)
        }
      }
    }
  }

  @Test func `everything done covers the challenged squares under works, each once`() throws {
    var random = SeededGenerator(seed: 63)
    var covered = 0
    for _ in 0..<20 {
      let city = randomCity(&random, works: Int.random(in: 4...14, using: &random))
      let example = try Example(city, bundledRules())
      var request = ProgrammeRequest()
      request.mode = .coverage
      request.targets = [.init(theme: "water", share: 1e-6)]
      request.floor = 1e-6
      let problem = try example.problem(request)
      let all = problem.grounds.reduce(0.0) { $1.demands.contains(0) ? $0 + $1.area : $0 }
      #expect(abs(all - squares(city)) < 1e-6)
      // One neighbourhood is the whole city here.
      #expect(problem.demands.map(\.neighbourhood) == [nil, 0])
      #expect(problem.demands[0].total == problem.demands[1].total)
      covered += all > 0 ? 1 : 0
    }
    #expect(covered > 5)
  }

  @Test
  func `however tight money is, works that are due in order are not done the other way round`()
    throws
  {
    var moved = 0
    for example in try Self.examples(64, 60) {
      var request = ProgrammeRequest()
      request.budgets = example.bundling.problem.parties.map {
        .init(party: $0, usual: 150_000, carryOver: 1)
      }
      let bundles = example.bundling.plan.bundles
      let problem = example.bundling.problem
      let alone = problem.recutSurface(of: BundlePlan(bundles: []))
      let planned = problem.recutSurface(of: example.bundling.plan)
      guard alone.wrongOrder == 0, planned.wrongOrder == 0 else { continue }
      let rows = makeProgramme(try example.problem(request)).rows
      let done = rows.map { row in
        switch row.project {
        case .work(let work): Bundle(works: [Int32(work)], year: row.year, gain: .zero)
        case .bundle(let index):
          Bundle(works: bundles[index].works, year: row.year, gain: .zero)
        }
      }
      moved += done.count { $0.works.count == 1 && problem.works[Int($0.works[0])].due != $0.year }
      let isDone = Set(done.flatMap(\.works))
      let years = problem.years(of: BundlePlan(bundles: done))
      for pair in problem.relations where pair.sharedArea > 0 {
        guard let (first, second) = problem.ordered(pair), isDone.contains(Int32(first)),
          isDone.contains(Int32(second))
        else { continue }
        #expect(years[first] <= years[second])
      }
    }
    #expect(moved > 10)
  }

  /// Challenged m2 under works, counted square by square: all coordinates are whole metres.
  private func squares(_ city: TestCity) -> Double {
    func isOn(_ box: Box, _ x: Double, _ y: Double) -> Bool {
      box.x <= x && x < box.x + box.width && box.y <= y && y < box.y + box.height
    }
    var count = 0
    for x in stride(from: 0.0, to: 200, by: 1) {
      for y in stride(from: 0.0, to: 60, by: 1) {
        let isChallenged = city.challenges.contains { isOn($0, x, y) }
        let isWorked = city.works.contains { isOn($0.box, x, y) }
        count += isChallenged && isWorked ? 1 : 0
      }
    }
    return Double(count)
  }

  @Test func `the cheapest programme for a target does not do more than it needs`() throws {
    var works = (0..<3).map { index in
      TestWork(
        box: Box(x: Double(index * 100), y: 0, width: 10, height: 10), years: 2028...2028,
        due: 2028, cost: Double(1000 * (index + 1)), budget: "roads")
    }
    works[2].years = 2028...2029
    let challenge = Box(x: 0, y: 0, width: 300, height: 10)
    let example = try Example(TestCity(works: works, challenges: [challenge]), bundledRules())
    var request = ProgrammeRequest()
    request.mode = .coverage
    request.targets = [.init(theme: "water", share: 200.0 / 3000)]
    let programme = makeProgramme(try example.problem(request))
    #expect(programme.rows.map(\.project) == [.work(0), .work(1)])
    #expect(programme.worth == -3000 && programme.coverage[0].covered.rounded() == 200)
  }

  @Test func `locks name works and projects, with a year if one likes`() throws {
    let works = [
      TestWork(
        box: Box(x: 0, y: 0, width: 9, height: 9), years: 2027...2030, due: 2028, cost: 1000)
    ]
    let example = try Example(TestCity(works: works), bundledRules())
    var request = ProgrammeRequest()
    request.lockedIn = [.init(project: "W0", year: 2030)]
    #expect(makeProgramme(try example.problem(request)).rows.map(\.year) == [2030])
    request.lockedIn = [.init(project: "W0", year: 2031)]
    #expect(makeProgramme(try example.problem(request)).rows.map(\.year) == [2031])
    request.lockedIn = [.init(project: "W0", year: 2033)]
    #expect(throws: YAMLError.self) { try example.problem(request) }
    request.lockedIn = [.init(project: "WO", line: 7)]
    let error = #expect(throws: YAMLError.self) { try example.problem(request) }
    #expect(
      error?.description.contains("project.yaml:7: There is no work or project 'WO'.") == true)
    request.lockedIn = []
    request.lockedOut = [.init(project: "W0")]
    #expect(makeProgramme(try example.problem(request)).undone.map(\.work) == [0])
    request.budgets = [.init(party: "work", usual: 0, carryOver: 0)]
    let budget = #expect(throws: YAMLError.self) { try example.problem(request) }
    #expect(budget?.description.contains("Did you mean 'works'?") == true)
  }

  @Test func `what doing a work is worth, by hand`() throws {
    // 100 m2 of the one theme under the work, which nothing serves; due 2028 in a horizon until 2032.
    let works = [
      TestWork(
        box: Box(x: 0, y: 0, width: 10, height: 20), years: 2027...2029, due: 2028, cost: 30_000,
        cycle: 30)
    ]
    let city = TestCity(works: works, challenges: [Box(x: 0, y: 0, width: 10, height: 10)])
    var rules = try bundledRules()
    rules.challengeValue = 4
    for index in rules.measures.indices {
      rules.measures[index].riskPerYear = 0.02
      rules.measures[index].life = 30
    }
    (rules.usual.riskPerYear, rules.usual.life) = (0.02, 30)
    let options = try Example(city, rules).problem(ProgrammeRequest()).works[0].options
    // Five years of risk at 600 a year; a year earlier costs 1,000 and a year later 600, also after its
    // window. What lies under it is worth nothing by itself.
    #expect(
      options.map { ($0.worth * 100).rounded() / 100 } == [2000, 3000, 2400, 1800, 1200, 600])
    #expect(options[0].payments == [Payment(party: 0, amount: Money(euros: 30_000))])
  }
}
