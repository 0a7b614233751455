import Foundation
import Geometry
import LayerIO

/// Shapes as the report's map draws them: positions in web Mercator, in whole units of 2^-28 of the
/// world (9 cm in the Netherlands), x to the east and y to the south; every path simplified by at most
/// two units and every number a variable-length integer.
///
/// A feature is its number of paths; a path is `4 x positions + role` and then each position as
/// the difference from the one before it, which may be of another path. Rings are not closed.
struct ReportShapes {
  /// How much there is of a layer.
  struct Entry: Encodable, Equatable {
    /// Name in the page.
    let name: String
    /// Number of features.
    let features: Int
    /// Number of paths of all features.
    let paths: Int
    /// Number of positions of all paths.
    let positions: Int
  }

  private(set) var entries: [Entry] = []
  private(set) var bytes = ByteBuffer()

  /// Adds a layer whose positions are longitude and latitude in degrees.
  mutating func add(_ name: String, _ geometry: RowGeometry, threads: Int = 1) {
    let drawings = concurrentValues(count: geometry.count, threads: threads) { feature in
      geometry.paths(of: feature).map { path in
        (geometry.array.pathRoles[path], gridPath(geometry.array, path))
      }.filter { !$1.isEmpty }
    }
    var cursor = GridPosition.zero
    var (paths, positions) = (0, 0)
    for drawn in drawings {
      append(UInt32(drawn.count))
      for (role, path) in drawn {
        append(UInt32(path.count) << 2 | UInt32(role.rawValue))
        for position in path {
          append(position &- cursor)
          cursor = position
        }
        positions += path.count
      }
      paths += drawn.count
    }
    entries.append(
      Entry(name: name, features: geometry.count, paths: paths, positions: positions))
  }

  private mutating func append(_ step: GridPosition) {
    append(zigzag(step.x))
    append(zigzag(step.y))
  }

  private func zigzag(_ value: Int32) -> UInt32 { UInt32(bitPattern: value << 1 ^ value >> 31) }

  /// Seven bits in a byte, the lowest first; the highest bit says that more follow.
  private mutating func append(_ value: UInt32) {
    var rest = value
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// A position in units of 2^-28 of the world.
typealias GridPosition = SIMD2<Int32>

private let worldSize = Double(1 << 28)

/// A path on the grid: rings open and of three positions at least, lines of two; else it is empty, too
/// small to be seen.
private func gridPath(_ geometry: GeometryArray, _ path: Int) -> [GridPosition] {
  let role = geometry.pathRoles[path]
  var positions = geometry.range(ofPath: path).map { mercator(geometry.positions[$0]) }
  guard role != .point else { return positions }
  positions = simplified(positions, tolerance: 2)
  guard role != .line else { return positions.count > 1 ? positions : [] }
  if positions.count > 1, positions.first == positions.last { positions.removeLast() }
  return positions.count > 2 ? positions : []
}

/// Web Mercator (EPSG:3857) as a part of the world's side; what lies beyond its 85 degrees of latitude is
/// drawn at its edge.
private func mercator(_ position: Position) -> GridPosition {
  let latitude = min(max(position.y, -85.05), 85.05) * .pi / 180
  let x = position.x / 360 + 0.5
  let y = 0.5 - log(tan(.pi / 4 + latitude / 2)) / (2 * .pi)
  return GridPosition(Int32(x * worldSize), Int32(y * worldSize))
}

/// The path without positions that lie within `tolerance` units of it (Douglas and Peucker 1973). A ring
/// is cut at the position farthest from its first.
private func simplified(_ path: [GridPosition], tolerance: Double) -> [GridPosition] {
  guard path.count > 2, let first = path.first else { return path }
  var kept = [Bool](repeating: false, count: path.count)
  kept[0] = true
  kept[path.count - 1] = true
  var spans = [(0, path.count - 1)]
  if path.last == first {
    let far = path.indices.max {
      squaredLength(path[$0] &- first) < squaredLength(path[$1] &- first)
    }
    guard let far, far > 0 else { return [first] }
    kept[far] = true
    spans = [(0, far), (far, path.count - 1)]
  }
  while let (start, end) = spans.popLast() {
    guard let middle = farthest(path, start, end, beyond: tolerance) else { continue }
    kept[middle] = true
    spans += [(start, middle), (middle, end)]
  }
  return path.indices.filter { kept[$0] }.map { path[$0] }
}

/// The position between two others that is farthest from the segment between them; nil when none is
/// farther than `tolerance`.
private func farthest(
  _ path: [GridPosition], _ start: Int, _ end: Int, beyond tolerance: Double
) -> Int? {
  let along = path[end] &- path[start]
  let length = squaredLength(along)
  var most = tolerance * tolerance
  var best: Int?
  for index in start + 1..<max(end, start + 1) {
    let offset = path[index] &- path[start]
    let part = length > 0 ? min(max(dot(offset, along) / length, 0), 1) : 0
    let x = Double(offset.x) - part * Double(along.x)
    let y = Double(offset.y) - part * Double(along.y)
    if x * x + y * y > most { (most, best) = (x * x + y * y, index) }
  }
  return best
}

private func dot(_ a: GridPosition, _ b: GridPosition) -> Double {
  Double(a.x) * Double(b.x) + Double(a.y) * Double(b.y)
}

private func squaredLength(_ a: GridPosition) -> Double { dot(a, a) }
