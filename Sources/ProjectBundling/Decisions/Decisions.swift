import ProjectFile

/// What people decided about projects: a small file beside the project, which every run reads, so that
/// hand edits survive. docs/bundling.md explains it.
package struct Decisions: YAMLFile, Equatable {
  /// A decision, with who took it and why.
  package struct Decision: Sendable, Equatable {
    /// What was decided.
    package var kind: Kind
    /// Ids of works, in groups. A split has several groups, the others one.
    package var groups: [[String]]
    /// Key of the coupling that the works carry; nil but for `carry`.
    package var coupling: String?
    /// Year in which the works are done; nil leaves it open.
    package var year: Int?
    /// How far the project is; `idea` unless given.
    package var status: Status
    /// Who decided.
    package var by: String?
    /// On which day, as `2026-11-28`.
    package var on: String?
    /// Why.
    package var why: String?
    /// Key of the vote of residents that it comes from: the programme does what they chose. Nil for others.
    package var vote: String?
    /// Line of the file, for messages.
    package var line: Int?

    /// A decision.
    package init(
      kind: Kind, groups: [[String]], coupling: String? = nil, year: Int? = nil,
      status: Status = .idea, by: String? = nil, on: String? = nil, why: String? = nil,
      vote: String? = nil, line: Int? = nil
    ) {
      (self.kind, self.groups, self.coupling, self.year) = (kind, groups, coupling, year)
      (self.status, self.by, self.on, self.why) = (status, by, on, why)
      (self.vote, self.line) = (vote, line)
    }
  }

  /// What a decision does.
  package enum Kind: String, Sendable, CaseIterable {
    /// These works are a project, and no other work joins it. A single work is done alone.
    case lock
    /// These works go into one project; others may join.
    case merge
    /// No two of these works go into one project.
    case forbid
    /// Works of different groups never go into one project.
    case split
    /// Each of these works is done with a coupling, if it is done.
    case carry
  }

  /// How far a project is.
  package enum Status: String, Sendable, CaseIterable {
    /// Proposed.
    case idea
    /// Those involved agree.
    case agreed
    /// It stands in the programme.
    case programmed
    /// It has been carried out: its works are not planned again.
    case done
  }

  /// The decisions, in the order of the file.
  package var decisions: [Decision] = []
  /// Path of the file, for messages.
  package var path = ""

  /// No decisions.
  package init() {}

  /// The text of a file without decisions yet.
  package static let emptyText =
    "# What was decided; docs/bundling.md tells what a decision does.\nkansenkaart_decisions: 1\ndecisions:\n"

  /// Key of the list in its file.
  package static let listKey = "decisions"

  /// What is said of a file that can't be read.
  package static var unreadable: (what: String, remedy: String) {
    (
      "The file of decisions",
      "Check 'bundling: {decisions: ...}' in the project file."
    )
  }

  /// Reads a file of decisions.
  /// - Throws: `YAMLError`.
  package init(_ top: YAMLValue) throws {
    let keys = try top.members(known: ["kansenkaart_decisions", "decisions"])
    guard let version = keys["kansenkaart_decisions"], try version.integer(in: 1...99) == 1 else {
      throw top.error("A file of decisions needs 'kansenkaart_decisions: 1'.", "Add it.")
    }
    path = top.path
    // A list from which the last one was taken is empty.
    guard let list = keys["decisions"], !list.isNull else { return }
    decisions = try list.elements.map(Decision.init)
  }
}

extension Decisions.Decision {
  /// Reads a decision.
  /// - Throws: `YAMLError`.
  package init(_ value: YAMLValue) throws {
    let kinds = Decisions.Kind.allCases.map(\.rawValue)
    let keys = try value.members(
      known: kinds + ["coupling", "year", "status", "by", "on", "why", "vote"])
    let given = Decisions.Kind.allCases.filter { keys[$0.rawValue] != nil }
    guard given.count == 1, let kind = given.first, let works = keys[kind.rawValue] else {
      throw value.error(
        "A decision has one of \(kinds.joined(separator: ", ")); this one has \(given.count).",
        "Write each as a decision of its own.")
    }
    self.kind = kind
    groups = try Self.groups(works, kind)
    year = try keys["year"]?.integer(in: 1800...2200)
    status = try Self.status(keys["status"])
    by = try keys["by"]?.text()
    on = try keys["on"]?.text()
    why = try keys["why"]?.text()
    vote = try keys["vote"]?.text()
    coupling = try keys["coupling"]?.text()
    line = value.line
    guard (kind == .carry) == (coupling != nil) else {
      throw value.error(
        kind == .carry
          ? "'carry' does not tell which coupling." : "Only 'carry' has a 'coupling'.",
        "Write {carry: [R-12], coupling: KEY}; keys stand in couplings.csv.")
    }
    if vote != nil, kind == .forbid || kind == .split {
      throw value.error("A \(kind.rawValue) has no vote.", "Votes choose what is done.")
    }
    if year != nil, kind != .lock && kind != .merge {
      throw value.error("A \(kind.rawValue) has no year.", "Give the year with a lock or merge.")
    }
  }

  private static func groups(_ value: YAMLValue, _ kind: Decisions.Kind) throws -> [[String]] {
    let groups =
      kind == .split
      ? try value.elements.map { try $0.elements.map { try $0.text() } }
      : [try value.elements.map { try $0.text() }]
    let least = kind == .merge || kind == .forbid ? 2 : 1
    guard groups.allSatisfy({ $0.count >= least }), kind != .split || groups.count >= 2 else {
      throw value.error(
        "'\(kind.rawValue)' names too few works.",
        kind == .split
          ? "Give at least two groups: split: [[A, B], [C]]." : "Give at least \(least) ids.")
    }
    let all = groups.joined()
    guard Set(all).count == all.count else {
      throw value.error("'\(kind.rawValue)' names a work twice.", "Keep one of them.")
    }
    return groups
  }

  private static func status(_ value: YAMLValue?) throws -> Decisions.Status {
    guard let value else { return .idea }
    let text = try value.oneOf(Decisions.Status.allCases.map(\.rawValue))
    return Decisions.Status(rawValue: text) ?? .idea
  }
}
