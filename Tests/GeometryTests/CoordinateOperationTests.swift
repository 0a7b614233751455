import Geometry
import TestSupport
import Testing

@Suite struct CoordinateOperationTests {
  let rijksdriehoek: CoordinateSystem
  let crs84: CoordinateSystem

  init() throws {
    rijksdriehoek = try CoordinateSystem("EPSG:28992")
    crs84 = try CoordinateSystem(CoordinateSystem.crs84Definition)
  }

  @Test func `the Dutch system is projected in metres and European`() {
    #expect(rijksdriehoek.name == "Amersfoort / RD New")
    #expect(rijksdriehoek.metresPerUnit == 1)
    #expect(rijksdriehoek.isEuropean && !rijksdriehoek.isGeographic)
  }

  @Test func `a US foot is told in metres`() throws {
    let foot = try #require(try CoordinateSystem("EPSG:2263").metresPerUnit)
    #expect(Swift.abs(foot - 1200.0 / 3937.0) < 1e-12)
  }

  @Test(arguments: [
    "EPSG:28992", "urn:ogc:def:crs:EPSG::28992",
    "http://www.opengis.net/def/crs/EPSG/0/28992", "EPSG:7415",
  ])
  func `codes, URNs, URLs and compound systems lead to the same system`(definition: String) throws {
    #expect(try CoordinateSystem(definition).code == "EPSG:28992")
  }

  @Test(arguments: ["EPSG:99999", "Nergensland", ""])
  func `an unknown system is an error that names it`(definition: String) {
    #expect {
      try CoordinateSystem(definition)
    } throws: {
      "\($0)".contains("'\(definition)' is not known")
    }
  }

  /// Amersfoort's Onze Lieve Vrouwetoren is the origin of RD (Kadaster): 155000, 463000 at about
  /// 5.38720621 E, 52.15517440 N on Bessel, which lies at 5.387206, 52.155174 within 150 m on ETRS89.
  @Test func `the origin of RD comes out at its tower`() throws {
    var positions = [Position(155_000, 463_000)]
    _ = try CoordinateOperation(from: rijksdriehoek, to: crs84).transform(&positions, threads: 1)
    #expect(abs(positions[0].x - 5.387_2) < 0.002 && abs(positions[0].y - 52.155_2) < 0.002)
  }

  @Test
  func `interpolation stays within a tenth of a millimetre of PROJ, for any number of threads`()
    throws
  {
    var generator = SeededGenerator(seed: 28992)
    let start = (0..<50_000).map { _ in
      Position(
        .random(in: 4.3...4.6, using: &generator), .random(in: 51.8...52.0, using: &generator))
    }
    let operation = try CoordinateOperation(from: crs84, to: rijksdriehoek)
    #expect(operation.takesWGS84AsETRS89)
    var exact = start
    var once = start
    var fourfold = start
    _ = try operation.transform(&exact, threads: 2, exact: true)
    let report = try operation.transform(&once, threads: 1)
    _ = try operation.transform(&fourfold, threads: 4)
    #expect(once == fourfold)
    let error = try #require(report.interpolationError)
    #expect(error <= 1e-4 && report.refused.isEmpty)
    let worst = zip(exact, once).map { abs($0 - $1).max() }.max() ?? .infinity
    #expect(worst <= 1e-4)
  }

  @Test func `positions that PROJ refuses are named`() throws {
    var positions = [Position(4.5, 51.9), Position(4.5, 200)]
    let operation = try CoordinateOperation(from: crs84, to: rijksdriehoek)
    let report = try operation.transform(&positions, threads: 1)
    #expect(report.refused == [1] && report.refusedPositions == [Position(4.5, 200)])
  }
}

private func abs(_ position: Position) -> Position {
  Position(Swift.abs(position.x), Swift.abs(position.y))
}
