/// A scenario that was adopted: who decided so, when and why, and what it changes.
package struct AdoptedScenario: Sendable, Equatable {
  /// Key of the scenario.
  package var scenario: String
  /// Who adopted it.
  package var by: String
  /// The day, as `2026-11-28`.
  package var on: String
  /// Why; nil where nobody said.
  package var reason: String?
  /// What it changes.
  package var changes: Changes

  /// Reads an entry of `adopted` of a project file.
  /// - Throws: `YAMLError`.
  init(_ value: YAMLValue) throws {
    let keys = try value.members(known: ["scenario", "by", "on", "why", "changes"])
    scenario = try keys.needed("scenario", in: value).text()
    by = try keys.needed("by", in: value).text()
    on = try keys.needed("on", in: value).text()
    reason = try keys["why"]?.text()
    changes = try Changes(keys.needed("changes", in: value))
  }
}
