import OpportunityMap
import ProjectBundling

extension UndoneWork.Reason {
  /// What products call it.
  package var code: String {
    switch self {
    case .lockedOut: "locked-out"
    case .nothingGained: "nothing-gained"
    case .noMoney: "no-money"
    case .outOfOrder: "out-of-order"
    case .crowdedOut: "crowded-out"
    }
  }

  /// Where the money went that the work lacks; nil where that is not what keeps it from being done.
  package var crowd: UndoneWork.Crowd? {
    if case .crowdedOut(let crowd) = self { crowd } else { nil }
  }
}

extension UnspentMoney.Reason {
  /// What products call it.
  package var code: String {
    switch self {
    case .nothingLeft: "nothing-left"
    case .doesNotFit: "does-not-fit"
    case .outOfOrder: "out-of-order"
    case .lockedOut: "locked-out"
    case .nothingGained: "nothing-gained"
    }
  }
}

extension CandidateInput {
  /// The budget, project or work that keeps a work from being done; nil where none does.
  package func cause(of reason: UndoneWork.Reason) -> String? {
    switch reason {
    case .lockedOut, .nothingGained: nil
    case .noMoney(let party): plan.programme?.parties[party]
    case .outOfOrder(let work): workID(Int32(work))
    case .crowdedOut(let crowd): plan.programme?.parties[crowd.party]
    }
  }

  /// Why a work is not done, in a sentence.
  package func words(_ reason: UndoneWork.Reason, _ language: Language) -> String {
    let cause = cause(of: reason) ?? ""
    return switch reason {
    case .lockedOut: language.text(.lockedOutReason)
    case .nothingGained: language.text(.nothingGainedReason)
    case .noMoney: language.text(.noMoneyReason, cause)
    case .outOfOrder: language.text(.outOfOrderReason, cause)
    case .crowdedOut(let crowd): words(crowd, cause, language)
    }
  }

  private func words(_ crowd: UndoneWork.Crowd, _ party: String, _ language: Language) -> String {
    let room = language.amount(crowd.room.euros, in: map.currency)
    let full = language.text(.crowdedOutReason, party, room, "\(crowd.year)")
    guard let last = crowd.last else { return full + " " + language.text(.fillsBetterReason) }
    return full + " " + language.text(.beforeReason, language.number(crowd.before), id(of: last))
  }

  /// Why money is left, in a sentence.
  package func words(_ reason: UnspentMoney.Reason, _ language: Language) -> String {
    switch reason {
    case .nothingLeft: return language.text(.nothingLeftReason)
    case .outOfOrder: return language.text(.leftOutOfOrderReason)
    case .lockedOut: return language.text(.leftLockedOutReason)
    case .nothingGained: return language.text(.leftNothingGainedReason)
    case .doesNotFit(let work, let year, let left):
      let cost = plan.bundling.problem.works[work].cost
      return language.text(
        .doesNotFitReason, workID(Int32(work)), language.amount(cost, in: map.currency), "\(year)",
        language.amount(left.euros, in: map.currency))
    }
  }
}

/// What a programme leaves undone and unspent, in a few lines.
func undoneLines(
  _ programme: Programme, _ input: CandidateInput, _ language: Language
) -> [String] {
  let (problem, currency) = (input.plan.bundling.problem, input.map.currency)
  let undone = programme.undone.map(\.work)
  let costs = undone.map { problem.works[$0].cost }
  let isUnknown = undone.count { input.map.works[problem.works[$0].work].cost == nil }
  let lines = [
    language.text(
      .undoneLine, language.number(undone.count), language.number(problem.works.count),
      language.amount(costs.reduce(0, +), in: currency),
      language.amount(problem.works.reduce(0) { $0 + $1.cost }, in: currency),
      language.amount(undone.reduce(0) { $0 + problem.riskLeft($1) }, in: currency))
      + (isUnknown > 0 ? " " + language.text(.undoneCostUnknown, language.number(isUnknown)) : "")
  ]
  return (undone.isEmpty ? [] : lines + reasonLines(programme, input, language))
    + programme.unspent.filter { $0.amount > .zero }.map { money in
      language.text(
        .unspentLine, terminalSafe(programme.parties[money.party]),
        language.amount(money.amount.euros, in: currency),
        terminalSafe(input.words(money.reason, language)))
    }
}

/// How many works are not done for each reason, and what they cost.
private func reasonLines(
  _ programme: Programme, _ input: CandidateInput, _ language: Language
) -> [String] {
  let works = input.plan.bundling.problem.works
  let groups = Dictionary(grouping: programme.undone, by: \.reason.code)
  return groups.sorted { $0.key < $1.key }.map { _, undone in
    language.text(
      undone[0].reason.key, language.number(undone.count),
      language.amount(undone.reduce(0) { $0 + works[$1.work].cost }, in: input.map.currency))
  }
}

extension UndoneWork.Reason {
  fileprivate var key: ProjectTextKey {
    switch self {
    case .lockedOut: .lockedOutCount
    case .nothingGained: .nothingGainedCount
    case .noMoney: .noMoneyCount
    case .outOfOrder: .outOfOrderCount
    case .crowdedOut: .crowdedOutCount
    }
  }
}
