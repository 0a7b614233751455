import Geometry

extension GeometryArray {
  /// Whether a position lies within a feature's polygons, by the even-odd rule. On a border either.
  func contains(_ position: Position, in feature: Int) -> Bool {
    var isInside = false
    for path in paths(of: feature) where pathRoles[path] <= .hole {
      let range = range(ofPath: path)
      for index in range.dropFirst() {
        let (a, b) = (positions[index - 1], positions[index])
        guard (a.y > position.y) != (b.y > position.y) else { continue }
        let x = a.x + (position.y - a.y) / (b.y - a.y) * (b.x - a.x)
        if position.x < x { isInside.toggle() }
      }
    }
    return isInside
  }

  /// Distance from a position to the nearest edge.
  func distance(to position: Position) -> Double {
    var nearest = Double.infinity
    for path in 0..<pathCount {
      for index in range(ofPath: path).dropFirst() {
        let (a, b) = (positions[index - 1], positions[index])
        let along = b - a
        let square = (along * along).sum()
        let part = square > 0 ? ((position - a) * along).sum() / square : 0
        let away = position - a - along * min(max(part, 0), 1)
        nearest = min(nearest, (away * away).sum().squareRoot())
      }
    }
    return nearest
  }
}
