import OpportunityMap
import TestSupport
import Testing

@testable import ProjectBundling
@testable import ProjectFile

/// A work of one party, worth so much in each of some years.
private func work(
  _ index: Int32, _ euros: Double, worth: [Double], from first: Int = 2027,
  lock: ProgrammeItem.Lock = .free
) -> ProgrammeItem {
  ProgrammeItem(
    works: [index],
    options: worth.enumerated().map {
      ProgrammeItem.Option(
        year: first + $0, worth: $1, payments: [Payment(party: 0, amount: Money(euros: euros))])
    }, lock: lock)
}

private func problem(
  _ works: [ProgrammeItem], _ euros: [Double], carryOver: Double = 0, order: [OrderedWorks] = []
) -> ProgrammeProblem {
  ProgrammeProblem(
    years: 2027...2028, parties: ["roads"],
    budgets: [
      ProgrammeBudget(available: euros.map { Money(euros: $0) }, carryOver: carryOver)
    ], works: works, bundles: [], order: order)
}

@Suite struct UndoneWorkTests {
  @Test func `why a work is not done, for each reason`() {
    let works = [
      work(0, 1000, worth: [900, 800]), work(1, 5000, worth: [900, 800]),
      work(2, 900, worth: [90, 80]), work(3, 10, worth: [-1, -2]),
      work(4, 10, worth: [900, 800], lock: .lockedOut),
    ]
    let programme = makeProgramme(problem(works, [1500, 800]))
    #expect(programme.rows.map(\.project) == [.work(0)])
    #expect(
      programme.undone == [
        UndoneWork(work: 1, reason: .noMoney(party: 0)),
        // In 2028 nobody spends and it lacks 100 EUR; in 2027 it lacks 400, and work 0 is worth more a EUR.
        UndoneWork(
          work: 2,
          reason: .crowdedOut(
            .init(party: 0, year: 2027, room: Money(euros: 500), before: 1, last: .work(0)))),
        UndoneWork(work: 3, reason: .nothingGained), UndoneWork(work: 4, reason: .lockedOut),
      ])
  }

  /// Three works of EUR 1,000 and money for two a year; the fourth may be done in 2028 alone.
  @Test func `who stands before a work is counted in the years in which it may be done`() {
    let works = [
      work(0, 1000, worth: [900]), work(1, 1000, worth: [500, 800]),
      work(2, 1000, worth: [600, 700]), work(3, 1000, worth: [300], from: 2028),
    ]
    let programme = makeProgramme(problem(works, [1000, 2500]))
    #expect(programme.rows.map(\.project) == [.work(0), .work(1), .work(2)])
    #expect(programme.rows.map(\.year) == [2027, 2028, 2028])
    // Work 0 has the money of another year than its own, and is none that stands before it.
    #expect(
      programme.undone.map(\.reason) == [
        .crowdedOut(.init(party: 0, year: 2028, room: Money(euros: 500), before: 2, last: .work(2)))
      ])
  }

  @Test func `where nobody is worth more a euro, what is done fills the budget better`() {
    let works = [work(0, 600, worth: [610]), work(1, 1000, worth: [900])]
    let programme = makeProgramme(problem(works, [1000, 0]))
    #expect(
      programme.undone == [
        UndoneWork(
          work: 0,
          reason: .crowdedOut(.init(party: 0, year: 2027, room: .zero, before: 0, last: nil)))
      ])
  }

  @Test func `a work that only fits in years in which it comes too late is told so`() {
    let works = [work(0, 1000, worth: [100, 100]), work(1, 1000, worth: [900])]
    let order = [OrderedWorks(first: 0, second: 1)]
    let programme = makeProgramme(problem(works, [1000, 1000], order: order))
    #expect(programme.rows.map(\.project) == [.work(1)] && programme.status == .optimal)
    #expect(programme.undone == [UndoneWork(work: 0, reason: .outOfOrder(work: 1))])
    #expect(programme.unspent.map(\.reason) == [.outOfOrder])
    let free = makeProgramme(problem(works, [1000, 1000]))
    #expect(free.undone.isEmpty)
  }

  @Test func `money that is left is explained, with what of it lapsed`() {
    func unspent(_ works: [ProgrammeItem], _ euros: [Double], _ carryOver: Double) -> UnspentMoney {
      makeProgramme(problem(works, euros, carryOver: carryOver)).unspent[0]
    }
    let all = unspent([work(0, 1000, worth: [9])], [1500, 800], 0.5)
    #expect(all.reason == .nothingLeft && all.amount.euros == 1300 && all.lapsed.euros == 250)
    let dear = unspent(
      [work(0, 1000, worth: [90, 80]), work(1, 900, worth: [9, 8])], [1500, 800], 0)
    #expect(dear.reason == .doesNotFit(work: 1, year: 2028, left: Money(euros: 800)))
    #expect(dear.amount.euros == 1300 && dear.lapsed.euros == 500)
    let useless = unspent([work(0, 1000, worth: [-9])], [1500, 800], 1)
    #expect(useless.reason == .nothingGained && useless.lapsed == .zero)
    let out = unspent([work(0, 1000, worth: [9], lock: .lockedOut)], [1500, 800], 1)
    #expect(out.reason == .lockedOut && out.amount.euros == 2300)
  }

  // MARK: Laws

  /// Whether a project could be added to a programme: its money is added up anew, year by year.
  private func fits(
    _ item: ProgrammeItem, _ option: ProgrammeItem.Option, _ programme: Programme,
    _ problem: ProgrammeProblem
  ) -> Bool {
    var years: [Int32: Int] = [:]
    for row in programme.rows { for work in problem[row.project].works { years[work] = row.year } }
    let isInOrder = problem.order.allSatisfy { pair in
      let first = item.works.contains(pair.first) ? option.year : years[pair.first]
      let second = item.works.contains(pair.second) ? option.year : years[pair.second]
      return first == nil || second == nil || first ?? 0 <= second ?? 0
    }
    let isPaid = problem.budgets.enumerated().allSatisfy { party, budget in
      guard let budget else { return true }
      var left = 0.0
      return problem.years.enumerated().allSatisfy { index, year in
        let rows = programme.rows.filter { $0.year == year }.flatMap(\.payments)
        let more = option.year == year ? option.payments : []
        left = left * budget.carryOver + budget.available[index].euros
        left -= (rows + more).filter { $0.party == party }.reduce(0) { $0 + $1.amount.euros }
        // What is carried over is rounded down to the cent.
        return left > 0.05 || (left > -1e-9 && budget.carryOver == 0)
      }
    }
    return isInOrder && isPaid
  }

  /// Checks that nothing could be added that adds worth; returns how many works are not done.
  private func checkNothingIsLeft(_ programme: Programme, _ problem: ProgrammeProblem) -> Int {
    let undone = Set(programme.undone.map { Int32($0.work) })
    let done = Set(programme.rows.flatMap { problem[$0.project].works })
    #expect(undone.isDisjoint(with: done))
    #expect(undone.count + done.count == problem.works.count)
    let left =
      problem.works + problem.bundles.filter { problem.isAllowed(bundle: $0) }
    for item in left where item.lock != .lockedOut && undone.isSuperset(of: item.works) {
      for option in item.options where option.worth > 1e-9 {
        #expect(!fits(item, option, programme, problem))
      }
    }
    return undone.count
  }

  @Test(arguments: [0, 20_000])
  func `nothing is left undone that would add worth in a year in which there is money for it`(
    exactLimit: Int
  ) {
    var random = RandomProgrammes(seed: 70)
    var undone = 0
    for _ in 0..<120 {
      let problem = random.problem(works: 30, covers: false)
      let programme = makeProgramme(problem, effort: ProgrammeEffort(exactLimit: exactLimit))
      guard programme.clashes == nil else { continue }
      undone += checkNothingIsLeft(programme, problem)
    }
    #expect(undone > 200)
  }

  /// Checks what is said of works whose money went to others against the rows of the programme; returns how
  /// many there are.
  private func checkCrowds(
    _ programme: Programme, _ problem: ProgrammeProblem, _ city: BundlingProblem
  ) -> Int {
    func rate(_ worth: Double, _ payments: [Payment]) -> Double {
      worth / payments.reduce(0) { $0 + $1.amount.euros }
    }
    var count = 0
    for undone in programme.undone {
      guard case .crowdedOut(let crowd) = undone.reason else { continue }
      count += 1
      let work = city.works[undone.work]
      #expect(work.allYears.contains(crowd.year) && crowd.room.euros < work.cost)
      // Each year brings EUR 100,000, and all that is left carries over.
      let options = problem.works[undone.work].options.filter {
        $0.worth > 0 && work.cost <= Double($0.year - 2026) * 100_000
      }
      let own = options.map { rate($0.worth, $0.payments) }.max() ?? 0
      let before = programme.rows.filter { row in
        options.contains { $0.year == row.year }
          && row.payments.contains { $0.party == crowd.party && $0.amount > .zero }
          && rate(row.worth, row.payments) > own
      }
      #expect(crowd.before == before.count)
      let last = before.min { rate($0.worth, $0.payments) < rate($1.worth, $1.payments) }
      #expect(last?.project == crowd.last)
      // All that a year leaves carries over, so that no later year has less.
      let left = programme.accounts[crowd.party].filter { $0.year >= crowd.year }
      #expect(left.map(\.carriedOut).min() == crowd.room)
    }
    return count
  }

  @Test func `nor in a city, where works are overdue, bundled and ordered`() throws {
    var random = SeededGenerator(seed: 71)
    let rules = try bundledRules()
    var (undone, late, crowded) = (0, 0, 0)
    for _ in 0..<40 {
      var city = randomCity(&random, works: Int.random(in: 4...14, using: &random))
      for index in city.works.indices where Bool.random(using: &random) {
        city.works[index].due = 2027
        city.works[index].years = 2027...2032
        city.works[index].overdueSince = Int.random(in: 1990...2026, using: &random)
      }
      let map = try city.map()
      let bundling = try bundle(city.problem(rules), threads: 2)
      var request = ProgrammeRequest()
      request.budgets = bundling.problem.parties.map {
        .init(party: $0, usual: 100_000, carryOver: 1)
      }
      let bundles = bundling.plan.bundles
      let problem = try ProgrammeProblem(
        bundling.problem, bundles: bundles, ids: bundles.indices.map { "P-\($0)" }, map: map,
        request: request, path: "project.yaml")
      let programme = makeProgramme(problem)
      undone += checkNothingIsLeft(programme, problem)
      crowded += checkCrowds(programme, problem, bundling.problem)
      late += programme.rows.count { row in
        problem[row.project].works.contains {
          bundling.problem.works[Int($0)].years.upperBound < row.year
        }
      }
      // Every work of a party that has money left lacks some, or would do harm.
      for money in programme.unspent where money.reason == .nothingLeft {
        let party = programme.undone.filter {
          bundling.problem.works[$0.work].party == money.party
            && problem.works[$0.work].options
              .contains { !$0.payments.isEmpty }
        }
        #expect(party.isEmpty)
      }
    }
    #expect(undone > 20 && late > 20 && crowded > 10)
  }

  // MARK: Years

  private func lone(_ change: (inout TestWork) -> Void) throws -> (BundlingWork, Double) {
    var work = TestWork(
      box: Box(x: 0, y: 0, width: 10, height: 10), years: 2027...2028, due: 2027, cost: 30_000)
    change(&work)
    let problem = try TestCity(works: [work]).problem(bundledRules())
    return (problem.works[0], problem.riskLeft(0))
  }

  @Test func `a work may come late until the end of the horizon, unless its window binds`() throws {
    #expect(try lone { _ in }.0.allYears == 2027...2032)
    #expect(try lone { $0.isHard = true }.0.allYears == 2027...2028)
    #expect(try lone { $0.isFixed = true }.0.allYears == 2027...2027)
    var rules = try bundledRules()
    for index in rules.measures.indices { rules.measures[index].isHard = true }
    let work = TestWork(
      box: Box(x: 0, y: 0, width: 10, height: 10), years: 2027...2028, due: 2027, cost: 30_000)
    #expect(try TestCity(works: [work]).problem(rules).works[0].allYears == 2027...2028)
  }

  @Test func `an earlier turn of an asset is not done once the next may be`() throws {
    let first = TestWork(
      box: Box(x: 0, y: 0, width: 10, height: 10), years: 2027...2028, due: 2028, cost: 30_000)
    var next = first
    (next.years, next.due) = (2031...2032, 2032)
    let city = TestCity(works: [first, next], sharesAsset: [1])
    #expect(try city.problem(bundledRules()).works.map(\.allYears) == [2027...2030, 2031...2032])
  }

  @Test func `the risk that is left grows from the year in which the work was due`() throws {
    // Brick: 3 % of 30,000 a year; the horizon ends in 2032.
    #expect(abs(try lone { _ in }.1 - 900 * 6) < 1e-6)
    #expect(abs(try lone { $0.overdueSince = 2020 }.1 - 900 * 13) < 1e-6)
  }
}
