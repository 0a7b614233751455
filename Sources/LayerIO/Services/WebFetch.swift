import CGDAL
import Workers

/// What came back for a request.
struct WebDocument {
  var bytes: [UInt8]
  /// Headers by their names in small letters.
  var headers: [String: String]
}

/// Why nothing came back.
struct WebFailure: Error {
  /// The status, as `404`; nil where there was no reply.
  var status: Int?
  /// What the library says.
  var message: String
}

/// Gets a document over HTTP with GDAL's own client, which takes proxies, certificates and what goes along with
/// requests from its environment (`GDAL_HTTP_...`). Redirects are followed; what fails for the moment is tried twice more.
/// - Throws: `WebFailure`; `CancellationError` for work that nobody waits for.
func getDocument(_ address: String, accept: String) throws -> WebDocument {
  try collectingGDALMessages { _ in
    let options = CStrings([
      "HEADERS=Accept: \(accept)", "CONNECTTIMEOUT=20", "TIMEOUT=300", "LOW_SPEED_TIME=60",
      "LOW_SPEED_LIMIT=10", "MAX_RETRY=2", "RETRY_DELAY=1", "MAX_FILE_SIZE=1073741824",
      "USERAGENT=kansenkaart",
    ])
    // Sound: GDAL calls it on this thread while it fetches, and makes no use of what it is given.
    let result = unsafe CPLHTTPFetchEx(
      address, options.pointers,
      { _, _, _ in (try? Interruption.check()) == nil ? 0 : 1 }, nil, nil, nil)
    try Interruption.check()
    guard let result = unsafe result else {
      throw WebFailure(status: nil, message: "there is no reply")
    }
    defer { unsafe CPLHTTPDestroyResult(result) }
    if let message = unsafe text(result.pointee.pszErrBuf) {
      throw WebFailure(status: status(in: message), message: message)
    }
    guard unsafe result.pointee.nStatus == 0 else {
      throw WebFailure(status: nil, message: "the connection broke")
    }
    var headers: [String: String] = [:]
    var line = unsafe result.pointee.papszHeaders
    while let current = unsafe line, let pair = unsafe text(current.pointee) {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2 { headers[parts[0].lowercased()] = parts[1] }
      unsafe line = current + 1
    }
    // Sound: GDAL says how many bytes there are, and they are copied before they are freed.
    let bytes = unsafe Array(
      UnsafeBufferPointer(
        start: result.pointee.pabyData, count: Int(result.pointee.nDataLen)))
    return WebDocument(bytes: bytes, headers: headers)
  }
}

/// The status that GDAL's `HTTP error code : 404` tells.
private func status(in message: String) -> Int? {
  message.firstRange(of: "HTTP error code : ").flatMap {
    Int(message[$0.upperBound...].prefix { $0.isNumber })
  }
}
