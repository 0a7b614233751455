import Foundation
import OpportunityMap
import ProjectFile
import TestSupport

@testable import ProjectBundling

/// Couplings for test cities: `a` and `b` serve the same surface, `c` frees money, somebody else pays for
/// `d`, of `e` no cost is known and `f` asks for a number that the city does not have.
func testCouplings() throws -> CouplingCatalogue {
  let folder = try TemporaryFolder()
  let path = try folder.write(
    """
    kansenkaart_couplings: 1
    price_year: 2021
    themes: [water]
    numbers: {infiltration: {unit: mm/d}}
    actors: {residents: {nl: a, en: b}, water-board: {nl: a, en: b}}
    effects:
      dry: {name: {nl: a, en: b}, theme: water, who: residents, per: challenge, after: 1,
        gets: {value: 4, low: 2, high: 8, mark: V, source: test}}
      clean: {name: {nl: a, en: b}, theme: water, who: water-board, per: served,
        gets: {value: 0.5, mark: V, source: test}}
      once: {name: {nl: a, en: b}, theme: water, who: residents, per: built, once: true, after: 2,
        gets: {value: 3, mark: V, source: test}}
    couplings:
      a: {name: {nl: a, en: a}, of: [{asset_type: sewer}, {asset_type: green}, {asset_type: unknown}],
        serves: {water: 0.75}, group: w1, per: m2, amount: {of: m2, times: 0.75},
        cost: {value: 20, low: 10, high: 40, mark: V, source: test}, effects: {dry: 1, clean: 1},
        mark: A, source: test}
      b: {name: {nl: b, en: b}, of: [{asset_type: pavement-brick}, {asset_type: pavement-tiles},
          {asset_type: sewer}],
        serves: {water: 1}, group: w1, place: surface, per: m2, life: 25,
        cost: {value: 30, mark: V, source: test}, upkeep: {value: 0.2, mark: V, source: test},
        effects: {dry: 1}, mark: A, source: test}
      c: {name: {nl: c, en: c}, of: [{asset_type: pavement-brick}, {asset_type: pavement-asphalt},
          {asset_type: tree}],
        serves: {water: 1}, place: surface, per: m2, amount: {of: m2, times: 0.1}, spares: 0.5,
        cost: {value: 2, mark: V, source: test}, upkeep: {value: 1, mark: V, source: test},
        effects: {once: 1}, mark: A, source: test}
      d: {name: {nl: d, en: d}, of: [{asset_type: sewer}, {asset_type: lighting}],
        serves: {water: 1}, per: m2, pays: water-board,
        cost: {value: 5, mark: V, source: test}, effects: {clean: 1}, mark: A, source: test}
      e: {name: {nl: e, en: e}, of: [{asset_type: sewer}], serves: {water: 1}, per: m2,
        effects: {dry: 1}, mark: A, source: test}
      f: {name: {nl: f, en: f}, of: [{asset_type: sewer}], serves: {water: 1}, per: m2,
        cost: {value: 1, mark: V, source: test}, effects: {dry: 1},
        when: {infiltration: {from: 100}}, mark: A, source: test}
    """, to: "couplings.yaml")
  return try CouplingCatalogue.load(path: path)
}

/// 2.25 % over 50 years.
let couplingAnnuity = Annuity.usual

/// A city, what its works can carry, and the choices that there are.
struct CouplingCity {
  let city: TestCity
  let map: OpportunityMap
  let bundling: Bundling
  let couplings: CouplingPlan

  init(_ city: TestCity, funded: [String] = []) throws {
    self.city = city
    let catalogue = try testCouplings()
    var map = try city.map()
    map.couplings = catalogue
    self.map = map
    let problem = try city.problem(bundledRules()).weighing(map)
    bundling = try bundle(problem, threads: 2)
    couplings = CouplingPlan(
      problem, map: map, catalogue: catalogue, annuity: couplingAnnuity, funded: funded)
  }

  var problem: BundlingProblem { bundling.problem }

  /// The programme problem, with what works can carry or without.
  func programme(_ request: ProgrammeRequest, carries: Bool = true) throws -> ProgrammeProblem {
    try ProgrammeProblem(
      problem, bundles: bundling.plan.bundles,
      ids: bundling.plan.bundles.indices.map { "P-\($0)" }, map: map, request: request,
      path: "project.yaml", couplings: carries ? couplings : nil)
  }

  func entry(_ work: Int, _ key: String) -> WorkCoupling? {
    couplings.entries(of: work).first { couplings.coupling(of: $0).key == key }.map {
      couplings.entries[$0]
    }
  }
}

/// What 1 EUR a year for so many years is now, the first after `after` years.
func sum(after: Int, years: Int) -> Double {
  (after..<after + years).reduce(0) { $0 + pow(1.0225, -Double($1)) }
}
