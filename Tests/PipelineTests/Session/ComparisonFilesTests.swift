import Foundation
import Pipeline
import ProjectBundling
import ProjectFile
import Publishing
import Tables
import TestSupport
import Testing

/// What `compare` writes agrees with the products of each scenario.
@Suite struct ComparisonFilesTests {
  private let project: ScenarioProject

  init() throws {
    project = try ScenarioProject(streets: 5, seed: 3)
    try project.scenario("poor", "budgets: {riool: {factor: 0.4}, wegen: {factor: 0.4}}")
    try project.scenario("wet", "weights: {water: 4}\nworks: {sewer: {earlier: 3}}")
  }

  private func compare(_ keys: [String]) throws -> CompareJob {
    try CompareJob(
      of: project.path, options: MainJob.Options(threads: 2, products: []), control: JobControl())
  }

  @Test func `its figures can be recomputed from the tables of each scenario`() throws {
    let job = try compare([])
    let comparison = try job.compare(["poor", "wet"])
    #expect(comparison.columns.map(\.key) == ["base", "poor", "wet"])
    for column in comparison.columns {
      let figures = try #require(column.figures)
      let folder = project.folder.file(column.key)
      _ = try job.answer(column.key).publish(
        [.csv(.opportunities), .csv(.programme), .csv(.undone), .csv(.candidates)], to: folder)
      let works = try rows(folder + "/opportunities.csv")
      let done = works.filter { $0["planned_year"]?.isEmpty == false }
      #expect(figures.done == done.count)
      let undone = try rows(folder + "/undone.csv")
      #expect(figures.undone == undone.count)
      expectClose(figures.undoneCost, sum(undone, "cost_eur"))
      expectClose(figures.costAlone, sum(done, "cost_eur"))
      expectClose(figures.riskLeft, sum(undone, "risk_left_eur"))
      let streets = Set(
        done.compactMap { row in
          row["street"].flatMap { $0.isEmpty ? nil : $0 + (row["planned_year"] ?? "") }
        })
      #expect(figures.openings == streets.count)
    }
  }

  @Test func `works that come, go or move are those whose planned year differs`() throws {
    let job = try compare([])
    let comparison = try job.compare(["poor"])
    let years = try ["base", "poor"].map { key in
      let folder = project.folder.file(key)
      _ = try job.answer(key).publish([.csv(.opportunities)], to: folder)
      return Dictionary(
        try rows(folder + "/opportunities.csv").map {
          ($0["work_id"] ?? "", $0["planned_year"] ?? "")
        },
        uniquingKeysWith: { $1 })
    }
    let differing = years[0].filter { years[1][$0.key] != $0.value }.keys.sorted()
    #expect(comparison.columns[1].works.map(\.work) == differing && !differing.isEmpty)
    #expect(comparison.columns[0].works.isEmpty)
  }

  @Test func `two changes beyond their sum: the interaction`() throws {
    let comparison = try compare([]).compare(["poor", "wet"])
    #expect(comparison.columns[1].interaction == nil)
    #expect(comparison.columns[2].interaction?.changes == 2)
  }

  @Test(arguments: Language.allCases)
  func `page, tables and JSON are written together`(language: Language) throws {
    let job = try compare([])
    let files = try job.write(
      job.compare([]), to: project.folder.file("compared"), language: language)
    for file in files {
      #expect(FileManager.default.fileExists(atPath: project.folder.file("compared/\(file)")))
    }
    let page = try String(
      contentsOfFile: project.folder.file("compared/comparison.html"), encoding: .utf8)
    #expect(page.contains(language == .nl ? "Niets doen" : "Do nothing"))
    #expect(!page.contains("http"))
    let rows = try rows(project.folder.file("compared/scenarios.csv"))
    #expect(rows.map { $0["scenario"] } == ["base", "siloed", "leading", "nothing", "poor", "wet"])
    #expect(rows[0]["beats_first"] == "" && rows[3]["works_done"] == "0")
  }

  @Test func `a scenario that there is not names the nearest`() throws {
    let error = #expect(throws: YAMLError.self) { try compare([]).compare(["por"]) }
    #expect(error?.remedy == "Did you mean 'poor'?")
  }

  private func expectClose(_ a: Double, _ b: Double) {
    #expect(abs(a - b) <= 0.01 * 25, "\(a) and \(b)")
  }

  private func sum(_ rows: [[String: String]], _ column: String) -> Double {
    rows.reduce(0) { $0 + (Double($1[column] ?? "") ?? 0) }
  }

  /// Rows of a table, by column.
  private func rows(_ path: String) throws -> [[String: String]] {
    let lines = try parseCSV(path)
    return lines.dropFirst().map {
      Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first })
    }
  }
}
