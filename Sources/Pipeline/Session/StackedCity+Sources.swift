import Geometry
import LayerIO
import OpportunityMap

/// What a city was stacked from, for what is asked of its works besides the map.
extension StackedCity {
  /// What the sources of the schedule tell, entry by entry.
  package var scheduleLayers: [ScheduleLayer] { basis.schedule }

  /// Features of each entry's layer that became an asset, ascending; assets are numbered entry by entry.
  package var scheduleFeatures: [[Int]] { plan.features }

  /// Surface of each asset in the working system.
  /// - Throws: as loading geometry does.
  package func assetGeometry(threads: Int) throws -> GeometryArray {
    try geometry.value(threads: threads).assets
  }

  /// Geometry of the neighbourhoods in the working system.
  /// - Throws: as loading geometry does.
  package func neighbourhoodGeometry(threads: Int) throws -> GeometryArray {
    try geometry.value(threads: threads).neighbourhoods
  }

  /// What happened to each source.
  package func records(_ schedule: Schedule) -> [IntakeRecord] { basis.records(schedule) }
}
