import Foundation
import LayerIO
import Pipeline
import ProjectBundling
import ProjectFile
import Tables
import TestSupport
import Testing

/// Published cases, asked as scenarios.
@Suite struct PublishedScenarioTests {
  /// RIONED: a sewer of 800,000 and a road of 400,000 cost 900,000 together. The sewer must be renewed in
  /// 2030. The road was laid in 2003 for 30 years: three years before its time, 3/30 of 400,000 is lost.
  private let folder: TemporaryFolder
  private var project: String { folder.file("project.yaml") }

  init() throws {
    folder = try TemporaryFolder()
    try write(rectangle(-50, -50, 150, 50, #""code":"B1""#), "areas")
    try write(rectangle(0, 0, 50, 10, ""), "flood")
    try write(rectangle(0, 0, 100, 10, #""id":"road","built":2003,"cost":400000"#), "roads")
    try write(
      rectangle(0, 0, 100, 10, #""id":"sewer","due":2030,"cost":800000,"fixed":true"#), "sewers")
    try folder.write(Self.cycles, to: "cycles.yaml")
    try folder.write(Self.rules, to: "rules.yaml")
    try folder.write(Self.project, to: "project.yaml")
  }

  @Test
  func `RIONED: perfect timing is one change, worth 40,000 more, and shares 600,000 and 300,000`()
    throws
  {
    let session = try Session(stacking: Inputs.load(projectPath: project))
    var change = Changes.WorkChange(assetType: "road")
    change.cycle = -3
    var changes = Changes()
    changes.works = [change]
    let timed = Scenario(
      key: "timed", name: .init(en: "Perfect timing", nl: "Perfecte timing"), changes: changes)
    let among = [Scenario.project, timed]
    let columns = try session.compare(among, among: among).columns
    let (early, perfect) = (
      try #require(columns[0].figures), try #require(columns[1].figures)
    )
    #expect(early.paid == 900_000 && perfect.paid == 900_000)
    #expect(early.saved == 300_000 && perfect.saved == 300_000)
    #expect(early.moving == 40_000 && perfect.moving == 0)
    #expect(perfect.worth - early.worth == 40_000)
    #expect(early.moved == 1 && perfect.moved == 0)
    #expect(columns[1].works.isEmpty, "both are done in 2030 in either")
    #expect(try borne(session.answer(), "early") == ["riool": 640_000, "wegen": 300_000])
    #expect(
      try borne(session.answer(timed, among: among), "timed")
        == ["riool": 600_000, "wegen": 300_000])
    // The road bears 40,000 of it in kind, for which the sewer pays it.
    let cash = try sums(session.answer(), "early", of: ["rioned_eur"])
    #expect(cash == ["riool": 640_000, "wegen": 260_000])
  }

  @Test func `RIONED: doing nothing saves nothing, and is never in the black`() throws {
    let session = try Session(stacking: Inputs.load(projectPath: project))
    let nothing = try #require(Scenario.usual.first { $0.key == "nothing" })
    let answer = try session.answer(nothing)
    let figures = ScenarioFigures(try answer.plan(), try answer.map())
    #expect(figures.done == 0 && figures.saved == 0 && figures.paid == 0)
    #expect(figures.undoneCost == 1_200_000 && figures.worth <= 0)
    let lines = try answer.explainedPlan().businessCaseLines(.euro, .en)
    #expect(lines.count == 1)
    #expect(lines[0].hasPrefix("Nothing is done.") && lines[0].contains("1,200,000"))
  }

  /// What each party bears by the RIONED rule, in cash and valued, in euros.
  private func borne(_ answer: Answer, _ name: String) throws -> [String: Double] {
    try sums(answer, name, of: ["rioned_eur", "moving_valued_eur"])
  }

  /// The sum of some columns of who pays, by party.
  private func sums(
    _ answer: Answer, _ name: String, of names: [String]
  ) throws -> [String: Double] {
    _ = try answer.publish([.csv(.costSplits)], to: folder.file(name))
    let lines = try parseCSV(folder.file("\(name)/cost_splits.csv"))
    let party = try #require(lines[0].firstIndex(of: "party"))
    let columns = try names.map { try #require(lines[0].firstIndex(of: $0)) }
    return try Dictionary(
      uniqueKeysWithValues: lines.dropFirst().map { line in
        (line[party], try columns.reduce(0) { $0 + (try #require(Double(line[$1]))) })
      })
  }

  private func write(_ feature: String, _ name: String) throws {
    try folder.write(
      #"{"type":"FeatureCollection","features":[\#(feature)]}"#, to: name + ".geojson")
  }

  /// A rectangle around x 155000, y 463000 in RD New.
  private func rectangle(
    _ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ properties: String
  ) -> String {
    let ring = [(x1, y1), (x2, y1), (x2, y2), (x1, y2), (x1, y1)]
      .map { "[\(155_000 + $0),\(463_000 + $1)]" }.joined(separator: ",")
    return #"{"type":"Feature","properties":{\#(properties)},"geometry":"#
      + #"{"type":"Polygon","coordinates":[[\#(ring)]]}}"#
  }

  private static let project = """
    kansenkaart: 1
    name: RIONED
    crs: EPSG:28992
    horizon: {from: 2027, to: 2041}
    neighbourhoods: {source: areas.geojson, id: code, name: code, crs: "EPSG:28992"}
    themes:
      water: {layers: [{source: flood.geojson, crs: "EPSG:28992"}]}
    schedule:
      - source: roads.geojson
        crs: "EPSG:28992"
        asset_type: road
        fields: {id: id, built: built, cost: cost}
        budget: wegen
      - source: sewers.geojson
        crs: "EPSG:28992"
        asset_type: sewer
        fields: {id: id, due: due, cost: cost, fixed: fixed}
        budget: riool
    cycles: cycles.yaml
    bundling: {compatibility: rules.yaml, draws: 10}

    """

  private static let cycles = """
    kansenkaart_cycles: 1
    price_year: 2021
    asset_types:
      road:
        name: {nl: weg, en: road}
        measures:
          - {key: relay, name: {nl: herstraten, en: relay}, cycle: 30, window: {before: 5, after: 0}, source: made}
      sewer:
        name: {nl: riool, en: sewer}
        measures:
          - {key: replace, name: {nl: vervangen, en: replace}, cycle: 60, window: {before: 0, after: 0}, source: made}

    """

  /// What is planned together falls away for the cheaper: 300,000 of either.
  private static let rules = """
    kansenkaart_compatibility: 1
    saved: {excavation: 1, surface: 1, traffic: 1, plan: 1, tender: 1, nuisance: 0, source: RIONED}
    nuisance_per_day: {amount: 0, source: made}
    challenge_value: {amount: 0, source: made}
    near: {distance: 10, same_street: 50, source: made}
    limits: {parties: 5, span: 300, days: 2000, euros: 3000000, source: made}
    leading: [{asset_type: sewer}]
    measures:
      - of: {asset_type: sewer}
        shares: {plan: 0.375}
        risk: 0.03
        moratorium: 0
        production: 10000
        source: RIONED
      - of: {asset_type: road}
        shares: {plan: 0.75}
        risk: 0.03
        moratorium: 0
        production: 10000
        source: RIONED
    usual: {shares: {plan: 0.1}, risk: 0.03, moratorium: 0, production: 3000, source: made}

    """
}
