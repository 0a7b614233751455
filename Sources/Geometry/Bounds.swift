/// The box around positions, in the unit of their coordinate system.
public struct Bounds: Sendable, Equatable, Codable {
  /// Smallest x.
  public var minX: Double
  /// Smallest y.
  public var minY: Double
  /// Largest x.
  public var maxX: Double
  /// Largest y.
  public var maxY: Double

  /// A box from its sides.
  public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// The box around positions; nil without any. Not finite where a position is not.
  public init?(_ positions: some Collection<Position>) {
    guard let first = positions.first else { return nil }
    var low = first
    var high = first
    var sum = Position.zero
    for position in positions {
      low.replace(with: position, where: position .< low)
      high.replace(with: position, where: position .> high)
      sum += position * 0
    }
    // Comparing passes over NaN; the sum does not.
    self.init(
      minX: low.x + sum.x, minY: low.y + sum.y, maxX: high.x + sum.x, maxY: high.y + sum.y)
  }

  /// Whether all positions were finite.
  public var isFinite: Bool {
    minX.isFinite && minY.isFinite && maxX.isFinite && maxY.isFinite
  }

  /// Its corners, without an order to rely on. Shape: 4.
  public var corners: [Position] {
    [minX, maxX].flatMap { x in [minY, maxY].map { Position(x, $0) } }
  }

  /// Its middle.
  public var middle: Position { Position((minX + maxX) / 2, (minY + maxY) / 2) }

  /// The box with that much more on every side.
  public func padded(by margin: Double) -> Bounds {
    Bounds(
      minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin)
  }

  /// The box with x for y, and y for x.
  public var exchanged: Bounds { Bounds(minX: minY, minY: minX, maxX: maxY, maxY: maxX) }

  /// The smallest box that holds both.
  public func united(with other: Bounds) -> Bounds {
    Bounds(
      minX: min(minX, other.minX), minY: min(minY, other.minY), maxX: max(maxX, other.maxX),
      maxY: max(maxY, other.maxY))
  }

  /// Whether two boxes have a place in common.
  public func intersects(_ other: Bounds) -> Bool {
    minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY
  }
}
