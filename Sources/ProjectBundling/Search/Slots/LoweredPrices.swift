/// How much lower each price begins than where the last sweep left it: less, where it had to rise again.
struct LoweredPrices {
  /// Part of each price that is taken off. Shape: nodes.
  private var parts: [Double]

  private static let most = 0.3

  init(count: Int) { parts = [Double](repeating: 0.1, count: count) }

  func lower(_ prices: [Double]) -> [Double] {
    zip(prices, parts).map { $0 * (1 - $1) }
  }

  /// Learns from a sweep that began with lowered prices.
  mutating func learn(
    from best: [Double], _ lowered: [Double], _ swept: [Double], isBetter: Bool
  ) {
    for node in parts.indices {
      let factor =
        swept[node] <= lowered[node] ? 1.25 : swept[node] > best[node] ? 0.6 : 0.9
      parts[node] = min(Self.most, parts[node] * factor) * (isBetter ? 1 : 0.7)
    }
  }
}
