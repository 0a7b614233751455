import Formats
import Foundation
import Geometry
import LayerIO
import TestSupport
import Testing

/// What GeoJSON holds is valid by GEOS's rules, read back from its decimals.
@Suite struct RoundedGeometryTests {
  /// At the tower of Amersfoort a step of 1e-7 degree is 6.8 mm to the east and 11 mm to the north.
  private static let corner = Position(155_000, 463_000)

  @Test func `a surface that rounding would tie into a knot is valid and keeps its area`() throws {
    // A slit of 4 mm runs 9 m into a square of 10 m; its sides round to one line, or cross.
    let slit = ring([(0, 0), (10, 0), (10, 5), (1, 5.002), (10, 5.004), (10, 10), (0, 10)])
    let written = try write([[slit]])
    #expect(written.count == 1 && areValid(written))
    #expect(abs(squareMetres(written, 0) - 100) < 0.1)
  }

  @Test func `a hole that touches its shell once rounded is valid`() throws {
    let shell = ring([(0, 0), (10, 0), (10, 10), (0, 10)])
    let hole = ring([(2, 0.003), (8, 0.002), (8, 5), (2, 5)])
    let written = try write([[shell, hole]])
    #expect(areValid(written))
    #expect(abs(squareMetres(written, 0) - 70) < 0.1)
  }

  @Test func `a border that is led elsewhere stays that of both who share it`() throws {
    // The first has a spike whose tip comes within 2 mm of its border with the second.
    let first = ring([(0, 0), (10, 0), (10, 10), (5.3, 10), (5, 0.002), (4.7, 10), (0, 10)])
    let second = ring([(0, -10), (10, -10), (10, 0), (0, 0)])
    let written = try write([[first], [second]])
    #expect(areValid(written))
    let borders = (0..<2).map { feature in
      Set(edges(written, feature).filter { abs($0.low.y - 52.155174) < 2e-6 })
    }
    #expect(!borders[0].intersection(borders[1]).isEmpty)
    #expect(borders[0].symmetricDifference(borders[1]).allSatisfy { $0.low.y != $0.high.y })
  }

  @Test func `a surface too narrow for the grid gets more decimals, and is not lost`() throws {
    let sliver = ring([(0, 0), (10, 0.0004), (10, 0.0008)])
    let square = ring([(20, 0), (30, 0), (30, 10), (20, 10)])
    let written = try write([[sliver], [square]])
    #expect(written.count == 2 && areValid(written))
    // A step of nine decimals is 0.1 mm, over 10 m.
    #expect(abs(squareMetres(written, 0) - 0.002) < 1e-3)
  }

  @Test func `the box of a file holds what has more decimals than its own`() throws {
    var sliver = GeometryArray()
    append([ring([(0, 0), (10, 0.0004), (10, 0.0008)])], to: &sliver)
    let box = try #require(try collection(of: sliver)["bbox"] as? [Double])
    let shells = try text(of: sliver)[0]["coordinates"] as? [[[[Double]]]] ?? []
    let positions = Array(shells.joined().joined())
    #expect(positions.count >= 4)
    #expect(positions.allSatisfy { box[0] <= $0[0] && $0[0] <= box[2] })
    #expect(positions.allSatisfy { box[1] <= $0[1] && $0[1] <= box[3] })
    #expect(box[3] - box[1] < 2.5e-7)
  }

  @Test func `a line shorter than a step keeps its two ends`() throws {
    var line = GeometryArray()
    for x in [0, 0.001] { line.append(Self.corner + Position(x, 0)) }
    line.endPath(.line)
    line.endFeature()
    let coordinates = try text(of: line)[0]["coordinates"] as? [[Double]] ?? []
    #expect(coordinates.count == 2 && coordinates.first != coordinates.last)
  }

  @Test func `valid surfaces are rounded position by position`() throws {
    let square = ring([(0, 0), (10, 0), (10, 10), (0, 10)])
    let written = try write([[square]])
    let operation = try CoordinateOperation(
      from: CoordinateSystem("EPSG:28992"),
      to: CoordinateSystem(CoordinateSystem.crs84Definition))
    var positions = square
    _ = try operation.transform(&positions, threads: 1, exact: true)
    #expect(zip(written.positions, positions).allSatisfy { abs($0.x - $1.x) < 1e-7 })
    #expect(written.positions.allSatisfy { ($0.x * 1e7).rounded() / 1e7 == $0.x })
  }

  /// Stars with hundreds of thin arms of a few steps wide, most of which rounding breaks.
  @Test(arguments: UInt64(0)..<12)
  func `random thin shapes are valid, with the areas they had`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let stars = (0..<20).map { _ in [star(arms: Int.random(in: 3...60, using: &random), &random)] }
    let written = try write(stars)
    #expect(areValid(written))
    var before = GeometryArray()
    for star in stars { append(star, to: &before) }
    for feature in 0..<before.count {
      let length = (0..<edges(before, feature).count).reduce(0.0) { sum, edge in
        let (a, b) = (
          before.positions[before.pathStarts[feature] + edge],
          before.positions[before.pathStarts[feature] + edge + 1]
        )
        return sum + (((a - b) * (a - b)).sum()).squareRoot()
      }
      // No edge moves by more than a step or two on either side.
      #expect(abs(squareMetres(written, feature) - before.area(of: feature)) < 0.015 * length)
    }
  }

  @Test func `bytes do not depend on the number of threads where edges are led`() throws {
    var random = SeededGenerator(seed: 77)
    var shapes = GeometryArray()
    for _ in 0..<400 { append([star(arms: 20, &random)], to: &shapes) }
    let folder = try TemporaryFolder()
    let files = try [1, 2, 5].map { threads in
      let path = folder.file("\(threads)")
      try write(shapes, to: path, threads: threads)
      return FileManager.default.contents(atPath: path)
    }
    #expect(files[0] != nil && files[0] == files[1] && files[0] == files[2])
  }

  // MARK: -

  private func ring(_ corners: [(Double, Double)]) -> [Position] {
    (corners + [corners[0]]).map { Self.corner + Position($0.0, $0.1) }
  }

  /// A ring around a random place that goes out and in, seen from there in one direction all the way.
  private func star(arms: Int, _ random: inout SeededGenerator) -> [Position] {
    let middle = Position(
      .random(in: -500...500, using: &random), .random(in: -500...500, using: &random))
    var corners: [(Double, Double)] = []
    for corner in 0..<2 * arms {
      let angle = Double(corner) / Double(arms) * .pi
      let radius =
        corner % 2 == 0
        ? Double.random(in: 0.5...3, using: &random) : .random(in: 0.005...0.1, using: &random)
      corners.append((middle.x + radius * cos(angle), middle.y + radius * sin(angle)))
    }
    return ring(corners)
  }

  private func append(_ rings: [[Position]], to geometry: inout GeometryArray) {
    for (index, ring) in rings.enumerated() {
      for position in ring { geometry.append(position) }
      geometry.endPath(index == 0 ? .shell : .hole)
    }
    geometry.endFeature()
  }

  private func write(_ geometry: GeometryArray, to path: String, threads: Int) throws {
    try writeGeoJSON(
      VectorTable(name: "t", columns: [], geometryKind: .mixed, geometry: geometry),
      from: CoordinateSystem("EPSG:28992"), to: path, threads: threads)
  }

  /// Polygons, each of a shell and its holes, as they are read back.
  private func write(_ polygons: [[[Position]]]) throws -> GeometryArray {
    var geometry = GeometryArray()
    for rings in polygons { append(rings, to: &geometry) }
    var result = GeometryArray()
    for object in try text(of: geometry) {
      for polygon in object["coordinates"] as? [[[[Double]]]] ?? [] {
        for (index, ring) in polygon.enumerated() {
          for position in ring { result.append(Position(position[0], position[1])) }
          result.endPath(index == 0 ? .shell : .hole)
        }
      }
      result.endFeature()
    }
    return result
  }

  /// The geometry objects of the features that are written.
  private func text(of geometry: GeometryArray) throws -> [[String: Any]] {
    let features = try #require(try collection(of: geometry)["features"] as? [[String: Any]])
    return features.map { $0["geometry"] as? [String: Any] ?? [:] }
  }

  private func collection(of geometry: GeometryArray) throws -> [String: Any] {
    let folder = try TemporaryFolder()
    try write(geometry, to: folder.file("t.geojson"), threads: 2)
    let data = try #require(FileManager.default.contents(atPath: folder.file("t.geojson")))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func areValid(_ geometry: GeometryArray) -> Bool {
    var check = ValidityCheck()
    return (0..<geometry.count).allSatisfy {
      !geometry.paths(of: $0).isEmpty && check.isValid($0, in: geometry) == true
    }
  }

  /// The area of a feature in degrees, measured in RD.
  private func squareMetres(_ geometry: GeometryArray, _ feature: Int) -> Double {
    var copy = geometry
    let back = try? CoordinateOperation(
      from: CoordinateSystem(CoordinateSystem.crs84Definition), to: CoordinateSystem("EPSG:28992"))
    _ = try? back?.transform(&copy.positions, threads: 1, exact: true)
    return copy.area(of: feature)
  }

  private struct Edge: Hashable {
    let low: Position
    let high: Position
  }

  private func edges(_ geometry: GeometryArray, _ feature: Int) -> [Edge] {
    geometry.paths(of: feature).flatMap { path in
      let ring = geometry.positions[geometry.range(ofPath: path)]
      return zip(ring, ring.dropFirst()).map { a, b in
        a.x < b.x || (a.x == b.x && a.y < b.y) ? Edge(low: a, high: b) : Edge(low: b, high: a)
      }
    }
  }
}
