import Geometry
import LayerIO
import Workers

/// Shapes as the report's map draws them: positions in web Mercator, in whole units of 2^-28 of the
/// world (9 cm in the Netherlands), x to the east and y to the south; every path simplified by at most
/// two units and every number a variable-length integer.
///
/// A feature is its number of paths; a path is `4 x positions + role` and then each position as
/// the difference from the one before it, which may be of another path. Rings are not closed. The first
/// position of every 64th feature (`ReportShapes.groupSize`) is the difference from 0, so that groups
/// of features can be made on all threads.
struct ReportShapes: Sendable {
  /// How much there is of a layer.
  struct Entry: Encodable, Equatable, Sendable {
    /// Name in the page.
    let name: String
    /// Number of features.
    let features: Int
    /// Number of features after which positions are differences from 0 again.
    let groupSize: Int
    /// Number of paths of all features.
    let paths: Int
    /// Number of positions of all paths.
    let positions: Int
  }

  /// Features that are made together.
  static let groupSize = 64

  private(set) var entries: [Entry] = []
  private(set) var bytes = ByteBuffer()

  /// Adds a layer. `interpolation` brings its positions to longitude and latitude in degrees; nil where
  /// that is what they are.
  mutating func add(
    _ name: String, _ geometry: RowGeometry, _ interpolation: Interpolation? = nil, threads: Int
  ) throws {
    let groups = (0..<geometry.count).chunks(of: Self.groupSize)
    let drawn = try concurrentMap(count: groups.count, threads: threads) {
      ShapeGroup(geometry, interpolation)
    } _: { group, index in
      group.draw(groups[index])
    }
    for group in drawn { bytes.append(group.bytes.span) }
    entries.append(
      Entry(
        name: name, features: geometry.count, groupSize: Self.groupSize,
        paths: drawn.reduce(0) { $0 + $1.paths },
        positions: drawn.reduce(0) { $0 + $1.positions }))
  }
}
