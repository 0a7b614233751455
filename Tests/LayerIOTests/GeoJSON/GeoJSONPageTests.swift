import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Files that hold one page of what a service has.
@Suite struct GeoJSONPageTests {
  private func warnings(_ members: String, count: Int = 2) throws -> [IntakeNote] {
    let folder = try TemporaryFolder()
    let feature =
      #"{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[5,52]}}"#
    let features = Array(repeating: feature, count: count).joined(separator: ",")
    let path = try folder.write(
      #"{"type":"FeatureCollection",\#(members)"features":[\#(features)]}"#, to: "a.geojson")
    let raw = try readRawLayer(
      SourceOptions(source: "a.geojson", path: path, role: "test"), threads: 2)
    #expect(raw.geometry.count == count)
    return raw.record.warnings
  }

  @Test(arguments: [
    (#""numberMatched":5000,"numberReturned":2,"#, 4998, "2 of 5000"),
    (#""totalFeatures":3,"#, 1, "2 of 3"), (#""exceededTransferLimit":true,"#, 1, "its limit"),
    (#""properties":{"exceededTransferLimit": true},"#, 1, "its limit"),
  ])
  func `a page of what a service has is told`(members: String, count: Int, text: String) throws {
    let found = try warnings(members)
    #expect(found.map(\.count) == [count])
    #expect(found.first?.text.en.contains(text) == true)
  }

  @Test(arguments: [
    "", #""numberMatched":2,"numberReturned":2,"#, #""totalFeatures":"unknown","#,
    #""numberMatched":-1,"#, #""exceededTransferLimit":false,"#, #""properties":{"a":[{}]},"#,
    #""properties":null,"#,
  ])
  func `a file with all that there is, or that does not say, is not`(members: String) throws {
    #expect(try warnings(members).isEmpty)
  }
}
