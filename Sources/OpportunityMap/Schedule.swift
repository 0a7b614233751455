import Geometry
import LayerIO
import LayerStack
import ProjectFile
import Workers

/// The maintenance schedule: assets with their geometry, and the works that fall due on them.
package struct Schedule: Sendable {
  /// Assets, in the order of the project's entries and of their features.
  package private(set) var assets: [Asset]
  /// Geometry of each asset in the working system; empty where none was given. Shape: `assets`.
  package private(set) var geometry = GeometryArray()
  /// Works, by asset and then by year; an asset without any year has one without a due year.
  package private(set) var works: [Work]
  /// Records of the layers, with what was dropped and which defaults were used.
  package private(set) var records: [IntakeRecord]

  /// Derives assets and works, as docs/cycles.md says, on at most `threads` threads. `layers` has one
  /// layer for each entry of the schedule, in the working system, of which a unit is `metresPerUnit`
  /// metres.
  package init(
    _ sources: [ScheduleSource], _ layers: [Layer], catalogue: CycleCatalogue,
    horizon: ClosedRange<Int>, metresPerUnit: Double, threads: Int = 1
  ) {
    let measured = MeasuredSchedule(
      sources, layers, catalogue: catalogue, metresPerUnit: metresPerUnit, threads: threads)
    self.init(measured.plan, horizon: horizon, threads: threads)
    geometry = measured.geometry
  }

  /// The works that fall due over a horizon, without geometry.
  package init(_ plan: PlannedSchedule, horizon: ClosedRange<Int>, threads: Int = 1) {
    assets = plan.assets
    records = plan.records
    let counts = concurrentValues(count: plan.runs.count, threads: threads) { run in
      PlanCounts(plan, plan.runs[run], horizon)
    }
    works = filledArray(sizes: counts.map(\.works), threads: threads) { number, works in
      let run = plan.runs[number]
      for (asset, plan) in zip(run.assets, run.plans) {
        let count = plan.workCount(over: horizon)
        for number in 0..<count {
          works.append(plan.work(number, of: count, over: horizon, onAsset: asset))
        }
      }
    }
    for entry in records.indices {
      let first = "due: overdue, put in \(horizon.lowerBound)"
      records[entry].take(first, counts.reduce(0) { $0 + $1.overdue[entry] })
      let last = "due: after \(horizon.upperBound), counts as overlap only"
      records[entry].take(last, counts.reduce(0) { $0 + $1.late[entry] })
      records[entry].noteYears(
        undated: counts.reduce(0) { $0 + $1.undated[entry] },
        late: counts.reduce(0) { $0 + $1.late[entry] }, horizon)
    }
  }
}

extension Schedule {
  /// Adds something that a reader of the results should know about an entry.
  package mutating func note(_ note: IntakeNote, ofEntry entry: Int) {
    records[entry].notes.append(note)
  }
}

/// How many works some plans make over a horizon, and how many assets of each entry take a default that
/// the horizon makes.
private struct PlanCounts: Sendable {
  private(set) var works = 0
  /// Assets of which the first work is due before the horizon. Shape: entries.
  private(set) var overdue: [Int]
  /// Assets of which the first work is due after the horizon. Shape: entries.
  private(set) var late: [Int]
  /// Assets of which no year is known. Shape: entries.
  private(set) var undated: [Int]

  init(_ schedule: PlannedSchedule, _ run: PlannedRun, _ horizon: ClosedRange<Int>) {
    overdue = [Int](repeating: 0, count: schedule.records.count)
    late = overdue
    undated = overdue
    for (index, asset) in run.assets.enumerated() {
      works += run.plans[index].workCount(over: horizon)
      guard let first = run.plans[index].years.first else {
        undated[schedule.assets[asset].schedule] += 1
        continue
      }
      if first < horizon.lowerBound { overdue[schedule.assets[asset].schedule] += 1 }
      if first > horizon.upperBound { late[schedule.assets[asset].schedule] += 1 }
    }
  }
}

extension IntakeRecord {
  fileprivate mutating func take(_ name: String, _ count: Int) {
    if count > 0 { defaults[name, default: 0] += count }
  }

  /// Notes that none of the source's works can be put in a year of the horizon.
  fileprivate mutating func noteYears(undated: Int, late: Int, _ horizon: ClosedRange<Int>) {
    guard used > 0, undated + late == used else { return }
    let text =
      late == 0
      ? Wording(
        en: "No work of the source has a year: the map tells where they meet challenges, not when.",
        nl: "Geen enkel werk van de bron heeft een jaar: de kaart zegt waar ze opgaven raken, niet "
          + "wanneer.")
      : Wording(
        en: "No work of the source has a year within the horizon, \(horizon.lowerBound) to "
          + "\(horizon.upperBound); \(late) are due after it.",
        nl:
          "Geen enkel werk van de bron heeft een jaar binnen de horizon, \(horizon.lowerBound) tot en "
          + "met \(horizon.upperBound); \(late) zijn later aan de beurt.")
    notes.append(IntakeNote(kind: .noYear, count: used, text: text, isWarning: true))
  }
}

extension Schedule {
  /// The schedule with the works of the assets that `isKept` says; the assets stay, with their numbers.
  package func keepingWorks(ofAssets isKept: (Int) -> Bool) -> Schedule {
    var schedule = self
    schedule.works.removeAll { !isKept($0.asset) }
    return schedule
  }
}
