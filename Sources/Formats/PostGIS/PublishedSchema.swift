import LayerIO

/// What stands in a schema before tables are published into it.
struct PublishedSchema {
  /// Whether the schema is there.
  let exists: Bool
  /// Tables that were published before.
  let own: [String]
  /// All else: tables, views, sequences, functions and types of others.
  let others: [String]

  /// Looks at the schema.
  init(_ name: String, in database: DatabaseConnection) throws(DatabaseError) {
    exists =
      try database.execute(
        "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", [name]
      ).count > 0
    own = try database.execute(
      """
      SELECT c.relname FROM pg_catalog.pg_class AS c
      JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind = 'r' AND \(isOwn) ORDER BY 1
      """, [name]
    ).texts()
    // Indexes, row types and sequences of columns go with their tables.
    others = try database.execute(
      """
      SELECT c.relname::text FROM pg_catalog.pg_class AS c
      JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind IN ('r', 'v', 'm', 'f', 'p', 'S', 'c')
        AND NOT (c.relkind = 'r' AND \(isOwn))
      UNION ALL
      SELECT p.proname || '()' FROM pg_catalog.pg_proc AS p
      JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace WHERE n.nspname = $1
      UNION ALL
      SELECT t.typname::text FROM pg_catalog.pg_type AS t
      JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
      WHERE n.nspname = $1 AND t.typtype IN ('d', 'e', 'r') ORDER BY 1
      """, [name]
    ).texts()
  }

  /// Looks whether tables of these names may come in.
  /// - Throws: `ProductError`.
  func check(_ tables: [String], for target: PublishTarget) throws(ProductError) {
    func named(_ names: [String]) -> String {
      names.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
        + (names.count > 5 ? " and \(names.count - 5) more" : "")
    }
    guard own.isEmpty || target.replaces else {
      throw target.failure(
        .cannotCreate, "The schema holds tables that were published before: \(named(own)).",
        "Add --replace to have them replaced, or choose another schema; nothing was changed.")
    }
    guard others.isEmpty || !own.isEmpty else {
      throw target.failure(
        .cannotCreate, "The schema holds what kansenkaart did not publish: \(named(others)).",
        "Choose another schema with --schema; nothing was changed.")
    }
    let taken = tables.filter(others.contains)
    guard taken.isEmpty else {
      throw target.failure(
        .cannotCreate, "The schema holds tables of others with the names of ours: \(named(taken)).",
        "Rename those, or choose another schema with --schema; nothing was changed.")
    }
  }
}

/// What the comment of each table that is published ends with: by it they are known again.
let ownMark = "(kansenkaart publish)"

/// Whether a table was published, in SQL.
private let isOwn =
  "coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), '') LIKE '%\(ownMark)'"
