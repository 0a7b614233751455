import Geometry
import TestSupport
import Testing

/// Validity and repair, against cases that others wrote.
@Suite struct RepairTests {
  @Test func `valid polygons, lines and points stay as they are`() throws {
    var geometry = GeometryArray()
    for position in [(0, 0), (4, 0), (4, 4), (0, 0)] as [(Double, Double)] {
      geometry.append(Position(position.0, position.1))
    }
    geometry.endPath(.shell)
    geometry.append(Position(1, 1))
    geometry.endPath(.point)
    geometry.endFeature()
    let (mended, repairs) = try geometry.repaired(threads: 2)
    #expect(mended == geometry && repairs.isEmpty)
  }

  @Test func `a hole that sticks out is cut off`() throws {
    var geometry = GeometryArray()
    for ring in [
      [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)], [(3, 1), (6, 1), (6, 2), (3, 2), (3, 1)],
    ] {
      for (x, y) in ring { geometry.append(Position(Double(x), Double(y))) }
      geometry.endPath(geometry.pathCount == 0 ? .shell : .hole)
    }
    geometry.endFeature()
    let (mended, repairs) = try geometry.repaired(threads: 1)
    // By linework every place enclosed an odd number of times stays: 16 - 1 inside, 2 outside.
    #expect(mended.area(of: 0) == 17)
    #expect(repairs.map(\.feature) == [0] && repairs[0].areaBefore == 13)
  }

  @Test(arguments: [
    // Two squares that overlap by 2 x 4: 16 + 16 - 8.
    ("((0 0, 4 0, 4 4, 0 4, 0 0)), ((2 0, 6 0, 6 4, 2 4, 2 0))", 24.0),
    // A square within another.
    ("((0 0, 4 0, 4 4, 0 4, 0 0)), ((1 1, 2 1, 2 2, 1 2, 1 1))", 16),
    // The same one twice.
    ("((0 0, 4 0, 4 4, 0 4, 0 0)), ((0 0, 4 0, 4 4, 0 4, 0 0))", 16),
    // A bow-tie of two triangles of 4, one of them within a square of 16.
    ("((0 0, 4 4, 4 0, 0 4, 0 0)), ((2 0, 6 0, 6 4, 2 4, 2 0))", 20),
  ])
  func `a place in several polygons of a feature counts once`(
    polygons: String, area: Double
  ) throws {
    var geometry = GeometryArray()
    try geometry.append(wellKnownText: "MULTIPOLYGON (\(polygons))")
    let (mended, repairs) = try geometry.repaired(threads: 1)
    #expect(mended.area(of: 0) == area)
    let repair = try #require(repairs.first)
    #expect(repair.succeeded && repair.areaAfter == area)
    #expect(repair.areaBefore == geometry.area(of: 0))
    #expect(try mended.repaired(threads: 1).1.isEmpty)
  }
}
