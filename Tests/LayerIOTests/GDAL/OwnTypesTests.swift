import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Types are the reader's: what GDAL guesses, or finds beside a file, decides nothing.
@Suite struct OwnTypesTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func gml(_ codes: [String], declaration: String = "") -> String {
    let members = codes.enumerated().map { index, code in
      """
      <gml:featureMember><vlak gml:id="v.\(index)"><code>\(code)</code><geometrie>
      <gml:Polygon srsName="EPSG:28992"><gml:exterior><gml:LinearRing>
      <gml:posList>\(index) 0 \(index + 1) 0 \(index + 1) 1 \(index) 1 \(index) 0</gml:posList>
      </gml:LinearRing></gml:exterior></gml:Polygon></geometrie></vlak></gml:featureMember>
      """
    }
    return declaration + #"<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml">"#
      + members.joined() + "</gml:FeatureCollection>"
  }

  private func codes(_ path: String) throws -> [AttributeValue] {
    let layer = try readWithGDAL(SourceOptions(source: path, role: "test", fields: .only(["code"])))
    return (0..<layer.geometry.count).map { layer.attributes.column("code")?[$0] ?? .null }
  }

  @Test func `codes of GML keep their zeros and their decimals`() throws {
    let path = try folder.write(gml(["0344", "007", "7", "14.50"]), to: "vlakken.gml")
    #expect(try codes(path) == ["0344", "007", "7", "14.50"].map { .text($0) })
    #expect(folder.content == ["vlakken.gml"])
  }

  @Test func `what was learnt of another delivery, or is declared beside it, changes nothing`()
    throws
  {
    let path = try folder.write(gml(["BU01", "0344"]), to: "vlakken.gml")
    let types = """
      <GMLFeatureClassList><GMLFeatureClass><Name>vlak</Name><ElementPath>vlak</ElementPath>
      <PropertyDefn><Name>code</Name><ElementPath>code</ElementPath><Type>Integer</Type>
      </PropertyDefn></GMLFeatureClass></GMLFeatureClassList>
      """
    try folder.write(types, to: "vlakken.gfs")
    for age in [-1e8, 1e8] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date().addingTimeInterval(age)], ofItemAtPath: path)
      #expect(try codes(path) == [.text("BU01"), .text("0344")])
    }
  }

  @Test func `GML that is no UTF-8 and says nothing of it is windows-1252`() throws {
    for declaration in ["", #"<?xml version="1.0" encoding="ISO-8859-1"?>"#] {
      let text = gml(["Plein \u{92}40"], declaration: declaration)
      let path = try folder.write(text.unicodeScalars.map { UInt8($0.value) }, to: "plein.gml")
      #expect(try codes(path) == [.text("Plein ’40")])
    }
    #expect(folder.content == ["plein.gml"])
  }

  @Test func `types that are declared beside a CSV file are not believed`() throws {
    let path = try folder.write("code,x\n0344,1\n", to: "t.csv")
    try folder.write("\"Integer\",\"Real\"", to: "t.csvt")
    #expect(try codes(path) == [.text("0344")])
  }

  @Test func `CSV that is no UTF-8 is windows-1252, and told`() throws {
    let bytes = Array("nr,code\n1,Plein ".utf8) + [0x92] + Array("40\n2,Plein’40\n".utf8)
    let path = try folder.write(bytes, to: "t.csv")
    let layer = try readWithGDAL(SourceOptions(source: path, role: "test", fields: .all))
    #expect(layer.attributes.column("code")?[0] == .text("Plein ’40"))
    #expect(layer.attributes.column("code")?[1] == .text("Plein’40"))
    #expect(layer.record.notes == [.windows1252(count: 1)])
  }
}
