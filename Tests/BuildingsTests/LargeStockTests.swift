import Geometry
import ProjectFile
import TestSupport
import Testing

@testable import Buildings

/// Large tables of buildings.
@Suite struct LargeStockTests {
  /// 20,000 buildings on a square of 10 km with 400 neighbourhoods, a sixth of them vacant for a part.
  private func stock() -> BuildingStock {
    var random = SeededGenerator(seed: 4)
    var stock = BuildingStock()
    stock.functionKeys = [
      "office", "primary-school", "sports", "clubhouse", "community-house", "child-care",
    ]
    stock.homeXs = (0..<400).map { Double($0 % 20) * 500 + 250 }
    stock.homeYs = (0..<400).map { Double($0 / 20) * 500 + 250 }
    for index in 0..<20_000 {
      let area = Double(Int.random(in: 200...3000, using: &random))
      let part = index % 6 == 0 ? Double.random(in: 0.1...1, using: &random) : 0
      let x = Double.random(in: 0..<10_000, using: &random)
      let y = Double.random(in: 0..<10_000, using: &random)
      stock.ids.append("G\(index)")
      stock.names.append("G\(index)")
      stock.xs.append(x)
      stock.ys.append(y)
      stock.neighbourhoods.append(Int32(Int(y / 500) * 20 + Int(x / 500)))
      stock.functions.append(1 << UInt64.random(in: 0...5, using: &random))
      stock.floorAreas.append(area)
      stock.vacantAreas.append((area * part).rounded())
      stock.hours.append(Double(Int.random(in: 10...60, using: &random)))
      stock.states.append(Double(Int.random(in: 1...6, using: &random)))
      stock.owners.append("E\(index % 50)")
      stock.ownerKinds.append(["municipality", "school-board", "other"][index % 3])
      stock.costs.append(area * 50)
      stock.endsOfLife.append(index % 4 == 0 ? Int32.random(in: 2028...2060, using: &random) : 0)
      stock.vacantSince.append(0)
      stock.builtYears.append(0)
    }
    return stock
  }

  private func population() throws -> PopulationPaths {
    let paths = ["low", "mid", "high"].enumerated().map { number, path in
      let places = (0..<400).map {
        "N\($0): {age_0_3: [\(60 + number * 20 + $0 % 7), 90], age_4_11: [\(200 + $0 % 9), \(180 + 90 * number)], "
          + "dwellings: [1500, 1700]}"
      }
      return
        "  \(path): {name: {nl: \(path), en: \(path)}, neighbourhoods: {\(places.joined(separator: ", "))}}"
    }
    let text =
      "kansenkaart_population: 1\nyears: [2027, 2041]\nsource: test\npaths:\n"
      + paths.joined(separator: "\n")
    return try PopulationPaths(YAMLValue(path: "test", bytes: text.utf8))
  }

  @Test func `scattered vacancy of 20,000 buildings is found in less than a second`() {
    let clock = ContinuousClock()
    let stock = stock()
    var areas: [VacancyArea] = []
    let time = clock.measure { areas = VacancyArea.all(stock, within: 250) }
    #expect(areas.reduce(0) { $0 + $1.buildings.count } > 3000)
    #expect(time < .seconds(1))
  }

  @Test func `social real estate of 20,000 buildings is judged in a few seconds`() throws {
    let stock = stock()
    let social = try SocialCatalogue.load(path: Repository.file("layers/social-real-estate.yaml"))
    let facilities = try FacilityCatalogue.load(
      path: Repository.file("layers/facility-programme.yaml"))
    let paths = try population()
    var random = SeededGenerator(seed: 5)
    let homes = Homes(
      places: (0..<50_000).map { _ in
        Position(
          Double.random(in: 0...10_000, using: &random),
          Double.random(in: 0...10_000, using: &random))
      }, numbers: [Double](repeating: 8, count: 50_000))
    let clock = ContinuousClock()
    var times: [(String, Duration)] = []
    func timed<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
      let start = clock.now
      defer { times.append((name, clock.now - start)) }
      return try body()
    }
    let ways = timed("ways") {
      stock.ways(of: social.serves, from: homes, within: social.reach, threads: 2)
    }
    let codes = (0..<400).map { "N\($0)" }
    let needs = timed("needs") {
      FacilityNeeds(stock, facilities, paths, codes: codes, years: 2027...2041)
    }
    let missed = timed("missed") { needs.missed(stock, facilities, threads: 2) }
    let own = (0..<stock.count).filter { social.owners.contains(stock.ownerKinds[$0]) }
    let meanings = timed("meanings") { stock.meanings(of: own, missed, ways, social) }
    let portfolios = timed("portfolios") { stock.portfolios(of: own, social, in: 2027) }
    let plan = try timed("plan") {
      try CombiningPlan(stock, own, social.combining, last: 2041, threads: 2) { _ in true }
    }
    let programme = try timed("programme") {
      try FacilityProgramme(
        stock, facilities, paths, codes: codes, years: 2027...2041, canConvert: { _ in true })
    }
    #expect(meanings.count == own.count && portfolios.count == own.count)
    #expect(plan.combinations.count > 100 && programme.choices.count > 100)
    // Far above what it takes where nothing else runs.
    let whole = times.reduce(.zero) { $0 + $1.1 }
    let told = times.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    #expect(whole < .seconds(20), "\(told)")
    print("20,000 buildings:", told)
  }
}
