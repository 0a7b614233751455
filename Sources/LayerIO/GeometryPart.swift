import Geometry

/// Rows of one kind of geometry, for programs that take no mixed layers. Rows without geometry go with the areas.
package enum GeometryPart: String, Sendable, Hashable, CaseIterable {
  case areas, lines, points

  /// The kind of geometry of a table with these rows.
  package var kind: VectorTable.GeometryKind {
    switch self {
    case .areas: .multiPolygon
    case .lines: .multiLineString
    case .points: .multiPoint
    }
  }

  fileprivate init(_ role: PathRole?) {
    switch role {
    case .line: self = .lines
    case .point: self = .points
    case .shell, .hole, nil: self = .areas
    }
  }
}

extension VectorTable {
  /// The rows of a part, by the first path of each.
  package func rows(of part: GeometryPart) -> [Int] {
    (0..<rowCount).filter { row in
      GeometryPart(geometry.paths(of: row).first.map { geometry.array.pathRoles[$0] }) == part
    }
  }

  /// The rows of a part as a table of their own.
  package func keeping(_ part: GeometryPart) -> VectorTable {
    let rows = rows(of: part)
    var table = VectorTable(
      name: "\(name)_\(part.rawValue)",
      columns: columns.map { column in
        var kept = Column(name: column.name, unit: column.unit, count: rows.count) { asked in
          column.values(of: asked.map { rows[$0] })
        }
        kept.label = column.label
        return kept
      },
      geometryKind: part.kind,
      geometry: RowGeometry(geometry.array, runs: rows.map(geometry.paths)))
    (table.label, table.idColumn) = (label, idColumn)
    return table
  }
}
