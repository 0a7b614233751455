import Foundation
import OpportunityMap
import Pipeline
import ProjectBundling
import ProjectFile
import Publishing
import Tables
import TestSupport
import Testing

/// A scenario's answer is that of a run of the project with the same changes written into it.
@Suite struct ScenarioAnswerTests {
  private static let products = Product.usual.subtracting([.report, .geoPackage])

  /// Changes, and how the same is written into the project or its catalogue.
  struct Edit: Sendable, CustomTestStringConvertible {
    let changes: String
    let edits: [(old: String, new: String, file: String)]
    var testDescription: String { changes }
  }

  static let edits = [
    Edit(
      changes: "weights: {water: 3}",
      edits: [
        (
          "weight: 1\n    layers:\n      - {source: flood",
          "weight: 3\n    layers:\n      - {source: flood", "project.yaml"
        )
      ]),
    Edit(
      changes: "horizon: {from: 2030, to: 2037}",
      edits: [("from: 2027, to: 2041", "from: 2030, to: 2037", "project.yaml")]),
    Edit(
      changes: "works: {sewer: {earlier: 2, later: -1}}",
      edits: [("before: 4, after: 4", "before: 6, after: 3", "cycles.yaml")]),
    Edit(
      changes: "works: {sewer: {cycle: -7}}", edits: [("cycle: 60", "cycle: 53", "cycles.yaml")]),
    Edit(
      changes: "works: {pavement-brick/relay: {cost: 1.25}}",
      edits: [("amount: 64", "amount: 80", "cycles.yaml")]),
    Edit(
      changes: "budgets: {riool: {factor: 0.5}, wegen: {per_year: 40000, carry_over: false}}",
      edits: [
        ("riool: {per_year: 60000", "riool: {per_year: 30000", "project.yaml"),
        (
          "wegen: {per_year: 70000, carry_over: true", "wegen: {per_year: 40000, carry_over: false",
          "project.yaml"
        ),
      ]),
    Edit(
      changes: "budgets: {riool: {years: {2027: 90000}, shift: 1}}",
      edits: [
        (
          "riool: {per_year: 60000", "riool: {per_year: 60000, years: {2027: 0, 2028: 90000}",
          "project.yaml"
        )
      ]),
  ]

  @Test(arguments: edits, [1, 2, 4])
  func `it is that of a project that says so itself`(edit: Edit, threads: Int) throws {
    let project = try ScenarioProject(streets: 4)
    try project.scenario("other", edit.changes)
    try answer("other", of: project, threads: threads, into: "scenario")
    for (old, new, file) in edit.edits { try project.edit(old, new, in: file) }
    try run(project, into: "full")
    try expectEqual(project)
  }

  @Test(arguments: 1...6)
  func `random changes are those of a project that has adopted them`(seed: UInt64) throws {
    var draws = Draws(state: seed)
    let project = try ScenarioProject(streets: 5, seed: seed)
    let parts = [
      "weights: {water: \(draws.next(4)), heat: \(1 + draws.next(4))}",
      "horizon: {from: \(2025 + draws.next(5)), to: \(2035 + draws.next(10))}",
      "works: {all: {earlier: \(draws.next(6) - 2)}, sewer: {later: \(draws.next(6) - 2), cost: 0.75}}",
      "budgets: {riool: {factor: \(draws.next(3))}, groen: {per_year: 3000}}",
      "pots: {straat: [wegen, riool]}",
      "rules: {challenge_value: \(draws.next(50)), nuisance_per_day: 100}",
      "layers: {heat.geojson: off}",
      "couplings: {water: {cost: 0.\(1 + draws.next(5))}, disconnect: off}",
      "strategy: \(["best", "siloed", "leading"][draws.next(3)])",
    ].filter { _ in draws.next(2) == 0 }
    let changes = parts.isEmpty ? "weights: {water: 2}" : parts.joined(separator: "\n")
    try project.scenario("other", changes)
    try answer("other", of: project, threads: 2, into: "scenario")
    let indented = changes.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
    let text = try String(contentsOfFile: project.path, encoding: .utf8)
    try project.folder.write(
      text + "adopted:\n  - scenario: other\n    by: council\n    on: 2026-11-28\n    changes:\n"
        + indented + "\n", to: "project.yaml")
    try run(project, into: "full")
    try expectEqual(project)
  }

  @Test(arguments: 1...4)
  func `groups of works are searched again only where something about them changed`(
    seed: UInt64
  ) throws {
    let project = try ScenarioProject(streets: 7, seed: seed)
    try project.scenario("less", "budgets: {riool: {factor: 0.5}}")
    try project.scenario("cool", "layers: {heat.geojson: off}")
    try project.scenario("apart", "decisions: ../apart.yaml")
    try project.scenario("early", "works: {all: {earlier: 1}}")
    let works = try session(project).answer().map().works.map(\.id)
    let pair = try ["R", "S"].map { kind in
      try #require(works.first { $0.hasPrefix("\(kind)\(seed)") })
    }
    try project.folder.write(
      "kansenkaart_decisions: 1\ndecisions:\n  - {forbid: [\(pair.joined(separator: ", "))]}\n",
      to: "apart.yaml")
    let session = try session(project)
    let scenarios = try Scenario.all(besideProject: project.path)
    func searched(_ key: String) throws -> Int {
      let before = session.searchedGroups
      _ = try session.answer(scenario(key, scenarios), among: scenarios).plan()
      return session.searchedGroups - before
    }
    let all = try searched("base")
    #expect(all >= 4)
    #expect(try searched("less") == 0)
    // The heat lies over two streets, and counts only where a coupling can serve it; the decision is about
    // one street, of which two parts may be left.
    #expect(try (0...2).contains(searched("cool")))
    #expect(try (0...2).contains(searched("apart")))
    #expect(try searched("early") > all / 2)
    #expect(try searched("base") == 0)
    for key in ["cool", "apart", "early"] {
      _ = try session.answer(scenario(key, scenarios), among: scenarios)
        .publish(Self.products, to: project.folder.file(key))
      try answer(key, of: project, threads: 1, into: "alone-\(key)")
      try expectEqual(project, key, "alone-\(key)")
    }
  }

  @Test func `a layer that reaches further is stacked anew`() throws {
    let project = try ScenarioProject()
    try project.scenario("wide", "layers: {flood.geojson: {reach: 7}}")
    try answer("wide", of: project, threads: 2, into: "scenario")
    try project.edit("flood.geojson, crs", "flood.geojson, reach: 7, crs")
    try run(project, into: "full")
    try expectEqual(project)
  }

  @Test func `a scenario may change another, and bases that go round are told`() throws {
    let project = try ScenarioProject()
    try project.scenario("less", "budgets: {riool: {factor: 0.5}}")
    try project.scenario("both", base: "less", "weights: {water: 3}")
    try project.scenario("one", base: "two", "weights: {water: 1}")
    try project.scenario("two", base: "one", "weights: {water: 1}")
    let session = try session(project)
    let scenarios = try Scenario.all(besideProject: project.path)
    let answer = try session.answer(scenario("both", scenarios), among: scenarios)
    #expect(answer.inputs.project.themes[0].weight == 3)
    #expect(answer.inputs.project.programme?.budgets[1].usual == 30_000)
    let error = #expect(throws: YAMLError.self) {
      try session.answer(scenario("one", scenarios), among: scenarios)
    }
    #expect(error?.problem == "Its bases go round: one, two, one.")
  }

  @Test(arguments: [
    ("weights: {watr: 1}", "There is no theme 'watr'.", "Did you mean 'water'?"),
    (
      "layers: {flod.geojson: off}", "There is no layer 'flod.geojson'.",
      "Did you mean 'flood.geojson'?"
    ),
    ("budgets: {groen: {factor: 2}}", "'groen' has no budget to change.", nil),
    (
      "works: {sewr: {earlier: 1}}", "No work of the schedule is 'sewr'.",
      "Types are: pavement-brick, sewer, tree."
    ),
    (
      "couplings: {disconect: off}", "There is no coupling 'disconect'.",
      "Did you mean 'disconnect'?"
    ),
    ("pots: {a: [riool], b: [riool]}", "A party is in two pots, or a pot has none.", nil),
  ])
  func `what there is not is told`(changes: String, problem: String, remedy: String?) throws {
    let project = try ScenarioProject()
    let error = #expect(throws: YAMLError.self) {
      try project.scenario("other", changes)
      let scenarios = try Scenario.all(besideProject: project.path)
      _ = try session(project).answer(scenario("other", scenarios), among: scenarios).plan()
    }
    #expect(error?.problem == problem)
    if let remedy { #expect(error?.remedy == remedy) }
  }

  // MARK: Laws

  @Test(arguments: 1...5)
  func `doing nothing saves nothing, siloed bundles nothing, and the sums of works close`(
    seed: UInt64
  ) throws {
    let project = try ScenarioProject(streets: 5, seed: seed)
    let session = try session(project)
    let comparison = try session.compare(Scenario.usual, among: Scenario.usual)
    let figures = Dictionary(
      uniqueKeysWithValues: try comparison.columns.map { ($0.key, try #require($0.figures)) })
    let (base, nothing) = (try #require(figures["base"]), try #require(figures["nothing"]))
    #expect(nothing.done == 0 && nothing.saved == 0 && nothing.paid == 0 && nothing.moved == 0)
    #expect(nothing.undone == base.due && nothing.riskLeft >= base.riskLeft)
    #expect(nothing.themes.allSatisfy { $0.reached == 0 })
    #expect(figures["siloed"]?.saved == 0 && figures["siloed"]?.projects == 0)
    #expect(base.costAlone + base.undoneCost == nothing.undoneCost)
    #expect(base.paid == base.costAlone - base.saved + base.couplingCost)
  }

  @Test(arguments: 1...4)
  func `plans without flexibility are among those with five years of it`(seed: UInt64) throws {
    let project = try ScenarioProject(streets: 4, seed: seed)
    try project.scenario("rigid", "works: {all: {earlier: -20, later: -20}}")
    try project.scenario("five", "works: {all: {earlier: 2, later: 2}}")
    let (session, scenarios) = (try session(project), try Scenario.all(besideProject: project.path))
    let gains = try ["rigid", "base", "five"].map { key in
      try session.answer(scenario(key, scenarios), among: scenarios).plan().bundling.plan.gain.net
    }
    #expect(gains[0] <= gains[1] && gains[1] <= gains[2])
    #expect(gains[2] > 0)
  }

  // MARK: Helpers

  private func scenario(_ key: String, _ scenarios: [Scenario]) throws -> Scenario {
    try #require(scenarios.first { $0.key == key })
  }

  private func session(_ project: ScenarioProject, threads: Int = 2) throws -> Session {
    try MainJob(
      projectPath: project.path,
      options: MainJob.Options(threads: threads, products: Self.products), control: JobControl()
    ).session()
  }

  private func answer(
    _ key: String, of project: ScenarioProject, threads: Int, into folder: String
  ) throws {
    let session = try session(project, threads: threads)
    let scenarios = try Scenario.all(besideProject: project.path)
    // The base is asked first, so that what the scenario takes over is there to be taken.
    _ = try session.answer().explainedPlan()
    _ = try session.answer(scenario(key, scenarios), among: scenarios)
      .publish(Self.products, to: project.folder.file(folder))
  }

  private func run(_ project: ScenarioProject, into folder: String) throws {
    _ = try MainJob(
      projectPath: project.path,
      options: MainJob.Options(threads: 1, products: Self.products), control: JobControl()
    ).run(output: project.folder.file(folder))
  }

  /// All products but the record, which names the files of the project, and the saved stack.
  private func expectEqual(
    _ project: ScenarioProject, _ first: String = "scenario", _ second: String = "full"
  ) throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: project.folder.file(first)
    ).filter { $0 != Product.runRecord.fileName }
    #expect(names.contains("programme.csv") && names.contains("candidates.geojson"))
    for name in names {
      let a = project.folder.file("\(first)/\(name)")
      let b = project.folder.file("\(second)/\(name)")
      #expect(FileManager.default.contentsEqual(atPath: a, andPath: b), "\(name)")
    }
  }
}
