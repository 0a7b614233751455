import Foundation

/// The instant or the interval that features have to share time with, as `datetime` gives it: an RFC 3339 date or
/// time, or two of them with a slash between; `..` or nothing leaves an end open.
package struct TimeFilter: Sendable, Equatable {
  private let from: Date
  private let to: Date

  /// - Throws: `QueryProblem`.
  init(_ text: String) throws(QueryProblem) {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(ends.count), ends != [""] else { throw Self.problem(text) }
    from = try Self.instants(ends[0], of: text, open: .distantPast, opens: ends.count == 2).first
    to = try Self.instants(
      ends[ends.count - 1], of: text, open: .distantFuture, opens: ends.count == 2
    )
    .last
    guard from <= to else { throw Self.problem(text) }
  }

  /// Whether a year has time in common with it.
  func meets(year: Int) -> Bool {
    guard let (first, _) = Self.day("\(Self.padded(year))-01-01"),
      let (_, last) = Self.day("\(Self.padded(year))-12-31")
    else { return false }
    return first <= to && from <= last
  }

  private static func padded(_ year: Int) -> String {
    String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
  }

  /// The first and the last instant of what is written.
  private static func instants(
    _ end: String, of text: String, open: Date, opens: Bool
  ) throws(QueryProblem) -> (first: Date, last: Date) {
    if opens && (end.isEmpty || end == "..") { return (open, open) }
    if let day = day(end) { return day }
    let styles = [
      Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true),
    ]
    guard end.count >= 20, day(String(end.prefix(10))) != nil,
      let instant = styles.lazy.compactMap({ try? Date(end, strategy: $0) }).first
    else { throw problem(text) }
    return (instant, instant)
  }

  /// The first and the last instant of a day such as 2026-11-29; nil for one that there is not.
  private static func day(_ text: String) -> (first: Date, last: Date)? {
    let style = Date.ISO8601FormatStyle().year().month().day()
    guard let date = try? Date(text, strategy: style), date.formatted(style) == text else {
      return nil
    }
    return (date, date.addingTimeInterval(24 * 3600 - 1e-3))
  }

  private static func problem(_ text: String) -> QueryProblem {
    QueryProblem(
      "datetime", "'\(text)' is no date, time or interval.",
      "Write 2027-01-01, 2027-01-01T00:00:00Z, or two with a slash between; '..' leaves an end open."
    )
  }
}
