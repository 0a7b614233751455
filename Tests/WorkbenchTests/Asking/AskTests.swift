import Foundation
import LayerIO
import OpportunityMap
import Pipeline
import ProjectBundling
import ProjectFile
import TestSupport
import Testing

@testable import Workbench

@Suite struct `Questions to the city` {
  private let project: TinyProject
  private let desk: Desk

  init() throws {
    project = try TinyProject()
    desk = try project.desk()
  }

  private func ask(_ body: String, type: String = "application/json") throws -> JSONValue {
    let reply = try desk.reply(
      to: WebRequest(
        method: "POST", path: "/ask", query: "lang=en", headers: ["content-type": type],
        body: Data(body.utf8)), root: "http://here")
    return try JSONDecoder().decode(JSONValue.self, from: reply.body)
  }

  private func figure(_ answer: JSONValue, _ key: String) -> [JSONValue?] {
    guard case .list(let figures)? = answer["figures"] else { return [] }
    let row = figures.first { $0["key"]?.text == key }
    return [row?["before"], row?["after"]]
  }

  @Test func `a budget of nothing leaves its works undone, and says whose money it is`() throws {
    let answer = try ask(#"{"changes":{"budgets":{"roads":{"per_year":0}}}}"#)
    #expect(figure(answer, "works_done") == [3, 1])
    #expect(figure(answer, "works_undone") == [0, 2])
    #expect(figure(answer, "undone_cost_eur") == [0, 1500])
    guard case .list(let works)? = answer["works"], case .list(let budgets)? = answer["budgets"]
    else { throw Refusal(500, "no lists", "") }
    #expect(works.count == 2 && answer["works_total"] == 2)
    #expect(
      works[0]["id"] == "R1" && works[0]["what"] == "goes" && works[0]["before"] == 2030
        && works[0]["after"] == .null)
    let roads = try #require(budgets.first { $0["party"] == "roads" })
    #expect(roads["before"]?["spent"] == 1500 && roads["after"]?["spent"] == 0)
  }

  @Test func `an answer has a report and features of its own, under the key of its question`()
    throws
  {
    let answer = try ask(
      #"{"changes":{"works":{"road":{"later":3,"earlier":-2}}, "budgets":{"roads":{"years":{"2030":0},"per_year":1000}}}}"#
    )
    let key = try #require(answer["key"]?.text)
    let same = try ask(
      #"{"changes":{"budgets":{"roads":{"per_year":1000,"years":{"2030":0}}}, "works":{"road":{"earlier":-2,"later":3}}}}"#
    )
    #expect(same["key"]?.text == key)
    let works = try desk.reply(
      to: WebRequest(path: "/v1/collections/\(key).works/items", query: "work_id=R1"),
      root: "http://here")
    #expect(works.status == 200)
    let page = try desk.reply(to: WebRequest(path: "/scenarios/\(key)"), root: "http://here")
    #expect(page.type == .html)
    #expect(throws: NotThere.self) {
      try desk.reply(to: WebRequest(path: "/scenarios/asked-000000000000"), root: "http://here")
    }
  }

  @Test func `decisions can be tried, and are written nowhere`() throws {
    let ids = try desk.answer("base").map().works.map(\.id)
    let answer = try ask(#"{"decisions":[{"lock":["\#(ids[0])"],"year":2033}]}"#)
    guard case .list(let works)? = answer["works"] else { throw Refusal(500, "no works", "") }
    #expect(works.contains { $0["id"]?.text == ids[0] && $0["after"] == 2033 })
    #expect(!FileManager.default.fileExists(atPath: desk.book.path))
    #expect(try desk.answer("base").inputs.decisions == nil)
  }

  @Test(arguments: [
    #"{"changes":{"decisions":"/etc/passwd"}}"#, #"{"changes":{"rules":"/etc/passwd"}}"#,
    #"{"changes":{"rules":{"file":"/etc/passwd"}}}"#, #"{"changes":{"weights":{"watr":2}}}"#,
    #"{"changes":{"wieghts":{"water":2}}}"#, #"{"changes":{}}"#, "{}", "[]", "{", "",
    #"{"changes":{"budgets":{"nobody":{"factor":2}}}}"#, #"{"decisions":[{"lock":["nothing"]}]}"#,
    #"{"against":5,"path":"x"}"#, #"{"changes":{"weights":{"water":-1}}}"#,
  ]) func `what can't be asked is a request that is told why, without a path`(body: String) throws {
    do {
      _ = try ask(body)
      Issue.record("this was answered")
    } catch {
      let reply = WebReply(error)
      let text = String(decoding: reply.body, as: UTF8.self)
      #expect(reply.status == 400)
      #expect(!text.contains(project.folder.path) && !text.contains("root:"))
    }
  }

  @Test func `what a page elsewhere could send unasked is refused`() {
    #expect(throws: Refusal.self) {
      try ask(#"{"changes":{"weights":{"water":2}}}"#, type: "text/plain")
    }
  }

  @Test func `only so many questions are kept, the newest`() throws {
    let keys = try (1...18).map { number in
      try #require(try ask(#"{"changes":{"weights":{"water":\#(number + 10)}}}"#)["key"]?.text)
    }
    #expect(Set(keys).count == 18)
    #expect(throws: NotThere.self) { try desk.scenario(keys[0]) }
    #expect(try desk.scenario(keys[17]).changes.weights == ["water": 28])
  }
}
