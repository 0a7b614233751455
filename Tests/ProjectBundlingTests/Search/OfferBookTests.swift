@testable import ProjectBundling
import TestSupport
import Testing

@Suite struct OfferBookTests {
  /// The best of what a cluster is offered by those that are there, and of equals the lowest pair.
  private func best(
    _ gains: [(a: Int32, b: Int32, gain: Double)], of number: Int32, among there: Set<Int32>
  ) -> Int32? {
    let mine = gains.filter { $0.a == number || $0.b == number }
      .map { (partner: $0.a == number ? $0.b : $0.a, gain: $0.gain) }
      .filter { there.contains($0.partner) }
    return mine.min { x, y in
      x.gain != y.gain
        ? x.gain > y.gain
        : (min(x.partner, number), max(x.partner, number))
          < (min(y.partner, number), max(y.partner, number))
    }?.partner
  }

  @Test func `the best are those of a full comparison, while clusters go`() {
    var random = SeededGenerator(seed: 23)
    for _ in 0..<50 {
      let count: Int32 = 12
      var gains: [(a: Int32, b: Int32, gain: Double)] = []
      for a in 0..<count {
        for b in a + 1..<count where Bool.random(using: &random) {
          // Few different gains, so that many are equal.
          gains.append((a, b, Double(Int.random(in: 1...4, using: &random))))
        }
      }
      var book = OfferBook(count: Int(count))
      for (a, b, gain) in gains { book.add(a, b, gain: gain) }
      var there = Set(0..<count)
      while there.count > 2 {
        for number in there {
          #expect(book.best[Int(number)].partner == best(gains, of: number, among: there) ?? -1)
        }
        let pairs = book.mutualPairs(among: there.sorted())
        #expect(
          pairs.allSatisfy { best(gains, of: $0.a, among: there) == $0.b && $0.a < $0.b })
        guard let gone = there.sorted().randomElement(using: &random) else { return }
        there.remove(gone)
        for number in book.bereft(by: gone) where there.contains(number) {
          book.setBest(book.bestLeft(for: number) { there.contains($0) }, for: number)
        }
      }
    }
  }
}
