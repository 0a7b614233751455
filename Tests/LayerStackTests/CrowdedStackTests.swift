import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerStack

/// Many edges at one position, along one line or beside one another: areas against those of the
/// polygons themselves.
@Suite struct CrowdedStackTests {
  @Test func `a fan of triangles that share a corner`() throws {
    let fan = Self.rings(
      (0..<600).map { index in
        let (from, to) = (1.5 * Double(index) / 600, 1.5 * (Double(index) + 0.7) / 600)
        return [
          Position(1, 1), Position(1 + 90 * cos(from), 1 + 90 * sin(from)),
          Position(1 + 90 * cos(to), 1 + 90 * sin(to)),
        ]
      })
    try Self.expectOwnAreas(ofAssets: fan)
  }

  @Test func `a star whose spikes begin close together`() throws {
    let star = Self.rings([
      (0..<1600).map { index in
        let angle = Double.pi * Double(index) / 800
        let radius = index.isMultiple(of: 2) ? 40 + Double(index % 7) : 0.5
        return Position(50 + radius * cos(angle), 50 + radius * sin(angle))
      }
    ])
    try Self.expectArea(star.area(of: 0), ofPlane: star)
  }

  @Test func `a comb of needles at any angle`() throws {
    for turn in 0..<7 {
      let comb = Self.rings([Self.needles(300, turnedBy: Double(turn) * 0.7)])
      try Self.expectArea(comb.area(of: 0), ofPlane: comb)
    }
  }

  @Test func `two combs at different angles that cross all over`() throws {
    let combs = Self.rings([0.3, 1.2].map { Self.needles(100, turnedBy: $0) })
    try Self.expectOwnAreas(ofAssets: combs)
  }

  @Test func `copies of one polygon are one place under all of them`() throws {
    let corners = [Position(20, 20), Position(40.1, 23.3), Position(35.7, 44.4), Position(17, 31)]
    let copies = Self.rings([[Position]](repeating: corners, count: 1500))
    let table = try makeOverlapTable(Self.stack(assets: copies), threads: 2)
    let covered = table.areas.filter { $0.assetSet != 0 }
    #expect(covered.count == 1)
    #expect(Array(table.assetSets[Int(covered[0].assetSet)]) == Array(0..<1500))
    #expect(abs(covered[0].area - copies.area(of: 0)) < 1e-9)
  }

  @Test func `squares within one another, all of one layer, are the outermost`() throws {
    let squares = Self.rings(
      (0..<1500).map { index in
        let low = 10 + Double(index) / 50
        return [
          Position(low, low), Position(100 - low, low), Position(100 - low, 100 - low),
          Position(low, 100 - low),
        ]
      })
    try Self.expectArea(80 * 80, ofPlane: squares)
  }

  @Test(arguments: [UInt64](0..<8))
  func `each polygon of a crowd keeps its area`(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    try Self.expectOwnAreas(ofAssets: stars(400, within: 60, using: &generator))
  }

  @Test(arguments: [-7.0, 9.0])
  func `a line that joins a border counts for the place to its right`(_ side: Double) throws {
    var line = GeometryArray()
    for position in [Position(50 + side, 20), Position(50, 40), Position(50, 60)] {
      line.append(position)
    }
    line.endPath(.line)
    line.endFeature()
    let table = try makeOverlapTable(
      StackInput(
        neighbourhoods: rectangles((0, 0, 100, 100)),
        planes: [rectangles((0, 0, 50, 100)), rectangles((50, 0, 100, 100))], assets: line),
      threads: 1)
    let lengths = TableSums(table).lengths.reduce(into: [[Int]: Double]()) {
      $0[$1.key.planes] = $1.value
    }
    let slanted = (side * side + 400).squareRoot()
    #expect(abs(lengths[[0], default: 0] - (side < 0 ? slanted : 0)) < 1e-9)
    #expect(abs(lengths[[1], default: 0] - (side < 0 ? 20 : 20 + slanted)) < 1e-9)
  }

  // MARK: - Stacks

  private static func stack(assets: GeometryArray) -> StackInput {
    StackInput(neighbourhoods: rectangles((-50, -50, 150, 150)), planes: [], assets: assets)
  }

  private static func rings(_ rings: [[Position]]) -> GeometryArray {
    var geometry = GeometryArray()
    for ring in rings {
      geometry.appendRing(ring)
      geometry.endFeature()
    }
    return geometry
  }

  private static func needles(_ count: Int) -> [Position] {
    let width = 100 / Double(count)
    let needles = (0..<count).flatMap { index in
      let x = (Double(index) + 0.5) * width
      return [
        Position(x - 0.3 * width, 90), Position(x, 1 + 0.1 * Double(index % 13)),
        Position(x + 0.3 * width, 90),
      ]
    }
    return [Position(100, 90), Position(100, 100), Position(0, 100), Position(0, 90)] + needles
  }

  private static func needles(_ count: Int, turnedBy angle: Double) -> [Position] {
    needles(count).map { position in
      let (x, y) = (position.x - 50, position.y - 50)
      return Position(
        50 + 0.6 * (cos(angle) * x - sin(angle) * y), 50 + 0.6 * (sin(angle) * x + cos(angle) * y))
    }
  }

  private static func expectArea(_ expected: Double, ofPlane plane: GeometryArray) throws {
    let input = StackInput(
      neighbourhoods: rectangles((-50, -50, 150, 150)), planes: [plane], assets: GeometryArray())
    let area = TableSums(try makeOverlapTable(input, threads: 2)).area { $0.planes == [0] }
    #expect(abs(area - expected) <= 1e-9 * expected)
  }

  private static func expectOwnAreas(ofAssets assets: GeometryArray) throws {
    let sums = TableSums(try makeOverlapTable(stack(assets: assets), threads: 2))
    var areas = [Double](repeating: 0, count: assets.count)
    for (place, area) in sums.areas {
      for asset in place.assets { areas[Int(asset)] += area }
    }
    for asset in 0..<assets.count {
      #expect(abs(areas[asset] - assets.area(of: asset)) <= 1e-9 * assets.area(of: asset))
    }
  }
}
