import Foundation
import Geometry
import OpportunityMap

/// How a candidate holds when weights and due years differ from those given.
public struct Robustness: Sendable, Equatable {
  /// Part of the draws in which it ranks among the best by net gain, 0 to 1.
  public var inTop: Double
  /// Part of the draws in which it survives, 0 to 1: in its best common year it gains, and no work
  /// gains more by leaving it.
  public var survival: Double
}

/// How candidates are tried.
public struct RobustnessOptions: Sendable, Equatable {
  /// Number of draws.
  public var draws: Int
  /// Seed of the draws.
  public var seed: Int
  /// How many count as the best.
  public var top: Int

  /// Options.
  public init(draws: Int, seed: Int, top: Int) {
    self.draws = draws
    self.seed = seed
    self.top = top
  }
}

/// Tries the candidates in seeded draws. In each the weight of every theme is drawn between half and
/// twice what it is (evenly in its logarithm), and the due year of every work evenly from its window;
/// works that may not move keep theirs. Shape of the answer: `candidates`.
public func tryCandidates(
  _ candidates: [Candidate], bundling: Bundling, map: OpportunityMap, options: RobustnessOptions,
  threads: Int
) throws -> [Robustness] {
  guard options.draws > 0, !candidates.isEmpty else { return [] }
  let trial = RobustnessTrial(candidates, bundling: bundling, map: map, seed: options.seed)
  let chunks = min(options.draws, 64)
  let counts = try concurrentMap(count: chunks, threads: threads) { chunk in
    let first = chunk * options.draws / chunks
    let last = (chunk + 1) * options.draws / chunks
    return trial.count(draws: first..<last, top: options.top)
  }
  return candidates.indices.map { index in
    let best = counts.reduce(0) { $0 + $1.inTop[index] }
    let kept = counts.reduce(0) { $0 + $1.survived[index] }
    return Robustness(
      inTop: Double(best) / Double(options.draws), survival: Double(kept) / Double(options.draws))
  }
}

/// What all draws share: for each candidate what it saves, what is lost when one of its works leaves,
/// and what moving costs.
private struct RobustnessTrial {
  private let problem: BundlingProblem
  private let candidates: [Candidate]
  private let weights: [Double]
  private let seed: UInt64
  /// EUR saved by each candidate, challenges apart. Shape: candidates.
  private let saved: [Double]
  /// Value in EUR of each theme that rides along, at weight 1. Shape: candidates x themes.
  private let challenges: [Double]
  /// The same without one of its works. Shape: works of all candidates, candidate after candidate.
  private let savedWithout: [Double]
  private let challengesWithout: [Double]
  private let starts: [Int]

  init(_ candidates: [Candidate], bundling: Bundling, map: OpportunityMap, seed: Int) {
    problem = bundling.problem
    self.candidates = candidates
    self.seed = UInt64(seed)
    weights = map.themes.map(\.weight)
    let bundles = candidates.map(\.bundle)
    saved = bundles.map(\.gain.saved.total)
    // One bundle for each work that leaves: what is left of its candidate.
    let remainders = bundles.flatMap { bundle in
      bundle.works.map { work in
        Bundle(works: bundle.works.filter { $0 != work }, year: bundle.year, gain: .zero)
      }
    }
    starts = bundles.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.works.count) }
    let problem = bundling.problem
    savedWithout = remainders.map { problem.saved(by: $0.works).saved.total }
    let value = problem.rules.challengeValue
    challenges = CandidatePlaces(bundles, problem: problem, map: map)
      .sharedSeverities.map { $0 * value }
    challengesWithout = CandidatePlaces(remainders, problem: problem, map: map)
      .sharedSeverities.map { $0 * value }
  }

  struct Counts {
    var inTop: [Int32]
    var survived: [Int32]
  }

  func count(draws: Range<Int>, top: Int) -> Counts {
    let zeros = [Int32](repeating: 0, count: candidates.count)
    var counts = Counts(inTop: zeros, survived: zeros)
    var nets = [Double](repeating: 0, count: candidates.count)
    for draw in draws {
      let weights = drawnWeights(draw)
      for index in candidates.indices {
        let outcome = outcome(of: index, draw, weights)
        nets[index] = outcome.net
        if outcome.survives { counts.survived[index] += 1 }
      }
      let threshold = nets.sorted(by: >)[min(top, nets.count) - 1]
      for index in nets.indices where nets[index] >= threshold { counts.inTop[index] += 1 }
    }
    return counts
  }

  private func outcome(
    of index: Int, _ draw: Int, _ weights: [Double]
  ) -> (net: Double, survives: Bool) {
    let works = candidates[index].bundle.works
    let drawn = works.map { shifted($0, draw) }
    let year = bestYear(drawn, otherwise: candidates[index].bundle.year)
    let prices = zip(works, drawn).map { price(of: $0, $1, in: year) }
    let whole = saved[index] + value(challenges, index, weights)
    let net = whole - prices.reduce(0, +)
    let staysWhole = works.indices.allSatisfy { member in
      let rest = starts[index] + member
      return whole - prices[member] >= savedWithout[rest] + value(challengesWithout, rest, weights)
    }
    return (net, net > 0 && staysWhole)
  }

  /// What it costs to do a work, with its due year drawn, in a year: moving it and cutting renewed
  /// surfaces.
  private func price(of number: Int32, _ drawn: BundlingWork, in year: Int) -> Double {
    drawn.moving(to: year) + problem.cutting(number, in: year)
  }

  private func value(_ themes: [Double], _ index: Int, _ weights: [Double]) -> Double {
    weights.indices.reduce(0) { $0 + weights[$1] * themes[index * weights.count + $1] }
  }

  /// The year in which moving all works there costs least: the earliest of them.
  private func bestYear(_ works: [BundlingWork], otherwise: Int) -> Int {
    let first = works.map(\.years.lowerBound).max() ?? otherwise
    let last = works.map(\.years.upperBound).min() ?? otherwise
    guard first <= last else { return otherwise }
    let prices = (first...last).map { year in
      works.reduce(0) { $0 + $1.moving(to: year) }
    }
    return prices.indices.min { (prices[$0], $0) < (prices[$1], $1) }.map { first + $0 }
      ?? otherwise
  }

  /// The work with its due year drawn from its window.
  private func shifted(_ number: Int32, _ draw: Int) -> BundlingWork {
    var work = problem.works[Int(number)]
    let random = randomBits(draw, stream: UInt64(number))
    work.due = work.years.lowerBound + Int(random % UInt64(work.years.count))
    return work
  }

  /// Weights between half and twice the given ones, scaled to a mean of 1.
  private func drawnWeights(_ draw: Int) -> [Double] {
    let drawn = weights.indices.map { theme in
      let unit = Double(randomBits(draw, stream: UInt64.max - UInt64(theme)) >> 11) * 0x1p-53
      return weights[theme] * exp2(2 * unit - 1)
    }
    let total = drawn.reduce(0, +)
    return total > 0 ? drawn.map { $0 * Double(drawn.count) / total } : drawn
  }

  /// Random bits that seed, draw and stream alone decide: SplitMix64's finaliser (Steele, Lea, Flood
  /// 2014), so draws may be counted in any order.
  private func randomBits(_ draw: Int, stream: UInt64) -> UInt64 {
    var z = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(draw) &* 0xD1B5_4A32_D192_ED03 &+ stream
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
