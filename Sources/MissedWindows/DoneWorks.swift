import LayerIO
import OpportunityMap
import Pipeline
import ProjectBundling
import ProjectFile
import Tables
import Workers

/// What a history tells of the works that were stacked, and which of them an audit leaves out.
struct DoneWorks {
  /// What is told, by asset; those that are left out are absent.
  private(set) var told: [Int: DoneWork] = [:]
  private(set) var leftOut: [LeftOutWork] = []
  private(set) var records: [IntakeRecord]
  /// Works that contradict themselves, by their entry.
  private var contradictions: [Int: [LeftOutWork]] = [:]
  private let history: HistoryFile
  private let years: ClosedRange<Int>

  init(
    _ city: StackedCity, _ history: HistoryFile, _ schedule: Schedule, _ years: ClosedRange<Int>
  ) {
    (self.history, self.years, records) = (history, years, [])
    leftOut = schedule.records.flatMap { record in
      record.dropped.map {
        LeftOutWork(
          id: $0.id ?? "", source: record.source, feature: $0.feature, reason: .unusable,
          detail: $0.detail)
      }
    }
    let fields = zip(history.works, city.scheduleLayers).map {
      DoneWorkFields($0, $1.attributes)
    }
    let features = city.scheduleFeatures
    let starts = features.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    for work in schedule.works {
      let asset = schedule.assets[work.asset]
      let feature = features[asset.schedule][work.asset - starts[asset.schedule]]
      take(work, asset, feature, fields[asset.schedule])
    }
    var noted = schedule
    for entry in history.works.indices {
      noted.noteContradictions(contradictions[entry] ?? [], ofEntry: entry)
    }
    records = city.records(noted)
  }

  private mutating func take(
    _ work: Work, _ asset: Asset, _ feature: Int, _ fields: DoneWorkFields
  ) {
    guard let done = work.trueDue else {
      leave(work, asset, .noYear, Wording(en: "no year", nl: "geen jaar"))
      return
    }
    do throws(FieldProblem) {
      // A work of other years has a window that was cut off by those that are looked at.
      let window = min(work.earliest ?? done, done)...max(work.deadline ?? done, done)
      let told = try fields.work(feature, done: done, window: window)
      guard years.contains(done) else {
        leave(work, asset, .otherYears, Wording(verbatim: "\(done)"))
        return
      }
      self.told[work.asset] = told
    } catch {
      leave(work, asset, .unusable, error.detail)
      contradictions[asset.schedule, default: []].append(leftOut[leftOut.count - 1])
    }
  }

  private mutating func leave(
    _ work: Work, _ asset: Asset, _ reason: LeftOutWork.Reason, _ detail: Wording
  ) {
    leftOut.append(
      LeftOutWork(
        id: work.id, source: history.works[asset.schedule].schedule.options.source,
        feature: asset.sourceFeature, reason: reason, detail: detail))
  }

  /// Leaves the works on a map that open a street and that the rule holds for; the others are told apart.
  mutating func sort(_ map: inout OpportunityMap, by rules: CutRules, _ rule: CutRules.Rule) {
    let all = map.works
    map.works = []
    for work in all {
      guard let told = told[work.asset] else { continue }
      let asset = map.assets[work.asset]
      if let exemption = told.exemption, rule.exempt.contains(exemption) {
        leave(work, asset, .exempt, Wording(verbatim: exemption.rawValue))
      } else if rules.opening(of: work, map) == .none {
        leave(work, asset, .notOpened, Wording(verbatim: "\(asset.type) \(work.measure)"))
      } else {
        map.works.append(work)
      }
    }
  }

  /// Whether the source of an asset tells of windows.
  func givesWindow(_ asset: Asset) -> Bool {
    let source = history.works[asset.schedule]
    return [HistoryField.earliest, .latest].contains {
      source.fields[$0] != nil || source.constants[$0] != nil
    }
  }

  /// - Throws: `NoWorksDone` where no work is left to look at, though sources have some.
  func checkAny(
    _ problem: BundlingProblem, _ years: ClosedRange<Int>, _ history: HistoryFile
  ) throws(NoWorksDone) {
    guard problem.works.isEmpty, !leftOut.isEmpty else { return }
    throw NoWorksDone(path: history.path, years: years, leftOut: leftOut)
  }
}

/// A history of which no work is left to look at.
package struct NoWorksDone: UserError {
  let path: String
  let years: ClosedRange<Int>
  let leftOut: [LeftOutWork]

  /// The history.
  package var place: String? { path }
  /// Why nothing is left.
  package var problem: String {
    let reasons = LeftOutWork.Reason.allCases.compactMap { reason in
      let count = leftOut.count { $0.reason == reason }
      return count > 0 ? "\(count) \(reason.rawValue)" : nil
    }
    return
      "No work that opened a street is left in \(years.lowerBound) to \(years.upperBound); left out "
      + "are: \(reasons.joined(separator: ", "))."
  }
  /// What to look at.
  package var remedy: String {
    let first = leftOut.first { $0.reason == .unusable } ?? leftOut[0]
    return
      "Look at the years, and at 'fields' in the history; the first that is left out is feature "
      + "\(first.feature) of \(first.source): \(first.detail.en)."
  }
}

extension Schedule {
  /// Warns of works of an entry that contradict themselves.
  fileprivate mutating func noteContradictions(_ works: [LeftOutWork], ofEntry entry: Int) {
    guard let first = works.first else { return }
    let text = Wording(
      en:
        "%1 {1:work contradicts itself|works contradict themselves} or can't be read, and {1:is|are} left "
        + "out; the first is feature %2: %3.",
      nl:
        "%1 {1:werk spreekt|werken spreken} zichzelf tegen of {1:is|zijn} niet te lezen en {1:telt|tellen} "
        + "niet mee; nummer %2 is het eerste: %3.")
    let (count, feature) = ("\(works.count)", "\(first.feature)")
    note(
      IntakeNote(
        kind: .values, count: works.count,
        text: Wording(
          en: filled(text.en, with: [count, feature, first.detail.en]),
          nl: filled(text.nl, with: [count, feature, first.detail.nl])), isWarning: true),
      ofEntry: entry)
  }
}

extension DoneWork {
  /// Stands where nothing was told; no work that is looked at has it.
  static let unknown = DoneWork(done: 0, known: nil, sharing: .untold, window: 0...0)
}
