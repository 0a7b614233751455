import Formats
import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import Tables

/// Neighbourhoods, faces and assets as the map draws them, and the box around the neighbourhoods.
func drawShapes(
  _ input: ProductInput, _ faces: DrawnFaces, threads: Int, exact: Bool, path: String
) throws -> (shapes: ReportShapes, bounds: [[Double]]) {
  let system = input.workingSystem
  let areas = try RowGeometry(input.neighbourhoods).replacingPositions {
    try projectToCRS84(&$0, from: system, threads: threads, exact: exact, path: path)
  }
  var shapes = ReportShapes()
  try shapes.add("areas", areas, threads: threads)
  let everyAsset = Array(0..<input.assets.count)
  let layers = [
    ("faces", faces.geometry), ("assets", workGeometry(everyAsset, of: input.assets)),
  ]
  for (name, geometry) in layers {
    var geometry = geometry
    let interpolation = try geometry.interpolationToCRS84(
      from: system, threads: threads, exact: exact, path: path)
    try shapes.add(name, geometry, interpolation, threads: threads)
  }
  return (shapes, bounds(of: areas.array))
}

/// South-west and north-east corner; the whole world where there is nothing.
private func bounds(of geometry: GeometryArray) -> [[Double]] {
  guard let bounds = geometry.bounds else { return [[-180, -85], [180, 85]] }
  return [[bounds.minX, bounds.minY], [bounds.maxX, bounds.maxY]]
}

/// The faces with at least one challenge.
struct DrawnFaces {
  let zones: [Int32]
  /// Index into `signatures` of each face.
  let kinds: [Int]
  /// The signatures that occur, ascending.
  let signatures: [Int32]
  let geometry: RowGeometry

  init(_ map: OpportunityMap, _ faces: StackFaces?) {
    let drawn = faces.map { challengedFaces(map, $0) } ?? []
    let (zones, all) = (
      drawn.map { faces?.zones[$0] ?? 0 }, drawn.map { faces?.signatures[$0] ?? 0 }
    )
    let signatures = Set(all).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(signatures, signatures.indices))
    self.zones = zones
    self.signatures = signatures
    kinds = all.map { numbers[$0] ?? 0 }
    geometry =
      faces.map { RowGeometry($0.geometry, runs: drawn.map($0.geometry.paths)) }
      ?? RowGeometry(GeometryArray())
  }
}
