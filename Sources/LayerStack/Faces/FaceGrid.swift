import Geometry

/// A place on the grid of the faces, in steps from its origin.
typealias GridPlace = SIMD2<Int32>

/// Steps that a grid may have along each side, so that turns of three places are exact in 64 bits.
private let mostSteps = 0x1p30

/// The grid on which faces have their positions: 1 mm, or a power of two of that where the stack is
/// wider than a thousand kilometres.
struct FaceGrid: Sendable {
  private let stepsPerUnit: Double
  private let origin: Position

  init(around bounds: Bounds, metresPerUnit: Double) {
    let extent = max(bounds.maxX - bounds.minX, bounds.maxY - bounds.minY)
    var steps = 1000 * metresPerUnit
    while extent * steps > mostSteps { steps /= 2 }
    stepsPerUnit = steps
    origin = (Position(bounds.minX, bounds.minY) * steps).rounded(.down)
  }

  /// Whether the grid around bounds is the finest: then it is that around any bounds within.
  static func isFinest(around bounds: Bounds, metresPerUnit: Double) -> Bool {
    max(bounds.maxX - bounds.minX, bounds.maxY - bounds.minY) * 1000 * metresPerUnit <= mostSteps
  }

  /// The place nearest to a position within the bounds.
  @inline(__always)
  func place(_ position: Position) -> GridPlace {
    let steps = (position * stepsPerUnit).rounded(.toNearestOrAwayFromZero) - origin
    return GridPlace(Int32(steps.x), Int32(steps.y))
  }

  /// The position of a place, in units: the double nearest to a whole number of steps.
  func position(_ place: GridPlace) -> Position {
    (Position(Double(place.x), Double(place.y)) + origin) / stepsPerUnit
  }
}

/// Twice the area of the triangle a, b, c in square steps; positive where it turns to the left.
/// Exact.
@inline(__always)
func turn(_ a: GridPlace, _ b: GridPlace, _ c: GridPlace) -> Int64 {
  let (bx, by) = (Int64(b.x) - Int64(a.x), Int64(b.y) - Int64(a.y))
  let (cx, cy) = (Int64(c.x) - Int64(a.x), Int64(c.y) - Int64(a.y))
  return bx * cy - by * cx
}

/// What happens on the way over an edge from its right to its left: an owner's winding number gains
/// 1 or loses 1.
struct WindingStep: BitwiseCopyable, Hashable, Sendable {
  private let code: Int32

  init(owner: Int32, gain: Int32) {
    code = owner << 1 | (gain < 0 ? 1 : 0)
  }

  private init(code: Int32) { self.code = code }

  var owner: Int32 { code >> 1 }
  var gain: Int32 { code & 1 == 0 ? 1 : -1 }

  /// The same for the edge in the other direction.
  var reversed: WindingStep { WindingStep(code: code ^ 1) }
}

/// An edge of a ring on the grid, running upwards, or to the right where it is level.
struct GridSegment: BitwiseCopyable, Sendable {
  let a: GridPlace
  let b: GridPlace
  let crossing: WindingStep

  /// Nil where both ends are one place. `turn` is the ring's, as in `StackPath`.
  @inline(__always)
  init?(from: GridPlace, to: GridPlace, owner: Int32, turn: Int32) {
    guard from != to else { return nil }
    let isUpward = from.y != to.y ? from.y < to.y : from.x < to.x
    a = isUpward ? from : to
    b = isUpward ? to : from
    crossing = WindingStep(owner: owner, gain: isUpward ? turn : -turn)
  }

  var minX: Int32 { min(a.x, b.x) }
  var maxX: Int32 { max(a.x, b.x) }
}
