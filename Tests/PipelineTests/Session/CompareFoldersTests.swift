import Foundation
import LayerIO
import OpportunityMap
import Pipeline
import ProjectBundling
import ProjectFile
import Publishing
import Tables
import TestSupport
import Testing

/// The folders of runs, held beside each other.
@Suite struct CompareFoldersTests {
  /// A change, and how the same is written into the project or a file of it.
  struct Edit: Sendable, CustomTestStringConvertible {
    let changes: String
    let old: String
    let new: String
    let file: String
    var testDescription: String { changes }
  }

  static let edits = [
    Edit(
      changes: "budgets: {riool: {factor: 0.5}}", old: "riool: {per_year: 60000",
      new: "riool: {per_year: 30000", file: "project.yaml"),
    Edit(
      changes: "works: {sewer: {cycle: -7}}", old: "cycle: 60", new: "cycle: 53",
      file: "cycles.yaml"),
    Edit(
      changes: "horizon: {from: 2030, to: 2037}", old: "from: 2027, to: 2041",
      new: "from: 2030, to: 2037", file: "project.yaml"),
    Edit(
      changes: "works: {pavement-brick/relay: {cost: 1.25}}", old: "amount: 64", new: "amount: 80",
      file: "cycles.yaml"),
    Edit(
      changes: "weights: {water: 3}",
      old: "weight: 1\n    layers:\n      - {source: flood",
      new: "weight: 3\n    layers:\n      - {source: flood", file: "project.yaml"),
  ]

  @Test(arguments: zip(edits, 1...5))
  func `two runs with one change between them are held beside each other as the scenario is`(
    edit: Edit, seed: Int
  ) throws {
    let project = try ScenarioProject(streets: 5, seed: UInt64(seed))
    try project.scenario("other", edit.changes)
    let expected = try CompareJob(
      of: project.path, options: MainJob.Options(threads: 2, products: []), control: JobControl()
    ).compare(["other"])
    try run(project, into: "before")
    try project.edit(edit.old, edit.new, in: edit.file)
    try run(project, into: "after")
    let found = try compare(project, ["before", "after"])
    #expect(found.columns.map(\.key) == ["before", "after"])
    #expect(found.years == expected.years && found.city == expected.city)
    #expect(found.themes.map(\.key) == expected.themes.map(\.key))
    #expect(found.neighbourhoods.map(\.id) == expected.neighbourhoods.map(\.id))
    for (column, known) in zip(found.columns, expected.columns) {
      try expectEqual(column, known)
      #expect(column.untold.isEmpty)
    }
    #expect(found.columns[0].origins.isEmpty && !found.columns[1].origins.isEmpty)
  }

  /// Amounts stand in products to the cent, areas to the mm2.
  private func expectEqual(_ column: Comparison.Column, _ known: Comparison.Column) throws {
    let (figures, expected) = (try #require(column.figures), try #require(known.figures))
    for row in ScenarioRow.all {
      let (a, b) = (row.value(figures), row.value(expected))
      #expect((a == nil) == (b == nil), "\(row.column.name)")
      #expect(abs((a ?? 0) - (b ?? 0)) <= 0.005001, "\(row.column.name): \(a ?? 0), \(b ?? 0)")
    }
    for (a, b) in zip(figures.themes + figures.places, expected.themes + expected.places) {
      #expect(abs(a.reached - b.reached) <= 1e-6 && abs(a.challenged - b.challenged) <= 1e-6)
      #expect(abs((a.chance ?? -1) - (b.chance ?? -1)) <= 1e-9)
    }
    #expect(figures.places.count == expected.places.count)
    #expect(column.works.map(named) == known.works.map(named))
    for (a, b) in zip(column.works, known.works) {
      #expect(abs((a.cost ?? -1) - (b.cost ?? -1)) <= 0.005001)
    }
    #expect(column.projects == known.projects)
    #expect(column.couplings.map(\.coupling) == known.couplings.map(\.coupling))
    for (a, b) in zip(column.couplings, known.couplings) {
      #expect(a.before == b.before && a.after == b.after)
      #expect(a.comes == b.comes && a.goes == b.goes)
      #expect(a.name == b.name && abs(a.costAfter - b.costAfter) <= 0.1)
      #expect(abs(a.effectsBefore - b.effectsBefore) <= 0.1)
      #expect(abs(a.effectsAfter - b.effectsAfter) <= 0.1)
    }
  }

  private func named(_ work: WorkDifference) -> String {
    "\(work.kind) \(work.work) \(work.before ?? 0) \(work.after ?? 0) \(work.street ?? "") "
      + "\(work.assetType) \(work.measure)"
  }

  // MARK: What they were made from

  @Test func `what runs were made from is named where it differs, and nothing else`() throws {
    let project = try ScenarioProject(streets: 4)
    try run(project, into: "before")
    try run(project, into: "same")
    let roads = try String(contentsOfFile: project.folder.file("roads.geojson"), encoding: .utf8)
    try project.folder.write(roads + "\n", to: "roads.geojson")
    try project.edit("price_year: 2024", "price_year: 2023", in: "cycles.yaml")
    try project.edit("wegen: {per_year: 70000", "wegen: {per_year: 50000")
    try run(project, into: "after")
    let columns = try compare(project, ["before", "same", "after"]).columns
    #expect(columns[1].origins.isEmpty && columns[1].untold.isEmpty)
    #expect(columns[1].works.isEmpty && columns[1].projects.isEmpty)
    #expect(
      columns[2].origins.map(\.what.en) == [
        "project file", "price level", "cycles", "schedule[0]", "money of wegen over the horizon",
      ])
    let money = try #require(columns[2].origins.last)
    #expect(money.before == "1050000" && money.after == "750000")
    let source = columns[2].origins[3]
    #expect(source.before?.hasPrefix("roads.geojson (") == true && source.before != source.after)
  }

  @Test func `what a folder does not tell is said, and not guessed`() throws {
    let project = try ScenarioProject(streets: 4)
    try run(project, into: "before")
    try run(project, into: "after", products: [.csv(.opportunities), .csv(.candidates)])
    let comparison = try compare(project, ["before", "after"])
    let column = comparison.columns[1]
    #expect(column.figures == nil && column.couplings.isEmpty && column.works.isEmpty)
    #expect(
      column.untold.map(\.en) == [
        "Figures: this folder has no baselines.csv that tells.",
        "How far themes are reached: this folder has no baseline_reach.csv that tells.",
        "Couplings: this folder has no couplings.csv that tells.",
        "Budgets: this folder has no programme.csv that tells.",
      ])
    for language in Language.allCases {
      let text = comparisonText(comparison, language: language)
      #expect(column.untold.allSatisfy { text.contains($0.text(in: language)) })
    }
    let files = try job(project, ["after", "before"]).write(
      compare(project, ["after", "before"]), to: project.folder.file("compared"), language: .en)
    #expect(files.contains("scenario_origins.csv"))
    let page = try String(
      contentsOfFile: project.folder.file("compared/comparison.html"), encoding: .utf8)
    #expect(page.contains("There is no map"))
    let rows = try parseCSV(project.folder.file("compared/scenario_origins.csv"))
    #expect(rows.contains { $0.contains("Figures: the first has no baselines.csv that tells.") })
  }

  @Test func `themes and neighbourhoods that only one folder has are named`() throws {
    let project = try ScenarioProject(streets: 4)
    try run(project, into: "before")
    try project.edit("heat:\n", "shade:\n")
    try project.edit(#""code":"BU2""#, #""code":"BU3""#, in: "areas.geojson")
    try run(project, into: "after")
    let comparison = try compare(project, ["before", "after"])
    #expect(comparison.themes.map(\.key) == ["water", "heat", "shade"])
    #expect(comparison.neighbourhoods.map(\.id) == ["BU1", "BU2", "BU3"])
    let untold = comparison.columns[1].untold.map(\.en)
    #expect(untold.contains("Themes that only the first has: heat."))
    #expect(untold.contains("Themes that only this folder has: shade."))
    #expect(untold.contains("Neighbourhoods that only this folder has: BU3."))
    let files = try job(project, ["before", "after"]).write(
      comparison, to: project.folder.file("compared"), language: .nl)
    let reach = try parseCSV(project.folder.file("compared/scenario_reach.csv"))
    let row = try #require(reach.first { $0.prefix(3) == ["after", "", "heat"] })
    #expect(row.dropFirst(3).allSatisfy(\.isEmpty) && files.contains("comparison.html"))
  }

  @Test func `a product that is not the one of its record is refused`() throws {
    let project = try ScenarioProject(streets: 4)
    try run(project, into: "before")
    try run(project, into: "after")
    let path = project.folder.file("after/baselines.csv")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "plan,", with: "plan,1")
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: MixedFolder.self) { try compare(project, ["before", "after"]) }
  }

  @Test func `two folders with a record are meant as folders, and a scenario is not`() throws {
    let project = try ScenarioProject(streets: 3)
    try project.scenario("half", "budgets: {riool: {factor: 0.5}}")
    try run(project, into: "out")
    let out = project.folder.file("out")
    #expect(CompareFoldersJob.isMeant(by: [out, out]))
    #expect(!CompareFoldersJob.isMeant(by: [out]))
    #expect(!CompareFoldersJob.isMeant(by: [out, "half"]))
    #expect(!CompareFoldersJob.isMeant(by: [project.path, out]))
  }

  @Test func `folders of one name are told apart`() throws {
    let project = try ScenarioProject(streets: 3)
    try run(project, into: "2025/out")
    try run(project, into: "2026/out")
    let keys = try compare(project, ["2025/out", "2026/out"]).columns.map(\.key)
    #expect(keys == ["2025/out", "2026/out"].map(project.folder.file))
  }

  // MARK: Helpers

  private func job(_ project: ScenarioProject, _ names: [String]) throws -> CompareFoldersJob {
    try CompareFoldersJob(
      names.map(project.folder.file), threads: 2, control: JobControl())
  }

  private func compare(_ project: ScenarioProject, _ names: [String]) throws -> Comparison {
    try job(project, names).compare()
  }

  private func run(
    _ project: ScenarioProject, into folder: String,
    products: Set<Product> = Product.usual.subtracting([.report, .geoPackage])
  ) throws {
    _ = try MainJob(
      projectPath: project.path, options: MainJob.Options(threads: 2, products: products),
      control: JobControl()
    ).run(output: project.folder.file(folder))
  }
}
