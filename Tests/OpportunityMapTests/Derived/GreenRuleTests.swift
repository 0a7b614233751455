import Geometry
import LayerIO
import ProjectFile
import Testing
import Workers

@testable import OpportunityMap

/// The rule at one building of 10 m x 10 m with its lower left corner at (1000, 1000).
private func rule(
  trees: [(x: Double, y: Double, crown: Double)], cool: [Position] = []
) throws -> GreenRule {
  let source = SourceOptions(source: "", role: "")
  return try GreenRule(
    layer(.squares([Position(1000, 1000)], side: 10)),
    trees: layer(
      .points(trees.map { Position($0.x, $0.y) }),
      trees.map { ["kroon": .number($0.crown)] }),
    cool: layer(.squares(cool, side: 100)),
    GreenRequest(trees: source, crown: "kroon", cool: source), named: "woningen",
    surroundings(squares: 4000, [[:]], norms: try norms.get()))
}

private func attribute(_ name: String, _ rule: GreenRule) -> AttributeValue? {
  rule.missingLayer.attributes.column(name)?[0]
}

struct GreenRuleTests {
  @Test func `Cobra and Steenbreek: trees count with a crown of 28 m2 within 25 m of the dwelling`()
    throws
  {
    // To the right of the outline at x 1010: 25 m on, a little farther, and a crown that is too small.
    let rule = try rule(trees: [
      (1035, 1005, 28), (1035.01, 1005, 90), (1020, 1005, 27.9), (1005, 1035, 30), (985, 1005, 50),
    ])
    #expect(attribute("trees", rule) == .number(3))
    #expect(rule.rows[0].trees == 1 && rule.rows[0].crowns == 0 && rule.rows[0].all == 0)
    #expect(attribute("missed", rule) == .number(2))
  }

  @Test func `Cobra and Steenbreek: 30 percent of the circle of 500 m lies under crowns`() throws {
    // The circle is 785,398.16 m2; 30 % of it 235,619.45.
    let enough = try rule(trees: [(1400, 1000, 235_620)])
    #expect(enough.rows[0].crowns == 1)
    let little = try rule(trees: [(1400, 1000, 235_619), (1600, 1000, 90)])
    #expect(little.rows[0].crowns == 0)
  }

  @Test func `Cobra and Steenbreek: cool green lies within 300 m of the dwelling`() throws {
    #expect(try rule(trees: [], cool: [Position(1310, 1000)]).rows[0].cool == 1)
    #expect(try rule(trees: [], cool: [Position(1310.01, 1000)]).rows[0].cool == 0)
    let near = try rule(trees: [], cool: [Position(600, 990), Position(1200, 960)])
    #expect(attribute("cool_m", near) == .number(190))
    // A park around the dwelling is no distance at all.
    #expect(attribute("cool_m", try rule(trees: [], cool: [Position(950, 950)])) == .number(0))
  }

  @Test func `a dwelling that satisfies all three is no challenge and is counted`() throws {
    let rule = try rule(
      trees: [(1020, 1005, 90_000), (1005, 1020, 90_000), (990, 1005, 90_000)],
      cool: [Position(1100, 1000)])
    #expect(rule.missingLayer.count == 0)
    #expect(rule.missingLayer.record.filtered == 1)
    #expect(rule.rows.map(\.all) == [1, 1] && rule.rows.map(\.buildings) == [1, 1])
  }

  @Test func `trees that are points need an attribute that tells their crown`() throws {
    let source = SourceOptions(source: "", role: "")
    let error = #expect(throws: DerivationError.self) {
      try GreenRule(
        layer(.squares([.zero], side: 1)), trees: layer(.points([.zero])),
        cool: layer(GeometryArray()), GreenRequest(trees: source, cool: source), named: "woningen",
        surroundings([[:]], norms: try norms.get()))
    }
    #expect(error?.description.contains("trees.crown") == true)
  }
}
