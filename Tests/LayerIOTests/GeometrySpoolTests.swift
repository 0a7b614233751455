import Foundation
import Geometry
import TestSupport
import Testing

@testable import LayerIO

/// Geometry that went to disk and back.
@Suite struct GeometrySpoolTests {
  @Test func `what is read again is what was stored`() throws {
    let spool = try GeometrySpool()
    let geometry = squares(5000)
    let stored = try spool.store(geometry)
    #expect(try stored.load() == geometry)
    #expect(stored.bounds == geometry.bounds)
  }

  @Test func `near a box come the features whose box meets it, in their order`() throws {
    let spool = try GeometrySpool()
    let geometry = squares(20_000)
    let stored = try spool.store(geometry)
    let box = Bounds(minX: 11.5, minY: 30.5, maxX: 14, maxY: .infinity)
    let near = (0..<geometry.count).filter { geometry.bounds(of: $0).map(box.intersects) ?? false }
    #expect(near.count > 100 && near.count < geometry.count / 2)
    #expect(try stored.load(near: box) == geometry.selecting(near))
    #expect(try stored.load(near: Bounds(minX: -9, minY: -9, maxX: -8, maxY: -8)).count == 0)
  }

  @Test func `features without positions and arrays without features are kept`() throws {
    let spool = try GeometrySpool()
    var geometry = squares(2)
    geometry.endFeature()
    geometry.append(contentsOf: squares(1))
    #expect(try spool.store(geometry).load() == geometry)
    let nothing = try spool.store(GeometryArray())
    #expect(try nothing.load().count == 0 && nothing.bounds == nil)
  }

  @Test func `a file that is cut is told`() throws {
    let spool = try GeometrySpool()
    let stored = try spool.store(squares(100))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: stored.path))
    try file.truncate(atOffset: 100)
    try file.close()
    #expect(throws: SourceError.self) { try stored.load() }
  }

  /// Squares of side 1 with a hole, 50 in a row.
  private func squares(_ count: Int) -> GeometryArray {
    (0..<count).reduce(into: GeometryArray()) { geometry, index in
      let corner = Position(Double(index % 50), Double(index / 50))
      for (size, role) in [(1.0, PathRole.shell), (0.5, .hole)] {
        for step in [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)] {
          geometry.append(corner + size * Position(Double(step.0), Double(step.1)))
        }
        geometry.endPath(role)
      }
      geometry.endFeature()
    }
  }
}
