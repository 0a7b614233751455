import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// What comes out of a table or query of a real server, and what is said of what does not.
@Suite(.enabled(if: PostgresServer.isInstalled, Comment(rawValue: PostgresServer.lack)))
struct DatabaseSourceTests {
  let server: PostgresServer
  let database: String
  let folder: TemporaryFolder

  init() throws {
    server = try PostgresServer.shared.get()
    database = try server.makeDatabase()
    folder = try TemporaryFolder()
  }

  private func source(
    _ content: DatabaseSource.Content, user: String = "postgres",
    _ change: (inout DatabaseSource) -> Void = { _ in }
  ) throws -> SourceOptions {
    var database = DatabaseSource(
      address: try DatabaseAddress(server.address(database, user: user)), content: content)
    change(&database)
    var options = SourceOptions(
      source: database.name,
      path: folder.file("snapshots/\(database.snapshotName).geojson"), role: "test",
      crs: database.crs, fields: .all, keepsOriginals: true)
    options.remote = .database(database)
    return options
  }

  private func read(_ options: SourceOptions) throws -> Layer {
    let remote = try #require(options.remote)
    try Snapshot(of: remote, at: options.path).prepare(refreshing: false)
    return try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 2).read(options)
  }

  private func error(_ options: SourceOptions) -> SourceError? {
    do {
      _ = try read(options)
      return nil
    } catch {
      return error as? SourceError
    }
  }

  private let square = "ST_MakeEnvelope(155000, 463000, 155010, 463010, 28992)"

  // MARK: Values

  @Test func `values keep their types, and null is not empty`() throws {
    try server.run(
      """
      CREATE TABLE t (id int PRIMARY KEY, yes boolean, big bigint, real8 float8, money numeric(12,2),
        code numeric(20), long numeric, day date, word text, nothing text, geom geometry(Polygon, 28992));
      INSERT INTO t VALUES (1, true, 9223372036854775807, 0.1, 1234567.80, 12345678901234567890,
        0.1234567890123456789, '2031-05-01', '', NULL, \(square)),
        (2, false, -1, 1e300, -0.05, 7, 2.50, NULL, E'quote " back \\\\ é 😀\\n', 'x', \(square));
      """, in: database)
    let layer = try read(try source(.table("t")))
    func values(_ name: String) -> [AttributeValue] {
      (0..<2).map { layer.attributes.column(name)?[$0] ?? .null }
    }
    #expect(values("yes") == [.boolean(true), .boolean(false)])
    #expect(values("big") == [.integer(.max), .integer(-1)])
    #expect(values("real8") == [.number(0.1), .number(1e300)])
    #expect(values("money") == [.number(1_234_567.8), .number(-0.05)])
    #expect(values("code") == [.text("12345678901234567890"), .integer(7)])
    #expect(values("long") == [.text("0.1234567890123456789"), .number(2.5)])
    #expect(values("day") == [.text("2031-05-01"), .null])
    #expect(values("word") == [.text(""), .text("quote \" back \\ é 😀\n")])
    #expect(values("nothing") == [.null, .text("x")])
    #expect(layer.record.format == "PostGIS")
    #expect(layer.record.coordinateSystem.contains("28992"))
    #expect(layer.record.sha256.count == 64)
    #expect(layer.record.notes.contains { $0.text.en.contains("--refresh") })
  }

  @Test(arguments: [
    "POINT(155000.1 463000.2)", "LINESTRING(155000 463000,155001.000000001 463000)",
    "POLYGON((155000 463000,155010 463000,155010 463010,155000 463000),(155005 463001,155006 463001,155006 463002,155005 463001))",
    "MULTIPOINT(155000 463000,155001 463000)",
    "MULTIPOLYGON(((155000 463000,155010 463000,155010 463010,155000 463000)))",
    "GEOMETRYCOLLECTION(POINT(155000 463000),LINESTRING(155000 463000,155001 463000))",
    "POINT Z(155000 463000 3)", "LINESTRING M(155000 463000 1,155001 463000 2)",
    "POINT EMPTY", "POLYGON EMPTY",
  ])
  func `each kind of geometry is the one that PostGIS itself writes`(text: String) throws {
    try server.run(
      "CREATE TABLE t AS SELECT 1 AS id, ST_GeomFromText('\(text)', 28992) AS geom", in: database)
    let options = try source(.table("t"))
    let record = try #require(options.remote)
    try Snapshot(of: record, at: options.path).prepare(refreshing: false)
    let written = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: options.path)))
    let features = (written as? [String: Any])?["features"] as? [[String: Any]]
    let ours = String(
      decoding: try JSONSerialization.data(withJSONObject: features?[0]["geometry"] ?? [:]),
      as: UTF8.self
    ).replacingOccurrences(of: "'", with: "''")
    let isEmpty = text.hasSuffix("EMPTY")
    let same = try server.rows(
      """
      SELECT CASE WHEN \(isEmpty) THEN ST_IsEmpty(ST_GeomFromGeoJSON('\(ours)'))
        ELSE ST_SetSRID(ST_GeomFromGeoJSON('\(ours)'), 28992) = ST_Force3D(geom)
          OR ST_SetSRID(ST_GeomFromGeoJSON('\(ours)'), 28992) = ST_Force2D(geom) END FROM t
      """, in: database)
    #expect(same == [["t"]])
  }

  @Test func `rows come by the primary key, else by their text, else as the query says`() throws {
    try server.run(
      """
      CREATE TABLE keyed (id text PRIMARY KEY, geom geometry(Polygon, 28992));
      INSERT INTO keyed VALUES ('b', \(square)), ('B', \(square)), ('a', \(square));
      CREATE TABLE bare (id text, geom geometry(Polygon, 28992));
      INSERT INTO bare VALUES ('b', \(square)), ('c', \(square)), ('a', \(square));
      """, in: database)
    func ids(_ content: DatabaseSource.Content) throws -> [AttributeValue] {
      let layer = try read(try source(content))
      return (0..<3).map { layer.attributes.column("id")?[$0] ?? .null }
    }
    #expect(try ids(.table("keyed")) == [.text("B"), .text("a"), .text("b")])
    #expect(try ids(.table("public.bare")) == [.text("a"), .text("b"), .text("c")])
    #expect(
      try ids(.query("SELECT * FROM bare ORDER BY id DESC -- as asked"))
        == [.text("c"), .text("b"), .text("a")])
    #expect(try ids(.query("SELECT * FROM bare;")) == [.text("a"), .text("b"), .text("c")])
  }

  @Test func `hostile names of schema, table and columns are names`() throws {
    let name = "x\"; DROP TABLE t; --'\\ é😀\u{301}"
    let long = String(repeating: "é", count: 31) + "x"
    func sql(_ name: String) -> String {
      "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
    try server.run(
      """
      CREATE SCHEMA \(sql(name)); CREATE TABLE t (id int);
      CREATE TABLE \(sql(name)).\(sql(long)) (\(sql(name)) int PRIMARY KEY, "a.b" text, \(sql(long)) text,
        "select" geometry(Polygon, 28992));
      INSERT INTO \(sql(name)).\(sql(long)) VALUES (1, 'p', 'q', \(square))
      """, in: database)
    let layer = try read(try source(.table("\(sql(name)).\(sql(long))")))
    #expect(layer.attributes.columns.map(\.name) == [name, "a.b", long])
    #expect(layer.attributes.columns.map { $0[0] } == [.integer(1), .text("p"), .text("q")])
    #expect(try server.rows("SELECT count(*) FROM t", in: database) == [["0"]])
  }

  // MARK: Snapshots

  @Test func `a snapshot is read until it is fetched anew, and a changed one is refused`() throws {
    try server.run(
      "CREATE TABLE t AS SELECT 1 AS id, \(square) AS geom", in: database)
    let options = try source(.table("t"))
    let snapshot = Snapshot(of: try #require(options.remote), at: options.path)
    let first = try read(options)
    try server.run("UPDATE t SET id = 2", in: database)
    #expect(try read(options).record.sha256 == first.record.sha256)
    try snapshot.prepare(refreshing: true)
    let second = try read(options)
    #expect(second.attributes.column("id")?[0] == .integer(2))
    #expect(second.record.sha256 != first.record.sha256)
    let path = options.path
    let record = try String(contentsOfFile: path.dropLast(8) + ".json", encoding: .utf8)
    #expect(record.contains(second.record.sha256) && record.contains("\"fetched\""))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.file("snapshots")).count == 2)
    try server.run("DROP TABLE t", in: database)
    #expect(throws: SourceError.self) { try snapshot.prepare(refreshing: true) }
    #expect(try read(options).record.sha256 == second.record.sha256)
    try "{}".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(error(options)?.problem.contains("changed after it was fetched") == true)
  }

  // MARK: Errors

  @Test func `a query changes nothing and is one statement`() throws {
    try server.run("CREATE TABLE t AS SELECT 1 AS id, \(square) AS geom", in: database)
    for query in [
      "SELECT * FROM t) AS q; DROP TABLE t; --", "DELETE FROM t RETURNING *",
      "SELECT *, set_config('transaction_read_only', 'off', false) FROM t",
    ] { #expect(error(try source(.query(query)))?.problem.contains("The database says") == true) }
    #expect(try server.rows("SELECT id FROM t", in: database) == [["1"]])
  }

  @Test func `each fault names the source, the feature and what to do`() throws {
    try server.run(
      """
      CREATE TABLE wegen (id int PRIMARY KEY, cost numeric, geom geometry);
      INSERT INTO wegen VALUES (1, 2, \(square)), (2, 'NaN', \(square));
      CREATE TABLE zonder AS SELECT 1 AS id, ST_MakePoint(155000, 463000) AS geom;
      CREATE TABLE dooreen AS SELECT i AS id, ST_SetSRID(ST_MakePoint(i, 5), 28991 + i) AS geom
        FROM generate_series(1, 2) AS i;
      CREATE TABLE kaal (id int); CREATE TABLE twee (a geometry, b geometry);
      CREATE TABLE bogen AS SELECT 1 AS id,
        ST_GeomFromText('CIRCULARSTRING(0 0, 1 1, 2 0)', 28992) AS geom;
      CREATE TABLE fout AS SELECT 1 AS id, ST_SetSRID(ST_MakePoint('infinity', 1), 28992) AS geom;
      """, in: database)
    func check(
      _ content: DatabaseSource.Content, _ problem: String, _ remedy: String, feature: Int? = nil,
      user: String = "postgres"
    ) throws {
      let options = try source(content, user: user)
      let error = error(options)
      #expect(error?.source == options.source)
      #expect(error?.feature == feature)
      #expect(error?.problem.contains(problem) == true, "\(String(describing: error))")
      #expect(error?.remedy.contains(remedy) == true, "\(String(describing: error))")
    }
    try check(.table("wegen"), "'cost' is NaN", "NULLIF(cost", feature: 2)
    try check(.table("zonder"), "no SRID", "crs:", feature: 1)
    try check(.table("dooreen"), "SRID 28993, those before it 28992", "ST_Transform", feature: 2)
    try check(.table("weegn"), "no table 'weegn'", "'wegen'")
    try check(.table("kaal"), "No column has geometry", "ST_MakePoint")
    try check(.table("twee"), "2 columns have geometry: 'a', 'b'", "geometry:")
    try check(.table("bogen"), "CircularString", "ST_CurveToLine", feature: 1)
    try check(.table("fout"), "is no number", "query:", feature: 1)
    try check(.query("SELECT 1 AS a, 2 AS a, geom FROM wegen"), "Two columns", "AS")
    try check(.query("SELEC 1"), "syntax error", "psql")
    try check(.table("wegen"), "password", "PGPASSWORD", user: PostgresServer.guarded)
  }

  @Test func `without an SRID the project's system counts, and counts as another request`() throws {
    try server.run(
      "CREATE TABLE t AS SELECT 1 AS id, ST_SetSRID(\(square), 0) AS geom", in: database)
    let given = try source(.table("t")) { $0.crs = "EPSG:28992" }
    #expect(try read(given).record.used == 1)
    #expect(error(try source(.table("t")))?.problem.contains("no SRID") == true)
  }

  @Test func `of mixed geometry what is of no use is dropped by name, as from a file`() throws {
    try server.run(
      """
      CREATE TABLE t (id int PRIMARY KEY, geom geometry);
      INSERT INTO t VALUES (1, \(square)), (2, ST_SetSRID(ST_MakePoint(155000, 463000), 28992)), (3, NULL);
      """, in: database)
    let record = try read(try source(.table("t"))).record
    #expect(record.read == 3 && record.used == 1)
    #expect(record.dropped.map(\.feature) == [2, 3])
    #expect(record.dropped.map(\.reason) == [.unsuitableGeometry, .nullGeometry])
  }
}
