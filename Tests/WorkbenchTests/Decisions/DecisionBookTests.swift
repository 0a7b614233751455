import Foundation
import LayerIO
import OpportunityMap
import Pipeline
import ProjectBundling
import ProjectFile
import Synchronization
import Tables
import TestSupport
import Testing

@testable import Workbench

@Suite struct `The book of decisions` {
  private let project: TinyProject
  private let desk: Desk
  private let time = Date(timeIntervalSince1970: 1_800_000_000)

  init() throws {
    project = try TinyProject()
    desk = try project.desk()
  }

  private func send(
    _ method: String, _ path: String, _ body: String = #"{"by":"roads"}"#, seen: String? = nil
  ) throws -> WebReply {
    var headers = ["content-type": "application/json"]
    headers["if-match"] = seen.map { "\"\($0)\"" }
    return try desk.reply(
      to: WebRequest(method: method, path: path, headers: headers, body: Data(body.utf8)),
      root: "http://here")
  }

  private func version() throws -> String { try desk.book.page().version }

  private var text: String {
    get throws { try String(contentsOfFile: desk.book.path, encoding: .utf8) }
  }

  private func status(_ body: () throws -> WebReply) -> Int {
    do { return try body().status } catch { return WebReply(error).status }
  }

  @Test func `a first decision makes the file, names it in the project, and holds from then on`()
    throws
  {
    let ids = try desk.answer("base").map().works.map(\.id)
    let reply = try send(
      "POST", "/decisions",
      #"{"by":"roads: \"north\"","decision":{"lock":["\#(ids[0])"],"year":2033,"status":"agreed","why":"één keer"}}"#,
      seen: version())
    #expect(reply.headers["ETag"] == "\"\(try version())\"")
    let line = try #require(try text.split(separator: "\n").last)
    #expect(line.hasPrefix("  - {lock: [") && line.contains("year: 2033, status: agreed"))
    // Whoever opens the project anew finds it.
    let inputs = try Inputs.load(projectPath: project.path)
    #expect(inputs.decisions?.value.decisions.first?.by == "roads: \"north\"")
    #expect(inputs.decisions?.value.decisions.first?.why == "één keer")
    #expect(inputs.decisions?.sha256 == (try version()))
    let planned = try desk.answer("base").table(.opportunities)
    #expect(planned != nil && desk.revision == 1)
    // And all answers from now on follow it.
    #expect(try desk.answer("base").inputs.decisions?.value.decisions.count == 1)
    #expect(try desk.answer("siloed").inputs.decisions?.value.decisions.count == 1)
  }

  @Test func `of two who edit the same version the second is told both`() throws {
    let seen = try version()
    _ = try send("POST", "/decisions", #"{"by":"a","decision":{"lock":["R1"]}}"#, seen: seen)
    do {
      _ = try send(
        "POST", "/decisions", #"{"by":"b","decision":{"lock":["S1"]}}"#, seen: seen)
      Issue.record("the second was taken")
    } catch let refusal as Refusal {
      #expect(refusal.status == 412)
      #expect(refusal.members["now"]?["version"]?.text == (try version()))
      #expect(refusal.headers["ETag"] == "\"\(try version())\"")
    }
    #expect(
      status { try send("POST", "/decisions", #"{"by":"b","decision":{"lock":["S1"]}}"#) }
        == 428)
    #expect(try desk.book.page().decisions.decisions.count == 1)
  }

  @Test func `edits are taken back in turn and brought back, to the byte`() throws {
    try project.folder.write(
      "# of us\r\nkansenkaart_decisions: 1\r\ndecisions:\r\n  # the first\r\n  - {forbid: [\"R1\", \"S1\"]}\r\n  # the end\r\n",
      to: "decisions.yaml")
    try project.folder.write(
      try String(contentsOfFile: project.path, encoding: .utf8)
        + "\nbundling: {decisions: decisions.yaml}\n",
      to: "project.yaml")
    let desk = try project.desk()
    var versions = [try desk.book.page().version]
    var texts = [try String(contentsOfFile: desk.book.path, encoding: .utf8)]
    func did(_ page: DecisionBook.Page) throws {
      versions.append(page.version)
      texts.append(try String(contentsOfFile: desk.book.path, encoding: .utf8))
    }
    try did(
      desk.book.edit(
        .add("{lock: [\"R1\"], year: 2031}"), seen: versions[0], by: "a", at: time
      ) { _, _ in })
    try did(
      desk.book.edit(
        .replace(2, "{lock: [\"R1\"], year: 2032}"), seen: versions[1], by: "b", at: time
      ) { _, _ in })
    try did(desk.book.edit(.remove(1), seen: versions[2], by: "c", at: time) { _, _ in })
    #expect(texts[3].contains("# of us\r\n") && texts[3].contains("# the end"))
    for step in [2, 1, 0] {
      let page = try desk.book.step(.undo, seen: versions[step + 1], by: "d", at: time) { _, _ in }
      #expect(page.version == versions[step])
      #expect(try String(contentsOfFile: desk.book.path, encoding: .utf8) == texts[step])
    }
    #expect(throws: Refusal.self) {
      try desk.book.step(.undo, seen: versions[0], by: "d", at: time) { _, _ in }
    }
    for step in [1, 2, 3] {
      let page = try desk.book.step(.redo, seen: versions[step - 1], by: "d", at: time) { _, _ in }
      #expect(page.version == versions[step])
    }
    #expect(desk.book.history.entries.map(\.by).joined() == "abcdddddd")
    // The history outlives the service.
    #expect(
      try DecisionHistory(path: desk.book.path + ".history").entries == desk.book.history.entries)
  }

  @Test func `what was written in an editor meanwhile is not taken back`() throws {
    _ = try send(
      "POST", "/decisions", #"{"by":"a","decision":{"lock":["R1"]}}"#, seen: version())
    let edited = try text + "  - {lock: [\"S1\"]}\n"
    try edited.write(toFile: desk.book.path, atomically: true, encoding: .utf8)
    #expect(status { try send("POST", "/decisions/undo", seen: version()) } == 409)
    #expect(try text == edited)
    _ = try send("DELETE", "/decisions/2", seen: version())
    _ = try send("POST", "/decisions/undo", seen: version())
    #expect(try text == edited)
    #expect(status { try send("POST", "/decisions/undo", seen: version()) } == 409)
    #expect(desk.book.history.entries.map(\.what) == ["add", "outside", "remove", "undo"])
  }

  @Test func `the last decision can go, and the file still be read`() throws {
    _ = try send(
      "POST", "/decisions", #"{"by":"a","decision":{"lock":["R1"]}}"#, seen: version())
    _ = try send("POST", "/decisions/undo", seen: version())
    #expect(try desk.book.page().decisions.decisions.isEmpty)
    _ = try Inputs.load(projectPath: project.path)
    _ = try send(
      "POST", "/decisions", #"{"by":"a","decision":{"lock":["R1"]}}"#, seen: version())
    #expect(try desk.book.page().decisions.decisions.count == 1)
  }

  @Test func `contradictions are named, and nothing of them is written`() throws {
    _ = try send(
      "POST", "/decisions", #"{"by":"a","decision":{"merge":["R1","S1"]}}"#,
      seen: version())
    let before = try text
    for body in [
      #"{"by":"a","decision":{"forbid":["R1","S1"]}}"#,
      #"{"by":"a","decision":{"lock":["none"]}}"#,
    ] {
      #expect(status { try send("POST", "/decisions", body, seen: version()) } == 409)
    }
    for body in [
      #"{"by":"a","decision":{"lock":[]}}"#, #"{"by":"","decision":{"lock":["R1"]}}"#,
      #"{"decision":{"lock":["R1"]}}"#, #"{"by":"a"}"#, "[1]",
    ] {
      #expect(status { try send("POST", "/decisions", body, seen: version()) } == 400)
    }
    #expect(status { try send("DELETE", "/decisions/7", seen: version()) } == 404)
    #expect(status { try send("PATCH", "/decisions", seen: version()) } == 405)
    #expect(try text == before)
  }

  @Test func `of many who edit at once none is lost`() throws {
    let count = 24
    let taken = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: count) { number in
      // Whoever is told of another version tries again with it.
      while true {
        do {
          _ = try desk.book.edit(
            .add("{lock: [\"R1\"], why: \"\(number)\"}"), seen: try version(),
            by: "\(number)",
            at: time
          ) { _, _ in }
          taken.withLock { $0 += 1 }
          return
        } catch let refusal as Refusal where refusal.status == 412 {
          continue
        } catch {
          Issue.record(error)
          return
        }
      }
    }
    let reasons = try desk.book.page().decisions.decisions.compactMap(\.why)
    #expect(taken.withLock(\.self) == count && Set(reasons).count == count)
    #expect(desk.book.history.entries.count == count)
  }

  @Test func `half a line of history, of a machine that stopped, is cut off`() throws {
    _ = try send(
      "POST", "/decisions", #"{"by":"a","decision":{"lock":["R1"]}}"#, seen: version())
    let path = desk.book.path + ".history"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    try (whole + Data(#"{"what":"ad"#.utf8)).write(to: URL(fileURLWithPath: path))
    #expect(try DecisionHistory(path: path).entries == desk.book.history.entries)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == whole)
  }
}
