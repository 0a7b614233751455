import Geometry

extension GeometryArray {
  /// The surface that each group of features covers together, a feature for each group; groups hold
  /// indices of features. Positions come to stand on a grid of 1 mm, as those of faces do; lines
  /// and points have no surface and are left out.
  public func united(
    _ groups: [[Int]], metresPerUnit: Double, threads: Int
  ) throws -> GeometryArray {
    let unions = try concurrentMap(count: groups.count, threads: threads) {
      try surface(of: groups[$0], metresPerUnit)
    }
    var result = GeometryArray()
    for union in unions {
      for path in 0..<union.pathCount { result.append(path: path, of: union) }
      result.endFeature()
    }
    return result
  }

  /// What features cover is the face of a neighbourhood with their rings.
  private func surface(of features: [Int], _ metresPerUnit: Double) throws -> GeometryArray {
    var rings = GeometryArray()
    for path in features.flatMap(paths) where pathRoles[path] <= .hole {
      rings.append(path: path, of: self)
    }
    rings.endFeature()
    let input = StackInput(
      neighbourhoods: rings, planes: [], assets: GeometryArray(), metresPerUnit: metresPerUnit)
    return try makeFaces(input, .singleNeighbourhood, threads: 1).geometry
  }
}
