import Buildings
import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectBundling

/// What products are made of.
package struct ProductInput: Sendable {
  /// The figures.
  package let map: OpportunityMap
  /// Geometry of the neighbourhoods; feature `i` is neighbourhood `i`.
  package var neighbourhoods: GeometryArray
  /// Geometry of the assets; feature `i` is asset `i`.
  package var assets: GeometryArray
  /// The faces of the stack; nil where no product asks for them.
  package var faces: StackFaces?
  /// The plan of projects; nil where no product asks for it.
  package let projects: ProjectPlan?
  /// The one year in which each work is done. Shape: works of the map.
  package let planned: [PlannedYear]
  /// What is said of the buildings; nil where the project tells of none, or no product asks.
  package var buildings: BuildingsAnswer?
  /// Names of types of asset and measures.
  package var names: MeasureNames
  /// Source of each schedule entry, as the project file names it.
  package var scheduleSources: [String]
  /// The system that all geometry is in.
  package var workingSystem: CoordinateSystem

  /// An input.
  package init(
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
    try kind.make(
      ProductTable.Request(input: self, hasOutlines: hasOutlines, threads: threads))
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
