extension GeometryArray {
  /// Smallest distance between two features in units, 0 where they meet; nil where it is over
  /// `limit`, or one of them has no position. Surfaces count with what lies within them.
  public func distance(from a: Int, to b: Int, upTo limit: Double) -> Double? {
    guard let boxA = bounds(of: a), let boxB = bounds(of: b) else { return nil }
    var search = DistanceSearch()
    return search.distance(from: a, boxA, to: b, boxB, in: self, upTo: limit)
  }

  /// Whether the first position of a feature lies within another feature's surface: an odd number
  /// of ring edges crosses the ray from it towards larger x.
  fileprivate func isWithin(_ inner: Int, _ outer: Int) -> Bool {
    guard let place = positions[positionRange(of: inner)].first else { return false }
    var isInside = false
    for path in paths(of: outer) where pathRoles[path] <= .hole {
      for index in range(ofPath: path).dropFirst() {
        let (p, q) = (positions[index - 1], positions[index])
        guard (p.y > place.y) != (q.y > place.y) else { continue }
        if place.x < p.x + (place.y - p.y) / (q.y - p.y) * (q.x - p.x) { isInside.toggle() }
      }
    }
    return isInside
  }
}

/// Searches for the smallest distance between features, many times over with the same memory.
package struct DistanceSearch {
  private var near: [Segment] = []
  private var others: [Segment] = []
  /// Boxes around each four of `others`: most are too far away to look into.
  private var boxes: [Segment] = []

  /// A search.
  package init() {}

  /// Smallest distance between two features in units, 0 where they meet; nil where it is over
  /// `limit`. The boxes are those around the features.
  package mutating func distance(
    from a: Int, _ boxA: Bounds, to b: Int, _ boxB: Bounds, in array: GeometryArray,
    upTo limit: Double
  ) -> Double? {
    Self.collect(a, of: array, within: limit, of: boxB, into: &near)
    Self.collect(b, of: array, within: limit, of: boxA, into: &others)
    var best = (limit * limit).nextUp
    collectBoxes()
    for one in near {
      for box in boxes.indices where one.boxDistanceSquared(to: boxes[box]) < best {
        for other in others[4 * box..<min(others.count, 4 * box + 4)]
        where one.boxDistanceSquared(to: other) < best {
          best = min(best, one.distanceSquared(to: other))
          if best == 0 { return 0 }
        }
      }
    }
    // Borders that do not meet: one may still lie within the other.
    if boxA.intersects(boxB), array.isWithin(b, a) || array.isWithin(a, b) { return 0 }
    return best <= limit * limit ? best.squareRoot() : nil
  }

  private mutating func collectBoxes() {
    boxes.removeAll(keepingCapacity: true)
    for first in stride(from: 0, to: others.count, by: 4) {
      boxes.append(Segment(boxAround: others[first..<min(others.count, first + 4)]))
    }
  }

  /// Collects the segments of a feature that come within a distance of a box; a single position is
  /// a segment without length.
  private static func collect(
    _ feature: Int, of array: GeometryArray, within distance: Double, of box: Bounds,
    into result: inout [Segment]
  ) {
    result.removeAll(keepingCapacity: true)
    let low = Position(box.minX - distance, box.minY - distance)
    let high = Position(box.maxX + distance, box.maxY + distance)
    for path in array.paths(of: feature) {
      let range = array.range(ofPath: path)
      guard var last = range.first.map({ array.positions[$0] }) else { continue }
      if range.count == 1 { result.append(Segment(from: last, to: last)) }
      for index in range.dropFirst() {
        let segment = Segment(from: last, to: array.positions[index])
        if all(segment.low .<= high), all(segment.high .>= low) { result.append(segment) }
        last = segment.to
      }
    }
  }
}

private struct Segment {
  let from: Position
  let to: Position
  /// Lowest and highest corner of the box around it.
  let low: Position
  let high: Position

  init(from: Position, to: Position) {
    (self.from, self.to) = (from, to)
    low = Position(min(from.x, to.x), min(from.y, to.y))
    high = Position(max(from.x, to.x), max(from.y, to.y))
  }

  /// A segment with a box around all of some segments.
  init(boxAround segments: ArraySlice<Segment>) {
    low = segments.reduce(Position(repeating: .infinity)) { pointwiseMin($0, $1.low) }
    high = segments.reduce(Position(repeating: -.infinity)) { pointwiseMax($0, $1.high) }
    (from, to) = (low, high)
  }

  /// Square of the distance between the boxes around both: at most that between the segments.
  func boxDistanceSquared(to other: Segment) -> Double {
    let gap = pointwiseMax(pointwiseMax(low - other.high, other.low - high), .zero)
    return (gap * gap).sum()
  }

  /// Square of the distance: 0 where they cross, else it is reached at an end of one of them.
  func distanceSquared(to other: Segment) -> Double {
    if crosses(other) { return 0 }
    return min(
      min(distanceSquared(to: other.from), distanceSquared(to: other.to)),
      min(other.distanceSquared(to: from), other.distanceSquared(to: to)))
  }

  private func distanceSquared(to place: Position) -> Double {
    let step = to - from
    let length = (step * step).sum()
    let part = length > 0 ? ((place - from) * step).sum() / length : 0
    let gap = place - (from + step * min(1, max(0, part)))
    return (gap * gap).sum()
  }

  private func crosses(_ other: Segment) -> Bool {
    side(of: other.from) * side(of: other.to) < 0 && other.side(of: from) * other.side(of: to) < 0
  }

  private func side(of place: Position) -> Double {
    let (step, way) = (to - from, place - from)
    return step.x * way.y - step.y * way.x
  }
}
