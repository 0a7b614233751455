import LayerIO
import OpportunityMap
import ProjectBundling
import Tables

/// What a run says at its end: per theme the area challenged, the area that maintenance of the horizon
/// touches and its cost; then the works with what their sums leave out; then what was repaired and
/// dropped, and what to look at before using the figures.
/// `projects` is the plan of projects with the names that its texts use; nil where none was made.
package func closingTable(
  _ map: OpportunityMap, _ record: RunRecord, projects: (ProjectPlan, MeasureNames)? = nil,
  language: Language
) -> String {
  var lines = themeTable(map, record.works, language)
  lines.append("")
  lines += workLines(map, record.works, language)
  if let (plan, names) = projects { lines += projectLines(plan, names, map, language) }
  lines += reconciliationLines(record.reconciliation, language)
  lines += lossLines(record.inputs, language)
  return lines.joined(separator: "\n")
}

/// Works that count in no year have a column of their own, where there are any.
private func themeTable(
  _ map: OpportunityMap, _ works: WorkSums, _ language: Language
) -> [String] {
  let showsAnyYear = works.undated.works + works.later.works > 0
  var table = TextTable(
    header: [
      language.text(.theme), language.text(.challenged),
      language.text(.touched, "\(map.years.lowerBound)", "\(map.years.upperBound)"),
      language.text(.share), language.text(.chanceShare), language.text(.chanceRatio),
      language.text(.cost, map.currency.code),
    ] + (showsAnyYear ? [language.text(.underWorks)] : []))
  let judged = map.judgedReach()
  for (index, theme) in map.themes.enumerated() {
    let reach = map.coverage.reach(index)
    table.append(
      [
        terminalSafe(language.themeName(theme)), language.hectares(map.coverage.challenged[index]),
        language.hectares(map.coverage.covered(index)),
        language.percentage(reach.share), language.percentage(reach.chance),
        language.ratio(judged[index]),
        language.number(map.coverage.costPerYear.map { $0[index] }.reduce(0, +)),
      ] + (showsAnyYear ? [language.hectares(map.coverage.underWorks[index])] : []))
  }
  return table.lines + [chanceLine(map.themes, judged, language)] + peopleLines(map, language)
}

/// Of themes that are measured in people: how many lie in the challenge and how many of them works reach.
private func peopleLines(_ map: OpportunityMap, _ language: Language) -> [String] {
  map.measuredThemes.map { theme, people in
    let judged = map.judgedReach(of: theme, in: people)
    return language.text(
      .peopleLine, terminalSafe(language.themeName(map.themes[theme])),
      language.number(judged.reach.challenged), terminalSafe(language.text(people.name)),
      language.number(judged.reach.reached), language.percentage(judged.reach.share),
      language.percentage(judged.reach.chance), language.ratio(judged))
  }
}

/// Which themes works reach more than chance would give; that none is, where none is.
private func chanceLine(
  _ themes: [Theme], _ judged: [JudgedReach], _ language: Language
) -> String {
  let more = zip(themes, judged).filter { $0.1.isMore }.map {
    terminalSafe(language.themeName($0.0))
  }
  guard more.isEmpty else { return language.text(.aboveChance, more.joined(separator: ", ")) }
  let isKnown = judged.contains { $0.interval != nil }
  return language.text(isKnown ? .nothingAboveChance : .chanceUnknown)
}

private func workLines(
  _ map: OpportunityMap, _ works: WorkSums, _ language: Language
) -> [String] {
  var lines = [
    language.text(
      .works, language.number(works.works), language.number(works.assets),
      language.number(map.neighbourhoods.count))
  ]
  if works.due.works > 0 { lines.append(dueLine(works.due, map, language)) }
  if works.works > 0, works.undated.works == works.works {
    lines.append(language.text(.noWorkHasYear))
  }
  if works.undated.works > 0 {
    let line = language.text(
      .undatedWorks, language.number(works.undated.works),
      language.amount(works.undated.cost, in: map.currency))
    lines.append(([line] + leftOut(of: works.undated, map, language)).joined(separator: " "))
  }
  if works.later.works > 0 {
    let line = language.text(
      .laterWorks, language.number(works.later.works), "\(map.years.upperBound)",
      language.amount(works.later.cost, in: map.currency))
    lines.append(([line] + leftOut(of: works.later, map, language)).joined(separator: " "))
  }
  return lines
}

/// The works of the horizon with their cost.
private func dueLine(
  _ due: WorkSums.Part, _ map: OpportunityMap, _ language: Language
) -> String {
  let line = language.text(
    .dueWorks, language.number(due.works), "\(map.years.lowerBound)", "\(map.years.upperBound)",
    language.amount(due.cost, in: map.currency))
  return ([line] + leftOut(of: due, map, language)).joined(separator: " ")
}

/// What the cost of some works leaves out, or counts elsewhere.
private func leftOut(
  of works: WorkSums.Part, _ map: OpportunityMap, _ language: Language
) -> [String] {
  var lines: [String] = []
  if works.withoutCost > 0 {
    lines.append(language.text(.costUnknown, language.number(works.withoutCost)))
  }
  if works.outside > 0 {
    lines.append(
      language.text(
        .worksOutside, language.number(works.outside),
        language.amount(works.costOutside, in: map.currency)))
  }
  return lines
}

/// How many projects there are and what they come to, the first five, the programme and the business case.
private func projectLines(
  _ plan: ProjectPlan, _ names: MeasureNames, _ map: OpportunityMap, _ language: Language
) -> [String] {
  guard !plan.candidates.isEmpty else {
    return [language.text(.noProjects)] + plan.assumptionsLine(map, language)
  }
  let bundling = plan.bundling
  let input = CandidateInput(
    plan: plan, map: map, names: names, planned: plannedYears(of: map, plan: plan))
  return [
    language.text(
      .projects, language.number(plan.candidates.count),
      language.number(plan.candidates.reduce(0) { $0 + $1.bundle.works.count }),
      language.number(bundling.problem.works.count)),
    language.text(
      .planQuality, language.amount(bundling.plan.gain.net, in: map.currency),
      language.amount(bundling.leadingDiscipline.gain.net, in: map.currency),
      language.amount(bundling.bound, in: map.currency),
      language.number(100 * bundling.gap, decimals: 1) + "%"),
  ] + slackLines(bundling, map.currency, language)
    + (plan.recuts.map { [recutLine($0, map.currency, language)] } ?? [])
    + openingLines(input, language)
    + [""] + plan.moneyTable(map.currency, language) + sizeLines(plan, map.currency, language)
    + [""]
    + firstProjects(input, language) + [""]
    + (plan.programme.map { programmeLines($0, input, language) } ?? [])
    + input.couplingLines(language) + input.voteLines(language).map(terminalSafe)
    + plan.businessCaseLines(map.currency, language)
    + plan.assumptionsLine(map, language)
}

/// The five projects that people should know first: of the programme those that save most, else the
/// proposals that are worth most.
private func firstProjects(_ input: CandidateInput, _ language: Language) -> [String] {
  let (plan, currency) = (input.plan, input.map.currency)
  let years = plan.programmedYears
  let isProgrammed = plan.programme != nil
  let texts = input.texts(language)
  let saved = plan.candidates.map { $0.bundle.gain.saved.paid }
  let chosen = plan.candidates.indices.filter { !isProgrammed || years[$0] != nil }
  let order = isProgrammed ? chosen.sorted { (saved[$1], $0) < (saved[$0], $1) } : chosen
  guard !order.isEmpty else { return [] }
  var table = TextTable(header: [
    language.text(.project), language.text(.yearTitle),
    language.text(.aloneTitle) + " (\(currency.code))",
    language.text(.savedTitle) + " (\(currency.code))",
  ])
  for index in order.prefix(5) {
    let candidate = plan.candidates[index]
    table.append([
      terminalSafe("\(candidate.id)  \(texts.title(candidate))"),
      "\(years[index] ?? candidate.bundle.year)",
      language.number(plan.bundling.problem.cost(of: candidate.bundle.works)),
      language.number(saved[index]),
    ])
  }
  return [language.text(isProgrammed ? .programmed : .proposals)] + table.lines
}

/// What keeps the gap between the plan and its bound open, the largest first.
private func slackLines(
  _ bundling: Bundling, _ currency: CurrencyCode, _ language: Language
) -> [String] {
  let amounts = BoundSlack.Reason.allCases.map { (reason: $0, amount: bundling.slack[$0]) }
    .filter { $0.amount >= 0.5 }.sorted { $0.amount > $1.amount }
  guard !amounts.isEmpty else { return [] }
  let parts = amounts.map {
    language.text($0.reason.text, language.amount($0.amount, in: currency))
  }
  return [language.text(.slackLine, parts.joined(separator: ", "))]
}

/// What each plan loses on surface that it renews and cuts again.
private func recutLine(
  _ recuts: PlanRecuts, _ currency: CurrencyCode, _ language: Language
) -> String {
  language.text(
    .recutLine, language.amount(recuts.siloed.cost, in: currency),
    language.amount(recuts.leadingDiscipline.cost, in: currency),
    language.amount(recuts.plan.cost, in: currency))
}

/// How many projects the programme does in its busiest year, and what the middle one saves.
private func sizeLines(
  _ plan: ProjectPlan, _ currency: CurrencyCode, _ language: Language
) -> [String] {
  let done = zip(plan.candidates, plan.programmedYears).compactMap { candidate, year in
    year.map { (year: $0, saved: candidate.bundle.gain.saved.paid) }
  }
  guard let most = Dictionary(grouping: done, by: \.year).values.map(\.count).max() else {
    return []
  }
  let saved = done.map(\.saved).sorted()
  let middle = (saved[(saved.count - 1) / 2] + saved[saved.count / 2]) / 2
  return [
    language.text(.sizeLine, language.number(most), language.amount(middle, in: currency))
  ]
}

/// How often streets are opened, by plan.
private func openingLines(_ input: CandidateInput, _ language: Language) -> [String] {
  let openings = streetOpenings(of: input.map, planned: input.planned, plan: input.plan)
  // Without a programme nothing is planned in another year than it is due.
  guard input.plan.programme != nil, openings.inDueYears > 0,
    let leading = openings.leadingDiscipline
  else { return [] }
  return [
    language.text(
      .openingLine, language.number(openings.plan), language.number(openings.inDueYears),
      language.number(leading),
      language.percentage(Double(openings.plan) / Double(openings.inDueYears)))
  ]
}

private func reconciliationLines(_ figures: Reconciliation, _ language: Language) -> [String] {
  var lines: [String] = []
  if figures.areaOutside > 0 || figures.lengthOutside > 0 {
    lines.append(
      language.text(
        .outside, language.number(figures.areaOutside), language.number(figures.lengthOutside),
        language.number(figures.worksOutside)))
  }
  if figures.neighbourhoodOverlap > 0 {
    lines.append(language.text(.overlap, language.number(figures.neighbourhoodOverlap)))
  }
  return lines
}

private func lossLines(_ inputs: [IntakeRecord], _ language: Language) -> [String] {
  let losses = inputs.filter { !$0.repaired.isEmpty || !$0.dropped.isEmpty }.map {
    countLine($0, language)
  }
  let lines = losses + warningLines(inputs, language: language)
  return lines.isEmpty ? [language.text(.nothingWrong)] : lines
}

/// The warnings about all sources, a line for each.
package func warningLines(_ inputs: [IntakeRecord], language: Language) -> [String] {
  inputs.flatMap { record in
    record.warnings.map { note in
      terminalSafe(
        language.text(
          .warning, language.sourceName(record.name, source: record.source),
          language.text(note.text), language.number(note.count)))
    }
  }
}

/// Counts of a source: read, used, repaired, dropped by reason, outside the selection.
func countLine(_ record: IntakeRecord, _ language: Language) -> String {
  var parts = [
    language.text(
      .readUsed, terminalSafe(language.sourceName(record.name, source: record.source)),
      language.number(record.read),
      language.number(record.used))
  ]
  if !record.repaired.isEmpty {
    parts.append(language.text(.repaired, language.number(record.repaired.count)))
  }
  if !record.dropped.isEmpty {
    let reasons = DropReason.allCases.compactMap { reason in
      let count = record.dropped.count { $0.reason == reason }
      return count > 0 ? "\(reason.text(in: language)): \(language.number(count))" : nil
    }
    parts.append(
      language.text(
        .dropped, language.number(record.dropped.count), reasons.joined(separator: ", ")))
  }
  if record.filtered > 0 {
    parts.append(language.text(.filtered, language.number(record.filtered)))
  }
  return parts.joined(separator: ", ") + "."
}

extension Language {
  /// A ratio to chance with its interval, such as `1.4 (1.2-1.7)`.
  fileprivate func ratio(_ judged: JudgedReach) -> String {
    guard let ratio = judged.reach.ratio else { return "-" }
    let ends = judged.interval.map { [$0.lowerBound, $0.upperBound] } ?? []
    let range = ends.map { number($0, decimals: 1) }.joined(separator: "-")
    return number(ratio, decimals: 1) + (ends.isEmpty ? "" : " (\(range))")
  }

  /// An area in m2 as hectares with one decimal.
  fileprivate func hectares(_ area: Double) -> String { number(area / 10_000, decimals: 1) }
}

extension BoundSlack.Reason {
  /// What keeps a part of the gap open, without its amount.
  func words(_ language: Language) -> String {
    language.text(text, "").split(separator: " ").joined(separator: " ")
  }

  fileprivate var text: ProjectTextKey {
    switch self {
    case .none: .noSlack
    case .metres: .metresSlack
    case .connection: .connectionSlack
    case .euros: .eurosSlack
    case .pairs: .pairsSlack
    case .leastGain: .leastGainSlack
    case .leastCash: .leastCashSlack
    case .unpriced: .unpricedSlack
    }
  }
}
