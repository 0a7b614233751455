import Foundation
import LayerIO
import Pipeline
import ProjectFile

extension Desk {
  /// Keeps a scenario as a file beside the project (`PUT` at `/scenarios/KEY`), or adopts one (`POST` at
  /// `/scenarios/KEY/adopt`).
  /// - Throws: `Refusal`, `QueryProblem`, `NotThere`; as `Scenario.adopt`.
  func scenarioReply(to request: WebRequest, _ parts: [String]) throws -> WebReply {
    switch (request.method, parts.count) {
    case ("PUT", 1): return try keep(parts[0], request)
    case ("POST", 2) where parts[1] == "adopt": return try adopt(parts[0], request)
    default:
      throw Refusal.method(request, allowed: parts.count == 1 ? "GET, HEAD, PUT" : "POST")
    }
  }

  /// A scenario that has no file yet; one that has is edited there.
  private func keep(_ key: String, _ request: WebRequest) throws -> WebReply {
    let isKey =
      key.count <= 60 && !key.hasPrefix(Asked.prefix) && key.first?.isLetter == true
      && key.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      }
    guard isKey else {
      throw QueryProblem(
        "key", "'\(key)' is no key of a scenario.", "Write small letters, digits and hyphens.")
    }
    let sent = try JSONValue(sentWith: request)
    try sent.refuseOthers(than: ["name", "why", "against", "changes"])
    var scenario = Scenario(
      key: key, name: Wording(verbatim: sent["name"]?.text ?? key), reason: sent["why"]?.text,
      changes: try Question.changes(sent["changes"] ?? [:]))
    if let base = sent["against"]?.text, base != Scenario.project.key {
      scenario.base = try self.scenario(base).key
    }
    guard !scenario.changes.isEmpty else {
      throw QueryProblem("changes", "Nothing changes.", "Give 'changes'.")
    }
    // What speaks of what there is not would keep the next start from reading it.
    do {
      try judging("changes") {
        _ = try session.inputs.changed(by: scenario, among: scenarios)
        try scenario.write(besideProject: session.inputs.project.path)
      }
    } catch is ScenarioIsThere {
      throw Refusal(
        409, "There is a scenario '\(key)'.", "Give this one another key, or edit its file.")
    }
    try readScenarios()
    return try WebReply(.json, ["key": .text(key)])
  }

  private func adopt(_ key: String, _ request: WebRequest) throws -> WebReply {
    let sent = try JSONValue(sentWith: request)
    try sent.refuseOthers(than: ["by", "why"])
    guard let by = sent["by"]?.text, !by.allSatisfy(\.isWhitespace) else {
      throw QueryProblem("by", "It is not told who adopts it.", "Give a name, such as 'council'.")
    }
    _ = try scenario(key)
    let project = session.inputs.project.path
    let on = Date().formatted(.iso8601.year().month().day())
    let entries = try Refusal.contradictions {
      try writingProject {
        try Scenario.adopt(key, into: project, by: by, on: on, reason: sent["why"]?.text)
      }
    }
    start(from: try session.inputs.adopting(entries))
    return try WebReply(.json, ["adopted": .list(entries.map { .text($0.scenario) })])
  }
}
