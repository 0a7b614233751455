import Foundation

extension ProjectFile {
  /// Has a project file name a file of decisions, so that every run reads it; all else in it stays as it was.
  /// - Throws: `YAMLError` where the project names another, or it can't be written into it.
  package static func name(decisions name: String, in path: String) throws {
    let before = try read(path: path)
    guard before.value.bundling.decisions == nil else { return }
    let named = FileLines(before.bytes).naming("decisions: " + quoted(name), below: "bundling")
    guard let after = try? read(text: Data(named.utf8), path: path),
      after.value.bundling.decisions == name
    else {
      throw YAMLError(
        path: path, line: nil, problem: "The file of decisions could not be named in it.",
        remedy: "Write 'decisions: \(name)' below 'bundling' by hand.")
    }
    try replaceText(of: path, by: named)
  }
}

extension FileLines {
  /// The text with a first member of a key at its top, which is made at its end where it is not there.
  fileprivate func naming(_ member: String, below key: String) -> String {
    guard let place = lines.firstIndex(where: { $0.hasPrefix(key + ":") }) else {
      return adding(["\(key):", "  " + member])
    }
    var file = self
    if let brace = lines[place].firstIndex(of: "{") {
      let rest = lines[place][brace...].dropFirst()
      let isEmpty = rest.drop(while: \.isWhitespace).hasPrefix("}")
      file.lines[place] = lines[place][...brace] + member + (isEmpty ? "" : ", ") + rest
    } else {
      let next = lines[(place + 1)...].first {
        !$0.isEmpty && !$0.drop(while: \.isWhitespace).hasPrefix("#")
      }
      let indent = next.map { String($0.prefix(while: \.isWhitespace)) } ?? ""
      file.lines.insert((indent.isEmpty ? "  " : indent) + member, at: place + 1)
    }
    return file.text
  }
}
