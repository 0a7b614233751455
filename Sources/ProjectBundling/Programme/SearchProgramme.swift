import Workers

/// Looks for prices at which the budgets are just spent and the demands just met, makes programmes with
/// them, and keeps the best. Answers in time in proportion to the number of options, however many there
/// are, with a bound that no programme exceeds.
struct SearchProgramme {
  /// The best allowed programme; nil where none was found.
  private(set) var choice: ProgrammeChoice?
  /// Worth of `choice` in EUR.
  private(set) var worth = -Double.infinity
  /// No allowed programme is worth more, in EUR.
  private(set) var bound = Double.infinity
  /// The programme that comes nearest: budgets are kept, demands and locks perhaps not.
  private(set) var nearest: ProgrammeChoice

  /// Prices at which `bound` is what programmes are worth at most.
  private(set) var prices: ProgrammePrices

  /// Rounds in which the bound has to fall for the search to go on.
  private static let patience = 60

  private let problem: ProgrammeProblem
  private let clusters: ProgrammeClusters
  private let offers: ProgrammeOffers
  private let threads: Int

  /// Searches in at most that many rounds. The clusters and offers are those of the problem.
  init(
    _ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ offers: ProgrammeOffers,
    rounds: Int = 300, threads: Int
  ) {
    self.problem = problem
    self.threads = threads
    (self.clusters, self.offers) = (clusters, offers)
    nearest = ProgrammeChoice(problem)
    prices = ProgrammePrices(problem, clusters, offers)
    search(rounds)
  }

  private mutating func search(_ rounds: Int) {
    var bestPrices = prices
    var (step, stalled, earlier) = (1.0, 0, Double.infinity)
    for round in 0..<rounds where !Interruption.hasHappened {
      let response = prices.response(threads: threads)
      if response.bound < bound {
        (stalled, bestPrices) = (0, prices)
        bound = response.bound
      } else {
        stalled += 1
      }
      if round % 30 == 0 { attempt(prices) }
      guard bound - worth > 1e-6 * max(1, abs(bound)) else { break }
      if round % Self.patience == 0 {
        // The bound hardly falls any more.
        guard choice == nil || earlier - bound > 3e-4 * abs(bound) else { break }
        earlier = bound
      }
      if stalled == 25 { (step, stalled, prices) = (step / 2, 0, bestPrices) }
      let target = choice == nil ? bound - 0.05 * max(1, abs(bound)) : worth
      prices.adjust(to: response, target: target, step: step)
    }
    prices = bestPrices
    attempt(prices)
    guard let choice else { return }
    let priced = prices.priced(threads: threads)
    var better = ImproveProgramme.improve(problem, clusters, offers, choice, priced: priced)
    better = ImproveProgramme.explore(
      problem, clusters, offers, better, priced: priced,
      times: min(20_000, 100 * clusters.clusters.count))
    (self.choice, worth) = (better, better.worth(problem))
  }

  private mutating func attempt(_ prices: ProgrammePrices) {
    let found = FillProgramme.fill(problem, clusters, offers, prices, threads: threads)
    nearest = found
    guard found.isAllowed(problem) else { return }
    let value = found.worth(problem)
    if value > worth { (choice, worth) = (found, value) }
  }
}
