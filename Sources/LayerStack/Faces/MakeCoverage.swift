import Geometry

/// The ground of each feature within a box, on the grid of faces: a coverage, whose features do not overlap,
/// leave no gaps where the given ones leave none, and have the same positions along common borders. Ground
/// of several features belongs to the first of them. Rings need not be simple: what they run around,
/// however often, is the feature's. A feature without ground there has none in the result.
/// - Returns: the index of each feature that has ground, ascending, and a MultiPolygon for each.
package func makeCoverage(
  of features: GeometryArray, within box: Bounds, metresPerUnit: Double, threads: Int
) throws -> (features: [Int], geometry: GeometryArray) {
  var window = GeometryArray()
  let (low, high) = (Position(box.minX, box.minY), Position(box.maxX, box.maxY))
  for corner in [low, Position(high.x, low.y), high, Position(low.x, high.y), low] {
    window.append(corner)
  }
  window.endPath(.shell)
  window.endFeature()
  let input = StackInput(
    neighbourhoods: features, planes: [window], assets: GeometryArray(),
    metresPerUnit: metresPerUnit)
  let faces = try makeFaces(input, FaceKinds(firstOf: features.count), threads: threads)
  return (faces.zones.map { Int($0) - 1 }, faces.geometry)
}
