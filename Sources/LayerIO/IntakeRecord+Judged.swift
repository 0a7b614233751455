extension IntakeRecord {
  /// Part of the features that a delivery in order may lose, whatever the reason.
  private static let bearableLoss = 0.03

  /// Whether nothing of the source counts.
  package var isLost: Bool { used == 0 || notes.contains { $0.kind == .nothingCounts } }

  /// The record with warnings where more was dropped than a delivery in order loses. For a source that
  /// was read as a whole.
  package func judged() -> IntakeRecord {
    var record = self
    record.notes += notesOnDropped
    return record
  }

  /// Notes that nothing of the source counts: a warning, unless the project says that it may be empty.
  package mutating func noteNothing(_ text: Wording, count: Int) {
    notes.append(
      IntakeNote(kind: .nothingCounts, count: count, text: text, isWarning: !mayBeEmpty))
  }

  private var notesOnDropped: [IntakeNote] {
    let twice = dropped.filter { $0.reason == .duplicateID }
    return [noteOnDuplicates(twice.count), noteOnOthers(dropped.count - twice.count)]
      .compactMap(\.self)
  }

  /// The percentage that some of the features are of all that the project asks for; nil where it is
  /// bearable.
  private func unbearable(_ count: Int) -> Int? {
    let share = Double(count) / Double(max(1, used + dropped.count))
    return share > Self.bearableLoss ? Int((100 * share).rounded()) : nil
  }

  private func noteOnDuplicates(_ count: Int) -> IntakeNote? {
    guard let percent = unbearable(count) else { return nil }
    return IntakeNote(
      kind: .manyDropped, count: count,
      text: Wording(
        en:
          "\(percent)% of the features were dropped, since a feature before them has their id. Name a "
          + "field as 'id' that tells all of them apart, or several together, or leave older versions "
          + "out with 'where'.",
        nl:
          "\(percent)% van de objecten is weggelaten, omdat een eerder object hun id heeft. Noem als "
          + "'id' een veld dat ze allemaal uit elkaar houdt, of meer velden samen, of laat oude "
          + "versies weg met 'where'."),
      isWarning: true)
  }

  private func noteOnOthers(_ count: Int) -> IntakeNote? {
    guard let percent = unbearable(count), let detail = commonestDetail else { return nil }
    return IntakeNote(
      kind: .manyDropped, count: count,
      text: Wording(
        en: "\(percent)% of the features were dropped, most often since \(detail.en).",
        nl: "\(percent)% van de objecten is weggelaten, meestal hierom: \(detail.nl)."),
      isWarning: true)
  }

  /// What was said most often of features that were dropped for another reason than their id.
  private var commonestDetail: Wording? {
    var counts: [String: (count: Int, first: Int)] = [:]
    for (index, feature) in dropped.enumerated() where feature.reason != .duplicateID {
      counts[feature.detail.en, default: (0, index)].count += 1
    }
    let first = counts.values.max { ($0.count, $1.first) < ($1.count, $0.first) }?.first
    return first.map { dropped[$0].detail }
  }
}
