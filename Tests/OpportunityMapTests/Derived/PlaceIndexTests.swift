import Geometry
import TestSupport
import Testing

@testable import OpportunityMap

struct PlaceIndexTests {
  @Test(arguments: 1...4)
  func `a place is found in the first of the squares that hold it`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let corners = (0..<60).map { _ in
      Position(
        Double.random(in: 0...100, using: &generator), Double.random(in: 0...40, using: &generator))
    }
    let index = PlaceIndex(.squares(corners, side: 15))
    for _ in 0..<500 {
      let place = Position(
        Double.random(in: -10...130, using: &generator),
        Double.random(in: -10...60, using: &generator))
      let expected = corners.firstIndex { corner in
        let way = place - corner
        return way.x > 0 && way.x < 15 && way.y > 0 && way.y < 15
      }
      #expect(index.first(holding: place) == expected)
    }
  }

  @Test func `a hole is not held, and distances run to the nearest edge`() throws {
    let ring = try GeometryArray(
      wellKnownText: "POLYGON((0 0,10 0,10 10,0 10,0 0),(4 4,4 6,6 6,6 4,4 4))")
    #expect(ring.holds(Position(2, 2), in: 0) && !ring.holds(Position(5, 5), in: 0))
    #expect(ring.distance(from: Position(5, 5.5), to: 0) == 0.5)
    #expect(ring.distance(from: Position(13, 14), to: 0) == 5)
    #expect(ring.distance(from: Position(2, 2), to: 0) == 0)
    let point = try GeometryArray(wellKnownText: "POINT(3 4)")
    #expect(point.distance(from: .zero, to: 0) == 5)
  }

  @Test func `the middle of a polygon is its centroid, holes and parts counted`() throws {
    let shapes = try GeometryArray(
      wellKnownText: "POLYGON((0 0,12 0,12 12,0 12,0 0),(6 0,12 0,12 12,6 12,6 0))",
      "MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)),((10 0,10 2,12 2,12 0,10 0)))", "LINESTRING(0 0,4 0)",
      "GEOMETRYCOLLECTION(POLYGON((0 0,2 0,2 2,0 2,0 0)),POINT(7 8))", "POLYGON EMPTY")
    let middles = (0..<shapes.count).map { shapes.middle(of: $0) }
    #expect(
      middles == [Position(3, 6), Position(6, 1), Position(2, 0), Position(7, 8), nil])
  }

  @Test func `an index without polygons holds nothing`() {
    #expect(PlaceIndex(GeometryArray()).first(holding: .zero) == nil)
    #expect(BoxGrid([]).candidates(around: .zero, within: 5).isEmpty)
  }
}
