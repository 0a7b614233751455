import Foundation
import Testing

@testable import ProjectFile

/// Edits of single lines of a project file.
@Suite struct ProjectLinesTests {
  private static let file = """
    # Ours.
    kansenkaart: 1
    neighbourhoods: {source: a.geojson, id: code, name: "na: am"}   # areas
    themes:
      water:   # floods
        layers:
          - {source: flood.geojson, severity: {field: depth, steps: [5]}}
          # the second
          - source: deep.geojson
            severity: {field: diepte, steps: [1]}   # keep

      soil:
        layers: [{source: soil.geojson}]
    schedule:
    - source: roads.geojson
      fields:
        id: nr   # the number
        due: 'jaar'
    # behind
    - {source: sewers.geojson, fields: {id: id, built: built}}
    cycles: cycles.yaml
    """

  private var lines: ProjectLines { ProjectLines(Data(Self.file.utf8), path: "project.yaml") }

  /// The file with other lines in the place of some, given as "before" => "after".
  private func file(_ changes: (String, String)...) -> String {
    changes.reduce(Self.file) { text, change in
      precondition(text.contains(change.0))
      return text.replacing(change.0, with: change.1)
    }
  }

  private let roads: [ProjectLines.Step] = [.key("schedule"), .index(0), .key("fields")]
  private let sewers: [ProjectLines.Step] = [.key("schedule"), .index(1), .key("fields")]

  @Test func `a value changes where it stands, and nothing else does`() throws {
    #expect(
      try lines.setting("id", to: "objectnr", in: roads) == file(("id: nr ", "id: objectnr ")))
    #expect(
      try lines.setting("due", to: "plan jaar", in: roads) == file(("'jaar'", "\"plan jaar\"")))
    #expect(
      try lines.setting("name", to: "naam", in: [.key("neighbourhoods")])
        == file(("\"na: am\"", "naam")))
    #expect(
      try lines.setting(
        "field", to: "cm",
        in: [.key("themes"), .key("water"), .key("layers"), .index(1), .key("severity")])
        == file(("field: diepte", "field: cm")))
  }

  @Test func `a value comes and goes`() throws {
    #expect(
      try lines.setting("cost", to: "kosten", in: roads)
        == file(("    id: nr   # the number\n", "    id: nr   # the number\n    cost: kosten\n")))
    #expect(
      try lines.setting("cost", to: "k", in: sewers)
        == file(("{id: id, built: built}", "{cost: \"k\", id: id, built: built}"))
        || lines.setting("cost", to: "k", in: sewers)
          == file(("{id: id, built: built}", "{cost: k, id: id, built: built}"))
    )
    #expect(
      try lines.setting("due", to: nil, in: roads) == file(("\n    due: 'jaar'", "")))
    #expect(
      try lines.setting("built", to: nil, in: sewers)
        == file(("{id: id, built: built}", "{id: id}")))
    #expect(
      try lines.setting("id", to: nil, in: sewers)
        == file(("{id: id, built: built}", "{built: built}")))
    #expect(try lines.setting("street", to: nil, in: roads) == Self.file)
  }

  @Test func `an item goes to the end of its list, with the indentation of the others`() throws {
    let item = ["- source: new.gpkg", "  asset_type: green"]
    #expect(
      try lines.adding(item, to: [.key("schedule")])
        == file(("built}}\n", "built}}\n- source: new.gpkg\n  asset_type: green\n")))
    #expect(
      try lines.adding(item, to: [.key("themes"), .key("water"), .key("layers")])
        == file(("# keep\n", "# keep\n      - source: new.gpkg\n        asset_type: green\n")))
    #expect(
      try lines.adding(["- source: h.gpkg"], to: [.key("themes"), .key("heat"), .key("layers")])
        == file(
          (
            "[{source: soil.geojson}]\n",
            "[{source: soil.geojson}]\n  heat:\n    layers:\n      - source: h.gpkg\n"
          )))
    let short = ProjectLines(Data("kansenkaart: 1\n".utf8), path: "p")
    #expect(
      try short.adding(item, to: [.key("schedule")])
        == "kansenkaart: 1\nschedule:\n  - source: new.gpkg\n    asset_type: green\n")
  }

  @Test func `an item goes with its lines, the last of a theme with the theme`() throws {
    #expect(
      try lines.removing(0, of: [.key("schedule")])
        == file(
          ("- source: roads.geojson\n  fields:\n    id: nr   # the number\n    due: 'jaar'\n", "")))
    #expect(
      try lines.removing(1, of: [.key("themes"), .key("water"), .key("layers")])
        == file(
          (
            "      - source: deep.geojson\n        severity: {field: diepte, steps: [1]}   # keep\n",
            ""
          )))
    #expect(
      try lines.removing(0, of: [.key("themes"), .key("soil"), .key("layers")])
        == file(("  soil:\n    layers: [{source: soil.geojson}]\n", "")))
  }

  @Test func `what is written in another way is left to be edited by hand`() throws {
    let flow = ProjectLines(
      Data("themes: {water: {layers: [{source: a, x: \"b\"}, {source: c}]}}\n".utf8), path: "p")
    let layers: [ProjectLines.Step] = [.key("themes"), .key("water"), .key("layers")]
    #expect(throws: YAMLError.self) { try flow.adding(["- source: b"], to: layers) }
    #expect(throws: YAMLError.self) { try flow.removing(0, of: layers) }
    #expect(throws: YAMLError.self) {
      try lines.setting("fields", to: "x", in: [.key("schedule"), .index(0)])
    }
    let long = ProjectLines(Data("a:\n  b: \"one\n    two\"\n  c: 1\n".utf8), path: "p")
    #expect(throws: YAMLError.self) { try long.setting("b", to: "x", in: [.key("a")]) }
  }

  @Test func `lines of Windows keep their ends`() throws {
    let file = ProjectLines(Data("a:\r\n  b: one\r\n".utf8), path: "p")
    #expect(try file.setting("b", to: "two", in: [.key("a")]) == "a:\r\n  b: two\r\n")
  }
}
