import Foundation
import LayerIO
import OpportunityMap
import Publishing
import Report
import Tables
import TestSupport
import Testing

@testable import Pipeline

/// Works of which no year is known: on the map, and in the sums as what they are.
@Suite struct UndatedWorksTests {
  @Test func `a project without any year has figures that hold and says that it can't tell when`()
    throws
  {
    let (summary, folder) = try run(due: [nil, nil, nil], costs: [100, nil, 300])
    let works = summary.record.works
    #expect(works.works == 3 && works.undated.works == 3 && works.due.works == 0)
    #expect(works.undated.cost == 400 && works.undated.withoutCost == 1)
    // The first two works lie on the challenge with 100 m2 each, the third beside it.
    #expect(summary.map.coverage.underWorks == [200])
    #expect(summary.map.coverage.covered(0) == 0)
    let closing = closingTable(summary.map, summary.record, language: .en)
    #expect(closing.contains("No work has a year: the map tells where"))
    #expect(closing.contains("Of 3 works no year is known"))
    #expect(closing.contains("together EUR 400. Of 1 of them no cost is known."))
    #expect(summary.record.inputs[2].warnings.map(\.kind) == [.noYear])
    let rows = try parseCSV(folder.file("out/neighbourhoods.csv"))
    #expect(value("work_count", rows) == "3" && value("due_work_count", rows) == "0")
    #expect(Double(value("water_work_area_m2", rows)) == 200)
  }

  @Test func `a count and the sum beside it are of the same works, and say what they leave out`()
    throws
  {
    let (summary, folder) = try run(due: [2030, nil, 2060], costs: [nil, 20, 300])
    let works = summary.record.works
    #expect(works.due.works == 1 && works.undated.works == 1 && works.later.works == 1)
    #expect(works.due.cost == 0 && works.undated.cost == 20 && works.later.cost == 300)
    #expect(works.due.withoutCost == 1 && works.assets == 3)
    let closing = closingTable(summary.map, summary.record, language: .nl)
    #expect(closing.contains("1 werk is aan de beurt van 2027 tot en met 2041; het kost"))
    #expect(closing.contains("Van 1 daarvan zijn geen kosten bekend."))
    #expect(closing.contains("Van 1 werk is geen jaar bekend: het telt alleen"))
    #expect(closing.contains("1 werk is aan de beurt na 2041; het telt alleen"))
    #expect(summary.record.inputs[2].warnings.isEmpty)
    let json =
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: folder.file("out/run.json")))) as? [String: Any]
    let undated = (json?["works"] as? [String: Any])?["undated"] as? [String: Any]
    #expect(undated?["works"] as? Int == 1 && undated?["cost"] as? Double == 20)
  }

  @Test func `works that lie outside are counted with their cost`() throws {
    let (summary, _) = try run(due: [2030, 2031, 2032], costs: [1, 2, 4], outside: true)
    #expect(summary.record.works.due.outside == 1 && summary.record.works.due.costOutside == 4)
    #expect(summary.record.works.due.works == 3 && summary.record.works.due.cost == 7)
  }

  @Test func `a source whose works all come after the horizon is a warning`() throws {
    let (summary, _) = try run(due: [2060, 2061, nil], costs: [1, 1, 1])
    let warning = try #require(summary.record.inputs[2].warnings.first)
    #expect(warning.kind == .noYear)
    #expect(warning.text.en.contains("within the horizon, 2027 to 2041; 2 are due after it"))
  }

  /// One neighbourhood of 100 m x 100 m of which the left half is wet; two works of 10 m x 10 m lie in
  /// that half, the third in the other one, or elsewhere.
  private func run(
    due: [Int?], costs: [Int?], outside: Bool = false
  ) throws -> (RunSummary, TemporaryFolder) {
    let folder = try TemporaryFolder()
    let corners = [0, 20, outside ? 500 : 80]
    let works = corners.indices.map { index in
      square(
        corners[index], 0, corners[index] + 10, 10,
        "\"due\":\(text(due[index])),\"cost\":\(text(costs[index]))")
    }
    try folder.write(collection([square(0, 0, 100, 100, "")]), to: "areas.geojson")
    try folder.write(collection([square(0, 0, 50, 100, "")]), to: "wet.geojson")
    try folder.write(collection(works), to: "works.geojson")
    try folder.write(
      "kansenkaart_cycles: 1\nprice_year: 2024\nasset_types: {}\n", to: "cycles.yaml")
    let project = """
      kansenkaart: 1
      name: Undated
      crs: EPSG:28992
      horizon: {from: 2027, to: 2041}
      neighbourhoods: {source: areas.geojson}
      themes: {water: {layers: [{source: wet.geojson}]}}
      schedule: [{source: works.geojson, asset_type: road, fields: {due: due, cost: cost}}]
      cycles: cycles.yaml
      """
    let job = try MainJob(
      projectPath: folder.write(project, to: "project.yaml"), options: MainJob.Options(threads: 2),
      control: JobControl())
    return (try job.run(output: folder.file("out")), folder)
  }

  private func text(_ value: Int?) -> String { value.map(String.init) ?? "null" }

  private func value(_ column: String, _ rows: [[String]]) -> String {
    rows[0].firstIndex(of: column).map { rows[1][$0] } ?? "absent"
  }

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
