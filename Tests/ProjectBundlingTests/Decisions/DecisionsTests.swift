import LayerStack
import MapSupport
import OpportunityMap
import ProjectBundling
import ProjectFile
import TestSupport
import Testing

/// A map with works A, B, C, D, due 2028, 2030, 2030 and 2038, that may move a year; D is not due
/// within the horizon 2027 to 2034.
private func map() throws -> OpportunityMap {
  var map = OpportunityMap(
    name: "Test", years: 2027...2034, challenges: try planes([theme("water", weight: 1, 1)]),
    neighbourhoods: neighbourhoods(1), schedule: schedule([[:], [:], [:], [:]]),
    table: OverlapTable([], neighbourhoods: 1, assets: 4, planes: 1))
  map.works = zip(["A", "B", "C", "D"], [2028, 2030, 2030, 2038]).enumerated().map {
    Work(
      id: $1.0, asset: $0, measure: "replace", earliest: $1.1 - 1, due: $1.1, latest: $1.1 + 1)
  }
  return map
}

private func decide(_ text: String, _ map: OpportunityMap? = nil) throws -> DecidedWorks {
  let folder = try TemporaryFolder()
  let path = try folder.write(
    "kansenkaart_decisions: 1\ndecisions:\n" + text, to: "decisions.yaml")
  return try DecidedWorks(try Decisions.load(path: path), map: map ?? ProjectBundlingTests.map())
}

/// The problem of the error that a text of decisions gives, with its line.
private func problem(_ text: String, _ map: OpportunityMap? = nil) -> String {
  do {
    _ = try decide(text, map)
    return "no error"
  } catch let error as YAMLError {
    return "\(error.line ?? 0): \(error.problem)"
  } catch {
    return "\(error)"
  }
}

@Suite struct DecisionsTests {
  @Test func `a lock joins its works, closes the project and sets the year`() throws {
    let works = try decide(
      "  - {lock: [B, A], year: 2029, status: agreed, by: staff, why: one dig}\n")
    #expect(works.together == [[0, 1]])
    #expect(works.closed == [[0, 1]])
    #expect(works.years == [0: 2029, 1: 2029])
    #expect(works.decisions == [0: 0, 1: 0])
  }

  @Test func `a work carries what was decided, unless it was carried out`() throws {
    let works = try decide(
      "  - {carry: [A, B], coupling: swale, vote: v}\n  - {carry: [B], coupling: trees}\n"
        + "  - {carry: [X], coupling: trees, status: done}\n")
    #expect(works.carried == [0: ["swale"], 1: ["swale", "trees"]])
    #expect(works.together.isEmpty && works.closed.isEmpty && works.years.isEmpty)
  }

  @Test func `what carries nothing, or has what it can't have, is told with its line`() {
    #expect(problem("  - {carry: [A]}\n") == "3: 'carry' does not tell which coupling.")
    #expect(
      problem("  - {lock: [A], coupling: swale}\n") == "3: Only 'carry' has a 'coupling'.")
    #expect(
      problem("  - {carry: [A], coupling: swale, year: 2030}\n") == "3: A carry has no year.")
    #expect(problem("  - {forbid: [A, B], vote: v}\n") == "3: A forbid has no vote.")
    #expect(problem("  - {carry: [X], coupling: swale}\n") == "3: The schedule has no work 'X'.")
    #expect(
      problem("  - {carry: [D], coupling: swale}\n").hasPrefix("3: Work 'D' is not due within"))
  }

  @Test func `a decision that is written is read as it was`() throws {
    let text =
      "  - {lock: [A, B], year: 2029, status: agreed, by: 'x: y', on: '2026-11-28', why: 'a, \"b\" {c}', vote: v-1}\n"
      + "  - {split: [[A], [B, C]]}\n  - {carry: [A], coupling: swale}\n"
    let folder = try TemporaryFolder()
    let head = "kansenkaart_decisions: 1\ndecisions:\n"
    var read = try Decisions.load(path: folder.write(head + text, to: "one.yaml"))
    let lines = read.decisions.map { "  - \($0.text)\n" }.joined()
    let again = try Decisions.load(path: folder.write(head + lines, to: "two.yaml"))
    read.path = again.path
    #expect(read == again)
  }

  @Test func `a coupling that there is not is told with its line`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      Decisions.emptyText + "  - {carry: [A], coupling: swal}\n", to: "decisions.yaml")
    let decisions = try Decisions.load(path: path)
    let error = #expect(throws: YAMLError.self) {
      try decisions.checkCouplings(among: ["swale", "trees"])
    }
    #expect(error?.line == 4 && error?.remedy == "Did you mean 'swale'?")
    try decisions.checkCouplings(among: ["swal"])
  }

  @Test func `merges that share a work become one project, with one year for all`() throws {
    let works = try decide(
      "  - {merge: [A, B], year: 2029}\n  - {merge: [B, C]}\n")
    #expect(works.together == [[0, 1, 2]])
    #expect(works.closed.isEmpty)
    #expect(works.years == [0: 2029, 1: 2029, 2: 2029])
  }

  @Test func `forbidden works are apart pair by pair, split works group by group`() throws {
    #expect(try decide("  - {forbid: [A, B, C]}\n").apart == [[0, 1], [0, 2], [1, 2]])
    #expect(try decide("  - {split: [[A, B], [C]]}\n").apart == [[0, 2], [1, 2]])
  }

  @Test func `works that were carried out are done, even when the schedule has them no more`()
    throws
  {
    let works = try decide("  - {lock: [A, Z], year: 2020, status: done}\n")
    #expect(works.done == [0])
    #expect(works.gone == ["Z"])
    #expect(works.together.isEmpty && works.closed.isEmpty && works.years.isEmpty)
  }

  @Test(arguments: [
    ("  - {lock: [A, Z]}\n", "3: The schedule has no work 'Z'."),
    ("  - {lock: [A, D]}\n", "3: Work 'D' is not due within the horizon"),
    ("  - {lock: [A, B], year: 2040}\n", "3: The year 2040 lies outside the horizon."),
    ("  - {merge: [A, B], year: 2029}\n  - {forbid: [B, A]}\n", "4: Works 'A' and 'B' are kept"),
    ("  - {merge: [A, B], year: 2029}\n  - {split: [[A], [B]]}\n", "4: Works 'A' and 'B' are kept"),
    ("  - {lock: [A]}\n  - {lock: [A]}\n", "3: Work 'A' is in two locked projects."),
    ("  - {lock: [A, B], year: 2029}\n  - {merge: [B, C]}\n", "3: This project is locked"),
    ("  - {merge: [A, B], year: 2029}\n  - {merge: [A, C], year: 2030}\n", "4: Work 'A' is to be"),
    ("  - {merge: [A, B], year: 2029}\n  - {merge: [B, C]}\n  - {merge: [C], year: 2030}\n", "5: "),
    ("  - {merge: [A, C]}\n", "no error"),
    ("  - {forbid: [A, B], year: 2029}\n", "3: A forbid has no year."),
    ("  - {lock: [A], forbid: [B, C]}\n", "3: A decision has one of"),
    ("  - {split: [[A, B]]}\n", "3: 'split' names too few works."),
    ("  - {merge: [A, A]}\n", "3: 'merge' names a work twice."),
    ("  - {lock: [A], year: 2028, status: certain}\n", "3: "),
  ])
  func `a contradiction or mistake is named with its line`(text: String, expected: String) throws {
    #expect(problem(text).hasPrefix(expected))
  }

  @Test func `windows without a common year need a decided one`() throws {
    var apart = try map()
    apart.works[2].earliest = 2032
    apart.works[2].due = 2032
    apart.works[2].latest = 2033
    #expect(problem("  - {merge: [A, C]}\n", apart).contains("no year in common"))
    #expect(try decide("  - {merge: [A, C], year: 2030}\n", apart).years == [0: 2030, 2: 2030])
  }

  @Test func `a fixed work keeps its year`() throws {
    var fixed = try map()
    fixed.works[0].isFixed = true
    #expect(problem("  - {lock: [A], year: 2029}\n", fixed).contains("fixed in 2028"))
    #expect(try decide("  - {lock: [A], year: 2028}\n", fixed).years == [0: 2028])
  }
}
