import LayerIO

/// The schema of a PostgreSQL database that tables are published into.
package struct PublishTarget: Sendable {
  /// Where the database is.
  package let address: DatabaseAddress
  /// Name of the schema.
  package let schema: String
  /// Whether tables that were published before make way.
  package let replaces: Bool

  /// A target.
  /// - Throws: `ProductError` for an address or a name that can't be.
  package init(address: String, schema: String, replaces: Bool) throws(ProductError) {
    do throws(AddressProblem) { self.address = try DatabaseAddress(address) } catch {
      throw ProductError(
        cause: .cannotCreate, path: "--to", problem: error.problem, remedy: error.remedy)
    }
    (self.schema, self.replaces) = (schema, replaces)
    guard !schema.isEmpty, schema.utf8.count <= longestName, !schema.utf8.contains(0) else {
      throw failure(
        .cannotCreate, "The name of the schema has \(schema.utf8.count) bytes.",
        "Names in PostgreSQL have 1 to \(longestName) bytes; give another one with --schema.")
    }
    guard !schema.hasPrefix("pg_"), schema != "information_schema" else {
      throw failure(
        .cannotCreate, "PostgreSQL keeps this schema for itself.", "Give another one with --schema."
      )
    }
  }

  /// What messages call it.
  package var name: String { "\(address.text), schema \(schema)" }

  func failure(_ cause: ProductError.Cause, _ problem: String, _ remedy: String) -> ProductError {
    ProductError(cause: cause, path: name, problem: problem, remedy: remedy)
  }

  /// What a database says, which has kept nothing of what was sent.
  func failure(_ error: DatabaseError) -> ProductError {
    failure(
      error.isRefusal || error.state.isEmpty || error.state == "42501"
        ? .cannotCreate : .writeFailed,
      "The database says: \(error.message).".replacing("..", with: "."),
      error.isRefusal
        ? "Give the right password in PGPASSWORD or in ~/.pgpass, and the user in the address."
        : error.state == "42501"
          ? "Have its owner GRANT CREATE on the database, or on the schema, to this user; nothing was changed."
          : "Nothing was changed there; mend that and publish again.")
  }
}

/// Most bytes that a name has; PostgreSQL cuts what is longer.
let longestName = 63
