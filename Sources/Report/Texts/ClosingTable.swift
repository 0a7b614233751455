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
      language.text(.share), language.text(.cost, map.currency.code),
    ] + (showsAnyYear ? [language.text(.underWorks)] : []))
  for (index, theme) in map.themes.enumerated() {
    let share = map.coverage.coveredShare(index)
    table.append(
      [
        terminalSafe(language.themeName(theme)), language.hectares(map.coverage.challenged[index]),
        language.hectares(map.coverage.covered(index)),
        share.map { language.number(100 * $0, decimals: 1) + "%" } ?? "-",
        language.number(map.coverage.costPerYear.map { $0[index] }.reduce(0, +)),
      ] + (showsAnyYear ? [language.hectares(map.coverage.underWorks[index])] : []))
  }
  return table.lines
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

/// How good the plan of projects is, and its first five.
private func projectLines(
  _ plan: ProjectPlan, _ names: MeasureNames, _ map: OpportunityMap, _ language: Language
) -> [String] {
  guard !plan.candidates.isEmpty else { return [language.text(.noProjects)] }
  let bundling = plan.bundling
  let input = CandidateInput(
    plan: plan, map: map, names: names, planned: plannedYears(of: map, plan: plan))
  let texts = input.texts(language)
  var table = TextTable(header: [
    language.text(.project), language.text(.netGain, map.currency.code),
  ])
  for candidate in plan.candidates.prefix(5) {
    table.append([
      terminalSafe("\(candidate.id)  \(texts.title(candidate))"),
      language.number(candidate.bundle.gain.net),
    ])
  }
  return [
    language.text(
      .projects, language.number(plan.candidates.count),
      language.number(plan.candidates.reduce(0) { $0 + $1.bundle.works.count }),
      language.number(bundling.problem.works.count)),
    language.text(
      .planQuality, language.amount(bundling.plan.gain.net, in: map.currency),
      language.number(bundling.leadingDiscipline.gain.net), language.number(bundling.bound),
      language.number(100 * bundling.gap, decimals: 1) + "%"),
  ] + (plan.recuts.map { [recutLine($0, map.currency, language)] } ?? []) + [""] + table.lines + [
    ""
  ]
    + (plan.programme.map { programmeLines($0, input, language) } ?? [])
    + (plan.businessCase.map { [businessCaseLine($0, map.currency, language)] } ?? [])
}

/// What each plan loses on surface that it renews and cuts again.
private func recutLine(
  _ recuts: PlanRecuts, _ currency: CurrencyCode, _ language: Language
) -> String {
  language.text(
    .recutLine, language.amount(recuts.siloed.cost, in: currency),
    language.number(recuts.leadingDiscipline.cost), language.number(recuts.plan.cost))
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
  /// An area in m2 as hectares with one decimal.
  fileprivate func hectares(_ area: Double) -> String { number(area / 10_000, decimals: 1) }
}
