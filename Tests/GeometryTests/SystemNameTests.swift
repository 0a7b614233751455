import Testing

@testable import Geometry

/// Names of coordinate systems that are no codes.
@Suite struct SystemNameTests {
  @Test(arguments: [
    ("Amersfoort / RD New", "EPSG:28992"), ("amersfoort/rd new", "EPSG:28992"),
    ("WGS84", "EPSG:4326"), ("WGS 84", "EPSG:4326"), ("CRS84", "OGC:CRS84"),
    (" EPSG:28992", "EPSG:28992"), ("http://www.opengis.net/def/crs/EPSG/0/28992", "EPSG:28992"),
  ])
  func `a whole name is known, whatever its capitals and signs`(name: String, code: String) throws {
    #expect(try CoordinateSystem(name).code == code)
  }

  @Test(arguments: [("foo", "Amersfoort"), ("RD", "RD/83"), ("British National Grid", "OSGB36")])
  func `a part of a name is refused, and the name that PROJ takes it for is told`(
    name: String, taken: String
  ) {
    let error = #expect(throws: CoordinateSystemError.self) { try CoordinateSystem(name) }
    #expect(error?.problem.contains("'\(taken)") == true)
    #expect(error?.remedy.contains("EPSG:28992 (RD New)") == true)
  }
}
