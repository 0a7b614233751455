import Foundation
import Geometry
import LayerStack

/// Inputs on which a careless sweep takes quadratic time, within a square of 10 km.
enum HardInput: String, CaseIterable {
  case city = "polygons anywhere, of 12 vertices"
  case municipality = "one polygon, of so many vertices"
  case sameAsset = "assets on one spot"
  case concave = "concave assets on one spot"
  case samePlane = "polygons of one layer on one spot"
  case comb = "a comb of needles, upright"
  case levelComb = "a comb of needles, level"
  case turnedComb = "a comb of needles, at an angle"
  case star = "a star of spikes"
  case fan = "a fan of triangles, as assets"
  case nested = "squares within one another, one layer"
  case everything = "assets under layers that cover everything"

  /// The largest size to be tried.
  var count: Int {
    switch self {
    case .municipality: 1_000_000
    case .everything: 180_000
    default: 100_000
    }
  }

  /// The input with `count` polygons, needles, spikes or vertices.
  func input(count: Int) -> StackInput {
    let world = GeometryArray.rings([square(from: -1, to: 10_001)])
    switch self {
    case .municipality:
      return StackInput(
        neighbourhoods: .rings([wave(count)]), planes: [world], assets: GeometryArray())
    case .city, .sameAsset, .concave, .fan:
      return StackInput(neighbourhoods: world, planes: [], assets: polygons(count))
    case .everything:
      return StackInput(neighbourhoods: world, planes: [world, world], assets: polygons(count))
    case .samePlane, .comb, .levelComb, .turnedComb, .star, .nested:
      return StackInput(
        neighbourhoods: world, planes: [polygons(count)], assets: GeometryArray())
    }
  }

  private func polygons(_ count: Int) -> GeometryArray {
    var random = RandomNumbers()
    switch self {
    case .city: return .rings((0..<count).map { _ in blob(count, &random) })
    case .sameAsset, .samePlane:
      let ring = [Position(100, 100), Position(130, 110), Position(120, 151), Position(90, 133)]
      return .rings([[Position]](repeating: ring, count: count))
    case .concave:
      let ring = [
        Position(0, 0), Position(50, 5), Position(46, 60), Position(30, 20), Position(11, 55),
      ]
      return .rings([[Position]](repeating: ring, count: count))
    case .comb: return .rings([needles(count, &random)])
    case .levelComb: return .rings([needles(count, &random).map { Position(10_000 - $0.y, $0.x) }])
    case .turnedComb: return .rings([needles(count, &random).map { turned($0) }])
    case .star: return .rings([spikes(count, &random)])
    case .fan: return .rings((0..<count).map { triangle($0, of: count, &random) })
    case .nested:
      return .rings(
        (0..<count).map { square(from: 4000 * Double($0) / Double(count), to: nil) })
    case .everything: return .rings(quadrilaterals(count))
    case .municipality: return GeometryArray()
    }
  }
}

// MARK: - Shapes

private func square(from low: Double, to high: Double?) -> [Position] {
  let high = high ?? 10_000 - low
  return [Position(low, low), Position(high, low), Position(high, high), Position(low, high)]
}

private func onCircle(_ angle: Double, radius: Double, around centre: Position) -> Position {
  centre + radius * Position(cos(angle), sin(angle))
}

private let middle = Position(5000, 5000)

private func wave(_ count: Int) -> [Position] {
  var random = RandomNumbers()
  return (0..<count).map { index in
    let angle = 2 * Double.pi * Double(index) / Double(count)
    return onCircle(
      angle, radius: 4000 + 900 * sin(7 * angle) + 20_000 / Double(count) * random.next(),
      around: middle)
  }
}

/// So large that each overlaps about two others, however many there are.
private func blob(_ count: Int, _ random: inout RandomNumbers) -> [Position] {
  let size = 12_700 / Double(count).squareRoot()
  let centre = Position(9900 * random.next(), 9900 * random.next())
  return (0..<12).map { index in
    onCircle(
      2 * Double.pi * Double(index) / 12, radius: size * (0.5 + 0.5 * random.next()),
      around: centre)
  }
}

private func needles(_ count: Int, _ random: inout RandomNumbers) -> [Position] {
  let width = 10_000 / Double(count)
  var ring = [
    Position(10_000, 9000), Position(10_000, 10_000), Position(0, 10_000), Position(0, 9000),
  ]
  for needle in 0..<count {
    let x = (Double(needle) + 0.5) * width
    ring += [
      Position(x - 0.3 * width, 9000), Position(x, 100 + 50 * random.next()),
      Position(x + 0.3 * width, 9000),
    ]
  }
  return ring
}

private func turned(_ position: Position) -> Position {
  let (x, y) = (position.x - middle.x, position.y - middle.y)
  return middle + 0.6 * Position(cos(0.7) * x - sin(0.7) * y, sin(0.7) * x + cos(0.7) * y)
}

private func spikes(_ count: Int, _ random: inout RandomNumbers) -> [Position] {
  (0..<2 * count).map { index in
    onCircle(
      Double.pi * Double(index) / Double(count),
      radius: index % 2 == 0 ? 4500 - 100 * random.next() : 10, around: middle)
  }
}

private func triangle(_ index: Int, of count: Int, _ random: inout RandomNumbers) -> [Position] {
  let radius = 9000 - 100 * random.next()
  let corner = Position(10, 10)
  return [
    corner, onCircle(1.5 * Double(index) / Double(count), radius: radius, around: corner),
    onCircle(1.5 * (Double(index) + 0.5) / Double(count), radius: radius, around: corner),
  ]
}

private func quadrilaterals(_ count: Int) -> [[Position]] {
  let side = Int(Double(count).squareRoot())
  let width = 10_000 / Double(side)
  return (0..<side * side).map { index in
    let low = width * Position(Double(index % side), Double(index / side))
    return [(0, 0), (0.7, 0.1), (0.8, 0.9), (0.1, 0.8)].map { low + width * Position($0.0, $0.1) }
  }
}

extension GeometryArray {
  /// Polygons without holes, each a feature.
  fileprivate static func rings(_ rings: [[Position]]) -> GeometryArray {
    var geometry = GeometryArray()
    for ring in rings {
      for position in ring + ring.prefix(1) { geometry.append(position) }
      geometry.endPath(.shell)
      geometry.endFeature()
    }
    return geometry
  }
}

/// Numbers in 0..<1, the same in every run: Knuth's linear congruential generator (MMIX).
private struct RandomNumbers {
  private var state: UInt64 = 7

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) * 0x1p-53
  }
}
