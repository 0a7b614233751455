import Foundation

/// The text of a file line by line, whichever way its lines end.
struct FileLines {
  /// The lines, without their ends.
  var lines: [String]
  /// How lines end: otherwise on Windows.
  private let ending: String

  /// The lines of a file.
  init(_ bytes: Data) {
    let text = String(decoding: bytes, as: UTF8.self)
    ending = text.contains("\r\n") ? "\r\n" : "\n"
    lines = text.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  /// The whole text.
  var text: String { lines.joined(separator: ending) }

  /// The text with further lines at its end.
  func adding(_ more: [String]) -> String {
    var file = self
    // Three points end a file; what stands behind them is no part of it.
    let behind = lines[(lines.firstIndex { $0.hasPrefix("...") } ?? lines.count)...]
    file.lines.removeLast(behind.count)
    while file.lines.last?.allSatisfy(\.isWhitespace) == true { file.lines.removeLast() }
    file.lines += more + (behind.isEmpty ? [""] : behind)
    return file.text
  }
}
