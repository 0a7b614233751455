import Geometry
import LayerIO
import OpportunityMap
import ProjectBundling
import ProjectFile
import Publishing

/// What a job has found, on its way into files.
struct Publication: Sendable {
  let project: ProjectFile
  let options: MainJob.Options
  let control: JobControl
  let basis: MapBasis
  let schedule: Schedule
  let map: OpportunityMap
  let reconciliation: Reconciliation
  let geometry: StackGeometry
  let workingSystem: CoordinateSystem
  /// Path of the cycle catalogue.
  let catalogue: String
  /// Language of the report.
  let language: Language
  /// Path of the project file as the record gives it; nil for the path itself.
  var projectAsGiven: String?
  /// The plan of projects; nil where no product asks for it.
  var plan: ProjectPlan?

  /// Proposes projects, where a product asks for them.
  /// - Throws: `YAMLError` about rules or decisions.
  func makePlan() throws -> ProjectPlan? {
    guard options.products.contains(where: \.needsProjects) else { return nil }
    try control.report(.bundling, 0)
    return try ProjectPlanning(project).plan(
      map, assets: geometry.assets, metresPerUnit: workingSystem.metresPerUnit ?? 1,
      threads: options.threads)
  }

  /// Writes the products that the options ask for, the stack only where `savesStack` says so.
  func write(to folder: ProductFolder, savesStack: Bool) throws -> [WrittenProduct] {
    try control.report(.writing, 0)
    let input = ProductInput(
      map: map, neighbourhoods: geometry.neighbourhoods, assets: geometry.assets,
      faces: geometry.faces, projects: plan, names: names,
      scheduleSources: project.schedule.map(\.options.source),
      workingSystem: workingSystem)
    var others = savesStack ? stackWriters(folder.path) : [:]
    others[.report] = try reportWriter(input)
    return try writeProducts(
      options.products.filter { savesStack || !$0.isStack }, of: input, to: folder,
      threads: options.threads, exactProjection: options.exactProjection,
      others: others
    ) { try control.report(.writing, $0) }
  }

  private func reportWriter(
    _ input: ProductInput
  ) throws -> @Sendable (String) throws -> Void {
    let report = ReportInput(
      record: try record([], timings: [:]), catalogue: basis.catalogue, language: language,
      mapLibraryFolder: BundledFiles.mapLibrary())
    return {
      try writeReport(
        input, report, to: $0, threads: options.threads, exact: options.exactProjection)
    }
  }

  private func stackWriters(
    _ folder: String
  ) -> [Product: @Sendable (String) throws -> Void] {
    let stack = StackToSave(
      project: project, basis: basis, reconciliation: reconciliation, catalogue: catalogue,
      exactProjection: options.exactProjection, products: options.products)
    return [
      .stackFigures: {
        try stack.writeFigures(to: $0, folder: folder, threads: options.threads)
      },
      .stackGeometry: { try geometry.write(to: $0, threads: options.threads) },
    ]
  }

  /// Writes the record, the last file of a job.
  func finish(
    _ products: [WrittenProduct], timings: [String: Double], in folder: ProductFolder
  ) throws -> RunSummary {
    let steps = plan?.clock.seconds ?? [:]
    let record = try record(
      products,
      timings: timings.merging(steps.map { ("\(Stage.bundling.rawValue).\($0)", $1) }) { $1 })
    try record.write(to: folder.path(of: Product.runRecord.fileName))
    try control.report(.writing, 1)
    return RunSummary(map: map, record: record, projects: plan.map { ($0, names) })
  }

  private func record(
    _ products: [WrittenProduct], timings: [String: Double]
  ) throws -> RunRecord {
    RunRecord(
      version: kansenkaartVersion, parameters: try parameters(),
      inputs: basis.records(schedule),
      planes: map.planes.map {
        RunRecord.PlaneRecord(
          theme: map.themes[$0.theme].key, source: $0.source, label: $0.label,
          severity: $0.severity, isOutside: $0.isOutside)
      },
      reconciliation: reconciliation, works: WorkSums(map),
      bundling: try plan.map { try ProjectPlanning(project).record($0) },
      products: products, timings: timings)
  }

  private var names: MeasureNames { MeasureNames(basis.catalogue) }

  private func parameters() throws -> RunRecord.Parameters {
    let packages = try project.packagesPath ?? BundledFiles.packages()
    return RunRecord.Parameters(
      name: project.name, project: projectAsGiven ?? project.path, crs: project.crs,
      currency: project.currency.code, horizon: project.horizon,
      weights: Dictionary(project.themes.map { ($0.key, $0.weight) }, uniquingKeysWith: { $1 }),
      cycles: project.cycles ?? "layers/cycles.yaml",
      cyclesSHA256: try sha256(path: catalogue, source: catalogue),
      packages: project.packages ?? "layers/packages.yaml",
      packagesSHA256: try sha256(path: packages, source: packages),
      priceYear: basis.catalogue.priceYear, exactProjection: options.exactProjection,
      part: basis.part?.map { basis.neighbourhoods[$0].id })
  }
}
