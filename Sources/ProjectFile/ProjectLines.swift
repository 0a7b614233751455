import Foundation
import Yams

/// The lines of a project file, of which an edit changes those that it is about: all else stays as it was, comments
/// among them. What is written in a way that can't be told apart for sure is left to be edited by hand.
package struct ProjectLines {
  /// A step from the top of the file to a value.
  package enum Step: Equatable {
    /// The member of a mapping.
    case key(String)
    /// The item of a list, counted from 0.
    case index(Int)
  }

  private let path: String
  private let file: FileLines
  private let root: Node?

  private var lines: [String] { file.lines }

  /// The lines of a file that is valid YAML.
  package init(_ bytes: Data, path: String) {
    self.path = path
    file = FileLines(bytes)
    root = try? Yams.compose(yaml: file.lines.joined(separator: "\n"))
  }

  // MARK: Members

  /// The text with another text for a member of the mapping at a place; nil takes the member out.
  /// - Throws: `YAMLError` where it has to be done by hand.
  package func setting(
    _ key: String, to value: String?, in place: [Step]
  ) throws(YAMLError) -> String {
    guard let mapping = node(at: place)?.mapping else { throw byHand(place) }
    let member = mapping.first { $0.key.string == key }
    let value = value.map(quoted)
    switch (member, value) {
    case (nil, nil): return file.text
    case (let member?, let value?):
      let token = try token(member.value, place)
      return replacing(token.columns, ofLine: token.line, by: value)
    case (let member?, nil): return try takingOut(member, of: mapping, place)
    case (nil, let value?): return try putting("\(key): \(value)", into: mapping, place)
    }
  }

  private typealias Token = (line: Int, columns: Range<Int>)

  /// Where a value of one word or text stands; columns are counted in Unicode scalars.
  private func token(_ node: Node, _ place: [Step]) throws(YAMLError) -> Token {
    guard let scalar = node.scalar, let (line, column) = position(of: node) else {
      throw byHand(place)
    }
    let rest = Array(lines[line].unicodeScalars.dropFirst(column))
    let length: Int?
    switch scalar.style {
    case .doubleQuoted, .singleQuoted: length = Self.quotedLength(rest)
    default:
      let own = Array(scalar.string.unicodeScalars)
      length = rest.starts(with: own) ? own.count : nil
    }
    guard let length else { throw byHand(place) }
    return (line, column..<column + length)
  }

  /// Length of the text between quotes that a line begins with; nil where it does not end there.
  private static func quotedLength(_ rest: [Unicode.Scalar]) -> Int? {
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    var index = 1
    while index < rest.count {
      if quote == "\"", rest[index] == "\\" {
        index += 2
      } else if rest[index] != quote {
        index += 1
      } else if quote == "'", index + 1 < rest.count, rest[index + 1] == quote {
        index += 2
      } else {
        return index + 1
      }
    }
    return nil
  }

  private func takingOut(
    _ member: (key: Node, value: Node), of mapping: Node.Mapping, _ place: [Step]
  ) throws(YAMLError) -> String {
    let value = try token(member.value, place)
    guard let (line, column) = position(of: member.key), line == value.line, mapping.count > 1
    else { throw byHand(place) }
    let all = Array(lines[line].unicodeScalars)
    guard isFlow(place) else {
      // What stands before a key on its line is of something else, such as the dash of an item.
      guard all[..<column].allSatisfy({ $0 == " " }) else { throw byHand(place) }
      var file = file
      file.lines.remove(at: line)
      return file.text
    }
    var range = column..<value.columns.upperBound
    let behind = all[range.upperBound...].prefix { $0 == "," || $0 == " " }
    if behind.contains(",") {
      range = range.lowerBound..<behind.endIndex
    } else {
      let before = all[..<column].reversed().prefix { $0 == "," || $0 == " " }
      guard before.contains(",") else { throw byHand(place) }
      range = column - before.count..<range.upperBound
    }
    return replacing(range, ofLine: line, by: "")
  }

  private func putting(
    _ member: String, into mapping: Node.Mapping, _ place: [Step]
  ) throws(YAMLError) -> String {
    guard let first = mapping.first, let (line, column) = position(of: first.key) else {
      throw byHand(place)
    }
    if isFlow(place) {
      return replacing(column..<column, ofLine: line, by: member + ", ")
    }
    // Behind the first key, whose line may begin with the dash of an item.
    guard first.value.scalar != nil, position(of: first.value)?.line == line else {
      throw byHand(place)
    }
    var file = file
    file.lines.insert(String(repeating: " ", count: column) + member, at: line + 1)
    return file.text
  }

  // MARK: Lists

  /// The text with a further item at the end of a list of lines, which is made where it is not there: `schedule`, or the
  /// `layers` of a theme. `item` is its lines, the first behind `- `.
  /// - Throws: `YAMLError` where it has to be done by hand.
  package func adding(_ item: [String], to place: [Step]) throws(YAMLError) -> String {
    if let list = node(at: place), !list.isEmptyValue {
      guard let sequence = list.sequence, !isFlow(place), let last = sequence.last,
        let start = startOfItem(last)
      else { throw byHand(place) }
      return inserting(
        item, indent: indent(of: start), behind: endOfContent(from: start))
    }
    guard case .key(let key)? = place.first else { throw byHand(place) }
    if place.count == 1 {
      guard node(at: place) == nil else { throw byHand(place) }
      return file.adding(["\(key):"] + item.map { "  " + $0 })
    }
    guard place.count == 3, case .key(let theme) = place[1], case .key(let name) = place[2],
      node(at: Array(place.prefix(2))) == nil,
      let themes = node(at: [place[0]])?.mapping, !isFlow([place[0]]),
      let last = themes.map(\.key).last,
      let (line, column) = position(of: last)
    else { throw byHand(place) }
    return inserting(
      ["\(quoted(theme)):", "  \(name):"] + item.map { "    " + $0 }, indent: column,
      behind: endOfContent(from: line))
  }

  /// The text without an item of a list of lines; with the last goes what holds the list.
  /// - Throws: `YAMLError` where it has to be done by hand.
  package func removing(_ index: Int, of place: [Step]) throws(YAMLError) -> String {
    guard let sequence = node(at: place)?.sequence, sequence.indices.contains(index) else {
      throw byHand(place)
    }
    guard sequence.count > 1 else { return try removing(holderOf: place) }
    guard !isFlow(place), let start = startOfItem(sequence[index]) else {
      throw byHand(place)
    }
    return deleting(start...endOfContent(from: start))
  }

  private func removing(holderOf place: [Step]) throws(YAMLError) -> String {
    let holder = Array(place.prefix(max(1, place.count - 1)))
    guard case .key(let key)? = holder.last,
      let parent = node(at: Array(holder.dropLast()))?.mapping, !isFlow(Array(holder.dropLast())),
      parent.count > 1, let node = parent.keys.first(where: { $0.string == key }),
      let (line, column) = position(of: node),
      lines[line].unicodeScalars.prefix(column).allSatisfy({ $0 == " " })
    else { throw byHand(place) }
    return deleting(line...endOfContent(from: line, isKey: true))
  }

  // MARK: Places

  private func node(at place: [Step]) -> Node? {
    place.reduce(root) { node, step in
      switch step {
      case .key(let key): node?.mapping?.first { $0.key.string == key }?.value
      case .index(let index):
        node?.sequence.flatMap { $0.indices.contains(index) ? $0[index] : nil }
      }
    }
  }

  /// Whether what stands at a place is between brackets or braces.
  private func isFlow(_ place: [Step]) -> Bool {
    guard let node = node(at: place), let (line, column) = position(of: node) else { return false }
    return ["{", "["].contains(lines[line].unicodeScalars.dropFirst(column).first)
  }

  /// Index of the line and column at which a node begins, from 0.
  private func position(of node: Node) -> (line: Int, column: Int)? {
    guard let mark = node.mark, lines.indices.contains(mark.line - 1), mark.column > 0,
      mark.column - 1 <= lines[mark.line - 1].unicodeScalars.count
    else { return nil }
    return (mark.line - 1, mark.column - 1)
  }

  /// The line with the dash of an item.
  private func startOfItem(_ item: Node) -> Int? {
    guard let (line, _) = position(of: item),
      lines[line].drop(while: { $0 == " " }).hasPrefix("- ")
    else { return nil }
    return line
  }

  private func indent(of line: Int) -> Int { lines[line].prefix { $0 == " " }.count }

  /// The last line that says something of what begins at a line: those further to the right. Items of the list of a
  /// key may stand right below it.
  private func endOfContent(from start: Int, isKey: Bool = false) -> Int {
    let own = indent(of: start)
    var end = start
    for line in lines.indices.dropFirst(start + 1) {
      let text = lines[line].drop { $0 == " " }
      if text.isEmpty || text.hasPrefix("#") { continue }
      let isInside =
        indent(of: line) > own || isKey && indent(of: line) == own && text.hasPrefix("- ")
      guard isInside else { break }
      end = line
    }
    return end
  }

  // MARK: Texts

  private func replacing(_ columns: Range<Int>, ofLine line: Int, by text: String) -> String {
    var file = file
    var all = Array(file.lines[line].unicodeScalars)
    all.replaceSubrange(columns, with: Array(text.unicodeScalars))
    file.lines[line] = String(String.UnicodeScalarView(all))
    return file.text
  }

  private func inserting(_ item: [String], indent: Int, behind line: Int) -> String {
    var file = file
    let before = String(repeating: " ", count: indent)
    file.lines.insert(contentsOf: item.map { before + $0 }, at: line + 1)
    return file.text
  }

  private func deleting(_ range: ClosedRange<Int>) -> String {
    var file = file
    file.lines.removeSubrange(range)
    return file.text
  }

  private func byHand(_ place: [Step]) -> YAMLError {
    let name = place.reduce("") { name, step in
      switch step {
      case .key(let key): name.isEmpty ? key : "\(name).\(key)"
      case .index(let index): "\(name)[\(index)]"
      }
    }
    return YAMLError(
      path: path, line: node(at: place)?.mark?.line,
      problem: "'\(name)' is written in a way that is not edited here.",
      remedy: "Edit it in the file itself.")
  }
}

extension Node {
  /// Whether nothing stands behind the colon.
  fileprivate var isEmptyValue: Bool { scalar?.string.isEmpty ?? false }
}
