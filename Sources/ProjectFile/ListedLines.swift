import Foundation

/// The text of a file of which one key holds a list of lines, such as `adopted` in a project: entries come and go,
/// and all else stays as it was.
package struct ListedLines {
  private let path: String
  private let key: String
  private let file: FileLines

  private var lines: [String] { file.lines }

  /// The lines of a file.
  package init(_ bytes: Data, path: String, key: String) {
    (self.path, self.key) = (path, key)
    file = FileLines(bytes)
  }

  /// The text with entries at the end of the list, which is made at the end of the file where it is not there.
  /// - Throws: `YAMLError` where it is not a list of lines.
  package func adding(_ entries: [String]) throws(YAMLError) -> String {
    guard let start = try start() else {
      return file.adding(["\(key):"] + entries.map { "  - " + $0 })
    }
    var file = file
    let list = start..<end(of: start)
    let dash = lines[list].dropFirst().first { $0.drop(while: \.isWhitespace).hasPrefix("-") }
    let indent = dash.map { String($0.prefix(while: \.isWhitespace)) } ?? "  "
    let last = lastOfContent(in: list) ?? start
    file.lines.insert(contentsOf: entries.map { indent + "- " + $0 }, at: last + 1)
    return file.text
  }

  /// The text with another entry, or none, in the place of that which begins at a line, counted from 1; `next` is the
  /// line at which the one behind it begins, nil for the last. Comments behind an entry stay.
  /// - Throws: `YAMLError` where it is not a list of lines.
  package func replacing(
    entryAt line: Int, next: Int?, by entry: String?
  ) throws(YAMLError) -> String {
    guard let start = try start(), line - 1 > start, line <= lines.count else {
      throw notAList(line)
    }
    let range = (line - 1)..<(next.map { $0 - 1 } ?? end(of: start))
    guard range.upperBound > range.lowerBound,
      lines[range.lowerBound].drop(while: \.isWhitespace).hasPrefix("-"),
      let last = lastOfContent(in: range)
    else { throw notAList(line) }
    var file = file
    let indent = String(lines[range.lowerBound].prefix(while: \.isWhitespace))
    file.lines.replaceSubrange(
      range.lowerBound...last, with: entry.map { [indent + "- " + $0] } ?? [])
    return file.text
  }

  /// Index of the line of the key; nil where it is not there.
  private func start() throws(YAMLError) -> Int? {
    guard let start = lines.firstIndex(where: { $0.hasPrefix(key + ":") }) else { return nil }
    let rest = lines[start].dropFirst(key.count + 1).prefix { $0 != "#" }
    guard rest.allSatisfy(\.isWhitespace) else { throw notAList(start + 1) }
    return start
  }

  private func notAList(_ line: Int) -> YAMLError {
    YAMLError(
      path: path, line: line, problem: "'\(key)' is not a list of lines.",
      remedy: "Write each entry on a line of its own, behind '- '.")
  }

  private func end(of start: Int) -> Int {
    lines[(start + 1)...].firstIndex { Self.isNextKey($0) } ?? lines.count
  }

  /// The last line that says something.
  private func lastOfContent(in range: Range<Int>) -> Int? {
    lines[range].lastIndex { line in
      let text = line.drop(while: \.isWhitespace)
      return !text.isEmpty && !text.hasPrefix("#")
    }
  }

  /// Whether a line begins something else at the top of the file.
  private static func isNextKey(_ line: String) -> Bool {
    guard let first = line.first else { return false }
    return !first.isWhitespace && first != "-" && first != "#"
  }
}
