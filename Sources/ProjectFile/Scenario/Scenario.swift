import Foundation
import Geometry
import LayerIO
import Workers

/// A question that is asked of a city besides that of its project: changes against a base, with a name
/// and a reason.
public struct Scenario: Sendable, Hashable, Codable {
  /// Key: the name of its file without its ending, or that of one that is always there.
  public var key: String
  /// What people call it.
  public var name: Wording
  /// Why it is asked; nil where nobody said.
  public var reason: String?
  /// Key of the scenario that it changes; nil changes the project.
  public var base: String?
  /// What is otherwise.
  public var changes: Changes
  /// Path of its file; nil where it has none.
  public var path: String?

  /// A scenario without a file.
  public init(
    key: String, name: Wording, reason: String? = nil, base: String? = nil, changes: Changes
  ) {
    self.key = key
    self.name = name
    self.reason = reason
    self.base = base
    self.changes = changes
  }

  /// The project as it is.
  public static let project = Scenario(
    key: "base", name: Wording(en: "Base", nl: "Basis"), changes: Changes())

  /// The scenarios that are always there: the project as it is, and three to hold it against.
  public static let usual: [Scenario] = [
    .project,
    Scenario(
      key: "siloed",
      name: Wording(
        en: "Every work by itself, same budgets", nl: "Ieder werk apart, dezelfde budgetten"),
      changes: Changes(strategy: .siloed)),
    Scenario(
      key: "leading",
      name: Wording(en: "Leading discipline", nl: "Leidende discipline"),
      changes: Changes(strategy: .leading)),
    Scenario(
      key: "nothing", name: Wording(en: "Do nothing", nl: "Niets doen"),
      changes: Changes(strategy: .nothing)),
  ]
}

extension Changes {
  fileprivate init(strategy: Strategy) {
    self.init()
    self.strategy = strategy
  }
}

extension Scenario {
  /// Reads a scenario file; its key is the name of the file.
  /// - Throws: `YAMLError`.
  public init(path: String) throws {
    let key = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    self = try Parsed(
      reading: path, named: path, as: "The scenario",
      remedy: "Check the path; see docs/scenarios.md."
    ) { try Scenario($0, key: key) }.value
  }

  init(_ top: YAMLValue, key: String) throws {
    let keys = try top.members(known: ["kansenkaart_scenario", "name", "why", "base", "changes"])
    guard let version = keys["kansenkaart_scenario"], try version.integer(in: 1...99) == 1 else {
      throw top.error("A scenario needs 'kansenkaart_scenario: 1'.", "Add it.")
    }
    guard !Self.usual.contains(where: { $0.key == key }) else {
      throw top.error("'\(key)' is a scenario that is always there.", "Give the file another name.")
    }
    self.init(
      key: key, name: try keys["name"]?.wording() ?? Wording(en: key, nl: key),
      reason: try keys["why"]?.text(),
      base: try keys["base"].map { try $0.text() }.flatMap { $0 == "base" ? nil : $0 },
      changes: try Changes(keys.needed("changes", in: top, example: "{weights: {water: 3}}")))
    path = top.path
  }

  /// The scenarios of a project: those that are always there, then the files of the folder `scenarios`
  /// beside it, by name. Files of another kind, such as decisions, are passed over.
  /// - Throws: `YAMLError`.
  public static func all(besideProject path: String) throws -> [Scenario] {
    usual + (try ScenarioFile.all(besideProject: path).map { try Scenario(path: $0.path) })
  }

  /// The same, but of the files none but that of a scenario and those of its bases: what is wrong with
  /// another one is no matter here.
  /// - Throws: `YAMLError`, also for a scenario that there is not.
  static func all(besideProject path: String, neededBy key: String) throws -> [Scenario] {
    let files = ScenarioFile.all(besideProject: path)
    var found = usual
    var next: String? = key
    while let key = next, !found.contains(where: { $0.key == key }),
      let file = files.first(where: { $0.key == key })
    {
      found.append(try Scenario(path: file.path))
      next = found.last?.base
    }
    guard found.contains(where: { $0.key == key }) else {
      throw unknown(key, known: usual.map(\.key) + files.map(\.key), project: path)
    }
    return found
  }

  fileprivate static func unknown(
    _ key: String, known: [String], project path: String
  ) -> YAMLError {
    YAMLError(
      path: path, line: nil, problem: "There is no scenario '\(key)'.",
      remedy: nearestName(to: key, among: known).map { "Did you mean '\($0)'?" }
        ?? "There are: \(known.joined(separator: ", ")).")
  }

  /// The changes that lead from the project to this scenario, those of its bases first.
  /// - Throws: `YAMLError` for a base that there is not, and for bases that go round.
  public func chain(among scenarios: [Scenario]) throws(YAMLError) -> [Changes] {
    try lineage(among: scenarios).map(\.changes)
  }

  /// The scenario with its bases before it.
  /// - Throws: as `chain`.
  func lineage(among scenarios: [Scenario]) throws(YAMLError) -> [Scenario] {
    var lineage = [self]
    while let key = lineage[0].base {
      guard let scenario = scenarios.first(where: { $0.key == key }) else {
        let nearest = nearestName(to: key, among: scenarios.map(\.key))
        throw error(
          "There is no scenario '\(key)' to change.",
          nearest.map { "Did you mean '\($0)'?" } ?? "Leave out 'base' to change the project.")
      }
      guard !lineage.contains(where: { $0.key == key }) else {
        let keys = lineage.reversed().map(\.key) + [key]
        throw error("Its bases go round: \(keys.joined(separator: ", ")).", "Break it.")
      }
      lineage.insert(scenario, at: 0)
    }
    return lineage
  }

  /// An error about this scenario.
  public func error(_ problem: String, _ remedy: String) -> YAMLError {
    YAMLError(path: path ?? key, line: nil, problem: problem, remedy: remedy)
  }
}

extension [Scenario] {
  /// The scenario of a key; `path` is that of the project, for messages.
  /// - Throws: `YAMLError` that names the nearest one.
  package func named(_ key: String, besideProject path: String) throws(YAMLError) -> Scenario {
    if let scenario = first(where: { $0.key == key }) { return scenario }
    throw Scenario.unknown(key, known: map(\.key), project: path)
  }
}
