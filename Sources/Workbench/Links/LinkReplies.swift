import Foundation

/// What is said about links to whoever may make them: `GET` at `/links` tells which there are, `POST` there makes one,
/// `DELETE` at `/links/NUMBER` withdraws one.
struct LinkReplies {
  let book: LinkBook
  /// Those who pay for works.
  let parties: [String]
  /// Whether nobody looks without a key.
  let isClosed: Bool
  /// Address of the service, without a slash at the end.
  let root: String

  /// The reply to a request whose path below `/links` has these parts.
  /// - Throws: `Refusal`, `QueryProblem`, `NotThere`; `YAMLError` where the file can't be written.
  func reply(to request: WebRequest, _ parts: [String], at time: Date = .now) throws -> WebReply {
    switch (request.method, parts.count) {
    case ("GET", 0): return try all(time)
    case ("POST", 0): return try make(JSONValue(sentWith: request), time)
    case ("DELETE", 1):
      _ = try JSONValue(sentWith: request)
      guard let id = Int(parts[0]) else {
        throw NotThere("There is no link '\(parts[0])'.", "Links have numbers.")
      }
      try book.withdraw(id)
      return try all(time)
    default:
      throw Refusal.method(request, allowed: parts.isEmpty ? "GET, HEAD, POST" : "DELETE")
    }
  }

  private func all(_ time: Date) throws -> WebReply {
    try WebReply(
      .json,
      [
        "links": .list(book.links.map { $0.document(on: day(of: time)) }),
        "parties": .list(parties.map(JSONValue.text)), "closed": .boolean(isClosed),
      ])
  }

  private func make(_ sent: JSONValue, _ time: Date) throws -> WebReply {
    try sent.refuseOthers(than: ["name", "kind", "party", "until"])
    let kinds = Link.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    guard let kind = sent["kind"]?.text.flatMap(Link.Kind.init) else {
      throw QueryProblem("kind", "It is not told what the link is for.", "Give one of: \(kinds).")
    }
    guard kind != .withoutCosts || isClosed else {
      throw Refusal(
        409, "Who leaves this link away sees all costs, as the service is open to anybody.",
        "Start it with --closed; then links without costs can be made.")
    }
    let made = try book.make(
      kind, name: name(sent), party: party(sent, kind), until: until(sent, time), at: time)
    return try WebReply(
      .json,
      [
        "link": made.link.document(on: day(of: time)),
        "address": .text("\(root)/?key=\(made.token)"), "key": .text(made.token),
      ])
  }

  private func name(_ sent: JSONValue) throws(QueryProblem) -> String {
    let name = sent["name"]?.text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard (1...100).contains(name.count),
      !name.unicodeScalars.contains(where: CharacterSet.controlCharacters.contains)
    else {
      throw QueryProblem(
        "name", "The link has no name.", "Give one of at most 100 characters: who gets it, and why."
      )
    }
    return name
  }

  private func party(_ sent: JSONValue, _ kind: Link.Kind) throws(QueryProblem) -> String? {
    guard kind == .party else { return nil }
    guard let party = sent["party"]?.text, parties.contains(party) else {
      throw QueryProblem(
        "party", "This is nobody who pays for works.",
        "There are: \(parties.joined(separator: ", ")).")
    }
    return party
  }

  private func until(_ sent: JSONValue, _ time: Date) throws(QueryProblem) -> String? {
    guard let until = sent["until"]?.text, !until.isEmpty else { return nil }
    let date = try? Date(until + "T00:00:00Z", strategy: .iso8601)
    guard let date, day(of: date) == until, until >= day(of: time) else {
      throw QueryProblem(
        "until", "'\(until)' is no day from today on.", "Write one as 2027-01-31.")
    }
    return until
  }
}

extension Link {
  /// The link as it is told, without a word of its token.
  fileprivate func document(on day: String) -> JSONValue {
    [
      "id": .integer(id), "name": .text(name), "kind": .text(kind.rawValue),
      "party": party.map(JSONValue.text) ?? .null, "made": .text(made),
      "until": until.map(JSONValue.text) ?? .null, "used": used.map(JSONValue.text) ?? .null,
      "ended": .boolean(hasEnded(on: day)),
    ]
  }
}
