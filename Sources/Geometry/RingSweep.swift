import Workers

/// Decides whether rings cross or touch anywhere (Shamos and Hoey, "Geometric intersection
/// problems", 1976): a line sweeps over them from left to right and keeps the edges it cuts in
/// order; two edges that meet are neighbours before they do. Takes n log n steps however the rings
/// twist; exact.
struct RingSweep {
  /// An edge from its left end to its right end: by x, then by y.
  private struct Edge {
    let left: Position
    let right: Position
    /// Numbers of its ends along the rings.
    let ends: SIMD2<Int32>
  }

  /// An end of an edge.
  private struct Event {
    let place: Position
    let edge: Int32
    let isEnd: Bool

    /// From left to right; where edges end and begin at one place, those that end come first.
    static func < (a: Event, b: Event) -> Bool {
      if a.place != b.place { return isLeft(a.place, of: b.place) }
      return a.isEnd != b.isEnd ? a.isEnd : a.edge < b.edge
    }
  }

  private var edges: [Edge] = []
  private var status = EdgeOrder()

  /// Where rings of a feature first meet, on the way from left to right: a crossing, a place that
  /// two of them touch, or one that a ring comes through twice. Nil where each ring is simple and
  /// all are apart. Positions that repeat the one before them do not count.
  static func firstMeeting(of feature: Int, in array: GeometryArray) -> Position? {
    var sweep = RingSweep()
    var count: Int32 = 0
    for path in array.paths(of: feature) where array.pathRoles[path] <= .hole {
      var ring: [Position] = []
      for position in array.positions[array.range(ofPath: path)].dropLast()
      where ring.last != position { ring.append(position) }
      while ring.count > 1, ring.first == ring.last { ring.removeLast() }
      guard ring.count > 2 else { return ring.first }
      for index in ring.indices {
        let next = index + 1 < ring.count ? index + 1 : 0
        sweep.add(ring[index], ring[next], SIMD2(count + Int32(index), count + Int32(next)))
      }
      count += Int32(ring.count)
    }
    return sweep.run()
  }

  private mutating func add(_ a: Position, _ b: Position, _ ends: SIMD2<Int32>) {
    let isForward = isLeft(a, of: b)
    edges.append(
      Edge(
        left: isForward ? a : b, right: isForward ? b : a,
        ends: isForward ? ends : SIMD2(ends.y, ends.x)))
  }

  private mutating func run() -> Position? {
    let events = edges.indices.flatMap { edge in
      [
        Event(place: edges[edge].left, edge: Int32(edge), isEnd: false),
        Event(place: edges[edge].right, edge: Int32(edge), isEnd: true),
      ]
    }.sorted(by: <)
    for event in events {
      let edge = Int(event.edge)
      let index = status.firstIndex { isBelow(Int($0), edge) }
      let (below, above) = (status.before(index), status.element(at: index))
      if event.isEnd {
        // Rings that met would have been found before the order could break.
        guard above == event.edge else { return event.place }
        let next = status.after(index)
        if let below, let next, meet(Int(below), Int(next)) { return event.place }
        status.remove(at: index)
      } else {
        for other in [below, above] {
          if let other, meet(edge, Int(other)) { return event.place }
        }
        status.insert(event.edge, at: index)
      }
    }
    return nil
  }

  /// Whether an edge runs below another that the sweep line cuts as well.
  private func isBelow(_ number: Int, _ other: Int) -> Bool {
    let (a, b) = (edges[number], edges[other])
    if isLeft(a.left, of: b.left) || a.left == b.left {
      let side = orientation(a.left, a.right, b.left)
      return (side != 0 ? side : orientation(a.left, a.right, b.right)) > 0
    }
    let side = orientation(b.left, b.right, a.left)
    return (side != 0 ? side : orientation(b.left, b.right, a.right)) < 0
  }

  /// Whether two edges have a place in common besides the end that neighbours along a ring share.
  private func meet(_ number: Int, _ other: Int) -> Bool {
    let (a, b) = (edges[number], edges[other])
    if a.ends.x == b.ends.x { return orientation(a.left, a.right, b.right) == 0 }
    if a.ends.y == b.ends.y { return orientation(a.left, a.right, b.left) == 0 }
    // One begins where the other ends.
    if a.ends.x == b.ends.y || a.ends.y == b.ends.x { return false }
    guard max(a.left.x, b.left.x) <= min(a.right.x, b.right.x),
      max(min(a.left.y, a.right.y), min(b.left.y, b.right.y))
        <= min(max(a.left.y, a.right.y), max(b.left.y, b.right.y))
    else { return false }
    return orientation(a.left, a.right, b.left) * orientation(a.left, a.right, b.right) <= 0
      && orientation(b.left, b.right, a.left) * orientation(b.left, b.right, a.right) <= 0
  }
}

/// Edges from low to high in runs of some hundreds, so that one is found, added or removed in few
/// steps.
private struct EdgeOrder {
  /// A run and a place in it.
  struct Index {
    var run: Int
    var offset: Int
  }

  private var runs: [[Int32]] = [[]]
  private static let longestRun = 512

  /// The first edge that a condition does not hold of, which holds of all below it; or the end.
  func firstIndex(above isBelow: (Int32) -> Bool) -> Index {
    var (low, high) = (0, runs.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if isBelow(runs[middle][0]) { low = middle } else { high = middle - 1 }
    }
    let run = runs[low]
    return Index(run: low, offset: run.indices.partitionPoint { isBelow(run[$0]) })
  }

  func element(at index: Index) -> Int32? {
    if index.offset < runs[index.run].count { return runs[index.run][index.offset] }
    return index.run + 1 < runs.count ? runs[index.run + 1][0] : nil
  }

  func before(_ index: Index) -> Int32? {
    if index.offset > 0 { return runs[index.run][index.offset - 1] }
    return index.run > 0 ? runs[index.run - 1].last : nil
  }

  /// The edge above the one at an index.
  func after(_ index: Index) -> Int32? {
    if index.offset < runs[index.run].count {
      return element(at: Index(run: index.run, offset: index.offset + 1))
    }
    return element(at: Index(run: index.run + 1, offset: 1))
  }

  mutating func insert(_ edge: Int32, at index: Index) {
    runs[index.run].insert(edge, at: index.offset)
    let count = runs[index.run].count
    guard count > Self.longestRun else { return }
    let half = Array(runs[index.run][(count / 2)...])
    runs[index.run].removeSubrange((count / 2)...)
    runs.insert(half, at: index.run + 1)
  }

  mutating func remove(at index: Index) {
    var index = index
    if index.offset == runs[index.run].count { index = Index(run: index.run + 1, offset: 0) }
    runs[index.run].remove(at: index.offset)
    if runs[index.run].isEmpty, runs.count > 1 { runs.remove(at: index.run) }
  }
}
