import Geometry
import LayerIO
import ProjectFile

/// The maintenance schedule: assets with their geometry, and the works that fall due on them.
public struct Schedule: Sendable {
  /// Assets, in the order of the project's entries and of their features.
  public private(set) var assets: [Asset]
  /// Geometry of each asset in the working system; empty where none was given. Shape: `assets`.
  public private(set) var geometry = GeometryArray()
  /// Works, by asset and then by year; an asset without any year has one without a due year.
  public private(set) var works: [Work]
  /// Records of the layers, with what was dropped and which defaults were used.
  public private(set) var records: [IntakeRecord]
  /// The layer of each entry, measured; empty where the schedule was planned before.
  public private(set) var layers: [ScheduleLayer] = []

  /// Derives assets and works, as docs/cycles.md says, on at most `threads` threads. `layers` has one
  /// layer for each entry of the schedule, in the working system, of which a unit is `metresPerUnit`
  /// metres.
  public init(
    _ sources: [ScheduleSource], _ layers: [Layer], catalogue: CycleCatalogue,
    horizon: ClosedRange<Int>, metresPerUnit: Double, threads: Int = 1
  ) {
    let measured = layers.map {
      ScheduleLayer($0, metresPerUnit: metresPerUnit, threads: threads)
    }
    let plan = PlannedSchedule(sources, measured, catalogue: catalogue, threads: threads)
    self.init(plan, horizon: horizon, threads: threads)
    self.layers = measured
    for (index, layer) in layers.enumerated() {
      let features = plan.features[index]
      let isWhole = features.count == layer.count
      let own = isWhole ? layer.geometry : layer.geometry.selecting(features)
      // Shared with the layer, not copied: a city's only entry may hold a million positions.
      if index == 0 { geometry = own } else { geometry.append(contentsOf: own) }
    }
  }

  /// The works that fall due over a horizon, without geometry.
  public init(_ plan: PlannedSchedule, horizon: ClosedRange<Int>, threads: Int = 1) {
    assets = plan.assets
    records = plan.records
    let expanded = concurrentValues(count: plan.runs.count, threads: threads) { index in
      ExpandedPlans(plan, plan.runs[index], horizon)
    }
    works = []
    works.reserveCapacity(expanded.reduce(0) { $0 + $1.works.count })
    for run in expanded { works += run.works }
    for (entry, key, count) in expanded.flatMap(\.defaults) {
      records[entry].defaults[key, default: 0] += count
    }
  }
}

/// The works of some plans over a horizon.
private struct ExpandedPlans: Sendable {
  var works: [Work] = []
  /// How many assets of each entry took a default that the horizon makes.
  var defaults: [(entry: Int, key: String, count: Int)] = []

  init(_ schedule: PlannedSchedule, _ run: PlannedRun, _ horizon: ClosedRange<Int>) {
    var overdue = [Int](repeating: 0, count: schedule.records.count)
    var late = overdue
    works.reserveCapacity(run.plans.count)
    for plan in run.plans {
      let asset = run.firstAsset + plan.work.asset
      for var work in plan.works(over: horizon) {
        work.asset = asset
        works.append(work)
      }
      guard let first = plan.years.first else { continue }
      let entry = schedule.assets[asset].schedule
      if first < horizon.lowerBound { overdue[entry] += 1 }
      if first > horizon.upperBound { late[entry] += 1 }
    }
    for entry in overdue.indices {
      count(overdue[entry], of: entry, "due: overdue, put in \(horizon.lowerBound)")
      count(
        late[entry], of: entry, "due: after \(horizon.upperBound), counts as overlap only")
    }
  }

  private mutating func count(_ number: Int, of entry: Int, _ key: String) {
    if number > 0 { defaults.append((entry, key, number)) }
  }
}

extension Schedule {
  /// Lets the fields of the layers go, where nobody will save them to plan again.
  public mutating func forgetFields() {
    for index in layers.indices {
      layers[index].attributes = AttributeTable(count: layers[index].count, columns: [])
    }
  }

  /// The schedule with the works of the assets that `isKept` says; the assets stay, with their numbers.
  public func keepingWorks(ofAssets isKept: (Int) -> Bool) -> Schedule {
    var schedule = self
    schedule.works.removeAll { !isKept($0.asset) }
    return schedule
  }
}
