import CGEOS

/// The polygons that borders enclose.
public struct PolygonCells: Sendable {
  /// One polygon for each feature; together they cover what the borders enclose, without overlap.
  public var geometry: GeometryArray
  /// A position within each polygon. Shape: `geometry.count`.
  public var interiorPositions: [Position]

  /// Cuts the plane along all paths of an array, rings and lines alike. Borders are noded by GEOS on a
  /// grid of the given width (snap rounding), so polygons that meet have the very same border.
  /// - Throws: `GeosError`.
  public init(borders: GeometryArray, grid: Double) throws(GeosError) {
    geometry = GeometryArray()
    interiorPositions = []
    guard borders.pathCount > 0 else { return }
    let context = GeosContext()
    let lines = try GeosGeometry(linesOf: borders, context)
    let noded = try unsafe GeosGeometry(
      GEOSUnaryUnionPrec_r(context.handle, lines.handle, grid), context)
    let cells = try noded.polygonized()
    for index in unsafe 0..<GEOSGetNumGeometries_r(context.handle, cells.handle) {
      guard let cell = unsafe GEOSGetGeometryN_r(context.handle, cells.handle, index) else {
        continue
      }
      let point = try unsafe GeosGeometry(GEOSPointOnSurface_r(context.handle, cell), context)
      var position = Position.zero
      unsafe GEOSGeomGetX_r(context.handle, point.handle, &position.x)
      unsafe GEOSGeomGetY_r(context.handle, point.handle, &position.y)
      interiorPositions.append(position)
      unsafe geometry.appendPolygons(of: cell, context)
      geometry.endFeature()
    }
  }
}

extension GeometryArray {
  /// The given features of cells as one feature, their common borders dissolved. GEOS's union of a
  /// coverage does it by dropping shared edges; where it finds an edge shared more than twice, a union
  /// on the same grid takes its place.
  /// - Throws: `GeosError`.
  public mutating func appendUnion(
    ofCells features: [Int], in other: GeometryArray, grid: Double
  ) throws(GeosError) {
    if features.count == 1 { return appendFeature(features[0], of: other) }
    var whole = GeometryArray()
    for feature in features {
      for path in other.paths(of: feature) { whole.append(path: path, of: other) }
    }
    whole.endFeature()
    let context = GeosContext()
    let cells = try GeosGeometry(polygonsOf: 0, in: whole, context)
    if let union = unsafe GEOSCoverageUnion_r(context.handle, cells.handle) {
      appendPolygons(of: try unsafe GeosGeometry(union, context))
    } else {
      let union = unsafe GEOSUnaryUnionPrec_r(context.handle, cells.handle, grid)
      appendPolygons(of: try unsafe GeosGeometry(union, context))
    }
    endFeature()
  }

  /// Whether a position lies within a feature's polygons, by the even-odd rule. On a border either.
  public func contains(_ position: Position, in feature: Int) -> Bool {
    var isInside = false
    for path in paths(of: feature) where pathRoles[path] <= .hole {
      let range = range(ofPath: path)
      for index in range.dropFirst() {
        let (a, b) = (positions[index - 1], positions[index])
        guard (a.y > position.y) != (b.y > position.y) else { continue }
        let x = a.x + (position.y - a.y) / (b.y - a.y) * (b.x - a.x)
        if position.x < x { isInside.toggle() }
      }
    }
    return isInside
  }
}

extension GeosGeometry {
  fileprivate convenience init(linesOf array: GeometryArray, _ context: GeosContext)
    throws(GeosError)
  {
    var lines: [OpaquePointer?] = unsafe []
    for path in 0..<array.pathCount where array.range(ofPath: path).count > 1 {
      try unsafe lines.append(Self.line(path, of: array, context))
    }
    let collection = unsafe lines.withUnsafeMutableBufferPointer {
      unsafe GEOSGeom_createCollection_r(
        context.handle, Int32(GEOS_MULTILINESTRING.rawValue), $0.baseAddress, UInt32($0.count))
    }
    try unsafe self.init(collection, context)
  }

  fileprivate func polygonized() throws(GeosError) -> GeosGeometry {
    var single: OpaquePointer? = unsafe handle
    return try unsafe GeosGeometry(GEOSPolygonize_r(context.handle, &single, 1), context)
  }
}
