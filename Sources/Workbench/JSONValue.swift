import Formats
import Foundation

/// A piece of JSON as documents of the web are made of it. Members of objects are written in the order of
/// their names, so that the same document has the same bytes.
package indirect enum JSONValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// The member of an object; nil where there is none, or this is no object.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self = .text(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) { self = .integer(value) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  /// The last value of a name counts.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
  }
}

extension JSONValue {
  /// Its bytes, members in the order of their names.
  package var bytes: Data { get throws { try compactJSON(self) } }
}

extension JSONValue: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .boolean(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }
}

extension JSONValue: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let values = try? container.decode([JSONValue].self) {
      self = .list(values)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// The object that was sent along with a request.
  /// - Throws: `Refusal` where it is not said to be JSON, which a page elsewhere can't say without being asked first;
  ///   `QueryProblem` where it is none.
  package init(sentWith request: WebRequest) throws {
    let type = request.headers["content-type"]?.lowercased().prefix { $0 != ";" && $0 != " " }
    guard type == "application/json" else {
      throw Refusal(
        415, "What is sent is not said to be JSON.", "Send it as 'application/json'.")
    }
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: request.body),
      case .object = value
    else { throw QueryProblem("body", "This is no JSON object.", "Send one, as UTF-8.") }
    self = value
  }

  /// The text; nil where it is something else.
  package var text: String? {
    guard case .text(let value) = self else { return nil }
    return value
  }
}
