import Workers

/// Reads all rows of a source and gives them to `write` as GeoJSON in the source's own system, piece by piece. They are
/// read in one transaction that changes nothing and sees the database at one moment; the order is always the same.
/// - Throws: `SourceError` for what can't be reached, read or written so; what `write` throws.
func fetch(
  _ source: DatabaseSource, _ write: (ByteBuffer) throws -> Void
) throws -> FetchedRows {
  do {
    let database = try DatabaseConnection(source.address)
    try database.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    let table = try DatabaseTable(source, in: database)
    var text = FeatureText(source, table, database)
    // Over the extended protocol, so that a query is one statement and no more.
    try database.execute("DECLARE kansenkaart NO SCROLL CURSOR FOR \(table.query)")
    while true {
      try Interruption.check()
      let rows = try database.execute("FETCH FORWARD 1000 FROM kansenkaart")
      if rows.count == 0 { break }
      try text.append(rows, write)
    }
    try text.finish(write)
    try database.execute("COMMIT")
    return FetchedRows(count: text.count, order: table.order)
  } catch let error as DatabaseError {
    throw SourceError(source, error)
  }
}

extension SourceError {
  /// What a database says of a source.
  init(_ source: DatabaseSource, _ error: DatabaseError) {
    let remedy =
      if error.isRefusal {
        "Give the right password in PGPASSWORD or in ~/.pgpass, and the user in the address; see docs/postgis.md."
      } else if error.state.isEmpty {
        "Check the address, and whether the server can be reached from here."
      } else if error.state == "42501" {
        "Have its owner GRANT SELECT to this user."
      } else if case .query = source.content {
        "Try the query with psql; it may be one SELECT that changes nothing."
      } else {
        "Look at the table with psql."
      }
    self.init(
      source: source.name,
      problem: "The database says: \(error.message).".replacing("..", with: "."),
      remedy: remedy)
  }
}

/// The text of a snapshot under way: a FeatureCollection with the system of its geometries in a `crs` member, as
/// GeoJSON had it in 2008.
private struct FeatureText {
  private let source: DatabaseSource
  private let table: DatabaseTable
  private let database: DatabaseConnection
  private var buffer = ByteBuffer()
  /// Number of the system of the geometries so far; nil before the first.
  private var system: Int?
  /// Number of features so far.
  private(set) var count = 0

  init(_ source: DatabaseSource, _ table: DatabaseTable, _ database: DatabaseConnection) {
    (self.source, self.table, self.database) = (source, table, database)
  }

  /// Adds rows.
  mutating func append(_ rows: DatabaseRows, _ write: (ByteBuffer) throws -> Void) throws {
    for row in 0..<rows.count {
      buffer.append(count == 0 ? "" : ",\n")
      count += 1
      try append(rows, row)
    }
    // Until a geometry tells the system, the head can't be written.
    if system != nil { try flush(write) }
  }

  /// Adds the end.
  mutating func finish(_ write: (ByteBuffer) throws -> Void) throws {
    if system == nil { try begin(table.declaredSystem) }
    buffer.append(count == 0 ? "]}\n" : "\n]}\n")
    try flush(write)
  }

  private mutating func flush(_ write: (ByteBuffer) throws -> Void) throws {
    try write(buffer)
    buffer.removeAll()
  }

  // MARK: Features

  private mutating func append(_ rows: DatabaseRows, _ row: Int) throws {
    buffer.append("{\"type\":\"Feature\",\"properties\":{")
    for (column, attribute) in table.attributes.enumerated() {
      if column > 0 { buffer.append(",") }
      buffer.append(json: attribute.name)
      buffer.append(":")
      try append(rows, row, column, attribute)
    }
    buffer.append("},\"geometry\":")
    try appendGeometry(rows.bytes(row, table.attributes.count))
    buffer.append("}")
  }

  private mutating func append(
    _ rows: DatabaseRows, _ row: Int, _ column: Int,
    _ attribute: (name: String, form: DatabaseTable.Form)
  ) throws {
    guard let bytes = rows.bytes(row, column) else { return buffer.append("null") }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw failure(
        "The text in '\(attribute.name)' is not UTF-8: the database does not say its encoding.",
        "Write a 'query:' with convert_from(\(attribute.name)::bytea, 'WIN1252') or the like.")
    }
    switch attribute.form {
    case .boolean: buffer.append(text == "t" ? "true" : "false")
    case .integer: buffer.append(text)
    case .number, .numeric:
      guard let number = Double(text), number.isFinite else {
        throw failure(
          "'\(attribute.name)' is \(text), which is no number.",
          "Set it to NULL, or write a 'query:' with NULLIF(\(attribute.name), 'NaN').")
      }
      if attribute.form == .number || fitsNumber(text) {
        buffer.append(text)
      } else {
        buffer.append(json: text)
      }
    case .text: buffer.append(json: text)
    }
  }

  private mutating func appendGeometry(_ digits: [UInt8]?) throws {
    guard let digits else { return buffer.append("null") }
    do throws(GeometryJSON.Failure) {
      var geometry = try GeometryJSON(hexadecimal: digits)
      try geometry.write(to: &buffer)
      try take(system: geometry.system)
    } catch {
      throw failure("It can't be read: \(error.problem).", error.remedy)
    }
  }

  private func failure(_ problem: String, _ remedy: String) -> SourceError {
    SourceError(source: source.name, feature: count, problem: problem, remedy: remedy)
  }

  // MARK: System

  private mutating func take(system number: Int) throws(GeometryJSON.Failure) {
    if let system {
      guard number != system else { return }
      throw GeometryJSON.Failure(
        problem: "its geometry has SRID \(number), those before it \(system)",
        remedy: "Bring all to one system, in a 'query:' with ST_Transform.")
    }
    guard number != 0 || source.crs != nil else {
      throw GeometryJSON.Failure(
        problem: "its geometry has no SRID, so nothing says in which system it is",
        remedy:
          "Write the system as 'crs:' beside this source, or give the table its SRID with UpdateGeometrySRID."
      )
    }
    do { try begin(number) } catch {
      throw GeometryJSON.Failure(
        problem: "its SRID \(number) can't be looked up (\(error.message))",
        remedy: "Look at spatial_ref_sys with psql.")
    }
  }

  /// Puts the head with the system before what is there.
  private mutating func begin(_ number: Int) throws(DatabaseError) {
    system = number
    var head = ByteBuffer()
    head.append("{\"type\":\"FeatureCollection\",")
    if number != 0, let name = try systemName(number) {
      head.append("\"crs\":{\"type\":\"name\",\"properties\":{\"name\":")
      head.append(json: name)
      head.append("}},")
    }
    head.append("\"features\":[\n")
    buffer.withBytes { head.append($0) }
    buffer = head
  }

  /// What `spatial_ref_sys` says of a number: an authority's code, else well-known text.
  private func systemName(_ number: Int) throws(DatabaseError) -> String? {
    let found = try database.execute(
      """
      SELECT coalesce(auth_name || ':' || auth_srid, srtext)
      FROM \(table.extensionSchema).spatial_ref_sys WHERE srid = $1::integer
      """, [String(number)])
    return found.texts().first
  }
}

/// Whether a number in decimals is the same as the one that a computer reads: every decimal of up to 15 digits is
/// (IEEE 754, binary64), and every whole number of 64 bits. Others, such as ids of 20 digits, stay text.
private func fitsNumber(_ text: String) -> Bool {
  if !text.contains(".") { return Int64(text) != nil }
  var digits = text.filter(\.isNumber)
  while digits.last == "0" { digits.removeLast() }
  return digits.drop { $0 == "0" }.count <= 15
}
