import Dispatch
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Pipeline
import Synchronization
import Tables
import Workbench
import Workers

/// Answers requests: it hands them on to the desk, away from the event loops, and says errors as problems.
struct Responder: HTTPResponder {
  typealias Context = BasicRequestContext

  let keeper: DeskKeeper
  let gate: Gate
  let logger: Logger

  func respond(to request: Request, context: Context) async throws -> Response {
    guard gate.lets(request) else {
      return response(to: request, WebReply(problem: 421, "This service has other names."))
    }
    guard gate.letsOrigin(request) else {
      return response(
        to: request, WebReply(problem: 403, "Pages of another service change nothing here."))
    }
    guard request.head.path?.utf8.count ?? 0 <= ServiceLimits.target else {
      return response(to: request, WebReply(problem: 414, "The address is too long."))
    }
    var body = ByteBuffer()
    if request.method != .get, request.method != .head {
      do {
        body = try await self.body(of: request)
      } catch is NIOTooManyBytesError {
        return response(to: request, WebReply(problem: 413, "What is sent is too long."))
      } catch is CancellationError {
        return response(to: request, WebReply(problem: 408, "What is sent takes too long."))
      } catch {
        return response(to: request, WebReply(problem: 400, "What is sent can't be read."))
      }
    }
    let asked = WebRequest(request, Data(body.readableBytesView))
    guard asked.accept == "text/event-stream" else {
      return response(to: request, await reply(to: asked, JobControl()))
    }
    return events(of: asked)
  }

  /// What is sent along with a request.
  /// - Throws: `NIOTooManyBytesError`; `CancellationError` where it takes too long.
  private func body(of request: Request) async throws -> ByteBuffer {
    try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
      group.addTask {
        var request = request
        return try await request.collectBody(upTo: ServiceLimits.body)
      }
      group.addTask {
        try await Task.sleep(for: ServiceLimits.bodyTime)
        throw CancellationError()
      }
      defer { group.cancelAll() }
      return try await group.next() ?? ByteBuffer()
    }
  }

  private func reply(to asked: WebRequest, _ control: JobControl) async -> WebReply {
    let root = gate.root
    do {
      return try await awayFromEventLoops {
        try keeper.reply(to: asked, root: root, control: control)
      }
    } catch {
      let reply = WebReply(error)
      if reply.status == 500 { logger.error("\(error)") }
      return reply
    }
  }

  /// How far the reply is, and at last the reply itself, as server-sent events; whoever leaves has the work stopped.
  private func events(of asked: WebRequest) -> Response {
    let responder = self
    let access = try? keeper.access(of: asked)
    let body = ResponseBody { writer in
      let (events, told) = AsyncStream.makeStream(of: WebEvent.self)
      let shown = Mutex(-1)
      let control = JobControl { stage, part in
        let per = (Stage.allCases.firstIndex(of: stage) ?? 0) * 100 + Int(part * 100)
        let isNew = shown.withLock { last in
          defer { last = per }
          return last != per
        }
        if isNew { told.yield(.progress(stage, part)) }
      }
      let work = Task {
        told.yield(.reply(await responder.reply(to: asked, control)))
        told.finish()
      }
      let pulse = Task {
        while !Task.isCancelled {
          try await Task.sleep(for: .milliseconds(200))
          told.yield(.pulse)
        }
      }
      defer { pulse.cancel() }
      do {
        for await event in events {
          // Whose link is withdrawn hears no more.
          if let access, !responder.keeper.stillLets(asked, access) {
            control.cancel()
            let end = WebReply(problem: 401, "This link has ended or was withdrawn.")
            try await writer.write(ByteBuffer(bytes: WebEvent.reply(end).bytes))
            break
          }
          try await writer.write(ByteBuffer(bytes: event.bytes))
        }
        try await writer.finish(nil)
      } catch {
        control.cancel()
        await work.value
        throw error
      }
    }
    var response = Response(status: .ok, headers: Self.headers, body: body)
    response.headers[.contentType] = "text/event-stream"
    return response
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

  /// Nobody shows pages of the service within their own, guesses at what a document is, or is told where a reader
  /// came from. A report says in itself what it may load.
  private static let headers: HTTPFields = {
    var headers = HTTPFields()
    headers[.contentSecurityPolicy] = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    headers[.xContentTypeOptions] = "nosniff"
    // What one may see another may not: nothing is kept for others, nor shown without asking again.
    headers[.cacheControl] = "private, no-cache"
    headers[.vary] = "Cookie, Authorization, Accept"
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

extension WebRequest {
  /// Headers that the service looks at.
  private static let headers: [HTTPField.Name] = [
    .accept, .authorization, .contentType, .cookie, .ifMatch,
  ]

  fileprivate init(_ request: Request, _ body: Data) {
    let headers = Self.headers.compactMap { name in
      request.headers[name].map { (name.canonicalName, $0) }
    }
    self.init(
      method: request.method == .head ? "GET" : request.method.rawValue, path: request.uri.path,
      query: request.uri.query ?? "", headers: Dictionary(headers) { first, _ in first }, body: body
    )
  }
}
