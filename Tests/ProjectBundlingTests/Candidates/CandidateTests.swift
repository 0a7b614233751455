import OpportunityMap
@testable import ProjectBundling
import TestSupport
import Testing

/// A plan of projects for a city, by the bundled rules.
func plan(
  _ city: TestCity, rules: BundlingRules? = nil, types: [String?] = [nil],
  robustness: RobustnessOptions = RobustnessOptions(draws: 0, seed: 1, top: 1), threads: Int = 2
) throws -> ProjectPlan {
  let map = try city.map()
  var plan = try ProjectPlan(
    bundle(city.problem(rules ?? bundledRules()), threads: threads), map: map,
    decisions: Decisions(), decided: DecidedWorks(), threads: threads)
  try plan.explain(map, types: types, robustness: robustness, threads: threads)
  return try plan.explained(as: plan, threads: threads)
}

@Suite struct CandidateTests {
  /// A sewer of 100 m in a brick street that is 6 m wide, and a tree across the town.
  static let street = TestCity(
    works: [
      TestWork(
        box: Box(x: 0, y: 0, width: 100, height: 6), years: 2027...2032, due: 2029,
        cost: 30_000, budget: "wegen", street: "Dorpsstraat"),
      TestWork(
        box: Box(x: 0, y: 2, width: 100, height: 2), type: "sewer", years: 2028...2032, due: 2030,
        cost: 60_000, budget: "riool", street: "Dorpsstraat"),
      TestWork(
        box: Box(x: 900, y: 0, width: 4, height: 4), type: "tree", years: 2027...2032, due: 2030,
        cost: 6_000, budget: "groen", street: "Laan"),
    ], challenges: [Box(x: 0, y: 0, width: 50, height: 3)])

  @Test func `a candidate tells its ground, each place once, and what it serves`() throws {
    let candidates = try plan(Self.street).candidates
    #expect(candidates.count == 1)
    let candidate = try #require(candidates.first)
    #expect(candidate.bundle.works == [0, 1])
    #expect(abs(candidate.ground.area - 600) < 1e-9)
    #expect(abs(candidate.ground.sharedArea - 200) < 1e-9)
    #expect(abs(candidate.ground.themeAreas[0] - 150) < 1e-9)
    #expect(candidate.themes == [0])
    #expect(candidate.streets == ["Dorpsstraat"])
    #expect(candidate.neighbourhood == 0)
    #expect(candidate.status == .idea)
  }

  @Test func `ground equals a count of unit squares`() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<40 {
      let city = randomCity(&random, works: 7)
      let plan = try plan(city)
      for candidate in plan.candidates {
        let boxes = candidate.bundle.works.map { number in
          city.works[plan.bundling.problem.works[Int(number)].work].box
        }
        let counts = squares(boxes)
        #expect(abs(candidate.ground.area - counts.any) < 1e-6)
        #expect(abs(candidate.ground.sharedArea - counts.shared) < 1e-6)
      }
    }
  }

  /// Squares of 1 m that lie in any of the boxes, and in at least two; boxes have whole coordinates.
  private func squares(_ boxes: [Box]) -> (any: Double, shared: Double) {
    var counts: [[Int]: Int] = [:]
    for box in boxes {
      for x in Int(box.x)..<Int(box.x + box.width) {
        for y in Int(box.y)..<Int(box.y + box.height) { counts[[x, y], default: 0] += 1 }
      }
    }
    return (Double(counts.count), Double(counts.values.count { $0 > 1 }))
  }

  private func ids(_ works: [[String]]) throws -> [String] {
    try candidateIDs(count: works.count, threads: 2) { works[$0] }
  }

  @Test func `an id follows from the works alone, in whatever order`() throws {
    let ids = try ids([["A", "B"], ["C"], ["B", "A", "C"]])
    #expect(try ids == self.ids([["B", "A"], ["C"], ["C", "A", "B"]]))
    #expect(Set(ids).count == 3)
    #expect(ids.allSatisfy { $0.hasPrefix("P-") && $0.count >= 8 })
  }

  @Test func `many candidates all have an id of their own`() throws {
    let ids = try ids((0..<50_000).map { ["W\($0)", "V\($0)"] })
    #expect(Set(ids).count == 50_000)
  }

  @Test func `shares of the cost add up to it to the cent, and nobody pays twice`() throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<40 {
      let plan = try plan(randomCity(&random, works: 7))
      #expect(plan.splits.count == plan.candidates.count)
      for split in plan.splits {
        for rule in CostSplit.Rule.allCases {
          #expect(split.shares.reduce(.zero) { $0 + $1.borne(rule) } == split.joint + split.moving)
        }
        #expect(Set(split.shares.map(\.party)).count == split.shares.count)
      }
    }
  }
}
