import TestSupport
import Testing

@testable import ProjectBundling

/// Options in flat arrays say what the items say.
@Suite struct ProgrammeOffersTests {
  private func prices(_ problem: ProgrammeProblem, _ random: inout SeededGenerator) -> [Double] {
    (0..<problem.parties.count * problem.yearCount).map { place in
      problem.budgets[place / problem.yearCount] == nil
        ? 0 : Double.random(in: 0...2, using: &random)
    }
  }

  @Test(arguments: 1...20)
  func `the best option at prices is the first of those that are worth most`(seed: UInt64) {
    var (random, draws) = (RandomProgrammes(seed: seed), SeededGenerator(seed: seed))
    let problem = random.problem(works: 30, covers: seed.isMultiple(of: 3))
    let (offers, money) = (ProgrammeOffers(problem), prices(problem, &draws))
    for (index, item) in (problem.works + problem.bundles).enumerated() {
      let worths = item.options.map { option in
        option.payments.reduce(option.worth) {
          let year = option.year - problem.years.lowerBound
          return $0 - $1.amount.euros * money[$1.party * problem.yearCount + year]
        }
      }
      let best = offers.best(of: index, at: money)
      #expect(best.worth == worths.max())
      #expect(
        best.option - offers.options(of: index).lowerBound == worths.firstIndex(of: best.worth))
      #expect(offers.works(of: index) == item.works)
      #expect(offers.item(offers.project(index)) == index)
    }
  }

  @Test(arguments: 1...20)
  func `what is left after taking and dropping is what the programme says`(seed: UInt64) {
    var (random, draws) = (RandomProgrammes(seed: seed), SeededGenerator(seed: seed))
    let problem = random.problem(works: 30, covers: false)
    let offers = ProgrammeOffers(problem)
    var state = ProgrammeState(problem, offers, ProgrammeChoice(problem))
    for _ in 0..<200 {
      let item = Int.random(in: 0..<offers.count, using: &draws)
      if state.taken[item] >= 0 { state.drop(item) }
      guard state.isFree(item), let option = offers.options(of: item).randomElement(using: &draws)
      else { continue }
      let local = option - offers.options(of: item).lowerBound
      var choice = state.choice
      choice[offers.project(item)] = Int32(local)
      // What an overspent budget has left is nothing, whoever asks.
      let isPaid = state.choice.ledger(problem).hasRoom(
        for: problem[offers.project(item)].options[local])
      #expect(state.ledger.hasRoom(for: option, offers) == isPaid)
      if state.allows(item, option) {
        state.take(item, option)
        #expect(state.choice == choice)
        #expect(choice.ledger(problem).isKept && state.worth == choice.worth(problem))
        #expect(state.years == choice.years(problem))
      }
    }
  }

  @Test(arguments: 1...10)
  func `the bound of works by themselves is that of a problem without bundles`(seed: UInt64) {
    var random = RandomProgrammes(seed: seed)
    var problem = random.problem(works: 2000, covers: false)
    for index in problem.bundles.indices { problem.bundles[index].lock = .free }
    func prices(_ problem: ProgrammeProblem) -> ProgrammePrices {
      SearchProgramme(
        problem, ProgrammeClusters(problem), ProgrammeOffers(problem), rounds: 5, threads: 2
      ).prices
    }
    let together = prices(problem)
    #expect(together.response(threads: 2).bound >= together.boundApart(threads: 1) - 1e-6)
    let apart = prices(problem.apart(threads: 2))
    #expect(apart.response(threads: 2).bound == apart.boundApart(threads: 3))
  }
}
