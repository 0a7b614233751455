import CGEOS
@testable import Geometry
import TestSupport
import Testing

@Suite struct DistanceTests {
  @Test func `distances between polygons are GEOS's`() throws {
    var random = SeededGenerator(seed: 11)
    var array = GeometryArray()
    for _ in 0..<60 { array.appendStar(&random) }
    let context = GeosContext()
    let shapes = try (0..<60).map { try GeosGeometry(polygonsOf: $0, in: array, context) }
    var (near, touching) = (0, 0)
    for a in 0..<60 {
      for b in 0..<60 where a != b {
        var expected = 0.0
        // Sound: both geometries and the context live through the call.
        unsafe GEOSDistance_r(context.handle, shapes[a].handle, shapes[b].handle, &expected)
        guard let distance = array.distance(from: a, to: b, upTo: 30) else {
          #expect(expected > 30)
          continue
        }
        #expect(abs(distance - expected) < 1e-9)
        near += 1
        touching += distance == 0 ? 1 : 0
      }
    }
    #expect(near > 500 && touching > 100 && near > touching + 100)
  }

  @Test func `a place inside a polygon, on it, in its hole and beside it`() throws {
    let array = try GeometryArray(
      wellKnownText: "POLYGON ((0 0, 10 0, 10 10, 0 10), (4 4, 6 4, 6 6, 4 6))", "POINT (2 2)",
      "POINT (10 5)", "POINT (5 4.5)", "POINT (13 14)", "LINESTRING (1 1, 2 1)", "POINT EMPTY")
    #expect(array.distance(from: 0, to: 1, upTo: 1) == 0)
    #expect(array.distance(from: 0, to: 2, upTo: 1) == 0)
    #expect(array.distance(from: 3, to: 0, upTo: 1) == 0.5)
    #expect(array.distance(from: 0, to: 4, upTo: 5) == 5)
    #expect(array.distance(from: 0, to: 4, upTo: 4.999) == nil)
    #expect(array.distance(from: 5, to: 0, upTo: 0) == 0)
    #expect(array.distance(from: 0, to: 6, upTo: 100) == nil)
  }
}

extension GeometryArray {
  /// Adds a star around a random place, half of them with a hole.
  fileprivate mutating func appendStar(_ random: inout SeededGenerator) {
    let centre = Position(
      Double.random(in: 0...100, using: &random), Double.random(in: 0...100, using: &random))
    let corners = [
      Position(1, 0), Position(0.4, 0.4), Position(0, 1), Position(-0.5, 0.5), Position(-1, 0),
      Position(-0.3, -0.6), Position(0, -1), Position(0.6, -0.5), Position(1, 0),
    ]
    let size = Double.random(in: 2...25, using: &random)
    for corner in corners { append(centre + corner * size) }
    endPath(.shell)
    if Bool.random(using: &random) {
      for corner in corners.reversed() { append(centre + corner * size * 0.5) }
      endPath(.hole)
    }
    endFeature()
  }
}
