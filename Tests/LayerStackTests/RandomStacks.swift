import Geometry
import TestSupport

@testable import LayerStack

/// Shapes that trouble overlay, drawn at random; every polygon by itself is valid.
enum RandomShapes: Int, CaseIterable, Sendable {
  /// Stars at any position, some with a hole.
  case stars
  /// Squares of a chessboard: shared borders, collinear runs, common corners.
  case lattice
  /// The same square two to four times.
  case duplicates
  /// Triangles a hair wide.
  case slivers
  /// Frames within frames, each in the hole of the last.
  case nested
  /// A back with long teeth.
  case comb

  /// A few polygons within a square of side 100, each a feature.
  func polygons(using generator: inout SeededGenerator) -> GeometryArray {
    switch self {
    case .stars:
      LayerStackTests.stars(.random(in: 1...4, using: &generator), within: 100, using: &generator)
    case .lattice: Self.lattice(using: &generator)
    case .duplicates: Self.duplicates(using: &generator)
    case .slivers: Self.slivers(using: &generator)
    case .nested: Self.nested(using: &generator)
    case .comb: Self.comb(using: &generator)
    }
  }

  private static func lattice(using generator: inout SeededGenerator) -> GeometryArray {
    var geometry = GeometryArray()
    for _ in 0..<Int.random(in: 2...6, using: &generator) {
      let x = 10 * Double(Int.random(in: 0...8, using: &generator))
      let y = 10 * Double(Int.random(in: 0...8, using: &generator))
      let size = 10 * Double(Int.random(in: 1...2, using: &generator))
      geometry.append(contentsOf: rectangles((x, y, x + size, y + size)))
    }
    return geometry
  }

  private static func duplicates(using generator: inout SeededGenerator) -> GeometryArray {
    let x = Double.random(in: 0...60, using: &generator)
    let y = Double.random(in: 0...60, using: &generator)
    let square = rectangles((x, y, x + 30, y + 30))
    return square.selecting(
      [Int](repeating: 0, count: .random(in: 2...4, using: &generator)))
  }

  private static func slivers(using generator: inout SeededGenerator) -> GeometryArray {
    var geometry = GeometryArray()
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let from = Position(.random(in: 0...100, using: &generator), 0.5)
      let to = Position(.random(in: 0...100, using: &generator), 99)
      geometry.appendRing([from, to, to + Position(1e-6, 0.25)])
      geometry.endFeature()
    }
    return geometry
  }

  private static func nested(using generator: inout SeededGenerator) -> GeometryArray {
    var geometry = GeometryArray()
    let step = Double.random(in: 2...5, using: &generator)
    for level in 0..<4 {
      let near = step * Double(2 * level)
      geometry.appendSquare(from: near, to: 100 - near, .shell)
      geometry.appendSquare(from: near + step, to: 100 - near - step, .hole)
      geometry.endFeature()
    }
    return geometry
  }

  private static func comb(using generator: inout SeededGenerator) -> GeometryArray {
    var ring = [Position(100, 90), Position(100, 100), Position(0, 100), Position(0, 90)]
    let teeth = Int.random(in: 2...8, using: &generator)
    for tooth in 0..<teeth {
      let x = (Double(tooth) + 0.5) * 100 / Double(teeth)
      let length = Double.random(in: 5...85, using: &generator)
      ring += [Position(x - 2, 90), Position(x, 90 - length), Position(x + 2, 90)]
    }
    var geometry = GeometryArray()
    geometry.appendRing(ring)
    geometry.endFeature()
    return geometry
  }
}

extension GeometryArray {
  /// Adds a ring through the given corners to the feature under way.
  mutating func appendRing(_ corners: [Position], _ role: PathRole = .shell) {
    for corner in corners { append(corner) }
    append(corners[0])
    endPath(role)
  }

  fileprivate mutating func appendSquare(from low: Double, to high: Double, _ role: PathRole) {
    appendRing(
      [Position(low, low), Position(high, low), Position(high, high), Position(low, high)], role)
  }

  /// Lines of one to three edges at any position within a square of side 100, each a feature.
  static func randomLines(_ count: Int, using generator: inout SeededGenerator) -> GeometryArray {
    var geometry = GeometryArray()
    for _ in 0..<count {
      for _ in 0...Int.random(in: 1...3, using: &generator) {
        geometry.append(
          Position(.random(in: 0...100, using: &generator), .random(in: 0...100, using: &generator))
        )
      }
      geometry.endPath(.line)
      geometry.endFeature()
    }
    return geometry
  }
}

/// A small stack: two neighbourhoods that overlap and leave gaps, up to three planes, polygons and
/// lines as assets.
func randomStack(seed: UInt64) -> StackInput {
  var generator = SeededGenerator(seed: seed)
  let kinds = RandomShapes.allCases
  let planes = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
    kinds[Int.random(in: 0..<kinds.count, using: &generator)].polygons(using: &generator)
  }
  let middle = Double.random(in: 30...60, using: &generator)
  var assets = RandomShapes.stars.polygons(using: &generator)
  assets.append(contentsOf: .randomLines(2, using: &generator))
  return StackInput(
    neighbourhoods: rectangles((1, 1, middle + 5, 99), (middle, 3, 97, 90)), planes: planes,
    assets: assets)
}
