import Foundation
import Pipeline
import ProjectBundling
import ProjectFile
import Tables
import TestSupport
import Testing

/// What a programme is held against, and money told apart, as products.
@Suite struct BaselineProductsTests {
  private func published(_ project: ScenarioProject) throws -> Session {
    let session = try Session(
      stacking: Inputs.load(projectPath: project.path),
      options: MainJob.Options(threads: 2, products: []))
    _ = try session.answer().publish(
      Product.usual.subtracting([.report, .geoPackage]), to: project.folder.file("out"))
    return session
  }

  @Test(arguments: 1...4)
  func `baselines are the scenarios that are always there, to the cent`(seed: UInt64) throws {
    let project = try ScenarioProject(streets: 5, seed: seed)
    let comparison = try published(project).compare(Scenario.usual, among: Scenario.usual)
    let rows = try rows(project, "baselines.csv")
    #expect(rows.map { $0["baseline"] } == ["plan", "siloed", "leading", "nothing"])
    let order = ["base", "siloed", "leading", "nothing"]
    for (row, key) in zip(rows, order) {
      let figures = try #require(comparison.columns.first { $0.key == key }?.figures)
      for figure in ScenarioRow.all {
        let found = row[figure.column.name].flatMap(Double.init)
        let known = figure.value(figures)
        #expect((found == nil) == (known == nil))
        #expect(abs((found ?? 0) - (known ?? 0)) <= 0.005001, "\(key): \(figure.column.name)")
      }
    }
    let reach = try self.rows(project, "baseline_reach.csv")
    #expect(reach.count == 4 * 3 * 2)
    let nothing = reach.filter { $0["baseline"] == "nothing" }
    #expect(nothing.allSatisfy { $0["reached_m2"] == "0" && $0["chance_share"] == "0" })
    // Two neighbourhoods side by side add up to the city.
    for baseline in ["plan", "siloed"] {
      let rows = reach.filter { $0["baseline"] == baseline && $0["theme"] == "water" }
      let areas = rows.map { number($0, "reached_m2") }
      #expect(abs(areas[0] - areas[1] - areas[2]) < 1e-5 && areas[0] > 0)
    }
  }

  @Test(arguments: 1...4)
  func `figures of the plan add up from the rows of other products`(seed: UInt64) throws {
    let project = try ScenarioProject(streets: 5, seed: seed)
    _ = try published(project)
    let plan = try #require(try rows(project, "baselines.csv").first)
    let couplings = try rows(project, "couplings.csv").filter { $0["reason"] == "chosen" }
    let sums: [(String, [[String: String]], String)] = [
      ("undone_cost_eur", try rows(project, "undone.csv"), "cost_eur"),
      ("risk_left_eur", try rows(project, "undone.csv"), "risk_left_eur"),
      ("unspent_eur", try rows(project, "unspent.csv"), "unspent_eur"),
      ("coupling_cost_eur", couplings, "extra_cost_mid_eur"),
      ("coupling_upkeep_eur", couplings, "first_year_upkeep_eur"),
      ("coupling_effects_eur", couplings, "first_year_benefit_eur"),
    ]
    for (figure, rows, column) in sums {
      let sum = rows.reduce(0) { $0 + number($1, column) }
      #expect(abs(sum - number(plan, figure)) <= 0.01 * Double(rows.count + 1), "\(figure)")
    }
    #expect(couplings.count == Int(number(plan, "couplings")))
  }

  @Test(arguments: 1...4)
  func `money is that of the projects, and what is programmed is part of what is possible`(
    seed: UInt64
  ) throws {
    let project = try ScenarioProject(streets: 5, seed: seed)
    _ = try published(project)
    let money = try rows(project, "money.csv")
    #expect(money.map { $0["stage"] } == ["possible", "programmed", "agreed"])
    let candidates = try rows(project, "candidates.csv")
    let programmed = candidates.filter { $0["programmed_year"]?.isEmpty == false }
    checkMoney(money[1], programmed)
    #expect(number(money[0], "projects") == Double(candidates.count))
    for row in money {
      let paid =
        number(row, "cost_alone_eur") - number(row, "saved_eur") + number(row, "coupling_cost_eur")
      #expect(abs(paid - number(row, "paid_eur")) <= 0.02)
    }
    let plan = try #require(try rows(project, "baselines.csv").first)
    #expect(abs(number(money[1], "saved_eur") - number(plan, "saved_eur")) <= 0.01)
    #expect(number(money[1], "couplings") <= number(plan, "couplings"))
    #expect(number(money[2], "projects") == 0)
  }

  @Test func `without a programme there is nothing to hold it against`() throws {
    let project = try ScenarioProject(streets: 3)
    let text = try String(contentsOfFile: project.path, encoding: .utf8)
    let start = try #require(text.range(of: "programme:"))
    try project.folder.write(String(text[..<start.lowerBound]), to: "project.yaml")
    let record = try Session(stacking: Inputs.load(projectPath: project.path)).answer().publish(
      [.csv(.baselines), .csv(.baselineReach), .csv(.money)], to: project.folder.file("out"))
    #expect(record.files.contains("money.csv"))
    #expect(!record.files.contains { $0.hasPrefix("baseline") })
    #expect(try rows(project, "money.csv").map { $0["stage"] } == ["possible", "agreed"])
  }

  private func number(_ row: [String: String], _ column: String) -> Double {
    row[column].flatMap(Double.init) ?? 0
  }

  /// Rows of a product, by column.
  private func rows(_ project: ScenarioProject, _ name: String) throws -> [[String: String]] {
    let lines = try parseCSV(project.folder.file("out/" + name))
    return lines.dropFirst().map {
      Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first })
    }
  }
}
