import CGEOS

/// The polygons that borders enclose.
public struct PolygonCells: Sendable {
  /// One polygon for each feature; together they cover what the borders enclose, without overlap.
  public var geometry: GeometryArray
  /// A position within each polygon. Shape: `geometry.count`.
  public var interiorPositions: [Position]

  /// Cuts the plane along all paths of an array, rings and lines alike. Borders are noded on a grid of
  /// the given width by snap rounding, so polygons that meet have the very same border.
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
  /// The edges of all paths on a grid, cut where they meet, each once, as lines of two positions.
  fileprivate func noded(grid: Double) -> GeometryArray {
    let origin = Position((bounds?.minX ?? 0) / grid, (bounds?.minY ?? 0) / grid).rounded(.down)
    let places = positions.map { position in
      let scaled = (position / grid - origin).rounded(.toNearestOrAwayFromZero)
      return SIMD2<Int64>(Int64(scaled.x), Int64(scaled.y))
    }
    var segments: [GridSegment] = []
    segments.reserveCapacity(places.count)
    for path in 0..<pathCount {
      for index in range(ofPath: path).dropFirst() where places[index] != places[index - 1] {
        segments.append(GridSegment(a: places[index - 1], b: places[index]))
      }
    }
    var result = GeometryArray()
    for piece in snapRounded(segments) {
      for place in [piece.a, piece.b] {
        result.append((Position(Double(place.x), Double(place.y)) + origin) * grid)
      }
      result.endPath(.line)
    }
    result.endFeature()
    return result
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
