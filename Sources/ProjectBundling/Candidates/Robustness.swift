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

/// What all draws share, in flat arrays: for each candidate what it saves and in which years it may be
/// done; for each of its works what is lost when it leaves, and what moving it costs.
private struct RobustnessTrial {
  private let weights: [Double]
  private let seed: UInt64
  /// EUR saved by each candidate, challenges apart. Shape: candidates.
  private let saved: [Double]
  /// Value in EUR of each theme that rides along, at weight 1. Shape: candidates x themes.
  private let challenges: [Double]
  /// Years that all works of a candidate allow. Shape: candidates.
  private let years: [ClosedRange<Int>]
  /// First member of each candidate, and the number of members at the end. Shape: candidates + 1.
  private let starts: [Int]
  /// The works of all candidates, candidate after candidate.
  private let members: [Member]
  /// What is left of the value of each theme when a member leaves. Shape: members x themes.
  private let challengesWithout: [Double]
  /// Cost of cutting renewed surfaces by year; `Member.cuts` is where a member's years begin.
  private let cuts: [Double]

  /// A work of a candidate.
  private struct Member {
    let work: BundlingWork
    let number: UInt64
    /// EUR that its candidate saves without it, challenges apart.
    let savedWithout: Double
    let cuts: Int
  }

  init(_ candidates: [Candidate], bundling: Bundling, map: OpportunityMap, seed: Int) {
    let problem = bundling.problem
    let bundles = candidates.map(\.bundle)
    self.seed = UInt64(seed)
    weights = map.themes.map(\.weight)
    saved = bundles.map(\.gain.saved.total)
    let common = bundles.map { problem.commonYears($0.works) ?? $0.year...$0.year }
    years = common
    starts = bundles.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.works.count) }
    var members: [Member] = []
    var cuts: [Double] = []
    var remainders: [Bundle] = []
    for (bundle, years) in zip(bundles, common) {
      for work in bundle.works {
        let rest = bundle.works.filter { $0 != work }
        remainders.append(Bundle(works: rest, year: bundle.year, gain: .zero))
        members.append(
          Member(
            work: problem.works[Int(work)], number: UInt64(work),
            savedWithout: problem.saved(by: rest).saved.total, cuts: cuts.count))
        cuts += years.map { problem.cutting(work, in: $0) }
      }
    }
    (self.members, self.cuts) = (members, cuts)
    let value = problem.rules.challengeValue
    challenges = candidates.flatMap(\.sharedSeverities).map { $0 * value }
    challengesWithout = CandidatePlaces(remainders, problem: problem, map: map)
      .sharedSeverities.map { $0 * value }
  }

  struct Counts {
    var inTop: [Int32]
    var survived: [Int32]
  }

  func count(draws: Range<Int>, top: Int) -> Counts {
    let zeros = [Int32](repeating: 0, count: saved.count)
    var counts = Counts(inTop: zeros, survived: zeros)
    var nets = [Double](repeating: 0, count: saved.count)
    var dues: [Int] = []
    for draw in draws {
      let weights = drawnWeights(draw)
      for candidate in saved.indices {
        dues.removeAll(keepingCapacity: true)
        for member in starts[candidate]..<starts[candidate + 1] { dues.append(due(member, draw)) }
        let outcome = outcome(of: candidate, dues, weights)
        nets[candidate] = outcome.net
        if outcome.survives { counts.survived[candidate] += 1 }
      }
      let threshold = nets.sorted(by: >)[min(top, nets.count) - 1]
      for index in nets.indices where nets[index] >= threshold { counts.inTop[index] += 1 }
    }
    return counts
  }

  /// What a candidate gains in the year that suits the drawn due years best, and whether it holds.
  private func outcome(
    of candidate: Int, _ dues: [Int], _ weights: [Double]
  ) -> (net: Double, survives: Bool) {
    let first = starts[candidate]
    var (best, lowest) = (years[candidate].lowerBound, Double.infinity)
    for year in years[candidate] {
      var sum = 0.0
      for index in dues.indices { sum += price(first + index, due: dues[index], year, candidate) }
      if sum < lowest { (best, lowest) = (year, sum) }
    }
    let whole = saved[candidate] + value(challenges, candidate, weights)
    let net = whole - lowest
    guard net > 0 else { return (net, false) }
    for index in dues.indices {
      let member = first + index
      let rest = members[member].savedWithout + value(challengesWithout, member, weights)
      if whole - price(member, due: dues[index], best, candidate) < rest { return (net, false) }
    }
    return (net, true)
  }

  /// What it costs to do a work, with its due year drawn, in a year: moving it and cutting renewed
  /// surfaces.
  private func price(_ member: Int, due: Int, _ year: Int, _ candidate: Int) -> Double {
    let place = members[member].cuts + year - years[candidate].lowerBound
    let shift = Double(year - due)
    let work = members[member].work
    return cuts[place] + (shift < 0 ? -shift * work.earlierPerYear : shift * work.laterPerYear)
  }

  private func value(_ themes: [Double], _ index: Int, _ weights: [Double]) -> Double {
    var sum = 0.0
    for theme in weights.indices { sum += weights[theme] * themes[index * weights.count + theme] }
    return sum
  }

  /// A due year from the member's window.
  private func due(_ member: Int, _ draw: Int) -> Int {
    let window = members[member].work.years
    let random = randomBits(draw, stream: members[member].number)
    return window.lowerBound + Int(random % UInt64(window.count))
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

  /// Random bits that seed, draw and stream alone decide: SplitMix64's finaliser, so draws may be counted in
  /// any order.
  private func randomBits(_ draw: Int, stream: UInt64) -> UInt64 {
    SplitMix.mixed(
      seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(draw) &* 0xD1B5_4A32_D192_ED03 &+ stream)
  }
}
