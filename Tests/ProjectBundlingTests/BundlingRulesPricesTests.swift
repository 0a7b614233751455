import ProjectFile
import TestSupport
import Testing

@testable import ProjectBundling

@Suite struct BundlingRulesPricesTests {
  private func index() throws -> PriceIndex { try .load(path: bundledFile("price-index.yaml")) }

  private func bundled() throws -> BundlingRules {
    try BundlingRules.load(path: bundledFile("compatibility.yaml"))
  }

  @Test func `every amount goes from its own year to the project's, by hand`() throws {
    let rules = try bundled().at(PriceLevel(2024, index()))
    #expect(abs(rules.nuisancePerDay - 1100 * 207.9 / 146.2) < 1e-9)
    #expect(abs(rules.streetOpening - 2700 * 207.9 / 146.2) < 1e-9)
    // 2011 is a fifth of the way from 138.8 to 146.2.
    // The set-up is a whole number of cents.
    #expect(rules.project.setup == 20_748.5 && abs(20_748.5 - 14_000 * 207.9 / 140.28) < 0.005)
    #expect(rules.project.leastCash == 0)
    // 2021 is two thirds of the way from 150.6 in 2017 to 203.3 in 2023.
    let of2021 = 207.9 / (150.6 + (203.3 - 150.6) * 4 / 6)
    #expect(abs(rules.limits.cost - 3_000_000 * of2021) < 1e-3)
    #expect(abs(rules.usual.production - 3000 * of2021) < 1e-9)
    let brick = rules.measure(assetType: "pavement-brick", measure: "relay")
    let of2022 = 207.9 / (150.6 + (203.3 - 150.6) * 5 / 6)
    #expect(abs((brick.cut ?? 0) - 3.08 * of2022) < 1e-9)
  }

  @Test func `at their own level rules stay as they are, and twice is once`() throws {
    var rules = try bundled()
    rules.priceYears = rules.priceYears.mapValues { _ in 2015 }
    rules.usual.priceYear = 2015
    for index in rules.measures.indices { rules.measures[index].priceYear = 2015 }
    let level = PriceLevel(2015, try index())
    #expect(try rules.at(level) == rules)
    let later = try bundled().at(PriceLevel(2023, index()))
    #expect(try later.at(PriceLevel(2023, index())) == later)
  }

  @Test func `amounts of a file that names no year are taken as they are`() throws {
    var rules = try bundled()
    rules.priceYears = [:]
    let later = try rules.at(PriceLevel(2024, index()))
    #expect(later.nuisancePerDay == rules.nuisancePerDay && later.project == rules.project)
  }

  @Test func `RIONED: a road wholly on the ground of a sewer saves three quarters of its cost`()
    throws
  {
    let box = Box(x: 0, y: 0, width: 100, height: 6)
    for type in ["pavement-brick", "pavement-tiles", "pavement-asphalt"] {
      let works = [
        TestWork(
          box: box, type: "sewer", years: 2028...2030, due: 2030, cost: 800_000, budget: "sewers"),
        TestWork(
          box: box, type: type, years: 2028...2034, due: 2030, cost: 400_000, budget: "roads"),
      ]
      let saved = try TestCity(works: works).problem(bundledRules()).saved(by: [0, 1]).saved.paid
      #expect((0.70...0.80).contains(saved / 400_000), "\(type): \(saved)")
    }
  }

  @Test func `what is marked is read, and the rest counts as an assumption`() throws {
    let rules = try bundled()
    #expect(rules.marks.nuisance == .read && rules.marks.setup == .read)
    #expect(rules.marks.saved["plan"] == .read && rules.marks.saved["traffic"] == .assumed)
    let sewer = rules.measure(assetType: "sewer", measure: "replace")
    #expect(sewer.marks["surface"] == .read && sewer.marks["production"] == .assumed)
    #expect(rules.usual.marks["surface"] == .assumed)
  }
}
