import LayerIO
import LayerStack

/// All that the choice in a group of related works depends on, as a hash: groups with one key have the same
/// bundles. Numbers of parties, kinds and assets count only as far as they tell works of the group apart.
struct GroupKey: Hashable, Sendable {
  private let sha256: String

  /// The key of a group, given as a problem of its own.
  init(_ problem: BundlingProblem, _ limits: ClusterLimits, _ effort: SearchEffort) {
    var content = GroupContent()
    content.add(problem, limits, effort)
    sha256 = LayerIO.sha256(of: content.words)
  }
}

private struct GroupContent {
  private(set) var words: [UInt64] = []
  private var parties = LocalNumbers()
  private var assets = LocalNumbers()
  private var kinds = LocalNumbers()

  mutating func add(_ problem: BundlingProblem, _ limits: ClusterLimits, _ effort: SearchEffort) {
    add(effort)
    add(problem.rules)
    add(problem.works.count)
    for (number, work) in problem.works.enumerated() { add(work, Int32(number), problem.cuts) }
    for kind in kinds.all {
      add(problem.kinds[kind].shares)
      for other in kinds.all { add(limits.forbids(kind, other) ? 1 : 0) }
    }
    add(problem.relations.count)
    for pair in problem.relations {
      words.append(pairKey(pair.a, pair.b))
      add(pair.isSameStreet ? 1 : 0)
    }
    for ground in problem.grounds {
      add(ground.area)
      add(ground.challenge)
      add(ground.works)
    }
    add(problem.decisions)
    add(problem.byPlace)
  }

  private mutating func add(_ effort: SearchEffort) {
    for count in [
      effort.tableNodes, effort.layeredNodes, effort.exactSets, effort.times, effort.rounds,
      effort.exchanges, effort.patches, effort.pricedNodes, effort.prices.sweeps,
      effort.prices.firstBranches, effort.prices.branches, effort.prices.charges,
      effort.prices.tiers, effort.prices.raises, Int(effort.prices.least * 1000),
      effort.prices.keepsBundles ? 1 : 0,
    ] { add(count) }
  }

  private mutating func add(_ rules: BundlingRules) {
    add(rules.saved)
    add(rules.nuisancePerDay)
    add(rules.challengeValue)
    add(rules.limits.parties)
    add(rules.limits.span)
    add(rules.limits.days)
    add(rules.limits.cost)
    add(rules.project.setup)
    add(rules.project.leastGain)
    add(rules.project.leastCash)
  }

  private mutating func add(_ work: BundlingWork, _ number: Int32, _ cuts: CutPrices) {
    add(parties.number(of: work.party))
    add(assets.number(of: work.asset))
    add(kinds.number(of: work.kind))
    add(work.years.lowerBound)
    add(work.years.upperBound)
    add(work.due)
    add(work.cost)
    add(work.surface)
    add(work.days)
    add(work.earlierPerYear)
    add(work.laterPerYear)
    for side in 0..<4 { add(work.box[side]) }
    if cuts.hasAny(number) { for year in work.years { add(cuts[number, year]) } }
    add(cuts.hasAny(number) ? 1 : 0)
  }

  private mutating func add(_ decisions: NumberedDecisions) {
    for (list, isClosed) in zip(decisions.joined, decisions.isClosed) {
      add(isClosed ? 1 : 0)
      add(list)
    }
    add(decisions.separated.count)
    for pair in decisions.separated { words.append(pairKey(pair.a, pair.b)) }
  }

  private mutating func add(_ parts: CostParts) {
    for part in [
      parts.excavation, parts.surface, parts.traffic, parts.plan, parts.tender, parts.nuisance,
    ] { add(part) }
  }

  private mutating func add(_ list: [Int32]) {
    add(list.count)
    for number in list { add(Int(number)) }
  }

  private mutating func add(_ value: Double) { words.append(value.bitPattern) }

  private mutating func add(_ value: Int) { words.append(UInt64(bitPattern: Int64(value))) }
}

/// Numbers in the order in which they come.
private struct LocalNumbers {
  private(set) var all: [Int] = []
  private var known: [Int: Int] = [:]

  mutating func number(of value: Int) -> Int {
    if let number = known[value] { return number }
    known[value] = all.count
    all.append(value)
    return all.count - 1
  }
}
