import TestSupport
import Testing

@testable import MissedWindows

/// A schedule that a pencil can check, by the rules of the twelve works: at 0 m a road of 2030 and a sewer of 2031 whose
/// windows overlap; at 50 m a road of 2030 that can't wait for the sewer of 2032; at 100 m a road and a sewer five years apart; at
/// 150 m two small works of 2035.
@Suite struct LookAheadTests {
  private func ahead(_ programme: String = "") throws -> LookAhead {
    var history = try WrittenHistory(twelveWorks())
    func row(_ id: String, _ type: String, _ years: [Int], _ cost: Int, _ x: Int) -> String {
      let corners = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
        .map { "\(155_000 + x + $0.0) \(463_000 + $0.1)" }
      return
        "\(id);\(type);\(type == "sewer" ? "riool" : "wegen");\(years[0]);\(years[1]);\(years[2]);"
        + "\(cost);POLYGON ((\(corners.joined(separator: ", "))))"
    }
    let rows = [
      "id;type;pot;due;from;to;cost;wkt",
      row("P1", "pavement-brick", [2030, 2028, 2032], 10_000, 0),
      row("P2", "sewer", [2031, 2029, 2033], 10_000, 0),
      row("Q1", "pavement-brick", [2030, 2030, 2030], 10_000, 50),
      row("Q2", "sewer", [2032, 2031, 2033], 10_000, 50),
      row("R1", "pavement-brick", [2028, 2028, 2028], 10_000, 100),
      row("R2", "sewer", [2033, 2033, 2033], 10_000, 100),
      row("S1", "pavement-brick", [2035, 2035, 2035], 400, 150),
      row("S2", "sewer", [2035, 2035, 2035], 400, 150),
    ]
    try history.folder.write(rows.joined(separator: "\n") + "\n", to: "plan.csv")
    history.projectLines = """
      schedule:
        - source: plan.csv
          wkt: wkt
          crs: "EPSG:28992"
          asset_type: {field: type}
          fields: {id: id, due: due, earliest: from, latest: to, cost: cost, budget: pot, hard: {value: true}}
      \(programme)
      """
    return try #require(try history.audit().ahead)
  }

  private func plans(_ ahead: LookAhead) -> [String] {
    ahead.pairs.map {
      "\($0.works.joined(separator: "-")) \($0.plan.rawValue) \($0.outcome.key) \($0.saves)"
    }
    .sorted()
  }

  @Test func `proposals do together what fits, and the rest is told with what becomes of it`()
    throws
  {
    let ahead = try ahead()
    #expect(!ahead.isProgramme)
    #expect(
      plans(ahead) == [
        "P1-P2 together together true", "Q1-Q2 again impossible true",
        "S1-S2 same-year not-done false",
      ])
    #expect(ahead.cents[ChanceOutcome.together.rawValue] == 4_000_00)  // 5,000 - 1,000
    #expect(ahead.cents[ChanceOutcome.notDone.rawValue] == 0)
    #expect(ahead.cents[ChanceOutcome.impossible.rawValue] == 4_000_00)
    #expect(ahead.newPairs == 0)
  }

  @Test func `without money for sewers they stay undone, and their saving is missed`() throws {
    let ahead = try ahead("programme: {budgets: {riool: {per_year: 0}}}")
    #expect(ahead.isProgramme)
    #expect(
      plans(ahead) == [
        "P1-P2 undone not-done true", "Q1-Q2 undone impossible true",
        "S1-S2 undone not-done false",
      ])
    #expect(ahead.cents[ChanceOutcome.together.rawValue] == 0)
    #expect(ahead.cents[ChanceOutcome.notDone.rawValue] == 4_000_00)
    #expect(ahead.cents[ChanceOutcome.impossible.rawValue] == 4_000_00)
  }
}
