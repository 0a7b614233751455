import LayerIO
import LayerStack
import MapSupport
import OpportunityMap
import TestSupport
import Testing

/// How far works reach challenges beside how far they reach all ground.
@Suite struct ReachTests {
  /// A city of ten neighbourhoods with forty assets of 100 m2 in each, half of them with a work, among open
  /// ground. A place under an asset has the challenge with one chance where there is a work, and with
  /// another elsewhere.
  private func city(seed: UInt64, underWorks: Double, elsewhere: Double) throws -> OpportunityMap {
    var random = SeededGenerator(seed: seed)
    var places: [Place] = []
    for place in 0..<10 {
      for number in 0..<80 {
        let asset = Int32(place * 80 + number)
        let hasWork = number.isMultiple(of: 2)
        let odds = hasWork ? underWorks : elsewhere
        let isChallenged = Double.random(in: 0..<1, using: &random) < odds
        places.append(
          Place(
            neighbourhoods: [Int32(place)], assets: [asset], planes: isChallenged ? [0] : [],
            area: 100))
      }
    }
    let works = schedule(
      (0..<800).map {
        ["due": .integer($0.isMultiple(of: 2) ? 2028 : 2050), "cost": .integer(1)]
      })
    return OpportunityMap(
      name: "City", years: 2027...2036, challenges: try planes([theme("water", weight: 1, 1)]),
      neighbourhoods: neighbourhoods(10), schedule: works,
      table: OverlapTable(places, neighbourhoods: 10, assets: 800, planes: 1))
  }

  @Test func `by hand: half of the ground, three quarters of the challenge is 1.5 times chance`()
    throws
  {
    let table = OverlapTable(
      [
        Place(neighbourhoods: [0], assets: [0], planes: [0], area: 300),
        Place(neighbourhoods: [0], assets: [0], area: 200),
        Place(neighbourhoods: [0], planes: [0], area: 100),
        Place(neighbourhoods: [0], area: 400),
      ], neighbourhoods: 1, assets: 1, planes: 1)
    let map = OpportunityMap(
      name: "Pencil", years: 2027...2029, challenges: try planes([theme("water", weight: 1, 1)]),
      neighbourhoods: neighbourhoods(1),
      schedule: schedule([["due": .integer(2028), "cost": .integer(1)]]), table: table)
    let reach = map.coverage.reach(0)
    #expect(reach == Reach(challenged: 400, reached: 300, ground: 1000, reachedGround: 500))
    #expect(reach.share == 0.75 && reach.chance == 0.5 && reach.ratio == 1.5)
    #expect(map.coverage.reach(0, upTo: 0).reachedGround == 0)
    // One neighbourhood says nothing of chance.
    #expect(map.judgedReach().map(\.interval) == [nil])
    #expect(!map.judgedReach()[0].isMore)
  }

  @Test func `what chance gives is told as such in nearly all cities`() throws {
    let judged = try (1...100).map { seed in
      try city(seed: UInt64(seed), underWorks: 0.3, elsewhere: 0.3).judgedReach()[0]
    }
    // The interval of 95 % holds 1 in some 95 of 100 cities; ten clusters make it somewhat narrow.
    #expect(judged.count { $0.interval?.contains(1) == true } >= 84)
  }

  @Test func `what lies under works twice as often is told as more, half as often as less`() throws
  {
    for seed in 1...20 {
      let more = try city(seed: UInt64(seed), underWorks: 0.6, elsewhere: 0.3)
      let less = try city(seed: UInt64(seed), underWorks: 0.3, elsewhere: 0.6)
      #expect(more.judgedReach()[0].isMore && less.judgedReach()[0].isLess)
      #expect(abs((more.judgedReach()[0].reach.ratio ?? 0) - 4.0 / 3) < 0.15)
    }
  }

  @Test func `neighbourhoods' intervals hold the ratio and do not depend on threads`()
    throws
  {
    let map = try city(seed: 7, underWorks: 0.5, elsewhere: 0.3)
    let one = map.judgedReaches(threads: 1)
    #expect(one == map.judgedReaches(threads: 3))
    #expect(one == map.judgedReaches(threads: 1))
    for judged in one.joined() {
      let (ratio, interval) = (try #require(judged.reach.ratio), try #require(judged.interval))
      #expect(interval.contains(ratio))
    }
  }

  @Test func `works without a year within the horizon count whatever their year`() throws {
    let table = OverlapTable(
      [Place(neighbourhoods: [0], assets: [0], planes: [0], area: 300)], neighbourhoods: 1,
      assets: 1, planes: 1)
    let map = OpportunityMap(
      name: "Undated", years: 2027...2029, challenges: try planes([theme("water", weight: 1, 1)]),
      neighbourhoods: neighbourhoods(1), schedule: schedule([["due": .null]]), table: table)
    #expect(map.judgedReach()[0].reach.reached == 300)
  }
}
