import Geometry
import Testing

/// How far projections are from true, against pyproj 3.7 (`Proj.get_factors`), which asks the projection by
/// itself; the datums that lie between have scales of their own of up to 0.000 02.
@Suite struct ScaleErrorTests {
  @Test(arguments: [
    ("EPSG:28992", 5.39, 52.16, -0.000_092, -0.000_092),
    ("EPSG:3035", -8.81, 41.41, 0, 0.010_417), ("EPSG:3035", 4.5, 51.9, 0, 0.000_443),
    ("EPSG:2263", -74.0, 40.7, -0.000_002, -0.000_002),
    ("EPSG:2180", 19.0, 52.0, -0.0007, -0.0007),
    ("EPSG:2193", 174.8, -41.3, -0.000_121, -0.000_121),
    ("EPSG:2154", 3.06, 50.63, 0.001_689, 0.001_689),
    ("EPSG:27700", -0.1, 51.5, -0.000_185, -0.000_185),
    ("EPSG:2056", 8.5, 47.4, 0.000_031, 0.000_031),
  ])
  func `metres or feet, easting or northing first, the errors are those of the projection`(
    code: String, longitude: Double, latitude: Double, areas: Double, lengths: Double
  ) throws {
    let system = try CoordinateSystem(code)
    let error = try #require(system.scaleError(at: Position(longitude, latitude)))
    #expect(abs(error.areas - areas) < 5e-5 && abs(error.lengths - lengths) < 5e-5, "\(error)")
  }

  /// On a sphere, as it is defined, it is 1 / cos of the latitude; on the ground it is that times a / N along the
  /// parallel, and times a / M along the meridian.
  @Test func `Web Mercator is measured on the ground, not on its sphere`() throws {
    let system = try CoordinateSystem("EPSG:3857")
    let error = try #require(system.scaleError(at: Position(5.1, 52.09)))
    #expect(abs(error.areas - 0.626_213) < 5e-5 && abs(error.lengths - 0.628_280) < 5e-5)
  }

  @Test func `a system in degrees has none, nor has a place that is none`() throws {
    #expect(try CoordinateSystem("EPSG:4326").scaleError(at: Position(5, 52)) == nil)
    #expect(try CoordinateSystem("EPSG:28992").scaleError(at: Position(.nan, 52)) == nil)
  }

  @Test func `of several places the worst counts`() throws {
    let system = try CoordinateSystem("EPSG:3035")
    let places = [Position(10, 52), Position(-8.81, 41.41), Position(4.5, 51.9)]
    #expect(system.scaleError(at: places)?.lengths == system.scaleError(at: places[1])?.lengths)
  }
}
