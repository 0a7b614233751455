import Foundation
import LayerIO
import OpportunityMap
import ProjectFile
import Tables
import TestSupport
import Testing
import Workers

@testable import Pipeline

/// Layers that are confined to an area, from the project file to products. Of the flood of neighbourhood A (the
/// west, 50 m x 100 m, its south deeper) the east, 20 m wide, is built up; of B, all.
@Suite struct AreaProductsTests {
  private let tiny: TinyProject

  init() throws {
    tiny = try TinyProject()
    try tiny.folder.write(
      """
      nr,wkt
      1,"POLYGON((155030 463000, 155200 463000, 155200 463100, 155030 463100, 155030 463000))"
      """, to: "built.csv")
    try edit(
      "themes:\n  water:",
      """
      areas:
        built_up: {source: built.csv, wkt: wkt, crs: "EPSG:28992", name: {nl: bebouwd gebied, en: built-up area}}
      themes:
        water:
      """)
    try edit("severity: {field: depth, steps: [5, 15]}", "severity: 0.5, within: built_up")
  }

  private func edit(_ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: tiny.path, encoding: .utf8)
    #expect(text.contains(old))
    try tiny.folder.write(text.replacing(old, with: new), to: "project.yaml")
  }

  private func run(_ part: ProjectPart? = nil) throws -> RunSummary {
    try MainJob(
      projectPath: tiny.path,
      options: MainJob.Options(threads: 2, products: Set(Product.allCases), part: part),
      control: JobControl()
    ).run(output: tiny.folder.file("out"))
  }

  /// m2 of the first theme in both neighbourhoods. The flood's third polygon, 10 m high, crosses all of A.
  private func challenged(_ map: OpportunityMap) -> [Double] {
    map.profiles.map { ($0.themeAreas[0] * 1e6).rounded() / 1e6 }
  }

  @Test func `a challenge is one within its area only, with and without a saved stack`() throws {
    let map = try run().map
    #expect(challenged(map) == [2500, 0])
    #expect(map.city.themeAreas[1] == 400)
    let stack = try SavedStack.load(folder: tiny.folder.file("out"), threads: 1)
    let again = stack.map(of: try stack.check(threads: 1).project, threads: 1)
    #expect(challenged(again) == [2500, 0])
  }

  @Test func `faces of the challenge lie within its area, and add up to it`() throws {
    _ = try run()
    let data = try Data(
      contentsOf: URL(fileURLWithPath: tiny.folder.file("out/challenges.geojson")))
    let collection = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let features = try #require(collection["features"] as? [[String: Any]])
    let properties = features.compactMap { $0["properties"] as? [String: Any] }
    let wet = properties.filter { ($0["water_severity"] as? Double ?? 0) > 0 }
    #expect(!wet.isEmpty)
    #expect(abs(wet.compactMap { $0["area_m2"] as? Double }.reduce(0, +) - 2500) < 1)
  }

  @Test func `a challenge by absence is within its area as well`() throws {
    try edit("severity: 0.5, within", "severity: 0.5, outside: true, within")
    #expect(challenged(try run().map) == [4500, 10_000])
  }

  @Test func `a part of the project confines as the whole does`() throws {
    let part = try run(.neighbourhoods(["00A"]))
    #expect(challenged(part.map) == [2500])
  }

  @Test func `the record and people's words tell the area`() throws {
    let summary = try run()
    let planes = summary.record.planes.filter { $0.theme == "water" }
    #expect(planes.map(\.within) == ["built_up"])
    #expect(summary.record.inputs.contains { $0.role == "areas.built_up" && $0.used == 1 })
    #expect(summary.map.planes.map(Language.nl.planeLabel) == ["alleen binnen bebouwd gebied", ""])
  }

  @Test func `an area that is not told of, and one of which nothing counts, are errors`() throws {
    try edit("within: built_up", "within: town")
    let unknown = #expect(throws: YAMLError.self) { try ProjectFile.load(path: tiny.path) }
    #expect(unknown?.description.contains("Known are: built_up.") == true)
    try edit("within: town", "within: built_up")
    try tiny.folder.write("nr,wkt\n1,\"POINT EMPTY\"\n", to: "built.csv")
    #expect(throws: LostSources.self) { try run() }
  }
}
