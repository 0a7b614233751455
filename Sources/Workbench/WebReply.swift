import Foundation
import Workers

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
      switch (error, told?.kind) {
      case (let refusal as Refusal, _): refusal.status
      case (_, .badInput?): 400
      case (_, .missingInput?): 404
      case (is CancellationError, _): 503
      default: 500
      }
    let detail =
      status == 500 ? "The service could not answer; its log says why." : told?.description ?? ""
    let refusal = error as? Refusal
    self.init(problem: status, detail, with: refusal?.members ?? [:])
    headers = refusal?.headers ?? [:]
  }

  /// A problem (RFC 9457) with what is to be told besides.
  package init(problem status: Int, _ detail: String, with members: [String: JSONValue] = [:]) {
    var document = members
    document["type"] = "about:blank"
    document["title"] = .text(Self.titles[status] ?? "")
    document["status"] = .integer(status)
    document["detail"] = .text(detail)
    self.init(.problem, (try? JSONValue.object(document).bytes) ?? Data())
    self.status = status
  }

  private static let titles = [
    400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 408: "Request Timeout", 409: "Conflict", 412: "Precondition Failed",
    413: "Content Too Large", 414: "URI Too Long", 415: "Unsupported Media Type",
    421: "Misdirected Request", 428: "Precondition Required", 500: "Internal Server Error",
    503: "Service Unavailable",
  ]
}
