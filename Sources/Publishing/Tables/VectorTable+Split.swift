import Geometry
import LayerIO

extension VectorTable {
  /// A table of one kind of geometry each, since QGIS styles a layer by its kind: polygons (and rows
  /// without geometry) keep the name, lines and points have it with `_lines` and `_points` behind it.
  /// Kinds that do not occur have no table.
  func splitByGeometry() -> [VectorTable] {
    guard geometryKind == .mixed else { return [self] }
    let roles = (0..<rowCount).map { geometry.paths(of: $0).first.map { geometry.pathRoles[$0] } }
    let polygons = roles.indices.filter { roles[$0].map { $0 <= .hole } ?? true }
    let lines = roles.indices.filter { roles[$0] == .line }
    let points = roles.indices.filter { roles[$0] == .point }
    return [
      selecting(polygons, name, .multiPolygon), selecting(lines, name + "_lines", .multiLineString),
      selecting(points, name + "_points", .multiPoint),
    ].filter { $0.rowCount > 0 }
  }

  private func selecting(_ rows: [Int], _ name: String, _ kind: GeometryKind) -> VectorTable {
    var selected = GeometryArray()
    for row in rows { selected.appendFeature(row, of: geometry) }
    return VectorTable(
      name: name,
      columns: columns.map {
        Column(name: $0.name, unit: $0.unit, values: $0.values.selecting(rows))
      }, geometryKind: kind, geometry: selected)
  }
}

extension VectorTable.Values {
  fileprivate func selecting(_ rows: [Int]) -> VectorTable.Values {
    switch self {
    case .text(let values): .text(rows.map { values[$0] })
    case .integer(let values): .integer(rows.map { values[$0] })
    case .number(let values, let decimals): .number(rows.map { values[$0] }, decimals: decimals)
    case .boolean(let values): .boolean(rows.map { values[$0] })
    }
  }
}
