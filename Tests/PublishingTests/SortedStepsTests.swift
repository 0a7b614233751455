import Geometry
import TestSupport
import Testing

@testable import Publishing

/// Which places lie in a box.
@Suite struct SortedStepsTests {
  @Test(arguments: UInt64(0)..<4) func `a box holds a place as comparing all tells`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func number() -> Int64 { .random(in: -50...50, using: &random) }
    let places = (0..<40).map { _ in GridStep(number(), number()) }
    let sorted = SortedSteps(places)
    var found = 0
    for _ in 0..<500 {
      let (x, y, width, height) = (number(), number(), abs(number()) / 4, abs(number()) / 4)
      let box = Bounds(
        minX: Double(x), minY: Double(y), maxX: Double(x + width), maxY: Double(y + height))
      let expected = places.contains {
        $0.x >= x && $0.x <= x + width && $0.y >= y && $0.y <= y + height
      }
      #expect(sorted.hasOne(in: box) == expected)
      found += expected ? 1 : 0
    }
    #expect(found > 20 && found < 480)
  }

  @Test func `no places are in no box`() {
    #expect(!SortedSteps([]).hasOne(in: Bounds(minX: -9, minY: -9, maxX: 9, maxY: 9)))
  }
}
