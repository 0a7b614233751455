import Geometry
import ProjectFile
import TestSupport
import Testing

@testable import Buildings

/// What social real estate means, and which policy follows.
@Suite struct SocialRealEstateTests {
  private static let bundled = Result {
    try SocialCatalogue.load(path: Repository.file("layers/social-real-estate.yaml"))
  }

  private let facilities = """
    kansenkaart_facility_programme: 1
    functions:
      school: {name: {nl: school, en: school}, m2_per: {pupils: 5}, reach: 1000, source: test}
      care: {name: {nl: zorg, en: care}, m2_per: {dwellings: 1}, reach: 1500, source: test}
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

  private func catalogue() throws -> FacilityCatalogue {
    try FacilityCatalogue(YAMLValue(path: "test", bytes: facilities.utf8))
  }

  private func population(_ text: String) throws -> PopulationPaths {
    try PopulationPaths(YAMLValue(path: "test", bytes: text.utf8))
  }

  /// A stock of buildings with places, a function each, and m2 in use.
  private func stock(
    _ buildings: [(function: String, x: Double, y: Double, area: Double)],
    homes: [(Double, Double)], homeOf: (Int) -> Int
  ) -> BuildingStock {
    var stock = BuildingStock()
    (stock.homeXs, stock.homeYs) = (homes.map(\.0), homes.map(\.1))
    for (index, building) in buildings.enumerated() {
      if stock.bit(of: building.function) == nil { stock.functionKeys.append(building.function) }
      stock.ids.append("G\(index)")
      stock.names.append("G\(index)")
      stock.xs.append(building.x)
      stock.ys.append(building.y)
      stock.neighbourhoods.append(Int32(homeOf(index)))
      stock.functions.append(stock.bits(of: [building.function]))
      stock.floorAreas.append(building.area)
      stock.vacantAreas.append(0)
      stock.hours.append(40)
      stock.states.append(2)
      stock.costs.append(1000)
      stock.endsOfLife.append(0)
      stock.vacantSince.append(0)
      stock.builtYears.append(0)
      stock.owners.append("O")
      stock.ownerKinds.append("municipality")
    }
    return stock
  }

  @Test func `what lacks without a building can be followed with a pencil`() throws {
    // Of docs/buildings.md: a school of 600 m2 in A that stays, and one of 600 m2 in B up to 2037.
    var stock = stock(
      [("school", 0, 0, 600), ("school", 800, 0, 600), ("office", 0, 0, 500)],
      homes: [(0, 0), (800, 0)]
    ) { $0 == 1 ? 1 : 0 }
    stock.endsOfLife[1] = 2037
    let paths = try population(
      """
      kansenkaart_population: 1
      years: [2030, 2040]
      source: test
      paths:
        low: {name: {nl: laag, en: low}, neighbourhoods: {A: {pupils: [100, 100]}, B: {pupils: [100, 100]}}}
        high: {name: {nl: hoog, en: high}, neighbourhoods: {A: {pupils: [100, 200]}, B: {pupils: [100, 100]}}}
      """)
    let needs = FacilityNeeds(
      stock, try catalogue(), paths, codes: ["A", "B"], years: 2030...2040)
    let missed = needs.missed(stock, try catalogue(), threads: 1)
    #expect(missed == [.between(400...600), .between(400...600), .withoutNorm])
    // Nothing is told of neighbourhood B.
    let half = try population(
      """
      kansenkaart_population: 1
      years: [2030]
      source: test
      paths: {mid: {name: {nl: midden, en: mid}, neighbourhoods: {A: {pupils: [100]}}}}
      """)
    let some = FacilityNeeds(stock, try catalogue(), half, codes: ["A", "B"], years: 2030...2040)
    #expect(
      some.missed(stock, try catalogue(), threads: 1) == [
        .between(500...500), .unknown, .withoutNorm,
      ])
  }

  @Test func `leaving a building out equals working all needs out anew`() throws {
    var random = SeededGenerator(seed: 61)
    var met = 0
    for _ in 0..<60 {
      let homes = (0..<Int.random(in: 2...5, using: &random)).map { _ in
        (Double.random(in: 0...2000, using: &random), Double.random(in: 0...2000, using: &random))
      }
      let buildings = (0..<Int.random(in: 2...9, using: &random)).map { _ in
        (
          ["school", "care"][Int.random(in: 0...1, using: &random)],
          Double.random(in: 0...2000, using: &random), Double.random(in: 0...2000, using: &random),
          Double(Int.random(in: 100...900, using: &random))
        )
      }
      let inside = buildings.map { _ in Int.random(in: 0..<homes.count, using: &random) }
      var stock = stock(buildings, homes: homes) { inside[$0] }
      for building in buildings.indices {
        stock.endsOfLife[building] = [0, 0, 2033, 2050][Int.random(in: 0...3, using: &random)]
        if Int.random(in: 0...4, using: &random) == 0 { stock.functions[building] = 3 }
      }
      if stock.functionKeys.count < 2 { stock.functions = stock.functions.map { _ in 1 } }
      let codes = homes.indices.map { "N\($0)" }
      let numbers = ["low", "high"].map { path in
        let places = codes.map { code in
          let told = (0..<4).map { _ in "\(Int.random(in: 0...300, using: &random))" }
          return
            "\(code): {pupils: [\(told[0]), \(told[1])], dwellings: [\(told[2]), \(told[3])]}"
        }
        return
          "  \(path): {name: {nl: \(path), en: \(path)}, neighbourhoods: {\(places.joined(separator: ", "))}}"
      }
      let paths = try population(
        "kansenkaart_population: 1\nyears: [2030, 2040]\nsource: test\npaths:\n"
          + numbers.joined(separator: "\n"))
      let years = 2030...2040
      func gap(_ stock: BuildingStock, _ path: Int, _ function: Int, _ year: Int) throws -> Double {
        let needs = FacilityNeeds(stock, try catalogue(), paths, codes: codes, years: years)
        return homes.indices.reduce(0) { $0 + needs.gap(needs.index(path, function, $1, year)) }
      }
      let needs = FacilityNeeds(stock, try catalogue(), paths, codes: codes, years: years)
      let missed = needs.missed(stock, try catalogue(), threads: 2)
      for building in buildings.indices {
        var (without, with) = (stock, stock)
        without.vacantAreas[building] = without.floorAreas[building]
        with.endsOfLife[building] = 0
        var (least, most) = (0.0, 0.0)
        for function in 0..<2 where needs.slackPairs.indices.contains(function) {
          guard stock.buildings(of: ["school", "care"][function]).contains(building) else {
            continue
          }
          let more = try (0..<2).flatMap { path in
            try [0, 10].map {
              try gap(without, path, function, $0) - gap(with, path, function, $0)
            }
          }
          least += more.min() ?? 0
          most += more.max() ?? 0
        }
        guard case .between(let range) = missed[building] else {
          Issue.record("\(missed[building])")
          continue
        }
        #expect(abs(range.lowerBound - least) < 1e-5 && abs(range.upperBound - most) < 1e-5)
        if most > 0 { met += 1 }
      }
    }
    #expect(met > 100)
  }

  @Test(arguments: [6, 200]) func `leaving a building out of the ways equals measuring all anew`(
    _ count: Int
  ) throws {
    var random = SeededGenerator(seed: UInt64(count))
    func place() -> (Double, Double) {
      (Double.random(in: 0...3000, using: &random), Double.random(in: 0...3000, using: &random))
    }
    let buildings = (0..<count).map { _ in
      let (x, y) = place()
      return (["club", "gym"][Int.random(in: 0...1, using: &random)], x, y, 100.0)
    }
    var stock = stock(buildings, homes: [(0, 0)]) { _ in 0 }
    stock.metresPerUnit = 0.5
    // Of one that is vacant nobody comes.
    stock.vacantAreas[1] = 100
    let homes = (0..<400).map { _ in place() }
    let numbers = homes.map { _ in Double(Int.random(in: 1...9, using: &random)) }
    let ways = stock.ways(
      of: ["club", "gym"],
      from: Homes(places: homes.map { Position($0.0, $0.1) }, numbers: numbers), within: 400,
      threads: 2)
    #expect(ways.count == count - 1)
    /// Distance in m from each home to the nearest building of a function that is used.
    func distances(_ function: Int32, without: Int) -> [Double] {
      homes.map { home in
        (0..<count).filter {
          $0 != without && $0 != 1 && stock.functions[$0] >> UInt64(function) & 1 == 1
        }.map { stock.distance($0, to: Position(home.0, home.1)) }.min() ?? .infinity
      }
    }
    for way in ways {
      let all = distances(way.function, without: -1)
      let less = distances(way.function, without: Int(way.building))
      let own = homes.indices.filter { all[$0] <= 400 && less[$0] > all[$0] }
      func sum(_ homes: [Int], _ value: (Int) -> Double) -> Double {
        homes.reduce(0) { $0 + value($1) }
      }
      #expect(way.dwellings == sum(own) { numbers[$0] })
      #expect(way.losing == sum(own.filter { less[$0] > 400 }) { numbers[$0] })
      let further = sum(own) { numbers[$0] * (less[$0] - all[$0]) }
      #expect(way.isOnly == further.isInfinite || way.dwellings == 0)
      #expect(way.isOnly || abs(way.further - further) < 1e-6 * max(1, further))
    }
  }

  @Test func `a policy is told only where nothing that is unknown could change it`() throws {
    let catalogue = try Self.bundled.get()
    let portfolios: [Set<PortfolioState>] = [[.good], [.poor], [.good, .poor]]
    let meanings: [Set<MeaningState>] = [[.much], [.little], [.nothing], [.much, .little]]
    for portfolio in portfolios {
      for meaning in meanings {
        let possible = portfolio.flatMap { one in
          meaning.map { catalogue.rule([one], [$0]).map { catalogue.rules[$0].policy } }
        }
        let told = catalogue.rule(portfolio, meaning).map { catalogue.rules[$0].policy }
        #expect(told == (Set(possible).count == 1 ? possible[0] : nil))
      }
    }
    // What is in order stays, whatever it means.
    #expect(
      catalogue.rule([.good], [.much, .little]).map { catalogue.rules[$0].policy } == .consolidate)
  }

  @Test func `what is not known of a portfolio is neither good nor poor`() {
    func portfolio(_ aspects: [Bool?]) -> PortfolioState? {
      BuildingPortfolio(aspects: aspects, poorFrom: 2).state
    }
    #expect(portfolio([true, true, true, false]) == .good)
    #expect(portfolio([false, nil, nil, false]) == .poor)
    #expect(portfolio([true, true, nil, false]) == nil)
    #expect(portfolio([true, true, nil, true]) == .good)
  }

  @Test func `what is not known of a meaning is neither much nor little`() throws {
    let catalogue = try Self.bundled.get()
    func meaning(_ missed: MissedArea, losing: Double?) -> MeaningState? {
      let way = losing.map { losing in
        var way = BuildingWay(building: 0, function: 0, isOnly: false)
        (way.dwellings, way.losing) = (2 * losing, losing)
        return way
      }
      return BuildingMeaning(
        service: .neighbourhood, missed: missed, way: way, catalogue
      ).state
    }
    let (area, dwellings) = (catalogue.missedArea, catalogue.losingDwellings)
    #expect(meaning(.between(area...area), losing: nil) == .much)
    #expect(meaning(.between(0...area), losing: 0) == nil)
    #expect(meaning(.unknown, losing: 0) == nil && meaning(.unknown, losing: dwellings) == .much)
    #expect(meaning(.withoutNorm, losing: nil) == nil)
    #expect(meaning(.withoutNorm, losing: dwellings - 1) == .little)
    #expect(
      BuildingMeaning(service: .unknown, missed: .withoutNorm, way: nil, catalogue).state == nil)
    #expect(
      BuildingMeaning(service: .owner, missed: .unknown, way: nil, catalogue).state == .little)
    #expect(
      BuildingMeaning(service: .nobody, missed: .unknown, way: nil, catalogue).state == .nothing)
  }

  @Test func `cost is held against the middle one of the same function`() throws {
    var stock = stock(
      (0..<4).map { ("club", Double($0), 0, 100) } + [("gym", 0, 0, 100)], homes: [(0, 0)]
    ) { _ in 0 }
    stock.costs = [1000, 1000, 1200, 1201, 9000]
    let catalogue = try Self.bundled.get()
    let cost = try #require(catalogue.aspects.firstIndex { $0.key == "cost" })
    let answers = stock.portfolios(of: Array(0..<5), catalogue, in: 2027).map { $0.aspects[cost] }
    // The middle of four is 1,100, of which 1.2 times is 1,320; of one gym nothing is usual.
    #expect(answers == [true, true, true, true, nil])
    stock.costs[3] = 1400
    #expect(
      stock.portfolios(of: [3], catalogue, in: 2027).map { $0.aspects[cost] } == [false])
  }

  @Test func `every rule, aspect and bound of the bundled catalogue says where it comes from`()
    throws
  {
    let catalogue = try Self.bundled.get()
    #expect(catalogue.aspects.map(\.key) == ["cost", "state", "use", "energy"])
    #expect(catalogue.aspects.allSatisfy { !$0.source.isEmpty })
    // All fields of the two-by-two of the document are reached.
    let fields = Set(catalogue.rules.map { "\($0.steering) \($0.ground)" })
    #expect(fields.count == 4)
  }
}
