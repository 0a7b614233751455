import Geometry

/// Finds the polygons that hold a position, through a grid of their boxes. Positions and polygons are in
/// the same system.
package struct PlaceIndex: Sendable {
  private let polygons: GeometryArray
  private let boxes: [Bounds?]
  private let grid: BoxGrid

  package init(_ polygons: GeometryArray) {
    self.polygons = polygons
    boxes = (0..<polygons.count).map { polygons.bounds(of: $0) }
    grid = BoxGrid(boxes)
  }

  /// The first polygon that holds a position; nil where none does.
  package func first(holding position: Position) -> Int? {
    let point = Bounds(minX: position.x, minY: position.y, maxX: position.x, maxY: position.y)
    return grid.candidates(around: position, within: 0).first {
      boxes[$0]?.intersects(point) == true && polygons.holds(position, in: $0)
    }
  }
}

/// Boxes by the cells of a grid that they lie in.
package struct BoxGrid: Sendable {
  private let origin: Position
  private let cell: Double
  private let columns: Int
  private let rows: Int
  private var members: [[Int32]]

  /// A grid of about as many cells as there are boxes; those that are nil are in none.
  package init(_ boxes: [Bounds?]) {
    let whole = Bounds(
      boxes.compactMap(\.self).flatMap { [Position($0.minX, $0.minY), Position($0.maxX, $0.maxY)] })
    let size = whole.map { Position($0.maxX - $0.minX, $0.maxY - $0.minY) } ?? .zero
    origin = whole.map { Position($0.minX, $0.minY) } ?? .zero
    let side = (max(size.x * size.y, 1e-9) / Double(max(1, boxes.count))).squareRoot()
    cell = max(side, max(size.x, size.y) / 4096, 1e-6)
    columns = Int(size.x / cell) + 1
    rows = Int(size.y / cell) + 1
    members = []
    // Filled outside the value: a list in it would be copied at each addition.
    var lists = [[Int32]](repeating: [], count: columns * rows)
    for (index, box) in boxes.enumerated() {
      guard let box else { continue }
      forEachCell(Position(box.minX, box.minY), Position(box.maxX, box.maxY)) {
        lists[$0].append(Int32(index))
      }
    }
    members = lists
  }

  /// Boxes that may come within a distance of a position, ascending, each once.
  package func candidates(around position: Position, within distance: Double) -> [Int] {
    var found: [Int32] = []
    let reach = Position(distance, distance)
    forEachCell(position - reach, position + reach) { found += members[$0] }
    found.sort()
    var last: Int32 = -1
    return found.compactMap { index in
      defer { last = index }
      return index == last ? nil : Int(index)
    }
  }

  /// Calls `body` with each box that may come within a distance of a position, once for each cell that it
  /// lies in: points once.
  package func visit(around position: Position, within distance: Double, _ body: (Int) -> Void) {
    let reach = Position(distance, distance)
    forEachCell(position - reach, position + reach) { cell in
      for member in members[cell] { body(Int(member)) }
    }
  }

  private func forEachCell(_ low: Position, _ high: Position, _ body: (Int) -> Void) {
    let (left, right) = (column(low.x), column(high.x))
    let (bottom, top) = (row(low.y), row(high.y))
    for row in bottom...top {
      for column in left...right { body(row * columns + column) }
    }
  }

  private func column(_ x: Double) -> Int {
    Int(min(max((x - origin.x) / cell, 0), Double(columns - 1)))
  }

  private func row(_ y: Double) -> Int {
    Int(min(max((y - origin.y) / cell, 0), Double(rows - 1)))
  }
}

extension GeometryArray {
  /// Whether a position lies within a feature's polygons (even-odd rule over all rings).
  package func holds(_ position: Position, in feature: Int) -> Bool {
    paths(of: feature).reduce(false) { isInside, path in
      pathRoles[path] <= .hole && crossings(of: path, rightOf: position) % 2 == 1
        ? !isInside : isInside
    }
  }

  private func crossings(of path: Int, rightOf position: Position) -> Int {
    range(ofPath: path).dropFirst().count { index in
      let (a, b) = (positions[index - 1], positions[index])
      guard (a.y > position.y) != (b.y > position.y) else { return false }
      return position.x < a.x + (position.y - a.y) / (b.y - a.y) * (b.x - a.x)
    }
  }

  /// Distance from a position to a feature in units; 0 within its polygons, infinite without positions.
  package func distance(from position: Position, to feature: Int) -> Double {
    if holds(position, in: feature) { return 0 }
    return paths(of: feature).reduce(Double.infinity) { least, path in
      let range = range(ofPath: path)
      let ends = range.dropFirst().map { (positions[$0 - 1], positions[$0]) }
      let single = range.first.map { (positions[$0], positions[$0]) }
      let parts = ends.isEmpty ? [single].compactMap(\.self) : ends
      return parts.reduce(least) { min($0, position.distance(toLineFrom: $1.0, to: $1.1)) }
    }
  }

  /// The middle of a feature: of its points where it has any, else the centroid of its rings by area, or
  /// the mean of its positions where they have no area; nil without positions.
  package func middle(of feature: Int) -> Position? {
    let all = positions[positionRange(of: feature)]
    let points = paths(of: feature).filter { pathRoles[$0] == .point }
      .map { positions[pathStarts[$0]] }
    let known = points.isEmpty ? Array(all) : points
    guard let first = known.first else { return nil }
    let mean = first + known.reduce(.zero) { $0 + ($1 - first) } / Double(known.count)
    return points.isEmpty ? centroid(of: feature) ?? mean : mean
  }

  private func centroid(of feature: Int) -> Position? {
    let rings = paths(of: feature).filter { pathRoles[$0] <= .hole }
    guard let first = rings.first else { return nil }
    let origin = positions[pathStarts[first]]
    var (moment, area) = (Position.zero, 0.0)
    for path in rings {
      var (part, whole) = (Position.zero, 0.0)
      for index in range(ofPath: path).dropFirst() {
        let (a, b) = (positions[index - 1] - origin, positions[index] - origin)
        let cross = a.x * b.y - b.x * a.y
        whole += cross
        part += (a + b) * cross
      }
      // Shells count and holes take away, whichever way they run.
      let sign = (whole < 0 ? -1.0 : 1.0) * (pathRoles[path] == .shell ? 1 : -1)
      moment += part * sign
      area += whole * sign
    }
    return area > 0 ? origin + moment / (3 * area) : nil
  }
}

extension Position {
  /// Distance to the line between two positions.
  func distance(toLineFrom a: Position, to b: Position) -> Double {
    let (line, way) = (b - a, self - a)
    let square = (line * line).sum()
    let part = square > 0 ? Swift.min(Swift.max((way * line).sum() / square, 0), 1) : 0
    let rest = way - line * part
    return (rest * rest).sum().squareRoot()
  }
}
