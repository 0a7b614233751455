import LayerIO
import Workers

/// Sources of which nothing counts, though the project does not say that they may be empty: the figures
/// would be others than people think. All of them, so that they can be mended at once.
public struct LostSources: UserError {
  /// An error for each source.
  public let errors: [SourceError]

  /// Each error names its own place.
  public var place: String? { nil }
  /// The whole paragraphs, one below the other.
  public var problem: String { errors.map(\.description).joined(separator: "\n") }
  /// Each error has its own.
  public var remedy: String { "" }

  /// Looks whether a source is lost as a whole.
  /// - Throws: `LostSources`.
  static func check(_ records: [IntakeRecord]) throws(LostSources) {
    let errors = records.filter { $0.isLost && !$0.mayBeEmpty }.map(SourceError.init(lost:))
    if !errors.isEmpty { throw LostSources(errors: errors) }
  }
}

extension SourceError {
  /// What is wrong with a source of which nothing counts.
  fileprivate init(lost record: IntakeRecord) {
    // Where a source lies, and so whether it counts, follows from how its coordinates were read.
    let kinds: [IntakeNote.Kind] = [
      .nothingCounts, .notFound, .manyDropped, .filtered, .coordinateSystem,
    ]
    // Some keys or values that do not occur are no reason; that none does is a warning.
    let reasons = record.notes.filter { kinds.contains($0.kind) }
      .filter { $0.kind != .notFound || $0.isWarning }.map(\.text.en)
    self.init(
      source: record.source,
      problem: "Nothing of \(record.role) counts (\(record.read) read, \(record.used) used). "
        + reasons.joined(separator: " "),
      remedy:
        "Mend that, or write 'may_be_empty: true' beside the source where that is as it should be."
    )
  }
}
