import LayerIO
import Tables

/// What `check` says: a paragraph for each source with its format, coordinate system and counts, its
/// notes and defaults, and its dropped features, the first ten of them by name.
/// `themes` are the names of themes by key, where the project gives them.
package func intakeReport(
  _ records: [IntakeRecord], themes: [String: Wording] = [:], language: Language
) -> String {
  let themeName = { (key: String) in
    themes[key].map { language.text($0) } ?? language.themeName(key)
  }
  var lines = records.flatMap { paragraph($0, themeName, language) }
  lines.append(
    language.text(
      .checked, language.number(records.count), language.number(records.map(\.read).reduce(0, +)),
      language.number(records.map(\.used).reduce(0, +)),
      language.number(records.map(\.repaired.count).reduce(0, +)),
      language.number(records.map(\.dropped.count).reduce(0, +))))
  let warnings = records.reduce(0) { $0 + $1.warnings.count }
  if warnings > 0 { lines.append(language.text(.warnings, language.number(warnings))) }
  return lines.joined(separator: "\n")
}

/// Most dropped features of a source that are named; the run record has them all.
private let mostNamed = 10

private func paragraph(
  _ record: IntakeRecord, _ themeName: (String) -> String, _ language: Language
) -> [String] {
  var lines = [countLine(record, language)]
  let role = language.roleText(record.role, themeName: themeName)
  lines.append("  \(language.text(.role)): \(terminalSafe(role))")
  lines.append("  \(language.text(.format)): \(record.format)")
  lines.append(
    "  \(language.text(.system)): \(terminalSafe(language.systemText(record.coordinateSystem)))")
  return lines + intakeRemarks(on: record, language: language).map { "  " + $0 } + [""]
}

/// What is to be said of a source besides how much of it counts: its notes, its defaults, and the first of its dropped
/// features by name, which begin with a dash.
package func intakeRemarks(on record: IntakeRecord, language: Language) -> [String] {
  var lines: [String] = []
  // What matters most comes first.
  for note in record.warnings + record.notes.filter({ !$0.isWarning }) {
    let text = terminalSafe(language.text(note.text))
    lines.append(
      language.text(note.isWarning ? .warned : .noted, text, language.number(note.count)))
  }
  for (key, count) in record.defaults.sorted(by: { $0.key < $1.key }) {
    let text = terminalSafe(language.defaultText(key))
    lines.append(language.text(.defaults, text, language.number(count)))
  }
  for feature in record.dropped.prefix(mostNamed) {
    let id = feature.id.map { " (\($0))" } ?? ""
    lines.append(
      "- \(feature.feature)\(terminalSafe(id)): \(feature.reason.text(in: language)), "
        + terminalSafe(language.text(feature.detail)))
  }
  if record.dropped.count > mostNamed { lines.append("- ...") }
  return lines
}
