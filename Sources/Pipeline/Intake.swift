import Geometry
import LayerIO
import OpportunityMap
import ProjectFile
import Synchronization

/// A project's sources, read and told apart.
struct Intake: Sendable {
  let workingSystem: CoordinateSystem
  /// Metres in one unit of the working system.
  let metresPerUnit: Double
  let neighbourhoods: NeighbourhoodIntake
  let challenges: ChallengePlanes
  let schedule: Schedule
  let catalogue: CycleCatalogue
  let cataloguePath: String
  let packages: PackageCatalogue

  /// Reads all sources at the same time.
  init(_ project: ProjectFile, options: MainJob.Options, control: JobControl) throws {
    workingSystem = try CoordinateSystem(project.crs)
    cataloguePath = try project.cyclesPath ?? BundledFiles.cycles()
    catalogue = try CycleCatalogue.load(path: cataloguePath)
    packages = try BundledFiles.packages(of: project)
    let reader = try LayerReader(
      workingSystem: workingSystem, threads: options.threads,
      exactProjection: options.exactProjection)
    metresPerUnit = workingSystem.metresPerUnit ?? 1
    var layers = try Self.readAll(project.sources, reader, control)[...]
    neighbourhoods = try NeighbourhoodIntake(layers.removeFirst(), project.neighbourhoods)
    let themeLayers = layers.prefix(project.themes.map(\.layers.count).reduce(0, +))
    challenges = try ChallengePlanes(project.themes, Array(themeLayers))
    schedule = Schedule(
      project.schedule, Array(layers.dropFirst(themeLayers.count)), catalogue: catalogue,
      horizon: project.horizon, metresPerUnit: metresPerUnit)
  }

  private static func readAll(
    _ sources: [SourceOptions], _ reader: LayerReader, _ control: JobControl
  ) throws -> [Layer] {
    try control.report(.reading, 0)
    let done = Atomic(0)
    let layers = try reader.readAll(sources) { _ in
      let count = done.wrappingAdd(1, ordering: .relaxed).newValue
      // Cancelling is noticed when reading ends; the files written by then are none.
      try? control.report(.reading, Double(count) / Double(sources.count))
    }
    try control.checkCancelled()
    return layers
  }

  /// What happened to each source, in the project's order.
  var records: [IntakeRecord] {
    [neighbourhoods.record] + challenges.records + schedule.records
  }
}
