import Dispatch
import Foundation
import Pipeline
import ProjectFile
import Synchronization

/// Opens the desk while people are already let in, and opens it anew when its sources have changed: the old one
/// answers until the new one is there.
package final class DeskKeeper: Sendable {
  private let open: @Sendable (JobControl) throws -> Desk
  private let keys: Keys
  /// The files of the project, where it has a folder of its own.
  private let sources: SourceDesk?
  private let state = Mutex(State())

  private struct State {
    var desk: Desk?
    /// The links of its project; nil before there was a desk.
    var links: LinkBook?
    /// How many desks there have been.
    var desks = 0
    /// How far the opening of the next one is; nil where none is being opened.
    var opening: (stage: Stage, part: Double)?
    /// Why the last opening ended without a desk.
    var problem: String?
  }

  /// A keeper; `open` makes a desk, and `keys` let people in. Of a project that is still to be made `sources` are its
  /// files.
  package init(
    keys: Keys, sources: SourceDesk? = nil, open: @escaping @Sendable (JobControl) throws -> Desk
  ) {
    (self.open, self.keys, self.sources) = (open, keys, sources)
  }

  /// Opens a desk, unless one is being opened or there is no project yet. Returns when it is there or can't be; what
  /// then is wrong, requests are told.
  package func openDesk() {
    if beginOpening() { finishOpening() }
  }

  /// Takes it on to open a desk; false where another does, or there is no project yet.
  private func beginOpening() -> Bool {
    guard sources?.hasProject ?? true else { return false }
    return state.withLock { state in
      guard state.opening == nil else { return false }
      (state.opening, state.problem) = ((.reading, 0), nil)
      return true
    }
  }

  private func finishOpening() {
    let control = JobControl { [weak self] stage, part in
      self?.state.withLock { $0.opening = (stage, part) }
    }
    let made = Result {
      let desk = try open(control)
      return (desk, try links ?? LinkBook(besideProject: desk.session.inputs.project.path))
    }
    if case .success = made { sources?.settle() }
    state.withLock { state in
      state.opening = nil
      switch made {
      case .success((let desk, let links)):
        (state.desk, state.links) = (desk, links)
        state.desks += 1
      case .failure(let error): state.problem = "\(error)"
      }
    }
  }

  /// Why there is no desk; nil where there is one, or will be.
  package var problem: String? { state.withLock { $0.desk == nil ? $0.problem : nil } }
  /// The desk that is open.
  package var desk: Desk? { state.withLock(\.desk) }
  private var links: LinkBook? { state.withLock(\.links) }

  /// Whether whoever sent a request may do now what they might then: links are withdrawn while people wait.
  package func stillLets(_ request: WebRequest, _ access: Access) -> Bool {
    (try? keys.access(of: request, links)) == access
  }

  /// What whoever sends a request may see and do.
  /// - Throws: `Refusal` for somebody who may not even look.
  package func access(of request: WebRequest) throws(Refusal) -> Access {
    try keys.access(of: request, links)
  }

  /// The reply to a request, as `Desk.reply` gives it, to whom a key or a link lets in; and besides, how the desk is at
  /// `/state`, at `/rebuild` one that is made anew, and at `/links` which links there are.
  /// - Throws: as `Desk.reply`; `Refusal` where somebody may not do it.
  package func reply(
    to request: WebRequest, root: String, control: JobControl = JobControl()
  ) throws -> WebReply {
    let links = links
    // Which links there are is known when the project is.
    if links == nil, keys.bringsToken(request) {
      return waiting(request, tellsWhy: !keys.isClosed)
    }
    if let reply = try keys.opening(request, links) { return reply }
    return try reply(to: request, root: root, for: keys.access(of: request, links), control)
  }

  private func reply(
    to request: WebRequest, root: String, for access: Access, _ control: JobControl
  ) throws -> WebReply {
    let parts = request.parts(below: "")
    switch parts {
    case ["state"] where !request.isWriting: return try stateReply(access)
    case ["rebuild"]:
      guard request.method == "POST" else { throw Refusal.method(request, allowed: "POST") }
      try access.checkEdit()
      _ = try JSONValue(sentWith: request)
      openDesk()
      return try stateReply(access)
    default: break
    }
    if let sources, let reply = try sourceReply(to: request, sources, for: access) { return reply }
    guard let desk, let links else {
      return waiting(request, tellsWhy: access.right != .withoutCosts)
    }
    if access.right == .withoutCosts { return try desk.publicReply(to: request, root: root) }
    if parts?.first == "links" {
      try access.checkEdit()
      return try LinkReplies(
        book: links, parties: desk.parties(), isClosed: keys.isClosed, root: root
      ).reply(to: request, Array(parts?.dropFirst() ?? []))
    }
    // A question changes nothing.
    if request.isWriting, parts != ["ask"] {
      try parts?.first == "decisions" ? access.checkDecide() : access.checkEdit()
    }
    let reply = try desk.reply(to: request, root: root, for: access, control: control)
    guard stillLets(request, access) else {
      throw Refusal(401, "This link has ended or was withdrawn.", "Ask for another link.")
    }
    return reply
  }

  /// Begins to take in a file that a request sends; nil for other requests, which `reply` answers.
  /// - Throws: `Refusal` where somebody may not edit, or the file can't be taken.
  package func upload(for request: WebRequest) throws -> Upload? {
    guard let sources, let name = SourceDesk.nameOfUpload(request) else { return nil }
    try keys.access(of: request, links).checkEdit()
    return try sources.upload(name, for: request)
  }

  /// Takes in a file that is whole.
  /// - Throws: `Refusal` where another file is there by now.
  package func finish(_ upload: Upload) throws -> WebReply {
    guard let sources else { preconditionFailure("an upload has a folder") }
    return try sources.finish(upload)
  }

  /// What those who may edit are told of the files of the project, and do to them; nil for other requests.
  private func sourceReply(
    to request: WebRequest, _ sources: SourceDesk, for access: Access
  ) throws -> WebReply? {
    let isRoot = request.parts(below: "") == [] && !request.isWriting
    if isRoot {
      let (isOpen, isOpening) = state.withLock { ($0.desk != nil, $0.opening != nil) }
      guard !isOpen, !isOpening, access.mayEdit else { return nil }
      return WebReply(page: try sources.page(in: sources.language(asked: request)))
    }
    guard request.parts(below: "/sources") != nil || request.parts(below: "/files") != nil else {
      return nil
    }
    try access.checkEdit()
    guard request.method == "POST", request.parts(below: "/sources") == ["write"] else {
      guard let reply = try sources.reply(to: request) else {
        throw NotThere(
          "There is nothing at '\(request.path)'.", "There are /sources and /files/NAME.")
      }
      return reply
    }
    guard desk == nil, state.withLock({ $0.opening == nil }) else {
      throw Refusal(409, "The map is there, or being made.", "Look at the page anew.")
    }
    try sources.write(AnswersSent(JSONValue(sentWith: request)["answers"]))
    if beginOpening() { DispatchQueue.global().async { self.finishOpening() } }
    var reply = try stateReply(access)
    reply.status = 202
    return reply
  }

  private func stateReply(_ access: Access) throws -> WebReply {
    let (desk, desks, opening, problem) = state.withLock {
      ($0.desk, $0.desks, $0.opening, $0.problem)
    }
    // Names of files and problems tell of the project, and those who see no costs see no page that shows them.
    let isPublic = access.right == .withoutCosts
    return try WebReply(
      .json,
      [
        "open": .boolean(desk != nil), "may_edit": .boolean(access.mayEdit),
        "sources": .boolean(sources != nil),
        "party": access.party.map(JSONValue.text) ?? .null,
        "link": access.link.map(JSONValue.text) ?? .null,
        "opening": opening.map {
          ["stage": .text($0.stage.rawValue), "part": .number($0.part)]
        } ?? .null,
        "problem": isPublic ? .null : problem.map(JSONValue.text) ?? .null,
        "changed": .list(isPublic ? [] : (desk?.changedSources ?? []).map(JSONValue.text)),
        // Another text when what pages show is no longer how it is.
        "revision": "\(desks).\(desk?.revision ?? 0)",
      ])
  }

  /// What is told while there is no desk.
  private func waiting(_ request: WebRequest, tellsWhy: Bool) -> WebReply {
    let (opening, told) = state.withLock { ($0.opening, $0.problem) }
    let problem = tellsWhy ? told : nil
    let isEmpty = !(sources?.hasProject ?? true)
    var reply: WebReply
    if request.path == "/" {
      reply = WebReply(
        page: WaitingPage(opening: opening, problem: problem, isEmpty: isEmpty).text)
      reply.status = 503
    } else {
      reply = WebReply(
        problem: 503,
        problem
          ?? (isEmpty
            ? "There is no project yet."
            : "The project is still being read; ask again in a second."))
    }
    if problem == nil { reply.headers["Retry-After"] = "1" }
    return reply
  }
}
