import Foundation

/// A source that is a table of a PostgreSQL database with PostGIS, or the answer to a query.
package struct DatabaseSource: Sendable, Hashable {
  /// What is read.
  package enum Content: Sendable, Hashable {
    /// A table or view by its name, which may have that of its schema and a point before it; names that hold a
    /// point stand in double quotes.
    case table(String)
    /// What a `SELECT` gives.
    case query(String)
  }

  /// Where the database is.
  package var address: DatabaseAddress
  /// What is read.
  package var content: Content
  /// The column with the geometry; nil takes the only one.
  package var geometry: String?
  /// The coordinate system that the project gives; geometries without one are refused where it gives none.
  package var crs: String?

  /// A source.
  package init(
    address: DatabaseAddress, content: Content, geometry: String? = nil, crs: String? = nil
  ) {
    (self.address, self.content) = (address, content)
    (self.geometry, self.crs) = (geometry, crs)
  }

  /// What messages and records call it.
  package var name: String {
    switch content {
    case .table(let table): "\(address.text) (\(table))"
    case .query: "\(address.text) (query \(fingerprint))"
    }
  }

  /// Name of its snapshot, without ending.
  package var snapshotName: String {
    guard case .table(let table) = content else { return "query-" + fingerprint }
    return LayerIO.snapshotName(table, fingerprint)
  }

  private var fingerprint: String {
    let parts: [String] =
      switch content {
      case .table(let table): ["table", table]
      case .query(let query): ["query", query]
      }
    let all = [address.text] + parts + [geometry ?? "", crs ?? ""]
    return String(sha256(of: Data(all.joined(separator: "\0").utf8)).prefix(8))
  }
}

/// The parts of a name in SQL: `beheer.wegen` is two, `"mijn.schema"."de wegen"` likewise; nil where it is none.
func sqlNameParts(_ name: String) -> [String]? {
  var parts = [String.UnicodeScalarView()]
  var (isQuoted, wasQuoted) = (false, false)
  var rest = name.unicodeScalars[...]
  while let sign = rest.popFirst() {
    switch sign {
    case "\"" where isQuoted && rest.first == "\"":
      parts[parts.count - 1].append("\"")
      rest.removeFirst()
    case "\"" where isQuoted: (isQuoted, wasQuoted) = (false, true)
    case "\"" where parts[parts.count - 1].isEmpty && !wasQuoted: isQuoted = true
    case "." where !isQuoted:
      parts.append(String.UnicodeScalarView())
      wasQuoted = false
    case _ where wasQuoted: return nil
    default: parts[parts.count - 1].append(sign)
    }
  }
  return isQuoted || parts.count > 2 || parts.contains(where: \.isEmpty)
    ? nil : parts.map { String($0) }
}
