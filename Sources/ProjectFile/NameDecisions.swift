import Foundation

extension ProjectFile {
  /// Has a project file name a file of decisions, so that every run reads it; all else in it stays as it was.
  /// - Throws: `YAMLError` where the project names another, or it can't be written into it.
  package static func name(decisions name: String, in path: String) throws {
    let before = try read(path: path)
    guard before.value.bundling.decisions == nil else { return }
    let text = String(decoding: before.bytes, as: UTF8.self)
    let named = text.naming("decisions: " + quoted(name), below: "bundling")
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

extension String {
  /// The text with a first member of a key at its top, which is made at its end where it is not there.
  fileprivate func naming(_ member: String, below key: String) -> String {
    let ending = contains("\r\n") ? "\r\n" : "\n"
    var lines = replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .map(String.init)
    if let place = lines.firstIndex(where: { $0.hasPrefix(key + ":") }) {
      if let brace = lines[place].firstIndex(of: "{") {
        let rest = lines[place][brace...].dropFirst()
        let isEmpty = rest.drop(while: \.isWhitespace).hasPrefix("}")
        lines[place] = lines[place][...brace] + member + (isEmpty ? "" : ", ") + rest
      } else {
        let next = lines[(place + 1)...].first {
          !$0.isEmpty && !$0.drop(while: \.isWhitespace).hasPrefix("#")
        }
        let indent = next.map { String($0.prefix(while: \.isWhitespace)) } ?? ""
        lines.insert((indent.isEmpty ? "  " : indent) + member, at: place + 1)
      }
      return lines.joined(separator: ending)
    }
    let behind = lines[(lines.firstIndex { $0.hasPrefix("...") } ?? lines.count)...]
    lines.removeLast(behind.count)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    lines += ["\(key):", "  " + member] + (behind.isEmpty ? [""] : behind)
    return lines.joined(separator: ending)
  }
}
