import Foundation
import LayerIO
import Pipeline
import ProjectFile
import TestSupport
import Testing

@Suite struct DraftProjectTests {
  private static let layers = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("layers/juinen")

  @Test func `the draft for the demo municipality's files loads and finds what they are`() throws {
    let names = [
      "buurten.geojson", "wateroverlast.geojson", "zorgpunten.csv", "bomen.csv", "riool.geojson",
    ]
    let files = names.map { Self.layers.appendingPathComponent($0).path }
    let folder = try TemporaryFolder()
    let text = try DraftProject(files: files, today: 2026, threads: 2).text
    let project = try ProjectFile.load(path: folder.write(text, to: "project.yaml"))
    #expect(project.crs == "EPSG:28992" && project.horizon == 2027...2041)
    #expect(project.neighbourhoods.id == "buurtcode" && project.neighbourhoods.name == "buurtnaam")
    #expect(project.themes.map(\.key) == ["water", "care"])
    #expect(project.themes[1].layers[0].outside && project.themes[1].layers[0].options.x == "rd_x")
    #expect(project.schedule.map(\.assetType) == [.constant("tree"), .constant("sewer")])
    #expect(
      project.schedule[1].fields[.cost] == "kosten"
        && project.schedule[1].fields[.id] == "leidingnr")
  }

  @Test(.enabled(if: SharedFolder.has("data/rotterdam")))
  func `RD numbers without a declared system get the system written down`() throws {
    let file = SharedFolder.file("data/rotterdam/tir_buurten.geojson")
    let text = try DraftProject(files: [file], today: 2026, threads: 2).text
    #expect(text.contains("name: BUURTNAAM, crs: \"EPSG:28992\""))
  }

  @Test func `small depths and commas in file names give a draft that loads`() throws {
    let folder = try TemporaryFolder()
    let features = ["0.001", "0.005"].map {
      #"{"type":"Feature","properties":{"diepte_m":\#($0)},"geometry":{"type":"Polygon","#
        + #""coordinates":[[[4.4,51.9],[4.5,51.9],[4.5,52],[4.4,51.9]]]}}"#
    }.joined(separator: ",")
    let text = #"{"type":"FeatureCollection","features":[\#(features)]}"#
    let names = ["water.geojson", "riool, nieuw.geojson", "buurten.geojson"]
    let files = try names.map { try folder.write(text, to: $0) }
    let draft = try DraftProject(files: files, today: 2026, threads: 1).text
    let project = try ProjectFile.load(path: folder.write(draft, to: "project.yaml"))
    #expect(project.schedule.map(\.options.path) == [files[1]])
    #expect(
      project.themes[0].layers[0].severity
        == .steps(
          field: "diepte_m", steps: [0.002, 0.003, 0.004], severities: [1.0 / 3, 2.0 / 3, 1]))
  }

  private static let polygon =
    #"{"type":"Polygon","coordinates":[[[4.4,51.9],[4.5,51.9],[4.5,52],[4.4,51.9]]]}"#

  private func write(_ properties: String, to name: String, in folder: TemporaryFolder) throws
    -> String
  {
    try folder.write(
      #"{"type":"Feature","properties":\#(properties),"geometry":\#(Self.polygon)}"#, to: name)
  }

  @Test func `polygons with a code and a name are neighbourhoods when no file is called so`() throws
  {
    let folder = try TemporaryFolder()
    let areas = try write(#"{"code":"A1","naam":"Noord"}"#, to: "kaart.geojson", in: folder)
    let water = try write(#"{"code":"W1","naam":"plas"}"#, to: "water.geojson", in: folder)
    let draft = try DraftProject(files: [water, areas], today: 2026, threads: 1).text
    let project = try ProjectFile.load(path: folder.write(draft, to: "project.yaml"))
    #expect(project.neighbourhoods.options.path == areas && project.neighbourhoods.id == "code")
    #expect(project.themes.map(\.key) == ["water"])
  }

  @Test func `what the files do not hold is called missing, by the draft and by the error`() throws
  {
    let folder = try TemporaryFolder()
    let water = try write("{}", to: "water.geojson", in: folder)
    let draft = try DraftProject(files: [water], today: 2026, threads: 1).text
    #expect(draft.contains("# MISSING: none of the files looks like neighbourhoods"))
    #expect { try ProjectFile.load(path: folder.write(draft, to: "project.yaml")) } throws: {
      "\($0)".contains("'neighbourhoods' is missing. Add 'neighbourhoods: {source: FILE")
    }
    let areas = try write(#"{"code":"A1","naam":"Noord"}"#, to: "buurten.geojson", in: folder)
    let other = try DraftProject(files: [areas], today: 2026, threads: 1).text
    #expect(other.contains("# MISSING: none of the files looks like a challenge"))
    #expect { try ProjectFile.load(path: folder.write(other, to: "project.yaml")) } throws: {
      "\($0)".contains("'themes' is missing. Add 'themes: {water: ")
    }
  }
}
