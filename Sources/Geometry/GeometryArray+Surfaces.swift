import CGEOS
import Foundation

/// Sides of the polygon that stands for a disc.
private let discSides = 32

/// Segments to a quarter circle at the corners of a widened line.
private let quarterSegments: Int32 = 8

extension GeometryArray {
  /// Adds a disc around a position as a path of the feature under way: a regular polygon of 32 sides
  /// with the circle's exact area. The radius is in units of the coordinate system.
  public mutating func appendDisc(around centre: Position, radius: Double) {
    let first = positions.count
    for corner in unitDisc { append(centre + corner * radius) }
    append(positions[first])
    endPath(.shell)
  }

  /// Everything within a distance of a path of another array, as paths of the feature under way, by
  /// GEOS's buffer: round at corners and ends (8 segments to a quarter), or cut off square at the ends.
  /// - Throws: `GeosError`.
  public mutating func appendBuffer(
    ofPath path: Int, in other: GeometryArray, distance: Double, roundEnds: Bool
  ) throws(GeosError) {
    let context = GeosContext()
    let line = try GeosGeometry(line: path, of: other, context)
    let ends = roundEnds ? GEOSBUF_CAP_ROUND : GEOSBUF_CAP_FLAT
    appendPolygons(
      of: try unsafe GeosGeometry(
        GEOSBufferWithStyle_r(
          context.handle, line.handle, distance, quarterSegments, Int32(ends.rawValue),
          Int32(GEOSBUF_JOIN_ROUND.rawValue), 0), context))
  }

  /// Everything within a distance of a feature's polygons, as paths of the feature under way.
  /// - Throws: `GeosError`.
  public mutating func appendBuffer(
    ofPolygons feature: Int, in other: GeometryArray, distance: Double
  ) throws(GeosError) {
    let context = GeosContext()
    let polygons = try GeosGeometry(polygonsOf: feature, in: other, context)
    appendPolygons(
      of: try unsafe GeosGeometry(
        GEOSBuffer_r(context.handle, polygons.handle, distance, quarterSegments), context))
  }
}

/// Corners of a regular polygon around the origin with the area of a circle of radius 1:
/// n/2 r^2 sin(2 pi/n) = pi.
private let unitDisc: [Position] = {
  let angle = 2 * Double.pi / Double(discSides)
  let radius = (2 * Double.pi / (Double(discSides) * sin(angle))).squareRoot()
  return (0..<discSides).map { index in
    Position(cos(Double(index) * angle), sin(Double(index) * angle)) * radius
  }
}()
