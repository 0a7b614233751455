import LayerIO
import OpportunityMap
import ProjectBundling

/// What a run says at its end: per theme the area challenged, the area that maintenance of the horizon
/// touches and its cost; then the works; then what was repaired and dropped.
/// `projects` is the plan of projects with the names that its texts use; nil where none was made.
public func closingTable(
  _ map: OpportunityMap, _ record: RunRecord, projects: (ProjectPlan, MeasureNames)? = nil,
  language: Language
) -> String {
  var lines = themeTable(map, language)
  lines.append("")
  lines += workLines(map, language)
  if let (plan, names) = projects { lines += projectLines(plan, names, map, language) }
  lines += reconciliationLines(record.reconciliation, language)
  lines += lossLines(record.inputs, language)
  return lines.joined(separator: "\n")
}

private func themeTable(_ map: OpportunityMap, _ language: Language) -> [String] {
  var table = TextTable(header: [
    language.text(.theme), language.text(.challenged),
    language.text(.touched, "\(map.years.lowerBound)", "\(map.years.upperBound)"),
    language.text(.share), language.text(.cost),
  ])
  for (index, theme) in map.themes.enumerated() {
    let share = map.coverage.coveredShare(index)
    table.append([
      terminalSafe(theme.key), language.hectares(map.coverage.challenged[index]),
      language.hectares(map.coverage.covered(index)),
      share.map { language.number(100 * $0, decimals: 1) + "%" } ?? "-",
      language.number(map.coverage.costPerYear.map { $0[index] }.reduce(0, +)),
    ])
  }
  return table.lines
}

private func workLines(_ map: OpportunityMap, _ language: Language) -> [String] {
  // Counted in place: works filtered or mapped would be copied, and a city has many.
  var (undated, assets, cost) = (0, 0, 0.0)
  for index in map.works.indices {
    if map.isDue(map.works[index]) { cost += map.works[index].cost ?? 0 } else { undated += 1 }
    // Works on one asset stand together.
    if index == 0 || map.works[index].asset != map.works[index - 1].asset { assets += 1 }
  }
  var lines = [
    language.text(
      .works, language.number(map.works.count), language.number(assets),
      language.number(map.neighbourhoods.count)),
    language.text(.totalCost, language.number(cost)),
  ]
  if undated > 0 { lines.append(language.text(.worksWithoutYear, language.number(undated))) }
  return lines
}

/// How good the plan of projects is, and its first five.
private func projectLines(
  _ plan: ProjectPlan, _ names: MeasureNames, _ map: OpportunityMap, _ language: Language
) -> [String] {
  guard !plan.candidates.isEmpty else { return [language.text(.noProjects)] }
  let bundling = plan.bundling
  let input = CandidateInput(plan: plan, map: map, names: names)
  let texts = input.texts(language)
  var table = TextTable(header: [language.text(.project), language.text(.netGain)])
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
      .planQuality, language.number(bundling.plan.gain.net),
      language.number(bundling.leadingDiscipline.gain.net), language.number(bundling.bound),
      language.number(100 * bundling.gap, decimals: 1) + "%"),
  ] + (plan.recuts.map { [recutLine($0, language)] } ?? []) + [""] + table.lines + [""]
    + (plan.programme.map { programmeLines($0, input, language) } ?? [])
    + (plan.businessCase.map { [businessCaseLine($0, language)] } ?? [])
}

/// What each plan loses on surface that it renews and cuts again.
private func recutLine(_ recuts: PlanRecuts, _ language: Language) -> String {
  let plans = [recuts.siloed, recuts.leadingDiscipline, recuts.plan]
  let costs = plans.map { language.number($0.cost) }
  return language.text(.recutLine, costs[0], costs[1], costs[2])
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
  let lines = inputs.filter { !$0.repaired.isEmpty || !$0.dropped.isEmpty }.map {
    countLine($0, language)
  }
  return lines.isEmpty ? [language.text(.nothingWrong)] : lines
}

/// Counts of a source: read, used, repaired, dropped by reason, outside the selection.
func countLine(_ record: IntakeRecord, _ language: Language) -> String {
  var parts = [
    language.text(
      .readUsed, terminalSafe(record.source), language.number(record.read),
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
