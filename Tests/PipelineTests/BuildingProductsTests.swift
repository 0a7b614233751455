import Foundation
import LayerIO
import ProjectFile
import Publishing
import Tables
import TestSupport
import Testing

@testable import Pipeline

/// Buildings from the project file to what people read.
@Suite struct BuildingProductsTests {
  private let tiny: TinyProject

  /// An office of 800 m2 in A, vacant as a whole, 19 m from the sewer that is due in 2030; a school in B; and a
  /// building that can't be read.
  init() throws {
    tiny = try TinyProject()
    try tiny.folder.write(
      """
      nr;soort;x;y;m2;leeg;sinds;hoogte;eigenaar;staat
      G1;kantoor;155060;463060;800;800;2020;2,8;Fonds;2
      G2;school; gym;155150;463050;1500;0;;;Gemeente;3
      G3;kantoor;155150;463060;veel;0;;;Fonds;
      """.replacing("school; gym", with: "\"school; gym\""), to: "buildings.csv")
    try tiny.folder.write(
      """
      nr;wat;soort;van;tot;budget;ver;x;y
      I1;atelier;other-use;100;300;9000;500;155100;463050
      I2;atelier;other-use;700;900;9000;;155100;463050
      I3;atelier;other-use;50;60;9000;20;155190;463090
      """, to: "seekers.csv")
    let text = try String(contentsOfFile: tiny.path, encoding: .utf8)
    try tiny.folder.write(
      text + """

        buildings:
          source: buildings.csv
          x: x
          y: y
          crs: "EPSG:28992"
          fields:
            {id: nr, function: {field: soort, map: {kantoor: office, school: primary-school}}, floor_area: m2,
             vacant_area: leeg, vacant_since: sinds, owner: eigenaar, state: staat}
          facts: {ceiling: hoogte}
          initiatives:
            {source: seekers.csv, x: x, y: y, crs: "EPSG:28992",
             fields: {id: nr, function: wat, destination: soort, area_from: van, area_to: tot, budget: budget, reach: ver}}

        """, to: "project.yaml")
  }

  private func run(_ products: Set<Product> = Product.usual) throws -> RunSummary {
    try MainJob(
      projectPath: tiny.path, options: MainJob.Options(threads: 2, products: products),
      control: JobControl()
    ).run(output: tiny.folder.file("out"))
  }

  private func rows(_ product: String) throws -> [[String: String]] {
    let table = try parseCSV(tiny.folder.file("out/" + product))
    return table.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(table[0], $0)) }
  }

  @Test func `buildings stand in one table, and what can't be read is told`() throws {
    let summary = try run()
    let buildings = try rows("buildings.csv")
    #expect(buildings.map { $0["id"] } == ["G1", "G2"])
    #expect(buildings.map { $0["functions"] } == ["office", "primary-school;gym"])
    #expect(buildings.map { $0["neighbourhood_code"] } == ["00A", "00B"])
    let record = try #require(
      summary.record.inputs.first { $0.source == "buildings.csv" })
    #expect(record.dropped.map(\.feature) == [3])
  }

  @Test func `the scan answers from facts, places, themes and the schedule`() throws {
    _ = try run()
    let answers = try rows("transformation_answers.csv")
    func answer(_ criterion: String) -> String? {
      answers.first { $0["criterion"] == criterion }?["answer"]
    }
    #expect(Set(answers.map { $0["id"] }) == ["G1"])
    #expect(answer("ceiling") == "yes" && answer("sound") == "yes")
    // The school is 91 m away; the sewer 19 m; the west of A floods, and the office stands in the east.
    #expect(answer("education") == "yes" && answer("street-opened") == "yes")
    #expect(answer("dry") == "yes" && answer("wholly-vacant") == "yes")
    #expect(answer("initiator") == "unknown" && answer("station") == "unknown")
    let scan = try rows("transformation.csv")
    #expect(
      scan.map { $0["destination"] } == [
        "living", "working", "other-use", "temporary", "demolition",
      ])
    #expect(scan.allSatisfy { $0["street_opened"] == "2030" })
    // What is sound is not demolished. Of the others no veto is answered but the height, so that nothing is sure.
    #expect(scan.map { $0["stopped"] } == ["false", "false", "false", "false", "true"])
    #expect(scan[4]["deciding_en"] == "no: its state is moderate or worse (4 to 6)")
    #expect(scan[0]["deciding_en"] == "unknown: local target groups ask for housing")
    #expect(scan.allSatisfy { $0["score_low"] == "0" })
  }

  @Test func `initiatives get the best places, and are told why not`() throws {
    _ = try run()
    let matches = try rows("matches.csv")
    #expect(matches.map { $0["initiative"] } == ["I1", "I2", "I3"])
    // 800 m2 hold the 300 of the first or the 800 of the second, which goes anywhere; both don't fit.
    #expect(matches.map { $0["standing"] }.filter { $0 == "matched" }.count == 1)
    #expect(matches[2]["standing"] == "near")
    // From (190, 90) to (60, 60) it is 133.4 m, of which it goes 20.
    #expect(matches[2]["reason_en"] == "Possible if it would go 114 m further.")
  }

  @Test func `a saved stack answers of buildings as the run did, to the byte`() throws {
    _ = try run()
    let names = ["buildings.csv", "transformation.csv", "matches.csv", "buildings.geojson"]
    let before = try names.map {
      try Data(contentsOf: URL(fileURLWithPath: tiny.folder.file("out/" + $0)))
    }
    let stack = try SavedStack.load(folder: tiny.folder.file("out"), threads: 2)
    let inputs = try stack.check(threads: 2)
    let session = Session(try stack.city(inputs, threads: 2), threads: 2)
    _ = try session.answer().publish(to: tiny.folder.file("again"))
    let after = try names.map {
      try Data(contentsOf: URL(fileURLWithPath: tiny.folder.file("again/" + $0)))
    }
    #expect(before == after)
  }

  private func demoBuildings(
    _ holds: ([String: String]) -> Bool
  ) throws -> [[String: String]] {
    try DemoProducts.juinen.get().rows("buildings.csv").filter(holds)
  }

  private func sum(_ column: String, _ rows: [[String: String]]) -> Double {
    rows.reduce(0) { $0 + ($1[column].flatMap(Double.init) ?? 0) }
  }

  @Test func `VNG 2020: 36,175 buildings in 355 municipalities are 102 each, as the demo has`()
    throws
  {
    let own = try demoBuildings { $0["owner_kind"] == "municipality" }
    #expect(own.count == Int((36_175.0 / 355).rounded()))
    #expect(own.count == 102)
  }

  @Test
  func
    `benchmark of 20 municipalities 2018: 8.5 million m2 for 3.2 million inhabitants, 2.66 each`()
    throws
  {
    let own = try demoBuildings { $0["owner_kind"] == "municipality" }
    #expect(abs(8.5 / 3.2 - 2.66) < 0.005)
    #expect(abs(sum("floor_area_m2", own) / 30_000 - 8.5 / 3.2) < 0.01)
    // Vacancy 2.6 % (2021).
    #expect(abs(sum("vacant_area_m2", own) / sum("floor_area_m2", own) - 0.026) < 0.001)
  }

  @Test func `Provincie Utrecht 2012: 1.0 of 6.3 million m2 of offices are vacant, as in the demo`()
    throws
  {
    let offices = try demoBuildings {
      $0["functions"] == "office" && $0["owner_kind"] == "other"
    }
    let share = sum("vacant_area_m2", offices) / sum("floor_area_m2", offices)
    #expect(abs(share - 1.0 / 6.3) < 0.001)
  }

  @Test func `what the demo's plan empties is in the scan, and adds up`() throws {
    let demo = try DemoProducts.juinen.get()
    let plan = try demo.rows("combinations.csv")
    let buildings = try demo.rows("buildings.csv")
    #expect(plan.count > 10)
    let scanned = try demo.rows("transformation.csv").filter { $0["comes_free_m2"] != "" }
    #expect(Set(scanned.map { $0["id"] }) == Set(plan.map { $0["id"] }))
    #expect(Set(plan.map { $0["host"] }).isDisjoint(with: plan.map { $0["id"] }))
    for row in plan {
      let building = try #require(buildings.first { $0["id"] == row["id"] })
      #expect(building["cost_per_year_eur"] == row["cost_per_year_eur"])
      #expect(
        sum("saved_per_year_eur", [row]) + sum("follows_per_year_eur", [row])
          == sum("cost_per_year_eur", [row]))
    }
    // The hours of all who come to a building fit in its week.
    for (host, guests) in Dictionary(
      grouping: plan.filter { $0["how"] == "hours" }, by: { $0["host"] })
    {
      let own = buildings.filter { $0["id"] == host }
      #expect(sum("hours_per_week", own) + sum("moves_hours_per_week", guests) <= 80)
    }
  }

  @Test func `each social building of the demo stands in one field of the portfolio`() throws {
    let demo = try DemoProducts.juinen.get()
    let social = try demo.rows("social_buildings.csv")
    let cells = try demo.rows("portfolio.csv")
    #expect(sum("buildings", cells) == Double(social.count))
    #expect(abs(sum("floor_area_m2", cells) - sum("floor_area_m2", social)) < 1e-6)
    #expect(sum("known_cost_per_year_eur", cells) == sum("cost_per_year_eur", social))
    // Dwellings that have no other are among those for which it is the nearest.
    #expect(
      social.allSatisfy { sum("dwellings_without_other", [$0]) <= sum("dwellings_nearest", [$0]) })
    #expect(social.allSatisfy { ($0["policy"] == "unknown") == ($0["steering"] == "") })
  }

  @Test func `homes that are not told of are an error that names those that are`() throws {
    let text = try String(contentsOfFile: tiny.path, encoding: .utf8)
    try tiny.folder.write(
      text.replacing("buildings:\n", with: "buildings:\n  homes: huizen\n"), to: "project.yaml")
    let error = #expect(throws: YAMLError.self) { try run() }
    #expect(error?.problem.contains("'homes' of the buildings are 'huizen'") == true)
  }
}
