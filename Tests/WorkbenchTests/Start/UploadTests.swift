import Foundation
import LayerIO
import TestSupport
import Testing

@testable import Workbench

/// Files that come in over the web.
@Suite struct `Files that come in` {
  private let start: StartFolder
  private let table = Data("code;naam\nA;Noord\n".utf8)

  init() throws { start = try StartFolder() }

  @Test(arguments: [
    "../x.csv", "..", ".", "a/b.csv", "a\\b.csv", "/etc/x.csv", ".hidden.csv", "-x.csv", "x..csv",
    "", "x\u{0}.csv", "x\n.csv", "C:x.csv", "x%2Fy.csv", "x\u{202E}.csv", "~x.csv",
    String(repeating: "a", count: 120) + ".csv", "a\u{2215}b.csv", "con|x.csv",
  ])
  func `a name that could lead somewhere is refused`(name: String) throws {
    #expect([400, 404, 405].contains(start.send(table, as: name).status))
    #expect(try start.names == [])
  }

  @Test(arguments: [
    ("plan.pdf", "data behind it"), ("project.yaml", "written by this page"), ("x.exe", ".gpkg"),
    ("tekening.dwg", "DXF"), ("x.vrt", ".gpkg"), ("noending", ".gpkg"), ("x.qgz", "holds none"),
  ])
  func `a kind that is not read is refused with what to do instead`(name: String, remedy: String)
    throws
  {
    let reply = start.send(table, as: name)
    #expect(reply.status == 415)
    #expect(
      String(decoding: reply.body, as: UTF8.self).contains(remedy.replacing(".gpkg", with: "gpkg")))
    #expect(try start.names == [])
  }

  @Test func `names of any language are kept`() throws {
    for name in ["Bäume 2024 (neu).csv", "été.csv", "поля.csv"] {
      #expect(start.send(table, as: name).status == 200, "\(name)")
    }
    #expect(try start.names.count == 3)
  }

  @Test func `a file that is there is replaced in the version that was seen alone`() throws {
    let first = start.send(table, as: "a.csv")
    let version = try #require(first.headers["ETag"])
    let second = start.send(Data("code\nB\n".utf8), as: "a.csv")
    #expect(second.status == 409)
    #expect(try start.document(second)["version"]?.text.map { "\"\($0)\"" } == version)
    #expect(start.send(table, as: "a.csv", ["if-match": "\"old\""]).status == 412)
    #expect(start.send(Data("code\nB\n".utf8), as: "a.csv", ["if-match": version]).status == 200)
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: start.folder.file("a.csv")))
        == Data("code\nB\n".utf8))
    #expect(start.ask("DELETE", "/files/a.csv", nil, ["if-match": version]).status == 412)
    #expect(start.ask("DELETE", "/files/a.csv").status == 428)
    #expect(start.send(table, as: "b.csv", ["if-match": version]).status == 412)
    let now = try start.document(start.ask("GET", "/files/a.csv"))["version"]?.text ?? ""
    #expect(start.ask("DELETE", "/files/a.csv", nil, ["if-match": "\"\(now)\""]).status == 200)
    #expect(try start.names == [])
  }

  @Test func `of two that send one name at a time the second is told`() throws {
    let name = try SourceName("a.csv")
    let folder = start.sources.folder
    let (one, two) = (
      try folder.begin(name, seen: nil, announced: nil),
      try folder.begin(name, seen: nil, announced: nil)
    )
    try one.append(Data("code\nA\n".utf8))
    try two.append(Data("code\nB\n".utf8))
    _ = try folder.take(two)
    #expect(throws: Refusal.self) { try folder.take(one) }
    #expect(try String(contentsOfFile: start.folder.file("a.csv"), encoding: .utf8) == "code\nB\n")
  }

  @Test func `a file that does not come in whole leaves nothing`() throws {
    let folder = start.sources.folder
    var upload: Upload? = try folder.begin(SourceName("a.csv"), seen: nil, announced: 10)
    try upload?.append(Data("code".utf8))
    #expect(try start.names.count == 1 && folder.files == [])
    // A second service on this folder leaves it alone.
    _ = SourceFolder(start.folder.path)
    #expect(try start.names.count == 1)
    upload = nil
    #expect(try start.names == [])
    // What a service that was killed left behind goes when the next begins.
    try start.folder.write("half", to: ".upload-1")
    _ = SourceFolder(start.folder.path)
    #expect(try start.names == [])
  }

  @Test func `what is too large or too many at a time is refused`() throws {
    let folder = start.sources.folder
    let name = try SourceName("a.csv")
    #expect(throws: Refusal.self) {
      try folder.begin(name, seen: nil, announced: Upload.most + 1)
    }
    let many = try (0..<8).map { _ in try folder.begin(name, seen: nil, announced: nil) }
    #expect {
      try folder.begin(name, seen: nil, announced: nil)
    } throws: { ($0 as? Refusal)?.status == 503 }
    #expect(many.count == 8)
    withExtendedLifetime(many) {}
  }

  @Test func `parts of a Shapefile wait for their shapes`() throws {
    #expect(start.send(Data("x".utf8), as: "wegen.dbf").status == 200)
    let state = try start.document(start.ask("GET", "/sources/state"))
    #expect(state["lone_parts"] == ["wegen.dbf"] && state["files"] == [])
  }
}

/// Files that mean harm: they are told of as any source that can't be read.
@Suite struct `Hostile files` {
  private let start: StartFolder

  init() throws { start = try StartFolder() }

  /// What is said of a file that was sent.
  private func problem(_ data: Data, _ name: String) throws -> String {
    #expect(start.send(data, as: name).status == 200)
    let reply = start.ask("GET", "/files/\(name)")
    #expect(reply.status == 200)
    return try #require(try start.document(reply)["problem"]?.text)
  }

  @Test func `deeply nested JSON`() throws {
    let nested = String(repeating: #"{"a":["#, count: 200_000)
    #expect(try problem(Data(nested.utf8), "deep.geojson").hasPrefix("deep.geojson"))
    let body = WebRequest(
      method: "POST", path: "/sources/draft",
      headers: ["cookie": start.cookie, "content-type": "application/json"],
      body: Data(nested.utf8.prefix(1 << 20)))
    #expect(throws: QueryProblem.self) { try start.keeper.reply(to: body, root: "") }
  }

  @Test func `what is no file of its kind, and half of one`() throws {
    for (name, text) in [
      ("a.gpkg", "not a database"), ("b.xlsx", "PK\u{3}\u{4}nothing"), ("c.zip", "PK"),
      ("d.fgb", "fgb"), ("e.geojson", #"{"type":"FeatureCollection","features":[{"type":"#),
      ("f.ods", ""), ("g.shp", "short"), ("h.xls", "x"), ("i.gml", "<gml"),
    ] {
      #expect(try problem(Data(text.utf8), name).contains(name), "\(name)")
    }
  }

  @Test func `a file that names another is not followed`() throws {
    let secret = try TemporaryFolder()
    let other = try secret.write("naam;x;y\nsecret;1;2\n", to: "other.csv")
    let pointer = """
      <OGRVRTDataSource><OGRVRTLayer name="other"><SrcDataSource>\(other)</SrcDataSource>
      <SrcLayer>other</SrcLayer></OGRVRTLayer></OGRVRTDataSource>
      """
    for name in ["a.gml", "b.kml", "c.dxf", "d.sqlite"] {
      let reply = try problem(Data(pointer.utf8), name)
      #expect(!reply.contains("secret;"), "\(name)")
    }
  }

  @Test(arguments: [
    "CREATE VIRTUAL TABLE leak USING VirtualText('x.csv', 'UTF-8', 1)",
    "CREATE VIRTUAL TABLE leak USING VirtualOGR('x.csv')",
    "create  virtual/**/table leak using rtree(a)",
    "CREATE VIEW leak AS SELECT ogr_datasource_load_layers('x.csv')",
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT load_extension('x'); END",
  ])
  func `a database that leads outside is refused`(statement: String) throws {
    // A table of SQLite with nothing but that statement, written into its list of tables.
    let path = try start.folder.write("", to: "x.gpkg")
    let database = try SQLiteDatabase(path: path)
    try database.execute("CREATE TABLE a (b)")
    try database.execute("PRAGMA writable_schema = ON")
    let escaped = statement.replacing("'", with: "''")
    try database.execute(
      "INSERT INTO sqlite_master VALUES ('table', 'leak', 'leak', 0, '\(escaped)')")
    let reply = try start.document(start.ask("GET", "/files/x.gpkg"))
    #expect(reply["problem"]?.text?.contains("leads to what is outside") == true, "\(reply)")
  }
}
