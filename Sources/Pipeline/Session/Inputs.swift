import Buildings
import Foundation
import OpportunityMap
import ProjectBundling
import ProjectFile

/// All that a project rests on besides its sources: parsed values, each with the hash of the very bytes
/// that were parsed. Scenarios that the project has adopted are part of it.
public struct Inputs: Sendable {
  /// The project, with the changes that were made since.
  package var project: ProjectFile
  /// The bytes of the project file.
  public internal(set) var projectText: Data
  /// The price index.
  package var index: Parsed<PriceIndex>
  /// The one price level that all amounts are at: what was parsed below has been brought to it.
  package let prices: PriceLevel
  /// The cycle catalogue, without costs in another currency than the project's.
  package var cycles: Parsed<CycleCatalogue>
  /// The packages.
  package var packages: Parsed<PackageCatalogue>
  /// The norms of derived layers; nil where no layer asks for them.
  package var norms: Parsed<NormCatalogue>?
  /// The catalogue of the transformation scan; nil where the project tells of no buildings.
  package var transformation: Parsed<TransformationCatalogue>?
  /// The paths of population; nil where the project names none.
  package var population: Parsed<PopulationPaths>?
  /// The catalogue of the facility programme; nil where the project names no population.
  package var facilities: Parsed<FacilityCatalogue>?
  /// The catalogue of social real estate; nil where the project tells of no buildings.
  package var social: Parsed<SocialCatalogue>?
  /// The rules of bundling.
  package var rules: Parsed<BundlingRules>
  /// What people decided; nil where nothing was.
  package var decisions: Parsed<Decisions>?
  /// The couplings.
  package var couplings: Parsed<CouplingCatalogue>
  /// What differs of couplings, each on top of those before it.
  package var couplingChanges: [[String: Changes.CouplingChange]] = []
  /// What differs of works, each on top of those before it.
  public var works: [Changes.WorkChange] = []
  /// How works are put together.
  public var strategy = Changes.Strategy.best
  /// Whether layers have another reach than the project's, which asks for a new overlay.
  public internal(set) var needsOverlay = false

  /// Reads a project and the catalogues that it names, or those that come with the program. A horizon
  /// that is given is taken instead of the file's.
  /// - Throws: `MissingInput`, `YAMLError`.
  public static func load(
    projectPath: String, horizon: ClosedRange<Int>? = nil
  ) throws -> Inputs {
    try Inputs(ProjectFile.readComplete(path: projectPath, horizon: horizon))
  }

  /// The same of the text of a project, which need not stand in a file: paths in it count from a folder.
  /// - Throws: as `load`.
  public static func load(
    projectText: String, folder: String, horizon: ClosedRange<Int>? = nil
  ) throws -> Inputs {
    let read = try ProjectFile.read(
      text: Data(projectText.utf8), path: folder + "/project.yaml", horizon: horizon)
    try read.value.checkSources()
    return try Inputs(read)
  }

  /// The catalogues of a project that was read.
  /// - Throws: `MissingInput`, `YAMLError`.
  init(_ read: Parsed<ProjectFile>) throws {
    let project = read.value
    self.project = project
    projectText = read.bytes
    index = try PriceIndex.read(
      path: project.pricesPath ?? BundledFiles.prices(),
      named: project.prices ?? "layers/price-index.yaml")
    let cycles = try Self.cycles(of: project)
    let prices = PriceLevel(of: project, cycles.value, index.value)
    self.prices = prices
    try project.checkPriceYears(prices)
    self.cycles = try cycles.priced { try $0.costs(in: project.currency).at(prices) }
    let packages = try PackageCatalogue.read(
      path: project.packagesPath ?? BundledFiles.packages(),
      named: project.packages ?? "layers/packages.yaml", features: project.featureKeys)
    self.packages =
      try packages.value.currency == project.currency
      ? packages.priced { try $0.at(prices) } : packages
    norms = try BundledFiles.normsPath(of: project).map {
      try NormCatalogue.read(path: $0, named: project.norms ?? "layers/norms.yaml")
    }
    transformation = try BundledFiles.transformationPath(of: project).map {
      try TransformationCatalogue.read(
        path: $0, named: project.buildings?.transformation ?? "layers/transformation.yaml")
    }
    population = try project.buildings?.populationPath.map {
      try PopulationPaths.read(path: $0, named: project.buildings?.population ?? $0)
    }
    facilities = try BundledFiles.facilitiesPath(of: project).map {
      try FacilityCatalogue.read(
        path: $0, named: project.buildings?.facilities ?? "layers/facility-programme.yaml")
    }
    social = try BundledFiles.socialPath(of: project).map {
      try SocialCatalogue.read(
        path: $0, named: project.buildings?.social ?? "layers/social-real-estate.yaml")
    }
    rules = try BundlingRules.read(
      path: project.bundling.compatibilityPath ?? BundledFiles.compatibility(),
      named: project.bundling.compatibility ?? "layers/compatibility.yaml"
    ).holding(for: project, at: prices)
    decisions = try project.bundling.decisionsPath.map {
      try Decisions.read(path: $0, named: project.bundling.decisions ?? $0)
    }
    let couplings = try CouplingCatalogue.read(
      path: project.couplingsPath ?? BundledFiles.couplings(),
      named: project.couplings ?? "layers/couplings.yaml", features: project.featureKeys)
    self.couplings =
      try couplings.value.currency == project.currency
      ? couplings.priced { try $0.at(prices) } : couplings
    for adopted in project.adopted { try apply(adopted.changes) }
    needsOverlay = false
  }

  /// The parties whose money is limited, in the order of the project: those that a scenario can give more or
  /// less.
  public var parties: [String] { project.programme?.budgets.map(\.party) ?? [] }

  /// Whether a programme or decisions say in which year works are done, rather than their due years.
  var plansWorks: Bool {
    project.programme != nil || decisions != nil || strategy == .nothing
  }

  /// The catalogues that buildings are judged by; nil where the project tells of none.
  var buildingCatalogues: BuildingCatalogues? {
    guard let transformation, let social else { return nil }
    return BuildingCatalogues(
      transformation: transformation.value,
      facilities: facilities.flatMap { facilities in
        population.map { (facilities.value, $0.value) }
      }, social: social.value, rights: project.buildings?.rights ?? [])
  }

  /// The packages likewise.
  var packageCosts: PackageCatalogue { packages.value.costs(in: project.currency) }

  /// The couplings that works may carry, without costs and effects in another currency than the project's. Which there are does not depend on what changes cost and effect.
  var couplingCosts: CouplingCatalogue {
    couplings.value.costs(in: project.currency).changed(by: couplingChanges)
  }

  /// The cycle catalogue of a project, or the one that comes with the program.
  /// - Throws: `MissingInput`, `YAMLError`.
  static func cycles(of project: ProjectFile) throws -> Parsed<CycleCatalogue> {
    try CycleCatalogue.read(
      path: project.cyclesPath ?? BundledFiles.cycles(),
      named: project.cycles ?? "layers/cycles.yaml")
  }
}
