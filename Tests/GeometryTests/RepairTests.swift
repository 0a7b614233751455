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
}
