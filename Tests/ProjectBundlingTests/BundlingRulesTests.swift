import Workers

@testable import OpportunityMap
@testable import ProjectBundling
import ProjectFile
import TestSupport
import Testing

@Suite struct BundlingRulesTests {
  private static let head = """
    kansenkaart_compatibility: 1
    saved: {surface: 1, source: test}
    nuisance_per_day: {amount: 1, source: test}
    challenge_value: {amount: 1, source: test}
    near: {distance: 5, source: test}
    limits: {parties: 2, span: 50, days: 10, euros: 1000, source: test}
    usual: {shares: {surface: 0.5}, risk: 0.1, production: 100, source: test}

    """

  private func load(_ text: String) throws -> BundlingRules {
    let folder = try TemporaryFolder()
    return try .load(path: folder.write(text, to: "rules.yaml"))
  }

  @Test
  func `the bundled rules name kinds that the cycle catalogue knows, each row with its source`()
    throws
  {
    let rules = try bundledRules()
    let catalogue = try CycleCatalogue.load(path: bundledFile("cycles.yaml"))
    let kinds =
      rules.measures.map(\.kind) + rules.pairs.flatMap { [$0.first, $0.second] } + rules.leading
    for kind in kinds {
      let type = try #require(kind.assetType.flatMap { catalogue.types[$0] })
      #expect(kind.measure == nil || type.measures.contains { $0.key == kind.measure })
    }
    #expect(rules.measures.allSatisfy { !$0.source.isEmpty && $0.shares.total <= 1 })
    // RIONED: 30 to 60 % of the cost of replacing a sewer is pavement.
    let sewer = rules.measure(assetType: "sewer", measure: "replace")
    #expect((0.3...0.6).contains(sewer.shares.surface))
  }

  @Test func `the first row that fits holds, in any order of the two kinds`() throws {
    let rules = try bundledRules()
    let sewer = BundlingRules.WorkKind(assetType: "sewer", measure: "replace")
    let course = BundlingRules.WorkKind(assetType: "pavement-asphalt", measure: "wearing-course")
    let asphalt = BundlingRules.WorkKind(assetType: "pavement-asphalt", measure: "strengthen")
    let play = BundlingRules.WorkKind(assetType: "play", measure: "replace")
    #expect(rules.pair(course, sewer).map { rules.pairs[$0].verdict } == .never)
    #expect(rules.pair(asphalt, sewer).map { rules.pairs[$0].verdict } == .firstBeforeSecond)
    #expect(rules.pair(play, sewer) == nil)
  }

  @Test func `a short file holds`() throws {
    let rules = try load(Self.head)
    #expect(rules.streetDistance == 5)
    #expect(rules.measures.isEmpty && rules.pairs.isEmpty && rules.leading.isEmpty)
    #expect(rules.usual.moratorium == 0)
    #expect(rules.project == ProjectRules() && rules.streetOpening == 0)
  }

  @Test(arguments: [
    ("", 0), (", least_cash: 2500", 2500), (", least_cash: -5", -5),
    (", least_cash: null", -Double.infinity),
  ])
  func `a project saves no less than nothing in cash, unless the rules say otherwise`(
    key: String, least: Double
  ) throws {
    let row = "project: {setup: 5, least_gain: 1\(key), source: test}\n"
    #expect(
      try load(Self.head + row).project == ProjectRules(setup: 5, leastGain: 1, leastCash: least))
  }

  @Test(arguments: [
    ("usual: {shares", "usualy: {shares", "Did you mean 'usual'"),
    ("saved: {surface: 1, source: test}", "saved: {surface: 1}", "'saved' has no 'source'"),
    ("shares: {surface: 0.5}", "shares: {surface: 0.7, plan: 0.4}", "add up to 1.1"),
    ("shares: {surface: 0.5}", "shares: {nuisance: 0.5}", "'nuisance' is not a known key"),
    ("distance: 5", "distance: 5, same_street: 4", "less than 'distance'"),
    ("compatibility: 1", "compatibility: 2", "version 2"),
    ("euros: 1000, ", "", "'euros' is missing"),
    ("days: 10", "days: 10, works: 5", "'works' is not a known key"),
    ("usual:", "project: {setup: 5, source: test}\nusual:", "'least_gain' is missing"),
    ("usual:", "project: {setup: 5, least_gain: 1}\nusual:", "'project' has no 'source'"),
  ])
  func `mistakes are named`(original: String, mistake: String, message: String) throws {
    let text = Self.head.replacing(original, with: mistake)
    let error = #expect(throws: YAMLError.self) { try load(text) }
    #expect(try #require(error).description.contains(message))
  }

  @Test func `a pair needs a verdict that exists and its reason in both languages`() throws {
    let pair = "pairs: [{first: {}, second: {}, verdict: maybe, reason: {nl: a, en: b}, source: t}]"
    let error = #expect(throws: YAMLError.self) { try load(Self.head + pair) }
    #expect(try #require(error).description.contains("'maybe' is no verdict"))
    let dutch = pair.replacing("maybe", with: "never").replacing(", en: b", with: "")
    #expect(throws: YAMLError.self) { try load(Self.head + dutch) }
  }
}
