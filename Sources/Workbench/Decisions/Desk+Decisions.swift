import Foundation
import LayerIO
import Pipeline
import ProjectBundling
import ProjectFile

extension Desk {
  /// Decisions as they are at `/decisions`, with the version that whoever edits them has to have seen; `POST` there takes
  /// one, `PUT` and `DELETE` at `/decisions/NUMBER` change it; `/decisions/history` tells who did what, and `POST` at
  /// `/decisions/undo` and `/decisions/redo` takes the last edit back and brings it back.
  /// - Throws: `Refusal`, `QueryProblem`, `NotThere`; as answers do.
  func decisionReply(
    to request: WebRequest, _ parts: [String], _ access: Access, _ control: JobControl
  ) throws -> WebReply {
    let numbers = parts.count == 1 ? parts.compactMap { Int($0) } : []
    switch (request.method, parts) {
    case ("GET", []): return try reply(try book.page())
    case ("GET", ["history"]):
      return try WebReply(.json, ["edits": .list(book.history.entries.map(\.document))])
    case ("POST", []):
      return try edit(request, access, control) { .add(try DecisionLine($0, by: $1, on: $2).text) }
    case ("POST", ["undo"]): return try step(.undo, request, access, control)
    case ("POST", ["redo"]): return try step(.redo, request, access, control)
    case (let method, _) where ["PUT", "DELETE"].contains(method) && numbers.count == 1:
      let number = numbers[0]
      return try edit(request, access, control) { decision, by, on in
        method == "DELETE"
          ? .remove(number) : .replace(number, try DecisionLine(decision, by: by, on: on).text)
      }
    case (_, []): throw Refusal.method(request, allowed: "GET, HEAD, POST")
    case (_, ["undo"]), (_, ["redo"]): throw Refusal.method(request, allowed: "POST")
    case (_, ["history"]): throw Refusal.method(request, allowed: "GET, HEAD")
    default:
      throw NotThere(
        "There is nothing at '\(request.path)'.",
        "There are /decisions, /decisions/NUMBER, /decisions/history, /decisions/undo and "
          + "/decisions/redo.")
    }
  }

  private func reply(_ page: DecisionBook.Page) throws -> WebReply {
    var reply = try WebReply(.json, page.document)
    reply.headers["ETag"] = "\"\(page.version)\""
    return reply
  }

  private func edit(
    _ request: WebRequest, _ access: Access, _ control: JobControl,
    _ edit: (_ decision: JSONValue, _ by: String, _ on: String) throws -> DecisionBook.Edit
  ) throws -> WebReply {
    let sent = try JSONValue(sentWith: request)
    try sent.refuseOthers(than: ["decision", "by"])
    let (by, now) = (try editor(sent, access), Date())
    let on = now.formatted(.iso8601.year().month().day())
    let change = try edit(sent["decision"] ?? .null, by, on)
    let page = try writingProject {
      try book.edit(change, seen: request.seenVersion(), by: by, at: now) {
        try check($0, $1, access, control)
      }
    }
    return try takeUp(page)
  }

  private func step(
    _ direction: DecisionHistory.Direction, _ request: WebRequest, _ access: Access,
    _ control: JobControl
  ) throws -> WebReply {
    let sent = try JSONValue(sentWith: request)
    try sent.refuseOthers(than: ["by"])
    let page = try book.step(
      direction, seen: request.seenVersion(), by: editor(sent, access), at: Date()
    ) { try check($0, $1, access, control) }
    return try takeUp(page)
  }

  /// Who edits: whoever came by a link goes by its name.
  private func editor(_ sent: JSONValue, _ access: Access) throws(QueryProblem) -> String {
    if let link = access.link { return link }
    guard let by = sent["by"]?.text, !by.allSatisfy(\.isWhitespace), by.count <= 100 else {
      throw QueryProblem("by", "It is not told who decides.", "Give a name, such as 'roads'.")
    }
    return by
  }

  /// Looks whether somebody may make of one list of decisions another, and whether that holds together with itself and
  /// with the schedule.
  private func check(
    _ before: Decisions, _ after: Parsed<Decisions>, _ access: Access, _ control: JobControl
  ) throws {
    if let party = access.party {
      try checkOwn(party, changes(from: before.decisions, to: after.value.decisions))
    }
    let inputs = session.inputs.deciding(after)
    try Refusal.contradictions { try session.answer(of: inputs, control: control).check() }
  }

  /// Has all answers follow what was decided.
  private func takeUp(_ page: DecisionBook.Page) throws -> WebReply {
    start(from: session.inputs.deciding(try page.parsed(named: book.name)))
    return try reply(page)
  }
}

extension WebRequest {
  /// The version of a document that whoever edits it has seen (RFC 9110, `If-Match`).
  /// - Throws: `Refusal` where it is not told.
  func seenVersion() throws(Refusal) -> String {
    guard let match = headers["if-match"], match.first == "\"", match.last == "\"", match.count > 2
    else {
      throw Refusal(
        428, "It is not told which version is edited.",
        "Send the ETag of what you saw as 'If-Match'.")
    }
    return String(match.dropFirst().dropLast())
  }
}

extension DecisionHistory.Entry {
  /// The edit as it is sent.
  fileprivate var document: JSONValue {
    [
      "what": .text(what), "by": .text(by), "at": .text(at),
      "removed": .list(removed.map(JSONValue.text)), "added": .list(added.map(JSONValue.text)),
    ]
  }
}
