import Geometry
import LayerIO

/// Writes a table as GeoJSON (RFC 7946): CRS84, outer rings counter-clockwise and holes clockwise,
/// at most seven decimals (about 1 cm), no `crs` member, a feature on each line. A row without
/// geometry has `"geometry":null`.
///
/// The bytes do not depend on the number of threads. With `exact` every position goes through PROJ
/// instead of the measured grid.
///
/// - Throws: `ProductError` when the file can't be written or a position has no place in CRS84,
///   `CoordinateSystemError` when PROJ knows no operation to CRS84.
public func writeGeoJSON(
  _ table: VectorTable, from system: CoordinateSystem, to path: String, threads: Int,
  exact: Bool = false
) throws {
  var table = table
  try table.geometry.project(from: system, threads: threads, exact: exact, path: path)
  let file = try OutputFile(path: path)
  try file.write(header(table.name))
  let chunks = RowChunks(table)
  let features = FeatureText(table)
  try writeChunks(count: chunks.count, to: file, threads: threads) { chunk in
    features.text(of: chunks[chunk])
  }
  try file.write(Array("\n]}\n".utf8))
  try file.close()
}

private func header(_ name: String) -> [UInt8] {
  var buffer = TextBuffer()
  buffer.append("{\"type\":\"FeatureCollection\",\"name\":")
  buffer.append(json: name)
  buffer.append(",\"features\":[\n")
  return buffer.finish()
}

extension GeometryArray {
  /// Brings the positions to CRS84.
  mutating func project(
    from system: CoordinateSystem, threads: Int, exact: Bool, path: String
  ) throws {
    guard !positions.isEmpty else { return }
    let target = try CoordinateSystem(CoordinateSystem.crs84Definition)
    let operation = try CoordinateOperation(from: system, to: target)
    let report = try operation.transform(&positions, threads: threads, exact: exact)
    guard let first = report.refused.first else { return }
    throw ProductError(
      cause: .writeFailed, path: path,
      problem: "\(report.refused.count) positions have no longitude and latitude, the first is "
        + "position \(first) of the product.",
      remedy: "Check the coordinate system `crs` of the project.")
  }
}

/// The text of a table's features.
private struct FeatureText: Sendable {
  private let table: VectorTable
  /// Text before each value: the comma and the quoted name.
  private let prefixes: [String]

  init(_ table: VectorTable) {
    self.table = table
    prefixes = table.columns.enumerated().map { index, column in
      (index == 0 ? "" : ",") + "\"\(column.name)\":"
    }
  }

  /// Features of the rows, separated by commas; the first row of the table has none before it.
  func text(of rows: Range<Int>) -> [UInt8] {
    var buffer = TextBuffer(capacity: 1 << 18)
    for row in rows {
      if row > 0 { buffer.append(",\n") }
      buffer.append("{\"type\":\"Feature\",\"properties\":{")
      for column in table.columns.indices {
        buffer.append(prefixes[column])
        buffer.append(json: table.columns[column].values, row: row)
      }
      buffer.append("},\"geometry\":")
      buffer.append(geometry: row, of: table.geometry)
      buffer.append(UInt8(ascii: "}"))
    }
    return buffer.finish()
  }
}

extension TextBuffer {
  /// Appends a value of a column as JSON.
  mutating func append(json values: VectorTable.Values, row: Int) {
    switch values {
    case .text(let values):
      if let value = values[row] { append(json: value) } else { append("null") }
    case .integer(let values):
      if let value = values[row] { append(value) } else { append("null") }
    case .number(let values, let decimals):
      if let value = values[row] { append(value, decimals: decimals) } else { append("null") }
    case .boolean(let values):
      if let value = values[row] { append(value ? "true" : "false") } else { append("null") }
    }
  }
}
