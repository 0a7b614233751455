import LayerIO
import OpportunityMap
import ProjectBundling

/// A comparison as the terminal shows it: a column for each scenario, and a line on each that says by what
/// it differs.
package func comparisonText(_ comparison: Comparison, language: Language) -> String {
  let answers = comparison.columns
  var table = TextTable(header: [""] + answers.map { terminalSafe($0.name.text(in: language)) })
  for row in ScenarioRow.all {
    let unit = row.column.unit.isEmpty ? "" : " (\(comparison.currency))"
    table.append(
      [row.title.text(in: language) + unit]
        + answers.map { language.text($0.figures.flatMap(row.value)) })
  }
  let reached = Wording(en: "reached (chance)", nl: "geraakt (toeval)").text(in: language)
  for (index, theme) in comparison.themes.enumerated() {
    table.append(
      ["\(terminalSafe(language.themeName(theme))) \(reached)"]
        + answers.map { answer in
          let reach = answer.figures?.themes[index]
          return "\(language.percentage(reach?.share)) (\(language.percentage(reach?.chance)))"
        })
  }
  let lines = answers.dropFirst().flatMap { differences($0, comparison, language) }
  return (table.lines + [""] + lines).joined(separator: "\n")
}

/// What an answer does otherwise than the first, a line each.
package func differences(
  _ answer: Comparison.Column, _ comparison: Comparison, _ language: Language
) -> [String] {
  func amount(_ value: Double) -> String {
    "\(comparison.currency) " + language.difference(value)
  }
  let name = terminalSafe(answer.name.text(in: language))
  let counts = [WorkDifference.Kind.comes, .goes, .moves].map { kind in
    language.number(answer.works.count { $0.kind == kind })
  }
  var lines = [
    filled(
      Wording(
        en: "%1: %2 {2:work comes|works come}, %3 {3:goes|go}, %4 {4:moves|move} to another year.",
        nl:
          "%1: %2 {2:werk komt|werken komen} erbij, %3 {3:vervalt|vervallen}, %4 {4:schuift|schuiven} naar "
          + "een ander jaar."
      ).text(in: language), with: [name] + counts)
  ]
  lines += projectLine(answer, language) + couplingLine(answer, language)
  if let share = answer.beatsFirst {
    lines.append(
      filled(
        Wording(
          en: "  Worth more than the first in %1 of %2 draws of weights, prices and savings.",
          nl:
            "  Meer waard dan het eerste in %1 van %2 trekkingen van gewichten, prijzen en besparing."
        ).text(in: language),
        with: [language.percentage(share), language.number(comparison.draws)]))
  }
  if let interaction = answer.interaction {
    lines.append(
      filled(
        Wording(
          en: "  Its %1 changes together, beyond the sum of each: %2 works done, %3 paid, "
            + "%4 saved, %5 risk left.",
          nl: "  De %1 wijzigingen samen, boven de som van elk: %2 werken gedaan, %3 betaald, "
            + "%4 bespaard, %5 risico dat blijft."
        ).text(in: language),
        with: [
          language.number(interaction.changes), language.difference(Double(interaction.done)),
          amount(interaction.paid), amount(interaction.saved),
          amount(interaction.riskLeft),
        ]))
  }
  if answer.isOverlaidAnew {
    lines.append(
      Wording(
        en: "  Its layers reach otherwise, so they were stacked anew.",
        nl: "  De lagen reiken anders; daarom is opnieuw gestapeld."
      ).text(in: language))
  }
  return lines + originLines(answer, language)
}

/// How many projects of several works come, go and move; nothing where none does.
private func projectLine(_ answer: Comparison.Column, _ language: Language) -> [String] {
  let projects = answer.projects
  guard !projects.isEmpty else { return [] }
  let (come, go) = (projects.count { $0.before == nil }, projects.count { $0.after == nil })
  return [
    language.words(
      Wording(
        en: "  Projects: %1 come, %2 go, %3 move to another year.",
        nl: "  Projecten: %1 komen erbij, %2 vervallen, %3 schuiven naar een ander jaar."),
      language.number(come), language.number(go), language.number(projects.count - come - go))
  ]
}

/// What an answer was made from that the first was not, and what can't be compared, a line each.
private func originLines(_ answer: Comparison.Column, _ language: Language) -> [String] {
  let none = Wording(en: "none", nl: "geen").text(in: language)
  return answer.origins.map { origin in
    "  "
      + terminalSafe(
        "\(origin.what.text(in: language)): \(origin.before ?? none) -> \(origin.after ?? none)")
  } + answer.untold.map { "  " + terminalSafe($0.text(in: language)) }
}

/// Which couplings an answer chooses more or less often than the first, those that differ most.
private func couplingLine(_ answer: Comparison.Column, _ language: Language) -> [String] {
  let changed = answer.couplings.enumerated().sorted {
    ($1.element.comes + $1.element.goes, $0.offset) < (
      $0.element.comes + $0.element.goes, $1.offset
    )
  }.map(\.element)
  guard !changed.isEmpty else { return [] }
  let parts = changed.prefix(5).map { difference in
    language.words(
      Wording(en: "%1 on %2 works instead of %3", nl: "%1 bij %2 werken in plaats van %3"),
      terminalSafe(difference.name[language.rawValue] ?? difference.coupling),
      language.number(difference.after), language.number(difference.before))
  }
  return [
    language.words(
      Wording(en: "  Couplings: %1.", nl: "  Koppelingen: %1."), parts.joined(separator: "; "))
  ]
}
