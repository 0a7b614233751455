import Foundation
import TestSupport
import Testing

@testable import Geometry

@Suite struct ValidityFilterTests {
  @Test(arguments: [
    ("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))", true),
    ("POLYGON ((0 0, 4 0, 2 0, 4 4, 0 0))", false),
    ("POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))", false),
    ("POLYGON ((0 0, 1 0, 2 0, 4 0, 4 4, 0 4, 0 2, 0 0))", true),
    // Begins in the middle of a straight side.
    ("POLYGON ((2 0, 4 0, 4 4, 0 4, 0 0, 2 0))", true),
    ("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))", true),
    ("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (5 5, 6 5, 6 6, 5 6, 5 5))", false),
    ("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((5 0, 9 0, 9 4, 5 0)))", true),
    ("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((0 0, 4 0, 4 4, 0 0)))", false),
    ("POLYGON ((0 0, 4 0, 4 4, 0 4, nan 1, 0 0))", false),
    // Twice around the middle, inside first.
    ("POLYGON ((3 0, 0 3, -3 0, 0 -3, 5 0, 0 5, -5 0, 0 -5, 3 0))", false),
    // An L, whose middle does not see all of it.
    ("POLYGON ((0 0, 9 0, 9 1, 1 1, 1 9, 0 9, 0 0))", true),
  ])
  func `plain polygons are surely valid, and broken ones are not`(text: String, isValid: Bool)
    throws
  {
    let polygon = try GeometryArray(wellKnownText: text)
    #expect(isSurelyValid(0, of: polygon) == isValid)
  }

  @Test func `what is valid, but touches itself or says a position twice, is in doubt`() throws {
    let polygons = try GeometryArray(
      wellKnownText: "POLYGON ((0 0, 4 0, 4 0, 4 4, 0 4, 0 0))",
      "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (0 0, 2 1, 1 2, 0 0))")
    for feature in 0..<2 {
      #expect(isValidToGeos(feature, of: polygons))
      #expect(!isSurelyValid(feature, of: polygons))
    }
  }

  @Test(arguments: 0..<8)
  func `nothing is surely valid that GEOS finds invalid`(run: UInt64) {
    var generator = SeededGenerator(seed: 1000 + run)
    var filter = ValidityFilter()
    var (sure, valid) = (0, 0)
    for _ in 0..<5000 {
      let polygons = randomPolygons(using: &generator)
      let isValid = isValidToGeos(0, of: polygons)
      let isSure = filter.isSurelyValid(0, in: polygons)
      #expect(isValid || !isSure, "\(polygons.positions)")
      valid += isValid ? 1 : 0
      sure += isSure ? 1 : 0
    }
    // It would be true of a filter that never is sure, too.
    #expect(valid > 500 && valid < 4500 && Double(sure) > 0.6 * Double(valid))
  }

  @Test(arguments: 0..<4)
  func `stars and stairs of any size are surely valid`(run: UInt64) {
    var generator = SeededGenerator(seed: 2000 + run)
    for count in [3, 4, 7, 30, 200, 3000] {
      for corners in [star(count, (1 - 1 / Double(count))...1, using: &generator), stairs(count)] {
        let polygon = polygons([corners], using: &generator)
        #expect(isSurelyValid(0, of: polygon) && isValidToGeos(0, of: polygon))
      }
    }
  }

  @Test func `an endless comparison is given up`() {
    var generator = SeededGenerator(seed: 3)
    let spiky = polygons([star(30_000, 0.1...1, using: &generator)], using: &generator)
    #expect(!isSurelyValid(0, of: spiky))
  }

  private func isSurelyValid(_ feature: Int, of polygons: GeometryArray) -> Bool {
    var filter = ValidityFilter()
    return filter.isSurelyValid(feature, in: polygons)
  }

  // MARK: Random polygons

  /// Up to three rings of any kind: the first a shell, the others holes or shells.
  private func randomPolygons(using generator: inout SeededGenerator) -> GeometryArray {
    let rings = (0..<[1, 1, 2, 3][Int.random(in: 0..<4, using: &generator)]).map { ring in
      let corners = randomRing(using: &generator)
      // Small ones in the middle, so that some are good holes.
      return ring == 0 ? corners : corners.map { $0 * 0.25 }
    }
    return polygons(rings, using: &generator)
  }

  private func randomRing(using generator: inout SeededGenerator) -> [Position] {
    let count = Int.random(in: 3...40, using: &generator)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: return scattered(min(count, 7), 6, using: &generator)
    case 1: return scattered(min(count, 12), 1 << 20, using: &generator)
    case 2: return star(count, 0.3...1, using: &generator)
    case 3:
      // A star with a corner that may have been led astray.
      var corners = star(count, 0.7...1, using: &generator)
      corners[0] *= Double.random(in: -1...1, using: &generator)
      return corners
    default:
      // Corners within rounding of the sides of a star.
      let corners = star(count, 0.7...1, using: &generator)
      return zip(corners, corners.dropFirst() + [corners[0]]).flatMap { a, b in
        [a, a + (b - a) * Double.random(in: 0...1, using: &generator)]
      }
    }
  }

  private func scattered(
    _ count: Int, _ steps: Int, using generator: inout SeededGenerator
  ) -> [Position] {
    (0..<count).map { _ in
      Position(
        Double(Int.random(in: -steps...steps, using: &generator)) / Double(steps),
        Double(Int.random(in: -steps...steps, using: &generator)) / Double(steps))
    }
  }

  private func star(
    _ count: Int, _ radii: ClosedRange<Double>, using generator: inout SeededGenerator
  ) -> [Position] {
    (0..<count).map { index in
      let angle = 2 * Double.pi * Double(index) / Double(count)
      return Position(cos(angle), sin(angle)) * Double.random(in: radii, using: &generator)
    }
  }

  /// Upright sides, many of them above one another.
  private func stairs(_ count: Int) -> [Position] {
    let steps = (0..<count).map { Double($0) }.flatMap { [Position($0, $0), Position($0 + 1, $0)] }
    return steps + [Position(Double(count), Double(count)), Position(-1, Double(count))]
  }

  /// Rings somewhere in the country, turned and moved, as one feature.
  private func polygons(
    _ rings: [[Position]], using generator: inout SeededGenerator
  ) -> GeometryArray {
    var geometry = GeometryArray()
    let isMoved = Bool.random(using: &generator)
    let shift = isMoved ? Position(155_000, 463_000) : .zero
    for corners in rings {
      for corner in corners + [corners[0]] { geometry.append(corner * 40 + shift) }
      let isHole = geometry.pathCount > 0 && Bool.random(using: &generator)
      geometry.endPath(isHole ? .hole : .shell)
    }
    geometry.endFeature()
    return geometry
  }
}
