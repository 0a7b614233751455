import LayerIO

/// What `check` says: a paragraph for each source with its format, coordinate system and counts, its
/// notes and defaults, and its dropped features, the first ten of them by name.
public func intakeReport(_ records: [IntakeRecord], language: Language) -> String {
  var lines = records.flatMap { paragraph($0, language) }
  lines.append(
    language.text(
      .checked, language.number(records.count), language.number(records.map(\.read).reduce(0, +)),
      language.number(records.map(\.used).reduce(0, +)),
      language.number(records.map(\.repaired.count).reduce(0, +)),
      language.number(records.map(\.dropped.count).reduce(0, +))))
  return lines.joined(separator: "\n")
}

/// Most dropped features of a source that are named; the run record has them all.
private let mostNamed = 10

private func paragraph(_ record: IntakeRecord, _ language: Language) -> [String] {
  var lines = [countLine(record, language)]
  lines.append("  \(language.text(.role)): \(record.role)")
  lines.append("  \(language.text(.format)): \(record.format)")
  lines.append("  \(language.text(.system)): \(record.coordinateSystem)")
  for note in record.notes {
    lines.append(
      "  "
        + language.text(.noted, terminalSafe(language.text(note.text)), language.number(note.count))
    )
  }
  for (key, count) in record.defaults.sorted(by: { $0.key < $1.key }) {
    lines.append("  " + language.text(.defaults, terminalSafe(key), language.number(count)))
  }
  for feature in record.dropped.prefix(mostNamed) {
    let id = feature.id.map { " (\($0))" } ?? ""
    lines.append(
      "  - \(feature.feature)\(terminalSafe(id)): \(feature.reason.text(in: language)), "
        + terminalSafe(language.text(feature.detail)))
  }
  if record.dropped.count > mostNamed { lines.append("  - ...") }
  return lines + [""]
}

extension Language {
  /// A sentence in this language.
  public func text(_ wording: Wording) -> String {
    switch self {
    case .nl: wording.nl
    case .en: wording.en
    }
  }
}
