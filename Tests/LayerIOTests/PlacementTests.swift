import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Where sources lie, how the project can settle it, and what is said of scale and datum.
@Suite struct PlacementTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func square(_ x: Double, _ y: Double, _ size: Double) -> String {
    let ring = [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    let positions = ring.map { "[\($0[0]),\($0[1])]" }.joined(separator: ",")
    return #"{"type":"Polygon","coordinates":[[\#(positions)]]}"#
  }

  private func source(
    _ geometry: String, crs: String?, areNeighbourhoods: Bool = false,
    as name: String = "a.geojson", _ change: (inout SourceOptions) -> Void = { _ in }
  ) throws -> SourceOptions {
    var options = SourceOptions(source: try folder.write(geometry, to: name), role: "test")
    (options.crs, options.holdsNeighbourhoods) = (crs, areNeighbourhoods)
    change(&options)
    return options
  }

  private func read(_ options: SourceOptions..., working: String = "EPSG:28992") throws -> [Layer] {
    try LayerReader(workingSystem: CoordinateSystem(working), threads: 2).readAll(options)
  }

  private func problem(_ body: () throws -> [Layer]) -> String {
    do {
      return "read: \(try body().flatMap(\.record.notes).map(\.text.en))"
    } catch {
      return "\(error)"
    }
  }

  // MARK: Axes

  @Test func `'axes: yx' reads what has its northing first`() throws {
    let turned = try source(square(456_000, 136_000, 100), crs: "EPSG:28992")
    let refused = problem { try read(turned) }
    #expect(refused.contains("with northing first"))
    let layer = try read(
      source(square(456_000, 136_000, 100), crs: "EPSG:28992") { $0.exchangesAxes = true })[0]
    #expect(
      layer.geometry.bounds == Bounds(minX: 136_000, minY: 456_000, maxX: 136_100, maxY: 456_100))
    #expect(layer.record.warnings.isEmpty)
  }

  @Test func `exchanged axes that stay in the country are seen beside the neighbourhoods`() throws {
    // Both lie in Great Britain, 180 km apart.
    let areas = try source(
      square(530_000, 180_000, 1000), crs: "EPSG:27700", areNeighbourhoods: true, as: "n.geojson")
    let turned = try source(square(180_000, 530_000, 1000), crs: "EPSG:27700")
    let alone = problem { try read(turned, working: "EPSG:27700") }
    #expect(alone.hasPrefix("read:"))
    let found = problem { try read(areas, turned, working: "EPSG:27700") }
    #expect(found.contains("near the neighbourhoods") && found.contains("'axes: yx'"))
  }

  @Test func `a part that is asked for is read with its axes exchanged too`() throws {
    let layer = try read(
      source(square(456_000, 136_000, 100), crs: "EPSG:28992") {
        $0.exchangesAxes = true
        $0.within = Bounds(minX: 136_050, minY: 456_050, maxX: 136_060, maxY: 456_060)
      })[0]
    #expect(layer.count == 1)
  }

  // MARK: Scale

  /// Errors by pyproj 3.7: the square root of Proj.get_factors(...).areal_scale, less 1.
  @Test(arguments: [
    ("EPSG:3857", 568_000.0, 6_815_000.0, "62."), ("EPSG:2056", 0, 0, "0.40"),
    ("EPSG:32635", 0, 0, "2.69"),
  ])
  func `a working system that does not keep areas is refused`(
    working: String, x: Double, y: Double, percent: String
  ) throws {
    let options = try source(
      square(136_000, 456_000, 100), crs: "EPSG:28992", areNeighbourhoods: true)
    let found = problem { try read(options, working: working) }
    #expect(found.contains("does not keep areas") && found.contains("\(percent)"))
    #expect(found.contains("EPSG:28992"))
  }

  /// Errors of lengths by pyproj 3.7: Proj.get_factors(...).tissot_semimajor, less 1: 0.01042 and 0.0005.
  @Test(arguments: [
    // Porto, and the west of the Netherlands.
    (2_760_000.0, 2_230_000.0, "lengths up to 1.04", true),
    (3_900_000, 3_200_000, "lengths up to 0.0", false),
  ])
  func `lengths that a system does not keep are told, though its areas are right`(
    x: Double, y: Double, words: String, isWarning: Bool
  ) throws {
    let options = try source(square(x, y, 100), crs: "EPSG:3035", areNeighbourhoods: true)
    let notes = try read(options, working: "EPSG:3035")[0].record.notes
      .filter { $0.kind == .coordinateSystem }
    try #require(notes.map(\.isWarning) == [isWarning])
    #expect(notes[0].text.en.contains("up to 0.0 % off") && notes[0].text.en.contains(words))
  }

  @Test(arguments: [
    ("EPSG:28992", "EPSG:28992", 136_000.0, 456_000.0),
    ("EPSG:25831", "EPSG:28992", 136_000, 456_000),
    ("EPSG:27700", "EPSG:27700", 530_000, 180_000),
    ("EPSG:2056", "EPSG:2056", 2_683_000, 1_247_000),
    ("EPSG:2263", "EPSG:2263", 990_000, 200_000), ("EPSG:3067", "EPSG:3067", 385_000, 6_672_000),
  ])
  func `a system of the place raises no alarm`(
    working: String, crs: String, x: Double, y: Double
  ) throws {
    let options = try source(square(x, y, 100), crs: crs, areNeighbourhoods: true)
    #expect(try read(options, working: working)[0].record.warnings.isEmpty)
  }

  // MARK: Systems and datums

  @Test(arguments: ["EPSG:5709", "EPSG:4978"])
  func `systems of heights and from the middle of the Earth are refused`(code: String) throws {
    #expect(throws: CoordinateSystemError.self) { try CoordinateSystem(code) }
    let options = try source(square(136_000, 456_000, 100), crs: code)
    let found = problem { try read(options) }
    #expect(found.contains("no x and y on a map"))
  }

  @Test func `the datum that is assumed is said, with its size, and can be chosen`() throws {
    let degrees = square(5.1, 52.09, 0.001)
    let usual = try read(source(degrees, crs: nil))[0]
    #expect(usual.record.notes.contains { $0.text.en.contains("taken for ETRS89") })
    #expect(usual.record.notes.contains { $0.text.en.contains("1 m") })
    let named = problem {
      try read(source(degrees, crs: nil) { $0.datum = .named("no such operation") })
    }
    #expect(named.contains("There is no operation 'no such operation'"))
  }

  @Test func `no shift of datum keeps longitude and latitude as they are`() throws {
    // The tower that RD is drawn from: 5.38763889, 52.15616056 on Bessel (Kadaster).
    let tower = #"{"type":"Point","coordinates":[5.38763889,52.15616056]}"#
    let layer = try read(
      source(tower, crs: "EPSG:4326") {
        $0.datum = .nullTransform
        $0.radius = 1
      })[0]
    let box = try #require(layer.geometry.bounds)
    #expect(abs((box.minX + box.maxX) / 2 - 155_000) < 0.1)
    #expect(abs((box.minY + box.maxY) / 2 - 463_000) < 0.1)
    #expect(layer.record.notes.contains { $0.text.en.contains("as asked") })
  }
}
