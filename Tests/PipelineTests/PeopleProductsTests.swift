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

  private func rows(_ folder: String = "out") throws -> [[String: String]] {
    let table = try parseCSV(tiny.folder.file(folder + "/people.csv"))
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
