import Workers

/// Kinds of geometry of Mapbox Vector Tile 2.1, by their number there.
enum TileGeometryKind: UInt8, Comparable {
  case points = 1
  case lines = 2
  case surfaces = 3

  static func < (a: TileGeometryKind, b: TileGeometryKind) -> Bool { a.rawValue < b.rawValue }
}

/// The geometry of a feature as the commands of Mapbox Vector Tile 2.1, section 4.3: moves, lines and
/// closings with the steps from place to place.
struct GeometryCommands {
  private(set) var bytes = ByteBuffer(capacity: 64)
  private var cursor = TilePlace.zero

  var isEmpty: Bool { bytes.count == 0 }

  mutating func append(points: [TilePlace]) {
    append(.move, count: points.count)
    for place in points { append(stepTo: place) }
  }

  /// A line of two places at least.
  mutating func append(line: some Collection<TilePlace>) {
    guard let first = line.first else { return }
    append(.move, count: 1)
    append(stepTo: first)
    append(.line, count: line.count - 1)
    for place in line.dropFirst() { append(stepTo: place) }
  }

  /// An open ring of three places at least.
  mutating func append(ring: some Collection<TilePlace>) {
    append(line: ring)
    append(.close, count: 1)
  }

  private enum Command: UInt32 {
    case move = 1
    case line = 2
    case close = 7
  }

  private mutating func append(_ command: Command, count: Int) {
    bytes.append(varint: UInt64(count << 3) | UInt64(command.rawValue))
  }

  private mutating func append(stepTo place: TilePlace) {
    let step = place &- cursor
    bytes.append(varint: zigzag(Int64(step.x)))
    bytes.append(varint: zigzag(Int64(step.y)))
    cursor = place
  }
}
