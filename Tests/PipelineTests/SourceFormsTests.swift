import Foundation
import LayerIO
import OpportunityMap
import Publishing
import Tables
import TestSupport
import Testing

@testable import Pipeline

/// Projects with sources of several files and made fields, from reading to a stack that is asked again.
@Suite struct SourceFormsTests {
  private let tiny: TinyProject

  init() throws {
    tiny = try TinyProject()
  }

  private func write(_ schedule: String) throws {
    let text = try String(contentsOfFile: tiny.path, encoding: .utf8)
    let head = try #require(text.range(of: "schedule:"))
    let cycles = try #require(text.range(of: "cycles:"))
    let new = text[..<head.lowerBound] + "schedule:\n\(schedule)\n" + text[cycles.lowerBound...]
    try tiny.folder.write(String(new), to: "project.yaml")
  }

  private func run() throws -> RunSummary {
    try MainJob(
      projectPath: tiny.path, options: MainJob.Options(threads: 2), control: JobControl()
    ).run(output: tiny.folder.file("out"))
  }

  @Test func `two files with an id of two fields, numbered, and one year for all`() throws {
    let roads = try String(contentsOfFile: tiny.folder.file("roads.geojson"), encoding: .utf8)
    try tiny.folder.write(roads, to: "roads2.geojson")
    try write(
      """
        - source: [roads.geojson, roads2.geojson]
          crs: "EPSG:28992"
          asset_type: road
          fields: {id: [pot, id], due: {value: 2033}, cost: cost}
          duplicate_ids: suffix
      """)
    let summary = try run()
    #expect(
      summary.map.assets.map(\.id)
        == ["roads|R1", "roads|R2", "|R3", "roads|R1#2", "roads|R2#2", "|R3#2"])
    #expect(summary.map.assets.map(\.sourceFeature) == [1, 2, 3, 4, 5, 6])
    #expect(Set(summary.map.works.map(\.due)) == [2033])
    let stack = try SavedStack.load(folder: tiny.folder.file("out"))
    #expect(stack.plan.assets.map(\.id) == summary.map.assets.map(\.id))
    _ = try stack.check(threads: 1)
    try tiny.folder.write(roads + " ", to: "roads2.geojson")
    let error = #expect(throws: SavedStackError.self) { try stack.check(threads: 1) }
    #expect(error?.cause == .inputsChanged)
    try FileManager.default.removeItem(atPath: tiny.folder.file("roads2.geojson"))
    let missing = #expect(throws: MissingInput.self) { try stack.check(threads: 1) }
    #expect(missing?.paths == ["roads2.geojson"])
  }

  @Test(
    .enabled(if: SharedFolder.has("cases/deliveries")),
    arguments: [
      ("csv-separator/project", 3), ("csv-separator/quoted", 3), ("csv-separator/tab", 3),
      ("csv-separator/comma", 2), ("xlsx/project", 3), ("xlsx/alltext", 2), ("xlsx/comma", 2),
      ("xlsx/intid", 3), ("xlsx/layer", 1), ("xlsx/serial", 2), ("xlsx/title", 2),
      ("gdb/project", 3), ("shapefile-parts/zip", 3),
    ])
  func `deliveries are read whole`(name: String, used: Int) throws {
    let path = SharedFolder.file("cases/deliveries/\(name).yaml")
    let before = try FileManager.default.contentsOfDirectory(
      atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path)
    let records = try MainJob(
      projectPath: path, options: MainJob.Options(threads: 2), control: JobControl()
    ).check()
    let schedule = try #require(records.last)
    #expect(schedule.used == used && schedule.read == used)
    #expect(
      try FileManager.default.contentsOfDirectory(
        atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path) == before)
  }

  @Test(
    .enabled(if: SharedFolder.has("cases/deliveries")),
    arguments: [
      ("gdb/gdb", "vakken (3 features), water (1 feature)"),
      ("gdb/gpkglayer", "Did you mean 'vakken'?"),
      ("xlsx/two", "Leeswijzer (2 rows), Bomen (2 rows)"),
    ])
  func `layers and sheets to choose from are listed`(name: String, words: String) throws {
    let job = try MainJob(
      projectPath: SharedFolder.file("cases/deliveries/\(name).yaml"),
      options: MainJob.Options(threads: 1), control: JobControl())
    let error = #expect(throws: SourceError.self) { try job.check() }
    #expect(error?.remedy.contains(words) == true)
  }
}
