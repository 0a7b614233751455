import Formats
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Geometries in a column of text.
@Suite struct GeometryTextTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private let square = "POLYGON ((0 0,10 0,10 10,0 10,0 0))"

  private func read(_ texts: String..., crs: String? = nil) throws -> Layer {
    let rows = texts.map { "1,\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: "\n")
    let path = try folder.write("nr,vorm\n" + rows + "\n", to: "vormen.csv")
    let reader = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 1)
    return try reader.read(SourceOptions(source: path, role: "test", crs: crs, wkt: "vorm"))
  }

  @Test(arguments: [
    "SRID=28992;POLYGON ((0 0,10 0,10 10,0 10,0 0))",
    "srid=28992; polygon ((0 0,10 0,10 10,0 10))",
    "<http://www.opengis.net/def/crs/EPSG/0/28992> POLYGON ((0 0,10 0,10 10,0 10,0 0));",
    // The same square as PostGIS writes it: little-endian with the number of its system.
    "0103000020407100000100000005000000" + "00000000000000000000000000000000"
      + "00000000000024400000000000000000" + "00000000000024400000000000002440"
      + "00000000000000000000000000002440" + "00000000000000000000000000000000",
  ])
  func `a text that says its system needs no other word about it`(text: String) throws {
    let layer = try read(text)
    #expect(layer.geometry.area(of: 0) == 100)
    #expect(layer.record.coordinateSystem.contains("EPSG:28992"))
  }

  @Test(arguments: [
    // Big-endian binary of the point (1, 2).
    "00000000013FF00000000000004000000000000000",
    "0101000000000000000000F03F0000000000000040",
    "POINT (1 2)", "POINT ZM (1 2 3 4)", #"{"type":"Point","coordinates":[1,2]}"#,
  ])
  func `binary in hexadecimal and GeoJSON are read as well`(text: String) throws {
    let geometry = try GeometryText(text)
    var array = GeometryArray()
    var notes = GDALGeometryNotes()
    unsafe array.append(geometry.geometry, &notes)
    #expect(array.positions == [Position(1, 2)] && geometry.system == nil)
  }

  @Test(arguments: [
    ("POLYGON ((136000,5 456000,136050 456000))", "is no geometry"),
    ("POLYGON ((0 0,10 0,10 10,0 0)) extra", "'extra' follows behind it"),
    ("0103000000", "well-known binary is cut"), ("n.v.t.", "'n.v.t.' is no geometry"),
    ("POLYGON ((0 0,10 0", "is no geometry"), ("SRID=28992;", "is no geometry"),
  ])
  func `what can't be read drops its feature with what is wrong`(
    text: String, why: String
  ) throws {
    let layer = try read(text, square, crs: "EPSG:28992")
    let dropped = try #require(layer.record.dropped.first)
    #expect(layer.count == 1 && dropped.feature == 1 && dropped.reason == .brokenGeometry)
    #expect(dropped.detail.en.hasPrefix("the text of the geometry can't be read: "))
    #expect(dropped.detail.en.contains(why))
    #expect(dropped.detail.nl.hasPrefix("de tekst van de geometrie is niet te lezen: "))
  }

  @Test func `a line of one position is dropped, also where lines become surfaces`() throws {
    let path = try folder.write("nr,vorm\n1,\"LINESTRING (136000 456000)\"\n", to: "lijnen.csv")
    let reader = try LayerReader(workingSystem: CoordinateSystem("EPSG:28992"), threads: 1)
    var options = SourceOptions(source: path, role: "test", crs: "EPSG:28992", wkt: "vorm")
    options.width = 2
    let record = try reader.read(options).record
    #expect(record.dropped.map(\.reason) == [.brokenGeometry])
    #expect(record.dropped[0].detail.en == "a line has a single position")
  }

  @Test func `a blank text is no geometry, not a broken one`() throws {
    let layer = try read(" ", "POLYGON EMPTY", square, crs: "EPSG:28992")
    #expect(layer.record.dropped.map(\.reason) == [.nullGeometry, .nullGeometry])
  }

  @Test func `texts of one column in two systems are not mixed`() throws {
    let layer = try read("SRID=28992;\(square)", "SRID=4326;POINT (5 52)", square)
    #expect(layer.sourceFeatures == [1, 3])
    #expect(layer.record.dropped.map(\.reason) == [.badCoordinate])
    #expect(layer.record.dropped[0].detail.en.contains("EPSG:4326"))
  }

  @Test func `a system that the project contradicts is told`() throws {
    let layer = try read("SRID=31370;\(square)", crs: "EPSG:28992")
    #expect(layer.record.notes.contains { $0.text.en.contains("EPSG:28992 was taken") })
  }
}
