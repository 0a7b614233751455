import Geometry
import LayerIO

/// The rows of a table in runs of about the same amount of text, to be written in parallel.
package struct RowChunks: Sendable {
  /// First row of each run, and the number of rows at the end. Shape: `count + 1`.
  private let starts: [Int]

  /// Runs of rows with about `weight` positions and values together.
  package init(_ table: VectorTable, weight: Int = 1 << 13) {
    self.init(TableLayer(table), weight: weight)
  }

  /// Runs of a layer's rows, by their number in the layer.
  init(_ layer: TableLayer, weight: Int = 1 << 13) {
    let table = layer.table
    let hasGeometry = table.geometryKind != .none
    self.init(
      sizes: (0..<layer.count).lazy.map { row in
        table.columns.count
          + (hasGeometry ? table.geometry.positionRange(of: layer.row(row)).count : 0)
      }, weight: weight)
  }

  /// Runs of rows of these sizes, of about `weight` together.
  package init(sizes: some Collection<Int>, weight: Int = 1 << 13) {
    var starts = [0]
    var sum = 0
    for (row, size) in sizes.enumerated() {
      sum += size
      if sum >= weight {
        starts.append(row + 1)
        sum = 0
      }
    }
    if starts.last != sizes.count { starts.append(sizes.count) }
    self.starts = starts
  }

  /// Number of runs.
  package var count: Int { starts.count - 1 }

  /// The rows of a run.
  package subscript(chunk: Int) -> Range<Int> { starts[chunk]..<starts[chunk + 1] }
}
