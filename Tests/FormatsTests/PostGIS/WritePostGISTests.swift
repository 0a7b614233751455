import Foundation
import Geometry
import LayerIO
import TestSupport
import Testing
import Workers

@testable import Formats

/// What a real server holds after tables were written into it, or after that went wrong.
@Suite(.enabled(if: PostgresServer.isInstalled, Comment(rawValue: PostgresServer.lack)))
struct WritePostGISTests {
  let server: PostgresServer
  let database: String
  let system: CoordinateSystem

  init() throws {
    server = try PostgresServer.shared.get()
    database = try server.makeDatabase()
    system = try CoordinateSystem("EPSG:28992")
  }

  private func table(
    _ name: String, _ columns: [(String, VectorTable.Values)], id: String? = nil,
    kind: VectorTable.GeometryKind = .none, geometry: GeometryArray = GeometryArray()
  ) -> VectorTable {
    var table = VectorTable(
      name: name, columns: columns.map { VectorTable.Column(name: $0, values: $1) },
      geometryKind: kind, geometry: geometry)
    table.idColumn = id
    return table
  }

  private func words(_ table: VectorTable) -> LayerWords {
    LayerWords(
      layer: table.name, title: "Title's", meaning: "What it \\ holds.",
      columns: table.columns.map { .init(name: $0.name, title: "T " + $0.name, meaning: "It's.") })
  }

  @discardableResult
  private func write(
    _ tables: [VectorTable], schema: String = "juinen", replaces: Bool = false,
    progress: (Double) throws -> Void = { _ in }
  ) throws -> PublishedTables {
    let target = try PublishTarget(
      address: server.address(database), schema: schema, replaces: replaces)
    return try writePostGIS(
      tables, words: tables.map(words), about: "A city's tables", system: system, to: target,
      progress: progress)
  }

  private func error(_ body: () throws -> Void) -> ProductError? {
    do {
      try body()
      return nil
    } catch {
      return error as? ProductError
    }
  }

  /// All names and rows in the database that are not the system's.
  private func state() throws -> [[String]] {
    let tables = try server.rows(
      """
      SELECT n.nspname, c.relname, c.oid, obj_description(c.oid) FROM pg_class AS c
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ORDER BY 1, 2
      """, in: database)
    let schemas = try server.rows("SELECT nspname, oid FROM pg_namespace ORDER BY 1", in: database)
    return tables + schemas
  }

  private var square: GeometryArray {
    var array = GeometryArray()
    let corners = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
    for (x, y) in corners { array.append(Position(155_000 + Double(x), 463_000 + Double(y))) }
    array.endPath(.shell)
    array.endFeature()
    array.endFeature()
    return array
  }

  // MARK: What is there

  @Test func `values, types, keys, geometry and comments are those of the table`() throws {
    let text = "a\tb\\N\nc\r\"';\\ é😀"
    let areas = table(
      "areas", [("code", .text(["A", "B"])), ("word", .text([text, nil]))], id: "code",
      kind: .multiPolygon, geometry: square)
    let rows = table(
      "rows",
      [
        ("code", .text(["B", nil, "B"])), ("n", .integer([1, nil, -3])),
        ("x", .number([0.126, nil, 1e6], decimals: 2)), ("yes", .boolean([true, nil, false])),
        ("word", .text(["", "\\N", "\\."])),
      ])
    try write([areas, rows])
    let values = try server.rows("SELECT * FROM juinen.rows ORDER BY row_number", in: database)
    #expect(
      values
        == [
          ["1", "B", "1", "0.13", "t", ""], ["2", "", "", "", "", "\\N"],
          ["3", "B", "-3", "1000000", "f", "\\."],
        ])
    #expect(
      try server.rows(
        "SELECT code, word = E'a\\tb\\\\N\\nc\\r\"\\';\\\\ é😀', ST_AsEWKT(geom) FROM juinen.areas ORDER BY 1",
        in: database) == [
          [
            "A", "t",
            "SRID=28992;MULTIPOLYGON(((155000 463000,155010 463000,155010 463010,155000 463010,155000 463000)))",
          ],
          ["B", "", ""],
        ])
    #expect(
      try server.rows(
        """
        SELECT column_name, data_type, col_description('juinen.rows'::regclass, ordinal_position)
        FROM information_schema.columns WHERE table_schema = 'juinen' AND table_name = 'rows'
        ORDER BY ordinal_position
        """, in: database) == [
          ["row_number", "bigint", ""], ["code", "text", "T code: It's."],
          ["n", "bigint", "T n: It's."], ["x", "numeric", "T x: It's."],
          ["yes", "boolean", "T yes: It's."], ["word", "text", "T word: It's."],
        ])
    #expect(
      try server.rows(
        "SELECT obj_description('juinen.rows'::regclass), obj_description('juinen'::regnamespace)",
        in: database)
        == [["Title's. What it \\ holds. (kansenkaart publish)", "A city's tables"]])
    let keys = try server.rows(
      """
      SELECT conrelid::regclass::text, contype, pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'juinen'::regnamespace ORDER BY 1, 2
      """, in: database)
    #expect(
      keys == [
        ["juinen.areas", "p", "PRIMARY KEY (code)"],
        ["juinen.rows", "f", "FOREIGN KEY (code) REFERENCES juinen.areas(code)"],
        ["juinen.rows", "p", "PRIMARY KEY (row_number)"],
      ])
    #expect(
      try server.rows(
        "SELECT count(*) FROM pg_indexes WHERE schemaname = 'juinen' AND indexdef LIKE '%USING gist (geom)'",
        in: database) == [["1"]])
  }

  @Test func `hostile and long names are names, and are cut apart`() throws {
    let hostile = "x\"; DROP SCHEMA public; --'\\ é\u{301}"
    let long = String(repeating: "é", count: 40)
    try write(
      [
        table(
          "t", [(hostile, .text(["p"])), (long, .text(["q"])), (long + "x", .text(["r"]))])
      ], schema: hostile)
    let names = try server.rows(
      """
      SELECT a.attname, octet_length(a.attname::text), col_description(a.attrelid, a.attnum)
      FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
      WHERE c.relname = 't' AND a.attnum > 1 ORDER BY a.attnum
      """, in: database)
    #expect(names.count == 3 && Set(names.map { $0[0] }).count == 3)
    #expect(names[0][0] == hostile)
    #expect(names.allSatisfy { (Int($0[1]) ?? 99) <= 63 })
    #expect(names[1][2].contains(long) && names[2][2].contains(long + "x"))
  }

  // MARK: What stays

  @Test(arguments: [1, 2])
  func `a connection that breaks half-way leaves the schema as it was`(after: Int) throws {
    let old = table("a", [("code", .text(["old"]))], id: "code")
    try write([old])
    let before = try state()
    let tables = ["a", "b", "c"].map { table($0, [("code", .text(["new"]))], id: "code") }
    var steps = 0
    let failure = error {
      try write(tables, replaces: true) { _ in
        if steps == after {
          try server.run(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = '\(database)' AND application_name = 'kansenkaart'
            """, in: "postgres")
        }
        steps += 1
      }
    }
    #expect(failure != nil)
    #expect(steps > after)
    #expect(try state() == before)
    #expect(try server.rows("SELECT code FROM juinen.a", in: database) == [["old"]])
  }

  @Test func `rows that the server does not take leave the database as it was`() throws {
    let before = try state()
    let twice = table("a", [("code", .text(["same", "same"]))], id: "code")
    #expect(error { try write([twice]) }?.problem.contains("duplicated") == true)
    #expect(error { try write([table("a", [("code", .text(["\0"]))])]) }?.kind == .writeFailed)
    #expect(try state() == before)
  }

  @Test func `only what was published before is replaced, and only where that is asked`() throws {
    let old = table("a", [("code", .text(["old"]))], id: "code")
    let new = table("b", [("code", .text(["new"]))], id: "code")
    try write([old])
    #expect(error { try write([new]) }?.remedy.contains("--replace") == true)
    try server.run("CREATE TABLE juinen.theirs (x int)", in: database)
    #expect(try write([new], replaces: true).replaced == ["a"])
    #expect(
      try server.rows(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'juinen' ORDER BY 1", in: database)
        == [["b"], ["theirs"]])
    let theirs = table("theirs", [("code", .text(["new"]))])
    #expect(error { try write([theirs], replaces: true) }?.problem.contains("'theirs'") == true)
    try server.run("CREATE VIEW public.v AS SELECT * FROM juinen.b", in: database)
    #expect(error { try write([new], replaces: true) }?.remedy.contains("view") == true)
    #expect(try server.rows("SELECT code FROM v", in: database) == [["new"]])
  }

  @Test func `a schema of others is refused, also with --replace`() throws {
    let own = table("a", [("code", .text(["new"]))], id: "code")
    for content in ["CREATE TABLE", "CREATE VIEW"] {
      try server.run(
        "DROP SCHEMA IF EXISTS s CASCADE; CREATE SCHEMA s; \(content) s.x "
          + (content.hasSuffix("VIEW") ? "AS SELECT 1" : "(id int)"), in: database)
      let before = try state()
      for replaces in [false, true] {
        let failure = error { try write([own], schema: "s", replaces: replaces) }
        #expect(failure?.problem.contains("'x'") == true && failure?.kind == .cannotCreate)
      }
      #expect(try state() == before)
    }
    #expect(error { try write([own], schema: "pg_x") }?.remedy.contains("--schema") == true)
    #expect(error { try write([own], schema: String(repeating: "x", count: 64)) } != nil)
  }

  @Test func `a wrong password, no PostGIS and an unknown host are told, without the password`()
    throws
  {
    func failure(_ address: String) -> ProductError? {
      error {
        let target = try PublishTarget(address: address, schema: "s", replaces: false)
        try checkPostGIS(target, tables: [])
      }
    }
    let refused = failure(server.address(database, user: PostgresServer.guarded))
    #expect(refused?.remedy.contains("PGPASSWORD") == true)
    #expect(
      failure(server.address("postgres"))?.remedy.contains("CREATE EXTENSION postgis") == true)
    #expect(
      failure("postgresql://postgres@%2Fnowhere/x")?.problem.contains("The database says") == true)
    let leaked = failure("postgresql://u:geheim@localhost/x")
    #expect(leaked.map { "\($0)".contains("geheim") } == false)
  }
}
