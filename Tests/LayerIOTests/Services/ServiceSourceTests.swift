import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// What comes out of a real MapServer, over OGC API Features and WFS.
@Suite(.enabled(if: MapServer.isInstalled, Comment(rawValue: MapServer.lack)))
struct ServiceSourceTests {
  let folder: TemporaryFolder
  let server: MapServer

  init() throws {
    folder = try TemporaryFolder()
    // More than two pages of a thousand.
    let features = (0..<2100).map { index in
      let (x, y) = (
        155_000 + Double(index % 50) * 20 + 0.125, 463_000 + Double(index / 50) * 20 + 0.25
      )
      let ring = [[x, y], [x + 15, y], [x + 15, y + 10], [x, y + 10], [x, y]]
      return """
        {"type":"Feature","properties":{"id":"W\(index + 1)","due":\(2028 + index % 5),"cost":\(1000 + Double(index) / 4),\
        "street":"Laan & é \\"x\\""},"geometry":{"type":"Polygon","coordinates":[\(ring)]}}
        """
    }
    try """
    {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},
    "features":[\(features.joined(separator: ",\n"))]}
    """.write(toFile: folder.file("roads.geojson"), atomically: true, encoding: .utf8)
    server = try MapServer(["roads"], in: folder.file(""))
  }

  private func options(
    _ address: String, _ kind: ServiceSource.`Protocol`, layer: String = "roads",
    crs: String? = nil,
    box: [Double]? = nil
  ) throws -> SourceOptions {
    let service = ServiceSource(
      address: try ServiceAddress(address), protocol: kind, layer: layer, crs: crs, box: box)
    var options = SourceOptions(
      source: service.name, path: folder.file("snapshots/\(service.snapshotName).geojson"),
      role: "test", crs: crs, fields: .all, keepsOriginals: true)
    options.remote = .service(service)
    return options
  }

  private func read(_ options: SourceOptions) throws -> Layer {
    if let remote = options.remote {
      try Snapshot(of: remote, at: options.path).prepare(refreshing: false)
    }
    return try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 2).read(options)
  }

  private func error(_ options: SourceOptions) -> SourceError? {
    do {
      _ = try read(options)
      return nil
    } catch {
      return error as? SourceError
    }
  }

  private func texts(_ layer: Layer, _ name: String) -> [String] {
    layer.attributes.column(name).map { column in
      (0..<layer.count).map { "\(column[$0])" }
    } ?? []
  }

  @Test func `over WFS it is the file that the service serves, to the last figure`() throws {
    let file = try read(
      SourceOptions(
        source: "roads.geojson", path: folder.file("roads.geojson"), role: "test", fields: .all,
        keepsOriginals: true))
    let served = try read(try options(server.wfs, .wfs))
    #expect(served.count == 2100)
    #expect(served.record.format == "WFS")
    #expect(served.record.notes.contains { $0.text.en.contains("web service") })
    for name in ["id", "due", "cost", "street"] {
      #expect(texts(served, name) == texts(file, name))
    }
    // MapServer writes metres with six decimals.
    #expect(served.geometry == file.geometry)
  }

  @Test func `over OGC API Features all pages are read, with the same values`() throws {
    let layer = try read(try options(server.features, .features))
    #expect(layer.record.format == "OGC API Features")
    #expect(texts(layer, "id").count == 2100)
    #expect(Set(texts(layer, "id")).count == 2100)
    let streets = try #require(layer.attributes.column("street"))
    #expect((0..<layer.count).allSatisfy { streets[$0] == .text("Laan & é \"x\"") })
  }

  @Test func `a box leaves out what lies outside it`() throws {
    // In RD it is 155,027 to 155,123 and 463,092 to 463,203: columns 1 to 6 and rows 5 to 10 of the roads. What MapServer
    // itself makes of degrees in OGC API Features is some 100 m off, so there it is only asked that less comes.
    let box = [5.3876, 52.156, 5.389, 52.157]
    let wfs = try read(try options(server.wfs, .wfs, box: box))
    let inside = (5...10).flatMap { row in (1...6).map { "W\(row * 50 + $0 + 1)" } }
    #expect(
      wfs.attributes.column("id").map { column in (0..<wfs.count).map { column[$0] } }
        == inside.map { .text($0) })
    let features = try read(try options(server.features, .features, box: box))
    #expect((1..<200).contains(features.count))
  }

  @Test func `a second run asks nothing, and refreshing asks anew`() throws {
    let options = try options(server.features, .features)
    let remote = try #require(options.remote)
    let snapshot = Snapshot(of: remote, at: options.path)
    try snapshot.prepare(refreshing: false)
    let before = try Data(contentsOf: URL(fileURLWithPath: options.path))
    try "{\"type\":\"FeatureCollection\",\"features\":[]}".write(
      toFile: folder.file("roads.geojson"), atomically: true, encoding: .utf8)
    try snapshot.prepare(refreshing: false)
    #expect(try Data(contentsOf: URL(fileURLWithPath: options.path)) == before)
    try snapshot.prepare(refreshing: true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: options.path)) != before)
  }

  @Test func `a layer that is not there is told with those that are, and leaves nothing`() throws {
    #expect(
      error(try options(server.wfs, .wfs, layer: "road"))?.remedy
        == "Is 'roads' meant? It has: ms:roads.")
    #expect(error(try options(server.features, .features, layer: "road")) != nil)
    let left =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.file("snapshots"))) ?? []
    #expect(left.filter { $0.contains("json") }.isEmpty)
  }

  @Test func `a service that is not there, or is another, is told with what to do`() throws {
    let nobody = error(try options("http://127.0.0.1:9/v1", .features))
    #expect(nobody?.remedy.contains("can be reached") == true)
    let other = error(try options(server.features, .wfs))
    #expect(other?.problem.contains("does not answer as a WFS") == true)
  }

  @Test func `the system asked of a WFS has to be its own`() throws {
    #expect(
      error(try options(server.wfs, .wfs, crs: "EPSG:3857"))?.remedy.contains("EPSG:28992") == true)
  }
}
