import Buildings
import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectBundling
import ProjectFile
import Publishing
import Report
import Tables
import Workers

/// What has been answered, on its way into files.
struct Publication: Sendable {
  let answer: Answer
  let city: StackedCity
  let options: MainJob.Options
  let control: JobControl
  let schedule: Schedule
  let map: OpportunityMap
  /// Neighbourhoods and assets; faces as soon as they are there.
  private var geometry: StackGeometry
  /// Language of the report.
  let language: Language
  /// Whether the workbench serves the report.
  var isServed = false
  /// Path of the project file as the record gives it; nil for the path itself.
  var projectAsGiven: String?
  /// The plan of projects; nil where no product asks for it.
  private var plan: ProjectPlan?
  /// What is said of the buildings with works in the years that it was asked for.
  private var judged: (years: [PlannedYear], answer: BuildingsAnswer)?
  /// Whether projects are chosen meanwhile: then their progress is what is reported.
  private var isBesideProjects = false

  /// Gathers what the products of the options need, but for the plan.
  init(
    _ answer: Answer, of city: StackedCity, _ options: MainJob.Options, control: JobControl,
    language: Language
  ) throws {
    (self.answer, self.city, self.options, self.control) = (answer, city, options, control)
    self.language = language
    schedule = try answer.schedule().notingBudgetNames(of: answer.inputs.project)
    map = try answer.map()
    geometry =
      options.products.contains { $0.hasGeometry(plansWorks: answer.inputs.plansWorks) }
      ? try city.geometry.value(threads: options.threads)
      : StackGeometry(
        withoutPositions: map.neighbourhoods.count, assets: city.basis.table.assetCount)
  }

  /// Proposes projects where a product asks for them, writes the products, the stack only where `savesStack`
  /// says so, and then the record, which also tells of the products that are kept. Products that show no
  /// projects are made while projects are chosen.
  /// - Throws: `YAMLError` about rules or decisions, `ProductError`, `CancellationError`.
  mutating func publish(
    into folder: ProductFolder, savesStack: Bool = false, keeping kept: [WrittenProduct] = [],
    _ clock: inout StageClock
  ) throws -> RunSummary {
    let products = options.products.filter { savesStack || !$0.isStack }
    let early = needsPlan ? products.filter { !$0.showsProjects } : products
    let publication = self
    let (planned, shown) = try concurrently(threads: options.threads) {
      var clock = StageClock()
      return (try clock.time(.bundling) { try publication.makePlan() }, clock)
    } _: {
      try publication.writeEarly(early, to: folder)
    }
    (plan, geometry, judged) = (planned.0, shown.geometry, shown.judged)
    clock.add(planned.1)
    clock.add(shown.clock)
    let written = try clock.time(.writing) {
      try write(products.subtracting(early), to: folder)
    }
    let all = (shown.written + written + kept).map { ($0.file, $0) }
    let byFile = Dictionary(all, uniquingKeysWith: { first, _ in first })
    return try finish(
      Product.allCases.compactMap { byFile[$0.fileName] }, timings: clock.seconds, in: folder)
  }

  /// What is there before the projects are.
  private struct Early: Sendable {
    var geometry: StackGeometry
    var written: [WrittenProduct]
    var clock: StageClock
    var judged: (years: [PlannedYear], answer: BuildingsAnswer)?
  }

  /// Makes the faces and writes products that show no projects.
  private func writeEarly(_ products: Set<Product>, to folder: ProductFolder) throws -> Early {
    var (publication, clock) = (self, StageClock())
    publication.isBesideProjects = needsPlan
    let (early, geometry) = (publication, city.geometry)
    if options.products.contains(where: \.needsFaces) {
      publication.geometry = try clock.time(.faces) {
        try geometry.withFaces(threads: options.threads) { try early.report(.faces, 0) }
      }
    }
    let written = try clock.time(.writing) { try publication.write(products, to: folder) }
    return Early(
      geometry: publication.geometry, written: written, clock: clock, judged: publication.judged)
  }

  /// Reports progress, or looks only whether the job was cancelled.
  private func report(_ stage: Stage, _ fraction: Double) throws {
    if isBesideProjects {
      try control.checkCancelled()
    } else {
      try control.report(stage, fraction)
    }
  }

  private var needsPlan: Bool {
    options.products.contains { $0.needsProjects(plansWorks: answer.inputs.plansWorks) }
  }

  private func makePlan() throws -> ProjectPlan? {
    needsPlan ? try answer.explainedPlan() : nil
  }

  private mutating func write(
    _ products: Set<Product>, to folder: ProductFolder
  ) throws -> [WrittenProduct] {
    guard !products.isEmpty else { return [] }
    try report(.writing, 0)
    let input = try productInput(for: products)
    var others = stackWriters(folder.path)
    if products.contains(.report) { others[.report] = try reportWriter(input) }
    let publication = self
    return try writeProducts(
      products, of: input, to: folder, threads: options.threads,
      exactProjection: options.exactProjection,
      reader: ProductReader(language: language, record: record([], timings: [:])), others: others
    ) { try publication.report(.writing, $0) }
  }

  /// What tables are made of. Buildings are judged where products show them, when the works are planned, and not anew
  /// while these stay.
  private mutating func productInput(for products: Set<Product>) throws -> ProductInput {
    var input = ProductInput(
      map: map, neighbourhoods: geometry.neighbourhoods, assets: geometry.assets,
      faces: geometry.faces, projects: plan, names: names,
      scheduleSources: answer.inputs.project.schedule.map(\.options.source),
      workingSystem: city.workingSystem)
    if products.contains(where: \.showsBuildings), let read = city.basis.buildings,
      let catalogues = answer.inputs.buildingCatalogues
    {
      if let judged, judged.years == input.planned {
        input.buildings = judged.answer
      } else {
        let made = try BuildingsAnswer(
          read, catalogues,
          works: PlannedWorks(map, years: input.planned, assets: geometry.assets),
          threads: options.threads)
        judged = (input.planned, made)
        input.buildings = made
      }
    }
    return input
  }

  /// Those of some tables that there is something for, which the options' products hold.
  mutating func tables(_ tables: [ProductTable]) throws -> [VectorTable] {
    plan = try makePlan()
    if options.products.contains(where: \.needsFaces) {
      geometry = try city.geometry.withFaces(threads: options.threads)
    }
    let input = try productInput(for: options.products)
    return try tables.compactMap {
      try input.table($0, hasOutlines: true, threads: options.threads)
    }
  }

  private func reportWriter(
    _ input: ProductInput
  ) throws -> @Sendable (String) throws -> Void {
    var report = ReportInput(
      record: record([], timings: [:]), catalogue: answer.inputs.cycles.value,
      language: language, mapLibraryFolder: BundledFiles.mapLibrary())
    report.isServed = isServed
    return { [report] in
      try writeReport(
        input, report, to: $0, threads: options.threads, exact: options.exactProjection)
    }
  }

  private func stackWriters(
    _ folder: String
  ) -> [Product: @Sendable (String) throws -> Void] {
    let stack = StackToSave(city: city, products: options.products)
    let geometry = geometry
    return [
      .stackFigures: {
        try stack.writeFigures(to: $0, folder: folder, threads: options.threads)
      },
      .stackGeometry: { try geometry.write(to: $0, threads: options.threads) },
    ]
  }

  /// Writes the record, the last file of a job.
  private func finish(
    _ products: [WrittenProduct], timings: [String: Double], in folder: ProductFolder
  ) throws -> RunSummary {
    let steps = plan?.clock.seconds ?? [:]
    let record = record(
      products,
      timings: timings.merging(steps.map { ("\(Stage.bundling.rawValue).\($0)", $1) }) { $1 })
    try record.write(to: folder.path(of: Product.runRecord.fileName))
    try control.report(.writing, 1)
    return RunSummary(map: map, record: record, projects: plan.map { ($0, names) })
  }

  private func record(_ products: [WrittenProduct], timings: [String: Double]) -> RunRecord {
    RunRecord(
      version: kansenkaartVersion, parameters: parameters,
      inputs: city.basis.records(schedule),
      planes: map.planes.map {
        RunRecord.PlaneRecord(
          theme: map.themes[$0.theme].key, source: $0.source, label: $0.label,
          severity: $0.severity, isOutside: $0.isOutside, within: $0.area?.key)
      },
      reconciliation: city.reconciliation(map), works: WorkSums(map),
      bundling: plan.map { RunRecord.Bundling($0, map, answer.inputs) },
      products: products, timings: timings)
  }

  private var names: MeasureNames { MeasureNames(answer.inputs.cycles.value) }

  private var parameters: RunRecord.Parameters {
    let inputs = answer.inputs
    return RunRecord.Parameters(
      name: inputs.project.name, project: projectAsGiven ?? inputs.project.path,
      projectSHA256: LayerIO.sha256(of: inputs.projectText),
      crs: inputs.project.crs, currency: inputs.project.currency.code,
      horizon: inputs.project.horizon,
      weights: Dictionary(
        inputs.project.themes.map { ($0.key, $0.weight) }, uniquingKeysWith: { $1 }),
      cycles: inputs.cycles.name, cyclesSHA256: inputs.cycles.sha256,
      packages: inputs.packages.name, packagesSHA256: inputs.packages.sha256,
      couplings: inputs.couplings.name, couplingsSHA256: inputs.couplings.sha256,
      transformation: inputs.transformation?.name,
      transformationSHA256: inputs.transformation?.sha256, population: inputs.population?.name,
      populationSHA256: inputs.population?.sha256, facilities: inputs.facilities?.name,
      facilitiesSHA256: inputs.facilities?.sha256, socialRealEstate: inputs.social?.name,
      socialRealEstateSHA256: inputs.social?.sha256, norms: inputs.norms?.name,
      normsSHA256: inputs.norms?.sha256,
      priceYear: inputs.prices.year, prices: inputs.index.name,
      pricesSHA256: inputs.index.sha256, exactProjection: options.exactProjection,
      part: city.basis.part?.map { city.basis.neighbourhoods[$0].id })
  }
}

extension RunRecord.Bundling {
  /// What is told of a plan that was made from inputs.
  fileprivate init(_ plan: ProjectPlan, _ map: OpportunityMap, _ inputs: Inputs) {
    let source = inputs.project.bundling
    self.init(
      plan, map, rules: inputs.rules.name, rulesSHA256: inputs.rules.sha256,
      decisions: inputs.decisions?.name, decisionsSHA256: inputs.decisions?.sha256,
      draws: source.draws, seed: source.seed, top: source.top)
  }
}
