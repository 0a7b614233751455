import Geometry
import LayerIO
import Workers

/// What was published.
package struct PublishedTables: Sendable {
  /// Number of rows by table, in order.
  package let rows: [(table: String, count: Int)]
  /// Tables of an earlier time that made way.
  package let replaced: [String]
}

/// Looks whether a database can be reached and a schema is free for tables, before much is done for them.
/// - Throws: `ProductError`.
package func checkPostGIS(_ target: PublishTarget, tables: [String]) throws {
  try explaining(target) {
    let database = try DatabaseConnection(target.address)
    _ = try PostGISPlace.schema(target, database)
    try PublishedSchema(target.schema, in: database).check(tables, for: target)
  }
}

/// Writes tables into a schema of a PostgreSQL database: types, keys, spatial indexes, and comments by `words`, one for
/// each table. All in one transaction: stopped at any moment, the database holds what it held before.
///
/// A column with the name of the column that tells rows of another table apart refers to it, where all its values
/// are there.
/// - Throws: `ProductError`, `CancellationError`.
package func writePostGIS(
  _ tables: [VectorTable], words: [LayerWords], about: String, system: CoordinateSystem,
  to target: PublishTarget, progress: (Double) throws -> Void
) throws -> PublishedTables {
  try explaining(target) {
    let database = try DatabaseConnection(target.address)
    try database.execute("BEGIN")
    // Of two that publish into one schema at once, the second waits and then sees what the first has done.
    try database.execute(
      "SELECT pg_advisory_xact_lock(hashtextextended('kansenkaart publish ' || $1, 0))",
      [target.schema])
    let place = try PostGISPlace(system, target, database)
    let held = try PublishedSchema(target.schema, in: database)
    try held.check(tables.map(\.name), for: target)
    let writer = SchemaWriter(target: target, place: place, database: database)
    try writer.clear(held, about: about)
    let definitions = zip(tables, words).map { TableDefinition($0, $1) }
    for (index, definition) in definitions.enumerated() {
      try progress(Double(index) / Double(definitions.count))
      try writer.write(definition)
    }
    try writer.link(definitions)
    try Interruption.check()
    try commit(database, target)
    try progress(1)
    return PublishedTables(
      rows: tables.map { ($0.name, $0.rowCount) }, replaced: held.own)
  }
}

/// A connection that breaks here leaves it open whether the server got the word.
private func commit(_ database: DatabaseConnection, _ target: PublishTarget) throws {
  do throws(DatabaseError) { try database.execute("COMMIT") } catch {
    guard error.state.isEmpty else { throw error }
    throw target.failure(
      .writeFailed, "The connection broke at the very end (\(error.message)).",
      "The schema holds all of the new tables, or what it held before: look, and publish again with --replace."
    )
  }
}

private func explaining<Result>(
  _ target: PublishTarget, _ body: () throws -> Result
) throws -> Result {
  do { return try body() } catch let error as DatabaseError { throw target.failure(error) }
}

/// Where PostGIS is in a database, and the number that it has for a coordinate system.
private struct PostGISPlace {
  /// Its schema, as it stands in SQL.
  let schema: String
  let system: Int

  init(
    _ system: CoordinateSystem, _ target: PublishTarget, _ database: DatabaseConnection
  ) throws {
    schema = try Self.schema(target, database)
    let parts = (system.code ?? "").split(separator: ":").map(String.init)
    let found =
      parts.count == 2
      ? try database.execute(
        """
        SELECT srid FROM \(schema).spatial_ref_sys
        WHERE auth_name = $1 AND auth_srid::text = $2 ORDER BY srid LIMIT 1
        """, parts
      ).texts().first.flatMap { Int($0) } : nil
    guard let found else {
      throw target.failure(
        .cannotCreate, "The database does not know the project's coordinate system, \(system).",
        "Add it to spatial_ref_sys, or give the project one that it knows.")
    }
    self.system = found
  }

  /// The schema that PostGIS is in, as it stands in SQL.
  static func schema(_ target: PublishTarget, _ database: DatabaseConnection) throws -> String {
    guard let schema = try postGISSchema(in: database) else {
      throw target.failure(
        .cannotCreate, "The database has no PostGIS.",
        "Have its owner run CREATE EXTENSION postgis, or publish to another database.")
    }
    return quoted(schema)
  }
}

/// Makes tables in the transaction under way.
private struct SchemaWriter {
  let target: PublishTarget
  let place: PostGISPlace
  let database: DatabaseConnection

  private var schema: String { quoted(target.schema) }

  private func name(_ table: String) -> String { "\(schema).\(quoted(table))" }

  /// Makes the schema, or removes the tables that were published into it before.
  func clear(_ held: PublishedSchema, about: String) throws {
    if !held.exists {
      try database.execute("CREATE SCHEMA \(schema)")
      try database.execute("COMMENT ON SCHEMA \(schema) IS \(literal(about))")
    }
    guard !held.own.isEmpty else { return }
    do throws(DatabaseError) {
      try database.execute("DROP TABLE \(held.own.map(name).joined(separator: ", "))")
    } catch {
      guard error.state == "2BP01" else { throw error }
      throw target.failure(
        .cannotCreate,
        "Something of others rests on tables that were published before: \(error.message).",
        "Remove that first, such as a view, or publish into another schema; nothing was changed.")
    }
  }

  func write(_ definition: TableDefinition) throws {
    let table = name(definition.table.name)
    try database.execute("CREATE TABLE \(table) (\(columns(of: definition)))")
    try copy(definition, into: table)
    try database.execute("ALTER TABLE \(table) ADD PRIMARY KEY (\(quoted(definition.key)))")
    if let geometry = definition.geometry {
      try database.execute("CREATE INDEX ON \(table) USING gist (\(quoted(geometry)))")
    }
    try describe(definition, table)
    try database.execute("ANALYZE \(table)")
  }

  private func columns(of definition: TableDefinition) -> String {
    let number = definition.rowNumber.map { ["\(quoted($0)) bigint"] } ?? []
    let columns = definition.columns.map { "\(quoted($0.name)) \($0.type)" }
    let geometry = definition.geometry.map {
      ["\(quoted($0)) \(place.schema).geometry(\(definition.geometryType), \(place.system))"]
    }
    return (number + columns + (geometry ?? [])).joined(separator: ", ")
  }

  private func copy(_ definition: TableDefinition, into table: String) throws {
    let names = definition.names.map(quoted).joined(separator: ", ")
    try database.beginCopy("COPY \(table) (\(names)) FROM STDIN")
    let chunks = RowChunks(definition.table)
    var rows = CopyRows(definition, system: place.system)
    var text = ByteBuffer()
    for chunk in 0..<chunks.count {
      try Interruption.check()
      text.removeAll()
      rows.append(chunks[chunk], to: &text)
      try database.send(text)
    }
    try database.endCopy()
  }

  private func describe(_ definition: TableDefinition, _ table: String) throws {
    try database.execute("COMMENT ON TABLE \(table) IS \(literal(definition.comment))")
    for column in definition.columns {
      try database.execute(
        "COMMENT ON COLUMN \(table).\(quoted(column.name)) IS \(literal(column.comment))")
    }
  }

  /// Has columns refer to the tables whose rows they name, where all that they name is there.
  func link(_ definitions: [TableDefinition]) throws {
    for target in definitions where target.rowNumber == nil {
      let (there, key) = (name(target.table.name), quoted(target.key))
      for definition in definitions where definition.key != target.key {
        guard definition.columns.contains(where: { $0.name == target.key }) else { continue }
        let table = name(definition.table.name)
        let lost = try database.execute(
          """
          SELECT 1 FROM \(table) AS a WHERE a.\(key) IS NOT NULL
            AND NOT EXISTS (SELECT FROM \(there) AS b WHERE b.\(key) = a.\(key)) LIMIT 1
          """)
        guard lost.count == 0 else { continue }
        try database.execute("CREATE INDEX ON \(table) (\(key))")
        try database.execute(
          "ALTER TABLE \(table) ADD FOREIGN KEY (\(key)) REFERENCES \(there) (\(key))")
      }
    }
  }
}
