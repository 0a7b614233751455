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

  /// Prices of nothing. The offers are those of the problem.
  init(_ problem: ProgrammeProblem, _ clusters: ProgrammeClusters, _ offers: ProgrammeOffers) {
    self.problem = problem
    self.clusters = clusters
    self.offers = offers
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

  /// What each option is worth less the price of the money that it takes. Shape: options.
  func priced(threads: Int) -> [Double] {
    concurrentValues(offers.worths.indices, inChunksOf: 65_536, threads: threads) { options in
      options.map { offers.priced($0, at: money) }
    }.flatMap(\.self)
  }

  /// The best option of an item, the first of equals, with its priced worth and that of what it covers; nil
  /// where it has no options.
  @inline(__always)
  private func best(_ item: Int) -> Answer? {
    let best = offers.best(of: item, at: money)
    guard best.option >= 0 else { return nil }
    // Slices cost time even when they are empty.
    let covered = area.isEmpty ? 0 : coverWorth(offers.project(item))
    return Answer(item: Int32(item), option: Int32(best.option), worth: best.worth + covered)
  }

  private func coverWorth(_ project: ProgrammeProject) -> Double {
    clusters.cover(project).reduce(0) { $0 + $1.area * area[Int($1.demand)] }
  }

  /// The best answer of a cluster: its bundle, or of its works those that are worth doing. They are put in
  /// `answers` behind what is there.
  /// - Returns: What they are worth at the prices.
  @discardableResult
  func answer(_ cluster: Int, in answers: inout [Answer]) -> Double {
    let first = answers.count
    var worth = 0.0
    for place in clusters.places(of: cluster) {
      let work = Int(clusters.works[place])
      let lock = offers.locks[work]
      guard lock != .lockedOut, let found = best(work) else { continue }
      guard found.worth > 0 || lock == .lockedIn else { continue }
      answers.append(found)
      worth += found.worth
    }
    guard clusters.bundles[cluster] >= 0 else { return worth }
    let bundle = offers.workCount + Int(clusters.bundles[cluster])
    guard let found = best(bundle) else { return worth }
    guard found.worth >= worth || offers.locks[bundle] == .lockedIn else { return worth }
    answers.removeLast(answers.count - first)
    answers.append(found)
    return found.worth
  }

  /// An item in the answer of a cluster.
  struct Answer {
    /// Its number among the offers.
    var item: Int32
    /// The option.
    var option: Int32
    /// What it is worth at the prices, with what it covers.
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
      bound: firstBound, spent: [Double](repeating: 0, count: money.count),
      covered: [Double](repeating: 0, count: area.count))
    for part in parts {
      whole.bound += part.bound
      for index in whole.spent.indices { whole.spent[index] += part.spent[index] }
      for index in whole.covered.indices { whole.covered[index] += part.covered[index] }
    }
    whole.spent = Self.cumulated(problem, whole.spent)
    return whole
  }

  /// What no programme is worth more than that does every work by itself, in EUR.
  func boundApart(threads: Int) -> Double {
    let parts = concurrentValues(0..<offers.workCount, inChunksOf: 512, threads: threads) {
      $0.reduce(0) { sum, work in
        guard offers.locks[work] != .lockedOut, let found = best(work) else { return sum }
        return found.worth > 0 || offers.locks[work] == .lockedIn ? sum + found.worth : sum
      }
    }
    return parts.reduce(firstBound, +)
  }

  /// What the scarce is worth at the prices, less what is demanded.
  private var firstBound: Double {
    let money = zip(room, limits).reduce(0) { $0 + $1.0 * $1.1 }
    return money - zip(area, problem.demands).reduce(0) { $0 + $1.0 * $1.1.needed }
  }

  private func response(of range: Range<Int>) -> Response {
    var sums = Response(
      bound: 0, spent: [Double](repeating: 0, count: money.count),
      covered: [Double](repeating: 0, count: area.count))
    var answers: [Answer] = []
    for index in range {
      answers.removeAll(keepingCapacity: true)
      sums.bound += answer(index, in: &answers)
      for answer in answers {
        for payment in offers.payments(of: Int(answer.option)) {
          sums.spent[Int(offers.places[payment])] += offers.amounts[payment]
        }
        guard !area.isEmpty else { continue }
        for cover in clusters.cover(offers.project(Int(answer.item))) {
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
