import Foundation
import Geometry
import LayerIO
import Pipeline
import TestSupport
import Tables
import Testing

@testable import Workbench

@Suite struct `Features over the web` {
  private let project: TinyProject
  private let desk: Desk

  init() throws {
    project = try TinyProject()
    try project.addLater()
    desk = try project.desk()
  }

  private func reply(
    _ path: String, _ query: String = "", accept: String? = nil
  ) throws -> WebReply {
    try desk.reply(
      to: WebRequest(
        path: path, query: query, headers: accept.map { ["accept": $0] } ?? [:]),
      root: "http://here")
  }

  private func json(_ path: String, _ query: String = "") throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: reply(path, query).body)
    return try #require(value as? [String: Any])
  }

  private func features(_ query: String, of collection: String = "works") throws -> [[String: Any]]
  {
    try #require(json("/v1/collections/\(collection)/items", query)["features"] as? [[String: Any]])
  }

  private func ids(_ query: String, of collection: String = "works") throws -> [String] {
    try features(query, of: collection).map { "\($0["id"] ?? "")" }
  }

  private func links(_ document: [String: Any]) -> [String: String] {
    let all = document["links"] as? [[String: String]] ?? []
    return Dictionary(
      all.map { ($0["rel"] ?? "", $0["href"] ?? "") }, uniquingKeysWith: { a, _ in a })
  }

  @Test func `the landing page leads to description, conformance and collections`() throws {
    let found = links(try json("/v1"))
    #expect(found["service-desc"] == "http://here/v1/openapi.json")
    #expect(found["conformance"] == "http://here/v1/conformance")
    #expect(found["data"] == "http://here/v1/collections")
    #expect(try json("/v1/") as NSDictionary == json("/v1") as NSDictionary)
  }

  @Test func `there are collections of the project and of each scenario`() throws {
    let all = try #require(json("/v1/collections")["collections"] as? [[String: Any]])
    let names = all.compactMap { $0["id"] as? String }
    #expect(names.contains("works") && names.contains("later.works"))
    #expect(names.contains("neighbourhoods") && names.contains("siloed.challenges"))
    #expect(all.allSatisfy { ($0["crs"] as? [String])?.first == desk.systems[0].address })
    #expect(all[0]["storageCrs"] as? String == "http://www.opengis.net/def/crs/EPSG/0/28992")
  }

  @Test func `a scenario has features of its own`() throws {
    // The road is due in 2030: in time for the project, overdue where one looks from 2031 on.
    #expect(
      try features("asset_id=R1").first?["properties"] as? NSDictionary
        != features("asset_id=R1", of: "later.works").first?["properties"] as? NSDictionary)
    for (name, first) in [("works", "2027"), ("later.works", "2031")] {
      let extent = try #require(json("/v1/collections/\(name)")["extent"] as? [String: Any])
      let temporal = try #require(extent["temporal"] as? [String: Any])
      let interval = try #require(temporal["interval"] as? [[String]])
      #expect(interval == [["\(first)-01-01T00:00:00Z", "2041-12-31T23:59:59Z"]])
    }
  }

  @Test func `pages hold every feature once, in the same order`() throws {
    let all = try ids("limit=1000")
    #expect(all.count > 1)
    var paged: [String] = []
    var next: String? = "limit=1"
    while let query = next {
      paged += try ids(query)
      next = try links(json("/v1/collections/works/items", query))["next"]
        .flatMap { URLComponents(string: $0)?.percentEncodedQuery }
    }
    #expect(paged == all)
    let page = try json("/v1/collections/works/items", "limit=1")
    #expect(page["numberMatched"] as? Int == all.count && page["numberReturned"] as? Int == 1)
  }

  @Test func `a feature is at its id, with links to itself and its collection`() throws {
    let id = try #require(ids("").first)
    let encoded = try #require(id.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    let feature = try json("/v1/collections/works/items/\(encoded)")
    #expect("\(feature["id"] ?? "")" == id && feature["type"] as? String == "Feature")
    let found = links(feature)
    #expect(found["collection"] == "http://here/v1/collections/works" && found["self"] != nil)
    #expect(throws: NotThere.self) { try reply("/v1/collections/works/items/no-such") }
  }

  @Test func `positions are in the order of the axes of the system, which the reply names`() throws
  {
    func first(_ code: String) throws -> [Double] {
      let query = "crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2F\(code)"
      #expect(
        try reply("/v1/collections/neighbourhoods/items", query).headers["Content-Crs"]
          == "<http://www.opengis.net/def/crs/\(code.replacing("%2F", with: "/"))>")
      let geometry = try #require(
        features(query, of: "neighbourhoods")[0]["geometry"] as? [String: Any])
      let polygons = try #require(geometry["coordinates"] as? [[[[Double]]]])
      return polygons[0][0].min { ($0[0], $0[1]) < ($1[0], $1[1]) } ?? []
    }
    let (plain, rd) = (try first("OGC%2F1.3%2FCRS84"), try first("EPSG%2F0%2F28992"))
    let north = try first("EPSG%2F0%2F4258")
    #expect(rd == [155_000, 463_000])
    // The tower of Amersfoort, where RD has its origin.
    #expect(abs(plain[0] - 5.387) < 0.001 && abs(plain[1] - 52.155) < 0.001)
    #expect(abs(north[0] - 52.155) < 0.001 && abs(north[1] - 5.387) < 0.001)
  }

  @Test func `a box finds what shares ground with it, not what only its own box does`() throws {
    let rd = "bbox-crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F28992"
    #expect(try ids("\(rd)&bbox=155010,463020,155090,463070", of: "neighbourhoods").count == 1)
    #expect(try ids("\(rd)&bbox=155100,463020,155100,463070", of: "neighbourhoods").count == 2)
    #expect(try ids("\(rd)&bbox=0,0,1,1", of: "neighbourhoods") == [])
    // The sewer lies at y 463080, the road up to 463010; a box between them meets neither.
    #expect(try ids("\(rd)&bbox=155000,463020,155100,463070") == [])
    #expect(try ids("\(rd)&bbox=155040,463079,155041,463081").count == 1)
    #expect(try ids("bbox=-180,-90,180,90", of: "neighbourhoods").count == 2)
  }

  @Test func `what is not there is said, without a slash at the end too`() {
    for path in [
      "/v1/collections/", "/v1/nothing", "/v1/collections/houses", "/v1/collections/base.works",
      "/v1/collections/other.works", "/v1/collections/works/things", "/nothing", "/scenarios/none",
    ] {
      #expect(throws: NotThere.self, "\(path)") { try reply(path) }
    }
    #expect(throws: QueryProblem.self) { try reply("/v1", "x=1") }
    #expect(throws: QueryProblem.self) { try reply("/v1/collections/works/items", "limit=%ff") }
  }

  @Test func `problems keep what is ours to themselves`() throws {
    struct Fault: Error { let path = "/secret" }
    let told = String(decoding: WebReply(Fault()).body, as: UTF8.self)
    #expect(WebReply(Fault()).status == 500 && !told.contains("secret"))
    #expect(WebReply(NotThere("a", "b")).status == 404)
    #expect(WebReply(QueryProblem("a", "b", "c")).status == 400)
  }

  @Test func `the description names each path and property and refers to nothing outside`() throws {
    let text = String(decoding: try reply("/v1/openapi.json").body, as: UTF8.self)
    let document = try json("/v1/openapi.json")
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    #expect(paths.keys.contains("/collections/works/items/{featureId}"))
    let get = paths["/collections/works/items"]?["get"] as? [String: Any]
    let names = (get?["parameters"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
    #expect(Set(names ?? []).isSuperset(of: ["limit", "bbox", "crs", "asset_id", "planned_year"]))
    #expect(!text.replacing("\"$ref\":\"#/", with: "").contains("$ref"))
  }

  @Test func `pages for people escape what files say`() throws {
    let page = try reply("/v1/collections/neighbourhoods/items", "f=html")
    let text = String(decoding: page.body, as: UTF8.self)
    #expect(page.type == .html && text.contains("A &lt;b&gt;") && !text.contains("A <b>"))
    #expect(try reply("/v1", accept: "text/html").type == .html)
  }

  @Test func `the report and the comparison are those that files would hold`() throws {
    let report = String(decoding: try reply("/").body, as: UTF8.self)
    #expect(report.contains("data-block") && report.contains("lang=\"nl\""))
    let compared = String(decoding: try reply("/compare", "lang=en").body, as: UTF8.self)
    #expect(compared.contains("Later") && compared.contains("Do nothing"))
    #expect(
      String(decoding: try reply("/scenarios/later").body, as: UTF8.self).contains("data-block"))
  }
}
