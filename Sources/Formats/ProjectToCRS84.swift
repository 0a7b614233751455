import Geometry
import LayerIO

/// Brings the positions of a product to CRS84.
/// - Throws: `ProductError` when a position has no place in CRS84, `CoordinateSystemError` when PROJ
///   knows no operation to CRS84.
package func projectToCRS84(
  _ positions: inout [Position], from system: CoordinateSystem, threads: Int, exact: Bool,
  path: String
) throws {
  guard !positions.isEmpty else { return }
  try operationToCRS84(from: system)
    .project(&positions, threads: threads, exact: exact, path: path)
}

extension CoordinateOperation {
  /// Brings the positions of a product to the target.
  /// - Throws: `ProductError` when a position has no place there, `CoordinateSystemError`.
  fileprivate func project(
    _ positions: inout [Position], threads: Int, exact: Bool, path: String
  ) throws {
    let report = try transform(&positions, threads: threads, exact: exact)
    guard let first = report.refused.first else { return }
    let what = target.isGeographic ? "longitude and latitude" : "place in \(target)"
    throw ProductError(
      cause: .writeFailed, path: path,
      problem: "\(report.refused.count) positions have no \(what), the first is "
        + "position \(first) of the product.",
      remedy: "Check the coordinate system `crs` of the project.")
  }
}

/// The operation to the system that RFC 7946 asks for.
func operationToCRS84(from system: CoordinateSystem) throws -> CoordinateOperation {
  try CoordinateOperation(from: system, to: CoordinateSystem(CoordinateSystem.crs84Definition))
}

extension RowGeometry {
  /// What brings each position to CRS84 when it is written. Where that can't be interpolated, all are
  /// brought there now, and there is none.
  package mutating func interpolationToCRS84(
    from system: CoordinateSystem, threads: Int, exact: Bool, path: String
  ) throws -> Interpolation? {
    try interpolation(
      of: operationToCRS84(from: system), threads: threads, exact: exact, path: path)
  }

  /// The same for any operation.
  package mutating func interpolation(
    of operation: CoordinateOperation, threads: Int, exact: Bool, path: String
  ) throws -> Interpolation? {
    guard !array.positions.isEmpty, !operation.isIdentity else { return nil }
    if !exact,
      let interpolation = try operation.interpolation(over: array.positions, threads: threads)
    {
      return interpolation
    }
    self = try replacingPositions {
      try operation.project(&$0, threads: threads, exact: true, path: path)
    }
    return nil
  }
}
