/// A scalar of YAML between quotes, unless it needs none.
func quoted(_ text: String) -> String {
  let isPlain =
    text.allSatisfy { $0.isLetter || $0.isNumber || "_./- ".contains($0) }
    && (text.first?.isLetter ?? false) && text.last != " " && !text.contains(" -")
    && !["yes", "no", "on", "off", "true", "false", "null", "y", "n"].contains(text.lowercased())
  guard !isPlain else { return text }
  let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    .replacing("\n", with: "\\n").replacing("\t", with: "\\t")
  return "\"\(escaped)\""
}

/// A line of the draft: what it says, and why it should be checked where it is a guess.
struct DraftLine: Equatable {
  var text: String
  var check: String?

  init(_ text: String, check: String? = nil) {
    self.text = text
    self.check = check
  }

  /// The line as it is written: one, whatever names and values hold.
  var written: String {
    let whole = text + (check.map { "   # CHECK: \($0)" } ?? "")
    guard whole.contains(where: \.isNewline) else { return whole }
    return whole.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// The line, so much further to the right.
  func indented(_ spaces: Int) -> DraftLine {
    DraftLine(String(repeating: " ", count: spaces) + text, check: check)
  }
}

extension [DraftLine] {
  /// The lines as an item of a list.
  var asItem: [DraftLine] {
    enumerated().map { index, line in
      DraftLine((index == 0 ? "- " : "  ") + line.text, check: line.check)
    }
  }

  func indented(_ spaces: Int) -> [DraftLine] { map { $0.indented(spaces) } }
}

/// "12 of 14".
func share(_ part: Int, of all: Int) -> String { "\(part) of \(all)" }
