import Foundation
import Geometry
import Workers
import Yams

/// A file that does not say what it should. The text is one paragraph with file and line.
public struct YAMLError: UserError {
  /// Path of the file.
  public let path: String
  /// Line, counted from 1; nil for the file as a whole.
  public let line: Int?
  /// What is wrong, in English.
  public let problem: String
  /// What to do about it, in English.
  public let remedy: String

  /// An error about a file.
  public init(path: String, line: Int?, problem: String, remedy: String) {
    self.path = path
    self.line = line
    self.problem = problem
    self.remedy = remedy
  }

  /// The file, with the line where one is to blame.
  public var place: String? { path + (line.map { ":\($0)" } ?? "") }
}

/// A value of a YAML file with the place it stands at, for files that people write: whatever is not
/// expected is an error that names the line and, for keys, the nearest one that is known.
package struct YAMLValue {
  private let node: Node
  /// Path of the file.
  package let path: String
  /// Where the value stands, such as `themes.water.weight`.
  package let name: String

  /// The top of a file of these bytes.
  /// - Throws: `YAMLError` where they are not UTF-8 or not YAML.
  package init(path: String, bytes: some Collection<UInt8>) throws(YAMLError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw YAMLError(
        path: path, line: firstLineNotUTF8(bytes), problem: "This is not UTF-8 text.",
        remedy: "Save the file as UTF-8 in your editor.")
    }
    try self.init(path: path, text: text)
  }

  private init(path: String, text: String) throws(YAMLError) {
    let parsed: Node?
    do {
      parsed = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw YAMLError(
        path: path, line: error.line, problem: "This is not YAML: \(error.short).",
        remedy: "Check the indentation and quotes there.")
    } catch {
      throw YAMLError(path: path, line: nil, problem: "\(error)", remedy: "Check the file.")
    }
    guard let parsed else {
      throw YAMLError(
        path: path, line: nil, problem: "The file is empty.", remedy: "See docs/project-file.md.")
    }
    node = parsed
    self.path = path
    name = ""
  }

  private init(_ node: Node, path: String, name: String) {
    self.node = node
    self.path = path
    self.name = name
  }

  /// Line it stands on, counted from 1; nil where it is not known.
  package var line: Int? { node.mark?.line }

  /// An error about this value.
  package func error(_ problem: String, _ remedy: String) -> YAMLError {
    YAMLError(path: path, line: line, problem: problem, remedy: remedy)
  }

  // MARK: Mappings

  /// Whether it is a mapping of keys to values.
  package var isMapping: Bool { node.mapping != nil }

  /// The members of a mapping, in the order of the file.
  /// - Throws: `YAMLError` where it is no mapping or has a key twice.
  package func members() throws(YAMLError) -> [(key: String, value: YAMLValue)] {
    guard let mapping = node.mapping else {
      throw error("'\(name)' should have keys and values.", "Write them as 'key: value'.")
    }
    var seen: Set<String> = []
    var result: [(String, YAMLValue)] = []
    for (key, value) in mapping {
      let text = key.string ?? ""
      guard seen.insert(text).inserted else {
        throw YAMLValue(key, path: path, name: text)
          .error("'\(text)' stands here twice.", "Keep one of them.")
      }
      result.append((text, YAMLValue(value, path: path, name: child(text))))
    }
    return result
  }

  /// The members of a mapping by key.
  /// - Throws: `YAMLError` for a key that is not among the known ones.
  package func members(known: [String]) throws(YAMLError) -> [String: YAMLValue] {
    var result: [String: YAMLValue] = [:]
    for (key, value) in try members() {
      guard known.contains(key) else {
        let nearest = nearestName(to: key, among: known).map { "Did you mean '\($0)'? " } ?? ""
        throw value.error(
          "'\(key)' is not a known key\(name.isEmpty ? "" : " of '\(name)'").",
          nearest + "Known are: \(known.joined(separator: ", ")).")
      }
      result[key] = value
    }
    return result
  }

  private func child(_ key: String) -> String { name.isEmpty ? key : "\(name).\(key)" }

  // MARK: Sequences and scalars

  /// The elements of a list; a single value counts as a list of one.
  package var elements: [YAMLValue] {
    guard let sequence = node.sequence else { return [self] }
    return sequence.enumerated().map { index, each in
      YAMLValue(each, path: path, name: "\(name)[\(index)]")
    }
  }

  /// Whether it is a list.
  package var isList: Bool { node.sequence != nil }

  /// Whether it is null, which is not between quotes.
  package var isNull: Bool { node.scalar != nil && node.null != nil && !isQuoted }

  /// The text of a scalar as written, so that codes keep their leading zeros.
  /// - Throws: `YAMLError` where it is no scalar or empty.
  package func text() throws(YAMLError) -> String {
    guard let scalar = node.scalar, !scalar.string.isEmpty else {
      throw error("'\(name)' should be a text.", "Write one behind the colon.")
    }
    return scalar.string
  }

  /// One of a few words.
  /// - Throws: `YAMLError` where it is none of them.
  package func oneOf(_ words: [String]) throws(YAMLError) -> String {
    let word = try text()
    guard words.contains(word) else {
      throw error("'\(name)' is '\(word)'.", "Choose one of: \(words.joined(separator: ", ")).")
    }
    return word
  }

  /// A number.
  /// - Throws: `YAMLError` where it is none, or outside the range.
  package func number(in range: ClosedRange<Double>) throws(YAMLError) -> Double {
    guard let value = node.scalar.flatMap({ Double($0.string) }), value.isFinite else {
      throw error("'\(name)' should be a number.", "Write it with a decimal point, without a unit.")
    }
    guard range.contains(value) else {
      throw error(
        "'\(name)' is \(value), which is outside \(range.lowerBound) to \(range.upperBound).",
        "Give a value within that range.")
    }
    return value
  }

  /// An amount of money in the project's currency, at most 100 billion.
  /// - Throws: `YAMLError` where it is none, or may be read in two ways: to YAML `1.000` is one.
  package func amount() throws(YAMLError) -> Double {
    let text = node.scalar?.string ?? ""
    let groups = text.split(whereSeparator: { ".,' ".contains($0) })
    let looksGrouped =
      groups.count > 1 && groups[0].count <= 3 && groups[0] != "0"
      && groups.dropFirst().allSatisfy { $0.count == 3 } && groups.joined().allSatisfy(\.isNumber)
    guard !looksGrouped else {
      throw error(
        "'\(name)' is '\(text)', which may stand for \(groups.joined()).",
        "Write amounts without signs between thousands: \(groups.joined()), or with other than three "
          + "decimals.")
    }
    guard !isQuoted else {
      throw error(
        "'\(name)' is the text '\(text)', not an amount.",
        "Write it as a number, without quotation marks.")
    }
    return try number(in: 0...1e11)
  }

  /// A whole number.
  /// - Throws: `YAMLError` where it is none, or outside the range.
  package func integer(in range: ClosedRange<Int>) throws(YAMLError) -> Int {
    let value = try number(in: Double(range.lowerBound)...Double(range.upperBound))
    guard let whole = Int(exactly: value) else {
      throw error("'\(name)' should be a whole number.", "Leave out the decimals.")
    }
    return whole
  }

  /// True or false.
  /// - Throws: `YAMLError` where it is neither.
  package func boolean() throws(YAMLError) -> Bool {
    guard let value = node.bool else {
      throw error("'\(name)' should be true or false.", "Write 'true' or 'false'.")
    }
    return value
  }

  /// A name by language: `{nl: ..., en: ...}`, both of them.
  /// - Throws: `YAMLError` where one is missing.
  package func names() throws(YAMLError) -> [String: String] {
    let keys = try members(known: ["nl", "en"])
    guard let dutch = keys["nl"], let english = keys["en"] else {
      throw error("'\(name)' needs a name in 'nl' and 'en'.", "Give both.")
    }
    return ["nl": try dutch.text(), "en": try english.text()]
  }

  /// Whether the scalar was written between quotes: then it is text, whatever it looks like.
  package var isQuoted: Bool {
    node.scalar.map { $0.style == .doubleQuoted || $0.style == .singleQuoted } ?? false
  }
}

extension YamlError {
  fileprivate var line: Int? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    default: nil
    }
  }

  fileprivate var short: String {
    switch self {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _):
      problem
    case .duplicatedKeysInMapping(let duplicates, _): "a key stands twice: \(duplicates)"
    default: "\(self)"
    }
  }
}

/// The first line that is not UTF-8, counted from 1.
private func firstLineNotUTF8(_ bytes: some Collection<UInt8>) -> Int? {
  let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
  return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
}
