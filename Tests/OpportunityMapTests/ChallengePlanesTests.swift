import Geometry
import LayerIO
import LayerStack
import MapSupport
import OpportunityMap
import ProjectFile
import Testing
import Workers

private func water(_ rule: SeverityRule, outside: Bool = false) -> [ThemeDescription] {
  [
    ThemeDescription(
      key: "water", weight: 1,
      layers: [
        ThemeLayer(
          options: SourceOptions(source: "flood.gpkg", role: "themes.water.layers[0]"),
          severity: rule, outside: outside)
      ])
  ]
}

private func depths(_ values: AttributeValue...) -> [Layer] {
  [layer(values.map { ["depth": $0] })]
}

struct ChallengePlanesTests {
  @Test func `features at or over a step are in its class, and milder ones are left out`() throws {
    let result = try ChallengePlanes(
      water(.steps(field: "depth", steps: [5, 15], severities: [0.5, 1])),
      depths(.integer(4), .integer(5), .number(14.9), .integer(15), .text("99,5")))
    #expect(result.planes.map(\.severity) == [0.5, 1])
    #expect(result.planes.map(\.label) == ["depth >= 5", "depth >= 15"])
    #expect(result.geometry.map(\.count) == [2, 2])
    #expect(result.themes.map(\.planes) == [[0, 1]])
    #expect(result.records[0].used == 4)
    #expect(result.records[0].filtered == 1)
    #expect(result.records[0].notes.map(\.count) == [1])
  }

  @Test func `falling steps mean that lower is worse`() throws {
    let result = try ChallengePlanes(
      water(.steps(field: "depth", steps: [15, 5], severities: [0.5, 1])),
      depths(.integer(16), .integer(15), .integer(6), .integer(5), .integer(-3)))
    #expect(result.planes.map(\.label) == ["depth <= 15", "depth <= 5"])
    #expect(result.geometry.map(\.count) == [2, 2])
  }

  @Test func `values of a map share a class where they share a severity; 0 is no challenge`() throws
  {
    let rule = SeverityRule.map(
      field: "depth", severities: ["a": 0.3, "b": 1, "c": 0.3, "none": 0])
    let result = try ChallengePlanes(
      water(rule), depths(.text("a"), .text("c"), .text("none"), .text("b"), .text("a")))
    #expect(result.planes.map(\.label) == ["depth: a, c", "depth: b"])
    #expect(result.geometry.map(\.count) == [3, 1])
    #expect(result.records[0].filtered == 1)
  }

  @Test(
    "A value without a severity drops the feature, with its reason",
    arguments: [
      (AttributeValue.text("d"), DropReason.badValue), (.null, .missingValue),
      (.text(" "), .missingValue),
    ])
  func drops(_ value: AttributeValue, _ reason: DropReason) throws {
    for rule in [
      SeverityRule.map(field: "depth", severities: ["1": 1]),
      .steps(field: "depth", steps: [0], severities: [1]),
    ] {
      let record = try ChallengePlanes(water(rule), depths(.text("1"), value)).records[0]
      #expect(record.used == 1)
      #expect(record.dropped.map(\.feature) == [2])
      #expect(record.dropped.map(\.reason) == [reason])
      #expect(record.read == record.used + record.dropped.count + record.filtered)
    }
  }

  @Test func `classes without features have no plane`() throws {
    let result = try ChallengePlanes(
      water(.steps(field: "depth", steps: [5, 15], severities: [0.5, 1])), depths(.integer(20)))
    #expect(result.planes.map(\.severity) == [1])
  }

  @Test func `where nothing is in reach, the whole of each neighbourhood is challenged`() throws {
    let result = try ChallengePlanes(water(.constant(0.5), outside: true), [layer([])])
    #expect(result.planes.map(\.isOutside) == [true])
    let severities = SeverityTable([.empty], themes: result.themes, planes: result.planes)
    #expect(severities.severity(signature: 0, zone: 1, theme: 0) == 0.5)
    #expect(severities.severity(signature: 0, zone: 0, theme: 0) == 0)
  }

  @Test func `a signature has the highest severity of a theme, and a height of themes, not planes`()
    throws
  {
    let result = try planes([theme("water", weight: 1, 0.5, 1), theme("soil", weight: 1, 0.2)])
    let signatures = [[], [0], [0, 1], [0, 2]].map { Signature(planes: $0) }
    let severities = SeverityTable(signatures, themes: result.themes, planes: result.planes)
    let water = (0..<4).map { severities.severity(signature: $0, zone: 1, theme: 0) }
    #expect(water == [0, 0.5, 1, 0.5])
    #expect((0..<4).map { severities.height(signature: $0, zone: 1) } == [0, 1, 1, 2])
  }

  @Test func `128 planes fit, 129 are an error that counts them`() throws {
    func themes(_ count: Int) -> [ThemeDescription] {
      (0..<count).map { theme("t\($0)", weight: 1, 1) }
    }
    #expect(try planes(themes(128)).planes.count == 128)
    let error = #expect(throws: StackError.self) { try planes(themes(129)) }
    #expect(error?.description.contains("129 planes") == true)
  }
}
