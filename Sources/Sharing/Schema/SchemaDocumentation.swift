import LayerIO

/// What `docs/sharing.md` says of the tables of a package; a test keeps it so.
package func sharedSchemaText() -> String {
  SharedTable.all.map { table in
    let place =
      switch table.geometry {
      case .none: ""
      case .multiPolygon: " With surfaces."
      default: " With geometry."
      }
    let rows = table.columns.map { column in
      let values = column.allowed.map { " One of: \($0.sorted().joined(separator: ", "))." } ?? ""
      return
        "| `\(column.name)` | \(column.kind.rawValue) | \(column.unit) | \(column.meaning)\(values) |"
    }
    return """
      ### \(table.name)

      From the level `\(table.level.rawValue)` on. \(table.meaning)\(place)

      | column | type | unit | meaning |
      | --- | --- | --- | --- |
      \(rows.joined(separator: "\n"))

      """
  }.joined(separator: "\n")
}
