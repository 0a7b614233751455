import Foundation
import Pipeline
import LayerIO
import ProjectFile
import TestSupport
import Testing

@testable import Workbench

/// A project that is there, whose sources are changed on the page.
@Suite struct `A project that is edited` {
  private let project: TinyProject
  private let start: StartFolder

  init() throws {
    project = try TinyProject()
    start = try StartFolder(in: project.folder)
    start.keeper.openDesk()
  }

  private var text: String {
    get throws { try String(contentsOfFile: project.path, encoding: .utf8) }
  }

  private func state() throws -> JSONValue {
    try start.document(start.ask("GET", "/sources/state?lang=en"))
  }

  private func edit(_ edit: JSONValue, version: String? = nil) throws -> WebReply {
    let seen = try version ?? state()["project"]?["version"]?.text ?? ""
    return start.ask("POST", "/sources/edit", edit, ["if-match": "\"\(seen)\""])
  }

  @Test func `its layers are shown as they are`() throws {
    let state = try state()
    let layers = try #require(state["project"]?["layers"]?.all)
    #expect(state["draft"] == false)
    #expect(
      layers.map { $0["place"]?.text } == [
        "neighbourhoods", "themes.water.layers[0]", "themes.vacancy.layers[0]", "schedule[0]",
        "schedule[1]",
      ])
    let due = layers[3]["fields"]?.all.first { $0["key"] == "due" }
    #expect(due?["value"] == "due" && due?["by_hand"] == false)
    let seen = try start.document(start.ask("GET", "/sources/layers/3"))
    #expect(seen["count"] == 3 && seen["fields"]?.all.count == 4)
    #expect(start.ask("GET", "/sources/layers/9").status == 404)
  }

  @Test func `another field changes one line, in the version that was seen alone`() throws {
    let before = try text
    let version = try state()["project"]?["version"]?.text
    #expect(try edit(["set": "schedule[0]", "key": "cost", "field": "due"]).status == 200)
    #expect(try text == before.replacing("cost: cost", with: "cost: due"))
    #expect(
      try edit(["set": "schedule[0]", "key": "cost", "field": "cost"], version: version).status
        == 412)
    #expect(try edit(["set": "schedule[0]", "key": "cost", "field": .null]).status == 200)
    #expect(try text == before.replacing(", cost: cost", with: ""))
    #expect(try edit(["set": "schedule[0]", "key": "cost", "field": "cost"]).status == 200)
    #expect(try ProjectFile.load(path: project.path).schedule[0].fields[.cost] == "cost")
    #expect(
      try edit(["set": "themes.water.layers[0]", "key": "field", "field": "x"]).status == 400)
    #expect(try edit(["set": "nowhere", "key": "id", "field": "x"]).status == 400)
    #expect(start.ask("POST", "/sources/edit", ["remove": "schedule[0]"]).status == 428)
    // The map is still that of before, and says so.
    let changed = try start.document(start.ask("GET", "/state"))["changed"]
    #expect(changed == ["project.yaml"])
  }

  @Test func `a layer comes, with the lines that init would write, and goes`() throws {
    let before = try text
    let trees = "boomnr;plantjaar;x;y\n1;1990;155050;463050\n2;1991;155060;463050\n"
    #expect(start.send(Data(trees.utf8), as: "bomen.csv").status == 200)
    let asked = try start.document(
      start.ask("POST", "/sources/draft", ["layer": "bomen.csv", "answers": [:]]))
    #expect(asked["questions"]?.all.first?["answer"] == "works")
    #expect(try edit(["add": "bomen.csv", "answers": [:]]).status == 200)
    let loaded = try ProjectFile.load(path: project.path)
    #expect(loaded.schedule.count == 3 && loaded.schedule[2].fields[.built] == "plantjaar")
    #expect(loaded.schedule[2].options.x == "x" && loaded.schedule[2].options.y == "y")
    #expect(try text.hasPrefix(before.prefix(100)) && text.contains("- source: bomen.csv"))
    #expect(try edit(["remove": "schedule[2]"]).status == 200)
    #expect(try text == before)
    #expect(try edit(["remove": "themes.vacancy.layers[0]"]).status == 200)
    #expect(
      try text
        == before.replacing(
          "  vacancy:\n    layers:\n      - {source: empty.geojson, crs: \"EPSG:28992\"}\n",
          with: ""))
    #expect(try edit(["remove": "neighbourhoods"]).status == 409)
    #expect(
      try edit([
        "add": "empty.geojson",
        "answers": ["empty.geojson": ["role": "challenge", "theme": "heat"]],
      ]).status == 200)
    #expect(try ProjectFile.load(path: project.path).themes.map(\.key) == ["water", "heat"])
    #expect(try edit(["remove": "themes.water.layers[0]"]).status == 200)
    // The last challenge stays: a map needs one.
    #expect(try edit(["remove": "themes.heat.layers[0]"]).status == 409)
  }

  @Test func `a project that can't be read is told, and nothing is edited`() throws {
    try project.folder.write("kansenkaart: 1\nnaem: x\n", to: "project.yaml")
    let told = try state()["project"]?["problem"]?.text
    #expect(told?.contains("naem") == true)
    #expect(try edit(["remove": "schedule[0]"], version: "x").status >= 400)
    #expect(try text == "kansenkaart: 1\nnaem: x\n")
  }
}
