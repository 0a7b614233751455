@testable import ProjectBundling
import TestSupport
import Testing

@Suite struct PatternTests {
  /// Streets side by side, far from each other, each with a sewer under bricks; every one is due in the
  /// same years. `challenged` have water, `apart` have a sewer that comes too late to join.
  private func streets(_ count: Int, challenged: Set<Int>, apart: Set<Int>) -> TestCity {
    let works = (0..<count).flatMap { index in
      let y = Double(100 * index)
      let years = apart.contains(index) ? 2031...2032 : 2027...2029
      return [
        TestWork(
          box: Box(x: 0, y: y, width: 100, height: 6), years: 2027...2029, due: 2028,
          cost: 30_000, budget: "wegen"),
        TestWork(
          box: Box(x: 0, y: y + 2, width: 100, height: 2), type: "sewer", years: years,
          due: years.lowerBound, cost: 60_000, budget: "riool"),
      ]
    }
    let water = challenged.map { Box(x: 0, y: Double(100 * $0), width: 100, height: 6) }
    return TestCity(works: works, challenges: water)
  }

  @Test func `what recurs is counted, with its twins elsewhere`() throws {
    // Five streets: 0 to 3 are projects, of which 0 to 2 with water; 4 has water and no common year.
    let plan = try plan(streets(5, challenged: [0, 1, 2, 4], apart: [4]), types: ["old"])
    #expect(plan.candidates.count == 4)
    #expect(plan.patterns.count == 1)
    let pattern = try #require(plan.patterns.first)
    #expect(
      pattern.key
        == Pattern.Key(
          kinds: ["pavement-brick:replace", "sewer:replace"], themes: [0],
          neighbourhoodType: "old"))
    #expect(pattern.candidates.count == 3)
    #expect(pattern.neighbourhoods == [0])
    #expect(abs(pattern.area - 1800) < 1e-6)
    // All four have the same kinds and type, three of four the theme: 3 / (4 x 1 x 3/4 x 1) = 1.
    #expect(abs(pattern.lift - 1) < 1e-12)
    #expect(pattern.twins == [Pattern.Twin(works: [8, 9], year: nil)])
    #expect(plan.candidates.map(\.pattern).filter { $0 == nil }.count == 1)
  }

  @Test func `a place without projects has no patterns`() throws {
    #expect(try plan(streets(3, challenged: [], apart: [0, 1, 2])).patterns.isEmpty)
  }
}
