import Foundation
import Geometry
import LayerIO
import Tables
import TestSupport
import Testing
import Workers

@testable import Report

/// The bytes of shapes, read by a reader that knows nothing but their documentation.
@Suite struct ReportShapesTests {
  @Test func `positions come back in web Mercator, rings open, points and lines as they are`()
    throws
  {
    var geometry = GeometryArray()
    // The tower of Amersfoort; x and y of EPSG:3857 from its formula, 6,378,137 x longitude and so on.
    let tower = Position(5.38720621, 52.15517440)
    geometry.append(tower)
    geometry.endPath(.point)
    geometry.endFeature()
    geometry.endFeature()
    for step in [0, 0.01, 0.02] { geometry.append(tower + Position(step, step * step)) }
    geometry.endPath(.line)
    for corner in [(0.0, 0.0), (0.01, 0), (0.01, 0.01), (0, 0)] {
      geometry.append(tower + Position(corner.0, corner.1))
    }
    geometry.endPath(.shell)
    geometry.endFeature()
    var shapes = ReportShapes()
    try shapes.add("a", RowGeometry(geometry), threads: 2)
    #expect(
      shapes.entries == [.init(name: "a", features: 3, groupSize: 64, paths: 3, positions: 7)])
    let features = decoded(shapes.bytes.bytes, features: 3)
    #expect(features.map { $0.map(\.role) } == [[3], [], [2, 0]])
    let world = 40_075_016.685578
    let point = features[0][0].positions[0]
    #expect(abs(Double(point.x) / 0x1p28 * world - world / 2 - 599_701.05) < 0.2)
    #expect(abs(world / 2 - Double(point.y) / 0x1p28 * world - 6_828_231.75) < 0.2)
    #expect(features[2].map(\.positions.count) == [3, 3])
  }

  @Test func `simplified paths stay within two units of the positions that they leave out`() throws
  {
    var generator = SeededGenerator(seed: 7)
    var geometry = GeometryArray()
    var position = Position(4.5, 51.9)
    for _ in 0..<400 {
      position += Position(
        Double.random(in: -2e-6...1e-5, using: &generator),
        Double.random(in: -4e-6...4e-6, using: &generator))
      geometry.append(position)
    }
    geometry.endPath(.line)
    geometry.endFeature()
    var shapes = ReportShapes()
    try shapes.add("a", RowGeometry(geometry), threads: 2)
    let path = decoded(shapes.bytes.bytes, features: 1)[0][0].positions
    #expect(path.count < 400 && path.count > 10)
    for position in geometry.positions {
      let x = (position.x / 360 + 0.5) * 0x1p28
      let y = (0.5 - asinh(tan(position.y * .pi / 180)) / (2 * .pi)) * 0x1p28
      let nearest = zip(path, path.dropFirst()).map { distance(x, y, $0, $1) }.min() ?? .infinity
      // One unit more for the rounding of positions to the grid.
      #expect(nearest < 3.5)
    }
  }

  @Test func `what is smaller than the grid has no path`() throws {
    var geometry = GeometryArray()
    for corner in [(0.0, 0.0), (1e-8, 0), (1e-8, 1e-8), (0, 0)] {
      geometry.append(Position(4.5 + corner.0, 51.9 + corner.1))
    }
    geometry.endPath(.shell)
    geometry.endFeature()
    var shapes = ReportShapes()
    try shapes.add("a", RowGeometry(geometry), threads: 2)
    #expect(
      shapes.entries == [.init(name: "a", features: 1, groupSize: 64, paths: 0, positions: 0)])
    #expect(shapes.bytes.bytes == [0])
  }

  @Test func `features of all groups come back, whatever the number of threads`() throws {
    var geometry = GeometryArray()
    for feature in 0..<150 {
      geometry.append(Position(Double(feature) - 75, Double(feature) / 2))
      geometry.endPath(.point)
      geometry.endFeature()
    }
    let layers = try [1, 3].map { threads in
      var shapes = ReportShapes()
      try shapes.add("a", RowGeometry(geometry), threads: threads)
      return shapes.bytes.bytes
    }
    #expect(layers[0] == layers[1])
    let longitudes = decoded(layers[0], features: 150).map {
      Double($0[0].positions[0].x) / 0x1p28 * 360 - 180
    }
    #expect(longitudes.enumerated().allSatisfy { abs($1 - Double($0) + 75) < 2e-6 })
  }

  private struct Path {
    var role: UInt32
    var positions: [(x: Int, y: Int)]
  }

  private func decoded(_ bytes: ArraySlice<UInt8>, features: Int) -> [[Path]] {
    var rest = bytes
    func unsigned() -> UInt32 {
      var (value, shift) = (UInt32(0), UInt32(0))
      while let byte = rest.popFirst() {
        value |= UInt32(byte & 0x7F) << shift
        shift += 7
        if byte < 0x80 { break }
      }
      return value
    }
    func signed() -> Int {
      let value = Int(unsigned())
      return value % 2 == 0 ? value / 2 : -(value + 1) / 2
    }
    var (x, y) = (0, 0)
    return (0..<features).map { feature in
      if feature % ReportShapes.groupSize == 0 { (x, y) = (0, 0) }
      return (0..<unsigned()).map { _ in
        let head = unsigned()
        return Path(
          role: head & 3,
          positions: (0..<head >> 2).map { _ in
            x += signed()
            y += signed()
            return (x, y)
          })
      }
    }
  }

  private func distance(
    _ x: Double, _ y: Double, _ a: (x: Int, y: Int), _ b: (x: Int, y: Int)
  ) -> Double {
    let (dx, dy) = (Double(b.x - a.x), Double(b.y - a.y))
    let (ox, oy) = (x - Double(a.x), y - Double(a.y))
    let length = dx * dx + dy * dy
    let part = length > 0 ? min(max((ox * dx + oy * dy) / length, 0), 1) : 0
    return hypot(ox - part * dx, oy - part * dy)
  }
}
