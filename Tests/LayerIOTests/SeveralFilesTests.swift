import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Sources of several files, and fields that the project makes.
@Suite struct SeveralFilesTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Points of radius 1 along a line, with an id and a cost where they are given.
  private func file(_ name: String, _ points: [(x: Int, properties: String)?]) throws -> SourceFile
  {
    let features = points.map { point in
      let geometry = point.map { #"{"type":"Point","coordinates":[\#($0.x),0]}"# } ?? "null"
      return
        #"{"type":"Feature","properties":{\#(point?.properties ?? "")},"geometry":\#(geometry)}"#
    }
    let text =
      #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",") + "]}"
    return SourceFile(source: name, path: try folder.write(text, to: name))
  }

  private func read(
    _ files: [SourceFile], fields: [String] = [], threads: Int = 2,
    _ change: (inout SourceOptions) -> Void = { _ in }
  ) throws -> Layer {
    var options = SourceOptions(
      source: files.map(\.source).joined(separator: ", "), path: files[0].path, role: "test",
      crs: "EPSG:28992", radius: 1, fields: .only(fields))
    if files.count > 1 { options.parts = files }
    change(&options)
    return try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: threads)
      .read(options)
  }

  private func texts(_ layer: Layer, _ name: String) -> [String?] {
    let column = layer.attributes.column(name)
    return (0..<layer.count).map { column?[$0].codeText }
  }

  // MARK: Files

  @Test func `files are one layer in their order, with features numbered on`() throws {
    let a = try file("a.geojson", [(0, #""id":"p","cost":5"#), nil])
    let b = try file("b.geojson", [nil, (10, #""id":"q""#), (20, #""id":"r""#)])
    let layer = try read([a, b], fields: ["id", "cost"])
    #expect(texts(layer, "id") == ["p", "q", "r"])
    #expect(texts(layer, "cost") == ["5", nil, nil])
    #expect(layer.sourceFeatures == [1, 4, 5])
    let record = layer.record
    #expect(record.source == "a.geojson, b.geojson" && record.read == 5 && record.used == 3)
    #expect(record.dropped.map(\.feature) == [2, 3])
    #expect(record.dropped[1].detail.en == "b.geojson, feature 1: the feature has no geometry")
    #expect(record.dropped[1].detail.nl.hasPrefix("b.geojson, object 1: "))
    let notes = record.notes.map(\.text.en)
    #expect(notes[0].contains("a.geojson 1-2, b.geojson 3-5"))
    #expect(notes.contains("b.geojson: There is no field 'cost'; it is empty here."))
  }

  @Test func `bytes and hash are those of the files one after the other`() throws {
    let a = try file("a.geojson", [(0, "")])
    let b = try file("b.geojson", [(5, "")])
    let record = try read([a, b]).record
    let both = try [a, b].map { try String(contentsOfFile: $0.path, encoding: .utf8) }.joined()
    let path = try folder.write(both, to: "both")
    #expect(record.bytes == both.utf8.count)
    #expect(record.sha256 == (try sha256(path: path, source: "")))
  }

  @Test func `a field that no file has is an error; a file that is empty is not`() throws {
    let a = try file("a.geojson", [(0, #""id":1"#)])
    let b = try file("b.geojson", [])
    #expect(try read([a, b], fields: ["id"]).count == 1)
    #expect(throws: SourceError.self) { try read([a, b], fields: ["code"]) }
    #expect(throws: SourceError.self) { try read([b, try file("c.geojson", [])]) }
  }

  @Test func `each file is brought from its own system`() throws {
    let a = try folder.write(
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:28992"}},"#
        + #""features":[{"type":"Feature","properties":{},"geometry":"#
        + #"{"type":"Point","coordinates":[155000,463000]}}]}"#, to: "a.geojson")
    let b = try folder.write(#"{"type":"Point","coordinates":[5.3872,52.1552]}"#, to: "b.geojson")
    let layer = try read(
      [SourceFile(source: "a", path: a), SourceFile(source: "b", path: b)]
    ) { $0.crs = nil }
    let boxes = (0..<2).compactMap { layer.geometry.bounds(of: $0) }
    // The foot of the tower of Amersfoort in both.
    #expect(abs(boxes[0].minX - boxes[1].minX) < 20 && abs(boxes[0].minY - boxes[1].minY) < 20)
    #expect(layer.record.coordinateSystem.contains(", "))
  }

  // MARK: Made fields

  @Test func `a value for the whole file is that of every feature`() throws {
    let a = try file("a.geojson", [(0, ""), (5, "")])
    let layer = try read([a], fields: ["due: 2014"]) {
      $0.made = [MadeField(name: "due: 2014", making: .constant(.integer(2014)))]
    }
    #expect(texts(layer, "due: 2014") == ["2014", "2014"])
  }

  @Test func `an id of several fields differs where one of them does`() throws {
    let a = try file(
      "a.geojson",
      [
        (0, #""s":"Dam","n":1"#), (1, #""s":"Dam|1","n":null"#), (2, #""s":"Dam","n":"|1""#),
        (3, #""n":2"#), (4, ""),
      ])
    let layer = try read([a], fields: ["s|n"]) {
      $0.made = [MadeField(name: "s|n", making: .joined(["s", "n"]))]
    }
    #expect(texts(layer, "s|n") == ["Dam|1", #"Dam\|1|"#, #"Dam|\|1"#, "|2", nil])
    let error = #expect(throws: SourceError.self) {
      try read([a], fields: ["s|m"]) {
        $0.made = [MadeField(name: "s|m", making: .joined(["s", "m"]))]
      }
    }
    #expect(error?.problem == "There is no field 'm'.")
  }

  private func numbered(_ options: inout SourceOptions) {
    options.idField = "id#"
    options.made = [MadeField(name: "id#", making: .numbered("id"))]
  }

  @Test(arguments: [1, 3])
  func `ids that repeat get a number that nothing else has, in every file`(threads: Int) throws {
    let a = try file(
      "a.geojson", [(0, #""id":"A""#), (1, #""id":"A""#), (2, #""id":"A#2""#), (3, #""id":"8""#)])
    let b = try file("b.geojson", [(4, #""id":"A""#), (5, #""id":" A ""#), (6, ""), (7, "")])
    let layer = try read([a, b], fields: ["id#"], threads: threads, numbered)
    #expect(texts(layer, "id#") == ["A", "A#3", "A#2", "8", "A#4", "A#5", nil, "8#2"])
  }

  @Test func `a part gives the ids of the whole`() throws {
    let a = try file("a.geojson", [(0, #""id":"A""#), (1000, #""id":"A""#)])
    let layer = try read([a], fields: ["id#"]) {
      numbered(&$0)
      $0.within = Bounds(minX: 990, minY: -10, maxX: 1010, maxY: 10)
    }
    #expect(texts(layer, "id#") == ["A#2"])
  }
}
