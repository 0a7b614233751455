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

  @Test func `what is known of a feature holds for the same positions only`() throws {
    func bowTie(_ width: Double) -> GeometryArray {
      var geometry = GeometryArray()
      for (x, y) in [(0.0, 0.0), (width, 4), (width, 0), (0, 4), (0, 0)] {
        geometry.append(Position(x, y))
      }
      geometry.endPath(.shell)
      geometry.endFeature()
      return geometry
    }
    let (mended, repairs) = try bowTie(4).repaired(threads: 1)
    // Told that nothing was wrong with it, so that asking shows.
    var known = KnownRepairs()
    known.add(RepairedFeatures(before: bowTie(4), after: bowTie(4), [], numbers: [7]))
    #expect(try bowTie(4).repaired(threads: 1, known: known.about([7])).1.isEmpty)
    #expect(try bowTie(4).repaired(threads: 1, known: known.about([8])).1 == repairs)
    #expect(try bowTie(6).repaired(threads: 1, known: known.about([7])).1.count == 1)
    var right = KnownRepairs()
    right.add(RepairedFeatures(before: bowTie(4), after: mended, repairs, numbers: [7]))
    var two = bowTie(2)
    two.append(contentsOf: bowTie(4))
    let (both, found) = try two.repaired(threads: 1, known: right.about([3, 7]))
    #expect(found.map(\.feature) == [0, 1])
    #expect(both.area(of: 1) == mended.area(of: 0) && both.area(of: 0) == 4)
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
