import Geometry
import OpportunityMap
import Workers

/// A project that the program proposes, or that people decided on: works to do together in one year.
package struct Candidate: Sendable, Equatable {
  /// Id: the same in every run in which the project has the same works.
  package var id: String
  /// Its works and year, and what it gains.
  package var bundle: Bundle
  /// The ground that its works cover. `sharedSeverities`, with the weights scaled to a mean of 1 and
  /// `challengeValue`, gives what the challenges are worth.
  package var ground: BundleGround
  /// Neighbourhood that holds the largest part of its largest work; nil outside all of them.
  package var neighbourhood: Int?
  /// Streets that its works name, each once, in order.
  package var streets: [String]
  /// What people decided about it, as an index in `Decisions.decisions`; nil where they did not.
  package var decision: Int?
  /// How far it is.
  package var status: Decisions.Status
  /// How it holds when weights and due years differ; nil where that was not tried.
  package var robustness: Robustness?
  /// Index of the pattern that it follows; nil where it follows none that recurs.
  package var pattern: Int?

  /// Themes that it serves: those on at least a hundredth of its ground.
  package var themes: [Int] {
    ground.themeAreas.indices.filter {
      ground.themeAreas[$0] >= 0.01 * ground.area && ground.themeAreas[$0] > 0
    }
  }
}

/// The candidates of a plan, the largest net gain first.
/// - Throws: errors of threads alone.
package func makeCandidates(
  _ bundling: Bundling, map: OpportunityMap, decisions: Decisions, decided: DecidedWorks,
  threads: Int
) throws -> [Candidate] {
  let bundles = bundling.plan.bundles
  let problem = bundling.problem
  let rows = try BundleRows(bundles, problem, map, threads: threads)
  let ids = try candidateIDs(count: bundles.count, threads: threads) { index in
    bundles[index].works.map { map.works[problem.works[Int($0)].work].id }
  }
  let candidates = try mapInChunks(of: 256, count: bundles.count, threads: threads) { index in
    let works = bundles[index].works.map { problem.works[Int($0)] }
    let decision = works.compactMap { decided.decisions[$0.work] }.max()
    return Candidate(
      id: ids[index], bundle: bundles[index], ground: rows.ground(of: index),
      neighbourhood: map.neighbourhood(of: works), streets: map.streets(of: works),
      decision: decision, status: decision.map { decisions.decisions[$0].status } ?? .idea)
  }
  let gains = candidates.map(\.bundle.gain.net)
  return candidates.indices.sorted { (gains[$1], ids[$0]) < (gains[$0], ids[$1]) }
    .map { candidates[$0] }
}

extension OpportunityMap {
  fileprivate func neighbourhood(of works: [BundlingWork]) -> Int? {
    let assets = works.map(\.asset).filter { scores.neighbourhoods[$0] >= 0 }
    let largest = assets.max { (scores.surface[$0], $1) < (scores.surface[$1], $0) }
    return largest.map { Int(scores.neighbourhoods[$0]) }
  }

  fileprivate func streets(of works: [BundlingWork]) -> [String] {
    Set(works.compactMap { assets[$0.asset].street }).sorted()
  }
}

/// Ids that the works' ids alone decide, in whatever order they come: `P-` and letters and digits of
/// a hash, more of them where two would be the same.
/// - Throws: errors of threads alone.
func candidateIDs(
  count: Int, threads: Int, works: @Sendable (Int) -> [String]
) throws -> [String] {
  let hashes = try mapInChunks(of: 256, count: count, threads: threads) { index in
    stableHash(works(index).sorted().joined(separator: "\n"))
  }
  var length = 6
  while length < 12, !areDifferent(hashes, letters: length) { length += 1 }
  return hashes.map { "P-" + code($0, letters: length) }
}

/// Whether no two hashes have the same first letters.
private func areDifferent(_ hashes: [UInt64], letters: Int) -> Bool {
  let starts = hashes.map { $0 & (1 << UInt64(5 * letters) - 1) }.sorted()
  return zip(starts, starts.dropFirst()).allSatisfy { $0 != $1 }
}

/// The first letters and digits of a hash, five bits each.
private func code(_ hash: UInt64, letters: Int) -> String {
  let digits = Array("23456789abcdefghjkmnpqrstuvwxyz0".utf8)
  let code = (0..<letters).map { digits[Int(hash >> UInt64(5 * $0) & 31)] }
  return String(decoding: code, as: UTF8.self)
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): the same in every run, as `Hasher` is not.
private func stableHash(_ text: String) -> UInt64 {
  text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
