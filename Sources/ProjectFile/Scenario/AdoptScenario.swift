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
    let text = try ListedLines(before.bytes, path: projectPath, key: "adopted")
      .adding(entries.map(\.text))
    let after = try ProjectFile.read(text: Data(text.utf8), path: projectPath)
    guard after.value.adopted == before.value.adopted + entries else {
      throw YAMLError(
        path: projectPath, line: nil, problem: "The scenario could not be written into it.",
        remedy: "Add it by hand: \(entries.map(\.text).joined(separator: "; "))")
    }
    try check(after)
    try replaceText(of: projectPath, by: text)
    return entries
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
