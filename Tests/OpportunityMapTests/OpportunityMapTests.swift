import LayerIO
import LayerStack
import MapSupport
import OpportunityMap
import Testing

/// Two neighbourhoods of 10,000 m2, a road through both and beyond, a tree at its side and a sewer that is
/// a line without a surface. Water has two classes (0.5 and 1); care is challenged at 0.4 where the
/// facility's reach, plane 2, is not.
private func pencilMap(weights: (Double, Double) = (3, 1)) throws -> OpportunityMap {
  let table = OverlapTable(
    [
      Place(neighbourhoods: [0], area: 4000),
      Place(neighbourhoods: [0], planes: [2], area: 3000),
      Place(neighbourhoods: [0], planes: [0, 2], area: 2000),
      Place(neighbourhoods: [0], assets: [0], planes: [0, 1], area: 400),
      Place(neighbourhoods: [0], assets: [0], planes: [2], area: 200),
      Place(neighbourhoods: [0], assets: [0, 1], planes: [0], area: 100),
      Place(neighbourhoods: [0], assets: [1], planes: [2], area: 300),
      Place(neighbourhoods: [1], planes: [2], area: 9000),
      Place(neighbourhoods: [1], assets: [0], area: 300),
      Place(neighbourhoods: [1], area: 700),
      Place(neighbourhoods: [], assets: [0], area: 100),
    ],
    lines: [
      LinePart(neighbourhoods: [0], asset: 2, planes: [0], length: 60),
      LinePart(neighbourhoods: [0], asset: 2, planes: [2], length: 40),
    ], neighbourhoods: 2, assets: 3, planes: 3)
  let works = schedule(
    [
      ["id": .text("road"), "due": .integer(2028), "cost": .integer(1100)],
      [
        "id": .text("tree"), "due": .integer(2027), "cost": .integer(400),
        "budget": .text("green"),
      ],
      ["id": .text("sewer"), "due": .integer(2028), "cost": .integer(1000)],
    ])
  return OpportunityMap(
    name: "Pencil", years: 2027...2029,
    challenges: try planes([
      theme("water", weight: weights.0, 0.5, 1),
      theme("care", weight: weights.1, 0.4, outside: true),
    ]), neighbourhoods: neighbourhoods(2), schedule: works, table: table)
}

private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * max(1, abs(b)) }

private func near(_ a: [Double], _ b: [Double]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { near($0, $1) }
}

struct OpportunityMapTests {
  @Test func `a score is the sum of weight times area-weighted highest severity`() throws {
    let scores = try pencilMap().scores
    // The road: 1,100 m2, of which 400 under severity 1 and 100 under 0.5; care on 400 + 100 + 300.
    #expect(near(scores.surface, [1100, 400, 0]))
    #expect(near(Array(scores.themes(of: 0, in: scores.areas)), [500, 800]))
    #expect(near((0...1).map(scores.share(at:)), [500 / 1100, 800 / 1100]))
    #expect(near(Array(scores.themes(of: 0, in: scores.severities)), [450 / 1100, 320 / 1100]))
    #expect(near((0...1).map(scores.part(at:)), [337.5 / 1100, 80 / 1100]))
    #expect(near(scores.scores, [417.5 / 1100, 0.11875, 0.285]))
    #expect((0..<3).map(scores.themeCount(of:)) == [2, 2, 2])
  }

  @Test func `a line without a surface is scored by its length`() throws {
    let scores = try pencilMap().scores
    #expect(near(scores.length, [0, 0, 100]))
    #expect(near(Array(scores.themes(of: 2, in: scores.lengths)), [60, 60]))
    #expect(near((4...5).map(scores.share(at:)), [0.6, 0.6]))
    #expect(near((4...5).map(scores.part(at:)), [0.225, 0.06]))
  }

  @Test func `a work belongs to the neighbourhood with its largest part, and says what is outside`()
    throws
  {
    let scores = try pencilMap().scores
    #expect(scores.neighbourhoods == [0, 0, 0])
    #expect(scores.outside == [100, 0, 0])
    #expect((0..<3).map(scores.place(of:)) == [.partlyOutside, .inside, .inside])
  }

  @Test func `weights of 0 leave no score, and no division by 0`() throws {
    #expect(try pencilMap(weights: (0, 0)).scores.scores == [0, 0, 0])
  }

  @Test func `the city's profile counts every place within neighbourhoods once`() throws {
    let city = try pencilMap().city
    #expect(near(city.area, 20_000))
    #expect(near(city.themeAreas, [2500, 5500]))
    #expect(near(city.themeShares, [0.125, 0.275]))
    #expect(near(city.themeSeverities, [0.0725, 0.11]))
    #expect(near(city.areaByHeight, [12_500, 7000, 500]))
    #expect(near(city.workArea, 1300))
    #expect(city.workCount == 3)
    #expect(city.worksByYear == [1, 2, 0])
    #expect(near(city.costByYear, [400, 2000, 0]))
    #expect(city.locationQuotients == [1, 1])
  }

  @Test func `neighbourhoods compare with the city by location quotient`() throws {
    let profiles = try pencilMap().profiles
    #expect(near(profiles.map(\.area), [10_000, 10_000]))
    #expect(near(profiles[0].locationQuotients.compactMap(\.self), [2, 18.0 / 11]))
    #expect(near(profiles[1].locationQuotients.compactMap(\.self), [0, 4.0 / 11]))
    // Of the road's 1,100 EUR for 1,100 m2, 700 lie in the first and 300 in the second.
    #expect(near(profiles[0].costByYear, [400, 1700, 0]))
    #expect(near(profiles[1].costByYear, [0, 300, 0]))
    #expect(profiles.map(\.workCount) == [3, 0])
  }

  @Test func `coverage counts a place in the years of all its works, cumulated in the first`()
    throws
  {
    let coverage = try pencilMap().coverage
    #expect(near(coverage.challenged, [2500, 5500]))
    #expect(near(coverage.perYear.flatMap(\.self), [100, 100, 500, 800, 0, 0]))
    #expect(near(coverage.cumulated.flatMap(\.self), [100, 100, 500, 800, 500, 800]))
    #expect(near(coverage.costPerYear.flatMap(\.self), [100, 100, 1100, 1400, 0, 0]))
    #expect(coverage.costPerBudget.keys.sorted() == ["", "green"])
    #expect(near(coverage.costPerBudget["green"]?.flatMap(\.self) ?? [], [100, 100, 0, 0, 0, 0]))
  }

  @Test func `a city without the theme has no location quotient`() throws {
    let map = OpportunityMap(
      name: "Empty", years: 2027...2027, challenges: try planes([theme("water", weight: 1, 1)]),
      neighbourhoods: neighbourhoods(1), schedule: schedule([]),
      table: OverlapTable(
        [Place(neighbourhoods: [0], area: 5)], neighbourhoods: 1, assets: 0, planes: 1))
    #expect(map.city.locationQuotients == [nil])
    #expect(map.profiles.map(\.locationQuotients) == [[nil]])
    #expect(map.coverage.cumulated == [[0]])
  }

  @Test func `works after the horizon have scores but no part in coverage or cost`() throws {
    let map = OpportunityMap(
      name: "Later", years: 2027...2028, challenges: try planes([theme("water", weight: 1, 1)]),
      neighbourhoods: neighbourhoods(1),
      schedule: schedule([["due": .integer(2040), "cost": .integer(7)]]),
      table: OverlapTable(
        [Place(neighbourhoods: [0], assets: [0], planes: [0], area: 5)], neighbourhoods: 1,
        assets: 1, planes: 1))
    #expect(map.works.map(\.due) == [2040])
    #expect(map.works.map(map.isDue) == [false])
    #expect(map.scores.scores == [1])
    #expect(map.city.workCount == 1)
    #expect(map.city.worksByYear == [0, 0])
    #expect(map.city.costByYear == [0, 0])
    #expect(map.coverage.cumulated == [[0], [0]])
  }
}
