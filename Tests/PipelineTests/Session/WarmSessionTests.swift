import OpportunityMap
import Pipeline
import ProjectBundling
import ProjectFile
import Publishing
import TestSupport
import Testing
import Workers

/// A session that has answered much answers as one that has answered nothing, whatever it remembers.
@Suite struct WarmSessionTests {
  private func session(_ project: ScenarioProject, threads: Int) throws -> Session {
    try MainJob(
      projectPath: project.path, options: MainJob.Options(threads: threads, products: []),
      control: JobControl()
    ).session()
  }

  /// Scenarios of one to three changes, many of which differ from others in one thing alone.
  private func scenarios(_ project: ScenarioProject, seed: UInt64) throws -> [Scenario] {
    var draws = Draws(state: seed)
    for number in 0..<14 {
      let parts = [
        "weights: {water: \(draws.next(4)), heat: \(1 + draws.next(4))}",
        "horizon: {from: 2027, to: \(2037 + draws.next(6))}",
        "works: {all: {earlier: \(draws.next(4) - 1), later: \(draws.next(4) - 1)}}",
        "budgets: {riool: {factor: 0.\(1 + draws.next(9))}, wegen: {per_year: \(draws.next(9))0000}}",
        "budgets: {groen: {per_year: \(draws.next(9))000, carry_over: 0.\(draws.next(9))}}",
        "pots: {straat: [wegen, riool]}",
        "layers: {heat.geojson: off}",
        "couplings: {water: {cost: 0.\(1 + draws.next(5))}}",
        "strategy: \(["best", "siloed", "leading", "nothing"][draws.next(4)])",
      ]
      let first = draws.next(parts.count)
      let second = draws.next(parts.count)
      // A key stands in a file once.
      let isTwice = parts[first].prefix(7) == parts[second].prefix(7)
      try project.scenario(
        "s\(number)", isTwice ? parts[first] : parts[first] + "\n" + parts[second])
    }
    return try Scenario.all(besideProject: project.path)
  }

  @Test(arguments: [(1, 1), (2, 2), (3, 4)])
  func `its answers are those of a session that was asked nothing else`(
    seed: UInt64, threads: Int
  ) throws {
    let project = try ScenarioProject(streets: 5, seed: seed)
    let all = try scenarios(project, seed: seed)
    let warm = try session(project, threads: threads)
    var draws = Draws(state: seed + 100)
    for _ in 0..<10 {
      let asked = all[draws.next(all.count)]
      let answer = try warm.answer(asked, among: all)
      let fresh = try session(project, threads: 1).answer(asked, among: all)
      #expect(try answer.map().scores.scores == fresh.map().scores.scores)
      let (plan, expected) = (try answer.plan(), try fresh.plan())
      #expect(plan.candidates == expected.candidates)
      #expect(plan.programme == expected.programme)
      #expect(try ScenarioFigures(plan, answer.map()) == ScenarioFigures(expected, fresh.map()))
    }
  }

  @Test(arguments: [2, 4])
  func `a comparison is the same for any number of threads`(threads: Int) throws {
    let project = try ScenarioProject(streets: 4, seed: 7)
    let all = try scenarios(project, seed: 7)
    let some = Array(all.prefix(9))
    let one = try session(project, threads: 1).compare(some, among: all)
    let several = try session(project, threads: threads).compare(some, among: all)
    #expect(one.columns.map(\.figures) == several.columns.map(\.figures))
    #expect(one.columns.map(\.works) == several.columns.map(\.works))
    #expect(one.columns.map(\.projects) == several.columns.map(\.projects))
    #expect(one.columns.map(\.couplings) == several.columns.map(\.couplings))
    #expect(one.columns.map(\.beatsFirst) == several.columns.map(\.beatsFirst))
    #expect(one.columns.map(\.interaction) == several.columns.map(\.interaction))
    #expect(one.columns.map(\.key) == some.map(\.key))
  }

  /// Threads wait for each other's stages and share the work within them; none may wait for itself.
  @Test func `many answers at a time, asked over and over, come to an end`() throws {
    let project = try ScenarioProject(streets: 6, seed: 3)
    let all = try scenarios(project, seed: 3)
    let session = try session(project, threads: 3)
    let asked = (0..<36).map { all[($0 * 7) % all.count] }
    let programmes = try concurrentMap(count: asked.count, threads: 6) { index in
      let answer = try session.answer(asked[index], among: all)
      return try index.isMultiple(of: 5)
        ? answer.explainedPlan().programme : answer.plan().programme
    }
    for (scenario, programme) in zip(asked, programmes) {
      #expect(try programme == session.answer(scenario, among: all).plan().programme)
    }
  }

  @Test func `other amounts of money leave all that a programme may choose from`() throws {
    let project = try ScenarioProject(streets: 5)
    try project.scenario("less", "budgets: {riool: {factor: 0.5}}")
    try project.scenario("none", "budgets: {riool: unlimited}")
    let all = try Scenario.all(besideProject: project.path)
    let warm = try session(project, threads: 2)
    let base = try #require(try warm.answer().plan().programme)
    for key in ["less", "none"] {
      let scenario = try #require(all.first { $0.key == key })
      let programme = try #require(try warm.answer(scenario, among: all).plan().programme)
      let fresh = try session(project, threads: 2).answer(scenario, among: all).plan().programme
      #expect(programme == fresh && programme != base)
    }
  }
}
