import Foundation
import Workers

/// What is asked over the web, as it was sent.
package struct WebRequest: Sendable {
  /// Method in capitals; GET where somebody asks with HEAD, which differs in what is sent back alone.
  package let method: String
  /// Path, percent-encoded, such as `/v1/collections`.
  package let path: String
  /// Parameters, percent-encoded; empty without any.
  package let query: String
  /// Headers that are looked at, by their names in small letters.
  package let headers: [String: String]
  /// What was sent along.
  package let body: Data

  /// A request.
  package init(
    method: String = "GET", path: String, query: String = "", headers: [String: String] = [:],
    body: Data = Data()
  ) {
    (self.method, self.path, self.query) = (method, path, query)
    (self.headers, self.body) = (headers, body)
  }

  /// The `Accept` header; nil where there is none.
  package var accept: String? { headers["accept"] }
  /// Whether it may change something: anything but reading.
  package var isWriting: Bool { method != "GET" }

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
