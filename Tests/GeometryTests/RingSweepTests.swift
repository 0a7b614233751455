import Foundation
import TestSupport
import Testing

@testable import Geometry

@Suite struct RingSweepTests {
  @Test(arguments: [
    ("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))", true),
    ("POLYGON ((0 0, 4 0, 4 0, 4 4, 0 4, 0 0))", true),
    ("POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))", false),
    ("POLYGON ((0 0, 4 0, 4 4, 2 0, 0 4, 0 0))", false),
    ("POLYGON ((0 0, 4 0, 6 0, 4 0, 4 4, 0 4, 0 0))", false),
    ("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))", true),
    ("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (0 1, 2 1, 2 2, 1 2, 0 1))", false),
    ("POLYGON ((0 0, 0 0, 0 0, 0 0))", false),
  ])
  func `rings are apart or meet`(text: String, isSimple: Bool) throws {
    let polygon = try GeometryArray(wellKnownText: text)
    #expect((RingSweep.firstMeeting(of: 0, in: polygon) == nil) == isSimple)
  }

  @Test(arguments: 0..<4)
  func `random rings are simple where GEOS finds them valid`(run: UInt64) {
    var generator = SeededGenerator(seed: run)
    var simple = 0
    for _ in 0..<400 {
      let ring = randomRing(isStar: .random(using: &generator), using: &generator)
      let isSimple = RingSweep.firstMeeting(of: 0, in: ring) == nil
      let isValid = isValidToGeos(0, of: ring)
      // A ring that touches itself at a place can be valid for GEOS in no case either.
      #expect(isSimple == isValid)
      simple += isSimple ? 1 : 0
    }
    #expect(simple > 50 && simple < 350)
  }

  @Test func `a violently spiky ring is found valid, and a crossed one is not lost in silence`()
    throws
  {
    let star = spikes(30_000)
    #expect(try star.repaired(threads: 1).1.isEmpty)
    var crossed = star
    crossed.positions.swapAt(100, 15_000)
    let (_, repairs) = try crossed.repaired(threads: 1)
    let repair = try #require(repairs.first)
    #expect(!repair.succeeded && repair.problem.contains("Self-intersection["))
  }

  @Test func `a side is exact where doubles round`() {
    let (a, b) = (Position(12, 12), Position(24, 24))
    var (left, right) = (0, 0)
    // The classic case of Kettner and others: steps of one unit in the last place around 0.5.
    for row in 0..<32 {
      for column in 0..<32 {
        let c = Position(0.5 + Double(column) * 0x1p-53, 0.5 + Double(row) * 0x1p-53)
        let side = orientation(a, b, c)
        #expect(side == (c.y - c.x).sign0)
        left += side > 0 ? 1 : 0
        right += side < 0 ? 1 : 0
      }
    }
    #expect(left > 0 && left == right)
  }

  /// Long thin spikes all around a centre.
  private func spikes(_ count: Int) -> GeometryArray {
    var generator = SeededGenerator(seed: 500)
    let radii = (0..<count).map { _ in Double.random(in: 50...1000, using: &generator) }
    return ring(
      radii.enumerated().map { index, radius in
        let angle = 2 * Double.pi * Double(index) / Double(count)
        return Position(cos(angle), sin(angle)) * radius
      })
  }

  private func randomRing(
    isStar: Bool, using generator: inout SeededGenerator
  ) -> GeometryArray {
    let count = Int.random(in: 3...24, using: &generator)
    return ring(
      (0..<count).map { index in
        guard isStar else {
          return Position(
            Double(Int.random(in: 0...40, using: &generator)),
            Double(Int.random(in: 0...40, using: &generator)))
        }
        let angle = 2 * Double.pi * Double(index) / Double(count)
        return Position(cos(angle), sin(angle)) * Double.random(in: 1...10, using: &generator)
      })
  }

  private func ring(_ corners: [Position]) -> GeometryArray {
    var geometry = GeometryArray()
    for corner in corners + [corners[0]] { geometry.append(corner) }
    geometry.endPath(.shell)
    geometry.endFeature()
    return geometry
  }
}

extension Double {
  /// -1, 0 or 1.
  fileprivate var sign0: Int { self > 0 ? 1 : self < 0 ? -1 : 0 }
}
