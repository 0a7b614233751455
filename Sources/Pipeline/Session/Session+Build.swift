import Geometry
import LayerStack
import OpportunityMap
import ProjectFile
import Tables

extension Session {
  /// Reads the sources of inputs and stacks them, for any number of questions.
  /// - Throws: `SourceError` and other errors of the input, `ReconciliationError`, `CancellationError`.
  public convenience init(
    stacking inputs: Inputs, options: MainJob.Options = MainJob.Options(),
    control: JobControl = JobControl()
  ) throws {
    var clock = StageClock()
    try self.init(building: inputs, options, control: control, &clock)
  }

  /// Reads the sources of a project and stacks them; faces wait until they are asked for, where a product of
  /// the options shows them.
  /// - Throws: errors of the input, `ReconciliationError`, `CancellationError`.
  convenience init(
    building inputs: Inputs, _ options: MainJob.Options, control: JobControl,
    _ clock: inout StageClock
  ) throws {
    let builder = CityBuilder(inputs: inputs, options: options, control: control)
    let (city, schedule, map) = try control.interrupting { try builder.build(&clock) }
    self.init(city, threads: options.threads)
    try keep(map, schedule, for: inputs)
  }
}

/// Makes a stacked city from sources.
private struct CityBuilder {
  let inputs: Inputs
  let options: MainJob.Options
  let control: JobControl

  /// The city, with the schedule and the map that its own inputs ask for.
  func build(_ clock: inout StageClock) throws -> (StackedCity, Schedule, OpportunityMap) {
    var intake = try clock.time(.reading) {
      try Intake(inputs, options: options, control: control)
    }
    let (table, makeFaces) = try clock.time(.stacking) {
      try control.report(.stacking, 0)
      // The surfaces are the largest arrays of all; from here on none but faces look at them.
      let overlay = intake.takeOverlay(options)
      return (try overlay.table(control), needsFaces ? overlay.facesMaker : nil)
    }
    let (map, reconciliation) = try clock.time(.mapping) {
      try control.report(.mapping, 0)
      return try makeMap(intake, table)
    }
    let city = StackedCity(
      intake, table, of: inputs, exactProjection: options.exactProjection,
      makeFaces: makeFaces.map { facesMaker($0, map.table, intake) },
      reconciliation: reconciliation)
    return (city, intake.schedule, map)
  }

  private func facesMaker(
    _ make: @escaping Overlay.MakeFaces, _ table: OverlapTable, _ intake: Intake
  ) -> CityGeometry.MakeFaces {
    let reported = intake.neighbourhoods.reportedGeometry
    return { threads in try make(reported, table, threads) }
  }

  private var needsFaces: Bool { options.products.contains(where: \.needsFaces) }

  private func makeMap(
    _ intake: Intake, _ table: OverlapTable
  ) throws -> (OpportunityMap, Reconciliation) {
    let map = MapBasis(intake, table).map(
      of: inputs.project, intake.schedule,
      packages: inputs.packageCosts, couplings: inputs.couplingCosts, threads: options.threads)
    let reconciliation = try Reconciliation(
      map, neighbourhoods: intake.neighbourhoods.reportedGeometry,
      assets: intake.measured.geometry, metresPerUnit: intake.metresPerUnit,
      threads: options.threads)
    return (map, reconciliation)
  }
}
