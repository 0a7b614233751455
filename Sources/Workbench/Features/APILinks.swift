import Foundation

/// Addresses of the service as others reach it, and links to them.
package struct APILinks: Sendable {
  /// Address of the interface, without a slash at the end, such as `http://127.0.0.1:8300/v1`.
  package let root: String

  /// Links below an address.
  package init(root: String) { self.root = root }

  /// The address of a path below the interface, whose parts are given as they are, with parameters.
  package func address(_ parts: [String], _ parameters: [QueryParameter] = []) -> String {
    let path = parts.map { "/" + encoded($0) }.joined()
    let query = parameters.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
    return root + path + (query.isEmpty ? "" : "?" + query)
  }

  /// A link to a path.
  func link(
    _ parts: [String], _ parameters: [QueryParameter] = [], rel: String, type: MediaType,
    title: String? = nil
  ) -> JSONValue {
    link(to: address(parts, parameters), rel: rel, type: type, title: title)
  }

  /// A link to an address.
  func link(
    to address: String, rel: String, type: MediaType, title: String? = nil
  ) -> JSONValue {
    var members: [String: JSONValue] = [
      "href": .text(address), "rel": .text(rel), "type": .text(type.rawValue),
    ]
    if let title { members["title"] = .text(title) }
    return .object(members)
  }

  /// The link to a document itself in the form it is given in, and to its other form.
  func selfAndAlternate(
    _ parts: [String], _ parameters: [QueryParameter] = [], form: Form, json: MediaType = .json
  ) -> [JSONValue] {
    let plain = parameters.filter { $0.name != "f" }
    return Form.allCases.map { other in
      let rel = other == form ? "self" : "alternate"
      let type = other == .json ? json : .html
      return link(
        parts, plain + [QueryParameter("f", other.rawValue)], rel: rel, type: type,
        title: other == .json ? "JSON" : "HTML")
    }
  }

  private func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: Self.plain) ?? ""
  }

  /// What stands in a part of a path or a query as it is (RFC 3986, unreserved).
  private static let plain = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

/// Kinds of documents.
package enum MediaType: String, Sendable {
  case json = "application/json"
  case geoJSON = "application/geo+json"
  case html = "text/html"
  case openAPI = "application/vnd.oai.openapi+json;version=3.0"
  case problem = "application/problem+json"
  case vectorTile = "application/vnd.mapbox-vector-tile"
}

/// The form that a document is given in.
package enum Form: String, Sendable, CaseIterable {
  case json
  case html

  /// The form that a request asks for: by its parameter `f`, else by its `Accept` header, else JSON.
  /// - Throws: `QueryProblem` for another `f`.
  package init(_ parameter: String?, accept: String?) throws(QueryProblem) {
    if let parameter {
      guard let form = Form(rawValue: parameter) else {
        throw QueryProblem("f", "There is no form '\(parameter)'.", "Write f=json or f=html.")
      }
      self = form
      return
    }
    self = Self.preferred(accept ?? "")
  }

  /// The form that stands first among those with the largest weight.
  private static func preferred(_ accept: String) -> Form {
    var best: (form: Form, weight: Double) = (.json, 0)
    for range in accept.split(separator: ",") {
      let parts = range.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      guard let type = parts.first?.lowercased() else { continue }
      let weight =
        parts.dropFirst().first { $0.hasPrefix("q=") }
        .flatMap { Double($0.dropFirst(2)) } ?? 1
      let form: Form? =
        type.contains("json")
        ? .json
        : type == "text/html" || type == "application/xhtml+xml"
          ? .html : nil
      if let form, weight > best.weight { best = (form, weight) }
    }
    return best.form
  }
}
