import CGEOS

extension GeosGeometry {
  /// The polygons of a feature as a MultiPolygon (or one Polygon); other paths are left out.
  convenience init(polygonsOf feature: Int, in array: GeometryArray, _ context: GeosContext)
    throws(GeosError)
  {
    var polygons: [OpaquePointer] = unsafe []
    var paths = array.paths(of: feature)
    while let shell = paths.popFirst() {
      guard array.pathRoles[shell] == .shell else { continue }
      var holes: [OpaquePointer?] = unsafe []
      while let hole = paths.first, array.pathRoles[hole] == .hole {
        try unsafe holes.append(Self.ring(hole, of: array, context))
        paths = paths.dropFirst()
      }
      let ring = try unsafe Self.ring(shell, of: array, context)
      let polygon = unsafe holes.withUnsafeMutableBufferPointer {
        unsafe GEOSGeom_createPolygon_r(
          context.handle, ring, $0.baseAddress, UInt32($0.count))
      }
      guard let polygon = unsafe polygon else { throw GeosError(message: context.lastMessage) }
      unsafe polygons.append(polygon)
    }
    try unsafe self.init(Self.collect(polygons, as: GEOS_MULTIPOLYGON, context), context)
  }

  /// Calls `body` with each polygon of a Polygon or MultiPolygon.
  func forEachPolygon(_ body: (GeosGeometry) throws(GeosError) -> Void) throws(GeosError) {
    for index in unsafe 0..<GEOSGetNumGeometries_r(context.handle, handle) {
      let member = unsafe GEOSGetGeometryN_r(context.handle, handle, index)
      try unsafe body(GeosGeometry(GEOSGeom_clone_r(context.handle, member), context))
    }
  }

  /// A line string of a path.
  convenience init(line path: Int, of array: GeometryArray, _ context: GeosContext)
    throws(GeosError)
  {
    try unsafe self.init(Self.line(path, of: array, context), context)
  }

  /// A line string of a path, for the caller to own.
  static func line(
    _ path: Int, of array: GeometryArray, _ context: GeosContext
  ) throws(GeosError) -> OpaquePointer {
    let sequence = try unsafe sequence(path, of: array, context)
    guard let line = unsafe GEOSGeom_createLineString_r(context.handle, sequence) else {
      throw GeosError(message: context.lastMessage)
    }
    return unsafe line
  }

  private static func collect(
    _ parts: [OpaquePointer], as type: GEOSGeomTypes, _ context: GeosContext
  ) -> OpaquePointer? {
    if unsafe parts.count == 1 { return unsafe parts[0] }
    var members: [OpaquePointer?] = unsafe parts.map { unsafe $0 }
    return unsafe members.withUnsafeMutableBufferPointer {
      unsafe GEOSGeom_createCollection_r(
        context.handle, Int32(type.rawValue), $0.baseAddress, UInt32($0.count))
    }
  }

  private static func ring(
    _ path: Int, of array: GeometryArray, _ context: GeosContext
  ) throws(GeosError) -> OpaquePointer {
    let sequence = try unsafe sequence(path, of: array, context)
    guard let ring = unsafe GEOSGeom_createLinearRing_r(context.handle, sequence) else {
      throw GeosError(message: context.lastMessage)
    }
    return unsafe ring
  }

  private static func sequence(
    _ path: Int, of array: GeometryArray, _ context: GeosContext
  ) throws(GeosError) -> OpaquePointer {
    let range = array.range(ofPath: path)
    // Sound: a Position is two doubles side by side, and GEOS copies them before this returns.
    let sequence = unsafe array.positions.withUnsafeBytes { bytes in
      unsafe GEOSCoordSeq_copyFromBuffer_r(
        context.handle,
        bytes.baseAddress?.advanced(by: range.lowerBound * MemoryLayout<Position>.stride)
          .assumingMemoryBound(to: Double.self), UInt32(range.count), 0, 0)
    }
    guard let sequence = unsafe sequence else { throw GeosError(message: context.lastMessage) }
    return unsafe sequence
  }
}

extension GeometryArray {
  /// Adds the polygons of a GEOS geometry to the feature under way; other parts are left out, since
  /// they have no area.
  mutating func appendPolygons(of geometry: GeosGeometry) {
    unsafe appendPolygons(of: geometry.handle, geometry.context)
  }

  /// Adds the polygons of a geometry that someone else owns.
  mutating func appendPolygons(of geometry: OpaquePointer, _ context: GeosContext) {
    let type = unsafe GEOSGeomTypeId_r(context.handle, geometry)
    if type == Int32(GEOS_POLYGON.rawValue) {
      guard unsafe GEOSisEmpty_r(context.handle, geometry) == 0 else { return }
      unsafe appendPath(GEOSGetExteriorRing_r(context.handle, geometry), .shell, context)
      for hole in unsafe 0..<GEOSGetNumInteriorRings_r(context.handle, geometry) {
        unsafe appendPath(GEOSGetInteriorRingN_r(context.handle, geometry, hole), .hole, context)
      }
    } else if type >= Int32(GEOS_MULTIPOINT.rawValue) {
      for part in unsafe 0..<GEOSGetNumGeometries_r(context.handle, geometry) {
        guard let member = unsafe GEOSGetGeometryN_r(context.handle, geometry, part) else {
          continue
        }
        unsafe appendPolygons(of: member, context)
      }
    }
  }

  private mutating func appendPath(
    _ ring: OpaquePointer?, _ role: PathRole, _ context: GeosContext
  ) {
    guard
      let ring = unsafe ring,
      let sequence = unsafe GEOSGeom_getCoordSeq_r(context.handle, ring)
    else { return }
    var size: UInt32 = 0
    unsafe GEOSCoordSeq_getSize_r(context.handle, sequence, &size)
    let first = positions.count
    positions.append(contentsOf: repeatElement(.zero, count: Int(size)))
    // Sound: room for `size` positions of two doubles was just made.
    unsafe positions.withUnsafeMutableBytes { bytes in
      let target = unsafe bytes.baseAddress?.advanced(by: first * MemoryLayout<Position>.stride)
      _ = unsafe GEOSCoordSeq_copyToBuffer_r(
        context.handle, sequence, target?.assumingMemoryBound(to: Double.self), 0, 0)
    }
    endPath(role)
  }
}
