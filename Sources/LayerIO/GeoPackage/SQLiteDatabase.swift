import CSQLite

/// A SQLite file open for writing.
///
/// Sound to pass between threads as long as one thread uses it at a time, which is the caller's to
/// see to: SQLite is told to take no locks, since they cost as much as the binding of a value.
@safe package final class SQLiteDatabase: @unchecked Sendable {
  /// Sound: opened in `init`, closed in `deinit` after all statements, which keep this object
  /// alive.
  package let handle: OpaquePointer
  private let path: String

  /// Opens a file that is there.
  package init(path: String) throws {
    self.path = path
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
    let result = unsafe sqlite3_open_v2(path, &opened, flags, nil)
    guard result == SQLITE_OK, let handle = unsafe opened else {
      unsafe sqlite3_close_v2(opened)
      throw Self.failure(path, unsafe String(cString: sqlite3_errstr(result)))
    }
    unsafe self.handle = unsafe handle
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  /// Runs statements that give no rows.
  package func execute(_ sql: String) throws {
    try check(unsafe sqlite3_exec(handle, sql, nil, nil, nil))
  }

  /// - Throws: what SQLite says, where the result of a call is an error.
  @discardableResult
  package func check(_ result: Int32) throws -> Int32 {
    guard result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE else {
      throw Self.failure(path, unsafe String(cString: sqlite3_errmsg(handle)))
    }
    return result
  }

  private static func failure(_ path: String, _ message: String) -> ProductError {
    ProductError(
      cause: .writeFailed, path: path, problem: "The GeoPackage can't be written (\(message)).",
      remedy: "Check that the folder can be written and the disk has room.")
  }
}

/// A name as it stands in SQL.
package func quoted(_ name: String) -> String { enclosed(name, in: "\"") }

/// Text as it stands in SQL.
package func literal(_ text: String) -> String { enclosed(text, in: "'") }

/// Goes by Unicode scalars: a mark with an accent on it is one character, and ends a name all the same.
private func enclosed(_ text: String, in mark: Unicode.Scalar) -> String {
  var result = String.UnicodeScalarView([mark])
  for scalar in text.unicodeScalars {
    if scalar == mark { result.append(mark) }
    result.append(scalar)
  }
  result.append(mark)
  return String(result)
}
