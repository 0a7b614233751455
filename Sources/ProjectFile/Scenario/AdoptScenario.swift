import Foundation

extension ProjectFile {
  /// Writes a scenario into its project: from then on its changes are part of it, with who decided so, when and
  /// why. Bases of the scenario come first, each as an entry of its own; all else in the file stays as it was.
  ///
  /// - Parameters:
  ///   - key: the scenario's key.
  ///   - projectPath: the project file.
  ///   - by: who adopted it.
  ///   - on: the day, as `2026-11-28`.
  ///   - reason: why; nil takes the reason that the scenario gives.
  ///   - check: looks whether the project with the changes holds together, before anything is written.
  /// - Returns: the entries that were written.
  /// - Throws: `YAMLError` for a scenario that there is not or that changes nothing, for an `adopted` that is
  ///   not written as a list of lines, and what `check` throws.
  package static func adopt(
    _ key: String, into projectPath: String, by: String, on: String, reason: String? = nil,
    checking check: (Parsed<ProjectFile>) throws -> Void
  ) throws -> [AdoptedScenario] {
    let scenarios = try Scenario.all(besideProject: projectPath, neededBy: key)
    let scenario = try scenarios.named(key, besideProject: projectPath)
    let entries = try scenario.lineage(among: scenarios).filter { !$0.changes.isEmpty }.map {
      AdoptedScenario(
        scenario: $0.key, by: by, on: on, reason: reason ?? $0.reason,
        changes: $0.changes.naming(from: projectPath))
    }
    guard !entries.isEmpty else {
      throw scenario.error("It changes nothing.", "Adopt a scenario with 'changes'.")
    }
    let before = try ProjectFile.read(path: projectPath)
    for entry in entries {
      guard let earlier = before.value.adopted.first(where: { $0.isSameChange(as: entry) }) else {
        continue
      }
      throw scenario.error(
        "'\(entry.scenario)' is adopted already, by \(earlier.by) on \(earlier.on).",
        "Its changes would count twice; take the earlier entry out of \(projectPath) first.")
    }
    let text = try ProjectText(before, path: projectPath).adding(entries.map(\.text))
    let after = try ProjectFile.read(text: Data(text.utf8), path: projectPath)
    guard after.value.adopted == before.value.adopted + entries else {
      throw YAMLError(
        path: projectPath, line: nil, problem: "The scenario could not be written into it.",
        remedy: "Add it by hand: \(entries.map(\.text).joined(separator: "; "))")
    }
    try check(after)
    try replace(projectPath, by: text)
    return entries
  }
}

/// Puts a text in place of a file in one step: the file that a link leads to, with the rights that it has.
/// - Throws: `YAMLError` where it may not be written.
private func replace(_ path: String, by text: String) throws(YAMLError) {
  let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
  do {
    guard FileManager.default.isWritableFile(atPath: file.path) else {
      throw CocoaError(.fileWriteNoPermission)
    }
    let rights = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    try Data(text.utf8).write(to: file, options: .atomic)
    if let rights {
      try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: file.path)
    }
  } catch {
    throw YAMLError(
      path: path, line: nil, problem: "The project file can't be written.",
      remedy: "Check the rights of the file and of its folder.")
  }
}

extension AdoptedScenario {
  /// Whether another entry changes the same by the same scenario.
  fileprivate func isSameChange(as other: AdoptedScenario) -> Bool {
    scenario == other.scenario && changes == other.changes
  }

  /// The entry as it stands in a project file, on one line.
  fileprivate var text: String {
    let why = reason.map { ", why: " + quoted($0) } ?? ""
    return "{scenario: \(quoted(scenario)), by: \(quoted(by)), on: \(quoted(on))\(why), "
      + "changes: \(changes.text)}"
  }
}

/// The text of a project file, line by line.
private struct ProjectText {
  private let path: String
  private var lines: [String]
  /// Whether lines end as on Windows.
  private let ending: String

  init(_ file: Parsed<ProjectFile>, path: String) {
    self.path = path
    let text = String(decoding: file.bytes, as: UTF8.self)
    ending = text.contains("\r\n") ? "\r\n" : "\n"
    lines = text.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  /// The text with entries at the end of `adopted`, which is made at the end of the file where it is not there.
  func adding(_ entries: [String]) throws(YAMLError) -> String {
    var lines = lines
    guard let start = lines.firstIndex(where: { $0.hasPrefix("adopted:") }) else {
      // Three points end a file; what stands behind them is no part of it.
      let behind = lines[(lines.firstIndex { $0.hasPrefix("...") } ?? lines.count)...]
      lines.removeLast(behind.count)
      while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
      lines += ["adopted:"] + entries.map { "  - " + $0 } + (behind.isEmpty ? [""] : behind)
      return lines.joined(separator: ending)
    }
    let rest = lines[start].dropFirst("adopted:".count).prefix { $0 != "#" }
    guard rest.allSatisfy(\.isWhitespace) else {
      throw YAMLError(
        path: path, line: start + 1, problem: "'adopted' is not a list of lines.",
        remedy: "Write each entry on a line of its own, behind '- '.")
    }
    let end = lines[(start + 1)...].firstIndex { Self.isNextKey($0) } ?? lines.count
    let last = lines[start..<end].lastIndex { line in
      let text = line.drop(while: \.isWhitespace)
      return !text.isEmpty && !text.hasPrefix("#")
    }
    let dash = lines[start..<end].dropFirst().first {
      $0.drop(while: \.isWhitespace).hasPrefix("-")
    }
    let indent = dash.map { String($0.prefix(while: \.isWhitespace)) } ?? "  "
    lines.insert(contentsOf: entries.map { indent + "- " + $0 }, at: (last ?? start) + 1)
    return lines.joined(separator: ending)
  }

  /// Whether a line begins something else at the top of the file.
  private static func isNextKey(_ line: String) -> Bool {
    guard let first = line.first else { return false }
    return !first.isWhitespace && first != "-" && first != "#"
  }
}
