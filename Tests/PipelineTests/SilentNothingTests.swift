import Foundation
import LayerIO
import OpportunityMap
import Publishing
import Report
import Tables
import TestSupport
import Testing

@testable import Pipeline

/// Sources of which nothing counts, or little: an error, or a word wherever a job ends.
@Suite struct SilentNothingTests {
  @Test(arguments: [
    LostCase(
      "a where that matches nothing", "{source: wet.geojson, where: {kind: nat}}", "'wet' (2)"),
    LostCase(
      "conditions that nothing satisfies together",
      "{source: wet.geojson, where: {kind: wet, depth: 9}}", "at once, though each is satisfied"),
    LostCase("all elsewhere", "{source: far.geojson}", "lie outside the neighbourhoods"),
    LostCase("all without geometry", "{source: bare.geojson}", "the feature has no geometry"),
    LostCase("points without a radius", "{source: points.geojson}", "'radius'"),
    LostCase("no features", "{source: none.geojson}", "has no features"),
    LostCase(
      "all too mild", "{source: wet.geojson, severity: {field: depth, steps: [50]}}", "too mild"),
    LostCase(
      "a map whose keys do not occur",
      "{source: wet.geojson, severity: {field: kind, map: {nat: 1}}}", "'wet' (2), 'dry' (1)"),
    LostCase(
      "absence where nobody is near", "{source: far.geojson, outside: true, reach: 10}",
      "would be everywhere"),
  ])
  func `a source that is lost is an error, unless it may be empty`(lost: LostCase) throws {
    let folder = try city(layer: lost.layer)
    let error = #expect(throws: (any Error).self) { try job(folder).check() }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.contains(lost.layer.firstMatch(of: /[a-z]+\.geojson/)?.output ?? "?"))
    #expect(text.contains("may_be_empty: true"))
    #expect(text.contains(lost.says), "\(text)")
    #expect(throws: (any Error).self) { try job(folder).run(output: folder.file("out")) }
    #expect(!folder.content.contains("out"))

    let allowed = try city(layer: String(lost.layer.dropLast()) + ", may_be_empty: true}")
    let summary = try job(allowed).run(output: allowed.file("out"))
    let isAbsence = lost.layer.contains("outside")
    #expect(summary.map.coverage.challenged == [isAbsence ? 20_000 : 0])
    #expect(!summary.record.inputs[1].notes.contains { $0.kind == .nothingCounts && $0.isWarning })
  }

  @Test func `all sources that are lost are named at once`() throws {
    let folder = try city(
      layer: "{source: far.geojson}", schedule: "{source: bare.geojson, asset_type: road}")
    let error = #expect(throws: LostSources.self) { try job(folder).check() }
    #expect(error?.errors.map(\.source) == ["far.geojson", "bare.geojson"])
  }

  @Test func `what touches a neighbourhood only along a border shares nothing with it`() throws {
    let folder = try city(layer: "{source: beside.geojson}")
    #expect(throws: LostSources.self) { try job(folder).check() }
    let around = try city(layer: "{source: around.geojson}")
    #expect(try job(around).check()[1].warnings.isEmpty)
  }

  @Test func `features mostly elsewhere are a warning with their number`() throws {
    let folder = try city(layer: "{source: mostlyFar.geojson}")
    let record = try job(folder).check()[1]
    #expect(record.warnings.map(\.kind) == [.coverage])
    #expect(record.warnings.map(\.count) == [19])
  }

  @Test func `values of where and keys of maps that do not occur are told`() throws {
    let some = try city(
      layer:
        "{source: wet.geojson, where: {kind: [wet, nat]}, severity: {field: depth, map: {'20': 1, '30': 1, '99': 1}}}"
    )
    let record = try job(some).check()[1]
    #expect(record.warnings.isEmpty)
    #expect(
      record.notes.filter { $0.kind == .notFound }.map(\.text.en) == [
        "Values that 'where' names for 'kind' do not occur: 'nat'.",
        "Keys of the map of 'severity' do not occur: '99'.",
      ])
  }

  @Test func `maps of a schedule of which no key occurs are warnings with the values`() throws {
    let folder = try city(
      schedule: """
        {source: works.geojson, asset_type: {field: sort, map: {Wegen: road}}, \
        fields: {id: nr, due: {field: due, map: {straks: 2030}}}}
        """)
    let record = try job(folder).check()[2]
    let found = record.warnings.filter { $0.kind == .notFound }.map(\.text.nl)
    #expect(
      found == [
        "Geen enkele sleutel van de lijst bij 'asset_type' komt voor: de waarden van 'sort' zijn "
          + "'road' (4).",
        "Geen enkele sleutel van de lijst bij 'due' komt voor: de waarden van 'due' zijn '2030' (4).",
      ])
  }

  @Test func `ids that many share, and places that are there twice, are warnings`() throws {
    let folder = try city(
      schedule: "{source: works.geojson, asset_type: road, fields: {id: nr, due: due, cost: cost}}")
    let summary = try job(folder).run(output: folder.file("out"))
    let record = summary.record.inputs[2]
    // The second with number 1 goes; 3 lies where 2 does and adds its 500.
    #expect(record.dropped.map(\.reason) == [.duplicateID])
    #expect(record.warnings.map(\.kind) == [.sameSurface, .manyDropped])
    #expect(record.warnings.map(\.count) == [1, 1])
    #expect(record.warnings[0].text.en.contains("3 = 2. Together they add EUR 500 each time."))
    #expect(record.warnings[1].text.en.hasPrefix("25% of the features were dropped"))
    for language in Language.allCases {
      let closing = closingTable(summary.map, summary.record, language: language)
      for note in record.warnings { #expect(closing.contains(language.text(note.text))) }
      let check = intakeReport(summary.record.inputs, language: language)
      for note in record.warnings { #expect(check.contains(language.text(note.text))) }
    }
    let json = try String(contentsOfFile: folder.file("out/run.json"), encoding: .utf8)
    #expect(json.contains("\"kind\" : \"same-surface\""))
    #expect(json.contains("\"is_warning\" : true"))
  }

  @Test func `a part of a project that holds nothing of a source raises no alarm`() throws {
    let folder = try city(
      layer: "{source: wet.geojson, where: {kind: dry}}",
      schedule: "{source: works.geojson, asset_type: road, fields: {due: due}}")
    let part = MainJob.Options(threads: 2, part: .neighbourhoods(["A"]))
    let job = try MainJob(
      projectPath: folder.file("project.yaml"), options: part, control: JobControl())
    let records = try job.check()
    #expect(records[1].used == 0)
    #expect(records.allSatisfy { $0.warnings.isEmpty })
  }

  @Test func `check tells how neighbourhoods overlap`() throws {
    let folder = try city()
    try folder.write(
      collection([
        square(0, 0, 100, 100, "\"code\":\"A\""), square(60, 0, 160, 100, "\"code\":\"B\""),
      ]),
      to: "areas.geojson")
    let notes = try job(folder).check()[0].notes
    let note = try #require(notes.first { $0.kind == .coverage })
    #expect(note.text.en == "Neighbourhoods overlap each other over 4000 m2: A + B (4000 m2).")
    #expect(note.isWarning)
  }

  // MARK: The city

  /// A layer of which nothing counts.
  struct LostCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let layer: String
    let says: String

    init(_ description: String, _ layer: String, _ says: String) {
      (testDescription, self.layer, self.says) = (description, layer, says)
    }
  }

  /// Two neighbourhoods of 100 m x 100 m side by side; of three features the dry one lies in the second.
  private func city(
    layer: String = "{source: wet.geojson}", schedule: String? = nil
  ) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let areas = [
      square(0, 0, 100, 100, "\"code\":\"A\""), square(100, 0, 200, 100, "\"code\":\"B\""),
    ]
    let wet = [
      square(0, 0, 50, 50, "\"kind\":\"wet\",\"depth\":20"),
      square(50, 50, 90, 90, "\"kind\":\"wet\",\"depth\":30"),
      square(150, 0, 160, 10, "\"kind\":\"dry\",\"depth\":9"),
    ]
    let far = (0..<19).map { square(9000 + 20 * $0, 0, 9010 + 20 * $0, 10, "\"kind\":\"far\"") }
    let sources = [
      "areas": areas, "wet": wet, "far": far,
      "mostlyFar": far + [wet[0]],
      "beside": [square(200, 0, 250, 100, "")], "around": [square(-50, -50, 250, 150, "")],
      "bare": [nothing, nothing], "none": [],
      "points": [
        #"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[155005,463005]}}"#
      ],
      "works": [
        square(110, 10, 120, 20, work(1)), square(130, 10, 140, 20, work(1)),
        square(150, 30, 160, 40, work(2)), square(150, 30, 160, 40, work(3)),
      ],
    ]
    for (name, features) in sources {
      try folder.write(collection(features), to: "\(name).geojson")
    }
    try folder.write(
      "kansenkaart_cycles: 1\nprice_year: 2024\nasset_types: {}\n", to: "cycles.yaml")
    try folder.write(
      """
      kansenkaart: 1
      name: City
      crs: EPSG:28992
      horizon: {from: 2027, to: 2041}
      neighbourhoods: {source: areas.geojson, id: code}
      themes: {water: {layers: [\(layer)]}}
      \(schedule.map { "schedule: [\($0)]" } ?? "")
      cycles: cycles.yaml
      """, to: "project.yaml")
    return folder
  }

  private func work(_ number: Int) -> String {
    "\"nr\":\(number),\"due\":2030,\"cost\":500,\"sort\":\"road\""
  }

  private func job(_ folder: TemporaryFolder) throws -> MainJob {
    try MainJob(
      projectPath: folder.file("project.yaml"), options: MainJob.Options(threads: 2),
      control: JobControl())
  }

  private let nothing = #"{"type":"Feature","properties":{},"geometry":null}"#

  private func square(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int, _ properties: String) -> String {
    let ring = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
      .map { "[\(155_000 + $0.0),\(463_000 + $0.1)]" }.joined(separator: ",")
    return "{\"type\":\"Feature\",\"properties\":{\(properties)},"
      + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[\(ring)]]}}"
  }

  private func collection(_ features: [String]) -> String {
    let crs = #"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}}"#
    return "{\"type\":\"FeatureCollection\",\"crs\":\(crs),"
      + "\"features\":[\(features.joined(separator: ","))]}"
  }
}
