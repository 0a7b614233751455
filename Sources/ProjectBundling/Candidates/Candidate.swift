import OpportunityMap

/// A project that the program proposes, or that people decided on: works to do together in one year.
public struct Candidate: Sendable, Equatable {
  /// Id: the same in every run in which the project has the same works.
  public var id: String
  /// Its works and year, and what it gains.
  public var bundle: Bundle
  /// Ground in m2 that its works cover, each place once.
  public var area: Double
  /// Ground in m2 on which at least two of its works meet.
  public var sharedArea: Double
  /// Ground in m2 of its works under each theme, each place once. Shape: themes.
  public var themeAreas: [Double]
  /// Severity x m2 of each theme on the ground where at least two works meet; with the weights scaled
  /// to a mean of 1 and `challengeValue` it gives what the challenges are worth. Shape: themes.
  public var sharedSeverities: [Double]
  /// Neighbourhood that holds the largest part of its largest work; nil outside all of them.
  public var neighbourhood: Int?
  /// Streets that its works name, each once, in order.
  public var streets: [String]
  /// What people decided about it, as an index in `Decisions.decisions`; nil where they did not.
  public var decision: Int?
  /// How far it is.
  public var status: Decisions.Status
  /// How it holds when weights and due years differ; nil where that was not tried.
  public var robustness: Robustness?
  /// Index of the pattern that it follows; nil where it follows none that recurs.
  public var pattern: Int?

  /// Themes that it serves: those on at least a hundredth of its ground.
  public var themes: [Int] {
    themeAreas.indices.filter { themeAreas[$0] >= 0.01 * area && themeAreas[$0] > 0 }
  }
}

/// The candidates of a plan, the largest net gain first.
public func makeCandidates(
  _ bundling: Bundling, map: OpportunityMap, decisions: Decisions, decided: DecidedWorks
) -> [Candidate] {
  let bundles = bundling.plan.bundles
  let problem = bundling.problem
  let places = CandidatePlaces(bundles, problem: problem, map: map)
  let ids = candidateIDs(
    bundles.map { bundle in bundle.works.map { map.works[problem.works[Int($0)].work].id } })
  let candidates = bundles.indices.map { index in
    let works = bundles[index].works.map { problem.works[Int($0)] }
    let decision = works.compactMap { decided.decisions[$0.work] }.max()
    return Candidate(
      id: ids[index], bundle: bundles[index], area: places.areas[index],
      sharedArea: places.sharedAreas[index], themeAreas: places.themeAreas(of: index),
      sharedSeverities: places.sharedSeverities(of: index),
      neighbourhood: map.neighbourhood(of: works), streets: map.streets(of: works),
      decision: decision, status: decision.map { decisions.decisions[$0].status } ?? .idea)
  }
  return candidates.sorted { ($1.bundle.gain.net, $0.id) < ($0.bundle.gain.net, $1.id) }
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
func candidateIDs(_ works: [[String]]) -> [String] {
  let digits = Array("23456789abcdefghjkmnpqrstuvwxyz0")
  let codes = works.map { ids in
    let hash = stableHash(ids.sorted().joined(separator: "\n"))
    return (0..<12).map { digits[Int(hash >> UInt64(5 * $0) & 31)] }
  }
  var length = 6
  while length < 12, Set(codes.map { $0.prefix(length) }).count < codes.count { length += 1 }
  return codes.map { "P-" + String($0.prefix(length)) }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): the same in every run, as `Hasher` is not.
private func stableHash(_ text: String) -> UInt64 {
  text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
