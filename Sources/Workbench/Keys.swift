import Foundation

/// The keys that let people edit, or look where that needs one. A key stands in the address that is told where the
/// service begins, and from then on in a cookie that no page elsewhere can use; programs send it in a header.
package struct Keys: Sendable {
  private let edit: String
  /// nil where anybody may look.
  private let look: String?
  private static let cookie = "kansenkaart"

  /// New keys, of 128 random bits each; `isClosed` says whether to look needs one.
  package init(isClosed: Bool = false) {
    edit = Self.random()
    look = isClosed ? Self.random() : nil
  }

  private static func random() -> String {
    (0..<2).map { _ in
      let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// What is written behind the address of the service for those who edit.
  package var query: String { "?key=" + edit }
  /// The same for those who look; empty where that needs no key.
  package var lookQuery: String { look.map { "?key=" + $0 } ?? "" }

  /// The way on for whoever comes with a key in the address, which does not stay there.
  /// - Throws: `Refusal` for another key; `QueryProblem`.
  func opening(_ request: WebRequest) throws -> WebReply? {
    guard !request.isWriting, request.parts(below: "") == [],
      let given = try request.parameters().first(where: { $0.name == "key" })?.value
    else { return nil }
    guard isSame(given, edit) || isSame(given, look) else {
      throw Refusal(
        403, "This key is of another day.", "Open the address that the service told when it began.")
    }
    var reply = WebReply(page: "<!doctype html><title>Kansenkaart</title>")
    reply.status = 303
    reply.headers["Location"] = "/"
    reply.headers["Set-Cookie"] = "\(Self.cookie)=\(given); Path=/; HttpOnly; SameSite=Strict"
    return reply
  }

  /// Whether a request comes from somebody who may edit.
  func letsEdit(_ request: WebRequest) -> Bool { given(request).contains { isSame($0, edit) } }

  /// - Throws: `Refusal` for a request from somebody who may not edit.
  func checkEdit(_ request: WebRequest) throws(Refusal) {
    guard letsEdit(request) else {
      throw Refusal(
        403, "Without the key one can look and ask, and not edit.",
        "Open the address that the service told when it began.")
    }
  }

  /// - Throws: `Refusal` for a request from somebody who may not even look.
  func checkLook(_ request: WebRequest) throws(Refusal) {
    guard look != nil, !letsEdit(request), !given(request).contains(where: { isSame($0, look) })
    else { return }
    var refusal = Refusal(
      401, "One needs a key to look at this.",
      "Open the address that you were given; a program sends its key as a password, with any name.")
    refusal.headers["WWW-Authenticate"] = "Basic realm=\"kansenkaart\", charset=\"UTF-8\""
    throw refusal
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

  /// Compares all of both: how long it takes tells nothing.
  private func isSame(_ given: String, _ key: String?) -> Bool {
    guard let key else { return false }
    let (own, other) = (Array(key.utf8), Array(given.utf8))
    guard own.count == other.count else { return false }
    return zip(own, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
