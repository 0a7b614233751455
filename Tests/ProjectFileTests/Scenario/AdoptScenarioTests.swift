import Foundation
import ProjectFile
import TestSupport
import Testing

/// Scenarios that become part of their project.
@Suite struct AdoptScenarioTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("scenarios"), withIntermediateDirectories: false)
  }

  private static let project = """
    kansenkaart: 1
    name: Proef   # a comment that stays
    crs: EPSG:28992
    horizon: {from: 2027, to: 2041}
    neighbourhoods: {source: buurten.geojson, id: code, name: naam}
    themes:
      water: {weight: 1, layers: [{source: water.geojson}]}
    schedule:
      - {source: riool.geojson, asset_type: sewer, fields: {id: nr}}

    """

  private func write(_ project: String, _ scenarios: [String: String]) throws -> String {
    for (key, changes) in scenarios {
      try folder.write(
        "kansenkaart_scenario: 1\nwhy: \"een reden: \\\"kort\\\"\"\n\(changes)\n",
        to: "scenarios/\(key).yaml")
    }
    return try folder.write(project, to: "project.yaml")
  }

  @discardableResult
  private func adopt(_ key: String, into path: String) throws -> [AdoptedScenario] {
    try ProjectFile.adopt(key, into: path, by: "de raad", on: "2026-11-28") { _ in }
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func `what is written is read back, bases first, and all else stays as it was`() throws {
    let path = try write(
      Self.project,
      [
        "half": "changes: {budgets: {rioolheffing: {factor: 0.5}}}",
        "later": "base: half\nchanges: {works: {sewer: {later: 3}}, weights: {water: 2.5}}",
      ])
    let written = try adopt("later", into: path)
    #expect(written.map(\.scenario) == ["half", "later"])
    #expect(written.allSatisfy { $0.by == "de raad" && $0.reason == "een reden: \"kort\"" })
    #expect(try text(path).hasPrefix(Self.project))
    #expect(try ProjectFile.load(path: path).adopted == written)
    // A second one comes behind, but no scenario counts twice.
    try folder.write(
      "kansenkaart_scenario: 1\nchanges: {weights: {water: 4}}\n", to: "scenarios/nog.yaml")
    try adopt("nog", into: path)
    #expect(try ProjectFile.load(path: path).adopted.map(\.scenario) == ["half", "later", "nog"])
    let error = #expect(throws: YAMLError.self) { try adopt("half", into: path) }
    #expect(error?.problem.contains("adopted already, by de raad") == true)
    #expect(try ProjectFile.load(path: path).adopted.count == 3)
  }

  @Test func `entries join a list that is there, with its indentation, before what follows`() throws
  {
    let adopted = """
      adopted:
      - {scenario: oud, by: raad, on: 2025-01-01, changes: {weights: {water: 2}}}
      # after the list
      cycles: cycles.yaml

      """
    let path = try write(
      Self.project + adopted, ["nieuw": "changes: {horizon: {from: 2028, to: 2040}}"])
    try adopt("nieuw", into: path)
    let lines = try text(path).split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex { $0.hasPrefix("- {scenario: oud") })
    #expect(lines[place + 1].hasPrefix("- {scenario: nieuw"))
    #expect(lines[place + 2] == "# after the list" && lines.last == "cycles: cycles.yaml")
    #expect(try ProjectFile.load(path: path).adopted.map(\.scenario) == ["oud", "nieuw"])
  }

  @Test func `files of a scenario are named from the project's folder`() throws {
    let path = try write(Self.project, ["anders": "changes: {decisions: ../b/besluiten.yaml}"])
    try FileManager.default.createDirectory(
      atPath: folder.file("b"), withIntermediateDirectories: false)
    try folder.write("kansenkaart_decisions: 1\n", to: "b/besluiten.yaml")
    let changes = try adopt("anders", into: path)[0].changes
    let read = try ProjectFile.load(path: path).adopted[0].changes
    #expect(read.decisions?.name == "b/besluiten.yaml")
    #expect(read.decisions?.sha256 == changes.decisions?.sha256)
  }

  @Test func `lines that end as on Windows keep doing so`() throws {
    let path = try write(
      Self.project.replacing("\n", with: "\r\n"), ["half": "changes: {weights: {water: 2}}"])
    try adopt("half", into: path)
    #expect(try text(path).replacing("\r\n", with: "").contains("\n") == false)
    #expect(try ProjectFile.load(path: path).adopted.count == 1)
  }

  @Test func `a link stays a link, and rights stay as they are`() throws {
    let path = try write(Self.project, ["half": "changes: {weights: {water: 2}}"])
    let link = folder.file("link.yaml")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try adopt("half", into: link)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
    let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(rights as? Int == 0o640)
    #expect(try ProjectFile.load(path: path).adopted.count == 1)
  }

  @Test(arguments: [
    ("geen", "", "There is no scenario 'geen'."),
    ("base", "", "It changes nothing."),
    ("half", "adopted: []\n", "'adopted' is not a list of lines."),
  ])
  func `what can't be adopted is told, and nothing is written`(
    key: String, more: String, problem: String
  ) throws {
    let path = try write(Self.project + more, ["half": "changes: {weights: {water: 2}}"])
    let error = #expect(throws: YAMLError.self) { try adopt(key, into: path) }
    #expect(error?.problem == problem)
    #expect(try text(path) == Self.project + more)
  }

  @Test func `nothing is written where the project would not hold together`() throws {
    struct Clash: Error {}
    let path = try write(Self.project, ["half": "changes: {weights: {water: 2}}"])
    #expect(throws: Clash.self) {
      try ProjectFile.adopt("half", into: path, by: "raad", on: "2026-11-28") { _ in
        throw Clash()
      }
    }
    #expect(try text(path) == Self.project)
  }

  @Test(arguments: [
    "{weights: {water: 0.1, energie en warmte: 3}, horizon: {from: 2027, to: 2030}}",
    "{works: {all: {earlier: 2, later: -1}, sewer/replace: {cycle: -5, cost: 1.25}}}",
    "{budgets: {a: unlimited, \"b: c\": {per_year: 1e6, years: {2030: 5}, shift: -1}}}",
    "{budgets: {wegen: {factor: 0.5, carry_over: 0.5}}}",
    "{pots: {straat: [wegen, \"no\", \"'t Riool \\\"x\\\"\"]}, strategy: leading}",
    "{rules: {challenge_value: 40, nuisance_per_day: 12.5, least_cash: -100}}",
    "{layers: {water/a.geojson: off, b: {reach: 30}}}",
    "{layers: {\"2030\": on}}",
    "{couplings: {swale: off, all: {cost: 1.2, effect: 0.5}, disconnect: on}}",
  ])
  func `changes written out are the same changes`(text: String) throws {
    let path = try write(Self.project, ["a": "changes: \(text)"])
    let changes = try Scenario(path: folder.file("scenarios/a.yaml")).changes
    try adopt("a", into: path)
    #expect(try ProjectFile.load(path: path).adopted.map(\.changes) == [changes])
  }

  @Test func `a list without entries and the end of a file are no hindrance`() throws {
    let scenarios = ["half": "changes: {weights: {water: 2}}"]
    for (before, after) in [("adopted:\n", ""), ("adopted:   # none yet\n", ""), ("", "...\n")] {
      let path = try write(Self.project + before + after, scenarios)
      let written = try adopt("half", into: path)
      #expect(try ProjectFile.load(path: path).adopted == written)
      #expect(try text(path).hasSuffix(after))
    }
  }

  @Test func `another scenario that is broken is no hindrance, but a base is`() throws {
    let path = try write(
      Self.project,
      [
        "half": "changes: {weights: {water: 2}}",
        "later": "base: bad\nchanges: {weights: {water: 3}}",
      ])
    try folder.write("x: [", to: "scenarios/bad.yaml")
    #expect(throws: YAMLError.self) { try Scenario.all(besideProject: path) }
    #expect(try adopt("half", into: path).count == 1)
    #expect(throws: YAMLError.self) { try adopt("later", into: path) }
    let error = #expect(throws: YAMLError.self) { try adopt("hal", into: path) }
    #expect(error?.remedy == "Did you mean 'half'?")
  }

  @Test func `files of another kind are no scenarios`() throws {
    let path = try write(Self.project, ["half": "changes: {weights: {water: 2}}"])
    try folder.write(
      "# what was decided\nkansenkaart_decisions: 1\ndecisions: []\n",
      to: "scenarios/besluiten.yaml")
    let keys = try Scenario.all(besideProject: path).map(\.key)
    #expect(keys.last == "half" && !keys.contains("besluiten"))
    try folder.write("name: x\n", to: "scenarios/zonder.yaml")
    #expect(throws: YAMLError.self) { try Scenario.all(besideProject: path) }
  }
}
