import Geometry
import LayerIO
import Workers

/// Writes a table as GeoJSON (RFC 7946): CRS84, outer rings counter-clockwise and holes clockwise,
/// at most seven decimals (about 1 cm), no `crs` member, a feature on each line. A row without
/// geometry has `"geometry":null`. A feature's `id` is the value of the table's `idColumn`, or its place in the file
/// counted from 1 where there is none; the box of all, `bbox`, comes last. Surfaces are valid as written: see `RoundedGeometry`.
///
/// The bytes do not depend on the number of threads. With `exact` every position goes through PROJ
/// instead of the measured grid.
///
/// - Throws: `ProductError` when the file can't be written or a position has no place in CRS84,
///   `CoordinateSystemError` when PROJ knows no operation to CRS84.
package func writeGeoJSON(
  _ table: VectorTable, from system: CoordinateSystem, to path: String, threads: Int,
  exact: Bool = false
) throws {
  var table = table
  let interpolation = try table.geometry.interpolationToCRS84(
    from: system, threads: threads, exact: exact, path: path)
  let writer = try FeatureWriter(table, interpolation, threads: threads)
  let file = try OutputFile(path: path)
  try file.append(header(table.name))
  let chunks = RowChunks(table)
  let box = SharedStepBox()
  try file.appendParts(count: chunks.count, threads: threads) {
    writer.text()
  } _: {
    let rows = chunks[$1]
    $0.append(Array(rows), isFirst: rows.lowerBound == 0, to: &$2)
    box.add($0.box)
  }
  var end = ByteBuffer()
  end.append("\n]")
  if !box.value.isEmpty {
    end.append(",\"bbox\":")
    box.value.append(to: &end, DecimalFormat(decimals: RoundedGeometry.usualDecimals))
  }
  end.append("}\n")
  try file.append(end)
  try file.close()
}

private func header(_ name: String) -> ByteBuffer {
  var buffer = ByteBuffer()
  buffer.append("{\"type\":\"FeatureCollection\",\"name\":")
  buffer.append(json: name)
  buffer.append(",\"features\":[\n")
  return buffer
}
