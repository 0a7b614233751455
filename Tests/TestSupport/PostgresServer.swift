import Foundation

/// A PostgreSQL server with PostGIS of the tests' own, that only a socket in its folder leads to. It runs until the
/// tests end, however they do.
package final class PostgresServer: Sendable {
  /// The one of this process; a failure where it could not be started.
  package static let shared = Result { try PostgresServer() }

  /// Whether the server's programs are installed.
  package static let isInstalled = programs != nil

  /// Why tests of it are passed over where they are not.
  package static let lack: String =
    "PostgreSQL with PostGIS is not installed; tools/test installs it"

  private static let programs: String? = {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return versions.sorted().last { version in
      FileManager.default.fileExists(
        atPath: "/usr/share/postgresql/\(version)/extension/postgis.control")
        && FileManager.default.fileExists(atPath: "\(root)/\(version)/bin/initdb")
    }.map { "\(root)/\($0)/bin" }
  }()

  /// A user who needs this password.
  package static let (guarded, password) = ("lezer", "geheim-woord-7")

  private let folder: String
  /// The shell that ends the server when its input ends, as it does with this process.
  private let input = Pipe()

  private init() throws {
    folder = "/tmp/kansenkaart-pg-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let programs = Self.programs ?? ""
    let script = """
      set -e
      cd '\(folder)'
      '\(programs)/initdb' --auth=trust --username=postgres --encoding=UTF8 --locale=C.UTF-8 --no-sync data >log 2>&1
      echo 'local all \(Self.guarded) scram-sha-256
      local all all trust' >data/pg_hba.conf
      '\(programs)/postgres' -D data -c listen_addresses='' -c unix_socket_directories='\(folder)' -c fsync=off >>log 2>&1 &
      server=$!
      cat >/dev/null || true
      kill -INT $server
      wait $server || true
      cd /
      rm -rf '\(folder)'
      """
    let process = Process()
    // PostgreSQL does not run as root.
    if getuid() == 0 {
      _ = try runProgram("/bin/chown", ["postgres", folder])
      process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
      process.arguments = [
        "--reuid=postgres", "--regid=postgres", "--clear-groups", "--", "/bin/sh", "-c", script,
      ]
    } else {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", script]
    }
    process.standardInput = input
    try process.run()
    for _ in 0..<600 {
      if try sql("SELECT 1", in: "postgres").status == 0 { break }
      usleep(100_000)
    }
    try run("CREATE ROLE \(Self.guarded) LOGIN PASSWORD '\(Self.password)'", in: "postgres")
    try run("CREATE DATABASE with_postgis", in: "postgres")
    try run("CREATE EXTENSION postgis", in: "with_postgis")
  }

  /// Address of a database for a user.
  package func address(_ database: String, user: String = "postgres") -> String {
    "postgresql://\(user)@\(folder.replacingOccurrences(of: "/", with: "%2F"))/\(database)"
  }

  /// Makes a database with PostGIS and returns its name.
  package func makeDatabase() throws -> String {
    let name = "db_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
    try run("CREATE DATABASE \(name) TEMPLATE with_postgis", in: "postgres")
    return name
  }

  /// Runs statements with psql.
  /// - Throws: what psql says of those that fail.
  @discardableResult
  package func run(_ statements: String, in database: String) throws -> String {
    let result = try sql(statements, in: database)
    guard result.status == 0 else { throw Failure(text: result.errors) }
    return result.output
  }

  /// Why statements failed.
  package struct Failure: Error { package let text: String }

  /// The rows of a query as CSV has them.
  package func rows(_ query: String, in database: String) throws -> [[String]] {
    let folder = try TemporaryFolder()
    // psql ends lines as on this system; those of CSV end otherwise.
    let lines = try run(query, in: database).replacing("\n", with: "\r\n")
    return try parseCSV(folder.write(lines, to: "rows.csv"))
  }

  private func sql(_ statements: String, in database: String) throws -> ProgramResult {
    try runProgram(
      "/usr/bin/psql",
      [
        "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--csv", "--tuples-only",
        "--dbname=\(address(database))", "--command", statements,
      ])
  }
}
