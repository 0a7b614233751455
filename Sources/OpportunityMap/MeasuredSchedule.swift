import Geometry
import LayerIO
import ProjectFile

/// The schedule as its sources give it, whatever the horizon: what is planned on each asset, with the
/// geometry and the measured layers.
package struct MeasuredSchedule: Sendable {
  /// The assets and what is planned on each.
  package let plan: PlannedSchedule
  /// The layer of each entry, measured.
  package private(set) var layers: [ScheduleLayer]
  /// Geometry of each asset in the working system; empty where none was given. Shape: assets.
  package private(set) var geometry = GeometryArray()

  /// Reads the layers of the schedule's entries, one for each, in the working system, of which a unit is
  /// `metresPerUnit` metres, on at most `threads` threads.
  package init(
    _ sources: [ScheduleSource], _ layers: [Layer], catalogue: CycleCatalogue,
    metresPerUnit: Double, threads: Int = 1
  ) {
    var measured = layers.map {
      ScheduleLayer($0, metresPerUnit: metresPerUnit, threads: threads)
    }
    var plan = PlannedSchedule(sources, measured, catalogue: catalogue, threads: threads)
    var own: [GeometryArray] = []
    for (index, layer) in layers.enumerated() {
      let features = plan.features[index]
      let isWhole = features.count == layer.count
      own.append(isWhole ? layer.geometry : layer.geometry.selecting(features))
      // Kept with the layer: planned again over another horizon there is no geometry.
      measured[index].record.notes += plan.noteTwins(
        own[index], of: index, in: sources[index].options.currency, threads: threads)
    }
    self.plan = plan
    self.layers = measured
    for (index, own) in own.enumerated() {
      // Shared with the layer, not copied: a city's only entry may hold a million positions.
      if index == 0 { geometry = own } else { geometry.append(contentsOf: own) }
    }
  }

  /// Lets the fields of the layers go, where nobody will save them to plan again.
  package mutating func forgetFields() {
    for index in layers.indices {
      layers[index].attributes = AttributeTable(count: layers[index].count, columns: [])
    }
  }
}
