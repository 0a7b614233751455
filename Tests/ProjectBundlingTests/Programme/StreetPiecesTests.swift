import OpportunityMap
import ProjectFile
import TestSupport
import Testing

@testable import ProjectBundling

@Suite struct StreetPiecesTests {
  /// Trees along a street, 8 m apart, each with a due year; 60 years of life, EUR 6,000 each: a year
  /// earlier costs 100, a year later 120.
  private static func trees(_ dues: [Int], width: Int = 5) -> TestCity {
    var city = TestCity(
      works: dues.enumerated().map { place, due in
        TestWork(
          box: Box(x: Double(10 * place), y: 0, width: 2, height: 2), type: "tree",
          years: due - width...due + width, due: due, cost: 6000, budget: "groen", street: "A",
          cycle: 60)
      })
    city.horizon = 2027...2036
    return city
  }

  /// No two of them pay for a project.
  private static func rules(opening: Double) throws -> BundlingRules {
    var rules = try bundledRules(ProjectRules(setup: 50_000))
    rules.streetOpening = opening
    return rules
  }

  private static func pieces(
    _ city: TestCity, opening: Double, _ decisions: BundlingDecisions = .none
  ) throws -> [[Int32]] {
    StreetPieces(try city.problem(rules(opening: opening), decisions: decisions))
      .pieces(besides: [])
  }

  private static let cases: [(opening: Double, pieces: [[Int32]])] = [
    // Two years earlier costs 200, two years later 240.
    (0, []), (199, []), (201, [[0, 1]]),
    // With a third two years later, one earlier and one later: 240 and 200 for two openings.
    (401, [[0, 1, 2]]),
  ]

  @Test(arguments: cases)
  func `works of a street are one piece where an opening costs more than moving them`(
    opening: Double, pieces: [[Int32]]
  ) throws {
    let city = Self.trees(opening == 401 ? [2028, 2030, 2032] : [2028, 2030])
    #expect(try Self.pieces(city, opening: opening) == pieces)
  }

  @Test func `only works of one street, with a year in common, that nobody keeps apart`() throws {
    var city = Self.trees([2028, 2030])
    #expect(
      try Self.pieces(city, opening: 1100, BundlingDecisions(separated: [.init(0, 1)])) == [])
    #expect(
      try Self.pieces(
        city, opening: 1100, BundlingDecisions(joined: [.init(works: [0], isClosed: true)])) == [])
    let bundle = Bundle(works: [0], year: 2028, gain: .zero)
    let problem = try city.problem(Self.rules(opening: 1100))
    #expect(StreetPieces(problem).pieces(besides: [bundle]) == [])
    city.works[1].street = "B"
    #expect(try Self.pieces(city, opening: 1100) == [])
    #expect(try Self.pieces(Self.trees([2028, 2034], width: 2), opening: 1100) == [])
    // The pump must keep working while the sewer is out.
    city = Self.trees([2028, 2028, 2028])
    (city.works[0].type, city.works[1].type) = ("pump", "sewer")
    #expect(try Self.pieces(city, opening: 1100) == [[0, 2]])
  }

  @Test func `the years in which a street opens are the best of all sets of years`() throws {
    var random = SeededGenerator(seed: 21)
    var opened = Set<Int>()
    for _ in 0..<60 {
      let dues = (0..<7).map { _ in Int.random(in: 2027...2036, using: &random) }
      let city = Self.trees(dues, width: Int.random(in: 1...5, using: &random))
      let opening = Double(Int.random(in: 50...900, using: &random))
      let problem = try city.problem(Self.rules(opening: opening))
      let all = Array(problem.works.indices.map(Int32.init))
      let cheapest = CheapestYears(problem, all)
      let years = all.map(cheapest.year(of:))
      let found = zip(all, years).reduce(opening * Double(Set(years).count)) {
        $0 + problem.works[Int($1.0)].moving(to: $1.1)
      }
      opened.insert(Set(years).count)
      #expect(zip(all, years).allSatisfy { problem.works[Int($0)].years.contains($1) })
      #expect(abs(found - Self.leastCost(problem, opening)) < 1e-6)
    }
    #expect(opened.count > 3)
  }

  /// Every set of years in turn, each work in the cheapest of them.
  private static func leastCost(_ problem: BundlingProblem, _ opening: Double) -> Double {
    let horizon = Array(problem.horizon)
    return (1..<(1 << horizon.count)).map { set in
      let years = horizon.indices.filter { set >> $0 & 1 == 1 }.map { horizon[$0] }
      return problem.works.reduce(opening * Double(years.count)) { sum, work in
        sum + (years.filter(work.years.contains).map(work.moving).min() ?? .infinity)
      }
    }.min() ?? .infinity
  }

  // MARK: In a programme

  private static func programme(
    _ city: TestCity, opening: Double, money: Double, lock: ProgrammeRequest.Lock? = nil
  ) throws -> (problem: ProgrammeProblem, programme: Programme) {
    let bundling = try bundle(city.problem(rules(opening: opening)), threads: 2)
    #expect(bundling.plan.bundles.isEmpty)
    var request = ProgrammeRequest()
    request.budgets = [.init(party: "groen", usual: money, carryOver: 0)]
    request.lockedIn = lock.map { [$0] } ?? []
    let problem = try ProgrammeProblem(
      bundling.problem, bundles: [], ids: [], map: city.map(), request: request,
      path: "project.yaml", plansStreets: true)
    return (problem, makeProgramme(problem))
  }

  @Test func `a piece is done in one year, and told as the works that it is`() throws {
    let city = Self.trees([2028, 2030])
    let (problem, programme) = try Self.programme(city, opening: 1100, money: 20_000)
    #expect(problem.bundles.count == 1 && problem.projectCount == 0)
    #expect(programme.rows.map(\.project) == [.work(0), .work(1)])
    // The first waits no two years, the second comes two earlier: 200 against 240.
    #expect(programme.rows.map(\.year) == [2028, 2028])
    #expect(
      programme.rows.flatMap(\.payments).map(\.amount) == [6000, 6000].map(Money.init(euros:)))
    let risk = 120.0 * (9 + 7)
    #expect(abs(programme.worth - (risk - 200 + 1100)) < 1e-6)
    #expect(abs(programme.rows.reduce(0) { $0 + $1.worth } - programme.worth) < 1e-6)
    let apart = try Self.programme(city, opening: 0, money: 20_000).programme
    #expect(apart.rows.map(\.year) == [2028, 2030])
  }

  @Test func `where the money is too little for the piece its works are done apart`() throws {
    let (_, programme) = try Self.programme(
      Self.trees([2028, 2030]), opening: 1100, money: 7000)
    #expect(programme.rows.map(\.year) == [2028, 2030] && programme.undone.isEmpty)
  }

  @Test func `a locked year of one work is the year of its piece`() throws {
    let lock = ProgrammeRequest.Lock(project: "W1", year: 2031)
    let (_, programme) = try Self.programme(
      Self.trees([2028, 2030]), opening: 1100, money: 20_000, lock: lock)
    #expect(programme.rows.map(\.year) == [2031, 2031])
  }

  /// A tree and what is done around it in one street; the tree may come when the street is open anyway.
  @Test func `a work goes to a year in which its street is open, where that costs less`() throws {
    for (opening, years) in [(100.0, [2029, 2030, 2033]), (700, [2030, 2030, 2030])] {
      var city = Self.trees([2030, 2030, 2033])
      // A project of two that no tree relates to: it lies too far off in the street.
      for index in 0..<2 {
        city.works[index].box = Box(x: Double(500 + 3 * index), y: 0, width: 3, height: 3)
        city.works[index].cost = 400_000
        city.works[index].years = 2030...2030
      }
      city.works[0].years = opening == 100 ? 2029...2029 : 2030...2030
      city.works[0].due = city.works[0].years.lowerBound
      let problem = try ProgrammeProblem(
        city.problem(Self.rules(opening: opening)), bundles: [], ids: [], map: city.map(),
        request: ProgrammeRequest(), path: "project.yaml", plansStreets: true)
      let planned = makeProgramme(problem).rows
      #expect(planned.map(\.year).sorted() == years)
    }
  }

  @Test func `a work that lost to a piece is told of a work, not of a piece`() throws {
    var city = Self.trees([2027, 2027, 2027])
    for index in city.works.indices { city.works[index].years = 2027...2027 }
    city.works.indices.forEach { city.works[$0].isHard = true }
    city.works[2].street = "B"
    let (problem, programme) = try Self.programme(city, opening: 1100, money: 13_000)
    #expect(problem.bundles.map(\.works) == [[0, 1]])
    #expect(programme.undone.map(\.work) == [2])
    guard case .crowdedOut(let crowd) = programme.undone.first?.reason else {
      Issue.record("the money went to the piece")
      return
    }
    // The two works of the piece come first.
    #expect(crowd.year == 2027 && crowd.before == 2 && crowd.last == .work(0))
  }
}
