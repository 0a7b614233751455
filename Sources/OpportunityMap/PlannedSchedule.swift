import Geometry
import LayerIO
import ProjectFile
import Workers

/// The assets of the schedule and what is planned on each, whatever the horizon.
package struct PlannedSchedule: Sendable {
  /// Assets, in the order of the project's entries and of their features.
  package private(set) var assets: [Asset] = []
  /// What is planned, in runs of consecutive assets.
  var runs: [PlannedRun] = []
  /// Features of each entry's layer that became an asset, ascending.
  package private(set) var features: [[Int]] = []
  /// Records of the layers, with what was dropped and which defaults were used so far.
  private(set) var records: [IntakeRecord] = []

  /// Reads the layers of the schedule's entries, one for each, on at most `threads` threads.
  package init(
    _ sources: [ScheduleSource], _ layers: [ScheduleLayer], catalogue: CycleCatalogue,
    threads: Int = 1
  ) {
    precondition(sources.count == layers.count)
    assets.reserveCapacity(layers.reduce(0) { $0 + $1.count })
    for (index, (source, layer)) in zip(sources, layers).enumerated() {
      records.append(layer.record)
      features.append([])
      let entry = PlannedEntry(source, layer, index: index, catalogue: catalogue)
      for chunk in entry.chunks(threads: threads) { add(chunk, layer, index) }
      let record = records[index]
      precondition(record.read == record.used + record.dropped.count + record.filtered)
    }
    makeWorkIDsUnique(entryNames(sources.map(\.options.source)))
  }

  /// Notes assets of an entry, of which `geometry` has the places, that are there twice. Returns the notes.
  mutating func noteTwins(
    _ geometry: GeometryArray, of entry: Int, in currency: CurrencyCode, threads: Int
  ) -> [IntakeNote] {
    let first = features[..<entry].reduce(0) { $0 + $1.count }
    let twins = SurfaceTwins(assets[first..<first + geometry.count], geometry, threads: threads)
    let cost = twins.pairs.reduce(0) { $0 + (work(on: $1.twin)?.cost ?? 0) }
    let notes = [twins.note(assets, cost: cost, in: currency)].compactMap(\.self)
    records[entry].notes += notes
    return notes
  }

  /// What is planned on an asset, without its years.
  private func work(on asset: Int) -> Work? {
    let run = runs.first { $0.assets.contains(asset) }
    return run.map { $0.plans[asset - $0.firstAsset].work }
  }

  private mutating func add(_ chunk: PlannedChunk, _ layer: ScheduleLayer, _ index: Int) {
    runs.append(PlannedRun(firstAsset: assets.count, plans: chunk.plans))
    assets += chunk.assets
    features[index] += chunk.features
    for dropped in chunk.dropped { records[index].drop(dropped, of: layer) }
    for (name, count) in chunk.defaults { records[index].defaults[name, default: 0] += count }
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
    for run in runs.indices {
      for (index, asset) in assets[runs[run].assets].enumerated() where shared.contains(asset.id) {
        let name = names[asset.schedule]
        runs[run].plans[index].work.id = "\(name):\(runs[run].plans[index].work.id)"
      }
    }
  }
}

/// What is planned on consecutive assets.
struct PlannedRun: Sendable {
  /// Number of the first asset.
  let firstAsset: Int
  /// A plan for each asset, in their order.
  var plans: [WorkPlan]

  /// Numbers of the assets.
  var assets: Range<Int> { firstAsset..<firstAsset + plans.count }
}

extension IntakeRecord {
  fileprivate mutating func drop(_ refused: PlannedChunk.Dropped, of layer: ScheduleLayer) {
    used -= 1
    dropped.append(
      DroppedFeature(
        feature: layer.sourceFeatures[refused.feature], id: refused.givenID,
        reason: refused.problem.reason, detail: refused.problem.detail,
        place: layer.places[refused.feature]))
  }
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
