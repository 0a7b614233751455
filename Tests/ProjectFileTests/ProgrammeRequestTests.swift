import TestSupport
import Testing
import Workers

@testable import ProjectFile

@Suite struct ProgrammeRequestTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(_ programme: String) throws -> ProgrammeRequest? {
    let text = ProjectFileLoadTests.head + ProjectFileLoadTests.themes + programme
    return try ProjectFile.load(path: folder.write(text, to: "project.yaml")).programme
  }

  @Test func `a programme with everything loads`() throws {
    let request = try #require(
      try load(
        """
        programme:
          mode: coverage
          budgets:
            wegen: {per_year: 2000000, years: {2030: 3000000}, carry_over: true}
            riool: {years: {2041: 5}, carry_over: 0.25}
          targets: {water: 0.3}
          floor: 0.1
          locked_in: [P-abc, {project: W-3, year: 2030}]
          locked_out: W-4
          seconds: 3
          annuity: {rate: 0.01, years: 60}
        """))
    #expect(request.mode == .coverage)
    #expect(request.budgets.map(\.party) == ["wegen", "riool"])
    #expect((2027...2031).map(request.budgets[0].amount) == [2e6, 2e6, 2e6, 3e6, 2e6])
    #expect((2027...2041).map(request.budgets[1].amount) == [Double](repeating: 0, count: 14) + [5])
    #expect(request.budgets.map(\.carryOver) == [1, 0.25])
    #expect(request.targets == [.init(theme: "water", share: 0.3)])
    #expect(request.lockedIn.map(\.project) == ["P-abc", "W-3"])
    #expect(request.lockedIn.map(\.year) == [nil, 2030])
    #expect(request.lockedOut.map(\.project) == ["W-4"])
    #expect(request.floor == 0.1 && request.seconds == 3)
    #expect(request.rate == 0.01 && request.years == 60)
  }

  @Test func `without the key there is no programme, and with nothing under it no limit`() throws {
    #expect(try load("") == nil)
    #expect(try load("programme: {}") == ProgrammeRequest())
  }

  @Test(arguments: [
    ("{mode: coverage}", "there are no targets"),
    ("{targets: {water: 0.1}}", "Give 'mode: coverage'"),
    ("{mode: coverage, targets: {watr: 0.1}}", "Did you mean 'water'?"),
    ("{mode: coverage, targets: {water: 30}}", "outside 0.0 to 1.0"),
    ("{floor: 0.1}", "'floor' is for"),
    ("{mode: cheapest}", "Choose one of: best, coverage."),
    ("{budgets: {wegen: {}}}", "has no money"),
    ("{budgets: {wegen: {years: {2050: 1}}}}", "'2050' is no year of the horizon"),
    ("{budgets: {wegen: {per_year: \"1.000\"}}}", "may stand for 1000"),
    ("{budgets: {wegen: {per_year: 1.000}}}", "may stand for 1000"),
    ("{budgets: {wegen: {years: {2030: \"1,250,000\"}}}}", "may stand for 1250000"),
    ("{budgets: {wegen: {per_year: \"1000\"}}}", "is the text '1000'"),
    ("{budgets: {wegen: {per_year: 1, carry_over: 2}}}", "outside 0.0 to 1.0"),
    ("{locked_in: [{project: A, year: 2050}]}", "is 2050"),
    ("{annuity: {years: 30}}", "outside 40.0 to 60.0"),
  ])
  func `what can't be is refused`(programme: String, message: String) throws {
    let error = #expect(throws: YAMLError.self) { try load("programme: \(programme)") }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }
}
