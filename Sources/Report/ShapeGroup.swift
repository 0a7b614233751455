import Geometry
import LayerIO
import Workers

/// Groups of features on their way into `ReportShapes`, made one after the other on one thread.
struct ShapeGroup {
  /// What became of a group.
  struct Drawn: Sendable {
    let bytes: [UInt8]
    /// Number of paths.
    let paths: Int
    /// Number of positions.
    let positions: Int
  }

  private let geometry: RowGeometry
  private let interpolation: Interpolation?
  private var path = GridPath()
  /// Positions of a path as the geometry has them, and then in degrees.
  private var degrees: [Position] = []
  /// Positions of a feature.
  private var drawn: [GridPosition] = []
  /// The paths of a feature that can be seen, each with its end in `drawn`.
  private var ends: [(role: PathRole, end: Int)] = []

  private var bytes = ByteBuffer()
  private var cursor = GridPosition.zero
  private var pathCount = 0
  private var positionCount = 0

  /// Features whose positions `interpolation` brings to longitude and latitude, where one is given.
  init(_ geometry: RowGeometry, _ interpolation: Interpolation?) {
    self.geometry = geometry
    self.interpolation = interpolation
  }

  /// Draws a group.
  mutating func draw(_ features: Range<Int>) -> Drawn {
    bytes.removeAll()
    (cursor, pathCount, positionCount) = (.zero, 0, 0)
    for feature in features {
      take(feature)
      appendFeature()
    }
    return Drawn(bytes: Array(bytes.bytes), paths: pathCount, positions: positionCount)
  }

  private mutating func take(_ feature: Int) {
    drawn.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    let array = geometry.array
    for index in geometry.paths(of: feature) {
      degrees.removeAll(keepingCapacity: true)
      degrees.append(contentsOf: array.positions[array.range(ofPath: index)])
      interpolation?.transform(&degrees)
      path.take(degrees, array.pathRoles[index])
      guard !path.positions.isEmpty else { continue }
      drawn += path.positions
      ends.append((array.pathRoles[index], drawn.count))
    }
  }

  private mutating func appendFeature() {
    bytes.append(varint: UInt64(ends.count))
    var start = 0
    for (role, end) in ends {
      bytes.append(varint: UInt64(end - start) << 2 | UInt64(role.rawValue))
      for index in start..<end { append(drawn[index]) }
      start = end
    }
    pathCount += ends.count
    positionCount += drawn.count
  }

  private mutating func append(_ position: GridPosition) {
    let step = position &- cursor
    bytes.append(varint: zigzag(Int64(step.x)))
    bytes.append(varint: zigzag(Int64(step.y)))
    cursor = position
  }
}
