import Foundation
import LayerIO
import Pipeline
import ProjectBundling
import ProjectFile
import TestSupport
import Testing

@testable import Workbench

@Suite struct `The keeper of the desk` {
  private let project: TinyProject
  private let key = Keys()
  private let keeper: DeskKeeper

  init() throws {
    project = try TinyProject()
    let path = project.path
    keeper = DeskKeeper(keys: key) {
      try Desk(Session.open(path, options: MainJob.Options(threads: 2), control: $0))
    }
  }

  private func reply(
    _ method: String = "GET", _ path: String, _ query: String = "",
    _ headers: [String: String] = [:],
    _ body: String = "{}"
  ) -> WebReply {
    do {
      return try keeper.reply(
        to: WebRequest(
          method: method, path: path, query: query,
          headers: ["content-type": "application/json"].merging(headers) { $1 },
          body: Data(body.utf8)),
        root: "http://here")
    } catch { return WebReply(error) }
  }

  private func state() throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: reply("GET", "/state").body)
  }

  @Test func `people are let in before there is a desk, and told so`() throws {
    let page = reply("GET", "/")
    #expect(page.status == 503 && page.headers["Retry-After"] == "1" && page.type == .html)
    #expect(reply("GET", "/v1").status == 503 && reply("GET", "/v1").type == .problem)
    #expect(try state()["open"] == false)
    keeper.openDesk()
    #expect(reply("GET", "/v1").status == 200)
    #expect(try state()["open"] == true && state()["changed"] == [])
  }

  @Test func `what is wrong with a project stands where the report would`() throws {
    try project.folder.write("kansenkaart: 1\nnaem: x\n", to: "project.yaml")
    keeper.openDesk()
    let page = String(decoding: reply("GET", "/").body, as: UTF8.self)
    #expect(page.contains("naem") && !page.contains("refresh"))
    #expect(keeper.problem?.contains("naem") == true)
  }

  @Test func `changed sources are noticed, and the old answer stays until the new one is there`()
    throws
  {
    keeper.openDesk()
    let cookie = ["cookie": "a=b; kansenkaart=\(key.query.dropFirst(5))"]
    let roads = try String(contentsOfFile: project.folder.file("roads.geojson"), encoding: .utf8)
    try project.folder.write(roads.replacing("1000", with: "1500"), to: "roads.geojson")
    #expect(try state()["changed"] == ["roads.geojson"])
    let old = String(decoding: reply("GET", "/v1/collections/works/items").body, as: UTF8.self)
    #expect(old.contains("1000") && !old.contains("1500"))
    #expect(reply("POST", "/rebuild").status == 403)
    #expect(reply("POST", "/rebuild", "", cookie).status == 200)
    #expect(
      String(decoding: reply("GET", "/v1/collections/works/items").body, as: UTF8.self).contains(
        "1500"))
    #expect(try state()["changed"] == [])
    // A project that can't be read leaves the desk as it was.
    try project.folder.write("x", to: "roads.geojson")
    #expect(reply("POST", "/rebuild", "", cookie).status == 200)
    #expect(try state()["problem"] != .null && state()["open"] == true)
    #expect(reply("GET", "/v1/collections/works/items").status == 200)
  }

  @Test func `the key opens once, stays in a cookie, and lets edit`() throws {
    keeper.openDesk()
    let opened = reply("GET", "/", String(key.query.dropFirst()))
    #expect(opened.status == 303 && opened.headers["Location"] == "/")
    let cookie = try #require(opened.headers["Set-Cookie"])
    #expect(cookie.hasSuffix("Path=/; HttpOnly; SameSite=Strict"))
    #expect(reply("GET", "/", "key=00").status == 403)
    let body = #"{"by":"a","decision":{"lock":["R1"]}}"#
    let seen = ["if-match": "\"\(try #require(keeper.desk).book.page().version)\""]
    #expect(reply("POST", "/decisions", "", seen, body).status == 403)
    #expect(
      reply("POST", "/decisions", "", seen.merging(["cookie": "kansenkaart=0"]) { $1 }, body).status
        == 403)
    // To ask changes nothing.
    #expect(reply("POST", "/ask", "", [:], #"{"changes":{"weights":{"water":9}}}"#).status == 200)
    let mine = seen.merging(["cookie": String(cookie.prefix { $0 != ";" })]) { $1 }
    #expect(reply("POST", "/decisions", "", mine, body).status == 200)
  }

  @Test func `scenarios are kept as files, and adopted into the project`() throws {
    keeper.openDesk()
    let cookie = ["cookie": "kansenkaart=\(key.query.dropFirst(5))"]
    let body = #"{"name":"Half: \"zoveel\"","why":"lastig","changes":{"weights":{"water":6}}}"#
    #expect(reply("PUT", "/scenarios/half", "", [:], body).status == 403)
    #expect(reply("PUT", "/scenarios/half", "", cookie, body).status == 200)
    #expect(reply("PUT", "/scenarios/half", "", cookie, body).status == 409)
    #expect(reply("PUT", "/scenarios/siloed", "", cookie, body).status == 409)
    for key in ["..%2Fhalf", "Half", "a%2Fb", "asked-1", "", "1"] {
      #expect([400, 405].contains(reply("PUT", "/scenarios/\(key)", "", cookie, body).status))
    }
    #expect(
      reply("PUT", "/scenarios/x", "", cookie, #"{"changes":{"weights":{"wter":6}}}"#).status == 400
    )
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: project.folder.file("scenarios")) == [
        "half.yaml"
      ])
    let desk = try #require(keeper.desk)
    #expect(
      try desk.scenario("half").name.nl == "Half: \"zoveel\""
        && desk.scenario("half").reason == "lastig")
    #expect(reply("POST", "/scenarios/half/adopt", "", cookie, #"{"by":"raad"}"#).status == 200)
    #expect(reply("POST", "/scenarios/half/adopt", "", cookie, #"{"by":"raad"}"#).status == 409)
    #expect(try desk.answer("base").inputs.project.themes[0].weight == 6)
    #expect(try Inputs.load(projectPath: project.path).project.themes[0].weight == 6)
    // What the service wrote itself is no news.
    #expect(try state()["changed"] == [])
  }

  @Test func `a closed service shows nothing without a key, and a key to look edits nothing`()
    throws
  {
    let (keys, path) = (Keys(isClosed: true), project.path)
    let keeper = DeskKeeper(keys: keys) {
      try Desk(Session.open(path, options: MainJob.Options(threads: 2), control: $0))
    }
    keeper.openDesk()
    func status(_ method: String, _ path: String, _ headers: [String: String]) -> Int {
      let request = WebRequest(
        method: method, path: path,
        headers: ["content-type": "application/json"].merging(headers) { $1 }, body: Data("{}".utf8)
      )
      do { return try keeper.reply(to: request, root: "http://here").status } catch {
        return WebReply(error).status
      }
    }
    let look = String(keys.lookQuery.dropFirst(5))
    let password = Data("gis:\(look)".utf8).base64EncodedString()
    for path in ["/", "/v1", "/state", "/decisions", "/ask"] {
      #expect(status("GET", path, [:]) == 401)
      #expect(
        status("GET", path, ["authorization": "Basic \(Data("x:y".utf8).base64EncodedString())"])
          == 401)
    }
    for headers in [
      ["authorization": "Basic \(password)"], ["authorization": "Bearer \(look)"],
      ["cookie": "kansenkaart=\(look)"],
    ] {
      #expect(status("GET", "/v1", headers) == 200)
      #expect(status("POST", "/decisions/undo", headers) == 403)
    }
    #expect(
      status("POST", "/decisions/undo", ["authorization": "Bearer \(keys.query.dropFirst(5))"])
        == 428)
  }
}
