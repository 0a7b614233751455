import LayerIO
import LayerStack
import MapSupport
import OpportunityMap
import TestSupport
import Testing

/// A random city: four neighbourhoods, three themes of two planes, the last of them by absence, and
/// assets of which some have works in some years.
private struct RandomCity {
  static let years = 2027...2034
  let places: [Place]
  let dueYears: [Int?]
  let map: OpportunityMap

  /// `overlaps` tells whether neighbourhoods overlap; weights are multiplied by `scale`.
  init(seed: UInt64, overlaps: Bool, scale: Double = 1) throws {
    var generator = SeededGenerator(seed: seed)
    func members(_ count: Int32, _ odds: Int) -> [Int32] {
      (0..<count).filter { _ in Int.random(in: 0..<odds, using: &generator) == 0 }
    }
    var kinds: Set<[[Int32]]> = []
    places = (0..<400).map { _ in
      Place(
        neighbourhoods: overlaps ? members(4, 3) : [Int32.random(in: 0..<4, using: &generator)],
        assets: members(20, 12), planes: members(6, 3).map { Int($0) },
        area: Double.random(in: 0.001...1000, using: &generator))
    }.filter {
      kinds.insert([$0.neighbourhoods, $0.assets, $0.planes.map { Int32($0) }]).inserted
        && !($0.neighbourhoods.isEmpty && $0.assets.isEmpty)
    }
    let years = (0..<20).map { _ in Int.random(in: 2027...2040, using: &generator) }
    dueYears = years.map { $0 > 2037 ? nil : $0 }
    map = OpportunityMap(
      name: "Random", years: Self.years,
      challenges: try planes([
        theme("a", weight: 3 * scale, 0.25, 1), theme("b", weight: 0.1 * scale, 0.5, 0.75),
        theme("c", weight: 1 * scale, 0.3, 0.9, outside: true),
      ]), neighbourhoods: neighbourhoods(4),
      schedule: schedule(
        dueYears.map {
          [
            "due": $0.map { AttributeValue.integer(Int64($0)) } ?? .null, "cost": .integer(1000),
          ]
        }),
      table: OverlapTable(places, neighbourhoods: 4, assets: 20, planes: 6))
  }

  /// Whether a theme challenges a place, straight from its definition.
  func isChallenged(_ place: Place, _ theme: Int) -> Bool {
    guard theme == 2 else { return place.planes.contains { $0 / 2 == theme } }
    return !place.neighbourhoods.isEmpty && !(place.planes.contains(4) && place.planes.contains(5))
  }

  /// Area of the places that satisfy a condition.
  func area(where condition: (Place) -> Bool) -> Double {
    places.filter(condition).map(\.area).reduce(0, +)
  }
}

private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(a), abs(b)) }

struct OpportunityMapLaws {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `parts add up to the score, which lies within 0 to 1`(seed: UInt64) throws {
    let scores = try RandomCity(seed: seed, overlaps: true).map.scores
    for asset in scores.scores.indices {
      let parts = asset * scores.themeCount..<(asset + 1) * scores.themeCount
      #expect(parts.reduce(0) { $0 + scores.part(at: $1) } == scores.scores[asset])
      #expect((0...1).contains(scores.scores[asset]))
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `weights matter relative to each other alone`(seed: UInt64) throws {
    let scores = try RandomCity(seed: seed, overlaps: true).map.scores.scores
    let scaled = try RandomCity(seed: seed, overlaps: true, scale: 7).map.scores.scores
    #expect(zip(scores, scaled).allSatisfy(near))
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `coverage equals a count place by place`(seed: UInt64) throws {
    let city = try RandomCity(seed: seed, overlaps: true)
    let coverage = city.map.coverage
    for theme in 0..<3 {
      func area(dueIn years: ClosedRange<Int>) -> Double {
        city.area { place in
          !place.neighbourhoods.isEmpty && city.isChallenged(place, theme)
            && place.assets.contains { city.dueYears[Int($0)].map(years.contains) ?? false }
        }
      }
      for (index, year) in RandomCity.years.enumerated() {
        #expect(near(coverage.perYear[index][theme], area(dueIn: year...year)))
        #expect(near(coverage.cumulated[index][theme], area(dueIn: 2027...year)))
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `cumulated coverage never falls, and never exceeds the challenge`(seed: UInt64) throws {
    let map = try RandomCity(seed: seed, overlaps: true).map
    for coverage in [map.coverage] + map.coverages {
      for theme in 0..<3 {
        let values = coverage.cumulated.map { $0[theme] }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(values.allSatisfy { $0 <= coverage.challenged[theme] * (1 + 1e-12) })
        #expect(zip(values, coverage.perYear).allSatisfy { $0 >= $1[theme] * (1 - 1e-12) })
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `neighbourhoods that do not overlap add up to the city`(seed: UInt64) throws {
    let map = try RandomCity(seed: seed, overlaps: false).map
    func sum(_ figures: (Profile) -> [Double]) -> [Double] {
      map.profiles.map(figures).reduce(figures(map.city).map { _ in 0 }) { zip($0, $1).map(+) }
    }
    for figures: (Profile) -> [Double] in [
      { [$0.area, $0.workArea, Double($0.workCount)] }, \.themeAreas, \.areaByHeight, \.costByYear,
    ] {
      #expect(zip(sum(figures), figures(map.city)).allSatisfy(near))
    }
    for index in 0..<RandomCity.years.count {
      for theme in 0..<3 {
        let cost = map.coverages.map { $0.costPerYear[index][theme] }.reduce(0, +)
        #expect(near(cost, map.coverage.costPerYear[index][theme]))
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `neighbourhoods that overlap each have their full figures, the city each place once`(
    seed: UInt64
  ) throws {
    let city = try RandomCity(seed: seed, overlaps: true)
    #expect(near(city.map.city.area, city.area { !$0.neighbourhoods.isEmpty }))
    for (index, profile) in city.map.profiles.enumerated() {
      func isHere(_ place: Place) -> Bool { place.neighbourhoods.contains(Int32(index)) }
      #expect(near(profile.area, city.area(where: isHere)))
      #expect(near(profile.areaByHeight.reduce(0, +), profile.area))
      for theme in 0..<3 {
        let area = city.area { isHere($0) && city.isChallenged($0, theme) }
        #expect(near(profile.themeAreas[theme], area))
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `what is paid within neighbourhoods is the cost of the works by share of their surface`(
    seed: UInt64
  ) throws {
    let city = try RandomCity(seed: seed, overlaps: true)
    for (index, year) in RandomCity.years.enumerated() {
      let cost = city.dueYears.indices.filter { city.dueYears[$0] == year }.map { asset in
        let parts = city.places.filter { $0.assets.contains(Int32(asset)) }
        let whole = parts.map(\.area).reduce(0, +)
        let inside = parts.filter { !$0.neighbourhoods.isEmpty }.map(\.area).reduce(0, +)
        return whole > 0 ? 1000 * inside / whole : 0
      }.reduce(0, +)
      #expect(near(city.map.city.costByYear[index], cost))
    }
  }
}
