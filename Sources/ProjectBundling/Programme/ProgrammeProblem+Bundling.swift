import Geometry
import OpportunityMap
import ProjectFile
import Workers

extension ProgrammeProblem {
  /// The works and bundles of a city with what doing them in a year is worth, for what a project asks.
  /// docs/programme.md explains the amounts.
  /// - Parameters:
  ///   - problem: The works.
  ///   - bundles: The bundles that may be done. None share a work.
  ///   - ids: Id of each bundle, by which the request names it. Shape: `bundles`.
  ///   - map: The map that the works are from.
  ///   - request: What is asked.
  ///   - path: The project file, for messages.
  ///   - couplings: What works can carry; nil for nothing.
  ///   - plansStreets: Whether what lies in one street is planned as one piece.
  ///   - threads: Most threads.
  /// - Throws: `YAMLError` for parties and projects that there are not.
  package init(
    _ problem: BundlingProblem, bundles: [Bundle], ids: [String], map: OpportunityMap,
    request: ProgrammeRequest, path: String, couplings: CouplingPlan? = nil,
    plansStreets: Bool = false, threads: Int = 1
  ) throws {
    let payers = couplings?.payers ?? problem.parties
    let purses = Purses(payers, request.pots)
    let budgets = try readBudgets(request, payers: payers, purses, map: map, path: path)
    let valuer = OptionValuer(
      problem: problem, map: map, mode: request.mode, purses: purses,
      couplings: request.mode == .best ? couplings : nil)
    self.init(
      years: map.years, parties: purses.names, budgets: budgets,
      works: items(problem.works.indices, threads, valuer.item(work:)),
      bundles: items(bundles.indices, threads) { valuer.item(bundles[$0]) })
    keepOrder(of: problem, bundles: bundles)
    let locks = LockReader(problem, ids: ids, map: map, path: path)
    try locks.lock(request, in: &self)
    if request.mode == .best, plansStreets {
      streets = StreetsOfWorks(problem, map)
      let pieces = StreetPieces(problem).pieces(besides: bundles, threads: threads)
      let opening = problem.rules.streetOpening
      self.bundles += items(pieces.indices, threads) { [self] in
        item(piece: pieces[$0], opening: opening, couplings)
      }.compactMap(\.self)
    }
    if request.mode == .coverage {
      let demanded = DemandedCoverage(request, map: map)
      demands = demanded.demands
      grounds = demanded.grounds(problem, map: map)
    }
  }

  /// The same for a request that differs in amounts of money alone.
  /// - Throws: `YAMLError` for parties that there are not.
  package func funded(
    by request: ProgrammeRequest, payers: [String], map: OpportunityMap, path: String
  ) throws -> ProgrammeProblem {
    var problem = self
    problem.budgets = try readBudgets(
      request, payers: payers, Purses(payers, request.pots), map: map, path: path)
    return problem
  }
}

/// What is made of each index, some at a time.
private func items<Item: Sendable>(
  _ indices: Range<Int>, _ threads: Int, _ make: @Sendable (Int) -> Item
) -> [Item] {
  concurrentValues(indices, inChunksOf: 256, threads: threads) { $0.map(make) }.flatMap(\.self)
}

// MARK: - What options are worth

/// What doing a work or bundle in a year is worth.
private struct OptionValuer: Sendable {
  let problem: BundlingProblem
  let map: OpportunityMap
  let mode: ProgrammeRequest.Mode
  let purses: Purses
  /// What works can carry; nil for nothing.
  let couplings: CouplingPlan?

  func item(work index: Int) -> ProgrammeItem {
    let work = problem.works[index]
    let amount = Money(euros: work.cost)
    let payments =
      amount > .zero ? [Payment(party: purses.ofParties[work.party], amount: amount)] : []
    let usual = mode == .best ? benefit(of: work) : -work.cost
    let options = work.allYears.map { year in
      ProgrammeItem.Option(
        year: year,
        worth: usual - work.moving(to: year) - problem.cutting(Int32(index), in: year),
        payments: payments)
    }
    return ProgrammeItem(works: [Int32(index)], options: carrying([Int32(index)], options))
  }

  func item(_ bundle: Bundle) -> ProgrammeItem {
    let gain = problem.saved(by: bundle.works)
    let works = bundle.works.map { problem.works[Int($0)] }
    let usual =
      mode == .best
      ? works.reduce(gain.saved.total) { $0 + benefit(of: $1) }
      : works.reduce(gain.saved.paid) { $0 - $1.cost }
    let common = problem.commonYears(bundle.works) ?? bundle.year...bundle.year
    let last = works.map(\.lastYear).min() ?? common.upperBound
    // Late, when money lacks sooner.
    let years = common.lowerBound...max(common.upperBound, last)
    let options = years.map { year in
      let project = JointProject(bundle.works, in: year, problem, saved: gain.saved.paid)
      return ProgrammeItem.Option(
        year: year, worth: usual - project.moving, payments: payments(project))
    }
    return ProgrammeItem(works: bundle.works, options: carrying(bundle.works, options))
  }

  /// The options, each without and with what the works can carry.
  private func carrying(
    _ works: [Int32], _ options: [ProgrammeItem.Option]
  ) -> [ProgrammeItem.Option] {
    guard let couplings else { return options }
    let sets = couplings.sets(of: works)
    guard sets.contains(where: { !$0.entries.isEmpty }) else { return options }
    return options.flatMap { option in
      let discount = couplings.discount(in: option.year)
      return sets.map { set in
        ProgrammeItem.Option(
          year: option.year, worth: option.worth + set.worth * discount,
          payments: set.costs.reduce(option.payments, adding), couplings: set.entries)
      }
    }
  }

  /// Payments with what a payer pays more; what a work becomes cheaper is never more than it costs.
  private func adding(_ payments: [Payment], _ cost: CouplingSet.Cost) -> [Payment] {
    var payments = payments
    let purse = purses.ofParties[cost.payer]
    let known = payments.firstIndex { $0.party == purse }
    let amount = (known.map { payments[$0].amount } ?? .zero) + Money(euros: cost.euros)
    if let known { payments.remove(at: known) }
    guard amount > .zero else { return payments }
    payments.insert(Payment(party: purse, amount: amount), at: known ?? payments.count)
    return payments
  }

  private func payments(_ project: JointProject) -> [Payment] {
    var payments: [Payment] = []
    for (party, amount) in zip(project.parties, project.charges()) where amount > .zero {
      let purse = purses.ofParties[party]
      if let known = payments.firstIndex(where: { $0.party == purse }) {
        payments[known].amount = payments[known].amount + amount
      } else {
        payments.append(Payment(party: purse, amount: amount))
      }
    }
    return payments
  }

  /// What doing a work is worth whenever it is done, but for what it carries: the risk that it would run
  /// from its due year until the end of the horizon. What an overdue work has run before the horizon no
  /// programme avoids.
  private func benefit(of work: BundlingWork) -> Double {
    work.laterPerYear * Double(map.years.upperBound + 1 - work.due)
  }
}

// MARK: - Budgets

private func readBudgets(
  _ request: ProgrammeRequest, payers: [String], _ purses: Purses, map: OpportunityMap, path: String
) throws -> [ProgrammeBudget?] {
  let paying = Set(payers).union(map.works.compactMap(\.budget))
  try request.checkParties(paying: paying, path: path)
  return purses.names.map { name in
    request.budgets(of: name).map { budgets in
      ProgrammeBudget(
        available: map.years.map { year in
          budgets.reduce(.zero) { $0 + Money(euros: $1.amount(in: year)) }
        }, carryOver: budgets.map(\.carryOver).min() ?? 0)
    }
  }
}

extension ProgrammeRequest {
  /// The budgets that fill a purse: its own, or those of the parties that share it, which all need one; nil
  /// where nothing limits it.
  fileprivate func budgets(of purse: String) -> [Budget]? {
    if let own = budgets.first(where: { $0.party == purse }) { return [own] }
    guard let pot = pots.first(where: { $0.name == purse }) else { return nil }
    let found = pot.parties.map { party in budgets.first { $0.party == party } }
    return found.contains { $0 == nil } ? nil : found.compactMap(\.self)
  }
}

/// Where the money of each party comes from: its own purse, or the pot that it shares.
private struct Purses: Sendable {
  /// Names of the purses, in the order of their first party.
  private(set) var names: [String] = []
  /// Purse of each party. Shape: parties.
  private(set) var ofParties: [Int] = []

  init(_ parties: [String], _ pots: [ProgrammeRequest.Pot]) {
    for party in parties {
      let name = pots.first { $0.parties.contains(party) }?.name ?? party
      if !names.contains(name) { names.append(name) }
      ofParties.append(names.firstIndex(of: name) ?? 0)
    }
  }
}
