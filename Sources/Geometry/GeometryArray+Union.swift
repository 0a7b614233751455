import CGEOS

extension GeometryArray {
  /// The surface that each group of features covers together, a feature for each group; groups hold
  /// indices of features. Positions come to stand on a grid of `grid` units, so what is left is valid;
  /// lines and points have no surface and are left out.
  /// - Throws: `GeosError`.
  public func united(_ groups: [[Int]], grid: Double, threads: Int) throws -> GeometryArray {
    let unions = try concurrentMap(
      count: groups.count, threads: threads, state: GeosContext.init
    ) { context, index in
      try self.union(of: groups[index], grid: grid, context)
    }
    var result = GeometryArray()
    for union in unions { result.append(contentsOf: union) }
    return result
  }

  /// The union as an array of one feature.
  private func union(
    of features: [Int], grid: Double, _ context: GeosContext
  ) throws(GeosError) -> GeometryArray {
    var polygons = GeometryArray()
    for path in features.flatMap(paths) where pathRoles[path] <= .hole {
      polygons.append(path: path, of: self)
    }
    polygons.endFeature()
    guard !polygons.positions.isEmpty else { return polygons }
    let parts = try GeosGeometry(polygonsOf: 0, in: polygons, context)
    let whole = try unsafe GeosGeometry(
      GEOSUnaryUnionPrec_r(context.handle, parts.handle, grid), context)
    var union = GeometryArray()
    union.appendPolygons(of: whole)
    union.endFeature()
    return union
  }
}
