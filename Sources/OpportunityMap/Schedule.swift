import Geometry
import LayerIO
import ProjectFile

/// The maintenance schedule: assets with their geometry, and the works that fall due on them.
public struct Schedule: Sendable {
  /// Assets, in the order of the project's entries and of their features.
  public private(set) var assets: [Asset] = []
  /// The layer of each entry, measured.
  public private(set) var layers: [ScheduleLayer] = []
  /// Features of each entry's layer that became an asset, ascending.
  private var features: [[Int]] = []
  /// Geometry of each asset in the working system; empty where none was given. Shape: `assets`.
  public private(set) var geometry = GeometryArray()
  /// Works, by asset and then by year; an asset without any year has one without a due year.
  public private(set) var works: [Work] = []
  /// Records of the layers, with what was dropped and which defaults were used.
  public private(set) var records: [IntakeRecord] = []

  /// Derives assets and works, as docs/cycles.md says. `layers` has one layer for each entry of the
  /// schedule, in the working system, of which a unit is `metresPerUnit` metres.
  public init(
    _ sources: [ScheduleSource], _ layers: [Layer], catalogue: CycleCatalogue,
    horizon: ClosedRange<Int>, metresPerUnit: Double
  ) {
    self.init(
      sources, measured: layers.map { ScheduleLayer($0, metresPerUnit: metresPerUnit) },
      catalogue: catalogue, horizon: horizon)
    for (index, layer) in layers.enumerated() {
      let features = features[index]
      let isWhole = features.count == layer.count
      let own = isWhole ? layer.geometry : layer.geometry.selecting(features)
      // Shared with the layer, not copied: a city's only entry may hold a million positions.
      if index == 0 { geometry = own } else { geometry.append(contentsOf: own) }
    }
  }

  /// The same without geometry.
  public init(
    _ sources: [ScheduleSource], measured layers: [ScheduleLayer], catalogue: CycleCatalogue,
    horizon: ClosedRange<Int>
  ) {
    precondition(sources.count == layers.count)
    self.layers = layers
    for (index, (source, layer)) in zip(sources, layers).enumerated() {
      var entry = ScheduleEntry(
        source, layer, index: index, catalogue: catalogue, horizon: horizon)
      entry.derive(firstAsset: assets.count)
      assets += entry.assets
      works += entry.works
      features.append(entry.used)
      records.append(entry.record)
    }
    makeWorkIDsUnique(entryNames(sources.map(\.options.source)))
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
    for index in works.indices {
      let asset = assets[works[index].asset]
      if shared.contains(asset.id) {
        works[index].id = "\(names[asset.schedule]):\(works[index].id)"
      }
    }
  }
}

extension Schedule {
  /// The schedule with the works of the assets that `isKept` says; the assets stay, with their numbers.
  public func keepingWorks(ofAssets isKept: (Int) -> Bool) -> Schedule {
    var schedule = self
    schedule.works.removeAll { !isKept($0.asset) }
    return schedule
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
