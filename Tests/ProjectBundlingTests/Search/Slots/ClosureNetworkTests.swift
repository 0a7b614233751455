import TestSupport
import Testing

@testable import ProjectBundling

@Suite struct ClosureNetworkTests {
  /// Items with profits, who obliges whom, and pairs that cost something when parted.
  private struct Choice {
    var profits: [Double]
    var obliged: [(Int, Int)]
    var coupled: [(Int, Int, Double)]

    init(_ random: inout SeededGenerator) {
      let count = Int.random(in: 1...9, using: &random)
      profits = (0..<count).map { _ in Double.random(in: -50...50, using: &random) }
      func pair(_ random: inout SeededGenerator) -> (Int, Int) {
        (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
      }
      obliged = (0..<count).map { _ in pair(&random) }.filter { $0 != $1 }
      coupled = (0..<count / 2).map { _ in pair(&random) }.filter { $0 != $1 }
        .map { ($0, $1, Double.random(in: 0...30, using: &random)) }
    }

    /// What a set brings; nil where it is not closed.
    func value(of set: Int) -> Double? {
      func has(_ item: Int) -> Bool { set >> item & 1 == 1 }
      guard obliged.allSatisfy({ !has($0) || has($1) }) else { return nil }
      let parted = coupled.filter { has($0.0) != has($0.1) }.reduce(0) { $0 + $1.2 }
      return profits.indices.filter(has).reduce(0) { $0 + profits[$1] } - parted
    }

    var best: Double { (0..<1 << profits.count).compactMap(value).max() ?? 0 }
  }

  @Test func `the best closed set is that of trying them all`() {
    var random = SeededGenerator(seed: 3)
    var network = ClosureNetwork()
    for _ in 0..<2000 {
      let choice = Choice(&random)
      network.removeAll()
      let items = choice.profits.map { network.addItem($0) }
      for (a, b) in choice.obliged { network.oblige(items[a], items[b]) }
      for (a, b, cost) in choice.coupled { network.couple(items[a], items[b], cost) }
      let value = network.solve()
      // Each profit is rounded up and each cost down by less than a thousandth.
      #expect(value >= choice.best - 1e-9 && value <= choice.best + 0.02)
      let taken = items.indices.reduce(0) { $0 | (network.takes(items[$1]) ? 1 << $1 : 0) }
      let reached = choice.value(of: taken)
      #expect(reached.map { abs($0 - value) <= 0.02 } == true)
    }
  }

  @Test func `nothing is taken where nothing pays`() {
    var network = ClosureNetwork()
    network.removeAll()
    let item = network.addItem(-1)
    #expect(network.solve() == 0 && !network.takes(item))
  }
}
