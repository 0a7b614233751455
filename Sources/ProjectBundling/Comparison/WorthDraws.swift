import Foundation
import OpportunityMap
import Workers

/// How an answer's worth varies with what nobody knows for sure: the weights of the themes, what prices
/// turn out to be, and how much of a saving is realised. The same draws for every answer, so that two can
/// be held against each other draw by draw.
package struct WorthDraws: Sendable {
  /// Number of draws.
  package let count: Int
  private let weights: [[Double]]
  private let costs: [Double]
  private let savings: [Double]

  /// Draws by a seed, around given weights of themes: each weight between half and twice the given one,
  /// costs 20 % lower to 30 % higher, of a saving 11/24 to 11/10 (`Uncertainty.usual`).
  package init(count: Int, seed: Int, weights: [Double]) {
    self.count = count
    let random = RandomDraws(seed: seed, weights: weights)
    let blocks = (0..<(count + 7) / 8).map { random.weights(block: $0) }
    self.weights = (0..<count).map { draw in blocks[draw / 8].map { $0[draw % 8] } }
    var bits = SplitMix(seed: UInt64(bitPattern: Int64(seed)))
    let usual = Uncertainty.usual
    costs = (0..<count).map { _ in Double.random(in: usual.cost, using: &bits) }
    savings = (0..<count).map { _ in Double.random(in: usual.saving, using: &bits) }
  }

  /// Worth in EUR in each draw of what figures tell, where `served` is what couplings bring by
  /// theme at a weight of 1. Shape: draws.
  package func worths(_ figures: ScenarioFigures, served: [Double]) -> [Double] {
    (0..<count).map { draw in
      let challenges = zip(weights[draw], served).reduce(0) { $0 + $1.0 * $1.1 }
      return savings[draw] * (figures.saved + figures.nuisance) + challenges
        - costs[draw]
        * (figures.moving + figures.riskLeft + figures.couplingCost + figures.couplingUpkeep)
    }
  }

  /// Share of the draws, 0 to 1, in which the first is worth more than the second.
  package static func share(_ first: [Double], beats second: [Double]) -> Double {
    guard !first.isEmpty else { return 0 }
    return Double(zip(first, second).count { $0 > $1 }) / Double(first.count)
  }
}

extension ProjectPlan {
  /// What the couplings that are chosen bring, in EUR by theme at a weight of 1, brought back to the first
  /// year. Shape: themes.
  package func servedByTheme(_ map: OpportunityMap) -> [Double] {
    couplings?.effectsByTheme(map.themes.count)
      ?? [Double](repeating: 0, count: map.themes.count)
  }

  /// The candidates that the programme does as a whole.
  var doneCandidates: [Candidate] {
    zip(candidates, programmedYears).filter { $1 != nil }.map(\.0)
  }
}
