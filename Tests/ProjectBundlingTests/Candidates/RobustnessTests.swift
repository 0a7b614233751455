@testable import ProjectBundling
import TestSupport
import Testing

@Suite struct RobustnessTests {
  private let options = RobustnessOptions(draws: 400, seed: 7, top: 1)

  @Test func `a project that nothing can spoil survives all draws and ranks first`() throws {
    // Neither work may move, so every draw is the given case.
    var city = CandidateTests.street
    for index in 0...1 {
      city.works[index].due = 2029
      city.works[index].years = 2029...2029
    }
    let candidates = try plan(city, robustness: options).candidates
    #expect(candidates.map(\.robustness) == [Robustness(inTop: 1, survival: 1)])
  }

  @Test func `survival is the part of due years in which moving pays`() throws {
    // The sewer is fixed in 2030; the street's due year is drawn from 2027 to 2032. Moving a year
    // earlier costs cost / life, a year later cost x risk; one drawn year in six each.
    var city = CandidateTests.street
    city.challenges = []
    city.works[1].isFixed = true
    var rules = try bundledRules()
    rules.nuisancePerDay = 250
    for index in rules.measures.indices {
      rules.measures[index].life = 4
      rules.measures[index].riskPerYear = 0.1
    }
    let plan = try plan(city, rules: rules, robustness: options)
    let candidate = try #require(plan.candidates.first)
    let saved = candidate.bundle.gain.saved.total
    let pays = (2027...2032).count { due in
      let years = Double(abs(due - 2030))
      return saved > 30_000 * (due > 2030 ? years / 4 : years * 0.1)
    }
    #expect(pays > 0 && pays < 6)
    let survival = try #require(candidate.robustness?.survival)
    // Three standard deviations of 400 draws.
    let expected = Double(pays) / 6
    #expect(abs(survival - expected) < 3 * (expected * (1 - expected) / 400).squareRoot())
  }

  @Test func `the draws are the same for any number of threads, and others for another seed`()
    throws
  {
    var random = SeededGenerator(seed: 2)
    let city = randomCity(&random, works: 8)
    let one = try plan(city, robustness: options, threads: 1).candidates
    let four = try plan(city, robustness: options, threads: 4).candidates
    #expect(one == four)
    #expect(!one.isEmpty)
  }

  @Test func `without draws there is nothing to tell`() throws {
    let candidates = try plan(CandidateTests.street).candidates
    #expect(candidates.map(\.robustness) == [nil])
  }
}
