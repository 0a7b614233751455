import Foundation
import ProjectBundling
import ProjectFile

/// What somebody asks of the city: what if these changes were made, or these decisions taken?
struct Question: Sendable {
  /// Key of the scenario that it is held against, and that it changes.
  let against: String
  /// What would be otherwise.
  let changes: Changes
  /// The decisions that would be taken, each as a line of the file of decisions.
  let decisions: [String]

  /// Reads `{"against": KEY, "changes": {...}, "decisions": [{...}]}`, with changes as scenario files have them. It
  /// names no files: no request leads to the disk.
  /// - Throws: `QueryProblem`.
  init(_ body: JSONValue) throws {
    try body.refuseOthers(than: ["against", "changes", "decisions"])
    against = body["against"]?.text ?? Scenario.project.key
    changes = try Self.changes(body["changes"] ?? [:])
    guard case .list(let decisions) = body["decisions"] ?? [] else {
      throw QueryProblem("decisions", "This is no list.", "Write a list of decisions.")
    }
    self.decisions = try decisions.map { try DecisionLine($0, by: nil, on: nil).text }
    guard !changes.isEmpty || !self.decisions.isEmpty else {
      throw QueryProblem("body", "Nothing is asked.", "Give 'changes' or 'decisions'.")
    }
  }

  /// Changes as they are sent.
  /// - Throws: `QueryProblem`.
  static func changes(_ value: JSONValue) throws -> Changes {
    let rules = value["rules"] ?? [:]
    guard value["decisions"] == nil, case .object = rules, rules["file"] == nil else {
      throw QueryProblem(
        "changes", "It names a file.", "Name files in a scenario file beside the project.")
    }
    return try judging("changes") { try Changes(YAMLValue(path: "changes", bytes: value.bytes)) }
  }
}

extension JSONValue {
  /// - Throws: `QueryProblem` for a member that nobody knows.
  func refuseOthers(than known: Set<String>) throws(QueryProblem) {
    guard case .object(let members) = self else { return }
    for name in members.keys.sorted() where !known.contains(name) {
      throw QueryProblem(
        name, "There is no '\(name)' here.", "Known are: \(known.sorted().joined(separator: ", "))."
      )
    }
  }
}
