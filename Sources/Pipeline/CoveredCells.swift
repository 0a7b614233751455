import Geometry

/// The cells of a grid that lie whole within one of some boxes: a quick yes for nearly every position in
/// them. Boxes and positions are in the same system.
struct CoveredCells: Sendable {
  private let origin: Position
  private let cell: Position
  private var isCovered: [Bool]

  /// Number of cells along each side.
  private static let side = 256

  init(_ boxes: [Bounds]) {
    let low = Position(boxes.map(\.minX).min() ?? 0, boxes.map(\.minY).min() ?? 0)
    let high = Position(boxes.map(\.maxX).max() ?? 0, boxes.map(\.maxY).max() ?? 0)
    origin = low
    cell = (high - low) / Double(Self.side)
    isCovered = [Bool](repeating: false, count: Self.side * Self.side)
    guard cell.x > 0, cell.y > 0 else { return }
    for box in boxes {
      let columns = Self.inner((box.minX - low.x) / cell.x, (box.maxX - low.x) / cell.x)
      for row in Self.inner((box.minY - low.y) / cell.y, (box.maxY - low.y) / cell.y) {
        for column in columns { isCovered[row * Self.side + column] = true }
      }
    }
  }

  /// Whether a position surely lies in a box; a no says nothing.
  func hold(_ position: Position) -> Bool {
    let (x, y) = ((position.x - origin.x) / cell.x, (position.y - origin.y) / cell.y)
    let side = Double(Self.side)
    guard x >= 0, y >= 0, x < side, y < side else { return false }
    return isCovered[Int(y) * Self.side + Int(x)]
  }

  /// The cells between two places, in cells; a margin keeps out what rounding might bring in.
  private static func inner(_ low: Double, _ high: Double) -> Range<Int> {
    let first = max(0, Int((low + 1e-6).rounded(.up)))
    let last = min(side, Int((high - 1e-6).rounded(.down)))
    return first..<max(first, last)
  }
}
