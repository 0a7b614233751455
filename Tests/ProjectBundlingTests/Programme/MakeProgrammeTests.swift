import TestSupport
import Testing

@testable import ProjectBundling

@Suite struct MakeProgrammeTests {
  @Test(arguments: [false, true])
  func `small programmes are the best of all that there are`(covers: Bool) {
    var random = RandomProgrammes(seed: covers ? 21 : 20)
    var (allowed, refused) = (0, 0)
    for _ in 0..<150 {
      let problem = random.problem(works: 5, covers: covers)
      let programme = makeProgramme(problem)
      if let best = AllProgrammes(problem).best {
        allowed += 1
        #expect(programme.status == .optimal)
        #expect(abs(programme.worth - best) < 1e-3)
        #expect(programme.clashes == nil)
      } else {
        refused += 1
        #expect(programme.status == .infeasible)
        #expect(programme.clashes != nil)
      }
    }
    // Both kinds occur, or the test shows nothing.
    #expect(allowed > 50 && refused > 5)
  }

  @Test(arguments: [false, true])
  func `without the solver a programme is allowed, and no programme exceeds its bound`(covers: Bool)
  {
    var random = RandomProgrammes(seed: covers ? 31 : 30)
    var found = 0
    for _ in 0..<200 {
      let problem = random.problem(works: 5, covers: covers)
      let programme = makeProgramme(problem, effort: ProgrammeEffort(exactLimit: 0))
      guard let best = AllProgrammes(problem).best else {
        #expect(programme.clashes != nil)
        continue
      }
      #expect(programme.bound >= best - 1e-6)
      if programme.status == .notFound { continue }
      found += 1
      #expect(programme.worth <= best + 1e-6)
      #expect(programme.gap >= 0)
    }
    #expect(found > 100)
  }

  @Test(arguments: [0, 20_000])
  func `no party ever spends more in a year than it has`(exactLimit: Int) {
    var random = RandomProgrammes(seed: 40)
    for covers in [false, true] {
      for _ in 0..<60 {
        let problem = random.problem(works: 30, covers: covers)
        let programme = makeProgramme(problem, effort: ProgrammeEffort(exactLimit: exactLimit))
        checkAccounts(programme, problem)
      }
    }
  }

  /// Adds the money up anew from the rows.
  private func checkAccounts(_ programme: Programme, _ problem: ProgrammeProblem) {
    for (party, budget) in problem.budgets.enumerated() {
      var left = 0.0
      for (index, year) in problem.years.enumerated() {
        let rows = programme.rows.filter { $0.year == year }
        let spent = rows.flatMap(\.payments).reduce(0.0) {
          $1.party == party ? $0 + $1.amount.euros : $0
        }
        let account = programme.accounts[party][index]
        #expect(account.year == year && abs(account.spent.euros - spent) < 1e-6)
        guard let budget else { continue }
        left = left * budget.carryOver + budget.available[index].euros - spent
        #expect(left > -1e-6)
      }
    }
    #expect(programme.unlimited == problem.budgets.indices.filter { problem.budgets[$0] == nil })
  }

  @Test(arguments: [0, 20_000])
  func `works by themselves within the same budgets are never worth more`(exactLimit: Int) {
    var random = RandomProgrammes(seed: 70)
    let effort = ProgrammeEffort(exactLimit: exactLimit)
    var compared = 0
    for _ in 0..<60 {
      var problem = random.problem(works: 40, covers: false)
      for index in problem.bundles.indices { problem.bundles[index].lock = .free }
      var siloed = problem
      (siloed.bundles, siloed.projectCount) = ([], 0)
      let apart = makeProgramme(siloed, effort: effort)
      guard apart.clashes == nil, !problem.bundles.isEmpty else { continue }
      let programme = makeProgramme(problem, effort: effort)
      #expect(programme.clashes == nil && programme.worth >= apart.worth - 1e-6)
      compared += 1
    }
    #expect(compared > 20)
  }

  @Test func `the same problem gives the same programme`() {
    var random = RandomProgrammes(seed: 50)
    for _ in 0..<10 {
      let problem = random.problem(works: 20, covers: false)
      #expect(makeProgramme(problem) == makeProgramme(problem))
    }
  }

  @Test func `the number of threads does not matter`() {
    var random = RandomProgrammes(seed: 51)
    let problem = random.problem(works: 4000, covers: false)
    // Enough for several parts, each of which may be added up on another thread.
    #expect(problem.works.count > 1100)
    let prices = ProgrammePrices(
      problem, ProgrammeClusters(problem), ProgrammeOffers(problem))
    let (one, three) = (prices.response(threads: 1), prices.response(threads: 3))
    #expect(one.bound == three.bound && one.spent == three.spent)
    #expect(one.bound > 0)
  }
}
