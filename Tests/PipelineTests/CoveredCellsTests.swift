import Geometry
import TestSupport
import Testing

@testable import Pipeline

/// A quick yes for positions in boxes.
@Suite struct CoveredCellsTests {
  @Test(arguments: 1...20)
  func `a yes is always right, and most positions in boxes get one`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let boxes = (0..<Int.random(in: 1...30, using: &random)).map { _ in
      let (x, y) = (
        Double.random(in: 0...9e5, using: &random), Double.random(in: 0...9e5, using: &random)
      )
      let size = Double.random(in: 1e4...1e5, using: &random)
      return Bounds(minX: x, minY: y, maxX: x + size, maxY: y + size)
    }
    let cells = CoveredCells(boxes)
    var (inside, found) = (0, 0)
    for _ in 0..<4000 {
      let place = Position(
        Double.random(in: -1e5...1.1e6, using: &random),
        Double.random(in: -1e5...1.1e6, using: &random))
      let isInside = boxes.contains { box in
        (box.minX...box.maxX).contains(place.x) && (box.minY...box.maxY).contains(place.y)
      }
      inside += isInside ? 1 : 0
      guard cells.hold(place) else { continue }
      found += 1
      #expect(isInside, "\(place) is in no box")
    }
    #expect(2 * found >= inside)
  }

  @Test func `boxes without a size or none say nothing`() {
    #expect(!CoveredCells([]).hold(.zero))
    #expect(!CoveredCells([Bounds(minX: 1, minY: 1, maxX: 1, maxY: 5)]).hold(Position(1, 2)))
  }
}
