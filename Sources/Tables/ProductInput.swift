import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectBundling

/// What products are made of.
public struct ProductInput: Sendable {
  /// The figures.
  public let map: OpportunityMap
  /// Geometry of the neighbourhoods; feature `i` is neighbourhood `i`.
  public var neighbourhoods: GeometryArray
  /// Geometry of the assets; feature `i` is asset `i`.
  public var assets: GeometryArray
  /// The faces of the stack; nil where no product asks for them.
  public var faces: StackFaces?
  /// The plan of projects; nil where no product asks for it.
  public let projects: ProjectPlan?
  /// The one year in which each work is done. Shape: works of the map.
  public let planned: [PlannedYear]
  /// Names of types of asset and measures.
  public var names: MeasureNames
  /// Source of each schedule entry, as the project file names it.
  public var scheduleSources: [String]
  /// The system that all geometry is in.
  public var workingSystem: CoordinateSystem

  /// An input.
  public init(
    map: OpportunityMap, neighbourhoods: GeometryArray, assets: GeometryArray, faces: StackFaces?,
    projects: ProjectPlan?, names: MeasureNames, scheduleSources: [String],
    workingSystem: CoordinateSystem
  ) {
    self.map = map
    self.neighbourhoods = neighbourhoods
    self.assets = assets
    self.faces = faces
    self.projects = projects
    planned = plannedYears(of: map, plan: projects)
    self.names = names
    self.scheduleSources = scheduleSources
    self.workingSystem = workingSystem
  }

  /// Makes a table, `hasOutlines` telling whether projects have theirs, which take a while; nil for
  /// challenges without faces, for figures that no layer asks for, and for projects
  /// without a plan.
  package func table(
    _ kind: ProductTable, hasOutlines: Bool, threads: Int
  ) throws -> VectorTable? {
    try unnamedTable(kind, hasOutlines: hasOutlines, threads: threads)?.amounts(in: map.currency)
  }

  /// The same with columns that are called after euros.
  private func unnamedTable(
    _ kind: ProductTable, hasOutlines: Bool, threads: Int
  ) throws -> VectorTable? {
    switch kind {
    case .opportunities:
      opportunityTable(
        map, assets: assets, sources: scheduleSources, planned: planned,
        rules: projects?.bundling.problem.rules)
    case .challenges: try faces.map { try challengeTable(map, faces: $0, threads: threads) }
    case .neighbourhoods:
      try neighbourhoodTable(map, neighbourhoods: neighbourhoods, threads: threads)
    case .types: try typeTable(map, threads: threads)
    case .packages: try packageTable(map, threads: threads)
    case .hours: try hoursTable(map, planned: planned, names: names, threads: threads)
    case .streets: try streetTable(map, planned: planned, names: names, threads: threads)
    case .vacancy: try vacancyTable(map, threads: threads)
    case .facilities: try facilityTable(map, threads: threads)
    case .green: try greenTable(map, threads: threads)
    case .coverage: try coverageTable(map, threads: threads)
    case .budgets: try budgetTable(map, threads: threads)
    case .overlaps: overlapsTable(map)
    case .candidates, .candidateWorks, .costSplits, .nearMisses, .patterns, .programme,
      .programmeProjects, .undone, .unspent, .businessCase:
      try projects.flatMap {
        try projectTable(kind, $0, hasOutlines: hasOutlines, threads: threads)
      }
    }
  }

  private func projectTable(
    _ kind: ProductTable, _ plan: ProjectPlan, hasOutlines: Bool, threads: Int
  ) throws -> VectorTable? {
    let input = CandidateInput(plan: plan, map: map, names: names, planned: planned)
    switch kind {
    case .candidateWorks:
      return try candidateWorkTable(input, sources: scheduleSources, threads: threads)
    case .costSplits: return try costSplitTable(input, threads: threads)
    case .nearMisses: return try nearMissTable(input, threads: threads)
    case .programme:
      return try plan.programme.map { try programmeTable($0, threads: threads) }
    case .programmeProjects:
      return try plan.programme.map { try programmeProjectTable(input, $0, threads: threads) }
    case .undone:
      return try plan.programme.map {
        try undoneTable(input, $0, sources: scheduleSources, threads: threads)
      }
    case .unspent:
      return try plan.programme.map { try unspentTable(input, $0, threads: threads) }
    case .businessCase:
      return try plan.businessCase.map { try businessCaseTable(input, $0, threads: threads) }
    case .patterns: return try patternTable(input, threads: threads)
    default:
      return try candidateTable(
        input, assets: hasOutlines ? assets : nil, metresPerUnit: workingSystem.metresPerUnit ?? 1,
        threads: threads)
    }
  }
}

extension VectorTable {
  /// The table with its columns of amounts called after a currency.
  package func amounts(in currency: CurrencyCode) -> VectorTable {
    var table = self
    for index in columns.indices where columns[index].unit == CurrencyCode.euro.code {
      table.columns[index].name = currency.column(columns[index].name)
      table.columns[index].unit = currency.code
    }
    return table
  }
}
