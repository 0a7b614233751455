import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Sources in a zip: which file is read, what is refused, and that nothing stays behind.
@Suite struct ZipSourceTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static let squares = """
    {"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"nr":"007"},"geometry":{"type":"Polygon",
    "coordinates":[[[0,0,1],[10,0,1],[10,10,1],[0,10,1],[0,0,1]]]}},
    {"type":"Feature","properties":{"nr":"7"},"geometry":null}]}
    """

  private func read(
    _ zip: MadeZip, _ change: (inout SourceOptions) -> Void = { _ in }
  ) throws -> Layer {
    var options = SourceOptions(
      source: "a.zip", path: try folder.write(zip.bytes, to: "a.zip"), role: "test",
      idField: "nr", fields: .only(["nr"]))
    options.crs = "EPSG:28992"
    change(&options)
    return try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 2).read(options)
  }

  private func problem(
    _ zip: MadeZip, _ change: (inout SourceOptions) -> Void = { _ in }
  ) -> String {
    do {
      _ = try read(zip, change)
      return "read"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [false, true])
  func `GeoJSON in a zip is read as it is outside, and the record is that of the zip`(
    isPacked: Bool
  ) throws {
    let content = Array(Self.squares.utf8)
    let zip = MadeZip([.init(path: "map/a.geojson", content: content, isPacked: isPacked)])
    let inside = try read(zip)
    var options = SourceOptions(
      source: try folder.write(content, to: "a.geojson"), role: "test", idField: "nr",
      fields: .only(["nr"]))
    options.crs = "EPSG:28992"
    let outside = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 1)
      .read(options)
    #expect(inside.geometry == outside.geometry)
    #expect(inside.record.notes == outside.record.notes && !outside.record.notes.isEmpty)
    #expect(inside.record.dropped == outside.record.dropped && outside.record.dropped.count == 1)
    #expect(inside.record.format == "GeoJSON" && inside.record.layer == "map/a.geojson")
    #expect(inside.record.source == "a.zip" && inside.record.bytes == zip.bytes.count)
    #expect(inside.record.sha256 == (try sha256(path: folder.file("a.zip"), source: "")))
    #expect(folder.content == ["a.geojson", "a.zip"])
  }

  @Test func `of several files the project chooses one by its path, its name or a layer's`() throws
  {
    let empty = #"{"type":"FeatureCollection","features":[]}"#
    let zip = MadeZip([
      "x/wegen.geojson": Self.squares, "x/water.geojson": empty, "y/water.geojson": empty,
      "leesmij.pdf": "", "__MACOSX/x/._wegen.geojson": "",
    ])
    let error = problem(zip)
    #expect(error.contains("holds 3 files"))
    #expect(error.contains("x/water.geojson, x/wegen.geojson, y/water.geojson."))
    #expect(try read(zip) { $0.file = "x/wegen.geojson" }.count == 1)
    #expect(try read(zip) { $0.file = "wegen.geojson" }.count == 1)
    #expect(try read(zip) { $0.layer = "wegen" }.count == 1)
    #expect(problem(zip) { $0.file = "water.geojson" }.contains("2 times"))
    #expect(problem(zip) { $0.file = "x/weg.geojson" }.contains("Did you mean 'x/wegen.geojson'?"))
  }

  @Test func `what is dangerous, locked or not whole is refused with its reason`() {
    let content = Array(Self.squares.utf8)
    func problem(_ change: (inout MadeZip.Member) -> Void) -> String {
      var member = MadeZip.Member(path: "a.geojson", content: content, isPacked: true)
      change(&member)
      return self.problem(MadeZip([member]))
    }
    #expect(problem { $0.path = "../a.geojson" }.contains("leads out of its folder"))
    #expect(problem { $0.path = "/etc/a.geojson" }.contains("leads out of its folder"))
    #expect(problem { $0.path = #"x\..\..\a.geojson"# }.contains("leads out of its folder"))
    #expect(problem { $0.flags = 1 }.contains("locked with a password"))
    #expect(problem { $0.method = 9 }.contains("Deflate64"))
    #expect(problem { $0.checksum = 1 }.contains("contradicts its checksum"))
    #expect(problem { $0.size = content.count - 1 }.contains("not a whole zip"))
    #expect(
      problem {
        $0.size = 1 << 40; $0.isLarge = true
      }.contains("would grow"))
    #expect(problem { $0.mode = 0o120777 }.contains("no file that is known to hold data"))
    #expect(problem { $0.path = "a.geojson/" }.contains("It is empty."))
  }

  @Test func `sizes in the extension for large files and bytes before the zip are understood`()
    throws
  {
    let content = Array(Self.squares.utf8)
    let zip = MadeZip([.init(path: "a.geojson", content: content, isPacked: true, isLarge: true)])
    #expect(try read(zip).count == 1)
    try folder.write(Array("#!/bin/sh\n".utf8) + zip.bytes, to: "b.zip")
    #expect(try read(zip) { $0.path = folder.file("b.zip") }.count == 1)
  }

  @Test func `a zip that is cut or changed anywhere is read or refused, and nothing worse`() throws
  {
    let member = MadeZip.Member(
      path: "a.geojson", content: Array(Self.squares.utf8), isPacked: true, isLarge: true)
    let whole = MadeZip([member]).bytes
    var random = SeededGenerator(seed: 11)
    for round in 0..<400 {
      var bytes = whole
      if round % 4 == 0 { bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random)) }
      for _ in 0..<3 {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      let options = SourceOptions(
        source: "b.zip", path: try folder.write(bytes, to: "b.zip"), role: "test")
      do {
        _ = try readRawLayer(options, threads: 1)
      } catch {
        #expect(error is SourceError)
      }
    }
  }

  @Test func `what was unpacked is gone with what used it, also after an error`() throws {
    let zip = MadeZip(["a.geojson": "{"])
    let path = try folder.write(zip.bytes, to: "a.zip")
    var unpacked: UnpackedZip? = try UnpackedZip(
      SourceOptions(source: "a.zip", path: path, role: "test"))
    let copy = try #require(unpacked?.path)
    #expect(FileManager.default.fileExists(atPath: copy))
    unpacked = nil
    #expect(!FileManager.default.fileExists(atPath: copy))
    let error = problem(zip)
    #expect(error.hasPrefix("a.zip/a.geojson") && !error.contains("kansenkaart-"))
  }

  @Test(.enabled(if: SharedFolder.has("cases/deliveries/shapefile-parts/zip.zip")))
  func `a zip with the parts of a Shapefile is read as its one layer`() throws {
    let path = SharedFolder.file("cases/deliveries/shapefile-parts/zip.zip")
    let raw = try readRawLayer(
      SourceOptions(source: "zip.zip", path: path, role: "test", fields: .all), threads: 1)
    #expect(raw.record.read == 3 && raw.record.layer == "zip.shp")
    #expect(raw.fieldNames == ["NR", "JAAR"] && raw.declaredCRS != nil)
  }
}
