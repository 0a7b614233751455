import ProjectBundling
import TestSupport

/// Small problems that the seed alone decides, in amounts of whole thousands so that half of what is
/// left is a whole number of cents.
struct RandomProgrammes {
  private var random: SeededGenerator
  /// Draws of which works come first.
  private var orders: SeededGenerator
  private let years = 2027...2030

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    orders = SeededGenerator(seed: seed + 1_000_000)
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  private mutating func chance(_ part: Double) -> Bool {
    Double.random(in: 0..<1, using: &random) < part
  }

  /// A problem of at most that many works. For coverage, worth is minus cost.
  mutating func problem(works count: Int, covers: Bool) -> ProgrammeProblem {
    let works = (0..<number(1...count)).map { work($0, covers: covers) }
    let bundles = bundles(of: works, covers: covers)
    let budgets = (0..<2).map { _ in chance(0.8) ? budget() : nil }
    var problem = ProgrammeProblem(
      years: years, parties: ["roads", "sewers"], budgets: budgets, works: works, bundles: bundles)
    problem.order = order(of: works.count)
    if covers { addDemands(to: &problem) }
    return problem
  }

  /// Some works have to come before a later one.
  private mutating func order(of count: Int) -> [OrderedWorks] {
    (0..<count).compactMap { first in
      let second = first + Int.random(in: 1...3, using: &orders)
      let isOrdered = Double.random(in: 0..<1, using: &orders) < 0.3
      guard second < count, isOrdered else { return nil }
      return OrderedWorks(first: Int32(first), second: Int32(second))
    }
  }

  private mutating func work(_ index: Int, covers: Bool) -> ProgrammeItem {
    let amount = 1000 * number(1...9)
    let first = number(2027...2030)
    let last = number(first...2030)
    let payment = Payment(party: number(0...1), amount: Money(euros: Double(amount)))
    let options = (first...last).map { year in
      let move = Double(number(0...900))
      let worth = covers ? -Double(amount) - move : Double(number(0...9000)) - move
      return ProgrammeItem.Option(year: year, worth: worth, payments: [payment])
    }
    return ProgrammeItem(works: [Int32(index)], options: options, lock: lock())
  }

  private mutating func lock() -> ProgrammeItem.Lock {
    chance(0.08) ? .lockedIn : chance(0.05) ? .lockedOut : .free
  }

  /// Neighbouring works in pairs and threes, some of them not bundled at all.
  private mutating func bundles(of works: [ProgrammeItem], covers: Bool) -> [ProgrammeItem] {
    var bundles: [ProgrammeItem] = []
    var next = 0
    while next + 1 < works.count {
      let size = min(number(1...3), works.count - next)
      if size > 1 { bundles.append(bundle(Array(works[next..<next + size]), covers: covers)) }
      next += size
    }
    return bundles
  }

  private mutating func bundle(_ works: [ProgrammeItem], covers: Bool) -> ProgrammeItem {
    var sums = [0, 0]
    for payment in works.map({ $0.options[0].payments[0] }) {
      sums[payment.party] += payment.amount.cents * 3 / 4
    }
    let payments = sums.indices.filter { sums[$0] > 0 }.map {
      Payment(party: $0, amount: Money(cents: sums[$0]))
    }
    let total = Double(sums[0] + sums[1]) / 100
    let first = number(2027...2030)
    let options = (first...number(first...2030)).map { year in
      let worth = covers ? -total - Double(number(0...500)) : Double(number(0...20000))
      return ProgrammeItem.Option(year: year, worth: worth, payments: payments)
    }
    return ProgrammeItem(works: works.flatMap(\.works), options: options, lock: lock())
  }

  private mutating func budget() -> ProgrammeBudget {
    let money = years.map { _ in Money(euros: Double(1000 * number(0...8))) }
    return ProgrammeBudget(available: money, carryOver: [0, 0.5, 1][number(0...2)])
  }

  /// Two themes over the city, the first also in a neighbourhood; some ground lies under several works.
  private mutating func addDemands(to problem: inout ProgrammeProblem) {
    let count = problem.works.count
    problem.grounds = (0..<(count + 3)).map { index in
      let works = (0..<count).filter { $0 == index || (index >= count && chance(0.5)) }
      let demands: [Int32] = chance(0.5) ? [0, 2] : chance(0.5) ? [0] : [1]
      return CoveredGround(
        works: works.map { Int32($0) }, demands: demands, area: Double(number(1...50)))
    }.filter { !$0.works.isEmpty }
    problem.demands = [(0, nil), (1, nil), (0, 4)].enumerated().map { index, demand in
      let area = problem.grounds.reduce(0.0) {
        $1.demands.contains(Int32(index)) ? $0 + $1.area : $0
      }
      let share = Double(number(0...8)) / 10
      return CoverageDemand(
        theme: demand.0, neighbourhood: demand.1, total: area + 10, needed: area * share)
    }
  }
}
