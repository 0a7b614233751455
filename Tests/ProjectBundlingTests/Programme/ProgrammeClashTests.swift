import ProjectBundling
import Testing

/// A work of one party that can be done in some years, worth 1 EUR more in the first than in the next.
private func work(
  _ index: Int32, _ euros: Double, in years: ClosedRange<Int>, lock: ProgrammeItem.Lock = .free
) -> ProgrammeItem {
  ProgrammeItem(
    works: [index],
    options: years.map {
      ProgrammeItem.Option(
        year: $0, worth: Double(100 - $0 + years.lowerBound),
        payments: [Payment(party: 0, amount: Money(euros: euros))])
    }, lock: lock)
}

private func budget(_ euros: [Double], carryOver: Double = 0) -> ProgrammeBudget {
  ProgrammeBudget(available: euros.map { Money(euros: $0) }, carryOver: carryOver)
}

private func problem(
  _ works: [ProgrammeItem], _ budget: ProgrammeBudget, bundles: [ProgrammeItem] = []
) -> ProgrammeProblem {
  ProgrammeProblem(
    years: 2027...2028, parties: ["roads"], budgets: [budget], works: works, bundles: bundles)
}

@Suite struct ProgrammeClashTests {
  @Test func `what is left over pays for the next year, by the share that carries over`() {
    let works = [work(0, 3000, in: 2028...2028)]
    #expect(makeProgramme(problem(works, budget([2000, 2000]))).undone.map(\.work) == [0])
    #expect(
      makeProgramme(problem(works, budget([2000, 2000], carryOver: 0.5))).undone.map(\.work) == [])
    let programme = makeProgramme(problem(works, budget([2000, 2000], carryOver: 0.8)))
    let accounts = programme.accounts[0]
    #expect(accounts.map(\.carriedIn.euros) == [0, 1600])
    #expect(accounts.map(\.spent.euros) == [0, 3000])
    #expect(accounts.map(\.carriedOut.euros) == [1600, 480])
  }

  @Test func `two works that fit in two years are spread over them`() {
    let works = [work(0, 2000, in: 2027...2028), work(1, 2000, in: 2027...2028)]
    let programme = makeProgramme(problem(works, budget([2000, 2000])))
    #expect(programme.rows.map(\.year) == [2027, 2028])
    #expect(programme.status == .optimal && programme.worth == 199)
  }

  @Test func `a bundle that saves fits where its works apart do not`() {
    let works = [work(0, 2000, in: 2027...2027), work(1, 2000, in: 2027...2027)]
    var bundle = ProgrammeItem(works: [0, 1], options: work(0, 3000, in: 2027...2027).options)
    bundle.options[0].worth = 200
    let programme = makeProgramme(problem(works, budget([3000, 0]), bundles: [bundle]))
    #expect(programme.rows.map(\.project) == [.bundle(0)])
  }

  @Test func `a project that is locked in and can't be paid is named with the money it lacks`()
    throws
  {
    let works = [
      work(0, 5000, in: 2028...2028, lock: .lockedIn), work(1, 1000, in: 2027...2027),
    ]
    let programme = makeProgramme(problem(works, budget([3000, 3000], carryOver: 0.5)))
    #expect(programme.status == .infeasible)
    let clashes = try #require(programme.clashes)
    #expect(clashes.brokenLocks == [.work(0)])
    // 5,000 is 500 more than 2028 has with half of 2027's 3,000 carried over.
    #expect(clashes.shortages?.map(\.year) == [2028] && !clashes.isBeyondMoney)
    #expect(clashes.shortages?.map(\.amount.euros) == [500])
    // What can be done within the budgets is still done.
    #expect(programme.rows.map(\.project) == [.work(1)])
  }

  @Test func `locks that contradict each other lack no money`() {
    let works = [work(0, 0, in: 2027...2027, lock: .lockedOut), work(1, 0, in: 2027...2027)]
    var bundle = ProgrammeItem(works: [0, 1], options: works[1].options)
    bundle.lock = .lockedIn
    let programme = makeProgramme(problem(works, budget([10, 10]), bundles: [bundle]))
    #expect(programme.status == .infeasible)
    #expect(programme.clashes?.brokenLocks == [.bundle(0)])
    #expect(programme.clashes?.shortages == nil)
    #expect(programme.clashes?.isBeyondMoney == true)
  }

  /// Two works of 1,000 EUR, each over 30 of the 100 m2 of a theme, 10 of them the same.
  private func covering(_ needed: Double, _ money: [Double]) -> ProgrammeProblem {
    var works = [work(0, 1000, in: 2027...2027), work(1, 1000, in: 2027...2027)]
    for index in works.indices { works[index].options[0].worth = -1000 }
    var result = problem(works, budget(money))
    result.demands = [CoverageDemand(theme: 0, neighbourhood: nil, total: 100, needed: needed)]
    result.grounds = [
      CoveredGround(works: [0], demands: [0], area: 20),
      CoveredGround(works: [0, 1], demands: [0], area: 10),
      CoveredGround(works: [1], demands: [0], area: 20),
    ]
    return result
  }

  @Test func `each place is covered once`() {
    let one = makeProgramme(covering(30, [2000, 0]))
    #expect(one.worth == -1000 && one.coverage.map(\.covered) == [30])
    let both = makeProgramme(covering(50, [2000, 0]))
    #expect(both.worth == -2000 && both.coverage.map(\.covered) == [50])
  }

  @Test
  func `a target that money stands in the way of names the money and what is reached without`() {
    let programme = makeProgramme(covering(50, [1200, 9000]))
    #expect(programme.status == .infeasible)
    #expect(programme.clashes?.shortfalls.map { $0.area.rounded() } == [20])
    #expect(programme.clashes?.shortages?.map(\.amount.euros) == [800])
    #expect(programme.clashes?.shortages?.map(\.year) == [2027])
  }

  @Test func `a target that the works can't reach names what is lacking, and no money`() {
    let programme = makeProgramme(covering(60, [9000, 9000]))
    #expect(programme.status == .infeasible)
    #expect(programme.clashes?.shortfalls.map { $0.area.rounded() } == [10])
    #expect(programme.clashes?.shortages == nil)
    #expect(programme.clashes?.isBeyondMoney == true)
  }
}
