import Geometry
import LayerIO

/// The geometry of rows in CRS84, on the grid that the decimals of GeoJSON make, valid as written.
///
/// 1. Each position is rounded by itself, which leaves most rows valid.
/// 2. The others are brought to the grid by snap rounding: an edge that runs through the square around
///    a corner is led through that corner. What is too narrow for the grid goes.
/// 3. Edges that were led elsewhere are led there in every row that has them, so borders that were
///    shared stay shared. Rows that this makes invalid are treated as well, until there are no more.
/// 4. A row that would lose all its surface, or a line its length, gets more decimals instead.
struct RoundedGeometry: Sendable {
  /// Decimals of longitudes and latitudes: 1e-7 degree is about 1 cm.
  static let usualDecimals = 7

  /// What stands for a row: a feature of `replacements`, in steps of so many decimals.
  struct Replacement: Sendable {
    let feature: Int
    let decimals: Int
  }

  /// The rows, which are written with each position rounded by itself where nothing stands for them.
  let source: RowGeometry
  /// Brings positions to CRS84; nil where they are there already.
  let interpolation: Interpolation?
  /// Geometry in place of that of rows; positions are whole numbers of steps.
  private(set) var replacements = GeometryArray()
  private var numbers: [Range<Int>: Replacement] = [:]

  /// Rounds rows whose positions are brought to CRS84 by `interpolation`, where one is given.
  init(_ source: RowGeometry, _ interpolation: Interpolation?, threads: Int) throws {
    self.source = source
    self.interpolation = interpolation
    let rows = RoundedRows(source, interpolation)
    let invalid = try rows.invalid(threads: threads)
    guard !invalid.isEmpty else { return }
    let snapped = try SnappedRows(rows, invalid.filter(rows.isSurface), threads: threads)
    for (index, row) in snapped.rows.enumerated() where !snapped.isLost(index) {
      add(snapped.geometry, index, Self.usualDecimals, for: rows.paths[row])
    }
    let lost = snapped.rows.indices.filter(snapped.isLost).map { snapped.rows[$0] }
    for row in invalid.filter({ !rows.isSurface($0) }) + lost {
      guard let (geometry, decimals) = try rows.finer(row) else { continue }
      add(geometry, 0, decimals, for: rows.paths[row])
    }
  }

  /// What stands for the row that has these paths; nil for most.
  func replacement(of paths: Range<Int>) -> Replacement? {
    numbers.isEmpty ? nil : numbers[paths]
  }

  private mutating func add(
    _ geometry: GeometryArray, _ feature: Int, _ decimals: Int, for paths: Range<Int>
  ) {
    numbers[paths] = Replacement(feature: replacements.count, decimals: decimals)
    replacements.appendFeature(feature, of: geometry)
  }
}
