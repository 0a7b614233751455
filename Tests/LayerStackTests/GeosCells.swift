import CGEOS

@testable import Geometry

/// The cells of a few planes found pair by pair with GEOS OverlayNG: an oracle that shares nothing
/// with the stack.
struct GeosCells {
  /// Area or length by planes: "10" lies in the first of two planes alone.
  private(set) var measures: [String: Double] = [:]

  /// Width of the grid that overlay rounds to; nil for none.
  private var grid: Double?

  /// Cuts the polygons of `base` along the planes, all on a grid.
  init(cutting base: GeometryArray, along planes: [GeometryArray], grid: Double) throws {
    self.grid = grid
    let context = GeosContext()
    let rounded = try ([base] + planes).map { layer in
      let whole = try Self.dissolved(layer, context)
      return try unsafe GeosGeometry(
        GEOSUnaryUnionPrec_r(context.handle, whole.handle, grid), context)
    }
    try cut(rounded[0], along: rounded[1...], name: "", isLine: false)
  }

  /// Cuts what `base` holds (its polygons, or one of its lines) along the planes.
  init(cutting base: GeometryArray, line: Int? = nil, along planes: [GeometryArray]) throws {
    let context = GeosContext()
    let whole =
      if let line {
        try GeosGeometry(line: line, of: base, context)
      } else {
        try Self.dissolved(base, context)
      }
    let dissolved = try planes.map { try Self.dissolved($0, context) }
    try cut(whole, along: dissolved[...], name: "", isLine: line != nil)
  }

  private mutating func cut(
    _ part: GeosGeometry, along planes: ArraySlice<GeosGeometry>, name: String, isLine: Bool
  ) throws {
    let context = part.context
    guard let plane = planes.first else {
      var measure = 0.0
      // Sound: both calls fill the double they are given.
      _ =
        unsafe isLine
        ? GEOSLength_r(context.handle, part.handle, &measure)
        : GEOSArea_r(context.handle, part.handle, &measure)
      measures[name, default: 0] += measure
      return
    }
    let within = try overlay(part, plane, isWithin: true)
    let outside = try overlay(part, plane, isWithin: false)
    try cut(within, along: planes.dropFirst(), name: name + "1", isLine: isLine)
    try cut(outside, along: planes.dropFirst(), name: name + "0", isLine: isLine)
  }

  private func overlay(
    _ part: GeosGeometry, _ plane: GeosGeometry, isWithin: Bool
  ) throws -> GeosGeometry {
    let context = part.context
    guard let grid else {
      return try unsafe GeosGeometry(
        isWithin
          ? GEOSIntersection_r(context.handle, part.handle, plane.handle)
          : GEOSDifference_r(context.handle, part.handle, plane.handle), context)
    }
    let result = try unsafe GeosGeometry(
      isWithin
        ? GEOSIntersectionPrec_r(context.handle, part.handle, plane.handle, grid)
        : GEOSDifferencePrec_r(context.handle, part.handle, plane.handle, grid), context)
    // What collapsed on the grid comes as lines and points, which overlay takes no more.
    var polygons = GeometryArray()
    polygons.appendPolygons(of: result)
    polygons.endFeature()
    return try GeosGeometry(polygonsOf: 0, in: polygons, context)
  }

  private static func dissolved(
    _ array: GeometryArray, _ context: GeosContext
  ) throws -> GeosGeometry {
    var whole = GeometryArray()
    for path in 0..<array.pathCount { whole.append(path: path, of: array) }
    whole.endFeature()
    let polygons = try GeosGeometry(polygonsOf: 0, in: whole, context)
    return try unsafe GeosGeometry(GEOSUnaryUnion_r(context.handle, polygons.handle), context)
  }
}
