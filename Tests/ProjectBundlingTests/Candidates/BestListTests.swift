@testable import ProjectBundling
import TestSupport
import Testing

@Suite struct BestListTests {
  @Test func `the best are those that sorting finds, with all that equal the last`() {
    var random = SeededGenerator(seed: 19)
    for size in [1, 3, 20] {
      for count in [0, 1, 5, 500] {
        // Few different values, so that many are equal.
        let worths = (0..<count).map { _ in Double(Int.random(in: 0...40, using: &random)) }
        var list = BestList(size: size)
        for (number, worth) in worths.enumerated() {
          list.add(.init(worth: worth, number: Int32(number)))
        }
        let sorted = worths.sorted(by: >)
        let least = sorted.count > size ? sorted[size - 1] : -.infinity
        let expected = worths.indices.filter { worths[$0] >= least }
        #expect(list.best.map { Int($0.number) }.sorted() == expected)
      }
    }
  }
}
