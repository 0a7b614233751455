import Foundation

extension GeometryArray {
  /// The given features of a coverage as one feature, their common borders dissolved. Polygons must not
  /// overlap, and where two meet they must have the same positions.
  ///
  /// An edge that two polygons share runs once in each direction, so the pair goes; what is left is
  /// chained into rings.
  public mutating func appendUnion(ofCells features: [Int], in other: GeometryArray) {
    if features.count == 1 { return appendFeature(features[0], of: other) }
    var borders = CoverageBorders()
    for feature in features { borders.add(feature, of: other) }
    let rings = borders.rings()
    let shells = rings.filter { $0.area > 0 }.sorted { $0.area < $1.area }
    let holes = Dictionary(grouping: rings.filter { $0.area < 0 }) { hole in
      shells.firstIndex { $0.contains(hole) } ?? shells.count
    }
    assert(holes[shells.count] == nil, "a hole without a shell")
    for (index, shell) in shells.enumerated() {
      append(shell, .shell)
      for hole in holes[index] ?? [] { append(hole, .hole) }
    }
    endFeature()
  }

  private mutating func append(_ ring: BorderRing, _ role: PathRole) {
    positions += ring.positions
    append(ring.positions[0])
    endPath(role)
  }
}

/// A ring without its last position, with its area: negative where it runs clockwise.
private struct BorderRing {
  let positions: [Position]
  let area: Double
  private let bounds: Bounds?

  init(_ positions: [Position]) {
    self.positions = positions
    bounds = Bounds(positions)
    var doubleArea = 0.0
    for index in positions.indices {
      let a = positions[index] - positions[0]
      let b = positions[(index + 1) % positions.count] - positions[0]
      doubleArea += a.x * b.y - b.x * a.y
    }
    area = doubleArea / 2
  }

  /// Whether a hole lies within: rings of one region share no edge, so the middle of one tells.
  func contains(_ hole: BorderRing) -> Bool {
    guard let bounds, let inner = hole.bounds, bounds.intersects(inner) else { return false }
    let middle = (hole.positions[0] + hole.positions[1]) / 2
    var isInside = false
    for index in positions.indices {
      let (a, b) = (positions[index], positions[(index + 1) % positions.count])
      guard (a.y > middle.y) != (b.y > middle.y) else { continue }
      if middle.x < a.x + (middle.y - a.y) / (b.y - a.y) * (b.x - a.x) { isInside.toggle() }
    }
    return isInside
  }
}

/// The directed edges of a region's border, its inside to their left.
private struct CoverageBorders {
  private var edges: [SIMD4<Double>] = []
  private var numbers: [SIMD4<Double>: Int] = [:]
  private var isGone: [Bool] = []

  mutating func add(_ feature: Int, of array: GeometryArray) {
    for path in array.paths(of: feature) {
      let isForward = (array.signedArea(ofPath: path) > 0) == (array.pathRoles[path] == .shell)
      for index in array.range(ofPath: path).dropFirst() {
        let (a, b) = (array.positions[index - 1], array.positions[index])
        add(isForward ? a : b, isForward ? b : a)
      }
    }
  }

  private mutating func add(_ a: Position, _ b: Position) {
    let opposite = SIMD4(lowHalf: b, highHalf: a)
    if let number = numbers.removeValue(forKey: opposite) {
      isGone[number] = true
    } else {
      let edge = SIMD4(lowHalf: a, highHalf: b)
      numbers[edge] = edges.count
      edges.append(edge)
      isGone.append(false)
    }
  }

  /// The rings, in the order of their first edges.
  func rings() -> [BorderRing] {
    var outgoing: [Position: [Int]] = [:]
    for (number, edge) in edges.enumerated() where !isGone[number] {
      outgoing[edge.lowHalf, default: []].append(number)
    }
    var isUsed = isGone
    var rings: [BorderRing] = []
    for start in edges.indices where !isUsed[start] {
      var trail: [Position] = []
      var next: Int? = start
      while let number = next {
        isUsed[number] = true
        trail.append(edges[number].lowHalf)
        let candidates = (outgoing[edges[number].highHalf] ?? []).filter { !isUsed[$0] }
        next = candidates.count < 2 ? candidates.first : follower(of: number, among: candidates)
      }
      rings += Self.simpleRings(of: trail)
    }
    return rings
  }

  /// The edge that continues the same piece of inside: the first one clockwise from the way back.
  private func follower(of number: Int, among candidates: [Int]) -> Int? {
    let back = edges[number].lowHalf - edges[number].highHalf
    let from = atan2(back.y, back.x)
    func clockwise(_ candidate: Int) -> Double {
      let way = edges[candidate].highHalf - edges[candidate].lowHalf
      let angle = (from - atan2(way.y, way.x)).truncatingRemainder(dividingBy: 2 * .pi)
      return angle <= 0 ? angle + 2 * .pi : angle
    }
    return candidates.min { clockwise($0) < clockwise($1) }
  }

  /// A trail that touches itself is several rings that touch.
  private static func simpleRings(of trail: [Position]) -> [BorderRing] {
    var rings: [BorderRing] = []
    var open: [Position] = []
    var places: [Position: Int] = [:]
    for position in trail {
      if let place = places[position] {
        for closed in open[place...] { places[closed] = nil }
        rings.append(BorderRing(Array(open[place...])))
        open.removeSubrange(place...)
      }
      places[position] = open.count
      open.append(position)
    }
    return rings + [BorderRing(open)]
  }
}
