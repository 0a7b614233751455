import Geometry

/// A position in web Mercator in units of 2^-28 of the world, x to the east and y to the south.
typealias GridPosition = SIMD2<Int32>

/// A path on the grid of the report's map, simplified. It keeps its memory for the next one.
struct GridPath {
  /// Distance in units within which positions are left out.
  private static let tolerance = 2.0

  /// Rings open and of three positions at least, lines of two; else none, too small to be seen.
  private(set) var positions: [GridPosition] = []
  /// Whether each position stays. Shape: `positions`.
  private var isKept: [Bool] = []
  /// First and last position of the pieces that are still to be looked at.
  private var pieces: [(start: Int, end: Int)] = []

  /// Takes a path of longitudes and latitudes in place of the one before.
  mutating func take(_ degrees: [Position], _ role: PathRole) {
    positions.removeAll(keepingCapacity: true)
    for position in degrees { positions.append(mercator(position)) }
    guard role != .point else { return }
    simplify()
    if role != .line, positions.count > 1, positions.first == positions.last {
      positions.removeLast()
    }
    if positions.count < (role == .line ? 2 : 3) { positions.removeAll(keepingCapacity: true) }
  }

  /// Leaves out positions that lie within the tolerance of the path through the others (Douglas and
  /// Peucker 1973). A ring is cut at the position farthest from its first.
  private mutating func simplify() {
    let last = positions.count - 1
    guard last > 1 else { return }
    isKept.removeAll(keepingCapacity: true)
    isKept.append(contentsOf: repeatElement(false, count: positions.count))
    (isKept[0], isKept[last]) = (true, true)
    pieces.removeAll(keepingCapacity: true)
    // The farthest from a piece without length is the farthest from the ring's first position.
    pieces.append((0, last))
    while let (start, end) = pieces.popLast() {
      guard let middle = farthest(from: start, to: end) else { continue }
      isKept[middle] = true
      pieces.append((start, middle))
      pieces.append((middle, end))
    }
    var count = 0
    for index in positions.indices where isKept[index] {
      positions[count] = positions[index]
      count += 1
    }
    positions.removeLast(positions.count - count)
  }

  /// The position between two others that is farthest from the segment between them; nil when none is
  /// beyond the tolerance.
  private func farthest(from start: Int, to end: Int) -> Int? {
    let (origin, along) = (positions[start], vector(positions[end] &- positions[start]))
    let length = (along * along).sum()
    let inverse = length > 0 ? 1 / length : 0
    var most = Self.tolerance * Self.tolerance
    var best: Int?
    for index in start + 1..<max(end, start + 1) {
      let offset = vector(positions[index] &- origin)
      let part = min(max((offset * along).sum() * inverse, 0), 1)
      let gap = offset - part * along
      let distance = (gap * gap).sum()
      if distance > most { (most, best) = (distance, index) }
    }
    return best
  }
}

private func vector(_ step: GridPosition) -> SIMD2<Double> {
  SIMD2(Double(step.x), Double(step.y))
}

private let worldSize = Double(1 << 28)

private func mercator(_ position: Position) -> GridPosition {
  let part = webMercator(position)
  return GridPosition(Int32(part.x * worldSize), Int32(part.y * worldSize))
}
