import Geometry
import LayerStack
import OpportunityMap

/// The layers of a project, laid over one another at once or strip by strip: the figures are the same to the last
/// bit. With strips no more than one layer of challenges, or what comes into one strip, is in memory at a time.
struct Overlay: Sendable {
  let neighbourhoods: GeometryArray
  let surfaces: PlaneSurfaces
  let assets: GeometryArray
  /// Metres in one unit of the working system.
  let metresPerUnit: Double
  let strips: Strips?
  let threads: Int

  /// The overlap table.
  /// - Throws: `StackError`, `SourceError` where surfaces can't be read from disk, `CancellationError`.
  func table(_ control: JobControl) throws -> OverlapTable {
    switch strips {
    case nil, .one: try makeOverlapTable(input(surfaces.inMemory), threads: threads)
    case .inTurn(let count): try joined(measured(in: count, control))
    case .measured(let strips): try joined(strips)
    }
  }

  private func measured(in count: Int, _ control: JobControl) throws -> [StackStrip] {
    let cut = try cut()
    return try (0..<count).map { number in
      try control.report(.stacking, Double(number) / Double(count))
      return try strip(cut.bands(ofStrip: number, of: count), of: cut)
    }
  }

  private func joined(_ strips: [StackStrip]) throws -> OverlapTable {
    try OverlapTable(
      joining: strips, owners: owners, metresPerUnit: metresPerUnit, threads: threads)
  }

  /// Where the stack is cut into bands: layers are gone through one by one.
  func cut() throws -> StackCut {
    try StackCut(layerCount: surfaces.count + 2, threads: threads) { layer in
      var input = StackInput(
        neighbourhoods: GeometryArray(), planes: [], assets: GeometryArray(),
        metresPerUnit: metresPerUnit)
      switch layer {
      case 0: input.neighbourhoods = neighbourhoods
      case surfaces.count + 1: input.assets = assets
      default: input.planes = [try surfaces.surface(of: layer - 1)]
      }
      return input
    }
  }

  /// Measures some bands.
  func strip(_ bands: Range<Int>, of cut: StackCut) throws -> StackStrip {
    let heights = cut.heights(of: bands)
    let box = Bounds(
      minX: -.infinity, minY: heights.lowerBound, maxX: .infinity, maxY: heights.upperBound)
    let planes =
      bands.isEmpty
      ? (0..<surfaces.count).map { _ in GeometryArray() } : try surfaces.near(box, threads: threads)
    return try measureStrip(input(planes), bands: bands, of: cut, threads: threads)
  }

  /// The numbers of all that can cover a place.
  var owners: StackOwners {
    StackOwners(
      neighbourhoods: neighbourhoods.count, planes: surfaces.count, assets: assets.count)
  }

  private func input(_ planes: [GeometryArray]) -> StackInput {
    StackInput(
      neighbourhoods: neighbourhoods, planes: planes, assets: assets, metresPerUnit: metresPerUnit)
  }

  /// Makes the faces of the neighbourhoods that are reported, from the table of these.
  typealias MakeFaces =
    @Sendable (_ reported: GeometryArray, _ table: OverlapTable, _ threads: Int) throws ->
    StackFaces

  /// What makes the faces: it holds the surfaces, and no assets.
  var facesMaker: MakeFaces {
    let (surfaces, metresPerUnit) = (surfaces, metresPerUnit)
    guard let strips else {
      return { reported, table, threads in
        try makeFaces(
          StackInput(
            neighbourhoods: reported, planes: surfaces.inMemory, assets: GeometryArray(),
            metresPerUnit: metresPerUnit), table, threads: threads)
      }
    }
    let count = strips.count
    return { reported, table, threads in
      try makeFaces(
        of: reported, table, groupCount: count, extent: surfaces.bounds,
        metresPerUnit: metresPerUnit, threads: threads
      ) { try surfaces.near($0, threads: threads) }
    }
  }
}
