import Geometry
import LayerIO
import TestSupport
import Testing

@Suite struct SourceLayerTests {
  @Test func `a folder is looked into, and what holds no data is passed over`() throws {
    let folder = try TemporaryFolder()
    let csv = try folder.write("id;x;y\n1;155000;463000\n", to: "b.csv")
    let json = try folder.write(#"{"type":"FeatureCollection","features":[]}"#, to: "a.geojson")
    try folder.write("text", to: "readme.md")
    try folder.write("{}", to: ".hidden.geojson")
    #expect(try layers(of: folder.path).map(\.path) == [json, csv])
  }

  @Test func `columns with coordinates are found by name and by their values`() throws {
    let folder = try TemporaryFolder()
    let names = [("RD_X", "RD_Y"), ("Longitude", "Latitude"), ("Rechtswert", "Hochwert")]
    for (x, y) in names {
      let path = try folder.write("nr,\(x),\(y)\n1,10.5,50.25\n2,11,51\n", to: "a.csv")
      let seen = try SourceDescription(SourceLayer(path: path), threads: 1)
      #expect(seen.coordinateColumns?.x == x && seen.coordinateColumns?.y == y)
      #expect(seen.count == 2 && seen.kind == .point)
    }
    let words = try folder.write("nr,X,Y\n1,a,b\n", to: "words.csv")
    #expect(try SourceDescription(SourceLayer(path: words), threads: 1).coordinateColumns == nil)
  }

  @Test func `polygons side by side share corners, those apart share none`() throws {
    let folder = try TemporaryFolder()
    func mosaic(_ gap: Int) throws -> Mosaic {
      let features = [0, 100 + gap].map { x in
        #"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[["#
          + "\(x),500],[\(x + 100),500],[\(x + 100),600],[\(x),600],[\(x),500]]]}}"
      }.joined(separator: ",")
      let path = try folder.write(
        #"{"type":"FeatureCollection","features":[\#(features)]}"#, to: "a.geojson")
      return try SourceDescription(SourceLayer(path: path), threads: 1).mosaic
    }
    // Two of six corners are those of both.
    #expect(abs(try mosaic(0).sharedCorners - 1.0 / 3) < 1e-12)
    #expect(try mosaic(0).medianArea == 10_000)
    #expect(try mosaic(1).sharedCorners == 0)
  }
}
