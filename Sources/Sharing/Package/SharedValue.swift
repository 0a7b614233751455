import Foundation

/// A value of a table.
package enum SharedValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)

  /// A text; null where there is none, or it is empty.
  init(_ text: String?) { self = text.map { $0.isEmpty ? .null : .text($0) } ?? .null }

  /// A whole number.
  init(_ integer: Int?) { self = integer.map { .integer($0) } ?? .null }

  /// A number, to six decimals: as a whole number where it is one, which is how JSON has it.
  init(_ number: Double?) {
    guard let number, number.isFinite else {
      self = .null
      return
    }
    let rounded = abs(number) < 1e9 ? (number * 1e6).rounded() / 1e6 : number.rounded()
    self = .init(whole: rounded)
  }

  private init(whole number: Double) {
    self =
      abs(number) < 1e15 && number == number.rounded() ? .integer(Int(number)) : .number(number)
  }

  /// As a number; nil for others.
  package var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .null, .boolean, .text: nil
    }
  }

  /// As a whole number; nil for others.
  package var integer: Int? { if case .integer(let value) = self { value } else { nil } }

  /// As a text; empty for others.
  package var text: String { if case .text(let value) = self { value } else { "" } }
}

extension SharedValue: Codable {
  package init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let boolean = try? value.decode(Bool.self) {
      self = .boolean(boolean)
    } else if let integer = try? value.decode(Int.self) {
      self = .integer(integer)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try value.decode(String.self))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .boolean(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    }
  }
}
