/// A place in the plane or on the ellipsoid: `x` east or longitude, `y` north or latitude, in the
/// unit of the coordinate system that the holder names.
public typealias Position = SIMD2<Double>

/// What a run of positions stands for.
public enum PathRole: UInt8, Sendable, Codable, Comparable {
  /// Outer ring of a polygon, closed (its first position is repeated at the end).
  case shell
  /// Inner ring of the shell before it, closed.
  case hole
  /// Line string.
  case line
  /// A single position.
  case point

  /// Surfaces before lines before points.
  public static func < (a: PathRole, b: PathRole) -> Bool { a.rawValue < b.rawValue }
}

/// The geometries of many features in flat arrays: features are runs of paths, paths are runs of
/// positions. A MultiPolygon is its shells, each followed by its holes; a GeometryCollection is its
/// members one after the other; a null or empty geometry is a feature without paths.
///
/// Coordinates are planar or geographic as the holder says; heights are not kept.
public struct GeometryArray: Sendable, Equatable {
  /// All positions, path after path. Shape: `positionCount`.
  public var positions: [Position]
  /// Index of each path's first position, and the number of positions at the end. Shape: `pathCount + 1`.
  public private(set) var pathStarts: [Int]
  /// What each path is. Shape: `pathCount`.
  public private(set) var pathRoles: [PathRole]
  /// Index of each feature's first path, and the number of paths at the end. Shape: `count + 1`.
  public private(set) var featureStarts: [Int]

  /// An array without features.
  public init() {
    positions = []
    pathStarts = [0]
    pathRoles = []
    featureStarts = [0]
  }

  /// Takes arrays that are already in the layout described above; traps when they contradict
  /// each other.
  public init(
    positions: [Position], pathStarts: [Int], pathRoles: [PathRole], featureStarts: [Int]
  ) {
    precondition(pathStarts.first == 0 && pathStarts.last == positions.count)
    precondition(pathRoles.count + 1 == pathStarts.count)
    precondition(featureStarts.first == 0 && featureStarts.last == pathRoles.count)
    self.positions = positions
    self.pathStarts = pathStarts
    self.pathRoles = pathRoles
    self.featureStarts = featureStarts
  }

  /// Number of features.
  public var count: Int { featureStarts.count - 1 }

  /// Number of paths of all features.
  public var pathCount: Int { pathRoles.count }

  /// The paths of a feature.
  public func paths(of feature: Int) -> Range<Int> {
    featureStarts[feature]..<featureStarts[feature + 1]
  }

  /// The positions of a path.
  public func range(ofPath path: Int) -> Range<Int> {
    pathStarts[path]..<pathStarts[path + 1]
  }

  /// Makes room for that many positions more.
  public mutating func reserve(positions count: Int) {
    positions.reserveCapacity(positions.count + count)
  }

  /// Adds a position to the path that `endPath` will close.
  public mutating func append(_ position: Position) {
    positions.append(position)
  }

  /// Makes the positions added since the last path a path of the feature under way.
  public mutating func endPath(_ role: PathRole) {
    pathStarts.append(positions.count)
    pathRoles.append(role)
  }

  /// Makes the paths added since the last feature a feature; without paths it is an empty geometry.
  public mutating func endFeature() {
    featureStarts.append(pathRoles.count)
  }

  /// Adds a copy of another array's path to the feature under way.
  public mutating func append(path: Int, of other: GeometryArray) {
    positions.append(contentsOf: other.positions[other.range(ofPath: path)])
    endPath(other.pathRoles[path])
  }

  /// Adds a copy of another array's feature as a new feature.
  public mutating func appendFeature(_ feature: Int, of other: GeometryArray) {
    for path in other.paths(of: feature) { append(path: path, of: other) }
    endFeature()
  }

  /// Adds copies of all features of another array.
  public mutating func append(contentsOf other: GeometryArray) {
    let (firstPosition, firstPath) = (positions.count, pathRoles.count)
    positions += other.positions
    pathRoles += other.pathRoles
    pathStarts += other.pathStarts.dropFirst().map { $0 + firstPosition }
    featureStarts += other.featureStarts.dropFirst().map { $0 + firstPath }
  }

  /// The array with the given features alone; the same array, uncopied, where that is all of them.
  public func selecting(_ features: [Int]) -> GeometryArray {
    if features.count == count && features.elementsEqual(0..<count) { return self }
    var result = GeometryArray()
    for feature in features { result.appendFeature(feature, of: self) }
    return result
  }
}
