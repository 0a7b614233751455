import Geometry
import LayerIO
import OpportunityMap
import ProjectFile

/// The sources of a project that is not complete yet: each is read and judged as far as it can be by
/// itself. Layers that are derived are read, not derived: that needs neighbourhoods.
struct DraftIntake {
  /// What happened to each source, in the project's order.
  let records: [IntakeRecord]

  /// Reads all sources at the same time.
  init(_ project: ProjectFile, options: MainJob.Options, control: JobControl) throws {
    let system = try CoordinateSystem(project.crs)
    let reader = try LayerReader(
      workingSystem: system, threads: options.threads, exactProjection: options.exactProjection)
    let catalogue = try Inputs.cycles(of: project).value.costs(in: project.currency)
    try control.report(.reading, 0)
    var layers = try reader.readAll(project.sources)[...]
    try control.checkCancelled()
    var records: [IntakeRecord] = []
    if !project.missing.contains("neighbourhoods") {
      let areas = try NeighbourhoodIntake(layers.removeFirst(), project.neighbourhoods)
      records.append(areas.record)
    }
    for theme in project.themes {
      let read = theme.layers.map { _ in layers.removeFirst() }
      records += try Self.records(of: theme, read)
    }
    let schedule = Schedule(
      project.schedule, Array(layers.prefix(project.schedule.count)),
      catalogue: catalogue,
      horizon: project.horizon, metresPerUnit: system.metresPerUnit ?? 1, threads: options.threads)
    records += schedule.records
    records += layers.dropFirst(project.schedule.count).map(\.record)
    self.records = records
  }

  private static func records(
    of theme: ThemeDescription, _ layers: [Layer]
  ) throws -> [IntakeRecord] {
    try zip(theme.layers, layers).flatMap { description, layer in
      guard description.derivation == nil else { return [layer.record] }
      var alone = theme
      alone.layers = [description]
      return try ChallengePlanes([alone], [layer]).records
    }
  }
}
