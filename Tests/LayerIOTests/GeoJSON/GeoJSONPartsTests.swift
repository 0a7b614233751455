import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// A text cut into parts gives what it gives as a whole, whatever the parts and threads.
@Suite struct GeoJSONPartsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String, partSize: Int, threads: Int = 3) throws -> RawLayer {
    let path = try folder.write(text, to: "a.geojson")
    return try readGeoJSON(
      SourceOptions(source: path, role: "test", fields: .all), threads: threads, partSize: partSize)
  }

  private func expectSame(_ a: RawLayer, _ b: RawLayer) {
    #expect(a.geometry == b.geometry)
    #expect(a.sourceFeatures == b.sourceFeatures && a.fieldNames == b.fieldNames)
    #expect(a.declaredCRS == b.declaredCRS && a.problems == b.problems)
    #expect(a.record.notes == b.record.notes && a.record.read == b.record.read)
    #expect(a.attributes.columns.map(\.name) == b.attributes.columns.map(\.name))
    for (one, other) in zip(a.attributes.columns, b.attributes.columns) {
      #expect((0..<a.attributes.count).allSatisfy { one[$0] == other[$0] })
    }
  }

  /// Features of all kinds, with attributes that come and go, and things that look like features.
  private func features(_ count: Int, seed: UInt64) -> [String] {
    var random = SeededGenerator(seed: seed)
    func place() -> String {
      "[\(Int.random(in: -900...900, using: &random)), \(Double.random(in: -9...9, using: &random))]"
    }
    return (0..<count).map { index in
      let start = place()
      let geometry =
        [
          #"{"type":"Point","coordinates":\#(place())}"#,
          #"{"coordinates":[\#(start),\#(place()),\#(place()),\#(start)],"type":"LineString"}"#,
          #"{"type":"Polygon","coordinates":[[\#(start),\#(place()),\#(place())],[\#(place())]]}"#,
          #"{"type":"MultiPoint","coordinates":[\#(place()),\#(place()),[1,2,3]]}"#,
          "null",
        ][index % 5]
      let trap = #"{"type":"Feature","geometry":null,"properties":{"trap":1}}"#
      let properties =
        [
          #"{"n":\#(index),"t":"}, {\"type\":\"Feature\""}"#, #"{"a":[\#(trap),\#(trap)]}"#,
          #"{"x":true,"n":null}"#, "null", #"{"n":1.5,"t":"é\u00e9"}"#,
        ][Int.random(in: 0..<5, using: &random)]
      return
        #"{"type":"Feature","id":\#(index),"properties":\#(properties),"geometry":\#(geometry)}"#
    }
  }

  @Test(arguments: [1, 64, 500, 5000])
  func `parts of any size and any number of threads give the same layer`(partSize: Int) throws {
    let text =
      #"{"type":"FeatureCollection","features":["#
      + features(200, seed: 7).joined(separator: ", \n") + #"],"crs":{"properties":{"name":"x"}}}"#
    let whole = try read(text, partSize: .max / 2)
    #expect(whole.geometry.count == 200 && whole.problems.count == 40)
    for threads in [1, 4] {
      expectSame(try read(text, partSize: partSize, threads: threads), whole)
    }
  }

  @Test(arguments: [20, 3000])
  func `an error names the feature and line it has in the whole file`(partSize: Int) throws {
    var parts = features(300, seed: 8)
    parts[251] =
      #"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":["a"]}}"#
    parts[280] = "{"
    let text = #"{"type":"FeatureCollection","features":["# + parts.joined(separator: ",\n") + "]}"
    #expect { try read(text, partSize: partSize) } throws: {
      "\($0)".contains("feature 252: This is not GeoJSON: a coordinate is not a number (line 252).")
    }
  }

  @Test func `what stands behind the features is read and checked`() throws {
    let start = #"{"type":"FeatureCollection","features":["# + features(20, seed: 9)[0]
    #expect(try read(start + #"],"crs":null}"#, partSize: 10).record.notes.count == 1)
    #expect { try read(start + "],\n}", partSize: 10) } throws: { "\($0)".contains("(line 2)") }
    #expect { try read(start + "]} x", partSize: 10) } throws: {
      "\($0)".contains("The file is not JSON: something follows behind its end (line 1)")
    }
  }
}
