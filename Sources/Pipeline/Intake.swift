import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectFile
import Publishing

/// A project's sources, read and told apart.
struct Intake: Sendable {
  let workingSystem: CoordinateSystem
  /// Metres in one unit of the working system.
  let metresPerUnit: Double
  let neighbourhoods: NeighbourhoodIntake
  private(set) var challenges: ChallengePlanes
  private(set) var schedule: Schedule
  let catalogue: CycleCatalogue
  let cataloguePath: String
  let packages: PackageCatalogue
  /// The figures behind derived layers.
  let derived: DerivedFigures
  /// Records of the sources that derived layers need besides their own.
  let furtherRecords: [IntakeRecord]

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
    let sources = SourceLayers(project, reader, control)
    let layers = try options.part.map { try sources.read($0) } ?? sources.readAll()
    neighbourhoods = layers.neighbourhoods
    let everywhere = layers.everyNeighbourhood
    let derivedLayers = try DerivedLayers(
      project.themes, read: layers.themes, further: layers.further,
      DerivedLayers.Surroundings(
        neighbourhoods: everywhere.members, polygons: everywhere.geometry,
        numbers: project.neighbourhoods.numbers, norms: BundledFiles.norms(of: project),
        metresPerUnit: metresPerUnit, threads: options.threads))
    (derived, furtherRecords) = (derivedLayers.figures, layers.further.map(\.record))
    challenges = try ChallengePlanes(project.themes, derivedLayers.layers)
    schedule = Schedule(
      project.schedule, layers.schedule, catalogue: catalogue, horizon: project.horizon,
      metresPerUnit: metresPerUnit, threads: options.threads)
    if !options.products.contains(where: \.isStack) { schedule.forgetFields() }
  }

  /// What the stack is made from; the polygons of the challenges are nowhere else then.
  mutating func makeStackInput() -> StackInput {
    defer { challenges.forgetGeometry() }
    return StackInput(
      neighbourhoods: neighbourhoods.geometry, planes: challenges.geometry,
      assets: schedule.geometry, metresPerUnit: metresPerUnit)
  }

  /// What happened to each source, in the project's order.
  var records: [IntakeRecord] {
    [neighbourhoods.record] + challenges.records + schedule.records + furtherRecords
  }
}
