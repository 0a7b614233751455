import ProjectFile
import TestSupport
import Testing

@testable import OpportunityMap

@Suite struct CataloguePricesTests {
  private func index() throws -> PriceIndex {
    try .load(path: Repository.file("layers/price-index.yaml"))
  }

  private func cycles(at year: Int) throws -> CycleCatalogue {
    try CycleCatalogue.load(path: Repository.file("layers/cycles.yaml"))
      .at(PriceLevel(year, index()))
  }

  @Test func `a sewer of 540 EUR a m at the prices of 2015 is 768 at those of 2024`() throws {
    let own = try #require(try cycles(at: 2015).measure("replace", of: "sewer")?.unitCost)
    #expect(own.amount == 540 && own.range == 460...730)
    let later = try #require(try cycles(at: 2024).measure("replace", of: "sewer")?.unitCost)
    #expect(abs(later.amount - 540 * 207.9 / 146.2) < 1e-9)
    #expect(abs((later.range?.upperBound ?? 0) - 730 * 207.9 / 146.2) < 1e-9)
    #expect(later.mark == .read)
  }

  @Test func `the catalogue of packages keeps the published case of 42 to 48 EUR a m2 in 2021`()
    throws
  {
    let packages = try PackageCatalogue.load(
      path: Repository.file("layers/packages.yaml"), features: [])
    func cost(_ year: Int) throws -> ClosedRange<Double>? {
      try packages.at(PriceLevel(year, index())).packages.first { $0.key == "infiltrate" }?
        .measures[0].cost
    }
    #expect(try cost(2021) == 42...48)
    let low = try #require(try cost(2024)).lowerBound
    #expect(low > 46 && low < 48)
  }

  @Test func `every cost has a mark, and what is an assumption says so`() throws {
    let catalogue = try cycles(at: 2024)
    let costs = catalogue.types.values.flatMap(\.measures).compactMap(\.unitCost)
    #expect(costs.count { $0.mark != .assumed } >= 7)
    for cost in costs where cost.mark == .assumed {
      #expect(cost.source?.contains("assumption") == true)
    }
    let upkeep = catalogue.types.values.compactMap(\.upkeep)
    for row in upkeep where row.hours.mark == .assumed {
      #expect(row.source.hasPrefix("assumption"))
    }
    #expect(upkeep.count { $0.hours.mark == .derived } == 3)
  }

  @Test func `what nobody marked is an assumption`() throws {
    let folder = try TemporaryFolder()
    let text = """
      kansenkaart_cycles: 1
      price_year: 2021
      asset_types:
        sewer:
          name: {nl: riool, en: sewer}
          measures:
            - {key: replace, name: {nl: a, en: b}, cycle: 60, source: x, marks: {cycle: V},
               unit_cost: {amount: 5, per: m}}
      """
    let measure = try CycleCatalogue.load(path: folder.write(text, to: "cycles.yaml"))
      .measure(nil, of: "sewer")
    #expect(measure?.unitCost?.mark == .assumed)
    #expect(measure?.marks["cycle"] == .read && measure?.marks["window"] == .assumed)
  }
}
