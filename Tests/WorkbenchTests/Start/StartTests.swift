import Foundation
import Pipeline
import ProjectFile
import TestSupport
import Testing

@testable import Workbench

/// From dropped files to a project.
@Suite struct `A project made of files` {
  private let start: StartFolder
  private let files = ["areas.geojson", "flood.geojson", "roads.geojson", "sewers.geojson"]

  /// A folder with the files of a tiny city, and no project.
  init() throws {
    start = try StartFolder()
    let tiny = try TinyProject()
    for name in files {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: tiny.folder.file(name)))
      #expect(start.send(bytes, as: name).status == 200)
    }
  }

  /// What `kansenkaart init` writes for these files in this folder, with the guess, or another answer, to each question.
  private func draftOfInit(_ answers: [String: String] = [:]) throws -> String {
    let draft = try DraftProject(
      files: files.map(start.folder.file), today: 2026, threads: 2,
      answer: { question in
        let file = URL(fileURLWithPath: question.layer).lastPathComponent
        return answers["\(file) \(question.key)"] ?? question.guessed
      })
    // Paths with a slash in front stand between quotes.
    return files.reduce(draft.text) { text, name in
      text.replacing("\"\(start.folder.file(name))\"", with: name)
        .replacing(start.folder.file(name), with: name)
    }
  }

  private func draft(_ answers: JSONValue = [:]) throws -> JSONValue {
    try start.document(start.ask("POST", "/sources/draft", ["answers": answers]))
  }

  private let roads: JSONValue = ["roads.geojson": ["type": "pavement-asphalt", "name": "x"]]

  @Test func `whoever has the key sees the page at the root, others that there is nothing yet`()
    throws
  {
    let page = start.ask("GET", "/")
    #expect(page.status == 200 && page.type == .html)
    #expect(String(decoding: page.body, as: UTF8.self).contains("script-src 'sha256-"))
    let others = start.ask("GET", "/", key: false)
    #expect(others.status == 503)
    #expect(String(decoding: others.body, as: UTF8.self).contains("nog geen project"))
    for path in ["/sources", "/sources/state", "/files/areas.geojson"] {
      #expect(start.ask("GET", path, key: false).status == 403, "\(path)")
    }
    for path in ["/sources/write", "/sources/edit", "/sources/draft", "/sources/check"] {
      #expect(start.ask("POST", path, ["answers": [:]], key: false).status == 403, "\(path)")
    }
    #expect(start.send(Data("x".utf8), as: "x.csv", key: false).status == 403)
    let state = try start.document(start.ask("GET", "/state"))
    #expect(state["open"] == false && state["opening"] == .null && state["problem"] == .null)
  }

  @Test func `each file is told with what it holds, how it looks and what it seems to be`() throws {
    let file = try start.document(start.ask("GET", "/files/roads.geojson?lang=en"))
    let layer = try #require(file["layers"]?.all.first)
    #expect(layer["key"] == "roads.geojson" && layer["count"] == 3 && layer["kind"] == "areas")
    #expect(layer["system"] == "EPSG:28992" && layer["declared"] == false)
    let due = try #require(layer["fields"]?.all.first { $0["name"] == "due" })
    #expect(due["distinct"] == 3 && due["samples"] == ["2030", "2031", "morgen"])
    #expect(layer["sketch"]?["areas"]?.text?.hasPrefix("M") == true)
    let questions = try #require(try draft()["questions"]?.all)
    let roles = questions.filter { $0["key"] == "role" }.map { $0["answer"]?.text }
    #expect(roles == ["neighbourhoods", "challenge", "works", "works"])
    #expect(try draft()["missing"] == [])
    // Of what names and values both tell it is asked as well.
    let id = questions.first { $0["layer"] == "roads.geojson" && $0["key"] == "id" }
    #expect(id?["answer"] == "id" && id?["doubtful"] == false)
  }

  @Test func `the text is that of init, to the byte, for guesses and for answers`() throws {
    #expect(try draft()["text"]?.text == draftOfInit())
    let answers = [
      "flood.geojson theme": "hitte", "areas.geojson name": "", "roads.geojson role": "unused",
    ]
    let sent: JSONValue = [
      "flood.geojson": ["theme": "hitte"], "areas.geojson": ["name": ""],
      "roads.geojson": ["role": "unused"],
    ]
    let text = try #require(try draft(sent)["text"]?.text)
    #expect(try text == draftOfInit(answers))
    #expect(text.contains("hitte:") && text.contains("# - roads.geojson"))
  }

  @Test
  func `an answer that a question does not know is the guess, and nothing gets between lines`()
    throws
  {
    let sent: JSONValue = [
      "flood.geojson": ["theme": "x:\nschedule: []", "role": "nonsense"],
      "roads.geojson": ["due": "nowhere"], "elsewhere.gpkg": ["role": "works"],
      "sewers.geojson": ["type": "sewer\n  hard: true"],
    ]
    #expect(try draft(sent)["text"]?.text == draftOfInit())
    #expect(start.ask("POST", "/sources/draft", ["answers": "x"]).status == 400)
  }

  @Test func `another field is in the text, and only that line changes`() throws {
    let text = try #require(try draft(["roads.geojson": ["cost": ""]])["text"]?.text)
    let before = try draftOfInit().split(separator: "\n")
    #expect(before.filter { !$0.contains("cost: cost") } == text.split(separator: "\n"))
  }

  @Test func `what is written is the draft, and the map is made of it`() throws {
    let checked = start.ask("POST", "/sources/check?lang=nl", ["answers": [:]])
    #expect(String(decoding: checked.body, as: UTF8.self).contains("bronnen gelezen"))
    #expect(try !start.names.contains { $0.hasPrefix(".") })
    let reply = start.ask("POST", "/sources/write", ["answers": [:]])
    #expect(reply.status == 202)
    let path = start.folder.file("project.yaml")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == draftOfInit())
    let end = Date().addingTimeInterval(60)
    while start.keeper.desk == nil, start.keeper.problem == nil, Date() < end {
      Thread.sleep(forTimeInterval: 0.02)
    }
    #expect(start.keeper.problem == nil)
    #expect(start.ask("GET", "/v1/collections/works/items").status == 200)
    #expect(start.ask("GET", "/").status == 200)
    // From now on the file is edited, and not written anew.
    #expect(start.ask("POST", "/sources/write", ["answers": [:]]).status == 409)
  }

  @Test func `a project that lacks something, or that somebody else wrote, is not written over`()
    throws
  {
    let sent: JSONValue = ["answers": ["areas.geojson": ["role": "unused"]]]
    let refused = start.ask("POST", "/sources/write", sent)
    #expect(refused.status == 409)
    #expect(try !start.names.contains("project.yaml"))
    try start.folder.write("# mine\n", to: "project.yaml")
    #expect(start.ask("POST", "/sources/write", ["answers": [:]]).status == 409)
    let path = start.folder.file("project.yaml")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "# mine\n")
  }

  @Test func `what is wrong with a project that was written leads back to the page`() throws {
    // A type that no catalogue has: the draft is a project, and no map comes of it.
    try start.folder.write("{}", to: "flood.geojson")
    let sent: JSONValue = ["answers": ["flood.geojson": ["role": "challenge"]]]
    _ = start.ask("POST", "/sources/write", sent)
    #expect(start.ask("GET", "/").status == 200)
  }
}
