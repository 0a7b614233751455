import CGEOS

@testable import Geometry

/// The union of the surfaces of a tile by GEOS, which shares nothing with the tiles.
struct GeosUnion {
  /// Its area in square units.
  private(set) var area = 0.0
  /// Its rings, shells and holes.
  let ringCount: Int

  init(_ features: [DecodedTile.Feature]) throws {
    var array = GeometryArray()
    for ring in features.flatMap(\.paths) {
      for place in ring { array.append(Position(Double(place.x), Double(place.y))) }
      // In a tile, y counts down: shells have a positive area.
      array.endPath(doubleArea(ring) > 0 ? .shell : .hole)
    }
    array.endFeature()
    guard !features.isEmpty else {
      ringCount = 0
      return
    }
    let context = GeosContext()
    let all = try GeosGeometry(polygonsOf: 0, in: array, context)
    let union = try unsafe GeosGeometry(
      GEOSUnaryUnion_r(context.handle, all.handle), context)
    // Sound: the call fills the double that it is given.
    _ = unsafe GEOSArea_r(context.handle, union.handle, &area)
    var rings = GeometryArray()
    rings.appendPolygons(of: union)
    rings.endFeature()
    ringCount = rings.pathCount
  }
}
