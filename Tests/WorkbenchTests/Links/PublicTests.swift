import Foundation
import LayerIO
import Pipeline
import Tables
import TestSupport
import Testing

@testable import Workbench

@Suite struct `A link without costs` {
  private let project: TinyProject
  private let owner: Visitor
  private let reader: Visitor

  /// Amounts that occur nowhere else: of a work, and of a budget.
  private static let cost = 48_731

  init() throws {
    project = try TinyProject()
    let roads = try String(contentsOfFile: project.folder.file("roads.geojson"), encoding: .utf8)
    try project.folder.write(
      roads.replacing("1000", with: "\(Self.cost)"), to: "roads.geojson")
    // Sources, reasons and names of scenarios bring amounts along too.
    let areas = try String(contentsOfFile: project.folder.file("areas.geojson"), encoding: .utf8)
    try project.folder.write(
      areas.replacing("\"people\":500", with: "\"people\":500,\"woz_share\":38642"),
      to: "areas.geojson")
    try project.folder.write(
      try String(contentsOfFile: project.path, encoding: .utf8)
        + "\nprogramme: {budgets: {roads: {per_year: 59317}}}\n",
      to: "project.yaml")
    try project.addLater()
    let keys = Keys(isClosed: true)
    let path = project.path
    let keeper = DeskKeeper(keys: keys) {
      try Desk(Session.open(path, options: MainJob.Options(threads: 2), control: $0))
    }
    keeper.openDesk()
    owner = Visitor(keeper: keeper, token: String(keys.query.dropFirst(5)))
    reader = try owner.link(#"{"name":"Inwoners","kind":"without-costs"}"#)
    let body = #"{"by":"a","decision":{"lock":["R1"],"year":2031,"why":"kost 71263 euro"}}"#
    let decided = owner.reply("POST", "/decisions", "", body, seen: try owner.version)
    #expect(decided.status == 200)
  }

  /// All that speaks of money, as it may be written.
  private static let money = [
    "€", "_eur", "\"eur", "(eur", " eur", "euro", "cost", "kosten", "saved", "bespaard", "48731",
    "48.731", "48,731", "38642",
    "59317", "59.317", "59,317", "71263",
  ]

  /// The paths that can be had, from the landing page on, as they are linked to.
  private func allPaths() throws -> [(path: String, query: String)] {
    var found: [String] = []
    var open = ["/v1", "/v1/openapi.json", "/state", "/"]
    while let next = open.popLast() {
      guard !found.contains(next) else { continue }
      found.append(next)
      let parts = next.split(separator: "?", maxSplits: 1).map(String.init)
      let reply = reader.reply("GET", parts[0], parts.count > 1 ? parts[1] : "")
      #expect(reply.status == 200, "\(next)")
      let text = String(decoding: reply.body, as: UTF8.self)
      for link in text.matches(of: /"href":"http:\/\/here([^"{]*)"/) { open.append(String(link.1)) }
    }
    return found.map { path in
      let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
      return (parts[0], parts.count > 1 ? parts[1] : "")
    }
  }

  /// What a reply says, without the map library, which is everybody's.
  private func said(_ reply: WebReply) -> String {
    let text = String(decoding: reply.body, as: UTF8.self)
    guard reply.type == .html, let setting = text.range(of: "<script>const setting = "),
      let end = text.range(of: ";</script>", range: setting.upperBound..<text.endIndex)
    else { return text }
    let before = text[..<setting.lowerBound].replacing(/<style>[\s\S]*?<\/style>/, with: "")
    return String(before) + text[setting.upperBound..<end.lowerBound]
  }

  @Test func `no reply speaks of money, in any form or language`() throws {
    let paths = try allPaths()
    #expect(paths.count > 30)
    for (path, query) in paths {
      for language in ["nl", "en"] where !path.contains("/tiles/") || !path.hasSuffix("json") {
        let asked =
          path.hasSuffix("openapi.json") || path == "/state"
          ? query : query + (query.isEmpty ? "" : "&") + "lang=\(language)"
        let reply = reader.reply("GET", path, asked)
        #expect(reply.status == 200, "\(path)?\(asked)")
        var text = said(reply).lowercased()
        // The page says itself what it leaves out.
        text.replace("deze pagina toont geen kosten", with: "")
        text.replace("this page shows no costs", with: "")
        for word in Self.money {
          let isFound = text.contains(word)
          #expect(!isFound, "\(path)?\(asked) has \(word)")
        }
      }
    }
    // Whoever sees all does see them.
    let all = owner.text("/v1/collections/works/items")
    #expect(all.contains("48731") && all.contains("cost_eur"))
    #expect(owner.text("/v1/collections/neighbourhoods/items").contains("38642"))
    #expect(owner.text("/decisions").contains("71263"))
  }

  @Test func `tiles hold what may be told, to the byte`() throws {
    let tile = "/v1/tiles/WebMercatorQuad/0/0/0"
    let (mine, theirs) = (reader.reply("GET", tile), owner.reply("GET", tile))
    #expect(mine.status == 200 && theirs.status == 200)
    func has(_ reply: WebReply, _ text: String) -> Bool {
      reply.body.range(of: Data(text.utf8)) != nil
    }
    #expect(has(theirs, "cost_eur") && !has(mine, "cost"))
    #expect(has(mine, "planned_year") && has(mine, "work_id"))
    #expect(!has(mine, "woz") && has(theirs, "woz"))
    // In any order of asking: nothing that is kept for one is given to another.
    #expect(reader.reply("GET", tile).body == mine.body)
    #expect(owner.reply("GET", tile).body == theirs.body)
  }

  @Test func `all that is about money is refused, and told so`() throws {
    for (method, path) in [
      ("GET", "/ask"), ("POST", "/ask"), ("GET", "/decisions"), ("GET", "/decisions/history"),
      ("POST", "/decisions"), ("GET", "/compare"), ("GET", "/compare/base/later"),
      ("GET", "/scenarios"), ("GET", "/scenarios/later"), ("GET", "/scenarios/base"),
      ("PUT", "/scenarios/x"), ("POST", "/rebuild"), ("GET", "/links"), ("GET", "/nothing"),
    ] {
      let reply = reader.reply(method, path, "", #"{"changes":{"weights":{"water":9}}}"#)
      #expect(reply.status == 403, "\(method) \(path)")
    }
    for path in [
      "/v1/collections/programme/items", "/v1/collections/later.works/items",
      "/v1/collections/later.works/tiles/WebMercatorQuad/0/0/0",
    ] {
      #expect(reader.reply("GET", path).status == 404, "\(path)")
    }
    // Nor can amounts be guessed at by asking for rows that have them.
    for column in ["cost_eur", "budget", "source_woz_share"] {
      let query = "\(column)=\(Self.cost)"
      #expect(reader.reply("GET", "/v1/collections/works/items", query).status == 400)
    }
  }

  @Test func `a problem of the project is told to whoever started it alone`() throws {
    try project.folder.write("kansenkaart: 1\nbudget: 59317 euro\n", to: "project.yaml")
    owner.keeper.openDesk()
    #expect(owner.text("/state").contains("problem\":\""))
    #expect(reader.text("/state").contains("problem\":null"))
    #expect(reader.text("/state").contains("changed\":[]"))
  }

  @Test(arguments: CollectionKind.all.filter { PublicColumns.names[$0.key] != nil })
  func `every column that is told is there, and none is of money`(kind: CollectionKind) throws {
    for name in try #require(PublicColumns.names[kind.key]) {
      let column = try #require(
        kind.table.columns.first { $0.name == name }
          ?? kind.table.columns.first {
            $0.name == "title_<language>" && name.hasPrefix("title_")
          }, "\(name)")
      #expect(column.unit != "EUR" && !column.name.hasSuffix("_eur"))
    }
  }

  @Test func `the page tells works, projects, reach and neighbourhoods`() throws {
    for (language, word) in [("nl", "Per buurt"), ("en", "By neighbourhood")] {
      let page = reader.text("/", "lang=\(language)")
      #expect(page.contains(word) && page.contains("A &lt;b&gt;") && !page.contains("A <b>"))
    }
    let kinds = try #require(owner.keeper.desk).kinds().map(\.key)
    #expect(kinds.contains("works"))
  }
}
