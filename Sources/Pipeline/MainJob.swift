import Foundation
import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectFile
import Publishing

/// Version of the program.
public let kansenkaartVersion = "0.1.0"

/// The main job: from a project file to products.
public struct MainJob: Sendable {
  /// How to run it.
  public struct Options: Sendable {
    /// Threads to use at most.
    public var threads: Int
    /// Whether every position goes through PROJ itself.
    public var exactProjection: Bool
    /// What to write.
    public var products: Set<Product>

    /// Options; all processors, the measured grid and all products unless given.
    public init(
      threads: Int = ProcessInfo.processInfo.activeProcessorCount, exactProjection: Bool = false,
      products: Set<Product> = Set(Product.allCases)
    ) {
      self.threads = threads
      self.exactProjection = exactProjection
      self.products = products
    }
  }

  /// The project.
  public let project: ProjectFile
  private let options: Options
  private let control: JobControl

  /// Loads the project.
  /// - Throws: `MissingInput` when it or a file that it names is not there, `YAMLError`.
  public init(projectPath: String, options: Options, control: JobControl) throws {
    project = try ProjectFile.loadComplete(path: projectPath)
    self.options = options
    self.control = control
  }

  /// Reads and judges all sources, and nothing more.
  /// - Throws: `SourceError` and its like about the first source that can't be used.
  public func check() throws -> [IntakeRecord] {
    try Intake(project, options: options, control: control).records
  }

  /// Runs the job; products stand in `output` when it returns, and none when it throws.
  /// - Throws: errors of the input as `check`, `ProductError`, `ReconciliationError`, and
  ///   `CancellationError` after the control's `cancel`.
  public func run(output: String) throws -> RunSummary {
    let folder = try ProductFolder(path: output)
    control.onCancel { folder.discard() }
    do {
      let summary = try run(into: folder)
      let made = Set(summary.record.products.map(\.file) + [Product.runRecord.fileName])
      try folder.publish(obsolete: Product.allCases.map(\.fileName).filter { !made.contains($0) })
      return summary
    } catch {
      folder.discard()
      try control.checkCancelled()
      throw error
    }
  }

  private func run(into folder: ProductFolder) throws -> RunSummary {
    var clock = StageClock()
    let intake = try clock.time(.reading) {
      try Intake(project, options: options, control: control)
    }
    let stack = StackInput(
      neighbourhoods: intake.neighbourhoods.geometry, planes: intake.challenges.geometry,
      assets: intake.schedule.geometry, metresPerUnit: intake.metresPerUnit)
    let table = try clock.time(.stacking) {
      try control.report(.stacking, 0)
      return try makeOverlapTable(stack, threads: options.threads)
    }
    let (map, reconciliation) = try clock.time(.mapping) {
      try control.report(.mapping, 0)
      return try makeMap(intake, table)
    }
    let faces = try clock.time(.faces) { try makeFacesIfNeeded(stack, table) }
    let products = try clock.time(.writing) {
      try write(map, faces, intake, to: folder)
    }
    let record = runRecord(
      intake, map, reconciliation, products: products, timings: clock.seconds)
    try record.write(to: folder.path(of: Product.runRecord.fileName))
    try control.report(.writing, 1)
    return RunSummary(map: map, record: record)
  }

  private func makeMap(
    _ intake: Intake, _ table: OverlapTable
  ) throws -> (OpportunityMap, Reconciliation) {
    let map = OpportunityMap(
      name: project.name, years: project.horizon, challenges: intake.challenges,
      neighbourhoods: intake.neighbourhoods.members, schedule: intake.schedule, table: table,
      differentiation: DifferentiationRequest(
        numbers: project.neighbourhoods.numbers, types: project.types))
    let reconciliation = try Reconciliation(
      map, neighbourhoods: intake.neighbourhoods.geometry,
      assets: intake.schedule.geometry, metresPerUnit: intake.metresPerUnit)
    return (map, reconciliation)
  }

  private func makeFacesIfNeeded(
    _ stack: StackInput, _ table: OverlapTable
  ) throws -> StackFaces? {
    guard options.products.contains(where: { $0.tables.contains(.challenges) }) else { return nil }
    try control.report(.faces, 0)
    return try makeFaces(stack, table, threads: options.threads)
  }

  private func write(
    _ map: OpportunityMap, _ faces: StackFaces?, _ intake: Intake, to folder: ProductFolder
  ) throws -> [WrittenProduct] {
    try control.report(.writing, 0)
    let input = ProductInput(
      map: map, neighbourhoods: intake.neighbourhoods.geometry,
      assets: intake.schedule.geometry, faces: faces,
      scheduleSources: project.schedule.map(\.options.source),
      workingSystem: intake.workingSystem)
    return try writeProducts(
      options.products, of: input, to: folder, threads: options.threads,
      exactProjection: options.exactProjection
    ) { try control.report(.writing, $0) }
  }

  private func runRecord(
    _ intake: Intake, _ map: OpportunityMap, _ reconciliation: Reconciliation,
    products: [WrittenProduct], timings: [String: Double]
  ) -> RunRecord {
    RunRecord(
      version: kansenkaartVersion,
      parameters: RunRecord.Parameters(
        name: project.name, project: project.path, crs: project.crs, horizon: project.horizon,
        weights: Dictionary(
          project.themes.map { ($0.key, $0.weight) }, uniquingKeysWith: { $1 }),
        cycles: project.cycles ?? "layers/cycles.yaml",
        cyclesSHA256: (try? sha256(path: intake.cataloguePath, source: intake.cataloguePath)) ?? "",
        priceYear: intake.catalogue.priceYear, exactProjection: options.exactProjection),
      inputs: intake.records,
      planes: map.planes.map {
        RunRecord.PlaneRecord(
          theme: map.themes[$0.theme].key, source: $0.source, label: $0.label,
          severity: $0.severity, isOutside: $0.isOutside)
      },
      reconciliation: reconciliation, products: products, timings: timings)
  }
}

/// What a run found, for the closing table.
public struct RunSummary: Sendable {
  /// The figures.
  public let map: OpportunityMap
  /// What happened.
  public let record: RunRecord
}

/// Seconds by stage.
private struct StageClock {
  private(set) var seconds: [String: Double] = [:]

  mutating func time<Result>(_ stage: Stage, _ body: () throws -> Result) rethrows -> Result {
    let start = ContinuousClock.now
    let result = try body()
    let duration = (ContinuousClock.now - start).components
    seconds[stage.rawValue] = Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
    return result
  }
}
