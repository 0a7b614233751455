/// A scenario that was adopted: who decided so, when and why, and what it changes.
public struct AdoptedScenario: Sendable, Equatable {
  /// Key of the scenario.
  public var scenario: String
  /// Who adopted it.
  public var by: String
  /// The day, as `2026-11-28`.
  public var on: String
  /// Why; nil where nobody said.
  public var reason: String?
  /// What it changes.
  public var changes: Changes

  /// A scenario that was adopted.
  public init(scenario: String, by: String, on: String, reason: String?, changes: Changes) {
    (self.scenario, self.by, self.on) = (scenario, by, on)
    (self.reason, self.changes) = (reason, changes)
  }

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
