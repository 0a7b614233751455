/// A work that a programme does not do, and why.
package struct UndoneWork: Sendable, Equatable {
  /// What keeps it from being done; the first that holds.
  package enum Reason: Sendable, Equatable {
    /// Someone decided so.
    case lockedOut
    /// It would add no worth in any year.
    case nothingGained
    /// It costs more than its budget has in every year in which it would add worth, even when nothing
    /// else is done.
    case noMoney(party: Int)
    /// There is money for it, but only in years in which it would come before or after another work on
    /// the same ground that it has to follow or precede.
    case outOfOrder(work: Int)
    /// There would have been money, but it went to others.
    case crowdedOut(Crowd)
  }

  /// Where the money went that a work lacks.
  package struct Crowd: Sendable, Equatable {
    /// Index of the party that lacks money.
    package var party: Int
    /// The year in which least is lacking, of those in which the work may be done, would add worth and could be
    /// paid if nothing else were done.
    package var year: Int
    /// What the party could still spend in that year.
    package var room: Money
    /// How many works and projects, of a piece of street each work, that the party pays in years in which the work may be done are worth more
    /// for each EUR than the work is in any of them.
    package var before: Int
    /// Of these the one that is worth least for each EUR: there the last of that money went. Nil where none
    /// is worth more: then what is done fills the budget better.
    package var last: ProgrammeProject?
  }

  /// Index of the work.
  package var work: Int
  /// Why.
  package var reason: Reason
}

/// Money that a party has left, and why nothing could use it.
package struct UnspentMoney: Sendable, Equatable {
  /// Why nothing could use it.
  package enum Reason: Sendable, Equatable {
    /// Nothing that the party pays is left undone.
    case nothingLeft
    /// What is left undone costs more than any year has left; the work that lacks least, and what was left
    /// for it in that year.
    case doesNotFit(work: Int, year: Int, left: Money)
    /// What is left undone would come in the wrong order.
    case outOfOrder
    /// What is left undone is not to be done: someone decided so.
    case lockedOut
    /// What is left undone would add no worth.
    case nothingGained
  }

  /// Index of the party.
  package var party: Int
  /// New money of all years less what is spent: what is left over at the end and what lapsed before.
  package var amount: Money
  /// The part of it that did not carry over to a next year.
  package var lapsed: Money
  /// Why nothing could use it.
  package var reason: Reason
}

/// Finds out why works are not done and money is not spent.
struct UndoneFinder {
  /// What was asked, with all options.
  private let problem: ProgrammeProblem
  private let order: WorkOrder
  private let ledger: Ledger
  /// As `ProgrammeChoice.years`.
  private let years: [Int16]
  private let empty: Ledger
  /// The most that a party could spend more in a year, where a budget limits it. Shape: `parties x years`.
  private let room: [Money]
  /// What parties pay for, works before bundles. Shape: `parties x years`.
  private var paid: [[Paid]]

  private struct Paid {
    let project: ProgrammeProject
    let rate: Double
  }

  /// `chosen` may have fewer options than `problem`; `choice` is one of these.
  init(_ problem: ProgrammeProblem, _ chosen: ProgrammeProblem, _ choice: ProgrammeChoice) {
    self.problem = problem
    order = WorkOrder(problem)
    let ledger = choice.ledger(chosen)
    self.ledger = ledger
    years = choice.years(chosen)
    empty = Ledger(problem)
    room = problem.parties.indices.flatMap { party in
      (0..<problem.yearCount).map { ledger.room(of: party, in: $0) }
    }
    paid = [[Paid]](repeating: [], count: room.count)
    for (index, option) in choice.works.enumerated() where option >= 0 {
      add(.work(index), chosen.works[index].options[Int(option)])
    }
    for (index, option) in choice.bundles.enumerated() where option >= 0 {
      add(.bundle(index), chosen.bundles[index].options[Int(option)])
    }
  }

  private mutating func add(_ project: ProgrammeProject, _ option: ProgrammeItem.Option) {
    for payment in option.payments where problem.isLimited(payment) {
      paid[place(payment.party, option.year)].append(Paid(project: project, rate: option.rate))
    }
  }

  private func place(_ party: Int, _ year: Int) -> Int {
    party * problem.yearCount + year - problem.years.lowerBound
  }

  // MARK: Works

  /// The works that are not done, ascending.
  var undone: [UndoneWork] {
    problem.works.indices.filter { years[$0] == 0 }.map {
      UndoneWork(work: $0, reason: reason(for: $0))
    }
  }

  private func reason(for work: Int) -> UndoneWork.Reason {
    let item = problem.works[work]
    if item.lock == .lockedOut { return .lockedOut }
    let useful = item.options.filter { $0.worth > 0 }
    guard let first = useful.first else { return .nothingGained }
    let payable = useful.filter(empty.hasRoom)
    guard !payable.isEmpty else { return .noMoney(party: first.payments.first?.party ?? 0) }
    if let option = payable.first(where: ledger.hasRoom),
      let obstacle = order.obstacle(
        to: work, in: Int16(option.year - problem.years.lowerBound + 1), years)
    {
      return .outOfOrder(work: obstacle)
    }
    return .crowdedOut(crowd(payable))
  }

  /// Money in EUR cents that an option lacks for the party that lacks most.
  private func lack(_ option: ProgrammeItem.Option) -> Money {
    option.payments.filter(problem.isLimited).map {
      $0.amount - room[place($0.party, option.year)]
    }.max() ?? .zero
  }

  /// Where the money went for options of a work that could each be paid if nothing else were done.
  private func crowd(_ options: [ProgrammeItem.Option]) -> UndoneWork.Crowd {
    let nearest = options.min { (lack($0), $0.year) < (lack($1), $1.year) } ?? options[0]
    let party =
      nearest.payments.filter(problem.isLimited).max {
        $0.amount - room[place($0.party, nearest.year)]
          < $1.amount - room[place($1.party, nearest.year)]
      }?.party ?? 0
    let rate = options.map(\.rate).max() ?? 0
    let before = Set(options.map(\.year)).sorted()
      .flatMap { paid[place(party, $0)] }.filter { $0.rate > rate }
    return UndoneWork.Crowd(
      party: party, year: nearest.year, room: room[place(party, nearest.year)],
      before: before.reduce(0) { $0 + problem.knownCount($1.project) },
      last: before.min { $0.rate < $1.rate }?.project)
  }

  // MARK: Money

  /// What each party that a budget limits has left.
  func unspent(_ undone: [UndoneWork]) -> [UnspentMoney] {
    problem.parties.indices.compactMap { party in
      guard let budget = problem.budgets[party] else { return nil }
      let account = ledger.account(of: party)
      let spent = account.reduce(Money.zero) { $0 + $1.spent }
      let left = budget.available.reduce(.zero, +) - spent
      let own = undone.filter { pays(party, for: $0.work) }
      return UnspentMoney(
        party: party, amount: left, lapsed: left - (account.last?.left ?? .zero),
        reason: reason(party, own))
    }
  }

  private func pays(_ party: Int, for work: Int) -> Bool {
    problem.works[work].options.contains { $0.payments.contains { $0.party == party } }
  }

  private func reason(_ party: Int, _ undone: [UndoneWork]) -> UnspentMoney.Reason {
    if undone.isEmpty { return .nothingLeft }
    if let nearest = nearest(party, undone) { return nearest }
    let reasons = undone.map(\.reason)
    if reasons.contains(where: { if case .outOfOrder = $0 { true } else { false } }) {
      return .outOfOrder
    }
    return reasons.contains(.lockedOut) ? .lockedOut : .nothingGained
  }

  /// The work that money is lacking for, and that lacks least.
  private func nearest(_ party: Int, _ undone: [UndoneWork]) -> UnspentMoney.Reason? {
    let lacking = undone.filter {
      switch $0.reason {
      case .noMoney, .crowdedOut: true
      case .lockedOut, .nothingGained, .outOfOrder: false
      }
    }
    let ways = lacking.flatMap { undone in
      problem.works[undone.work].options.filter { $0.worth > 0 }.map {
        (work: undone.work, year: $0.year, lack: lack($0))
      }
    }
    return ways.min { ($0.lack, $0.work, $0.year) < ($1.lack, $1.work, $1.year) }.map {
      .doesNotFit(work: $0.work, year: $0.year, left: room[place(party, $0.year)])
    }
  }
}
