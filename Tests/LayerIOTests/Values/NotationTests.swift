import Foundation
import TestSupport
import Testing

@testable import LayerIO

/// A way to write a number that is not negative.
struct NumberNotation: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var decimal: String
  var group = ""
  var before = ""
  var behind = ""

  func text(_ whole: Int, _ fraction: String) -> String {
    var digits = Substring(String(whole))
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    let body = ([digits] + groups).joined(separator: group)
    return before + body + (fraction.isEmpty ? "" : decimal + fraction) + behind
  }
}

private let notations = [
  NumberNotation(testDescription: "point", decimal: "."),
  NumberNotation(testDescription: "comma", decimal: ","),
  NumberNotation(testDescription: "Dutch", decimal: ",", group: "."),
  NumberNotation(testDescription: "English", decimal: ".", group: ","),
  NumberNotation(testDescription: "French", decimal: ",", group: "\u{202F}"),
  NumberNotation(testDescription: "spaces", decimal: ".", group: "\u{A0}"),
  NumberNotation(testDescription: "Swiss", decimal: ".", group: "’"),
  NumberNotation(testDescription: "euro before", decimal: ",", group: ".", before: "€ "),
  NumberNotation(testDescription: "euro behind", decimal: ",", group: ".", behind: " EUR"),
  NumberNotation(testDescription: "dollars", decimal: ".", group: ",", before: "$"),
  NumberNotation(
    testDescription: "padded", decimal: ",", group: ".", before: " ", behind: "\u{A0}"),
  NumberNotation(testDescription: "minus", decimal: ".", group: ",", before: "−"),
  NumberNotation(testDescription: "accounts", decimal: ".", group: ",", before: "(", behind: ")"),
]

private let dateNotations: [(String, @Sendable (DateComponents, Date) -> String)] = [
  ("ISO", { date, _ in iso(date, "-") }),
  ("slashes", { date, _ in iso(date, "/") }),
  ("eight digits", { date, _ in iso(date, "") }),
  ("moment", { date, _ in iso(date, "-") + "T08:30:00Z" }),
  ("moment of GDAL", { date, _ in iso(date, "/") + " 08:30:00+01" }),
  ("Dutch", { date, _ in "\(date.day ?? 0)-\(date.month ?? 0)-\(date.year ?? 0)" }),
  ("German", { date, _ in "\(two(date.day)).\(two(date.month)).\(date.year ?? 0)" }),
  ("American", { date, _ in "\(two(date.month))/\(two(date.day))/\(date.year ?? 0)" }),
  ("words", { date, _ in "\(date.day ?? 0) \(month(date, dutchMonths)) \(date.year ?? 0)" }),
  ("short", { date, _ in "\(month(date, englishMonths)) \(date.day ?? 0), \(date.year ?? 0)" }),
  ("spreadsheet", { _, day in String(Int(day.timeIntervalSince1970) / 86_400 + 25_569) }),
  ("milliseconds", { _, day in String(Int(day.timeIntervalSince1970) * 1000) }),
]

private func two(_ number: Int?) -> String {
  let text = String(number ?? 0)
  return text.count < 2 ? "0" + text : text
}

private func iso(_ date: DateComponents, _ sign: String) -> String {
  [String(date.year ?? 0), two(date.month), two(date.day)].joined(separator: sign)
}

private let dutchMonths = [
  "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
  "oktober", "november", "december",
]
private let englishMonths = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
]

private func month(_ date: DateComponents, _ names: [String]) -> String {
  names[(date.month ?? 1) - 1]
}

/// Random numbers and dates, written as people do and read back by what their column tells.
@Suite struct NotationTests {
  @Test("Numbers come back as they were written", arguments: notations)
  func numbers(_ notation: NumberNotation) throws {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<50 {
      // At least one value shows its decimals; others may look like thousands.
      var parts = [(whole: Int.random(in: 0..<1_000_000, using: &generator), fraction: "25")]
      for _ in 0..<30 {
        let size = [10, 1000, 100_000, 100_000_000].randomElement(using: &generator) ?? 10
        let count = Int.random(in: 0...4, using: &generator)
        let digits = (0..<count).map { _ in String(Int.random(in: 0...9, using: &generator)) }
        parts.append((Int.random(in: 0..<size, using: &generator), digits.joined()))
      }
      parts.shuffle(using: &generator)
      let isNegative = ["−", "("].contains(notation.before)
      let texts = parts.map { notation.text($0.whole, $0.fraction) }
      let found = try numbers(texts)
      for (part, number) in zip(parts, found) {
        let size = try #require(Double("\(part.whole).\(part.fraction)0"))
        #expect(number == (isNegative ? -size : size))
      }
    }
  }

  private func numbers(_ texts: [String]) throws -> [Double?] {
    let column = judged(texts, as: .amount)
    return try texts.indices.map { try column.number($0) }
  }

  private func judged(_ texts: [String], as kind: FieldUse.Kind) -> AttributeColumn {
    var column = AttributeColumn(name: "a")
    for text in texts { column.append(.text(text)) }
    column.notation =
      ColumnJudgement(column, [FieldUse("a", as: kind)], given: nil).notation
    return column
  }

  // MARK: Dates

  @Test("Dates come back with their year", arguments: dateNotations.map(\.0))
  func dates(_ name: String) throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    let write = try #require(dateNotations.first { $0.0 == name }).1
    var generator = SeededGenerator(seed: 32)
    let days = (0..<400).map { _ in
      // From 1975 to 2079.
      Date(
        timeIntervalSince1970: Double(Int.random(in: 2_000...40_000, using: &generator)) * 86_400)
    }
    let texts = days.map {
      write(calendar.dateComponents([.year, .month, .day], from: $0), $0)
    }
    let column = judged(texts, as: .plannedYear)
    for (feature, day) in days.enumerated() {
      #expect(try column.year(feature) == calendar.component(.year, from: day))
    }
  }
}
