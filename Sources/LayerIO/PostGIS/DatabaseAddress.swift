import CPostgreSQL
import Workers

/// Where a PostgreSQL database is, as a URL of libpq: `postgresql://user@host:5432/database`, or
/// `postgresql:///?service=NAME` for an entry of `pg_service.conf`. It never holds a password: libpq takes that
/// from the environment (`PGPASSWORD`) or `.pgpass`.
package struct DatabaseAddress: Sendable, Hashable {
  /// The URL as it was given; it may be shown.
  package let text: String

  /// Takes a URL.
  /// - Throws: `AddressProblem` for one that can't be read, holds a password or sets what an address should not.
  package init(_ text: String) throws(AddressProblem) {
    let settings = try Self.settings(of: text)
    guard !settings.contains(where: { secrets.contains($0) }) else {
      throw AddressProblem(
        problem: "The address of the database holds a password.",
        remedy:
          "Take it out, and give it in the environment (PGPASSWORD) or in ~/.pgpass; whoever reads "
          + "the file would know it.")
    }
    if let other = settings.first(where: { !known.contains($0) }) {
      throw AddressProblem(
        problem: "The address of the database sets '\(other)'.",
        remedy: "It may set \(known.sorted().joined(separator: ", ")); give the rest in the "
          + "environment or a service file.")
    }
    self.text = text
  }

  /// Whether a text is meant as such an address.
  package static func isMeant(by text: String) -> Bool {
    let start = text.prefix(16).lowercased()
    return ["postgresql:", "postgres:", "pg:"].contains(where: start.hasPrefix)
  }

  /// Names of what a URL sets.
  private static func settings(of text: String) throws(AddressProblem) -> [String] {
    let unreadable = AddressProblem(
      problem: "The address of the database can't be read.",
      remedy:
        "Write postgresql://user@host:5432/database, or postgresql:///?service=NAME; other signs "
        + "than letters and digits in it as %20 and the like.")
    guard ["postgresql://", "postgres://"].contains(where: text.hasPrefix),
      !text.utf8.contains(0)
    else { throw unreadable }
    // Sound: libpq makes the list, ended by an entry without a name, and frees it.
    var message: UnsafeMutablePointer<CChar>?
    guard let options = unsafe PQconninfoParse(text, &message) else {
      unsafe PQfreemem(message)
      throw unreadable
    }
    defer { unsafe PQconninfoFree(options) }
    var names: [String] = []
    var option = unsafe options
    while let keyword = unsafe option.pointee.keyword {
      if unsafe option.pointee.val != nil { names.append(unsafe String(cString: keyword)) }
      unsafe option += 1
    }
    return names
  }
}

private let secrets: Set = ["password", "sslpassword"]

/// What an address may set; that it names files with keys or passwords is for the machine it is used on to say.
private let known: Set = [
  "host", "hostaddr", "port", "dbname", "user", "service", "sslmode", "sslrootcert",
  "channel_binding",
  "connect_timeout", "target_session_attrs", "gssencmode", "krbsrvname",
]
