/// Tells of most valid polygons that they are, some ten times as fast as GEOS. It never says so of
/// one that is not, by GEOS's rules; where it is in doubt, however little, it says nothing.
///
/// Polygons are surely valid where no two rings meet, none meets itself, and each hole lies in its
/// shell. Most polygons are one ring that runs around its middle without ever turning back. Other
/// rings are cut into chains of edges that run on to the right, or to the left; edges of one
/// chain can't meet, and those of two chains that can are found by walking along both.
package struct ValidityFilter {
  /// Edges one behind the other, from its left end to its right end (straight up where both are
  /// above each other).
  private struct Chain {
    /// Position at its left end.
    let start: Int
    /// From one position to the next: 1, or -1 where the ring runs to the left.
    let step: Int
    let edgeCount: Int
    let box: Bounds
    /// First and last edge of its ring, which are neighbours. An edge has the number of the first of
    /// its positions along the ring.
    let ringEnds: (Int, Int)

    /// An edge, counted from the left.
    func edge(_ index: Int, _ positions: [Position]) -> (left: Position, right: Position) {
      let left = start + index * step
      return (positions[left], positions[left + step])
    }

    func edgeNumber(_ index: Int) -> Int { start + index * step - (step < 0 ? 1 : 0) }
  }

  /// A filter.
  package init() {}

  /// Kept from feature to feature for their memory.
  private var chains: [Chain] = []
  /// Steps that may be taken yet.
  private var stepsLeft = 0

  /// More rings than this are left to GEOS, which has a search tree for holes.
  private static let mostRings = 32

  /// Steps for each edge after which GEOS would have been as fast.
  private static let stepsPerEdge = 32

  /// Whether the polygons of a feature are valid for sure.
  package mutating func isSurelyValid(_ feature: Int, in array: GeometryArray) -> Bool {
    let rings = array.paths(of: feature).filter { array.pathRoles[$0] <= .hole }
    guard rings.count <= Self.mostRings else { return false }
    if rings.count == 1, Self.isStar(array.range(ofPath: rings[0]), array.positions) { return true }
    chains.removeAll(keepingCapacity: true)
    for ring in rings {
      guard addChains(of: array.range(ofPath: ring), array.positions) else { return false }
    }
    stepsLeft = Self.stepsPerEdge * (array.positionRange(of: feature).count + 32)
    return chainsAreApart(array.positions)
      && (rings.count < 2 || array.holesLieWithinShells(of: feature))
  }

  /// Whether a ring surely runs once around the middle of its box, seen from there in one direction all the
  /// way. So each ray from the middle meets it once, and it can't meet itself.
  private static func isStar(_ ring: Range<Int>, _ positions: [Position]) -> Bool {
    guard ring.count >= 4, let box = Bounds(positions[ring]),
      positions[ring.lowerBound] == positions[ring.upperBound - 1]
    else { return false }
    let middle = box.middle
    let side = certainSide(positions[ring.lowerBound], positions[ring.lowerBound + 1], middle)
    guard side != 0 else { return false }
    var a = positions[ring.lowerBound]
    var changes = 0
    for index in ring.dropFirst() {
      let b = positions[index]
      guard certainSide(a, b, middle) == side else { return false }
      // Each time around it comes once from above the middle's level to below, and once back.
      changes += (a.y > middle.y) != (b.y > middle.y) ? 1 : 0
      a = b
    }
    return changes == 2
  }

  /// Cuts a ring into chains; false where it is not closed, too short, has a position twice in a row or
  /// one that is not finite.
  private mutating func addChains(of ring: Range<Int>, _ positions: [Position]) -> Bool {
    guard ring.count >= 4, positions[ring.lowerBound] == positions[ring.upperBound - 1] else {
      return false
    }
    var first = ring.lowerBound
    var runsRight = isLeft(positions[first], of: positions[first + 1])
    var (low, high) = (positions[first], positions[first])
    for index in ring.dropFirst() {
      let (a, b) = (positions[index - 1], positions[index])
      let isRight = isLeft(a, of: b)
      guard isRight || isLeft(b, of: a), (b * 0) == .zero else { return false }
      if isRight != runsRight {
        addChain(from: first, to: index - 1, runsRight, low, high, ring)
        (first, runsRight, low, high) = (index - 1, isRight, a, a)
      }
      low = pointwiseMin(low, b)
      high = pointwiseMax(high, b)
    }
    addChain(from: first, to: ring.upperBound - 1, runsRight, low, high, ring)
    return true
  }

  private mutating func addChain(
    from first: Int, to last: Int, _ runsRight: Bool, _ low: Position, _ high: Position,
    _ ring: Range<Int>
  ) {
    chains.append(
      Chain(
        start: runsRight ? first : last, step: runsRight ? 1 : -1, edgeCount: last - first,
        box: Bounds(minX: low.x, minY: low.y, maxX: high.x, maxY: high.y),
        ringEnds: (ring.lowerBound, ring.upperBound - 2)))
  }

  private mutating func chainsAreApart(_ positions: [Position]) -> Bool {
    chains.sort { $0.box.minX < $1.box.minX }
    for index in chains.indices {
      let chain = chains[index]
      for other in chains[(index + 1)...] {
        guard other.box.minX <= chain.box.maxX else { break }
        stepsLeft -= 1
        guard chain.box.intersects(other.box) else { continue }
        guard areApart(chain, other, positions) else { return false }
      }
    }
    return true
  }

  /// Walks along two chains from left to right and looks at each pair of edges that are above each other.
  private mutating func areApart(_ one: Chain, _ other: Chain, _ positions: [Position]) -> Bool {
    var (index, otherIndex) = (0, 0)
    while index < one.edgeCount, otherIndex < other.edgeCount {
      stepsLeft -= 1
      guard stepsLeft > 0 else { return false }
      let a = one.edge(index, positions)
      let b = other.edge(otherIndex, positions)
      let isPair = a.right.x >= b.left.x && b.right.x >= a.left.x
      if isPair && !edgesAreApart(a, b) {
        let numbers = (one.edgeNumber(index), other.edgeNumber(otherIndex))
        guard meetInCornerOnly(one, other, numbers, positions) else { return false }
      }
      // The edge that ends first is behind all edges to come of the other chain.
      if isLeft(a.right, of: b.right) { index += 1 } else { otherIndex += 1 }
    }
    return true
  }

  /// Whether two edges surely have no place in common: their boxes are apart, or one of them lies to one
  /// side of the other's line.
  private func edgesAreApart(
    _ a: (left: Position, right: Position), _ b: (left: Position, right: Position)
  ) -> Bool {
    if max(a.left.y, a.right.y) < min(b.left.y, b.right.y) { return true }
    if max(b.left.y, b.right.y) < min(a.left.y, a.right.y) { return true }
    return certainSide(a.left, a.right, b.left) * certainSide(a.left, a.right, b.right) > 0
      || certainSide(b.left, b.right, a.left) * certainSide(b.left, b.right, a.right) > 0
  }

  /// Whether two edges are neighbours along a ring that surely do not lie on one another.
  private func meetInCornerOnly(
    _ one: Chain, _ other: Chain, _ numbers: (Int, Int), _ positions: [Position]
  ) -> Bool {
    guard one.ringEnds == other.ringEnds else { return false }
    let (low, high) = (min(numbers.0, numbers.1), max(numbers.0, numbers.1))
    let areNext = high - low == 1
    guard areNext || (low, high) == one.ringEnds else { return false }
    // Both run on in one direction.
    if one.step == other.step { return true }
    let (before, after) = areNext ? (low, high) : (high, low)
    return certainSide(positions[before], positions[before + 1], positions[after + 1]) != 0
  }
}
