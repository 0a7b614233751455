import Geometry
import OpportunityMap
import Workers

/// How a candidate holds when weights and due years differ from those given.
package struct Robustness: Sendable, Equatable {
  /// Part of the draws in which it ranks among the best by net gain, 0 to 1.
  package var inTop: Double
  /// Part of the draws in which it survives, 0 to 1: in its best common year it gains, and no work
  /// gains more by leaving it.
  package var survival: Double
}

/// How candidates are tried.
package struct RobustnessOptions: Sendable, Equatable {
  /// Number of draws.
  package var draws: Int
  /// Seed of the draws.
  package var seed: Int
  /// How many count as the best.
  package var top: Int

  /// Options.
  package init(draws: Int, seed: Int, top: Int) {
    self.draws = draws
    self.seed = seed
    self.top = top
  }
}

/// Tries the candidates in seeded draws. In each the weight of every theme is drawn between half and
/// twice what it is (evenly in its logarithm), and the due year of every work evenly from its window;
/// works that may not move keep theirs. Shape of the answer: `candidates`.
/// - Throws: errors of threads alone.
package func tryCandidates(
  _ candidates: [Candidate], bundling: Bundling, map: OpportunityMap, options: RobustnessOptions,
  threads: Int
) throws -> [Robustness] {
  guard options.draws > 0, !candidates.isEmpty else { return [] }
  let random = RandomDraws(seed: options.seed, weights: map.themes.map(\.weight))
  let parts = try concurrentMap(candidates.indices, inChunksOf: 512, threads: threads) { range in
    var trial = RobustnessTrial(
      candidates[range], bundling.problem, random, top: options.top)
    return trial.run(draws: options.draws)
  }
  let inTop = try timesInTop(parts, candidates: candidates.count, options, threads: threads)
  return zip(inTop, parts.lazy.flatMap(\.survived)).map { inTop, survived in
    Robustness(
      inTop: Double(inTop) / Double(options.draws),
      survival: Double(survived) / Double(options.draws))
  }
}

/// In how many draws each candidate is one of the best. Shape: candidates.
private func timesInTop(
  _ parts: [TrialOutcome], candidates: Int, _ options: RobustnessOptions, threads: Int
) throws -> [Int] {
  let best = try mapInChunks(of: 32, count: options.draws, threads: threads) { draw in
    var all = BestList(size: options.top)
    for part in parts { for entry in part.best[draw] { all.add(entry) } }
    return all.best
  }
  var counts = [Int](repeating: 0, count: candidates)
  for entry in best.joined() { counts[Int(entry.number)] += 1 }
  return counts
}
