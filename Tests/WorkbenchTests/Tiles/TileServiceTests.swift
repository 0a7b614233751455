import Foundation
import Pipeline
import TestSupport
import Testing
import Tiles

@testable import Workbench

@Suite struct `Tiles over the web` {
  private let project: TinyProject
  private let desk: Desk

  init() throws {
    project = try TinyProject()
    try project.addLater()
    desk = try project.desk()
  }

  private func reply(_ path: String, _ query: String = "") throws -> WebReply {
    try desk.reply(to: WebRequest(path: path, query: query), root: "http://here")
  }

  private func json(_ path: String, _ query: String = "") throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: reply(path, query).body)
    return try #require(value as? [String: Any])
  }

  private func links(_ document: [String: Any], _ rel: String) -> [String] {
    (document["links"] as? [[String: Any]] ?? [])
      .filter { $0["rel"] as? String == rel }.compactMap { $0["href"] as? String }
  }

  /// The last tile of the tower of Amersfoort, near which the project lies.
  private let place = "16/21601/33748"

  @Test func `tiles are led to from the landing page and from collections that have a place`()
    throws
  {
    #expect(links(try json("/v1"), TileService.toTileSets) == ["http://here/v1/tiles"])
    #expect(links(try json("/v1"), TileService.toPyramids) == ["http://here/v1/tileMatrixSets"])
    #expect(
      links(try json("/v1/collections/later.works"), TileService.toTileSets)
        == ["http://here/v1/collections/later.works/tiles"])
    for kind in try desk.kinds() {
      let found = links(try json("/v1/collections/\(kind.key)"), TileService.toTileSets)
      #expect(found.isEmpty == (kind.key == "programme"))
    }
    let classes = try #require(json("/v1/conformance")["conformsTo"] as? [String])
    #expect(classes.contains("http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core"))
  }

  @Test func `grids of tiles are told as their register has them`() throws {
    let all = try #require(json("/v1/tileMatrixSets")["tileMatrixSets"] as? [[String: Any]])
    #expect(
      all.compactMap { $0["id"] as? String } == ["WebMercatorQuad", "NetherlandsRDNewQuad"])
    let dutch = try json("/v1/tileMatrixSets/NetherlandsRDNewQuad")
    #expect(dutch["crs"] as? String == "http://www.opengis.net/def/crs/EPSG/0/28992")
    let zooms = try #require(dutch["tileMatrices"] as? [[String: Any]])
    #expect(zooms.count == 17)
    #expect(zooms[0]["pointOfOrigin"] as? [Double] == [-285401.92, 903401.92])
    #expect(zooms[14]["cellSize"] as? Double == 0.21)
    #expect(zooms[3]["matrixWidth"] as? Int == 8)
  }

  @Test func `a set of tiles says where tiles are and what is in them`() throws {
    let sets = try #require(json("/v1/collections/works/tiles")["tilesets"] as? [[String: Any]])
    #expect(sets.count == 2)
    let found = links(sets[1], "self")
    #expect(found == ["http://here/v1/collections/works/tiles/NetherlandsRDNewQuad"])
    let set = try json("/v1/collections/works/tiles/NetherlandsRDNewQuad")
    #expect(
      links(set, "item") == [
        "http://here/v1/collections/works/tiles/NetherlandsRDNewQuad/{tileMatrix}/{tileRow}/{tileCol}"
      ])
    #expect(
      links(set, TileService.toPyramid) == [
        "http://here/v1/tileMatrixSets/NetherlandsRDNewQuad"
      ])
    let layers = try #require(set["layers"] as? [[String: Any]])
    #expect(layers.compactMap { $0["id"] as? String } == ["works"])
    let schema = try #require(layers[0]["propertiesSchema"] as? [String: Any])
    #expect((schema["properties"] as? [String: Any])?["planned_year"] != nil)
    // The middle of the square of the grid is at 155000, 463000: the project lies right above it.
    let limits = try #require(set["tileMatrixSetLimits"] as? [[String: Any]])
    #expect(limits[5]["minTileCol"] as? Int == 15 && limits[5]["maxTileCol"] as? Int == 16)
    #expect(limits.last?["tileMatrix"] as? String == "13")
  }

  @Test func `TileJSON tells maps on the web where tiles are`() throws {
    let told = try json("/v1/tiles/WebMercatorQuad/tilejson.json")
    #expect(told["tiles"] as? [String] == ["http://here/v1/tiles/WebMercatorQuad/{z}/{y}/{x}"])
    #expect(told["maxzoom"] as? Int == 16 && told["tilejson"] as? String == "3.0.0")
    let bounds = try #require(told["bounds"] as? [Double])
    #expect(abs(bounds[0] - 5.387) < 0.001 && abs(bounds[1] - 52.155) < 0.001)
    let layers = try #require(told["vector_layers"] as? [[String: Any]])
    let names = layers.compactMap { $0["id"] as? String }
    #expect(names.contains("works") && names.contains("neighbourhoods"))
    #expect(!names.contains("programme"))
    let later = try json(
      "/v1/tiles/WebMercatorQuad/tilejson.json", "collections=later.works,works")
    #expect(
      later["tiles"] as? [String] == [
        "http://here/v1/tiles/WebMercatorQuad/{z}/{y}/{x}?collections=later.works%2Cworks"
      ])
  }

  @Test func `a tile has a layer for each collection, of the project and of scenarios`() throws {
    let all = try reply("/v1/tiles/WebMercatorQuad/\(place)")
    #expect(all.type == .vectorTile && all.status == 200)
    let works = try reply("/v1/collections/works/tiles/WebMercatorQuad/\(place)", "f=mvt")
    let areas = try reply("/v1/collections/neighbourhoods/tiles/WebMercatorQuad/\(place)")
    #expect(!works.body.isEmpty && !areas.body.isEmpty)
    #expect(all.body.count > works.body.count + areas.body.count)
    let two = try reply(
      "/v1/tiles/WebMercatorQuad/\(place)", "collections=neighbourhoods,later.works")
    let later = try reply("/v1/collections/later.works/tiles/WebMercatorQuad/\(place)")
    #expect(two.body == areas.body + later.body)
    // A layer is called as its collection: the name stands in the bytes.
    #expect(later.body.range(of: Data("later.works".utf8)) != nil)
    #expect(works.body.range(of: Data("later.works".utf8)) == nil)
    #expect(try reply("/v1/tiles/WebMercatorQuad/16/0/0").body.isEmpty)
  }

  @Test func `what can't be read of a tile's address is refused, what is not there is said`() {
    for (path, query) in [
      ("/v1/tiles/WebMercatorQuad/a/1/1", ""), ("/v1/tiles/WebMercatorQuad/1/-1/1", ""),
      ("/v1/tiles/WebMercatorQuad/1/1/1.5", ""), ("/v1/tiles/WebMercatorQuad/1/1/1", "f=png"),
      ("/v1/tiles/WebMercatorQuad/1/1/1", "collections=houses"),
      ("/v1/tiles/WebMercatorQuad/1/1/1", "collections=works,works"),
      ("/v1/tiles/WebMercatorQuad", "collections=programme"), ("/v1/tiles", "x=1"),
      ("/v1/collections/works/tiles", "collections=works"),
    ] {
      #expect(throws: QueryProblem.self, "\(path)?\(query)") { try reply(path, query) }
    }
    for path in [
      "/v1/tiles/WorldCRS84Quad", "/v1/tiles/WebMercatorQuad/1/2/0", "/v1/tiles/",
      "/v1/tiles/WebMercatorQuad/17/0/0", "/v1/tiles/WebMercatorQuad/99999999999999999999/0/0",
      "/v1/tiles/WebMercatorQuad/1/1", "/v1/tiles/NetherlandsRDNewQuad/tilejson.json",
      "/v1/collections/programme/tiles", "/v1/collections/other.works/tiles",
      "/v1/collections/houses/tiles", "/v1/tileMatrixSets/none", "/v1/tileMatrixSets/a/b",
    ] {
      #expect(throws: NotThere.self, "\(path)") { try reply(path) }
    }
  }

  @Test func `the description of the interface has each path of tiles`() throws {
    let paths = try #require(json("/v1/openapi.json")["paths"] as? [String: Any])
    for path in [
      "/tileMatrixSets", "/tileMatrixSets/{tileMatrixSetId}", "/tiles",
      "/tiles/{tileMatrixSetId}", "/tiles/{tileMatrixSetId}/tilejson.json",
      "/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
      "/collections/works/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
    ] { #expect(paths[path] != nil, "\(path)") }
    #expect(paths["/collections/programme/tiles"] == nil)
  }

  @Test func `sets and grids of tiles are pages too`() throws {
    let page = String(decoding: try reply("/v1/tiles", "f=html").body, as: UTF8.self)
    #expect(page.contains("http://here/v1/tiles/NetherlandsRDNewQuad"))
    let grids = String(decoding: try reply("/v1/tileMatrixSets", "f=html").body, as: UTF8.self)
    #expect(grids.contains("http://here/v1/tileMatrixSets/WebMercatorQuad"))
  }
}
