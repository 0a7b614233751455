import Foundation

/// Where a web service is: `https://host/path`. It never holds a password or key: what goes along with requests comes
/// from the environment, `GDAL_HTTP_USERPWD` or `GDAL_HTTP_HEADERS`.
package struct ServiceAddress: Sendable, Hashable {
  /// The address as it was given, without a slash at the end; it may be shown.
  package let text: String

  /// Takes an address.
  /// - Throws: `AddressProblem` for one that can't be read or holds a password or key.
  package init(_ text: String) throws(AddressProblem) {
    guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
      parts.fragment == nil, !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F })
    else {
      throw AddressProblem(
        problem: "The address of the service can't be read.",
        remedy:
          "Write https://host/path; other signs than letters and digits in it as %20 and the like.")
    }
    let names = (parts.queryItems ?? []).map { $0.name.lowercased() }
    guard parts.user == nil, parts.password == nil, !names.contains(where: { secrets.contains($0) })
    else {
      throw AddressProblem(
        problem: "The address of the service holds a password or key.",
        remedy: "Take it out, and give it in the environment: GDAL_HTTP_USERPWD=user:password, or "
          + "GDAL_HTTP_HEADERS='X-Api-Key: ...'; whoever reads the file would know it.")
    }
    self.text = text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  /// Whether a text is meant as such an address.
  package static func isMeant(by text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return start.hasPrefix("https:") || start.hasPrefix("http:")
  }

  /// The address of something below it, by the parts of its path and the names and values of its parameters, none of them
  /// escaped yet.
  func below(_ path: [String], _ query: [(String, String)] = []) -> String {
    let ends = text.split(separator: "?", maxSplits: 1).map(String.init)
    let full = ([ends[0]] + path.map(escaped)).joined(separator: "/")
    let all = ends.dropFirst() + query.map { "\(escaped($0.0))=\(escaped($0.1))" }
    return all.isEmpty ? full : full + "?" + all.joined(separator: "&")
  }

  /// The address that a link of a reply leads to; nil where it leads to another host, as requests may carry a key.
  /// What was asked over `https` stays so, whatever a service behind a proxy thinks of itself.
  func followed(_ link: String, from asked: String) -> String? {
    guard let base = URL(string: asked), let url = URL(string: link, relativeTo: base),
      var parts = URLComponents(url: url, resolvingAgainstBaseURL: true),
      let own = URLComponents(string: text),
      parts.scheme == "https" || parts.scheme == "http", parts.user == nil,
      parts.host?.lowercased() == own.host?.lowercased()
    else { return nil }
    if own.scheme?.lowercased() == "https", parts.scheme == "http" {
      (parts.scheme, parts.port) = ("https", own.port)
    }
    return parts.port == own.port ? parts.string : nil
  }

  private func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .plainInAddress) ?? text
  }
}

extension CharacterSet {
  /// What stands in an address as it is (RFC 3986, unreserved), and what names of types and boxes hold.
  fileprivate static let plainInAddress = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:,/"
  )
  .subtracting(CharacterSet(charactersIn: "/"))
}

/// Names of parameters that hold what nobody else should know.
private let secrets: Set = [
  "key", "apikey", "api_key", "api-key", "subscription-key", "token", "access_token", "authkey",
  "auth", "password", "passwd", "pwd", "secret", "sig", "signature",
]
