import OpportunityMap
import ProjectFile
import Testing

@testable import ProjectBundling

/// The example of docs/couplings.md, with the catalogue that comes with the program.
@Suite struct CouplingExampleTests {
  private func street(severity: Double) throws -> CouplingPlan {
    let works = [
      TestWork(
        box: Box(x: 0, y: 0, width: 100, height: 2.5), type: "sewer", years: 2028...2030,
        due: 2029, cost: 60_000, budget: "sewers", cycle: 60),
      TestWork(
        box: Box(x: 0, y: 0, width: 100, height: 6), type: "pavement-brick", measure: "relay",
        years: 2028...2031, due: 2030, cost: 30_000, budget: "roads"),
    ]
    // 80 m of the trench, and 60 m of the 2.5 m beside it.
    var city = TestCity(
      works: works,
      challenges: [
        Box(x: 0, y: 0, width: 80, height: 2.5), Box(x: 0, y: 2.5, width: 60, height: 2.5),
      ])
    city.severity = severity
    let index = try PriceIndex.load(path: bundledFile("price-index.yaml"))
    var catalogue = try CouplingCatalogue.load(path: bundledFile("couplings.yaml"))
      .at(PriceLevel(2021, index))
    catalogue.couplings = catalogue.couplings.filter {
      ["disconnect", "permeable-paving"].contains($0.key)
    }
    for index in catalogue.couplings.indices {
      catalogue.couplings[index].conditions = []
      catalogue.couplings[index].placeConditions = []
    }
    return CouplingPlan(
      try city.problem(bundledRules()), map: try city.map(), catalogue: catalogue, annuity: .usual)
  }

  private func near(_ a: Double?, _ b: Double, _ by: Double = 1) -> Bool {
    abs((a ?? .nan) - b) < by
  }

  @Test func `the sewer disconnects over its trench, and the brick serves what is left`() throws {
    let entries = try street(severity: 1).entries
    #expect(entries.count == 2)
    let (paving, disconnect) = (entries[1], entries[0])
    #expect(near(disconnect.ground, 200, 1e-6) && near(disconnect.amount, 150, 1e-6))
    #expect(near(disconnect.cost?.mid, 6750, 1e-6) && near(disconnect.net, 10_714))
    #expect(near(paving.overlap, 350, 1e-6) && near(paving.ground, 150, 1e-6))
    #expect(near(paving.amount, 49.5, 1e-6) && near(paving.cost?.mid, 3836))
    #expect(near(paving.net, 4854) && paving.takenBy == 0)
  }

  @Test func `with half the severity the paving costs more than it brings`() throws {
    let entries = try street(severity: 0.5).entries
    #expect(entries[0].net > 0 && entries[1].net < 0)
  }
}
