import Foundation

/// Why a value can't be read as what the project says it is.
public struct FieldProblem: Error, Sendable, Equatable {
  /// Why the feature is dropped.
  public let reason: DropReason
  /// The offending value and what was expected.
  public let detail: Wording

  /// A problem with a value.
  public init(reason: DropReason, detail: Wording) {
    self.reason = reason
    self.detail = detail
  }
}

/// A number written with a decimal point or a decimal comma; thousands may be set apart.
///
/// With both signs present the last one is the decimal sign: "1.234,56" and "1,234.56" are the same
/// number. A single comma is a decimal comma. A single point is a decimal point unless exactly three
/// digits follow it and at most three stand before it, with a leading digit other than 0, *and*
/// `pointMayGroup`: then it sets thousands apart, as in the amount "1.234". Several of one sign alone
/// set thousands apart.
func decimalNumber(_ text: String, pointMayGroup: Bool = false) -> Double? {
  let trimmed = text.filter { !$0.isWhitespace && $0 != "\u{A0}" && $0 != "\u{2009}" }
  let points = trimmed.count { $0 == "." }
  let commas = trimmed.count { $0 == "," }
  var plain = trimmed
  if points > 0 && commas > 0 {
    let decimal = trimmed.last { $0 == "." || $0 == "," } ?? "."
    plain.removeAll { ($0 == "." || $0 == ",") && $0 != decimal }
    plain = plain.replacingOccurrences(of: ",", with: ".")
  } else if commas == 1 {
    plain = plain.replacingOccurrences(of: ",", with: ".")
  } else if commas > 1 || points > 1 || pointMayGroup && groupsThousands(trimmed) {
    guard isGrouped(trimmed) else { return nil }
    plain.removeAll { $0 == "." || $0 == "," }
  }
  guard let number = Double(plain), number.isFinite, !plain.lowercased().contains("x") else {
    return nil
  }
  return number
}

private func groupsThousands(_ text: String) -> Bool {
  text.contains(".") && !text.hasPrefix("0") && isGrouped(text)
}

/// Whether all groups behind the first have three digits.
private func isGrouped(_ text: String) -> Bool {
  let groups = text.drop { $0 == "-" || $0 == "+" }
    .split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
  return groups.dropFirst().allSatisfy { $0.count == 3 } && (1...3).contains(groups[0].count)
}

extension AttributeValue {
  /// The value as text; codes stay as they are, whole numbers have no decimals. Nil for null and for
  /// blank text.
  public var codeText: String? {
    switch self {
    case .null: return nil
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .number(let value):
      return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    case .text(let text):
      if text.isTrimmed { return text }
      let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
      return trimmed.isEmpty ? nil : trimmed
    }
  }

  /// The value as a number; nil for null, blank text and the large negative numbers that stand for
  /// "missing" in the tables of CBS (-99997 and the like).
  /// - Throws: `FieldProblem` where it is text that is no number.
  public func number(pointMayGroup: Bool = false) throws(FieldProblem) -> Double? {
    switch self {
    case .null: return nil
    case .boolean:
      throw FieldProblem(
        reason: .badValue,
        detail: Wording(en: "true or false is not a number", nl: "waar of onwaar is geen getal"))
    case .integer(let value): return Self.present(Double(value))
    case .number(let value): return Self.present(value)
    case .text(let text):
      guard let trimmed = codeText else { return nil }
      let bare = trimmed.replacingOccurrences(of: "€", with: "")
        .replacingOccurrences(of: "EUR", with: "")
      guard let value = decimalNumber(bare, pointMayGroup: pointMayGroup) else {
        throw FieldProblem(
          reason: .badValue,
          detail: Wording(en: "'\(text)' is not a number", nl: "'\(text)' is geen getal"))
      }
      return Self.present(value)
    }
  }

  /// The value as an amount of money in its own unit; "1.234" is one thousand two hundred thirty-four.
  /// - Throws: `FieldProblem` where it is no number.
  public func amount() throws(FieldProblem) -> Double? {
    try number(pointMayGroup: true)
  }

  /// The value as a year: a whole number, or a date that starts or ends with a year of four digits.
  /// - Throws: `FieldProblem` where it is neither, or lies outside 1800 to 2200.
  public func year() throws(FieldProblem) -> Int? {
    guard case .integer(let number) = self else { return try yearOfText() }
    return try Self.checkedYear(Int(number))
  }

  private func yearOfText() throws(FieldProblem) -> Int? {
    guard let text = codeText else { return nil }
    let value = Double(text).flatMap { Int(exactly: $0) } ?? Self.yearOfDate(text)
    guard let value else {
      throw FieldProblem(
        reason: .badValue,
        detail: Wording(en: "'\(text)' is not a year", nl: "'\(text)' is geen jaar"))
    }
    return try Self.checkedYear(value)
  }

  private static func checkedYear(_ value: Int) throws(FieldProblem) -> Int? {
    guard Self.present(Double(value)) != nil else { return nil }
    guard (1800...2200).contains(value) else {
      throw FieldProblem(
        reason: .impossibleValue,
        detail: Wording(
          en: "year \(value) is outside 1800 to 2200", nl: "jaar \(value) valt buiten 1800 tot 2200"
        ))
    }
    return value
  }

  /// The value as true or false: ja, nee, yes, no, true, false, 1, 0, j, n, y.
  /// - Throws: `FieldProblem` where it is none of these.
  public func flag() throws(FieldProblem) -> Bool? {
    guard let text = codeText?.lowercased() else { return nil }
    if ["ja", "j", "yes", "y", "true", "1", "waar"].contains(text) { return true }
    if ["nee", "n", "no", "false", "0", "onwaar"].contains(text) { return false }
    throw FieldProblem(
      reason: .badValue,
      detail: Wording(en: "'\(text)' is neither yes nor no", nl: "'\(text)' is geen ja en geen nee")
    )
  }

  private static func yearOfDate(_ text: String) -> Int? {
    let parts = text.split { "-/. T".contains($0) }
    guard parts.count >= 3, parts.prefix(3).allSatisfy({ $0.allSatisfy(\.isNumber) }) else {
      return nil
    }
    return [parts[0], parts[2]].first { $0.count == 4 }.flatMap { Int($0) }
  }

  /// CBS writes -99997 and other large negative numbers for what it does not know or tell.
  private static func present(_ value: Double) -> Double? {
    value <= -99_990 && value >= -99_999_999 && value == value.rounded()
      && String(Int64(value)).hasPrefix("-9999") ? nil : value
  }
}

extension String {
  /// Whether it begins and ends with an ASCII character that is not blank. Most values do, and looking at
  /// two bytes is a hundred times faster than trimming.
  fileprivate var isTrimmed: Bool {
    guard let first = utf8.first, let last = utf8.last else { return false }
    let visible: ClosedRange<UInt8> = 0x21...0x7E
    return visible.contains(first) && visible.contains(last)
  }
}
