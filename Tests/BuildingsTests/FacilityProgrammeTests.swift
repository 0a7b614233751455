import LayerIO
import ProjectFile
import TestSupport
import Testing

@testable import Buildings

/// Which facilities come to lack, and what to do about it.
@Suite struct FacilityProgrammeTests {
  private static let bundled = Result {
    try FacilityCatalogue.load(path: Repository.file("layers/facility-programme.yaml"))
  }

  private func population(_ text: String) throws -> PopulationPaths {
    try PopulationPaths(YAMLValue(path: "test", bytes: text.utf8))
  }

  private let paths = """
    kansenkaart_population: 1
    years: [2030, 2040]
    source: test
    paths:
      low: {name: {nl: laag, en: low}, neighbourhoods: {A: {pupils: [100, 100]}, B: {pupils: [100, 100]}}}
      high: {name: {nl: hoog, en: high}, neighbourhoods: {A: {pupils: [100, 200]}, B: {pupils: [100, 100]}}}
    """

  private let catalogue = """
    kansenkaart_facility_programme: 1
    functions: {school: {name: {nl: school, en: school}, m2_per: {pupils: 5}, reach: 1000, source: test}}
    measures:
      new: {fixed: 100000, per_m2: 2000, yearly_per_m2: 50, phases: [1, 1, 1, 2], source: test}
      extend: {per_m2: 2000, yearly_per_m2: 40, phases: [1, 0, 1, 1], source: test}
      share: {per_m2: 100, yearly_per_m2: 30, phases: [1, 0, 0, 0], source: test}
      convert: {per_m2: 1500, yearly_per_m2: 50, phases: [1, 1, 1, 1], source: test}
      move: {per_m2: 0, yearly_per_m2: 90, phases: [1, 0, 0, 0], source: test}
    largest_extension: 0.2
    full_hours: 80
    shortage: 500
    annuity: {rate: 0, years: 50, source: test}
    """

  /// A school of 600 m2 in A and one of 600 m2 in B, whose middle lies 800 m away.
  private func stock() -> BuildingStock {
    var stock = BuildingStock()
    (stock.homeXs, stock.homeYs) = ([0, 800], [0, 0])
    stock.functionKeys = ["school"]
    for place in 0..<2 {
      stock.ids.append("S\(place)")
      stock.names.append("S\(place)")
      stock.xs.append(Double(place) * 800)
      stock.ys.append(0)
      stock.neighbourhoods.append(Int32(place))
      stock.functions.append(1)
      stock.floorAreas.append(600)
      stock.vacantAreas.append(0)
      stock.hours.append(40)
      stock.endsOfLife.append(place == 0 ? 0 : 2037)
    }
    return stock
  }

  @Test func `numbers lie on the line between the years that are told`() throws {
    let population = try population(paths)
    #expect(population.number(1, "pupils", in: "A", year: 2029) == 100)
    #expect(population.number(1, "pupils", in: "A", year: 2035) == 150)
    #expect(population.number(1, "pupils", in: "A", year: 2041) == 200)
    #expect(population.number(0, "pupils", in: "C", year: 2035) == nil)
  }

  @Test func `a worked example can be followed with a pencil`() throws {
    // Of docs/buildings.md: on the high path A needs 5 m2 for each of 200 pupils in 2040.
    let programme = try FacilityProgramme(
      stock(), FacilityCatalogue(YAMLValue(path: "test", bytes: catalogue.utf8)),
      population(paths), codes: ["A", "B"], years: 2030...2040, canConvert: { _ in true })
    let needs = programme.needs
    // 2036: 800 needed, 600 there, and B has 100 over.
    let early = needs.index(1, 0, 0, 6)
    #expect(needs.need[early] == 800 && needs.supply[early] == 600)
    #expect(needs.received[early] == 100 && needs.gap(early) == 100)
    // From 2038 B's school is gone: A lacks 400 in 2040, and B all its 500.
    #expect(needs.gap(needs.index(1, 0, 0, 10)) == 400)
    #expect(needs.gap(needs.index(1, 0, 1, 10)) == 500)
    // On the low path A has 100 over, so that B lacks 400.
    #expect(needs.gap(needs.index(0, 0, 0, 10)) == 0)
    #expect(needs.gap(needs.index(0, 0, 1, 10)) == 400)
    // A m2 more at A's school, which lies within reach of B, costs 2,000 / 50 + 40 = 80 a year, up to 120 m2; a new
    // one costs 2,000 a year to begin and 90 a m2. So B gets 120 m2 there, and 280 new ones.
    let low = programme.choices.filter { $0.path == 0 }
    #expect(low.allSatisfy { $0.option.neighbourhood == 1 })
    #expect(abs(low.reduce(0) { $0 + $1.area } - 400) < 1e-6)
    let extended = try #require(low.first { $0.option.kind == .extend })
    #expect(abs(extended.area - 120) < 1e-6 && abs(extended.yearly - 9600) < 1e-6)
    #expect(extended.decisions == [2036, 2036, 2037])
    let new = try #require(programme.choices.first { $0.path == 0 && $0.option.kind == .new })
    #expect(abs(new.area - 280) < 1e-6 && abs(new.yearly - (2000 + 280 * 90)) < 1e-6)
    #expect(abs(new.investment - (100_000 + 280 * 2000)) < 1e-6)
    #expect(new.year == 2038 && new.decisions == [2034, 2035, 2036])
    #expect(programme.lacking.allSatisfy { $0 < 1e-6 } && programme.isProven.allSatisfy { $0 })
    // Who has 12 % of the rights to build in B pays 12 % of it.
    let shares = try programme.shares(
      [
        DevelopmentRights(
          neighbourhood: "B",
          parts: [.init(party: "X", share: 0.12), .init(party: "Y", share: 0.88)])
      ], codes: ["A", "B"])
    let own = shares.filter { programme.choices[$0.choice].option == new.option }
      .filter { programme.choices[$0.choice].path == 0 }
    #expect(own.map(\.party) == ["X", "Y"] && abs(own[0].pays - 79_200) < 1e-6)
    // What is chosen on both paths regrets nobody.
    #expect(new.pathCount == 2 && new.leastArea <= new.area)
  }

  @Test func `Merwede: who has 12 % of the development rights pays 12 % of the primary school`()
    throws
  {
    let programme = try FacilityProgramme(
      stock(), FacilityCatalogue(YAMLValue(path: "test", bytes: catalogue.utf8)),
      population(paths), codes: ["A", "B"], years: 2030...2040, canConvert: { _ in true })
    let rights = DevelopmentRights(
      neighbourhood: "B",
      parts: [
        .init(party: "one", share: 0.12), .init(party: "two", share: 0.38),
        .init(party: "three", share: 0.5),
      ])
    let shares = try programme.shares([rights], codes: ["A", "B"])
    for (index, choice) in programme.choices.enumerated() {
      let own = shares.filter { $0.choice == index }
      guard choice.option.neighbourhood == 1, choice.investment > 0 else {
        #expect(own.isEmpty)
        continue
      }
      #expect(abs(own[0].pays - 0.12 * choice.investment) < 1e-6)
      // All of it is paid, and no more.
      #expect(abs(own.reduce(0) { $0 + $1.pays } - choice.investment) < 1e-6)
    }
    #expect(!shares.isEmpty)
    // Rights of a place that there is not are not dropped in silence.
    #expect(throws: BuildingsError.self) {
      try programme.shares(
        [DevelopmentRights(neighbourhood: "C", parts: rights.parts)], codes: ["A", "B"])
    }
  }

  @Test(arguments: [0, 150, 151.0])
  func `a vacant place that is smaller than the function needs is not converted`(
    _ least: Double
  ) throws {
    // 150 m2 are vacant in the midst of B, and converting is far cheaper than a new building.
    var stock = stock()
    stock.functionKeys.append("shop")
    stock.ids.append("V")
    stock.names.append("V")
    stock.xs.append(800)
    stock.ys.append(0)
    stock.neighbourhoods.append(1)
    stock.functions.append(2)
    stock.floorAreas.append(150)
    stock.vacantAreas.append(150)
    stock.hours.append(0)
    stock.endsOfLife.append(0)
    let text = catalogue.replacing("reach: 1000", with: "reach: 1000, least_m2: \(least)")
      .replacing("per_m2: 1500", with: "per_m2: 10")
    let programme = try FacilityProgramme(
      stock, FacilityCatalogue(YAMLValue(path: "test", bytes: text.utf8)), population(paths),
      codes: ["A", "B"], years: 2030...2040, canConvert: { _ in true })
    #expect(programme.choices.contains { $0.option.kind == .convert } == (least <= 150))
    #expect(programme.choices.contains { $0.option.kind == .new })
  }

  @Test func `the choice costs what trying all beginnings costs`() throws {
    var random = SeededGenerator(seed: 21)
    for _ in 0..<150 {
      let shortages = (0..<Int.random(in: 1...3, using: &random)).map { number in
        FacilityShortage(
          function: 0, neighbourhood: number,
          area: Double(Int.random(in: 50...400, using: &random)),
          year: 2030)
      }
      let offers = shortages.indices.flatMap { number in
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
          FacilityOffer(
            shortage: number,
            option: FacilityOption(function: 0, neighbourhood: number, kind: .new), source: nil,
            most: Double(Int.random(in: 20...400, using: &random)), room: 400, fixed: 1, perM2: 0,
            fixedYearly: Double(Int.random(in: 0...9000, using: &random)),
            yearlyPerM2: Double(Int.random(in: 5...90, using: &random)))
        }
      }
      let problem = FacilityProblem(
        shortages: shortages, offers: offers, shortagePrice: 100, budget: .infinity)
      let found = try problem.best()
      #expect(found.isProven)
      #expect(abs(found.cost - cheapest(problem)) < 1e-4)
    }
  }

  /// The least cost over all sets of offers that are begun; in each the cheapest m2 come first.
  private func cheapest(_ problem: FacilityProblem) -> Double {
    (0..<1 << problem.offers.count).map { set in
      let begun = problem.offers.indices.filter { set >> $0 & 1 == 1 }
      let fixed = begun.reduce(0) { $0 + problem.offers[$1].fixedYearly }
      return problem.shortages.indices.reduce(fixed) { cost, number in
        var left = problem.shortages[number].area
        let own = begun.map { problem.offers[$0] }.filter { $0.shortage == number }
          .sorted { $0.yearlyPerM2 < $1.yearlyPerM2 }
        let paid = own.reduce(0) { sum, offer in
          let part = min(left, offer.most)
          left -= part
          return sum + part * offer.yearlyPerM2
        }
        return cost + paid + left * problem.shortagePrice
      }
    }.min() ?? 0
  }

  @Test func `shortages share the room of one source, and a budget leaves the dearest undone`()
    throws
  {
    func offer(_ shortage: Int, _ source: String?) -> FacilityOffer {
      FacilityOffer(
        shortage: shortage,
        option: FacilityOption(function: 0, neighbourhood: shortage, kind: .convert, building: 0),
        source: source, most: 100, room: 150, fixed: 0, perM2: 1000, fixedYearly: 0, yearlyPerM2: 50
      )
    }
    var problem = FacilityProblem(
      shortages: (0..<2).map {
        FacilityShortage(function: 0, neighbourhood: $0, area: 100, year: 2030)
      },
      offers: [offer(0, "G"), offer(1, "G")], shortagePrice: 500, budget: .infinity)
    #expect(abs(try problem.best().lacking.reduce(0, +) - 50) < 1e-6)
    problem.budget = 60_000
    #expect(abs(try problem.best().areas.reduce(0, +) - 60) < 1e-6)
  }

  @Test func `Den Haag 2021 asks 125 m2 of community house for 1,000 dwellings`() throws {
    let catalogue = try Self.bundled.get()
    let house = try #require(catalogue.functions.first { $0.key == "community-house" })
    #expect(house.per == ["dwellings": 0.125])
    #expect(catalogue.functions.allSatisfy { !$0.source.isEmpty })
    #expect(FacilityCatalogue.Kind.allCases.allSatisfy { catalogue.measures[$0] != nil })
  }
}
