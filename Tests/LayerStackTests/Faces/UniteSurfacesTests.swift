import Geometry
import LayerStack
import TestSupport
import Testing

@Suite struct UniteSurfacesTests {
  /// Squares of 10 by 10 with their lower left corners there.
  private func squares(_ corners: (Double, Double)...) -> GeometryArray {
    var squares = GeometryArray()
    for (x, y) in corners {
      for (dx, dy) in [(0.0, 0.0), (10, 0), (10, 10), (0, 10), (0, 0)] {
        squares.append(Position(x + dx, y + dy))
      }
      squares.endPath(.shell)
      squares.endFeature()
    }
    return squares
  }

  @Test func `squares that overlap count once, squares apart stay apart`() throws {
    let united = try squares((0, 0), (5, 5), (100, 0)).united(
      [[0, 1], [0, 2], [2]], metresPerUnit: 1, threads: 2)
    #expect(united.count == 3)
    #expect(united.area(of: 0) == 175)
    #expect(united.area(of: 1) == 200)
    #expect(united.area(of: 2) == 100)
    #expect(united.paths(of: 0).count == 1)
    #expect(united.paths(of: 1).count == 2)
  }

  @Test func `a feature without a surface adds nothing, a group without one is empty`() throws {
    var array = squares((0, 0))
    array.append(Position(0, 0))
    array.append(Position(50, 0))
    array.endPath(.line)
    array.endFeature()
    let united = try array.united([[0, 1], [1], []], metresPerUnit: 1, threads: 1)
    #expect(united.area(of: 0) == 100)
    #expect(united.paths(of: 1).isEmpty)
    #expect(united.paths(of: 2).isEmpty)
  }

  @Test(arguments: 0..<4)
  func `the union of stars is the one that GEOS finds on the same grid`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let layer = stars(40, within: 100, using: &generator)
    let united = try layer.united([Array(0..<40)], metresPerUnit: 1, threads: 1)
    let expected = try GeosCells(cutting: layer, along: [], grid: 0.001).measures[""] ?? 0
    let border = united.paths(of: 0).reduce(0) { $0 + united.length(ofPath: $1) }
    #expect(abs(united.area(of: 0) - expected) < 0.001 * border)
    #expect(try united.repaired(threads: 1).1.isEmpty)
  }

  @Test(arguments: 0..<4)
  func `many groups give what each of them gives alone`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let layer = stars(200, within: 1000, using: &generator)
    let groups = (0..<500).map { _ in
      (0..<Int.random(in: 0...5, using: &generator)).map { _ in
        Int.random(in: 0..<200, using: &generator)
      }
    }
    let united = try layer.united(groups, metresPerUnit: 1, threads: 2)
    for (index, group) in groups.enumerated() {
      let alone = try layer.united([group], metresPerUnit: 1, threads: 1)
      #expect(Set(united.positions[united.positionRange(of: index)]) == Set(alone.positions))
      #expect(united.paths(of: index).count == alone.pathCount)
      #expect(abs(united.area(of: index) - alone.area(of: 0)) < 1e-6)
    }
  }
}
