import OpportunityMap
import ProjectBundling

/// What a programme comes to, in a few lines: what is done and not, what is covered, what clashes.
package func programmeLines(
  _ programme: Programme, _ input: CandidateInput, _ language: Language
) -> [String] {
  let status = language.text(programme.status.key, language.percent(programme.gap))
  return [
    language.text(
      .programmeLine, language.number(programme.rows.count),
      spentText(programme, input, language),
      language.number(input.plan.bundling.problem.works.count - programme.undone.count), status)
  ] + (programme.isCutByTime ? [language.text(.programmeCutByTime)] : [])
    + undoneLines(programme, input, language)
    + programme.coverage.map { input.line($0, language) } + clashLines(programme, input, language)
}

/// What is paid, and beside it what budgets are charged where that is more.
private func spentText(
  _ programme: Programme, _ input: CandidateInput, _ language: Language
) -> String {
  let charged = programme.charged.euros
  let plan = input.plan.baselines.first { $0.kind == .plan }
  let amounts = [plan?.figures.paid ?? charged, charged].map {
    language.amount($0, in: input.map.currency)
  }
  guard amounts[0] != amounts[1] else { return language.text(.programmePaid, amounts[0]) }
  return language.text(.programmeCharged, amounts[0], amounts[1])
}

private func clashLines(
  _ programme: Programme, _ input: CandidateInput, _ language: Language
) -> [String] {
  guard let clashes = programme.clashes else { return [] }
  var lines = clashes.shortfalls.map { shortfall in
    language.text(
      .shortfallLine, input.name(of: shortfall.demand, language),
      language.number(shortfall.area))
  }
  lines += clashes.brokenLocks.map {
    language.text(.brokenLockLine, terminalSafe(input.id(of: $0)))
  }
  if clashes.isBeyondMoney { lines.append(language.text(.noMoneyHelps)) }
  return lines
    + (clashes.shortages ?? []).map { shortage in
      language.text(
        .shortageLine, terminalSafe(programme.parties[shortage.party]),
        "\(shortage.year)", language.amount(shortage.amount.euros, in: input.map.currency))
    }
}

extension Programme.Status {
  fileprivate var key: ProjectTextKey {
    switch self {
    case .optimal: .programmeOptimal
    case .withinBound: .programmeWithinBound
    case .infeasible: .programmeInfeasible
    case .notFound: .programmeNotFound
    }
  }
}

extension CandidateInput {
  fileprivate func line(_ coverage: Programme.Coverage, _ language: Language) -> String {
    language.text(
      .coverageLine, name(of: coverage.demand, language), language.number(coverage.covered),
      language.number(coverage.demand.needed), language.number(coverage.demand.total))
  }

  fileprivate func name(of demand: CoverageDemand, _ language: Language) -> String {
    let theme = language.themeName(map.themes[demand.theme])
    let place = demand.neighbourhood.map { ", " + map.neighbourhoods[$0].name } ?? ""
    return terminalSafe(theme + place)
  }
}

extension Language {
  fileprivate func percent(_ part: Double) -> String { number(100 * part, decimals: 1) + "%" }
}
