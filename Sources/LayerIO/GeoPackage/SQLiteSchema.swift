import CSQLite
import Foundation

/// Refuses a database of which a table, view or trigger leads outside it: GDAL knows virtual tables and functions
/// that read other files and services, and would show what these hold as if it were the file's.
/// - Throws: `SourceError`; nothing for a file that SQLite can't read, of which GDAL says more.
func checkLeadsNowhere(database path: String, source: String) throws(SourceError) {
  for statement in statements(of: path) {
    guard let outward = outwardPart(of: statement) else { continue }
    throw SourceError(
      source: source, problem: "The database leads to what is outside it ('\(outward)').",
      remedy: "Export its layers to a new GeoPackage, and take that.")
  }
}

/// The statements that made a database's tables, indexes, views and triggers; nothing is written beside it.
private func statements(of path: String) -> [String] {
  let name = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
  var database: OpaquePointer?
  defer { unsafe sqlite3_close_v2(database) }
  let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
  let opened = unsafe sqlite3_open_v2("file:\(name)?immutable=1", &database, flags, nil)
  guard opened == SQLITE_OK else { return [] }
  // The table of these statements is read as such, whatever stands in it: none of them is run.
  unsafe sqlite3_exec(database, "PRAGMA writable_schema = ON", nil, nil, nil)
  var statement: OpaquePointer?
  defer { unsafe sqlite3_finalize(statement) }
  let query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
  guard unsafe sqlite3_prepare_v2(database, query, -1, &statement, nil) == SQLITE_OK else {
    return []
  }
  var found: [String] = []
  while unsafe sqlite3_step(statement) == SQLITE_ROW {
    // Sound: the text lives until the next step, and is copied.
    if let text = unsafe sqlite3_column_text(statement, 0) {
      found.append(unsafe String(cString: text))
    }
  }
  return found
}

/// What of a statement leads outside; nil where nothing does.
private func outwardPart(of statement: String) -> String? {
  let small = statement.lowercased()
  if let function = outwardFunctions.first(where: small.contains) { return function }
  // A table of rows may have a column of that name; SQLite writes the beginning itself.
  guard small.contains("virtual"), !plainBeginnings.contains(where: small.hasPrefix) else {
    return nil
  }
  let form = /create virtual table\s+(?:"[^"]*"|\[[^\]]*\]|`[^`]*`|'[^']*'|\w+)\s+using\s+(\w+).*/
    .dotMatchesNewlines()
  guard let module = small.wholeMatch(of: form)?.1 else { return "virtual table" }
  return inwardModules.contains(String(module)) ? nil : String(module)
}

private let plainBeginnings = [
  "create table ", "create index ", "create unique index ", "create view ", "create trigger ",
]

/// Functions of GDAL and SpatiaLite that read or write elsewhere.
private let outwardFunctions = [
  "ogr_datasource", "ogr_layer", "virtualogr", "load_extension", "blobfromfile", "blobtofile",
  "importshp", "importdbf", "importgeojson", "importxls", "importwfs", "exportshp", "exportdbf",
  "exportgeojson", "exportkml", "http_get",
]

/// Virtual tables that hold what is theirs: indexes on ground and on words.
private let inwardModules: Set = [
  "rtree", "rtree_i32", "fts3", "fts4", "fts5", "virtualspatialindex", "virtualelementary",
  "virtualknn", "virtualknn2",
]
