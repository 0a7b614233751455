import Foundation
import LayerIO
import OpportunityMap
import ProjectFile
import Publishing
import Tables
import TestSupport
import Testing
import Workers

@testable import Pipeline

/// All amounts of a run are at one price level, from the project file to the record.
@Suite struct PriceLevelTests {
  private let tiny: TinyProject

  init() throws {
    tiny = try TinyProject()
  }

  private func edit(_ old: String, _ new: String, in name: String) throws {
    let text = try String(contentsOfFile: tiny.folder.file(name), encoding: .utf8)
    #expect(text.contains(old))
    try tiny.folder.write(text.replacing(old, with: new), to: name)
  }

  private func run() throws -> RunSummary {
    try MainJob(
      projectPath: tiny.path,
      options: MainJob.Options(threads: 1, products: [.csv(.opportunities)]), control: JobControl()
    ).run(output: tiny.folder.file("out"))
  }

  private func cost(_ id: String, _ summary: RunSummary) -> Double? {
    summary.map.works.first { $0.id == id }?.cost
  }

  @Test func `without a word it is the level of the cycle catalogue, and nothing is converted`()
    throws
  {
    let summary = try run()
    #expect(summary.record.parameters.priceYear == 2024)
    #expect(cost("R1", summary) == 1000 && cost("S1", summary) == 50_000)
    let path = Repository.file("layers/price-index.yaml")
    let index = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(summary.record.parameters.pricesSHA256 == sha256(of: index))
  }

  @Test func `the project's level brings catalogues to it, and leaves the project's own costs`()
    throws
  {
    try edit("horizon:", "price_year: 2015\nhorizon:", in: "project.yaml")
    let summary = try run()
    #expect(summary.record.parameters.priceYear == 2015)
    #expect(cost("R1", summary) == 1000)
    // 100 m at 500 EUR of 2024: 146.2 / 207.9 of it, to the cent.
    #expect(cost("S1", summary) == 35_161.14)
    #expect(summary.map.works.allSatisfy { $0.cost == nil || $0.priceYear == 2015 })
  }

  @Test func `costs of an entry that names its price year are brought to the project's`() throws {
    try edit("asset_type: road", "asset_type: road\n    price_year: 2015", in: "project.yaml")
    let summary = try run()
    #expect(cost("R1", summary) == 1422.02)
    #expect(summary.map.works.first { $0.id == "R1" }?.priceYear == 2024)
  }

  @Test(arguments: [
    ("price_year: 2024", "price_year: 2031", "cycles.yaml", "layers/"),
    ("asset_type: road", "asset_type: road\n    price_year: 1999", "project.yaml", "project.yaml"),
    ("unit_cost: {", "unit_cost: {price_year: 1990, ", "cycles.yaml", "cycles.yaml"),
  ])
  func `a year that the index does not have is an error with file and remedy`(
    old: String, new: String, file: String, named: String
  ) throws {
    try edit(old, new, in: file)
    let error = #expect(throws: YAMLError.self) { try Inputs.load(projectPath: tiny.path) }
    let text = error?.description ?? ""
    #expect(text.contains(named) && text.contains("2000 to 2024") && text.contains("'prices:'"))
  }

  @Test func `a project may have an index of its own`() throws {
    try tiny.folder.write(
      "kansenkaart_price_index: 1\nvalues: {2000: 50, 2040: 100}\nsource: test", to: "index.yaml")
    try edit("horizon:", "prices: index.yaml\nprice_year: 2030\nhorizon:", in: "project.yaml")
    let summary = try run()
    // 2024 is 80 and 2030 is 87.5 on the line.
    #expect(cost("S1", summary) == 54_687.5)
    #expect(summary.record.parameters.prices == "index.yaml")
  }
}
