import CSQLite
import LayerIO
import Workers

/// A statement that SQLite has compiled. Sound to pass between threads as its database is.
@safe final class SQLiteStatement: @unchecked Sendable {
  /// Sound: made in `init`, finalised in `deinit`, before `database` goes.
  private let handle: OpaquePointer
  private let database: SQLiteDatabase

  init(_ sql: String, in database: SQLiteDatabase) throws {
    self.database = database
    var compiled: OpaquePointer?
    try database.check(unsafe sqlite3_prepare_v2(database.handle, sql, -1, &compiled, nil))
    guard let handle = unsafe compiled else { preconditionFailure("an empty statement") }
    unsafe self.handle = unsafe handle
  }

  deinit { unsafe sqlite3_finalize(handle) }

  /// Goes on to the next row; false at the end.
  func step() throws -> Bool {
    try database.check(unsafe sqlite3_step(handle)) == SQLITE_ROW
  }

  /// The columns of the row as text.
  var texts: [String] {
    unsafe (0..<sqlite3_column_count(handle)).map { column in
      unsafe sqlite3_column_text(handle, column).map { unsafe String(cString: $0) } ?? ""
    }
  }

  /// Runs the statement once for each row, its values in the order of the statement's parameters.
  func run(_ rows: EncodedRows) throws {
    let parameters = unsafe sqlite3_bind_parameter_count(handle)
    // Sound: offsets stay within the bytes, since rows hold a value for each parameter, and the
    // bytes that SQLite is told to read in place stay until they are bound anew.
    try unsafe rows.bytes.withUnsafeBytes { bytes in
      var offset = 0
      for row in 0..<rows.count {
        if row.isMultiple(of: 1024) { try Interruption.check() }
        for parameter in 1...parameters {
          unsafe offset += bind(bytes, offset, to: parameter)
        }
        try database.check(unsafe sqlite3_step(handle))
        try database.check(unsafe sqlite3_reset(handle))
      }
      try database.check(unsafe sqlite3_clear_bindings(handle))
    }
  }

  /// Binds the value at an offset and returns how many bytes it took.
  @inline(__always)
  private func bind(_ bytes: UnsafeRawBufferPointer, _ offset: Int, to parameter: Int32) -> Int {
    let kind = unsafe EncodedRows.Kind(rawValue: bytes[offset])
    switch kind {
    case nil, .null:
      unsafe sqlite3_bind_null(handle, parameter)
      return 1
    case .integer:
      let value = unsafe bytes.loadUnaligned(fromByteOffset: offset + 1, as: Int64.self)
      unsafe sqlite3_bind_int64(handle, parameter, value)
      return 9
    case .number:
      let value = unsafe bytes.loadUnaligned(fromByteOffset: offset + 1, as: Double.self)
      unsafe sqlite3_bind_double(handle, parameter, value)
      return 9
    case .text, .blob:
      let count = unsafe bytes.loadUnaligned(fromByteOffset: offset + 1, as: Int32.self)
      let start = unsafe bytes.baseAddress?.advanced(by: offset + 5)
      if kind == .text {
        let text = unsafe start?.assumingMemoryBound(to: CChar.self)
        unsafe sqlite3_bind_text(handle, parameter, text, count, nil)
      } else {
        unsafe sqlite3_bind_blob(handle, parameter, start, count, nil)
      }
      return 5 + Int(count)
    }
  }
}

extension SQLiteDatabase {
  /// The rows of a query as text, nulls as empty text.
  package func rows(_ sql: String) throws -> [[String]] {
    let statement = try SQLiteStatement(sql, in: self)
    var rows: [[String]] = []
    while try statement.step() { rows.append(statement.texts) }
    return rows
  }
}
