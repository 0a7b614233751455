import Foundation
import LayerIO

/// A scenario has a file already.
package struct ScenarioIsThere: Error {}

extension Scenario {
  /// Writes the scenario as a file beside a project, where `Scenario.all` finds it.
  /// - Throws: `ScenarioIsThere`; `YAMLError` where it can't be written, or would not be read as the same.
  package func write(besideProject project: String) throws {
    let folder = URL(fileURLWithPath: project).deletingLastPathComponent()
      .appendingPathComponent("scenarios").path
    let path = folder + "/\(key).yaml"
    let there = try Scenario.all(besideProject: project).map(\.key)
    guard !there.contains(key), !FileManager.default.fileExists(atPath: path) else {
      throw ScenarioIsThere()
    }
    let bytes = Data(text.utf8)
    let read = try Parsed(bytes, of: path, named: path) { try Scenario($0, key: key) }.value
    guard read.changes == changes, read.name == name, read.reason == reason, read.base == base
    else {
      throw YAMLError(
        path: path, line: nil, problem: "The scenario can't be written as a file.",
        remedy: "Write the file by hand.")
    }
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try replaceText(of: path, by: text)
  }

  /// The scenario as it stands in a file.
  private var text: String {
    let lines = [
      "kansenkaart_scenario: 1",
      name.en == name.nl
        ? "name: " + quoted(name.en) : "name: {nl: \(quoted(name.nl)), en: \(quoted(name.en))}",
      reason.map { "why: " + quoted($0) }, base.map { "base: " + quoted($0) },
      "changes: " + changes.text,
    ]
    return lines.compactMap(\.self).joined(separator: "\n") + "\n"
  }
}
