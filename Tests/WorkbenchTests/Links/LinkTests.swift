import Foundation
import LayerIO
import Pipeline
import ProjectBundling
import ProjectFile
import TestSupport
import Testing

@testable import Workbench

/// Who asks a keeper, with what token.
struct Visitor {
  let keeper: DeskKeeper
  var token = ""

  func reply(
    _ method: String = "GET", _ path: String, _ query: String = "", _ body: String = "{}",
    seen: String? = nil
  ) -> WebReply {
    var headers = ["content-type": "application/json", "cookie": "kansenkaart=\(token)"]
    headers["if-match"] = seen.map { "\"\($0)\"" }
    do {
      return try keeper.reply(
        to: WebRequest(
          method: method, path: path, query: query, headers: headers, body: Data(body.utf8)),
        root: "http://here")
    } catch { return WebReply(error) }
  }

  func text(_ path: String, _ query: String = "") -> String {
    String(decoding: reply("GET", path, query).body, as: UTF8.self)
  }

  func document(_ reply: WebReply) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: reply.body)
  }

  /// Makes a link, and returns whoever has it.
  func link(_ body: String) throws -> Visitor {
    let made = reply("POST", "/links", "", body)
    let document = try document(made)
    return Visitor(keeper: keeper, token: try #require(document["key"]?.text, "\(document)"))
  }

  var version: String {
    get throws { try #require(keeper.desk).book.page().version }
  }
}

@Suite struct `Links` {
  private let project: TinyProject
  private let keys = Keys(isClosed: true)
  private let keeper: DeskKeeper
  private let owner: Visitor

  init() throws {
    project = try TinyProject()
    let path = project.path
    keeper = DeskKeeper(keys: keys) {
      try Desk(Session.open(path, options: MainJob.Options(threads: 2), control: $0))
    }
    keeper.openDesk()
    owner = Visitor(keeper: keeper, token: String(keys.query.dropFirst(5)))
  }

  private var file: String { project.folder.file("links.json") }

  /// The same project with a service that began anew.
  private func again(_ keys: Keys) -> DeskKeeper {
    let path = project.path
    let keeper = DeskKeeper(keys: keys) {
      try Desk(Session.open(path, options: MainJob.Options(threads: 2), control: $0))
    }
    keeper.openDesk()
    return keeper
  }

  @Test func `a link is told once, and its hash alone is kept, where the owner alone reads it`()
    throws
  {
    let reply = owner.reply("POST", "/links", "", #"{"name":"Raad","kind":"look"}"#)
    let document = try owner.document(reply)
    let token = try #require(document["key"]?.text)
    #expect(document["address"]?.text == "http://here/?key=\(token)")
    #expect(token.count == 48 && token.allSatisfy(\.isHexDigit))
    let kept = try String(contentsOfFile: file, encoding: .utf8)
    #expect(!kept.contains(token) && kept.contains(sha256(of: Data(token.utf8))))
    let rights = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(rights == 0o600)
    #expect(!owner.text("/links").contains(token))
    #expect(!owner.text("/links").contains(sha256(of: Data(token.utf8))))
    let other = try owner.link(#"{"name":"Raad 2","kind":"look"}"#)
    #expect(other.token != token)
  }

  @Test func `a link lets in, is used on a day, and lets nobody in once it is withdrawn`() throws {
    let raad = try owner.link(#"{"name":"Raad","kind":"look"}"#)
    let opened = try keeper.reply(
      to: WebRequest(path: "/", query: "key=\(raad.token)"), root: "http://here")
    #expect(opened.status == 303)
    #expect(
      opened.headers["Set-Cookie"]
        == "kansenkaart=\(raad.token); Path=/; HttpOnly; SameSite=Strict")
    #expect(raad.reply("GET", "/v1").status == 200)
    let state = try raad.document(raad.reply("GET", "/state"))
    #expect(state["link"]?.text == "Raad")
    let listed = try owner.document(owner.reply("GET", "/links"))
    guard case .list(let links)? = listed["links"] else { throw CancellationError() }
    #expect(links.count == 1 && links[0]["used"]?.text == day(of: .now))
    // It outlives the service, and its key does not.
    let other = Keys(isClosed: true)
    let anew = again(other)
    #expect(Visitor(keeper: anew, token: raad.token).reply("GET", "/v1").status == 200)
    #expect(Visitor(keeper: anew, token: owner.token).reply("GET", "/v1").status == 401)
    // Withdrawn by one service, it is refused by the other at once.
    #expect(owner.reply("DELETE", "/links/1").status == 200)
    for visitor in [raad, Visitor(keeper: anew, token: raad.token)] {
      #expect(visitor.reply("GET", "/v1").status == 401)
      #expect(visitor.reply("GET", "/", "key=\(raad.token)").status == 403)
    }
    #expect(owner.reply("DELETE", "/links/1").status == 404)
  }

  @Test func `whoever waits by a link that is withdrawn is known to be let in no more`() throws {
    let raad = try owner.link(#"{"name":"Raad","kind":"look"}"#)
    let request = WebRequest(
      method: "POST", path: "/ask", headers: ["cookie": "kansenkaart=\(raad.token)"])
    let access = try keeper.access(of: request)
    #expect(access == Access(.look, link: "Raad") && keeper.stillLets(request, access))
    #expect(owner.reply("DELETE", "/links/1").status == 200)
    #expect(!keeper.stillLets(request, access))
  }

  @Test func `a link ends after its last day`() throws {
    let book = try LinkBook(besideProject: project.path)
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    let (link, token) = try book.make(
      .look, name: "x", party: nil, until: day(of: now + 86_400), at: now)
    #expect(link.made == "2027-01-15" && link.until == "2027-01-16")
    #expect(book.link(of: [token], at: now + 86_400)?.name == "x")
    #expect(book.link(of: ["", token], at: now)?.name == "x")
    #expect(book.link(of: [token], at: now + 2 * 86_400) == nil)
    #expect(book.link(of: [token.uppercased(), String(token.dropLast())], at: now) == nil)
  }

  @Test func `whoever has no key of the start makes, sees and withdraws no links`() throws {
    let parties = try #require(keeper.desk).parties()
    #expect(parties.contains("roads"))
    let visitors = [
      try owner.link(#"{"name":"a","kind":"look"}"#),
      try owner.link(#"{"name":"b","kind":"without-costs"}"#),
      try owner.link(#"{"name":"c","kind":"party","party":"roads"}"#),
    ]
    for visitor in visitors {
      #expect(visitor.reply("GET", "/links").status == 403)
      #expect(visitor.reply("POST", "/links", "", #"{"name":"d","kind":"look"}"#).status == 403)
      #expect(visitor.reply("DELETE", "/links/1").status == 403)
      for (method, path) in [
        ("POST", "/rebuild"), ("PUT", "/scenarios/x"), ("POST", "/scenarios/siloed/adopt"),
      ] {
        #expect(visitor.reply(method, path).status == 403)
      }
    }
    let kept = try LinkBook(besideProject: project.path).links
    #expect(kept.count == 3)
  }

  @Test(arguments: [
    #"{"name":"","kind":"look"}"#, #"{"name":"x"}"#, #"{"name":"x","kind":"all"}"#,
    #"{"name":"x","kind":"party"}"#, #"{"name":"x","kind":"party","party":"nobody"}"#,
    #"{"name":"x","kind":"look","until":"2020-01-01"}"#,
    #"{"name":"x","kind":"look","until":"2099-02-30"}"#,
    #"{"name":"x","kind":"look","until":"morgen"}"#, #"{"name":"a\nb","kind":"look"}"#,
    #"{"name":"x","kind":"look","hash":"0"}"#,
  ])
  func `a link that can't be is refused, and told why`(body: String) throws {
    #expect(owner.reply("POST", "/links", "", body).status == 400)
    #expect(!FileManager.default.fileExists(atPath: file))
  }

  @Test func `two links have two names`() throws {
    _ = try owner.link(#"{"name":"Raad","kind":"look"}"#)
    #expect(owner.reply("POST", "/links", "", #"{"name":" Raad","kind":"look"}"#).status == 409)
  }

  @Test func `an open service makes no links without costs, and opens none`() throws {
    let hidden = try owner.link(#"{"name":"b","kind":"without-costs"}"#)
    let open = Keys()
    let visitor = Visitor(keeper: again(open), token: String(open.query.dropFirst(5)))
    #expect(
      visitor.reply("POST", "/links", "", #"{"name":"x","kind":"without-costs"}"#).status == 409)
    #expect(visitor.reply("GET", "/", "key=\(hidden.token)").status == 403)
    #expect(
      Visitor(keeper: visitor.keeper, token: hidden.token).reply("GET", "/decisions").status == 403)
  }

  @Test func `links that can't be read let nobody in`() throws {
    let raad = try owner.link(#"{"name":"Raad","kind":"look"}"#)
    try "{".write(toFile: file, atomically: true, encoding: .utf8)
    #expect(raad.reply("GET", "/v1").status == 401)
    #expect(again(Keys()).problem?.contains("links.json") == true)
  }

  // MARK: A party's own works

  private func decided() throws -> [Decisions.Decision] {
    try #require(keeper.desk).book.page().decisions.decisions
  }

  @Test func `a party decides about its own works alone, by the name of its link`() throws {
    let payers = try #require(keeper.desk).answer("base").payers()
    #expect(payers["R1"] == "roads" && payers["S1"] == "sewers.geojson")
    let roads = try owner.link(#"{"name":"Wegen, Q1","kind":"party","party":"roads"}"#)
    let state = try roads.document(roads.reply("GET", "/state"))
    #expect(state["party"]?.text == "roads" && state["may_edit"] == false)

    func send(_ visitor: Visitor, _ method: String, _ path: String, _ body: String) throws -> Int {
      visitor.reply(method, path, "", body, seen: try owner.version).status
    }
    // Its own work: locked, moved and stated.
    #expect(
      try send(
        roads, "POST", "/decisions",
        #"{"by":"somebody else","decision":{"lock":["R1"],"year":2031,"status":"agreed"}}"#) == 200)
    let decisions = try decided()
    #expect(decisions.count == 1 && decisions[0].by == "Wegen, Q1" && decisions[0].year == 2031)
    // Works of others, together with its own, and works that there are not.
    for body in [
      #"{"decision":{"lock":["S1"]}}"#, #"{"decision":{"forbid":["R1","S1"]}}"#,
      #"{"decision":{"split":[["R1"],["S1"]]}}"#, #"{"decision":{"merge":["S1","R1"]}}"#,
      #"{"decision":{"lock":["nowhere"],"status":"done"}}"#,
    ] {
      let reply = roads.reply("POST", "/decisions", "", body, seen: try owner.version)
      #expect(reply.status == 403)
      #expect(String(decoding: reply.body, as: UTF8.self).contains("roads alone"))
    }
    // A decision of another party is neither changed nor taken out, nor is its undoing.
    #expect(
      try send(owner, "POST", "/decisions", #"{"by":"riool","decision":{"lock":["S1"]}}"#) == 200)
    #expect(try send(roads, "DELETE", "/decisions/2", "{}") == 403)
    #expect(try send(roads, "PUT", "/decisions/2", #"{"decision":{"lock":["R1"]}}"#) == 403)
    #expect(try send(roads, "POST", "/decisions/undo", "{}") == 403)
    let kept = try decided()
    #expect(kept.count == 2)
    // Its own is.
    #expect(
      try send(roads, "PUT", "/decisions/1", #"{"decision":{"lock":["R1"],"year":2032}}"#) == 200)
    #expect(try send(roads, "POST", "/decisions/undo", "{}") == 200)
    #expect(try send(roads, "DELETE", "/decisions/1", "{}") == 200)
    // It asks what it likes, and sees all.
    #expect(
      roads.reply("POST", "/ask", "", #"{"changes":{"weights":{"water":9}}}"#).status == 200)
    #expect(roads.text("/v1/collections/works/items").contains("cost_eur"))
  }
}
