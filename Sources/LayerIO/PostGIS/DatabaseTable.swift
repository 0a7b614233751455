import Workers

/// A table or query of a database, looked at before its rows are read.
struct DatabaseTable {
  /// How the value of a column is written in a snapshot.
  enum Form {
    case boolean
    case integer
    /// Binary floating point, written so that it comes back as it is.
    case number
    /// Decimal, of any length.
    case numeric
    case text

    /// The form of a type, by its number in `pg_type`, which is fixed for those that come with PostgreSQL.
    init(type: UInt32) {
      switch type {
      case 16: self = .boolean
      case 20, 21, 23, 26: self = .integer
      case 700, 701: self = .number
      case 1700: self = .numeric
      default: self = .text
      }
    }
  }

  /// The attributes, in their order.
  let attributes: [(name: String, form: Form)]
  /// The query for all rows in their order: attributes, then the geometry.
  let query: String
  /// What the order is.
  let order: String
  /// The system that the geometry's column declares; 0 for none.
  let declaredSystem: Int
  /// Name of the schema that PostGIS is in, as it stands in SQL.
  let extensionSchema: String

  /// Looks at a source.
  /// - Throws: `SourceError`, `DatabaseError`.
  init(_ source: DatabaseSource, in database: DatabaseConnection) throws {
    let place = try postGISPlace(in: database, source: source.name)
    extensionSchema = place.schema
    let (body, key) = try Self.body(of: source, database)
    let columns = try database.columns(of: "SELECT * FROM \(body) AS \(rowName)")
    try Self.checkNames(columns, source)
    let geometry = try Self.geometry(among: columns, place.types, source)
    let others = columns.filter { $0.name != geometry.name }
    attributes = others.map { ($0.name, Form(type: $0.type)) }
    declaredSystem =
      geometry.modifier < 0
      ? 0
      : try database.execute(
        "SELECT \(place.schema).postgis_typmod_srid(\(geometry.modifier))")[0, 0]
        .flatMap { Int($0) } ?? 0
    let names = (others + [geometry]).map { "\(rowName).\(quoted($0.name))" }
    let select = "SELECT \(names.joined(separator: ", ")) FROM \(body) AS \(rowName)"
    if let key {
      order = "by the primary key"
      query = "\(select) ORDER BY \(key)"
    } else if source.givesOrder {
      order = "as the query says"
      query = select
    } else {
      order = "by the text of whole rows"
      query = "\(select) ORDER BY (\(rowName).*)::text COLLATE \"C\""
    }
  }

  /// What rows are taken from, and the key to order them by; nil where there is none.
  private static func body(
    of source: DatabaseSource, _ database: DatabaseConnection
  ) throws -> (String, key: String?) {
    switch source.content {
    case .query(let query):
      var query = query[...]
      while let last = query.last, last.isWhitespace || last == ";" { query.removeLast() }
      // A comment at the end would take the bracket with it.
      return ("(\(query)\n)", nil)
    case .table(let name):
      let found = try FoundTable(name, source.name, database)
      return (found.sql, try found.key(in: database))
    }
  }

  private static func checkNames(
    _ columns: [DatabaseColumn], _ source: DatabaseSource
  ) throws(SourceError) {
    var seen: Set<String> = []
    guard let twice = columns.first(where: { !seen.insert($0.name).inserted }) else { return }
    throw SourceError(
      source: source.name, problem: "Two columns are called '\(twice.name)'.",
      remedy: "Give each a name of its own in the query, with AS.")
  }

  private static func geometry(
    among columns: [DatabaseColumn], _ types: Set<UInt32>, _ source: DatabaseSource
  ) throws(SourceError) -> DatabaseColumn {
    let found = columns.filter { types.contains($0.type) }
    let names = found.map { "'\($0.name)'" }.joined(separator: ", ")
    if let name = source.geometry {
      if let column = found.first(where: { $0.name == name }) { return column }
      throw SourceError(
        source: source.name, problem: "There is no column '\(name)' with geometry.",
        remedy: found.isEmpty ? noGeometry : "Those with geometry are \(names).")
    }
    guard let only = found.first else {
      throw SourceError(
        source: source.name, problem: "No column has geometry.", remedy: noGeometry)
    }
    guard found.count == 1 else {
      throw SourceError(
        source: source.name, problem: "\(found.count) columns have geometry: \(names).",
        remedy: "Write which one counts as 'geometry:' beside this source.")
    }
    return only
  }

  private static let noGeometry =
    "Make one in a 'query:', such as SELECT *, ST_SetSRID(ST_MakePoint(x, y), 28992) AS geom FROM ..."
}

/// What rows are called in our queries.
private let rowName = "kansenkaart_row"

extension DatabaseSource {
  /// Whether it is a query that says in which order its rows come.
  fileprivate var givesOrder: Bool {
    guard case .query(let query) = content else { return false }
    return query.contains(#/(?i)\border\s+by\b/#)
  }
}

/// Where PostGIS is in a database: its schema, as it stands in SQL, and the numbers of its types.
/// - Throws: `SourceError` where it is not there, `DatabaseError`.
func postGISPlace(
  in database: DatabaseConnection, source: String
) throws -> (schema: String, types: Set<UInt32>) {
  guard let schema = try postGISSchema(in: database) else {
    throw SourceError(
      source: source, problem: "The database has no PostGIS.",
      remedy: "Have its owner run CREATE EXTENSION postgis, or name another database.")
  }
  let types = try database.execute(
    """
    SELECT t.oid FROM pg_catalog.pg_type AS t JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
    WHERE t.typname IN ('geometry', 'geography') AND n.nspname = $1
    """, [schema])
  return (quoted(schema), Set(types.texts().compactMap { UInt32($0) }))
}

/// Name of the schema that PostGIS is in; nil where it is not there.
/// - Throws: `DatabaseError`.
package func postGISSchema(in database: DatabaseConnection) throws(DatabaseError) -> String? {
  try database.execute(
    """
    SELECT n.nspname FROM pg_catalog.pg_extension AS e
    JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'postgis'
    """
  ).texts().first
}

/// A table, view or the like that was found by its name.
private struct FoundTable {
  /// Its number in `pg_class`.
  let number: String
  /// Its name as it stands in SQL.
  let sql: String

  /// Looks it up.
  /// - Throws: `SourceError` where there is none, which names one with nearly that name.
  init(_ name: String, _ source: String, _ database: DatabaseConnection) throws {
    guard let parts = sqlNameParts(name), let table = parts.last else {
      throw SourceError(
        source: source, problem: "'\(name)' is no name of a table.",
        remedy: "Write the name, or schema.name; names that hold a point in double quotes.")
    }
    let all = try database.execute(
      """
      SELECT c.oid, n.nspname, c.relname, pg_catalog.pg_table_is_visible(c.oid) AND $1 = ''
      FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p')
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 4 DESC, 2, 3
      """, [parts.count > 1 ? parts[0] : ""])
    let row = (0..<all.count).first { row in
      all[row, 2] == table && (parts.count > 1 ? all[row, 1] == parts[0] : all[row, 3] == "t")
    }
    guard let row, let number = all[row, 0], let schema = all[row, 1] else {
      let names = (0..<all.count).map { row in
        parts.count > 1 || all[row, 3] != "t"
          ? "\(all[row, 1] ?? "").\(all[row, 2] ?? "")" : all[row, 2] ?? ""
      }
      let elsewhere = names.first { $0.hasSuffix("." + table) }
      let near = elsewhere ?? nearestName(to: name, among: names)
      throw SourceError(
        source: source, problem: "There is no table '\(name)' that this user may see.",
        remedy: near.map { "Did you mean '\($0)'? " } ?? "Check the name, its schema and capitals.")
    }
    self.number = number
    sql = "\(quoted(schema)).\(quoted(table))"
  }

  /// The columns of the primary key, as they stand behind ORDER BY; nil where it has none. Texts are compared by
  /// their bytes, the same on every server.
  func key(in database: DatabaseConnection) throws -> String? {
    let columns = try database.execute(
      """
      SELECT a.attname, a.attcollation <> 0 FROM pg_catalog.pg_index AS i
      CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(number, place)
      JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.number
      WHERE i.indrelid = $1::oid AND i.indisprimary ORDER BY k.place
      """, [number])
    let parts = (0..<columns.count).map { row in
      let name = "\(rowName).\(quoted(columns[row, 0] ?? ""))"
      return columns[row, 1] == "t" ? "\(name) COLLATE \"C\"" : name
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
