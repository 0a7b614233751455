import OpportunityMap
import TestSupport
import Testing

@testable import ProjectBundling
@testable import ProjectFile

@Suite struct PlannedYearTests {
  /// The street of two works that go together in 2030, a lone tree due in 2030, one that was due in 2020, one
  /// after the horizon and one without a year.
  private func city() throws -> (OpportunityMap, TestCity) {
    var city = CandidateTests.street
    var tree = city.works[2]
    for place in 1...3 {
      tree.box.x = Double(2000 * place)
      city.works.append(tree)
    }
    (city.works[3].due, city.works[3].years, city.works[3].overdueSince) = (2027, 2027...2032, 2020)
    city.works[4].due = 2040
    var map = try city.map()
    map.works[5].due = nil
    return (map, city)
  }

  private func plan(
    _ map: OpportunityMap, _ city: TestCity, _ decisions: Decisions = Decisions()
  ) throws -> ProjectPlan {
    let decided = try DecidedWorks(decisions, map: map)
    let problem = try BundlingProblem(
      map: decided.open(map), geometry: city.geometry, metresPerUnit: 1, rules: bundledRules(),
      scheduleNames: ["works"], decisions: decided.forBundling, threads: 2)
    return try ProjectPlan(
      bundle(problem, threads: 2), map: map, decisions: decisions, decided: decided, threads: 2)
  }

  private func planned(_ year: Int?, _ origin: PlannedYear.Origin) -> PlannedYear {
    PlannedYear(year: year, origin: origin)
  }

  @Test func `without a programme it is the due year: a project is a proposal`() throws {
    let (map, city) = try city()
    let plan = try plan(map, city)
    #expect(plan.candidates.count == 1)
    let years = plannedYears(of: map, plan: plan)
    #expect(years == plannedYears(of: map, plan: nil))
    #expect(years.prefix(4).map(\.year) == city.works.prefix(4).map(\.due))
    #expect(years.map(\.origin) == [.due, .due, .due, .due, .later, .undated])
  }

  @Test func `a programme's year comes before all others, and what it does not do has none`() throws
  {
    let (map, city) = try city()
    var plan = try plan(map, city)
    var request = ProgrammeRequest()
    request.budgets = [
      .init(party: "groen", usual: 6000, carryOver: 0),
      .init(party: "riool", usual: 0, carryOver: 0),
    ]
    request.lockedOut = [.init(project: "W3")]
    try plan.makeProgramme(request, map: map)
    #expect(
      plannedYears(of: map, plan: plan) == [
        planned(2029, .programme), planned(nil, .undone), planned(2030, .programme),
        planned(nil, .undone), planned(nil, .later), planned(nil, .undated),
      ])
    #expect(plan.programme?.undone.map(\.reason) == [.noMoney(party: 1), .lockedOut])
  }

  @Test func `a decided year is told as such, and what has been carried out is not planned`() throws
  {
    let (map, city) = try city()
    var decisions = Decisions()
    decisions.decisions = [
      Decisions.Decision(kind: .lock, groups: [["W2"]], year: 2032, status: .agreed),
      Decisions.Decision(kind: .lock, groups: [["W3"]], year: nil, status: .done),
    ]
    var plan = try plan(map, city, decisions)
    for hasProgramme in [false, true] {
      if hasProgramme {
        try plan.makeProgramme(.init(), map: map)
      }
      let years = plannedYears(of: map, plan: plan)
      #expect(years[2] == planned(2032, .decision) && years[3] == planned(nil, .carriedOut))
    }
  }
}

extension ProjectPlan {
  fileprivate mutating func makeProgramme(
    _ request: ProgrammeRequest, map: OpportunityMap
  ) throws {
    let offered = try programmeProblem(request, map: map, path: "project.yaml", threads: 2)
    try makeProgramme(request, of: offered, map: map, path: "project.yaml", threads: 2)
  }
}
