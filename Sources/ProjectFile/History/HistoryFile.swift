import LayerIO

/// A history: works that were done, as sources that are mapped like those of a schedule, with the project
/// of which costs, rules and challenges hold. docs/audit.md explains it by an example.
package struct HistoryFile: YAMLFile, Equatable {
  /// Path of the history file, for messages.
  package var path: String
  /// Path of the project file.
  package var projectPath: String
  /// Years to look at, where the file says so.
  package var years: ClosedRange<Int>?
  /// Key of the rule of opening the street again; nil takes the first.
  package var rule: String?
  /// Path of the rules, and what the file calls it; nil takes those that come with the program.
  package var rules: (path: String, name: String)?
  /// Sources of works.
  package var works: [HistorySource]

  /// What is said of a file that can't be read.
  package static var unreadable: (what: String, remedy: String) {
    ("The history", "Check the path; docs/audit.md has an example to copy from.")
  }

  /// Reads the top of a history file; every key must be known, and paths count from its folder.
  /// - Throws: `YAMLError`.
  package init(_ top: YAMLValue) throws {
    let keys = try top.members(known: [
      "kansenkaart_history", "project", "years", "rule", "rules", "works",
    ])
    let version = try keys.needed("kansenkaart_history", in: top).integer(in: 1...99)
    guard version == 1 else {
      throw top.error(
        "This history is of version \(version).", "This program reads version 1; update it.")
    }
    path = top.path
    projectPath = resolve(
      try keys.needed("project", in: top, example: "project.yaml").text(), from: top.path)
    years = try keys["years"].map { try ProjectFile.years($0) }
    rule = try keys.text("rule")
    rules = try keys.text("rules").map { (resolve($0, from: top.path), $0) }
    let list = try keys.needed("works", in: top, example: "[{source: FILE, ...}]")
    works = try list.elements.map { try HistorySource($0) }
    guard !works.isEmpty else {
      throw list.error("There are no works.", "Name at least one source under 'works'.")
    }
  }

  /// Equal in all that they say.
  package static func == (one: HistoryFile, other: HistoryFile) -> Bool {
    (one.path, one.projectPath, one.years, one.rule)
      == (other.path, other.projectPath, other.years, other.rule)
      && one.works == other.works && one.rules?.path == other.rules?.path
  }
}

/// A source of works that were done.
package struct HistorySource: Sendable, Equatable {
  /// The works as those of a schedule: what is done stands for what is due, the party for the budget.
  package var schedule: ScheduleSource
  /// Attribute of each further field that is mapped.
  package var fields: [HistoryField: String] = [:]
  /// Translations of a field's values.
  package var values: [HistoryField: [String: String]] = [:]
  /// Values that hold for all works of the source.
  package var constants: [HistoryField: AttributeValue] = [:]

  /// Reads an entry of a history.
  /// - Throws: `YAMLError`.
  init(_ value: YAMLValue) throws {
    var keys = try value.members(
      known: sourceKeys + [
        "name", "asset_type", "fields", "duplicate_ids", "width", "radius", "measure", "party",
        "price_year",
      ])
    let list = try keys.needed("fields", in: value, example: "{id: NR, done: YEAR}")
    let given = try list.members(
      known: Array(Self.scheduleFields.keys).sorted() + HistoryField.allCases.map(\.rawValue))
    _ = try given.needed("done", in: list, example: "YEAR")
    keys["budget"] = keys["party"]
    let schedule = given.reduce(into: [String: YAMLValue]()) { fields, entry in
      if let field = Self.scheduleFields[entry.key] { fields[field.rawValue] = entry.value }
    }
    self.schedule = try ScheduleSource(keys, fields: schedule, in: value)
    for field in HistoryField.allCases {
      if let entry = given[field.rawValue] { try take(field, entry) }
    }
    keepFields()
  }

  /// What the fields of works that were done stand for in a schedule.
  private static let scheduleFields: [String: ScheduleField] = [
    "id": .id, "done": .due, "cost": .cost, "party": .budget, "measure": .measure,
    "street": .street,
  ]

  private mutating func take(_ field: HistoryField, _ entry: YAMLValue) throws {
    guard entry.isMapping else {
      fields[field] = try entry.text()
      return
    }
    let parts = try entry.members(known: ["field", "map", "value"])
    if let value = parts["value"] {
      guard parts.count == 1 else {
        throw entry.error(
          "'\(entry.name)' has a value for all works, and something else besides.",
          "Keep one of them.")
      }
      constants[field] = .text(try value.text())
      return
    }
    fields[field] = try parts.needed("field", in: entry).text()
    if let map = parts["map"] { values[field] = try map.texts() }
  }

  /// Has the further fields read and kept.
  private mutating func keepFields() {
    guard case .only(let names) = schedule.options.fields else { return }
    schedule.options.fields = .only(Array(Set(names + fields.values)).sorted())
    let known = Set(schedule.options.uses.map(\.field))
    schedule.options.uses += HistoryField.allCases.compactMap { field in
      guard let name = fields[field], !known.contains(name) else { return nil }
      return FieldUse(
        name, as: field.isYear ? .plannedYear : .word, words: (values[field] ?? [:]).keys)
    }
  }
}

/// What a history tells of a work besides what a schedule tells.
package enum HistoryField: String, Sendable, CaseIterable {
  /// Year in which the party that did it knew of it.
  case known
  /// Year in which others were told; or whether they were, as soon as it was known.
  case shared
  /// First year in which it could have been done.
  case earliest
  /// Last year in which it could have been done.
  case latest
  /// What it was done in together with others.
  case project
  /// Why a rule does not hold for it: `emergency`, `no-excavation` or `customer-connection`.
  case exempt

  var isYear: Bool { self == .known || self == .earliest || self == .latest }
}
