import Foundation
import LayerIO
import ProjectBundling
import ProjectFile
import Publishing
import Tables
import TestSupport
import Testing

@testable import Pipeline

/// What works carry for challenges, as products and comparisons tell it.
@Suite struct CouplingProductsTests {
  private let project: ScenarioProject

  /// Three streets on sand in an old neighbourhood and three on clay in a new one, all of which flood.
  init() throws {
    project = try ScenarioProject(streets: 6, seed: 2)
    func area(_ y1: Int, _ y2: Int, _ rest: String) -> String {
      """
      {"type":"Feature","properties":{\(rest)},"geometry":{"type":"Polygon","coordinates":\
      [[[155000,\(y1)],[155100,\(y1)],[155100,\(y2)],[155000,\(y2)],[155000,\(y1)]]]}}
      """
    }
    let areas = [
      area(462_900, 463_115, #""code":"BU1","name":"Zand","k":500,"jaar":1970"#),
      area(463_115, 463_300, #""code":"BU2","name":"Klei","k":10,"jaar":2005"#),
    ]
    try project.folder.write(
      #"{"type":"FeatureCollection","features":[\#(areas.joined(separator: ","))]}"#,
      to: "areas.geojson")
    try project.edit(
      "name: name, crs: \"EPSG:28992\"}",
      "name: name, crs: \"EPSG:28992\", numbers: {infiltration: {field: k}, built: "
        + "{field: jaar, kind: year}}}")
    try project.edit("  heat:", "  soil:")
    try project.edit("155040", "155100", in: "flood.geojson")
    try project.edit(#""depth":20"#, #""depth":7"#, in: "flood.geojson")
  }

  private func rows(_ name: String) throws -> [[String: String]] {
    let lines = try parseCSV(project.folder.file("out/" + name))
    return lines.dropFirst().map {
      Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first })
    }
  }

  private func run() throws {
    _ = try MainJob(
      projectPath: project.path,
      options: MainJob.Options(threads: 2, products: Product.usual.subtracting([.report])),
      control: JobControl()
    ).run(output: project.folder.file("out"))
  }

  private func compare(_ keys: [String]) throws -> Comparison {
    try CompareJob(
      of: project.path, options: MainJob.Options(threads: 2, products: []), control: JobControl()
    ).compare(keys)
  }

  @Test func `neighbourhoods of different kinds get different couplings, and are told why`() throws
  {
    try run()
    let rows = try rows("couplings.csv")
    func suiting(_ place: String) -> Set<String> {
      Set(
        rows.filter { $0["neighbourhood_code"] == place && $0["applies"] == "suits" }
          .compactMap { $0["coupling"] })
    }
    let (sand, clay) = (suiting("BU1"), suiting("BU2"))
    #expect(sand.isSuperset(of: ["disconnect", "permeable-paving", "it-sewer", "lowered-street"]))
    #expect(clay.contains("lowered-street") && !clay.contains("permeable-paving"))
    #expect(!clay.contains("disconnect"))
    let dense = try #require(
      rows.first { $0["neighbourhood_code"] == "BU2" && $0["coupling"] == "permeable-paving" })
    #expect(dense["reason"] == "unsuited")
    #expect(dense["reason_en"]?.contains("is 10") == true, "\(dense["reason_en"] ?? "")")
    #expect(dense["reason_nl"]?.hasPrefix("nee:") == true)
    // Nobody knows how many dwellings there are.
    let swales = rows.filter { $0["coupling"] == "swale" && $0["neighbourhood_code"] == "BU1" }
    #expect(swales.contains { $0["applies"] == "unknown" && $0["reason"] == "unknown" })
    // What is not known is not chosen, and what is chosen suits.
    #expect(rows.allSatisfy { $0["chosen"] != "true" || $0["applies"] == "suits" })
    #expect(rows.contains { $0["chosen"] == "true" && $0["coupling"] == "disconnect" })
  }

  @Test func `servable is told beside overlap, for works and neighbourhoods`() throws {
    try run()
    for row in try rows("opportunities.csv") {
      let (area, servable) = (number(row, "water_area_m2"), number(row, "water_servable_m2"))
      #expect(servable <= area + 1e-6)
      // Bricks can be lowered anywhere; nothing that trees carry serves the soil.
      if row["asset_type"] == "pavement-brick" { #expect(abs(servable - area) < 1e-6) }
      if row["asset_type"] == "tree" { #expect(number(row, "soil_servable_m2") == 0) }
    }
    let places = try rows("neighbourhoods.csv")
    #expect(places.map { number($0, "water_servable_share") }.allSatisfy { $0 > 0.9 && $0 <= 1 })
  }

  @Test func `what is chosen is in the budgets, the projects and the business case`() throws {
    try run()
    let chosen = try rows("couplings.csv").filter { $0["chosen"] == "true" }
    #expect(!chosen.isEmpty)
    for row in try rows("programme.csv") where row["available_eur"]?.isEmpty == false {
      let money = number(row, "available_eur") + number(row, "carried_in_eur")
      #expect(number(row, "spent_eur") <= money + 0.005)
    }
    let spent = try rows("programme.csv").reduce(0) { $0 + number($1, "spent_eur") }
    let paid = try rows("programme_projects.csv").reduce(0) { $0 + number($1, "pays_eur") }
    #expect(abs(spent - paid) < 0.01)
    let extra = chosen.reduce(0) { $0 + number($1, "extra_cost_mid_eur") }
    let business = try rows("business_case.csv").filter {
      $0["item_en"]?.hasPrefix("Extra cost") == true
        && $0["item_en"]?.hasSuffix("by itself") == false
    }
    let told = business.reduce(0) {
      $0 + ($1["is_cost"] == "true" ? 1 : -1) * number($1, "undiscounted_eur")
    }
    #expect(abs(extra - told) < 0.01 * Double(chosen.count + 1))
    let works = try Set(
      rows("programme_projects.csv").filter { $0["couplings"]?.isEmpty == false }
        .compactMap { $0["project_id"] })
    #expect(!works.isEmpty)
    let years = try Dictionary(
      rows("opportunities.csv").map { ($0["work_id"] ?? "", $0["planned_year"] ?? "") },
      uniquingKeysWith: { $1 })
    for row in chosen { #expect(row["built_year"] == years[row["work_id"] ?? ""]) }
  }

  @Test(arguments: Language.allCases)
  func `explain tells what a work can carry in words`(language: Language) throws {
    try run()
    let chosen = try #require(rows("couplings.csv").first { $0["chosen"] == "true" })
    let text = try Explanation(folder: project.folder.file("out"), language: language)
      .text(about: chosen["work_id"] ?? "")
    #expect(text.contains(chosen["name_\(language.rawValue)"] ?? "?"))
    #expect(text.contains(language == .nl ? "gekozen: in " : "chosen: in "))
    #expect(
      text.contains(language == .nl ? "Wat het werk kan meenemen" : "What the work can carry"))
  }

  @Test func `doubling a weight moves what is chosen, and the comparison says what`() throws {
    try project.edit("soil:\n    weight: 1", "soil:\n    weight: 3")
    try project.scenario("wet", "weights: {water: 2}")
    let comparison = try compare(["wet"])
    let figures = try comparison.columns.map { try #require($0.figures) }
    let (base, wet) = (figures[0], figures[1])
    #expect(wet.couplings > base.couplings && wet.couplingEffects > base.couplingEffects)
    #expect(wet.couplingCost > base.couplingCost)
    let changed = try #require(
      comparison.columns[1].couplings.first { $0.coupling == "disconnect" })
    #expect(changed.after > changed.before && changed.comes > 0)
    let text = comparisonText(comparison, language: .en)
    #expect(text.contains("Couplings: disconnect rain water of roofs and street on"))
  }

  @Test func `scenarios switch couplings off, and change what they cost and bring`() throws {
    try project.scenario("off", "couplings: {all: off}")
    try project.scenario("dear", "couplings: {water: {cost: 100}}")
    try project.scenario("idle", "couplings: {disconnect: {effect: 0}}")
    try project.scenario("again", base: "off", "couplings: {disconnect: on}")
    let columns = try compare(["off", "dear", "idle", "again"]).columns
    let counts = Dictionary(
      uniqueKeysWithValues: columns.map { ($0.key, $0.figures?.couplings ?? -1) })
    #expect(counts["off"] == 0 && (counts["base"] ?? 0) > 0 && (counts["again"] ?? 0) > 0)
    #expect(columns[1].figures?.couplingEffects == 0 && columns[1].figures?.couplingCost == 0)
    let dear = try #require(columns[2].couplings.first { $0.coupling == "disconnect" })
    #expect(dear.before > 0 && dear.after == 0)
    #expect(columns[3].couplings.allSatisfy { $0.coupling != "disconnect" || $0.after == 0 })
  }

  @Test func `a project may have a catalogue of its own, of which the record has the hash`() throws
  {
    try project.folder.write(
      """
      kansenkaart_couplings: 1
      price_year: 2024
      themes: [soil]
      actors: {care: {nl: zorg, en: care}}
      effects:
        cool: {name: {nl: koel, en: cool}, theme: soil, who: care, per: served,
          gets: {value: 5, mark: A, source: assumption}}
      couplings:
        shade: {name: {nl: schaduw, en: shade}, of: [{asset_type: tree}], serves: {soil: 1}, per: m2,
          cost: {value: 1, mark: A, source: assumption}, effects: {cool: 1}, mark: A, source: test}
      """, to: "mine.yaml")
    try project.edit("cycles: cycles.yaml", "cycles: cycles.yaml\ncouplings: mine.yaml")
    try project.edit("155060", "155000", in: "heat.geojson")
    try run()
    let rows = try rows("couplings.csv")
    #expect(
      !rows.isEmpty && rows.allSatisfy { $0["coupling"] == "shade" && $0["chosen"] == "true" })
    let record = try String(contentsOfFile: project.folder.file("out/run.json"), encoding: .utf8)
    let bytes = try #require(FileManager.default.contents(atPath: project.folder.file("mine.yaml")))
    #expect(record.contains(LayerIO.sha256(of: bytes)) && record.contains("mine.yaml"))
  }

  private func number(_ row: [String: String], _ column: String) -> Double {
    row[column].flatMap(Double.init) ?? 0
  }
}
