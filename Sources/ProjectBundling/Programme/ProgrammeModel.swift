import Solver

/// The programme as an integer program: a variable that is 0 or 1 for each option, at most one option
/// for each work, money left over for each budget and year.
struct ProgrammeModel {
  /// What may give way, at a cost that is minimised; what the options are worth does not count then.
  enum Softness {
    /// Nothing.
    case none
    /// Demands and projects that are locked in; budgets are kept.
    case wishes
    /// Budgets, by extra money.
    case money
  }

  /// What the solver found.
  struct Answer {
    var choice: ProgrammeChoice
    /// Worth that nothing exceeds, or the cost of what gives way.
    var bound: Double
    var status: IntegerProgram.Status
    /// Extra money in EUR. Shape: `parties x years`; empty unless money may give way.
    var extra: [Double]
  }

  /// EUR in which the solver counts money: amounts from cents to millions are too far apart for it, and its
  /// linear programs have failed on them.
  private static let unit = 1000.0

  private let problem: ProgrammeProblem
  private let softness: Softness
  private let weight: Double
  private var program = IntegerProgram()
  /// First variable of each work and bundle; -1 where it has none.
  private var workStarts: [Int] = []
  private var bundleStarts: [Int] = []
  private var extraStart = 0
  private var slackTerms: [(variable: Int, factor: Double)] = []

  /// A model of a problem. With a slack limit, what gives way may cost at most so much, and what options
  /// are worth counts; a reserve in EUR is what each budget keeps unspent each year, against the solver's
  /// rounding.
  init(
    _ problem: ProgrammeProblem, softness: Softness = .none, slackLimit: Double? = nil,
    reserve: Double = 0
  ) {
    self.problem = problem
    self.softness = softness
    weight = softness == .none || slackLimit != nil ? 1 : 0
    addOptions()
    addWorks()
    addLockedBundles()
    addOrder()
    addBudgets(reserve: reserve)
    addDemands(slackCounts: slackLimit == nil)
    if let slackLimit {
      program.addConstraint(slackTerms, in: 0...(slackLimit + 1e-7))
    }
  }

  /// Number of variables that a problem takes.
  static func size(_ problem: ProgrammeProblem) -> Int {
    (problem.works + problem.bundles).reduce(problem.grounds.count) { $0 + $1.options.count }
  }

  /// Solves it.
  /// - Throws: `IntegerProgram.Failure`.
  func solve(seconds: Double) throws(IntegerProgram.Failure) -> Answer {
    // The larger the program, the longer a node takes; the number of nodes is the same in every run.
    let nodes = 1_000_000 / max(50, program.variableCount)
    let solution = try program.solve(seconds: seconds, nodes: nodes)
    var choice = ProgrammeChoice(problem)
    for (index, start) in workStarts.enumerated() {
      choice.works[index] = taken(problem.works[index], start, solution.values)
    }
    for (index, start) in bundleStarts.enumerated() {
      choice.bundles[index] = taken(problem.bundles[index], start, solution.values)
    }
    let extraCount = softness == .money ? problem.parties.count * problem.yearCount : 0
    return Answer(
      choice: choice, bound: weight == 1 ? -solution.bound : solution.objective,
      status: solution.status,
      extra: (0..<extraCount).map { max(0, solution.values[extraStart + $0]) * Self.unit })
  }

  private func taken(_ item: ProgrammeItem, _ start: Int, _ values: [Double]) -> Int32 {
    guard start >= 0 else { return -1 }
    return Int32(item.options.indices.first { values[start + $0] > 0.5 } ?? -1)
  }

  // MARK: Options

  private mutating func addOptions() {
    for work in problem.works {
      workStarts.append(work.lock == .lockedOut ? -1 : add(work))
    }
    for bundle in problem.bundles {
      bundleStarts.append(problem.isAllowed(bundle: bundle) ? add(bundle) : -1)
    }
  }

  private mutating func add(_ item: ProgrammeItem) -> Int {
    let start = program.variableCount
    for option in item.options { _ = program.addChoice(cost: -option.worth * weight) }
    return start
  }

  private typealias Term = (variable: Int, factor: Double)

  private func terms(_ item: ProgrammeItem, _ start: Int) -> [Term] {
    start < 0 ? [] : item.options.indices.map { (start + $0, 1) }
  }

  /// 1 where the work is done, alone or in its bundle.
  private func doneTerms(_ work: Int, _ bundleOfWork: [Int32]) -> [Term] {
    let bundle = Int(bundleOfWork[work])
    let alone = terms(problem.works[work], workStarts[work])
    return bundle < 0 ? alone : alone + terms(problem.bundles[bundle], bundleStarts[bundle])
  }

  private mutating func addWorks() {
    let bundleOfWork = problem.bundleOfWork
    for (index, work) in problem.works.enumerated() {
      let done = doneTerms(index, bundleOfWork)
      guard work.lock == .lockedIn else {
        if done.count > 1 { program.addConstraint(done, in: 0...1) }
        continue
      }
      program.addConstraint(done + lockSlack(), in: 1...1)
    }
  }

  private mutating func addLockedBundles() {
    for (index, bundle) in problem.bundles.enumerated() where bundle.lock == .lockedIn {
      program.addConstraint(terms(bundle, bundleStarts[index]) + lockSlack(), in: 1...1)
    }
  }

  /// A locked project gives way only when no demand can instead: ten times the whole of one.
  private mutating func lockSlack() -> [Term] {
    guard softness == .wishes else { return [] }
    let cost = 10.0
    let slack = program.addVariable(in: 0...1, cost: weight == 0 ? cost : 0, isWhole: true)
    slackTerms.append((slack, cost))
    return [(slack, 1)]
  }

  // MARK: Order

  /// For each ordered pair and year: not the second up to it and the first after it.
  private mutating func addOrder() {
    let bundleOfWork = problem.bundleOfWork
    for pair in problem.order {
      let first = yearTerms(Int(pair.first), bundleOfWork)
      let second = yearTerms(Int(pair.second), bundleOfWork)
      for year in problem.years {
        let late = first.filter { $0.year > year }
        let early = second.filter { $0.year <= year }
        guard !late.isEmpty, !early.isEmpty else { continue }
        program.addConstraint((late + early).map { ($0.variable, 1) }, in: 0...1)
      }
    }
  }

  /// The ways to do a work, alone or in its bundle, with their years.
  private func yearTerms(
    _ work: Int, _ bundleOfWork: [Int32]
  ) -> [(variable: Int, year: Int)] {
    func ways(_ item: ProgrammeItem, _ start: Int) -> [(variable: Int, year: Int)] {
      start < 0 ? [] : item.options.enumerated().map { (start + $0, $1.year) }
    }
    let bundle = Int(bundleOfWork[work])
    let alone = ways(problem.works[work], workStarts[work])
    return bundle < 0 ? alone : alone + ways(problem.bundles[bundle], bundleStarts[bundle])
  }

  // MARK: Budgets

  /// For each budget and year: spent + left - part of what the year before left = new money.
  private mutating func addBudgets(reserve: Double) {
    let spent = spending()
    let years = problem.yearCount
    if softness == .money { addExtra() }
    for (party, budget) in problem.budgets.enumerated() {
      guard let budget else { continue }
      var before: Int?
      for year in 0..<years {
        let left = program.addVariable(in: 0...(.infinity), cost: 0, isWhole: false)
        var row = spent[party * years + year]
        row.append((left, 1))
        if let before, budget.carryOver > 0 { row.append((before, -budget.carryOver)) }
        if softness == .money { row.append((extraStart + party * years + year, -1)) }
        let money = max(0, budget.available[year].euros - reserve) / Self.unit
        program.addConstraint(row, in: money...money)
        before = left
      }
    }
  }

  /// Money that is added as late as possible, so that the year that lacks it is named.
  private mutating func addExtra() {
    extraStart = program.variableCount
    for _ in problem.parties {
      for year in 0..<problem.yearCount {
        let cost = 1 + 1e-6 * Double(problem.yearCount - year)
        _ = program.addVariable(in: 0...(.infinity), cost: cost, isWhole: false)
      }
    }
  }

  /// What each option costs, by party and year.
  private func spending() -> [[Term]] {
    var rows = [[Term]](repeating: [], count: problem.parties.count * problem.yearCount)
    func add(_ items: [ProgrammeItem], _ starts: [Int]) {
      for (item, start) in zip(items, starts) where start >= 0 {
        for (index, option) in item.options.enumerated() {
          for payment in option.payments where problem.isLimited(payment) {
            let year = option.year - problem.years.lowerBound
            rows[payment.party * problem.yearCount + year]
              .append((start + index, payment.amount.euros / Self.unit))
          }
        }
      }
    }
    add(problem.works, workStarts)
    add(problem.bundles, bundleStarts)
    return rows
  }

  // MARK: Demands

  /// For each demand: the part of it that is covered is at least what is needed. Ground under one work
  /// is covered when that is done; ground under several when at least one is.
  private mutating func addDemands(slackCounts: Bool) {
    guard !problem.demands.isEmpty else { return }
    var rows = [[Int: Double]](repeating: [:], count: problem.demands.count)
    let bundleOfWork = problem.bundleOfWork
    for ground in problem.grounds {
      let covered = coveredTerms(ground, bundleOfWork)
      for demand in ground.demands {
        let total = problem.demands[Int(demand)].total
        for term in covered {
          rows[Int(demand)][term.variable, default: 0] += term.factor * ground.area / total
        }
      }
    }
    for (index, demand) in problem.demands.enumerated() where demand.needed > 0 {
      var row = rows[index].sorted { $0.key < $1.key }.map { Term($0.key, $0.value) }
      if softness == .wishes {
        let slack = program.addVariable(in: 0...1, cost: slackCounts ? 1 : 0, isWhole: false)
        slackTerms.append((slack, 1))
        row.append((slack, 1))
      }
      program.addConstraint(row, in: (demand.needed / demand.total)...(.infinity))
    }
  }

  private mutating func coveredTerms(_ ground: CoveredGround, _ bundleOfWork: [Int32]) -> [Term] {
    let done = ground.works.map { doneTerms(Int($0), bundleOfWork) }
    guard done.count > 1 else { return done.first ?? [] }
    let covered = program.addVariable(in: 0...1, cost: 0, isWhole: false)
    var sums: [Int: Double] = [covered: 1]
    for term in done.joined() { sums[term.variable] = -1 }
    let row = sums.sorted { $0.key < $1.key }.map { Term($0.key, $0.value) }
    program.addConstraint(row, in: -(.infinity)...0)
    return [(covered, 1)]
  }
}
