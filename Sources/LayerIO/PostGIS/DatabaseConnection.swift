import CPostgreSQL
import Workers

/// What a PostgreSQL server, or the way to it, says is wrong.
package struct DatabaseError: Error, Sendable {
  /// The five signs of the kind of error (PostgreSQL, appendix A), such as `42P01`; empty where there was no
  /// answer of the server.
  package let state: String
  /// The message, on one line.
  package let message: String

  /// Whether the server did not let us in.
  package var isRefusal: Bool {
    state.hasPrefix("28") || ["password", "authentication"].contains(where: message.contains)
  }
}

/// A connection to a PostgreSQL server. Not Sendable: one task uses it.
@safe package final class DatabaseConnection {
  /// Sound: opened in `init`, closed once in `deinit`.
  private let handle: OpaquePointer

  /// Connects, and has texts come as UTF-8 and values be written in one way whatever the server's settings.
  /// - Throws: `DatabaseError`.
  package init(_ address: DatabaseAddress) throws(DatabaseError) {
    // Of what is set twice the later counts: the address may say how long to wait.
    let settings = [
      ("connect_timeout", "20"), ("dbname", address.text), ("client_encoding", "UTF8"),
      ("fallback_application_name", "kansenkaart"),
    ]
    let names = CStrings(settings.map(\.0))
    let values = CStrings(settings.map(\.1))
    guard let opened = unsafe PQconnectdbParams(names.constant, values.constant, 1) else {
      throw DatabaseError(state: "", message: "out of memory")
    }
    guard unsafe PQstatus(opened) == CONNECTION_OK else {
      let message = unsafe oneLine(PQerrorMessage(opened))
      unsafe PQfinish(opened)
      throw DatabaseError(state: "", message: message)
    }
    unsafe handle = unsafe opened
    // What the server notes by the way would go to standard error.
    unsafe PQsetNoticeProcessor(opened, { _, _ in }, nil)
    for setting in [
      "datestyle = 'ISO, YMD'", "intervalstyle = 'iso_8601'", "bytea_output = 'hex'",
      "extra_float_digits = 3", "standard_conforming_strings = on",
    ] { try execute("SET \(setting)") }
  }

  deinit { unsafe PQfinish(handle) }

  /// Runs one statement with parameters `$1`, `$2`, ...; values come as text.
  /// - Throws: `DatabaseError`; also for a text that holds several statements.
  @discardableResult
  package func execute(
    _ statement: String, _ parameters: [String] = []
  ) throws(DatabaseError) -> DatabaseRows {
    let values = CStrings(parameters)
    return try unsafe rows(
      PQexecParams(
        handle, statement, Int32(parameters.count), nil, values.constant, nil, nil, 0))
  }

  /// The columns that a query will have, without running it.
  /// - Throws: `DatabaseError`.
  package func columns(of query: String) throws(DatabaseError) -> [DatabaseColumn] {
    try unsafe rows(PQprepare(handle, "", query, 0, nil))
    return try unsafe rows(PQdescribePrepared(handle, "")).columns
  }

  @discardableResult
  private func rows(_ result: OpaquePointer?) throws(DatabaseError) -> DatabaseRows {
    guard let result = unsafe result else { throw failure() }
    let rows = unsafe DatabaseRows(result)
    if let error = rows.error { throw error }
    return rows
  }

  private func failure() -> DatabaseError {
    DatabaseError(state: "", message: unsafe oneLine(PQerrorMessage(handle)))
  }

  // MARK: Rows in

  /// Starts to send rows, as `COPY ... FROM STDIN` asks for them.
  /// - Throws: `DatabaseError`.
  package func beginCopy(_ statement: String) throws(DatabaseError) {
    try unsafe rows(PQexec(handle, statement))
  }

  /// Sends some of the text of rows.
  /// - Throws: `DatabaseError`.
  package func send(_ text: ByteBuffer) throws(DatabaseError) {
    // Sound: libpq copies the bytes during the call.
    let result = unsafe text.bytes.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      return unsafe PQputCopyData(handle, start, Int32(bytes.count))
    }
    guard result == 1 else { throw copyFailure() }
  }

  /// Ends the rows that are sent.
  /// - Throws: `DatabaseError` for those that the server does not take.
  package func endCopy() throws(DatabaseError) {
    guard unsafe PQputCopyEnd(handle, nil) == 1 else { throw copyFailure() }
    try finishCopy()
  }

  private func finishCopy() throws(DatabaseError) {
    while let result = unsafe PQgetResult(handle) {
      if let error = unsafe DatabaseRows(result).error { throw error }
    }
    guard unsafe PQstatus(handle) == CONNECTION_OK else { throw failure() }
  }

  /// What the server said while rows were sent, else what stopped them.
  private func copyFailure() -> DatabaseError {
    do throws(DatabaseError) { try finishCopy() } catch { return error }
    return failure()
  }
}

/// A column of what a query gives.
package struct DatabaseColumn: Sendable {
  /// Its name.
  package let name: String
  /// Number of its type in `pg_type`.
  package let type: UInt32
  /// What its declaration says of the type, such as the system of a geometry; -1 for nothing.
  package let modifier: Int32
}

/// What a statement gave.
@safe package final class DatabaseRows {
  /// Sound: taken over in `init`, freed once in `deinit`.
  private let handle: OpaquePointer

  fileprivate init(_ handle: OpaquePointer) { unsafe self.handle = unsafe handle }

  deinit { unsafe PQclear(handle) }

  /// Number of rows.
  package var count: Int { Int(unsafe PQntuples(handle)) }

  /// The columns.
  package var columns: [DatabaseColumn] {
    unsafe (0..<PQnfields(handle)).map { index in
      DatabaseColumn(
        name: unsafe PQfname(handle, index).map { unsafe String(cString: $0) } ?? "",
        type: unsafe PQftype(handle, index), modifier: unsafe PQfmod(handle, index))
    }
  }

  /// A value as text, whose bytes are UTF-8 unless the database keeps no encoding; nil for null.
  package subscript(row: Int, column: Int) -> String? {
    unsafe value(row, column) { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// The same; nil for null, and for what is not UTF-8.
  package func bytes(_ row: Int, _ column: Int) -> [UInt8]? {
    unsafe value(row, column) { unsafe Array($0) }
  }

  /// Sound: the bytes stay as long as the result does.
  private func value<Result>(
    _ row: Int, _ column: Int, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result? {
    let (row, column) = (Int32(row), Int32(column))
    guard unsafe PQgetisnull(handle, row, column) == 0,
      let start = unsafe PQgetvalue(handle, row, column)
    else { return nil }
    let count = unsafe Int(PQgetlength(handle, row, column))
    return unsafe body(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// All values of a column, without nulls.
  package func texts(_ column: Int = 0) -> [String] {
    (0..<count).compactMap { self[$0, column] }
  }

  /// What went wrong; nil where nothing did.
  fileprivate var error: DatabaseError? {
    switch unsafe PQresultStatus(handle) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN: return nil
    default:
      let state = unsafe PQresultErrorField(handle, Int32(UInt8(ascii: "C")))
      return DatabaseError(
        state: unsafe state.map { unsafe String(cString: $0) } ?? "",
        message: unsafe oneLine(PQresultErrorMessage(handle)))
    }
  }
}

/// A message of libpq without line ends.
private func oneLine(_ message: UnsafePointer<CChar>?) -> String {
  let text = unsafe message.map { unsafe String(cString: $0) } ?? ""
  return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
