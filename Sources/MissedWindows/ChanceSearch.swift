import OpportunityMap
import ProjectBundling

/// Two works that share ground and were, or would be, opened within a rule of each other, or together.
package struct ChancePair: Sendable, Equatable {
  /// The work that came first, as a number of the problem.
  package var first: Int32
  /// The one that opened its ground again.
  package var second: Int32
  /// Ground in m2 that they share.
  package var area: Double
  /// Years that the rule forbids opening it after the first.
  package var ruleYears: Int
  /// What became of them.
  package var outcome: ChanceOutcome
  /// The bundle that holds both, as an index of the ledger's; nil where none would have saved.
  package var bundle: Int?
}

/// Works that would have been one project, had everything gone as well as it could.
package struct ChanceBundle: Sendable, Equatable {
  /// The works, ascending numbers of the problem.
  package var works: [Int32]
  /// The year that suits them best.
  package var year: Int
  /// What doing them together saves in cash, in cents, by what became of it; the sum is all that was possible.
  /// Shape: `ChanceOutcome.paying`.
  package var cents: [Int]
  /// What the public is spared, valued in EUR.
  package var nuisance: Double
  /// Price of moving works to that year, valued in EUR.
  package var moving: Double

  /// All that was possible, in cents.
  package var possible: Int { cents.reduce(0, +) }

  /// What was missed, in cents.
  package var missed: Int { ChanceOutcome.missed.reduce(0) { $0 + cents[$1.rawValue] } }

  /// The outcome, other than together, that most of its money has; together where none has any.
  package var mainOutcome: ChanceOutcome {
    let others = ChanceOutcome.paying.dropFirst()
    let best = others.max { (cents[$0.rawValue], $1) < (cents[$1.rawValue], $0) }
    return best.map { cents[$0.rawValue] > 0 ? $0 : .together } ?? .together
  }
}

/// What was possible, and what became of it.
struct ChanceLedger {
  /// The pairs; of those that are in one bundle the outcome is that of the step that joined them.
  var pairs: [ChancePair]
  /// The bundles, what was possible first.
  var bundles: [ChanceBundle]
}

/// Puts works together step by step: first those that were done together, then what else would have been
/// possible had one thing more been otherwise. Each step keeps the bundles of the one before and lets them
/// grow, so that what it adds is what that one thing cost, and all steps add up to all that was possible.
struct ChanceSearch {
  /// The works, with windows as wide as the years that are looked at.
  let problem: BundlingProblem
  /// Pairs that share ground, with what became of them as far as facts tell.
  let pairs: [ChancePair]
  /// Works that were done together, each list ascending; no work in two lists.
  let together: [[Int32]]
  /// Works that took the set-up of a contract. Where none of a bundle did, and a project would have cost more to
  /// set up than it saved, nothing counts.
  let contracted: Set<Int32>
  /// The steps after together, ascending.
  let steps: [ChanceOutcome]
  /// Years in which each work may be done in a step. Shape: works.
  let windows: (ChanceOutcome) -> [ClosedRange<Int>]
  /// Pairs of works that may not be one project in a step, given the groups of those that are related, directly or
  /// through others; the lower number first, ascending.
  let separated: (ChanceOutcome, _ groups: [[Int32]]) -> [(a: Int32, b: Int32)]

  /// The bundles of a step.
  private struct Stage {
    let outcome: ChanceOutcome
    let lists: [[Int32]]
    /// The list of each work that is in one.
    let home: [Int32: Int]

    init(_ outcome: ChanceOutcome, _ lists: [[Int32]]) {
      (self.outcome, self.lists) = (outcome, lists)
      home = lists.enumerated().reduce(into: [:]) { homes, list in
        for work in list.element { homes[work] = list.offset }
      }
    }

    func holds(_ pair: ChancePair) -> Bool {
      home[pair.first].map { $0 == home[pair.second] } ?? false
    }
  }

  /// Takes all steps.
  /// - Throws: errors of threads alone.
  func ledger(threads: Int) throws -> ChanceLedger {
    var stages = [Stage(.together, together)]
    var last = problem
    for step in steps {
      last = stage(step, from: stages[stages.count - 1].lists)
      let found = try chooseBundles(last, memory: GroupMemory(), threads: threads)
      stages.append(Stage(step, found.plan.bundles.map(\.works).filter { $0.count > 1 }))
    }
    let bundles = stages[stages.count - 1].lists.map { bundle($0, stages, last) }
      .sorted { ($1.possible, $0.works[0]) < ($0.possible, $1.works[0]) }
    return ChanceLedger(pairs: settled(stages, bundles), bundles: bundles)
  }

  /// The problem of a step, in which the bundles of the one before stay together.
  private func stage(_ step: ChanceOutcome, from lists: [[Int32]]) -> BundlingProblem {
    var stage = problem
    let wanted = Set(pairs.filter { $0.outcome <= step }.map { pairKey($0.first, $0.second) })
    stage.relations = (problem.relations + problem.apart)
      .filter { wanted.contains(pairKey($0.a, $0.b)) }
      .sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    stage.apart = []
    for (work, window) in windows(step).enumerated() {
      (stage.works[work].years, stage.works[work].lastYear) = (window, window.upperBound)
    }
    for list in lists where stage.commonYears(list) == nil { stage.widen(list) }
    stage.decisions.joined = lists
    stage.decisions.isClosed = lists.map { _ in false }
    stage.decisions.separated = separated(step, groups(stage))
    return stage
  }

  /// Works that are related or stay together, directly or through others, each group ascending.
  private func groups(_ stage: BundlingProblem) -> [[Int32]] {
    var groups = JoinedGroups(count: stage.works.count)
    for pair in stage.relations { groups.join(Int(pair.a), Int(pair.b)) }
    for list in stage.decisions.joined {
      for work in list.dropFirst() { groups.join(Int(list[0]), Int(work)) }
    }
    let members = Dictionary(grouping: stage.works.indices.map(Int32.init)) {
      groups.first(of: Int($0))
    }
    return members.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  private func bundle(
    _ works: [Int32], _ stages: [Stage], _ last: BundlingProblem
  ) -> ChanceBundle {
    let members = Set(works)
    var cents = [Int](repeating: 0, count: ChanceOutcome.paying.count)
    var before = 0
    for stage in stages {
      let own = Set(members.compactMap { stage.home[$0] })
      var sum = own.reduce(0) { $0 + saved(by: stage.lists[$1]) }
      // That a larger project would save less takes nothing from what was saved without one.
      if contracted.isDisjoint(with: works) { sum = max(sum, before) }
      cents[stage.outcome.rawValue] = sum - before
      before = sum
    }
    let best = last.bestBundle(of: works)
    return ChanceBundle(
      works: works, year: best?.year ?? problem.works[Int(works[0])].due, cents: cents,
      nuisance: best?.gain.saved.nuisance ?? 0, moving: best?.gain.moving ?? 0)
  }

  /// Cash in cents, the set-up of the project paid.
  private func saved(by works: [Int32]) -> Int {
    let cents = Int((problem.saved(by: works).saved.paid * 100).rounded())
    return cents < 0 && contracted.isDisjoint(with: works) ? 0 : cents
  }

  private func settled(_ stages: [Stage], _ bundles: [ChanceBundle]) -> [ChancePair] {
    let homes = Stage(.together, bundles.map(\.works)).home
    return pairs.map { pair in
      guard let stage = stages.first(where: { $0.holds(pair) }) else { return pair }
      var pair = pair
      (pair.outcome, pair.bundle) = (stage.outcome, homes[pair.first])
      return pair
    }
  }
}

extension BundlingProblem {
  /// Lets works that were done together be so, whatever windows say: in any year from the first in which one
  /// of them was done to the last.
  fileprivate mutating func widen(_ list: [Int32]) {
    let done = list.map { works[Int($0)].due }
    guard let first = done.min(), let last = done.max() else { return }
    for work in list {
      let years = works[Int(work)].years
      works[Int(work)].years = min(years.lowerBound, first)...max(years.upperBound, last)
    }
  }
}

/// Two works as one number.
func pairKey(_ a: Int32, _ b: Int32) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }
