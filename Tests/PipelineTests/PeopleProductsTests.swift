import Foundation
import OpportunityMap
import ProjectFile
import Publishing
import Report
import Tables
import TestSupport
import Testing
import Workers

@testable import Pipeline

/// A theme that is measured in dwellings, from the project file to what people read.
@Suite struct PeopleProductsTests {
  private let tiny: TinyProject

  /// Of 30 dwellings 10 lie in the flood, of which the 6 near the road are reached in 2030; of the 20
  /// others 4 are.
  init() throws {
    tiny = try TinyProject()
    try tiny.folder.write(
      """
      x;y;number
      155010;463020;6
      155020;463040;4
      155150;463020;4
      155150;463090;16
      155900;463090;50
      """, to: "dwellings.csv")
    try edit(
      "themes:\n  water:",
      """
      people:
        dwellings:
          {source: dwellings.csv, x: x, y: y, crs: "EPSG:28992", count: number, works_within: 15,
           name: {nl: woningen, en: dwellings}}
      themes:
        water:
          measure: dwellings
      """)
  }

  private func edit(_ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: tiny.path, encoding: .utf8)
    #expect(text.contains(old))
    try tiny.folder.write(text.replacing(old, with: new), to: "project.yaml")
  }

  private func run() throws -> RunSummary {
    try MainJob(
      projectPath: tiny.path,
      options: MainJob.Options(threads: 2, products: Set(Product.allCases)), control: JobControl()
    ).run(output: tiny.folder.file("out"))
  }

  private func rows(_ product: String = "people.csv") throws -> [[String: String]] {
    let table = try parseCSV(tiny.folder.file("out/" + product))
    return table.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(table[0], $0)) }
  }

  @Test func `people of whom none can be counted are refused, unless they may be none`() throws {
    try tiny.folder.write("x;y;number\n155010;463020;many\n", to: "dwellings.csv")
    #expect(throws: LostSources.self) { try run() }
    try edit("works_within: 15,", "works_within: 15, may_be_empty: true,")
    #expect(throws: Never.self) { try run() }
  }

  @Test func `coverage counts dwellings beside m2, with what chance would give`() throws {
    let summary = try run()
    let last = try rows().filter { $0["year"] == "2041" && $0["neighbourhood_code"] == "" }
    // Every theme is counted in all that the project counts; one of them is measured in it.
    #expect(last.map { $0["theme"] } == ["water", "vacancy"])
    #expect(last.allSatisfy { $0["measure"] == "dwellings" && $0["number"] == last[0]["number"] })
    let row = try #require(last.first)
    #expect(row["number"].flatMap(Double.init) == 30)
    #expect(row["challenged"].flatMap(Double.init) == 10)
    #expect(row["cumulated"].flatMap(Double.init) == 6)
    #expect(row["cumulated_share"].flatMap(Double.init) == 0.6)
    // 10 of 30 by chance, so 1.8 times as many.
    #expect(row["chance_ratio"].flatMap(Double.init) == 1.8)
    let before = try rows().first {
      $0["year"] == "2029" && $0["neighbourhood_code"] == "" && $0["theme"] == "water"
    }
    #expect(before?["cumulated"].flatMap(Double.init) == 0)
    let here = try rows().first {
      $0["year"] == "2041" && $0["neighbourhood_code"] == "00B" && $0["theme"] == "water"
    }
    #expect(here?["challenged"].flatMap(Double.init) == 0 && here?["cumulated_share"] == "")
    let closing = closingTable(summary.map, summary.record, language: .en)
    #expect(closing.contains("measured in dwellings: 10 in the challenge, of which works reach 6"))
  }

  /// The road reaches 6 of the 10 in the flood and 4 others: 10 of 30. Those 6 lie in the deeper flood, of severity 1.
  @Test func `a work is scored by the dwellings that it reaches, not by the ground under it`()
    throws
  {
    _ = try run()
    let works = try rows("opportunities.csv")
    let road = try #require(works.first { $0["work_id"]?.contains("R1") == true })
    func number(_ row: [String: String], _ column: String) -> Double? {
      row[column].flatMap(Double.init)
    }
    #expect(number(road, "water_people_severity") == 0.6)
    // Of its ground of 200 m a quarter lies in the flood.
    #expect(number(road, "water_severity") == 0.25)
    // Weight 3 of 4.
    #expect(number(road, "water_score") == 0.45)
    #expect(road["vacancy_people_severity"] == nil)
    #expect(number(road, "score") == 0.45)
    // The sewer lies in the flood for half its length, where nobody lives.
    let sewer = try #require(works.first { $0["work_id"]?.contains("S1") == true })
    #expect(number(sewer, "water_people_severity") == 0 && number(sewer, "water_score") == 0)
    #expect((number(sewer, "water_severity") ?? 0) > 0)
  }

  /// A has the 10 dwellings in the flood, all of them in the deeper part; B has 20, none in it.
  @Test func `neighbourhoods tell how many live in the challenge, and how that is in the city`()
    throws
  {
    _ = try run()
    let found = try rows("neighbourhoods.csv").map { row in
      ["people", "people_share", "people_severity", "people_quotient"].map {
        row["water_" + $0].flatMap(Double.init)
      }
    }
    #expect(found == [[10, 1, 1, 3], [0, 0, 0, 0]])
  }

  @Test func `baselines tell how many dwellings each reaches`() throws {
    try edit(
      "cycles: cycles.yaml", "cycles: cycles.yaml\nprogramme: {budgets: {roads: {per_year: 5000}}}")
    _ = try run()
    let city = try rows("baseline_reach.csv").filter { $0["neighbourhood_code"] == "" }
    let people = [
      "measure", "people", "people_challenged", "people_reached", "people_reached_share",
      "people_chance_share",
    ]
    func told(_ baseline: String, _ theme: String) -> [String?]? {
      city.first { $0["baseline"] == baseline && $0["theme"] == theme }.map { row in
        people.map { row[$0] }
      }
    }
    #expect(told("plan", "water") == ["dwellings", "30", "10", "6", "0.6", "0.333333333"])
    #expect(told("nothing", "water") == ["dwellings", "30", "10", "0", "0", "0"])
    #expect(told("plan", "vacancy") == ["", "", "", "", "", ""])
    let other = try rows("baseline_reach.csv").first {
      $0["baseline"] == "plan" && $0["theme"] == "water" && $0["neighbourhood_code"] == "00B"
    }
    #expect(
      other.map { row in people.map { row[$0] } } == ["dwellings", "20", "0", "0", "", "0.2"])
  }

  /// The road reaches the same six from B, of which it is a work too; a part of A counts those of A alone.
  @Test func `a run of a part counts its people as the whole run does`() throws {
    _ = try run()
    let whole = try rows().filter { $0["neighbourhood_code"] == "00A" }
    _ = try MainJob(
      projectPath: tiny.path,
      options: MainJob.Options(
        threads: 2, products: [.csv(.people), .stackFigures], part: .neighbourhoods(["00A"])),
      control: JobControl()
    ).run(output: tiny.folder.file("out"))
    let part = try rows().filter { $0["neighbourhood_code"] == "00A" }
    let columns = ["theme", "year", "number", "challenged", "cumulated", "chance_share"]
    #expect(
      part.map { row in columns.map { row[$0] } } == whole.map { row in columns.map { row[$0] } })
    #expect(part.contains { $0["cumulated"] == "6" })
    let stack = try SavedStack.load(folder: tiny.folder.file("out"), threads: 1)
    let map = stack.map(of: try stack.check(threads: 1).project, threads: 1)
    #expect(map.people.first?.city.challenged.first == 10 && map.people.first?.city.ground == 10)
  }

  @Test func `a saved stack gives the same rows`() throws {
    _ = try run()
    let first = try rows()
    let stack = try SavedStack.load(folder: tiny.folder.file("out"), threads: 1)
    let inputs = try stack.check(threads: 1)
    let map = stack.map(of: inputs.project, threads: 1)
    let people = try #require(map.measuredThemes.first?.people)
    #expect(people.city.challenged.first == 10 && people.city.ground == 30)
    #expect(people.city.cumulated[14][0] == 6 && first.count == 2 * 3 * 15)
  }

  @Test func `a measure that is not told of is an error that names those that are`() throws {
    try edit("measure: dwellings", "measure: inhabitants")
    let error = #expect(throws: YAMLError.self) { try ProjectFile.load(path: tiny.path) }
    #expect(error?.description.contains("Known are: dwellings.") == true)
  }
}
