import Geometry
import Workers

/// Prices of what is scarce: of a EUR of each budget in each year, and of a m2 of each demand. With
/// prices for them the clusters no longer depend on each other, so the best answer of each is found by
/// looking, and together they are worth at least what any programme is (Lagrangian relaxation).
struct ProgrammePrices: Sendable {
  /// EUR of worth that a EUR of a party's money in a year has. Shape: `parties x years`.
  private(set) var money: [Double]
  /// EUR of worth that a m2 has. Shape: demands.
  private(set) var area: [Double]
  /// EUR of worth that a EUR has which may be spent up to a year. Shape: `parties x years`.
  private var room: [Double]
  /// What can be spent up to a year, in EUR, with what carries over. Shape: `parties x years`.
  private let limits: [Double]

  private let problem: ProgrammeProblem
  private let clusters: ProgrammeClusters
  private let offers: ProgrammeOffers

  /// Prices of nothing.
  init(_ problem: ProgrammeProblem, _ clusters: ProgrammeClusters) {
    self.problem = problem
    self.clusters = clusters
    offers = ProgrammeOffers(problem)
    let count = problem.parties.count * problem.yearCount
    money = [Double](repeating: 0, count: count)
    room = money
    area = [Double](repeating: 0, count: problem.demands.count)
    limits = Self.cumulated(
      problem,
      (0..<count).map { index in
        let budget = problem.budgets[index / problem.yearCount]
        return budget?.available[index % problem.yearCount].euros ?? 0
      })
  }

  /// The prices of another problem within the same budgets.
  init(_ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, at other: ProgrammePrices) {
    self.init(problem, clusters)
    (money, area, room) = (other.money, other.area, other.room)
  }

  /// Amounts by party and year, with what of them carries over into each year: sum over the years up
  /// to it of amount x carry-over ^ years between. Money suffices when what is spent stays within what
  /// is available by this sum, in every year.
  private static func cumulated(_ problem: ProgrammeProblem, _ amounts: [Double]) -> [Double] {
    var sums = amounts
    for (party, budget) in problem.budgets.enumerated() {
      for year in 1..<max(1, problem.yearCount) {
        let index = party * problem.yearCount + year
        sums[index] += (budget?.carryOver ?? 0) * sums[index - 1]
      }
    }
    return sums
  }

  // MARK: Answers to prices

  /// What an option is worth less the price of the money that it takes.
  func priced(_ option: ProgrammeItem.Option) -> Double {
    option.payments.reduce(option.worth) { worth, payment in
      let year = option.year - problem.years.lowerBound
      return worth - payment.amount.euros * money[payment.party * problem.yearCount + year]
    }
  }

  /// The best option of a project, the first of equals, with its priced worth and that of what it
  /// covers; nil where it has no options.
  private func best(_ project: ProgrammeProject) -> Answer? {
    let options = offers.options(of: project)
    var best = (option: -1, worth: -Double.infinity)
    for option in options {
      var worth = offers.worths[option]
      for payment in offers.payments(of: option) {
        worth -= offers.amounts[payment] * money[Int(offers.places[payment])]
      }
      if worth > best.worth { best = (option, worth) }
    }
    guard best.option >= 0 else { return nil }
    // Slices cost time even when they are empty.
    if !area.isEmpty { best.worth += coverWorth(project) }
    return Answer(project: project, option: best.option - options.lowerBound, worth: best.worth)
  }

  private func coverWorth(_ project: ProgrammeProject) -> Double {
    clusters.cover(project).reduce(0) { $0 + $1.area * area[Int($1.demand)] }
  }

  /// The best answer of a cluster: its bundle, or of its works those that are worth doing. They are put in
  /// `answers` instead of what was there.
  /// - Returns: What they are worth at the prices.
  private func answer(
    _ cluster: Int, in answers: inout [Answer]
  ) -> Double {
    answers.removeAll(keepingCapacity: true)
    var worth = 0.0
    for place in clusters.places(of: cluster) {
      let work = clusters.works[place]
      let lock = problem.works[Int(work)].lock
      guard lock != .lockedOut, let found = best(.work(Int(work))) else { continue }
      guard found.worth > 0 || lock == .lockedIn else { continue }
      answers.append(found)
      worth += found.worth
    }
    let bundle = Int(clusters.bundles[cluster])
    guard bundle >= 0, let found = best(.bundle(bundle)) else { return worth }
    let isLocked = problem.bundles[bundle].lock == .lockedIn
    guard found.worth >= worth || isLocked else { return worth }
    answers.removeAll(keepingCapacity: true)
    answers.append(found)
    return found.worth
  }

  /// The best answer of a cluster: its bundle, or of its works those that are worth doing.
  func answer(_ cluster: Int) -> [Answer] {
    var answers: [Answer] = []
    _ = answer(cluster, in: &answers)
    return answers
  }

  /// A project in the answer of a cluster.
  struct Answer {
    var project: ProgrammeProject
    var option: Int
    var worth: Double
  }

  // MARK: The bound, and better prices

  /// What answers together take.
  struct Response: Sendable {
    /// What they are worth at the prices, in EUR. Of all clusters: no programme is worth more.
    var bound: Double
    /// EUR by party and year; of all clusters with what carries over. Shape: `parties x years`.
    var spent: [Double]
    /// Area in m2. Shape: demands.
    var covered: [Double]
  }

  /// The answers of all clusters to these prices. They are added up in parts that do not depend on the
  /// number of threads.
  func response(threads: Int) -> Response {
    let all = clusters.clusters.indices
    let parts = concurrentValues(all, inChunksOf: 512, threads: threads) { response(of: $0) }
    var whole = Response(
      bound: zip(room, limits).reduce(0) { $0 + $1.0 * $1.1 },
      spent: [Double](repeating: 0, count: money.count),
      covered: [Double](repeating: 0, count: area.count))
    whole.bound -= zip(area, problem.demands).reduce(0) { $0 + $1.0 * $1.1.needed }
    for part in parts {
      whole.bound += part.bound
      for index in whole.spent.indices { whole.spent[index] += part.spent[index] }
      for index in whole.covered.indices { whole.covered[index] += part.covered[index] }
    }
    whole.spent = Self.cumulated(problem, whole.spent)
    return whole
  }

  private func response(of range: Range<Int>) -> Response {
    var sums = Response(
      bound: 0, spent: [Double](repeating: 0, count: money.count),
      covered: [Double](repeating: 0, count: area.count))
    var answers: [Answer] = []
    for index in range {
      sums.bound += answer(index, in: &answers)
      for answer in answers {
        let option = offers.options(of: answer.project).lowerBound + answer.option
        for payment in offers.payments(of: option) {
          sums.spent[Int(offers.places[payment])] += offers.amounts[payment]
        }
        guard !area.isEmpty else { continue }
        for cover in clusters.cover(answer.project) {
          sums.covered[Int(cover.demand)] += cover.area
        }
      }
    }
    return sums
  }

  /// Raises the prices of what the answers take too much of and lowers the others, by a step towards
  /// a target for the bound (B. T. Polyak 1969). Each is measured as a part of its limit.
  mutating func adjust(to response: Response, target: Double, step: Double) {
    var slopes: [Double] = []
    for index in room.indices {
      let isLimited = problem.budgets[index / problem.yearCount] != nil
      let isUsed = isLimited && (room[index] > 0 || response.spent[index] > limits[index])
      slopes.append(isUsed ? (response.spent[index] - limits[index]) / scale(index) : 0)
    }
    let areas = problem.demands.indices.map { index in
      let lacking = problem.demands[index].needed - response.covered[index]
      let isUsed = area[index] > 0 || lacking > 0
      return isUsed ? lacking / max(problem.demands[index].needed, 1) : 0
    }
    let length = (slopes + areas).reduce(0) { $0 + $1 * $1 }
    guard length > 0, response.bound > target else { return }
    let move = step * (response.bound - target) / length
    for index in room.indices {
      room[index] = max(0, room[index] + move * slopes[index] / scale(index))
    }
    for (index, slope) in areas.enumerated() {
      area[index] = max(0, area[index] + move * slope / max(problem.demands[index].needed, 1))
    }
    spreadRoom()
  }

  private func scale(_ index: Int) -> Double { max(limits[index], 1000) }

  /// A EUR that is spent in a year is lacking in all later ones that its rest would have carried over to.
  private mutating func spreadRoom() {
    money = room
    for (party, budget) in problem.budgets.enumerated() {
      for year in (0..<max(0, problem.yearCount - 1)).reversed() {
        let index = party * problem.yearCount + year
        money[index] += (budget?.carryOver ?? 0) * money[index + 1]
      }
    }
  }
}
