import Geometry

/// The rows of a table in runs of about the same amount of text, to be written in parallel.
public struct RowChunks: Sendable {
  /// First row of each run, and the number of rows at the end. Shape: `count + 1`.
  private let starts: [Int]

  /// Runs of rows with about `weight` positions and values together.
  public init(_ table: VectorTable, weight: Int = 1 << 13) {
    self.init(TableLayer(table), weight: weight)
  }

  /// Runs of a layer's rows, by their number in the layer.
  init(_ layer: TableLayer, weight: Int = 1 << 13) {
    let table = layer.table
    var starts = [0]
    var sum = 0
    let hasGeometry = table.geometryKind != .none
    for row in 0..<layer.count {
      sum += table.columns.count
      if hasGeometry { sum += table.geometry.positionRange(of: layer.row(row)).count }
      if sum >= weight {
        starts.append(row + 1)
        sum = 0
      }
    }
    if starts.last != layer.count { starts.append(layer.count) }
    self.starts = starts
  }

  /// Number of runs.
  public var count: Int { starts.count - 1 }

  /// The rows of a run.
  public subscript(chunk: Int) -> Range<Int> { starts[chunk]..<starts[chunk + 1] }
}
