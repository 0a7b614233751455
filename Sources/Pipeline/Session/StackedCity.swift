import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectFile
import Publishing
import Synchronization
import Tables

/// A city whose layers are stacked: the overlap table with what the sources say about it, and what is
/// planned on each asset. Nothing of it ever changes; a `Session` asks it.
public struct StackedCity: Sendable {
  /// What it was stacked from.
  public let inputs: Inputs
  let basis: MapBasis
  /// The assets and what is planned on each, whatever the horizon.
  let plan: PlannedSchedule
  package let workingSystem: CoordinateSystem
  /// Whether every position went through PROJ itself.
  let exactProjection: Bool
  /// How much the figures differ from the geometries, whatever is asked.
  let differences: Differences
  let geometry: CityGeometry

  /// Largest relative differences, as in `Reconciliation`.
  struct Differences: Sendable {
    var neighbourhoods: Double
    var assets: Double
  }

  /// The map that inputs ask for, with how it adds up.
  func map(_ inputs: Inputs, _ schedule: Schedule, threads: Int) -> OpportunityMap {
    basis.map(
      of: inputs.project, schedule,
      packages: inputs.packageCosts, couplings: inputs.couplingCosts, threads: threads)
  }

  /// How a map of the city adds up.
  func reconciliation(_ map: OpportunityMap) -> Reconciliation {
    Reconciliation(
      map, largestDifference: differences.neighbourhoods,
      largestAssetDifference: differences.assets)
  }
}

extension StackedCity {
  /// A city of which the neighbourhoods and assets are in memory, with what makes its faces.
  init(
    _ intake: Intake, _ table: OverlapTable, of inputs: Inputs, exactProjection: Bool,
    makeFaces: CityGeometry.MakeFaces?, reconciliation: Reconciliation
  ) {
    self.init(
      inputs: inputs,
      basis: MapBasis(intake, table), plan: intake.measured.plan,
      workingSystem: intake.workingSystem, exactProjection: exactProjection,
      differences: Differences(
        neighbourhoods: reconciliation.largestDifference,
        assets: reconciliation.largestAssetDifference),
      geometry: CityGeometry(
        StackGeometry(
          neighbourhoods: intake.neighbourhoods.reportedGeometry,
          assets: intake.measured.geometry, faces: nil), makeFaces: makeFaces))
  }
}

extension MapBasis {
  init(_ intake: Intake, _ table: OverlapTable) {
    self.init(
      table: table, challenges: intake.challenges, neighbourhoods: intake.neighbourhoods.members,
      neighbourhoodRecord: intake.neighbourhoods.record, schedule: intake.measured.layers,
      part: intake.neighbourhoods.part, derived: intake.derived,
      furtherRecords: intake.furtherRecords, people: intake.people, buildings: intake.buildings)
  }
}

/// The geometry of a city, loaded once when it is first asked for, and its faces, made once when they are.
final class CityGeometry: Sendable {
  /// Makes faces; nil where nobody wants them.
  typealias MakeFaces = @Sendable (_ threads: Int) throws -> StackFaces?

  private let load: @Sendable (_ threads: Int) throws -> StackGeometry
  private let loaded: Mutex<StackGeometry?>
  /// What makes the faces, which holds all layers and is let go when it has; nil where there is nothing to
  /// make.
  private let pending: Mutex<MakeFaces?>

  /// Geometry in memory, with what makes its faces.
  init(_ geometry: StackGeometry, makeFaces: MakeFaces? = nil) {
    loaded = Mutex(geometry)
    pending = Mutex(makeFaces)
    load = { _ in geometry }
  }

  /// Geometry that is loaded when it is needed.
  init(load: @escaping @Sendable (_ threads: Int) throws -> StackGeometry) {
    loaded = Mutex(nil)
    pending = Mutex(nil)
    self.load = load
  }

  /// The geometry, without faces that nobody has asked for yet.
  /// - Throws: as loading does.
  func value(threads: Int) throws -> StackGeometry {
    try loaded.withLock { loaded in
      if let loaded { return loaded }
      let geometry = try load(threads)
      loaded = geometry
      return geometry
    }
  }

  /// The geometry with its faces; `willMake` is called before they are made.
  /// - Throws: as loading, making faces and `willMake` do.
  func withFaces(
    threads: Int, willMake: () throws -> Void = {}
  ) throws -> StackGeometry {
    try pending.withLock { pending in
      guard let makeFaces = pending else { return }
      try willMake()
      let faces = try makeFaces(threads)
      loaded.withLock { $0?.faces = faces }
      pending = nil
    }
    return try value(threads: threads)
  }
}
