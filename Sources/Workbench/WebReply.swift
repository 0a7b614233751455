import Foundation
import Workers

/// What is asked over the web, as it was sent.
package struct WebRequest: Sendable {
  /// Path, percent-encoded, such as `/v1/collections`.
  package let path: String
  /// Parameters, percent-encoded; empty without any.
  package let query: String
  /// The `Accept` header; nil where there is none.
  package let accept: String?

  /// A request.
  package init(path: String, query: String = "", accept: String? = nil) {
    (self.path, self.query, self.accept) = (path, query, accept)
  }

  /// The parts of the path below a prefix, decoded; nil where it does not begin with it or can't be decoded.
  package func parts(below prefix: String) -> [String]? {
    guard path == prefix || path.hasPrefix(prefix + "/") else { return nil }
    let rest = path.dropFirst(prefix.count)
    // The address of the interface itself may end in a slash; no other may.
    guard rest != "/", !rest.isEmpty else { return [] }
    let parts = rest.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    let decoded = parts.compactMap { String($0).removingPercentEncoding }
    return decoded.count == parts.count ? decoded : nil
  }

  /// The parameters, decoded.
  /// - Throws: `QueryProblem` where they can't be.
  package func parameters() throws(QueryProblem) -> [QueryParameter] {
    var found: [QueryParameter] = []
    for pair in query.split(separator: "&") {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let texts = halves.compactMap { $0.replacing("+", with: " ").removingPercentEncoding }
      guard texts.count == halves.count else {
        throw QueryProblem(String(pair), "This can't be decoded.", "Percent-encode it as UTF-8.")
      }
      found.append(QueryParameter(texts[0], texts.count > 1 ? texts[1] : ""))
    }
    return found
  }
}

/// What is sent back.
package struct WebReply: Sendable {
  /// Status of HTTP.
  package var status = 200
  /// Kind of document.
  package let type: MediaType
  /// Further headers by name.
  package var headers: [String: String] = [:]
  /// The document.
  package let body: Data

  /// A document.
  package init(_ type: MediaType, _ body: Data) { (self.type, self.body) = (type, body) }

  /// A document in JSON.
  package init(_ type: MediaType = .json, _ value: JSONValue) throws {
    self.init(type, try value.bytes)
  }

  /// A page.
  package init(page: String) { self.init(.html, Data(page.utf8)) }

  /// What is said of an error (RFC 9457): what was asked wrongly in full, of faults of ours no more than that they are.
  package init(_ error: any Error) {
    let told = error as? any UserError
    let status =
      switch told?.kind {
      case .badInput?: 400
      case .missingInput?: 404
      default: 500
      }
    let detail =
      status == 500 ? "The service could not answer; its log says why." : told?.description ?? ""
    let titles = [400: "Bad Request", 404: "Not Found", 500: "Internal Server Error"]
    let document: JSONValue = [
      "type": "about:blank", "title": .text(titles[status] ?? ""), "status": .integer(status),
      "detail": .text(detail),
    ]
    self.init(.problem, (try? document.bytes) ?? Data())
    self.status = status
  }
}
