import Foundation

/// A file that may hold a scenario.
struct ScenarioFile {
  /// The scenario's key: the name of the file without its ending.
  let key: String
  let path: String

  /// The files of the folder `scenarios` beside a project, by name, but for those that say they are something
  /// else.
  static func all(besideProject path: String) -> [ScenarioFile] {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      .appendingPathComponent("scenarios")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let files = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
    return files.map { name in
      let file = folder.appendingPathComponent(name)
      return ScenarioFile(key: file.deletingPathExtension().lastPathComponent, path: file.path)
    }.filter { !$0.isOfAnotherKind }
  }

  /// Whether its first key is that by which files of another kind begin, such as `kansenkaart_decisions`.
  private var isOfAnotherKind: Bool {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return false }
    let first = text.split(whereSeparator: \.isNewline).first { line in
      line.first?.isLetter ?? false
    }
    let key = first?.prefix { $0 != ":" } ?? ""
    return key.hasPrefix("kansenkaart") && key != "kansenkaart_scenario"
  }
}
