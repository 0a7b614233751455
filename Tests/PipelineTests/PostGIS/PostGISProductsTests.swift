import Formats
import Foundation
import LayerIO
import Tables
import TestSupport
import Testing

@testable import Pipeline

/// The demo municipality by way of a database, in and out.
@Suite(.enabled(if: PostgresServer.isInstalled, Comment(rawValue: PostgresServer.lack)))
struct PostGISProductsTests {
  let server: PostgresServer
  let database: String

  init() throws {
    server = try PostgresServer.shared.get()
    database = try server.makeDatabase()
  }

  // MARK: In

  private func load(_ file: String, _ more: [String] = []) throws {
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    let loaded = try runProgram(
      "/usr/bin/ogr2ogr",
      [
        "-f", "PostgreSQL", "PG:\(server.address(database))",
        Repository.file("layers/juinen/\(file)"),
        "-nln", name, "-lco", "GEOMETRY_NAME=geom", "-lco", "LAUNDER=NO", "-lco", "PRECISION=NO",
        "-nlt", "GEOMETRY",
      ] + more)
    #expect(loaded.status == 0, "\(loaded.errors)")
  }

  /// The demo's project file with its layers in the database.
  private func project(in folder: TemporaryFolder) throws -> (text: String, files: [String]) {
    let root = Repository.file("layers/juinen")
    let named = try Repository.text("layers/juinen/project.yaml")
    let files = try FileManager.default.contentsOfDirectory(atPath: root)
      .filter { named.contains("source: \($0)") }.sorted()
    for file in files {
      try load(file, file.hasSuffix("csv") ? ["-oo", "AUTODETECT_TYPE=NO", "-nlt", "NONE"] : [])
    }
    let address = server.address(database)
    var text = try Repository.text("layers/juinen/project.yaml")
      .replacingOccurrences(
        of: "cycles: ../cycles.yaml", with: "cycles: \(Repository.file("layers/cycles.yaml"))"
      )
      .replacingOccurrences(
        of: "population: bevolking.yaml", with: "population: \(root)/bevolking.yaml")
    for file in files {
      let stem = file.split(separator: ".")[0]
      let content =
        file.hasSuffix("csv")
        ? """
        query: "SELECT *, ST_SetSRID(ST_MakePoint(replace(rd_x, ',', '.')::float8, \
        replace(rd_y, ',', '.')::float8), 28992) AS geom FROM \(stem) ORDER BY ogc_fid"
        """
        : "table: \(stem)"
      for (behind, gap) in [(",", ", "), ("}", ", "), ("\n", "")] {
        text = text.replacingOccurrences(
          of: "source: \(file)\(behind)",
          with: behind == "\n"
            ? "source: \"\(address)\"\n@\(content)\n"
            : "source: \"\(address)\"\(gap)\(content)\(behind)")
      }
    }
    // The key stands below that of the source, with its indent.
    var indent = ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.hasPrefix("@") { return indent + line.dropFirst() }
      let start = line.prefix { $0 == " " || $0 == "-" }
      indent = String(repeating: " ", count: start.count)
      return String(line)
    }
    // Coordinates are in the geometry, whose column tells the system.
    let kept = lines.map {
      $0.replacingOccurrences(of: "x: rd_x, y: rd_y, crs: \"EPSG:28992\", ", with: "")
        .replacingOccurrences(of: ", x: rd_x, y: rd_y, crs: \"EPSG:28992\"", with: "")
    }.filter {
      !["x: rd_x", "y: rd_y", "crs: \"EPSG:28992\""].contains(
        $0.trimmingCharacters(in: .whitespaces))
    }
    return (kept.joined(separator: "\n"), files)
  }

  @Test func `products of a database are those of the files that were loaded into it`() throws {
    let demo = try DemoProducts.juinen.get()
    let folder = try TemporaryFolder()
    let (text, files) = try project(in: folder)
    try folder.write(text, to: "project.yaml")
    let job = try MainJob(
      projectPath: folder.file("project.yaml"), options: MainJob.Options(), control: JobControl())
    let summary = try job.run(output: folder.file("out"))
    let called = Dictionary(
      zip(job.project.sources.map(\.source), demo.summary.record.inputs.map(\.source)),
      uniquingKeysWith: { first, _ in first })
    #expect(called.count == files.count)
    // Whatever lists no sources is the same to the byte; what names them is, but for their names.
    let named = [
      "stack.figures", "report.html", "run.json", "kansenkaart.gpkg", "kansenkaart.xlsx",
    ]
    var compared = 0
    for file in summary.files where !named.contains(file) {
      var (ours, theirs) = (
        try Data(contentsOf: URL(fileURLWithPath: folder.file("out/\(file)"))),
        try Data(contentsOf: URL(fileURLWithPath: demo.file(file)))
      )
      if ours != theirs, file.hasSuffix("csv") || file.hasSuffix("json") {
        var text = String(decoding: ours, as: UTF8.self)
        // A name may be the beginning of another.
        for (ours, theirs) in called.sorted(by: { $0.key.count > $1.key.count }) {
          // It has a comma, for which a cell stands between quotes.
          if file.hasSuffix("csv") {
            text = text.replacingOccurrences(of: "\"\(ours)\"", with: theirs)
          }
          text = text.replacingOccurrences(of: ours, with: theirs)
        }
        // The number by which the database orders its rows is a column of theirs.
        text = text.replacing(#/"source_ogc_fid":\d+,?/#, with: "")
        if file == "neighbourhoods.csv" { text = try Self.without("source_ogc_fid", text) }
        ours = Data(text.utf8)
        theirs = Data(String(decoding: theirs, as: UTF8.self).utf8)
      }
      #expect(ours == theirs, "\(file)")
      compared += 1
    }
    #expect(compared > 30)
    // Read again there is no need of the server.
    try server.run("ALTER DATABASE \(database) RENAME TO gone_\(database)", in: "postgres")
    let again = try MainJob(
      projectPath: folder.file("project.yaml"), options: MainJob.Options(products: []),
      control: JobControl())
    #expect(try again.check().map(\.sha256) == summary.record.inputs.map(\.sha256))
  }

  /// The text of a table without a column that needs no quotes.
  private static func without(_ column: String, _ text: String) throws -> String {
    let lines = text.components(separatedBy: "\r\n")
    let place = try #require(lines[0].components(separatedBy: ",").firstIndex(of: column))
    return lines.map { line in
      // The columns behind it hold no commas either.
      let behind = lines[0].components(separatedBy: ",").count - place - 1
      var cells = line.components(separatedBy: ",")
      if cells.count > behind { cells.remove(at: cells.count - behind - 1) }
      return cells.joined(separator: ",")
    }.joined(separator: "\r\n")
  }

  @Test func `no password stands in what a run leaves`() throws {
    try server.run(
      """
      CREATE TABLE areas AS SELECT 'A' AS code, ST_MakeEnvelope(155000, 463000, 155100, 463100, 28992) AS geom;
      CREATE TABLE water AS SELECT ST_MakeEnvelope(155000, 463000, 155050, 463050, 28992) AS geom;
      GRANT SELECT ON areas, water TO \(PostgresServer.guarded);
      """, in: database)
    let folder = try TemporaryFolder()
    let address = server.address(database, user: PostgresServer.guarded)
    try folder.write(
      """
      kansenkaart: 1
      name: T
      crs: EPSG:28992
      horizon: {from: 2027, to: 2041}
      neighbourhoods: {source: "\(address)", table: areas, id: code}
      themes: {water: {layers: [{source: "\(address)", query: SELECT * FROM water}]}}
      """, to: "project.yaml")
    let program = Bundle.main.bundleURL.appendingPathComponent("kansenkaart").path
    let arguments = [
      "run", folder.file("project.yaml"), "-o", folder.file("out"), "--log-level", "trace",
    ]
    let run = try runProgram(
      program, arguments, environment: ["PGPASSWORD": PostgresServer.password])
    #expect(run.status == 0, "\(run.errors)")
    #expect(!(run.output + run.errors).contains(PostgresServer.password))
    let all = try runProgram("/bin/grep", ["-rc", PostgresServer.password, folder.path])
    #expect(all.status == 1, "\(all.output)")
    let wrong = try runProgram(
      program, arguments + ["--refresh"], environment: ["PGPASSWORD": "verkeerd-woord"])
    #expect(wrong.status == 65)
    #expect(
      wrong.errors.contains("password authentication failed") && wrong.errors.contains("PGPASSWORD")
    )
    #expect(!wrong.errors.contains("verkeerd-woord"))
  }

  // MARK: Out

  @Test
  func `published tables are the CSV files cell by cell, with their keys, and GDAL reads them`()
    throws
  {
    let demo = try DemoProducts.juinen.get()
    let target = try PublishTarget(
      address: server.address(database), schema: "juinen", replaces: false)
    let job = try PublishJob(
      of: demo.file("."), to: target, threads: 2, control: JobControl())
    let published = try job.run(language: .nl)
    let files = demo.summary.files.filter { $0.hasSuffix(".csv") }
    #expect(Set(files).isSubset(of: published.rows.map { $0.table + ".csv" }))
    for file in files {
      let (table, rows) = (String(file.dropLast(4)), try parseCSV(demo.file(file)))
      let names = rows[0].map { "\"\($0)\"" }.joined(separator: ", ")
      let key = try server.rows(
        "SELECT 1 FROM pg_attribute WHERE attrelid = 'juinen.\(table)'::regclass AND attname = 'row_number'",
        in: database)
      let there = try server.rows(
        "SELECT \(names) FROM juinen.\(table)" + (key.isEmpty ? "" : " ORDER BY row_number"),
        in: database)
      func plain(_ rows: some Sequence<[String]>) -> [[String]] {
        let rows = rows.map { $0.map { ["t": "true", "f": "false"][$0] ?? $0 } }
        return key.isEmpty ? rows.sorted { $0[0] < $1[0] } : rows
      }
      // A CSV has an apostrophe before what a spreadsheet would take for a formula.
      let told = rows.dropFirst().map { row in
        row.map { cell in
          cell.hasPrefix("'") && "=+-@\t\r".contains(cell.dropFirst().first ?? "x")
            ? String(cell.dropFirst()) : cell
        }
      }
      #expect(plain(there) == plain(told), "\(table)")
    }
    let keys = try server.rows(
      """
      SELECT conrelid::regclass::text || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'juinen'::regnamespace AND contype = 'f' ORDER BY 1
      """, in: database
    ).map { $0[0] }
    for (table, key, other) in [
      ("opportunities", "neighbourhood_code", "neighbourhoods"),
      ("candidates", "neighbourhood_code", "neighbourhoods"),
      ("candidate_works", "work_id", "opportunities"),
      ("candidate_works", "candidate_id", "candidates"), ("undone", "work_id", "opportunities"),
      ("cost_splits", "candidate_id", "candidates"),
      ("coverage", "neighbourhood_code", "neighbourhoods"),
    ] {
      let constraint = "juinen.\(table) FOREIGN KEY (\(key)) REFERENCES juinen.\(other)(\(key))"
      #expect(keys.contains(constraint), "\(constraint) is not among \(keys)")
    }
    let lacking = try server.rows(
      """
      SELECT c.relname FROM pg_class AS c WHERE c.relnamespace = 'juinen'::regnamespace AND c.relkind = 'r'
        AND (obj_description(c.oid) IS NULL OR NOT EXISTS (SELECT FROM pg_index AS i
          WHERE i.indrelid = c.oid AND i.indisprimary))
      """, in: database)
    #expect(lacking.isEmpty)
    for layer in ["opportunities", "neighbourhoods", "candidates", "challenges"] {
      let read = try runProgram(
        "/usr/bin/ogrinfo", ["-ro", "-so", "PG:\(server.address(database))", "juinen.\(layer)"])
      #expect(read.status == 0 && read.output.contains("EPSG\",28992"), "\(read.errors)")
      let count = published.rows.first { $0.table == layer }?.count ?? -1
      #expect(read.output.contains("Feature Count: \(count)\n"))
    }
    let invalid = try server.rows(
      "SELECT count(*) FROM juinen.neighbourhoods WHERE NOT ST_IsValid(geom) OR abs(ST_Area(geom) - area_m2) > 1",
      in: database)
    #expect(invalid == [["0"]])
  }
}
