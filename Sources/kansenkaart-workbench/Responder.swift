import Dispatch
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Tables
import Workbench
import Workers

/// Answers requests: it hands them on to the desk, away from the event loops, and says errors as problems.
struct Responder: HTTPResponder {
  typealias Context = BasicRequestContext

  let desk: Desk
  let gate: Gate
  let logger: Logger

  func respond(to request: Request, context: Context) async throws -> Response {
    guard gate.lets(request) else {
      return refusal(421, "Misdirected Request", "This service has other names.")
    }
    guard request.method == .get || request.method == .head else {
      var response = refusal(
        405, "Method Not Allowed", "What is here can be read, and not changed.")
      response.headers[.allow] = "GET, HEAD"
      return response
    }
    guard request.head.path?.utf8.count ?? 0 <= ServiceLimits.target else {
      return refusal(414, "URI Too Long", "The address is too long.")
    }
    return response(to: request, await reply(to: request))
  }

  private func reply(to request: Request) async -> WebReply {
    let asked = WebRequest(
      path: request.uri.path, query: request.uri.query ?? "",
      accept: request.headers[.accept])
    let root = gate.root
    do {
      return try await awayFromEventLoops { try desk.reply(to: asked, root: root) }
    } catch {
      let reply = WebReply(error)
      if reply.status == 500 { logger.error("\(error)") }
      return reply
    }
  }

  private func response(to request: Request, _ reply: WebReply) -> Response {
    var response = Response(
      status: .init(code: reply.status), headers: Self.headers,
      body: request.method == .head ? .init() : .init(byteBuffer: .init(bytes: reply.body)))
    // Of what is asked with HEAD the length is told, and nothing sent.
    response.headers[.contentLength] = String(reply.body.count)
    response.headers[.contentType] =
      reply.type == .html ? "text/html; charset=utf-8" : reply.type.rawValue
    for (name, value) in reply.headers {
      guard let name = HTTPField.Name(name) else { preconditionFailure("no header \(name)") }
      response.headers[name] = value
    }
    return response
  }

  private func refusal(_ status: Int, _ title: String, _ detail: String) -> Response {
    let document: JSONValue = [
      "type": "about:blank", "status": .integer(status), "detail": .text(detail),
      "title": .text(title),
    ]
    var response = Response(status: .init(code: status), headers: Self.headers)
    response.headers[.contentType] = MediaType.problem.rawValue
    if let bytes = try? document.bytes { response.body = .init(byteBuffer: .init(bytes: bytes)) }
    return response
  }

  /// Nobody shows pages of the service within their own, guesses at what a document is, or is told where a reader
  /// came from. A report says in itself what it may load.
  private static let headers: HTTPFields = {
    var headers = HTTPFields()
    headers[.contentSecurityPolicy] = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    headers[.xContentTypeOptions] = "nosniff"
    headers[.cacheControl] = "no-cache"
    for (name, value) in [
      ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
    ] {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    return headers
  }()
}

/// Does long work where it keeps nobody else from being heard.
func awayFromEventLoops<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async {
      continuation.resume(with: Swift.Result(catching: work))
    }
  }
}

/// How the program ends for an error, as docs/command-line.md has it.
func ending(_ error: any Error) -> Int32 {
  (error as? any UserError)?.kind.exitCode ?? UserErrorKind.badInput.exitCode
}
