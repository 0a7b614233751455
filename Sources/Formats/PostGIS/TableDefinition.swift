import LayerIO
import Workers

/// A table as a PostgreSQL database gets it: names that it can hold, types, key and comments.
struct TableDefinition {
  /// A column.
  struct Column {
    /// Its name in the database.
    let name: String
    /// Its type, as it stands in SQL.
    let type: String
    /// What readers are told of it.
    let comment: String
  }

  let table: VectorTable
  /// Number of rows by which those without a column of their own are told apart; nil where one has.
  let rowNumber: String?
  /// The columns of the table.
  let columns: [Column]
  /// Name of the column with the geometry; nil without.
  let geometry: String?
  /// What readers are told of the table.
  let comment: String
  /// The key of the rows.
  let key: String

  init(_ table: VectorTable, _ words: LayerWords) {
    self.table = table
    comment = "\(words.title). \(words.meaning) \(ownMark)"
    var taken: Set<String> = []
    func free(_ name: String) -> String {
      let name = databaseName(name, taken)
      taken.insert(name)
      return name
    }
    columns = zip(table.columns, words.columns).map { column, words in
      let name = free(column.name)
      let cut = name == column.name ? "" : " (\(column.name))"
      return Column(
        name: name, type: sqlType(column.type), comment: "\(words.title): \(words.meaning)\(cut)")
    }
    geometry = table.geometryKind == .none ? nil : free(geometryColumn)
    let id = table.idColumn.flatMap { id in table.columns.firstIndex { $0.name == id } }
    rowNumber = id == nil ? free("row_number") : nil
    key = id.map { [columns] in columns[$0].name } ?? rowNumber ?? ""
  }

  /// Whether the geometry of all rows is of one kind, as PostGIS calls it.
  var geometryType: String {
    switch table.geometryKind {
    case .multiPolygon: "MultiPolygon"
    case .multiLineString: "MultiLineString"
    case .multiPoint: "MultiPoint"
    case .mixed, .none: "Geometry"
    }
  }

  /// Names of all columns, in the order of the rows that are sent.
  var names: [String] {
    (rowNumber.map { [$0] } ?? []) + columns.map(\.name) + (geometry.map { [$0] } ?? [])
  }
}

private func sqlType(_ values: VectorTable.Values) -> String {
  switch values {
  case .text: "text"
  case .integer: "bigint"
  case .number: "numeric"
  case .boolean: "boolean"
  }
}

/// A name of at most as many bytes as PostgreSQL takes, which is not taken: the name itself, or its beginning with a
/// number behind it.
func databaseName(_ name: String, _ taken: Set<String>) -> String {
  if name.utf8.count <= longestName, !taken.contains(name) { return name }
  for number in 2... {
    let end = "_\(number)"
    var start = name.unicodeScalars
    while String(start).utf8.count + end.utf8.count > longestName { start.removeLast() }
    let choice = String(start) + end
    if !taken.contains(choice) { return choice }
  }
  return name
}
