import OpportunityMap
import TestSupport
import Testing

@testable import ProjectBundling

@Suite struct StreetOpeningsTests {
  /// A sewer and the pavement on it, and a tree in another street; the sewer leads.
  private static func city() -> TestCity {
    func work(_ x: Double, _ type: String, _ due: Int, _ street: String?) -> TestWork {
      TestWork(
        box: Box(x: x, y: 0, width: 40, height: 5), type: type, years: due - 3...due + 3, due: due,
        cost: 100_000, street: street)
    }
    return TestCity(works: [
      work(0, "sewer", 2030, "A"), work(0, "pavement-brick", 2028, "A"),
      work(500, "tree", 2029, "B"), work(800, "tree", 2029, nil),
    ])
  }

  @Test func `a street opens once in each year with a work, in the years of each plan`() throws {
    let city = Self.city()
    let map = try city.map()
    let plan = try ProjectPlan(
      bundle(city.problem(bundledRules()), threads: 1), map: map, decisions: Decisions(),
      decided: DecidedWorks(Decisions(), map: map), threads: 1)
    func planned(_ years: [Int?]) -> [PlannedYear] {
      years.map { PlannedYear(year: $0, origin: $0 == nil ? .undone : .programme) }
    }
    let years = planned([2030, 2031, 2027, 2027])
    // What names no street opens none.
    #expect(
      streetOpenings(of: map, planned: years, plan: plan)
        == StreetOpenings(inDueYears: 3, leadingDiscipline: 2, plan: 3))
    #expect(
      OpeningYears(map, planned: years, plan: plan).openings(of: [0, 1])
        == StreetOpenings(inDueYears: 2, leadingDiscipline: 1, plan: 2))
    // Without projects nobody leads; what is not done counts in none of them.
    #expect(
      streetOpenings(of: map, planned: planned([2030, nil, 2027, 2027]), plan: nil)
        == StreetOpenings(inDueYears: 2, leadingDiscipline: nil, plan: 2))
  }
}
