import Geometry

/// The geometry of a table's rows: each has a run of the paths of an array, which is shared with
/// others and not copied.
public struct RowGeometry: Sendable {
  /// The array that rows have parts of.
  public private(set) var array: GeometryArray
  /// The paths of each row; nil where row `i` has those of feature `i`. Shape: rows.
  private let runs: [Range<Int>]?

  /// Rows that are the features of an array.
  public init(_ array: GeometryArray) {
    self.array = array
    runs = nil
  }

  /// Rows that are each a run of an array's paths.
  public init(_ array: GeometryArray, runs: [Range<Int>]) {
    self.array = array
    self.runs = runs
  }

  /// Number of rows.
  public var count: Int { runs?.count ?? array.count }

  /// The paths of a row, as indices into the array's.
  public func paths(of row: Int) -> Range<Int> { runs?[row] ?? array.paths(of: row) }

  /// The positions of a row, which stand next to each other in the array.
  public func positionRange(of row: Int) -> Range<Int> {
    let paths = paths(of: row)
    return array.pathStarts[paths.lowerBound]..<array.pathStarts[paths.upperBound]
  }

  /// The box around a row; nil where it has no position.
  public func bounds(of row: Int) -> Bounds? { array.bounds(ofPaths: paths(of: row)) }

  /// The same rows at other positions.
  public func replacingPositions(
    _ replace: (inout [Position]) throws -> Void
  ) rethrows -> RowGeometry {
    var result = self
    try replace(&result.array.positions)
    return result
  }
}
