@testable import ProjectBundling
import Testing

/// The example of docs/bundling.md, figure by figure.
@Suite struct TwoStreetsTests {
  /// Church Street: a sewer of 100 m in a trench of 2.5 m under 600 m2 of brick, with a footway
  /// that is fixed. Village Street: asphalt, 5 m further. Water stands on 200 m2 of the trench.
  static let city = TestCity(
    works: [
      TestWork(
        box: Box(x: 0, y: 2, width: 100, height: 2.5), type: "sewer", years: 2027...2037,
        due: 2032, cost: 60_000, budget: "sewer", cycle: 60),
      TestWork(
        box: Box(x: 0, y: 0, width: 100, height: 6), type: "pavement-brick", measure: "relay",
        years: 2027...2035, due: 2030, cost: 30_000, budget: "roads"),
      TestWork(
        box: Box(x: 105, y: 0, width: 100, height: 6), type: "pavement-asphalt",
        measure: "strengthen", years: 2030...2035, due: 2033, cost: 33_000, budget: "roads"),
      TestWork(
        box: Box(x: 0, y: 6, width: 100, height: 2), type: "pavement-tiles", measure: "relay",
        years: 2027...2033, due: 2028, cost: 12_000, budget: "roads", isFixed: true),
    ],
    challenges: [Box(x: 0, y: 2, width: 80, height: 2.5)], horizon: 2027...2041)

  static func bundling() throws -> Bundling {
    try bundle(city.problem(bundledRules()), threads: 1)
  }

  private func expect(_ value: Double, _ hand: Double) -> Bool { abs(value - hand) < 0.005 }

  @Test func `the sewer and the brick above it save 19,727 together`() throws {
    let problem = try Self.city.problem(bundledRules())
    let gain = problem.gain(of: [0, 1], in: 2032)
    #expect(expect(gain.saved.excavation, 625))
    #expect(expect(gain.saved.surface, 7_500))
    #expect(expect(gain.saved.traffic, 1_440))
    #expect(expect(gain.saved.plan, 1_050))
    #expect(expect(gain.saved.tender, 312))
    #expect(expect(gain.saved.nuisance, 8_800))
    #expect(expect(gain.saved.total, 19_727))
    #expect(expect(gain.challenges, 200))
    #expect(expect(gain.moving, 1_800))
    #expect(expect(gain.net, 18_127))
    #expect(expect(problem.gain(of: [0, 1], in: 2030).moving, 2_000))
  }

  @Test func `the best plan takes the asphalt along in 2032 and gains 25,477`() throws {
    let plan = try Self.bundling().plan
    #expect(plan.bundles.map(\.works) == [[0, 1, 2]])
    #expect(plan.bundles.map(\.year) == [2032])
    #expect(expect(plan.gain.net, 25_477.2))
    #expect(expect(plan.gain.moving, 2_900))
    #expect(try Self.bundling().gap == 0)
  }

  @Test func `by the leading-discipline rule the brick follows the sewer and the asphalt does not`()
    throws
  {
    let leading = try Self.bundling().leadingDiscipline
    #expect(leading.bundles.map(\.works) == [[0, 1]])
    #expect(leading.bundles.map(\.year) == [2032])
    #expect(expect(leading.gain.net, 18_127))
  }

  @Test func `siloed, the sewer cuts 250 m2 of brick that is two years old`() throws {
    let bundling = try Self.bundling()
    let recut = bundling.problem.recutSurface(of: BundlePlan(bundles: []))
    #expect(expect(recut.area, 250))
    #expect(expect(recut.cost, 462))
    #expect(recut.wrongOrder == 1)
    #expect(bundling.problem.recutSurface(of: bundling.plan) == RecutSurface())
  }

  @Test func `the fixed footway is kept apart by its year alone`() throws {
    let problem = try Self.bundling().problem
    // 2028 lies in the windows of sewer and brick, so they may go together; it does not pay.
    #expect(problem.relations.contains { $0.a == 1 && $0.b == 3 })
    let asphalt = try #require(problem.apart.first { $0.a == 2 && $0.b == 3 })
    #expect(problem.obstacle(asphalt) == .noCommonYear(yearsBetween: 2))
  }
}
