import Geometry
import LayerIO

/// Geometry of each work: its asset's own lines or points where it has them, else its surface.
package func workGeometry(_ assetOfWork: [Int], of assets: GeometryArray) -> RowGeometry {
  var array = assets
  let runs = ownPaths(&array)
  return RowGeometry(array, runs: assetOfWork.map { runs[$0] })
}

extension RowGeometry {
  /// Whether no row has lines or points.
  package var hasOnlySurfaces: Bool {
    (0..<count).allSatisfy { row in paths(of: row).allSatisfy { array.pathRoles[$0] <= .hole } }
  }
}

/// For each feature the paths of its lines and points, or else of its surfaces. Where they do not stand
/// together, as in a line of several parts with a surface around each, copies are added that do.
private func ownPaths(_ array: inout GeometryArray) -> [Range<Int>] {
  (0..<array.count).map { feature in
    let paths = array.paths(of: feature)
    guard let first = paths.first(where: { array.pathRoles[$0] > .hole }) else { return paths }
    let end = paths[first...].first { array.pathRoles[$0] <= .hole } ?? paths.endIndex
    let isWhole = !paths[end...].contains { array.pathRoles[$0] > .hole }
    if isWhole { return first..<end }
    return array.addCopies(of: paths.filter { array.pathRoles[$0] > .hole })
  }
}

extension GeometryArray {
  /// Adds a feature of copies of own paths, and returns the paths it has.
  fileprivate mutating func addCopies(of paths: [Int]) -> Range<Int> {
    let first = pathCount
    for path in paths {
      for index in range(ofPath: path) { append(positions[index]) }
      endPath(pathRoles[path])
    }
    endFeature()
    return first..<pathCount
  }
}
