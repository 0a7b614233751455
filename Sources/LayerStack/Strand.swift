import Geometry

/// Pieces of a path that go on one in the other upwards through a cell, and the strip between it and
/// the strand to its right. Strands are kept from left to right in a doubly linked list.
struct Strand: BitwiseCopyable {
  // What following the list and comparing take comes first, so that it lies in one line of the cache.

  /// The piece under way.
  private(set) var bottom: Position
  private(set) var top: Position
  private(set) var slope: Double
  var left: Int32 = 0
  var right: Int32 = 0

  /// The strip's width at the height up to which it is measured.
  var stripY: Double
  var stripWidth = 0.0
  /// The owners present in the strip, and the place they make; -1 where the strip has no width.
  var fingerprint: UInt64 = 0
  var place: Int32 = -1

  let owner: Int32
  let delta: Int32
  /// The owner's winding number on the left side.
  var winding: Int32 = 0
  /// What crossing the strand does to the fingerprint: the owner's, where the owner begins or ends
  /// to be present; otherwise nothing.
  var flip: UInt64 = 0
  let ownerKey: UInt64

  /// Height at which it is expected to cross its right neighbour; infinite for never.
  var crossingY = Double.infinity
  /// Begun or ended at the height under way, which the strips to its right do not show yet.
  var isUnsettled = true
  var isEnded = false
  /// Listed to be examined together with its right neighbour.
  var isTouched = false
  /// Whether it shows the way to others.
  var signpost = Signposts.State.none

  /// A strand that begins with a piece.
  init(_ piece: Piece) {
    bottom = piece.bottom
    top = piece.top
    slope = piece.boundedSlope
    owner = piece.owner
    delta = piece.delta
    ownerKey = ownerFingerprint(Int(piece.owner))
    stripY = piece.bottom.y
  }

  /// A border of the cell.
  init(borderAt x: Double) {
    bottom = Position(x, 0)
    top = Position(x, .infinity)
    slope = 0
    owner = -1
    delta = 0
    ownerKey = 0
    stripY = 0
    isUnsettled = false
  }

  var isLine: Bool { delta == 0 && owner >= 0 }

  /// Goes on along a piece that begins where the one under way ends.
  @inline(__always)
  mutating func advance(along piece: Piece) {
    bottom = piece.bottom
    top = piece.top
    slope = piece.boundedSlope
  }

  /// x at a height of the piece under way; exact at its ends, and the same for equal pieces.
  @inline(__always)
  func x(at y: Double) -> Double {
    y >= top.y ? top.x : bottom.x + (y - bottom.y) * slope
  }

  @inline(__always)
  mutating func updateFlip() {
    flip = (winding == 0) != (winding &+ delta == 0) ? ownerKey : 0
  }

  /// Whether it lies to the right of another strand just above a height at which the other begins.
  /// Strands on one another are in a fixed order, lines after surfaces.
  func isRight(of other: Strand, at y: Double) -> Bool {
    let x = x(at: y)
    if x != other.bottom.x { return x > other.bottom.x }
    if slope != other.slope { return slope > other.slope }
    if isLine != other.isLine { return isLine }
    return owner != other.owner ? owner > other.owner : delta > other.delta
  }
}

extension Piece {
  /// dx / dy, finite, so that no height within the piece makes its x undefined.
  @inline(__always)
  var boundedSlope: Double {
    let slope = (top.x - bottom.x) / (top.y - bottom.y)
    let limit = Double.greatestFiniteMagnitude
    return min(max(slope, -limit), limit)
  }
}
