import LayerIO
import ProjectFile

/// What a history tells of a work that was done, in years.
package struct DoneWork: Sendable, Equatable {
  /// Whether others were told of it.
  package enum Sharing: Sendable, Equatable {
    /// The history does not say.
    case untold
    /// They were not.
    case never
    /// They were, in a year.
    case since(Int)
  }

  /// Year in which it was done.
  package var done: Int
  /// Year in which the party that did it knew of it; nil where the history does not say.
  package var known: Int?
  /// Whether others were told.
  package var sharing: Sharing
  /// Years in which it could have been done, the year in which it was done among them.
  package var window: ClosedRange<Int>
  /// Whether the window was widened to hold the year in which it was done.
  package var leftWindow = false
  /// What it was done in together with others; nil where it was by itself, or the history does not say.
  package var project: String?
  /// Whether the history tells of projects at all.
  package var tellsProjects = false
  /// Why a rule may not hold for it.
  package var exemption: CutRules.Exemption?

  /// A work.
  package init(
    done: Int, known: Int?, sharing: Sharing, window: ClosedRange<Int>, project: String? = nil,
    tellsProjects: Bool = false
  ) {
    (self.done, self.known, self.sharing, self.window) = (done, known, sharing, window)
    (self.project, self.tellsProjects) = (project, tellsProjects)
  }
}

/// The further fields of a source of works.
struct DoneWorkFields {
  private let source: HistorySource
  private let columns: [HistoryField: AttributeColumn]

  init(_ source: HistorySource, _ attributes: AttributeTable) {
    self.source = source
    columns = source.fields.compactMapValues { attributes.column($0) }
  }

  /// What the source tells of a feature that was done in a year. `window` is that of the catalogue, which holds
  /// where the source gives none.
  /// - Throws: `FieldProblem` for what can't be read, or can't be.
  func work(
    _ feature: Int, done: Int, window: ClosedRange<Int>
  ) throws(FieldProblem) -> DoneWork {
    let known = try years(.known, feature)?.upperBound
    if let known, known > done {
      throw impossible(
        en: "known in \(known), done in \(done)", nl: "bekend in \(known), gedaan in \(done)")
    }
    let sharing = try sharing(feature, known: known)
    if let known, case .since(let year) = sharing, year < known {
      throw impossible(
        en: "shared in \(year), known in \(known)", nl: "gedeeld in \(year), bekend in \(known)")
    }
    let earliest = try years(.earliest, feature)?.lowerBound ?? min(window.lowerBound, done)
    let latest = try years(.latest, feature)?.upperBound ?? max(window.upperBound, done)
    guard earliest <= latest else {
      throw impossible(
        en: "the window runs from \(earliest) to \(latest)",
        nl: "het venster loopt van \(earliest) tot \(latest)")
    }
    var work = DoneWork(
      done: done, known: known, sharing: sharing,
      window: min(earliest, done)...max(latest, done), project: text(.project, feature),
      tellsProjects: isTold(.project))
    work.leftWindow = !(earliest...latest).contains(done)
    work.exemption = try exemption(feature)
    return work
  }

  private func isTold(_ field: HistoryField) -> Bool {
    source.fields[field] != nil || source.constants[field] != nil
  }

  private func value(_ field: HistoryField, _ feature: Int) -> AttributeValue {
    if let constant = source.constants[field] { return constant }
    guard let value = columns[field]?[feature] else { return .null }
    guard let map = source.values[field], let text = value.codeText, let other = map[text] else {
      return value
    }
    return .text(other)
  }

  private func text(_ field: HistoryField, _ feature: Int) -> String? {
    value(field, feature).codeText
  }

  private func years(
    _ field: HistoryField, _ feature: Int
  ) throws(FieldProblem) -> ClosedRange<Int>? {
    do {
      return try value(field, feature).years(as: columns[field]?.notation ?? ColumnNotation())
    } catch {
      throw FieldProblem(reason: error.reason, detail: error.detail.about(field.rawValue))
    }
  }

  /// A year, or yes or no: what was shared was so as soon as it was known.
  private func sharing(_ feature: Int, known: Int?) throws(FieldProblem) -> DoneWork.Sharing {
    guard text(.shared, feature) != nil else { return .untold }
    if let isShared = try? value(.shared, feature).flag() {
      guard isShared else { return .never }
      return known.map { .since($0) } ?? .untold
    }
    return try years(.shared, feature).map { .since($0.upperBound) } ?? .untold
  }

  private func exemption(_ feature: Int) throws(FieldProblem) -> CutRules.Exemption? {
    guard let text = text(.exempt, feature) else { return nil }
    if let exemption = CutRules.Exemption(rawValue: text) { return exemption }
    let words = CutRules.Exemption.allCases.map(\.rawValue).joined(separator: ", ")
    throw FieldProblem(
      reason: .badValue,
      detail: Wording(
        en: "exempt: '\(text)' is none of \(words); translate it with 'map'",
        nl: "exempt: '\(text)' is geen van \(words); vertaal het met 'map'"))
  }

  private func impossible(en: String, nl: String) -> FieldProblem {
    FieldProblem(reason: .impossibleValue, detail: Wording(en: en, nl: nl))
  }
}
