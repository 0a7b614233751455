import Foundation

/// The keys that let people edit, or look where that needs one. A key stands in the address that is told where the
/// service begins, and from then on in a cookie that no page elsewhere can use; programs send it in a header.
package struct Keys: Sendable {
  private let edit: String
  /// nil where anybody may look.
  private let look: String?
  private static let cookie = "kansenkaart"

  /// New keys, of 192 random bits each; `isClosed` says whether to look needs one.
  package init(isClosed: Bool = false) {
    edit = Token.random()
    look = isClosed ? Token.random() : nil
  }

  /// What is written behind the address of the service for those who edit.
  package var query: String { "?key=" + edit }
  /// The same for those who look; empty where that needs no key.
  package var lookQuery: String { look.map { "?key=" + $0 } ?? "" }

  /// Whether nobody looks without a key or a link.
  var isClosed: Bool { look != nil }

  /// The way on for whoever comes with a key or a link in the address, which does not stay there.
  /// - Throws: `Refusal` for another key; `QueryProblem`.
  func opening(_ request: WebRequest, _ links: LinkBook?, at time: Date = .now) throws -> WebReply?
  {
    guard !request.isWriting, request.parts(below: "") == [],
      let given = try request.parameters().first(where: { $0.name == "key" })?.value
    else { return nil }
    let link = links?.link(of: [given], at: time)
    guard isKey(given) || link != nil else {
      throw Refusal(
        403, "This key is of another day, or this link has ended or was withdrawn.",
        "Open the address that the service told when it began, or ask for another link.")
    }
    guard isClosed || link?.kind != .withoutCosts else {
      throw Refusal(
        403, "This link shows no costs, and the service shows them to anybody.",
        "Whoever started the service can start it with --closed.")
    }
    var reply = WebReply(page: "<!doctype html><title>Kansenkaart</title>")
    reply.status = 303
    reply.headers["Location"] = "/"
    reply.headers["Set-Cookie"] = "\(Self.cookie)=\(given); Path=/; HttpOnly; SameSite=Strict"
    return reply
  }

  /// What whoever sends a request may see and do.
  /// - Throws: `Refusal` for somebody who may not even look.
  func access(
    of request: WebRequest, _ links: LinkBook?, at time: Date = .now
  ) throws(Refusal) -> Access {
    let given = given(request)
    if given.contains(where: { Token.isSame($0, edit) }) { return Access(.everything) }
    if let link = links?.link(of: given, at: time) { return link.access }
    if !isClosed || given.contains(where: isKey) { return Access(.look) }
    var refusal = Refusal(
      401, "One needs a key or a link to look at this.",
      "Open the address that you were given, unless it has ended; a program sends its key as a password, with any name."
    )
    refusal.headers["WWW-Authenticate"] = "Basic realm=\"kansenkaart\", charset=\"UTF-8\""
    throw refusal
  }

  /// Whether a request brings what may be a link.
  func bringsToken(_ request: WebRequest) -> Bool {
    let opening = try? request.parameters().contains { $0.name == "key" && !isKey($0.value) }
    return opening == true || given(request).contains { !isKey($0) }
  }

  private func isKey(_ given: String) -> Bool {
    // Both are compared, whichever it is.
    [edit, look].compactMap(\.self).filter { Token.isSame(given, $0) }.count > 0
  }

  /// The keys that come with a request: in its cookie, as a token, or as the password of a program such as QGIS.
  private func given(_ request: WebRequest) -> [String] {
    let cookies = (request.headers["cookie"] ?? "").split(separator: ";").map {
      $0.drop(while: \.isWhitespace)
    }
    let ours = cookies.filter { $0.hasPrefix(Self.cookie + "=") }.map {
      String($0.dropFirst(Self.cookie.count + 1))
    }
    let header = request.headers["authorization"] ?? ""
    if header.hasPrefix("Bearer ") { return ours + [String(header.dropFirst(7))] }
    guard header.hasPrefix("Basic "), let pair = Data(base64Encoded: String(header.dropFirst(6)))
    else { return ours }
    let text = String(decoding: pair, as: UTF8.self)
    return ours + (text.firstIndex(of: ":").map { [String(text[$0...].dropFirst())] } ?? [])
  }
}
