import Foundation
import LayerIO
import OpportunityMap
import ProjectFile
import Publishing
import Report
import Tables
import TestSupport
import Testing

@testable import Pipeline

/// Neighbourhoods and schedules as they should not be, and what a run says about them.
@Suite struct BadInputTests {
  @Test func `neighbourhoods that overlap are reported with the area, and each has its own`() throws
  {
    let summary = try run(neighbourhoods: [("A", 0, 100), ("B", 60, 160)])
    #expect(summary.record.reconciliation.neighbourhoodOverlap == 4000)
    #expect(summary.map.profiles.map(\.area) == [10_000, 10_000])
    #expect(summary.map.city.area == 16_000)
    #expect(closingTable(summary.map, summary.record, language: .en).contains("over 4,000 m2"))
  }

  @Test func `a neighbourhood whose code is taken is dropped with its reason`() throws {
    let summary = try run(neighbourhoods: [("A", 0, 100), ("A", 100, 200), ("B", 200, 300)])
    let record = try #require(summary.record.inputs.first)
    #expect(record.read == 3 && record.used == 2)
    #expect(record.dropped.map(\.reason) == [.duplicateID])
    #expect(record.dropped.first?.feature == 2)
    #expect(summary.map.neighbourhoods.map(\.id) == ["A", "B"])
    #expect(summary.map.profiles.map(\.area) == [10_000, 10_000])
  }

  @Test func `a schedule outside all neighbourhoods is an error, or told where that may be`() throws
  {
    let areas = [("A", 1000, 1100)]
    #expect(throws: LostSources.self) { try run(neighbourhoods: areas) }
    let summary = try run(neighbourhoods: areas, mayBeEmpty: true)
    #expect(summary.record.reconciliation.worksOutside == 1)
    #expect(closingTable(summary.map, summary.record, language: .en).contains("1 work as a whole"))
  }

  @Test func `no neighbourhoods at all is an error about the source`() {
    let error = #expect(throws: SourceError.self) { try run(neighbourhoods: []) }
    #expect(error?.source == "areas.geojson")
  }

  @Test func `what CBS marks as unknown is not a number`() throws {
    let summary = try run(neighbourhoods: [("A", 0, 100)])
    #expect(summary.map.neighbourhoods[0].numbers == ["people": 12])
  }

  @Test func `a theme may be called after a column of ours`() throws {
    let folder = try TemporaryFolder()
    _ = try run(neighbourhoods: [("A", 0, 100)], in: folder)
    let rows = try parseCSV(folder.file("out/neighbourhoods.csv"))
    #expect(rows[0].filter { $0.hasPrefix("work_area_m2") } == ["work_area_m2", "work_area_m2_2"])
    #expect(Set(rows[0]).count == rows[0].count)
  }

  @Test func `more theme layers than a stack can hold are refused before any is read`() throws {
    let folder = try TemporaryFolder()
    let themes = (0..<20_000).map { "  t\($0): {layers: [{source: absent.geojson}]}" }
    let project = """
      kansenkaart: 1
      name: Many
      crs: EPSG:28992
      horizon: {from: 2027, to: 2041}
      neighbourhoods: {source: absent.geojson}
      themes:
      \(themes.joined(separator: "\n"))
      """
    let path = try folder.write(project, to: "project.yaml")
    let error = #expect(throws: YAMLError.self) {
      try MainJob(projectPath: path, options: MainJob.Options(), control: JobControl())
    }
    #expect(error?.problem == "Themes and areas have 20000 layers; a stack holds at most 128.")
  }

  /// Runs neighbourhoods of 100 m high, a theme `work` and a work of 10 m x 10 m at the origin.
  private func run(
    neighbourhoods: [(String, Int, Int)], in folder: TemporaryFolder? = nil,
    mayBeEmpty: Bool = false
  ) throws -> RunSummary {
    let folder = try folder ?? TemporaryFolder()
    let areas = neighbourhoods.map { code, from, to in
      square(from, to, 100, "{\"code\":\"\(code)\",\"people\":12,\"secret\":-99997}")
    }
    try folder.write(collection(areas), to: "areas.geojson")
    try folder.write(collection([square(0, 50, 100, "{}")]), to: "theme.geojson")
    try folder.write(collection([square(0, 10, 10, "{\"due\":2030}")]), to: "works.geojson")
    try folder.write(
      "kansenkaart_cycles: 1\nprice_year: 2024\nasset_types: {}\n", to: "cycles.yaml")
    let project = """
      kansenkaart: 1
      name: Bad
      crs: EPSG:28992
      horizon: {from: 2027, to: 2041}
      neighbourhoods: {source: areas.geojson, id: code, crs: "EPSG:28992"}
      themes: {work: {layers: [{source: theme.geojson, crs: "EPSG:28992", may_be_empty: \(mayBeEmpty)}]}}
      schedule: [{source: works.geojson, asset_type: road, crs: "EPSG:28992", fields: {due: due}, may_be_empty: \(mayBeEmpty)}]
      cycles: cycles.yaml
      """
    return try MainJob(
      projectPath: folder.write(project, to: "project.yaml"), options: MainJob.Options(threads: 2),
      control: JobControl()
    ).run(output: folder.file("out"))
  }

  private func square(_ from: Int, _ to: Int, _ height: Int, _ properties: String) -> String {
    let ring = [(from, 0), (to, 0), (to, height), (from, height), (from, 0)]
      .map { "[\(155_000 + $0),\(463_000 + $1)]" }.joined(separator: ",")
    return "{\"type\":\"Feature\",\"properties\":\(properties),"
      + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[\(ring)]]}}"
  }

  private func collection(_ features: [String]) -> String {
    "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
  }
}
