import Foundation
import Testing
import Workers

@testable import LayerIO

/// How a collection of OGC API Features is read page by page, from a service that the test plays.
@Suite struct FetchPagesTests {
  private static let crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
  private static let rd = "http://www.opengis.net/def/crs/EPSG/0/28992"
  private static let etrs = "http://www.opengis.net/def/crs/EPSG/0/4258"

  private func source(crs: String? = nil, box: [Double]? = nil) throws -> ServiceSource {
    ServiceSource(
      address: try ServiceAddress("https://host/v1"), protocol: .features, layer: "roads", crs: crs,
      box: box)
  }

  /// Reads from a service that gives these replies; the text that was written, and the addresses asked for.
  private func read(
    _ source: ServiceSource, _ replies: [String: String], headers: [String: String] = [:]
  ) throws -> (rows: FetchedRows, text: String, asked: [String]) {
    var asked: [String] = []
    var bytes: [UInt8] = []
    let get: DocumentGetter = { address, _ in
      asked.append(address)
      guard let reply = replies[address] else {
        throw WebFailure(status: 404, message: "HTTP error code : 404")
      }
      return WebDocument(bytes: Array(reply.utf8), headers: headers)
    }
    let rows = try fetchPages(source, get: get) { bytes += Array($0.bytes) }
    return (rows, String(decoding: bytes, as: UTF8.self), asked)
  }

  private func error(
    _ source: ServiceSource, _ replies: [String: String], headers: [String: String] = [:]
  ) -> SourceError? {
    do {
      _ = try read(source, replies, headers: headers)
      return nil
    } catch {
      return error as? SourceError
    }
  }

  private func collection(_ crs: [String], storage: String? = nil) -> String {
    let list = crs.map { "\"\($0)\"" }.joined(separator: ",")
    return
      "{\"id\":\"roads\",\"crs\":[\(list)]\(storage.map { ",\"storageCrs\":\"\($0)\"" } ?? "")}"
  }

  private func page(_ ids: [Int], next: String? = nil, matched: Int? = nil) -> String {
    let features = ids.map {
      "{\"type\":\"Feature\",\"id\":\($0),\"properties\":{\"m\":1.50},\"geometry\":null}"
    }
    let links = next.map {
      "{\"rel\":\"next\",\"href\":\"\($0)\",\"type\":\"application/geo+json\"}"
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: " , "))],"
      + "\"links\":[{\"rel\":\"self\",\"href\":\"x\"}\(links.map { "," + $0 } ?? "")]"
      + (matched.map { ",\"numberMatched\":\($0)" } ?? "") + "}"
  }

  private let about = "https://host/v1/collections/roads"
  private let first = "https://host/v1/collections/roads/items?limit=1000"

  @Test func `all pages become one document, each feature as it was written`() throws {
    let (rows, text, asked) = try read(
      source(),
      [
        about: collection([Self.crs84]),
        first: page([1, 2], next: "\(first)&offset=2", matched: 3),
        first + "&offset=2": page([3], matched: 3),
      ])
    #expect(rows.count == 3)
    #expect(rows.system == "OGC:CRS84")
    #expect(asked == [about, first, first + "&offset=2"])
    #expect(text.components(separatedBy: "\"m\":1.50").count == 4)
    #expect(text.contains("\"urn:ogc:def:crs:OGC:1.3:CRS84\""))
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect((read?["features"] as? [Any])?.count == 3)
  }

  @Test func `the data's own system is asked for where it has east first`() throws {
    let encoded = "&crs=http:%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F28992"
    let (rows, text, _) = try read(
      source(),
      [about: collection([Self.crs84, Self.rd], storage: Self.rd), first + encoded: page([1])])
    #expect(rows.system == "EPSG:28992")
    #expect(text.contains("\"EPSG:28992\""))
    let north = try read(
      source(), [about: collection([Self.crs84, Self.etrs], storage: Self.etrs), first: page([1])])
    #expect(north.rows.system == "OGC:CRS84")
  }

  @Test func `systems that the collections share are offered too`() throws {
    let encoded = "&crs=http:%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F28992"
    let (rows, _, _) = try read(
      source(crs: "epsg:28992"),
      [
        about: collection(["#/crs"]),
        "https://host/v1/collections":
          "{\"crs\":[\"\(Self.rd)\"],\"collections\":[{\"id\":\"roads\"}]}",
        first + encoded: page([1]),
      ])
    #expect(rows.system == "EPSG:28992")
  }

  @Test func `a system that is not offered, or has north first, is refused`() throws {
    let replies = [about: collection([Self.crs84, Self.etrs]), first: page([1])]
    let missing = try #require(error(try source(crs: "EPSG:3857"), replies))
    #expect(missing.remedy.contains("EPSG:4258, OGC:CRS84"))
    #expect(try #require(error(try source(crs: "EPSG:4258"), replies)).problem.contains("north"))
    #expect(try read(source(crs: "EPSG:4326"), replies).rows.system == "OGC:CRS84")
  }

  @Test func `a reply in another system than was asked for is refused`() throws {
    let replies = [about: collection([Self.crs84]), first: page([1])]
    let found = error(try source(), replies, headers: ["content-crs": "<\(Self.rd)>"])
    #expect(found?.problem.contains("EPSG:28992") == true)
    #expect(error(try source(), replies, headers: ["content-crs": "<\(Self.crs84)>"]) == nil)
  }

  @Test func `a box goes along`() throws {
    let (_, _, asked) = try read(
      source(box: [5.02, 52.05, 5.19, 52.14]),
      [about: collection([]), first + "&bbox=5.02,52.05,5.19,52.14": page([])])
    #expect(asked.count == 2)
  }

  @Test func `features that are missing at the end are told`() throws {
    let found = error(
      try source(), [about: collection([]), first: page([1, 2], matched: 3)])
    #expect(found?.problem == "It said that there are 3 features, and gave 2.")
  }

  @Test func `links that go round, or elsewhere, end it`() throws {
    let round = error(
      try source(), [about: collection([]), first: page([1], next: first)])
    #expect(round?.problem.contains("read before") == true)
    let elsewhere = error(
      try source(), [about: collection([]), first: page([1], next: "https://other/x")])
    #expect(elsewhere?.problem.contains("https://other/x") == true)
  }

  @Test func `an empty last page ends it, though it links on`() throws {
    let (rows, text, _) = try read(
      source(), [about: collection([]), first: page([], next: first + "&offset=1000")])
    #expect(rows.count == 0)
    #expect(text.hasSuffix("\"features\":[]}\n"))
  }

  @Test func `a collection that is not there is told with those that are`() throws {
    let found = error(
      try source(),
      ["https://host/v1/collections": "{\"collections\":[{\"id\":\"road\"},{\"id\":\"x\"}]}"])
    #expect(found?.problem == "The service has no collection 'roads'.")
    #expect(found?.remedy == "Is 'road' meant? It has: road, x.")
  }

  @Test(arguments: ["<html><body>no", "{\"type\":\"Feature\"}", "{\"features\":[1", "[]", ""])
  func `a reply that is no page is refused with its beginning`(reply: String) throws {
    let found = error(try source(), [about: collection([]), first: reply])
    #expect(found?.problem.contains("no GeoJSON") == true)
    #expect(found?.remedy.contains(first) == true)
  }
}
