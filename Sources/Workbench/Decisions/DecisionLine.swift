import ProjectBundling
import ProjectFile

/// A decision as it stands in its file, on one line: `{lock: [R-12, W-40], year: 2030, by: roads}`.
struct DecisionLine: Sendable, Equatable {
  /// The line, without the dash before it.
  let text: String

  /// Reads `{"lock": ["R-12", "W-40"], "year": 2030, ...}`: what a decision may say in its file, but who and when, which
  /// the service knows.
  /// - Throws: `QueryProblem`.
  init(_ value: JSONValue, by: String?, on: String?) throws {
    guard case .object(var members) = value else {
      throw QueryProblem("decision", "This is no decision.", "Write {\"lock\": [\"R-12\"]}.")
    }
    members["by"] = by.map(JSONValue.text)
    members["on"] = on.map(JSONValue.text)
    self.init(
      try judging("decision") {
        try Decisions.Decision(
          YAMLValue(path: "decision", bytes: JSONValue.object(members).bytes))
      })
  }

  /// A decision.
  init(_ decision: Decisions.Decision) {
    text = decision.text
  }
}
