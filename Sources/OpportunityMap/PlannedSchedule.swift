import Geometry
import LayerIO
import ProjectFile

/// The assets of the schedule and what is planned on each, whatever the horizon.
public struct PlannedSchedule: Sendable {
  /// Assets, in the order of the project's entries and of their features.
  public private(set) var assets: [Asset] = []
  /// What is planned. Shape: `assets`.
  private(set) var plans: [WorkPlan] = []
  /// Features of each entry's layer that became an asset, ascending.
  private(set) var features: [[Int]] = []
  /// Records of the layers, with what was dropped and which defaults were used so far.
  private(set) var records: [IntakeRecord] = []

  /// Reads the layers of the schedule's entries, one for each, on at most `threads` threads.
  public init(
    _ sources: [ScheduleSource], _ layers: [ScheduleLayer], catalogue: CycleCatalogue,
    threads: Int = 1
  ) {
    precondition(sources.count == layers.count)
    for (index, (source, layer)) in zip(sources, layers).enumerated() {
      records.append(layer.record)
      features.append([])
      add(source, layer, index, catalogue, threads: threads)
      let record = records[index]
      precondition(record.read == record.used + record.dropped.count + record.filtered)
    }
    makeWorkIDsUnique(entryNames(sources.map(\.options.source)))
  }

  private mutating func add(
    _ source: ScheduleSource, _ layer: ScheduleLayer, _ index: Int, _ catalogue: CycleCatalogue,
    threads: Int
  ) {
    let chunks = (0..<layer.count).chunks(of: 8192)
    var taken: Set<String> = []
    taken.reserveCapacity(layer.count)
    assets.reserveCapacity(assets.count + layer.count)
    plans.reserveCapacity(plans.count + layer.count)
    // A few chunks at a time, so that what was read is not held twice.
    for wave in chunks.indices.chunks(of: 4 * threads) {
      let planned = concurrentValues(count: wave.count, threads: threads) { number in
        let features = chunks[wave.lowerBound + number]
        var planner = EntryPlanner(
          source, layer, index: index, catalogue: catalogue, features: features)
        return PlannedChunk(
          features: features.map { planner.plan($0) }, defaults: planner.defaults,
          defaultNames: planner.defaultNames)
      }
      for (chunk, range) in zip(planned, chunks[wave]) {
        add(chunk, at: range.lowerBound, layer, index, &taken)
      }
    }
  }

  /// Adds features in their order; each becomes an asset or is dropped with its reason.
  private mutating func add(
    _ chunk: PlannedChunk, at first: Int, _ layer: ScheduleLayer, _ index: Int,
    _ taken: inout Set<String>
  ) {
    var counts = [Int](repeating: 0, count: chunk.defaultNames.count)
    for (offset, feature) in chunk.features.enumerated() {
      guard taken.insert(feature.id).inserted else {
        let detail = "the id '\(feature.id)' is taken by a feature before"
        let problem = FieldProblem(reason: .duplicateID, detail: detail)
        records[index].drop(first + offset, of: layer, id: feature.givenID, problem)
        continue
      }
      switch feature.outcome {
      case .failure(let problem):
        taken.remove(feature.id)
        records[index].drop(first + offset, of: layer, id: feature.givenID, problem)
      case .success((let asset, var plan)):
        plan.work.asset = assets.count
        assets.append(asset)
        plans.append(plan)
        features[index].append(first + offset)
        for number in chunk.defaults[feature.defaults] { counts[number] += 1 }
      }
    }
    for (name, count) in zip(chunk.defaultNames, counts) where count > 0 {
      records[index].defaults[name, default: 0] += count
    }
  }

  /// Puts the entry's name before works of assets whose id another entry has too.
  private mutating func makeWorkIDsUnique(_ names: [String]) {
    guard names.count > 1 else { return }
    var owners: [String: Int] = [:]
    var shared: Set<String> = []
    for asset in assets {
      let owner = owners.updateValue(asset.schedule, forKey: asset.id)
      if let owner, owner != asset.schedule { shared.insert(asset.id) }
    }
    guard !shared.isEmpty else { return }
    for index in plans.indices {
      let asset = assets[plans[index].work.asset]
      if shared.contains(asset.id) {
        plans[index].work.id = "\(names[asset.schedule]):\(plans[index].work.id)"
      }
    }
  }
}

extension IntakeRecord {
  fileprivate mutating func drop(
    _ feature: Int, of layer: ScheduleLayer, id: String?, _ problem: FieldProblem
  ) {
    used -= 1
    dropped.append(
      DroppedFeature(
        feature: layer.sourceFeatures[feature], id: id, reason: problem.reason,
        detail: problem.detail, place: layer.places[feature]))
  }
}

/// Features of an entry as they were read.
private struct PlannedChunk: Sendable {
  let features: [PlannedFeature]
  /// Defaults that they took, by number.
  let defaults: [Int]
  let defaultNames: [String]
}

/// A name for each entry: its source, with its number among the entries of that source behind it where
/// there are several, as when sewers are both cleaned and replaced.
private func entryNames(_ sources: [String]) -> [String] {
  sources.indices.map { index in
    let name = sources[index]
    let number = sources[...index].count { $0 == name }
    return sources.count { $0 == name } > 1 ? "\(name)#\(number)" : name
  }
}
