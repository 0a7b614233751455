import Geometry
import LayerIO
import Workers

/// A place on the grid that a product's decimals make: longitude and latitude in steps.
typealias GridStep = SIMD2<Int64>

/// Brings the paths of a geometry to a grid in CRS84, each position by itself. Holds one at a time.
struct GridSteps {
  private let array: GeometryArray
  /// Brings positions to CRS84; nil where they are there already.
  private let interpolation: Interpolation?
  private let format: DecimalFormat
  private var positions: [Position] = []

  /// Paths of `array`, whose positions are brought to CRS84 by `interpolation`, where one is given.
  init(_ array: GeometryArray, _ interpolation: Interpolation?, decimals: Int) {
    self.array = array
    self.interpolation = interpolation
    format = DecimalFormat(decimals: decimals)
  }

  /// Puts the places of a path where others were; a place that is that of the position before counts
  /// once.
  mutating func take(_ path: Int, into places: inout [GridStep]) {
    positions.removeAll(keepingCapacity: true)
    positions.append(contentsOf: array.positions[array.range(ofPath: path)])
    interpolation?.transform(&positions)
    places.removeAll(keepingCapacity: true)
    var last: GridStep?
    for position in positions {
      let place = GridStep(steps(position.x), steps(position.y))
      if place != last { places.append(place) }
      last = place
    }
  }

  @inline(__always)
  private func steps(_ degrees: Double) -> Int64 {
    guard let steps = format.scaled(degrees) else {
      preconditionFailure("a position of CRS84 is finite and within some turns")
    }
    return steps
  }
}

/// Two neighbours along a ring, the lower one first, or the left one where they are level.
struct GridEdge: Hashable, Comparable {
  let a: GridStep
  let b: GridStep

  init(_ one: GridStep, _ other: GridStep) {
    (a, b) = isBefore(one, other) ? (one, other) : (other, one)
  }

  static func < (one: GridEdge, other: GridEdge) -> Bool {
    one.a != other.a ? isBefore(one.a, other.a) : isBefore(one.b, other.b)
  }

  /// Whether the edge runs through the square of one step around a place, with its left and lower
  /// sides: the turn to the centre, doubled, is less than the square's reach across the edge, or the
  /// edge touches its lower left corner. Exact for edges of less than 2^29 steps.
  func runsThrough(_ place: GridStep) -> Bool {
    let (along, off) = (b &- a, place &- a)
    guard off.y >= 0, off.y <= along.y, off.x >= min(0, along.x), off.x <= max(0, along.x) else {
      return false
    }
    let turn = 2 * (along.x * off.y - along.y * off.x)
    let reach = abs(along.x) + along.y
    return abs(turn) < reach || (abs(turn) == reach && turn == along.x - along.y)
  }

  /// How far along the edge a place lies that the edge runs through, for sorting.
  func distance(to place: GridStep) -> Int64 {
    let off = place &- a
    return abs(off.x) + off.y
  }
}

private func isBefore(_ one: GridStep, _ other: GridStep) -> Bool {
  one.y != other.y ? one.y < other.y : one.x < other.x
}
