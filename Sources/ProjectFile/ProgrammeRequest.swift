import Geometry

/// What a project asks of its programme: budgets by year, what is to be covered, what is decided.
package struct ProgrammeRequest: Sendable, Hashable {
  /// What the programme is best at.
  package enum Mode: String, Sendable, CaseIterable {
    /// It is worth most within the budgets.
    case best
    /// It is the cheapest that covers what is asked.
    case coverage
  }

  /// What a party can spend.
  package struct Budget: Sendable, Hashable {
    /// The party: a budget of the schedule, or the source of works without one.
    package var party: String
    /// EUR in a year.
    package var usual: Double
    /// EUR in the years that have another amount.
    package var others: [Int: Double] = [:]
    /// Part of what is left at the end of a year that can be spent in the next, 0 to 1.
    package var carryOver: Double
    /// Line of the project file, for messages.
    package var line: Int?

    /// A budget.
    package init(
      party: String, usual: Double, others: [Int: Double] = [:], carryOver: Double = 0
    ) {
      (self.party, self.usual, self.others, self.carryOver) = (party, usual, others, carryOver)
    }

    /// EUR in a year, of any horizon.
    package func amount(in year: Int) -> Double { others[year] ?? usual }
  }

  /// Money that parties put together: each of their works is paid from it.
  package struct Pot: Sendable, Hashable {
    /// What it is called.
    package var name: String
    /// The parties, each in no other pot.
    package var parties: [String]

    /// A pot.
    package init(name: String, parties: [String]) {
      (self.name, self.parties) = (name, parties)
    }
  }

  /// How much of a theme has to be covered.
  package struct Target: Sendable, Hashable {
    /// Key of the theme.
    package var theme: String
    /// Share of its area, 0 to 1.
    package var share: Double
  }

  /// A project that is decided on.
  package struct Lock: Sendable, Hashable {
    /// Id of a work or of a candidate project.
    package var project: String
    /// The year in which it is done; nil leaves it open.
    package var year: Int?
    /// Line of the project file, for messages.
    package var line: Int?

    /// A decision.
    package init(project: String, year: Int? = nil, line: Int? = nil) {
      (self.project, self.year, self.line) = (project, year, line)
    }
  }

  /// What it is best at.
  package var mode = Mode.best
  /// Budgets, in the order of the file; other parties are not limited.
  package var budgets: [Budget] = []
  /// Parties that put their money together.
  package var pots: [Pot] = []
  /// What has to be covered, in the order of the file.
  package var targets: [Target] = []
  /// The same share, 0 to 1, for each of those themes in every neighbourhood that has it.
  package var floor = 0.0
  /// Projects that are done.
  package var lockedIn: [Lock] = []
  /// Projects that are not done.
  package var lockedOut: [Lock] = []
  /// Seconds for the solver.
  package var seconds = 60.0
  /// Real interest a year of the business case; nil takes the usual rate.
  package var rate: Double?
  /// Years of the business case, 40 to 60; nil takes the usual number.
  package var years: Int?

  /// No budgets, nothing decided.
  package init() {}
}

extension ProgrammeRequest {
  /// `themes` and `horizon` are those of the project.
  init(_ value: YAMLValue, themes: [String], horizon: ClosedRange<Int>) throws {
    let keys = try value.members(known: [
      "mode", "budgets", "targets", "floor", "locked_in", "locked_out", "seconds", "annuity",
    ])
    if let given = keys["mode"] {
      mode = Mode(rawValue: try given.oneOf(Mode.allCases.map(\.rawValue))) ?? .best
    }
    budgets = try keys["budgets"]?.members().map { try Budget($0.key, $0.value, horizon) } ?? []
    targets = try keys["targets"].map { try Self.targets($0, themes: themes) } ?? []
    floor = try keys["floor"]?.number(in: 0...1) ?? 0
    lockedIn = try keys["locked_in"]?.elements.map { try Lock($0, horizon) } ?? []
    lockedOut = try (keys["locked_out"]?.elements ?? []).map {
      Lock(project: try $0.text(), line: $0.line)
    }
    seconds = try keys["seconds"]?.number(in: 0.1...86_400) ?? seconds
    let annuity = try keys["annuity"]?.members(known: ["rate", "years"])
    rate = try annuity?["rate"]?.number(in: 0...0.2)
    years = try annuity?["years"]?.integer(in: 40...60)
    guard (mode == .coverage) == !targets.isEmpty else {
      throw value.error(
        mode == .coverage
          ? "The programme is to cover something, but there are no targets."
          : "There are targets, but the programme is the best within its budgets.",
        "Give 'mode: coverage' together with 'targets: {THEME: SHARE}'.")
    }
    guard floor == 0 || mode == .coverage else {
      throw value.error("'floor' is for programmes that cover targets.", "Leave it out.")
    }
  }

  private static func targets(
    _ value: YAMLValue, themes: [String]
  ) throws -> [Target] {
    _ = try value.members(known: themes)
    return try value.members().map { Target(theme: $0.key, share: try $0.value.number(in: 0...1)) }
  }
}

extension ProgrammeRequest.Budget {
  fileprivate init(_ party: String, _ value: YAMLValue, _ horizon: ClosedRange<Int>) throws {
    self.party = party
    let keys = try value.members(known: ["per_year", "years", "carry_over"])
    guard keys["per_year"] != nil || keys["years"] != nil else {
      throw value.error(
        "'\(value.name)' has no money.", "Give 'per_year: EUR', or 'years: {2030: EUR}', or both.")
    }
    usual = try keys["per_year"]?.amount() ?? 0
    for (key, amount) in try keys["years"]?.members() ?? [] {
      guard let year = Int(key), horizon.contains(year) else {
        throw amount.error(
          "'\(key)' is no year of the horizon.",
          "It runs from \(horizon.lowerBound) to \(horizon.upperBound).")
      }
      others[year] = try amount.amount()
    }
    line = value.line
    carryOver = try keys["carry_over"].map(ProgrammeRequest.carryOver) ?? 0
  }

}

extension ProgrammeRequest {
  /// What of a budget carries over: `true`, `false` or a share.
  static func carryOver(_ value: YAMLValue) throws -> Double {
    if let all = try? value.boolean() { return all ? 1 : 0 }
    return try value.number(in: 0...1)
  }
}

extension ProgrammeRequest.Lock {
  fileprivate init(_ value: YAMLValue, _ horizon: ClosedRange<Int>) throws {
    line = value.line
    guard value.isMapping else {
      project = try value.text()
      return
    }
    let keys = try value.members(known: ["project", "year"])
    project = try keys.needed("project", in: value, example: "P-abc").text()
    year = try keys["year"]?.integer(in: horizon)
  }
}
