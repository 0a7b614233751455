import Foundation

/// The key that lets people edit: it stands in the address that is told where the service begins, and from then on in a
/// cookie that no page elsewhere can use.
package struct EditKey: Sendable {
  private let text: String
  private static let cookie = "kansenkaart"

  /// A new key, of 128 random bits.
  package init() {
    text = (0..<2).map { _ in
      let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// What is written behind the address of the service.
  package var query: String { "?key=" + text }

  /// The way on for whoever comes with a key in the address, which does not stay there.
  /// - Throws: `Refusal` for another key; `QueryProblem`.
  func opening(_ request: WebRequest) throws -> WebReply? {
    guard !request.isWriting, request.parts(below: "") == [],
      let given = try request.parameters().first(where: { $0.name == "key" })?.value
    else { return nil }
    guard isSame(given) else {
      throw Refusal(
        403, "This key is of another day.", "Open the address that the service told when it began.")
    }
    var reply = WebReply(page: "<!doctype html><title>Kansenkaart</title>")
    reply.status = 303
    reply.headers["Location"] = "/"
    reply.headers["Set-Cookie"] = "\(Self.cookie)=\(text); Path=/; HttpOnly; SameSite=Strict"
    return reply
  }

  /// Whether a request comes from somebody who may edit.
  func lets(_ request: WebRequest) -> Bool {
    let cookies = (request.headers["cookie"] ?? "").split(separator: ";").map {
      $0.drop(while: \.isWhitespace)
    }
    let given = cookies.first { $0.hasPrefix(Self.cookie + "=") }?.dropFirst(Self.cookie.count + 1)
    let bearer = request.headers["authorization"].flatMap { header in
      header.hasPrefix("Bearer ") ? header.dropFirst(7) : nil
    }
    return [given, bearer].contains { $0.map { isSame(String($0)) } ?? false }
  }

  /// - Throws: `Refusal` for a request from somebody who may only look.
  func check(_ request: WebRequest) throws(Refusal) {
    guard lets(request) else {
      throw Refusal(
        403, "Without the key one can look and ask, and not edit.",
        "Open the address that the service told when it began.")
    }
  }

  /// Compares all of both: how long it takes tells nothing.
  private func isSame(_ given: String) -> Bool {
    let (own, other) = (Array(text.utf8), Array(given.utf8))
    guard own.count == other.count else { return false }
    return zip(own, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
