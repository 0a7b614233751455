import Geometry
import Workers

/// Two works that lie together and are not in one project, with what kept them apart.
package struct NearMiss: Sendable, Equatable {
  /// What kept two works apart.
  package enum Cause: Sendable, Equatable {
    /// They can't go into one project.
    case obstacle(Obstacle)
    /// Together they cost more than they save: moving them is too dear. What the best common year
    /// would lose, in EUR.
    case tooDear(loss: Double)
    /// Together they gain less than it takes to make a project: what they lack, in EUR.
    case tooSmall(short: Double)
    /// Together they save less in cash than a project has to: what they lack, in EUR.
    case tooLittleCash(short: Double)
    /// Their plan gains more with the works in other projects, or alone.
    case betterOtherwise
  }

  /// The two works and what relates them.
  package var relation: Relation
  /// What kept them apart.
  package var cause: Cause
  /// What doing them together would save in EUR, moving apart.
  package var saving: Double
}

/// The pairs of works that lie together and are not in one project: the `limit` of them that would save
/// most, and how many there are in all.
/// - Throws: errors of threads alone.
package func findNearMisses(
  _ bundling: Bundling, limit: Int, threads: Int
) throws -> (misses: [NearMiss], count: Int) {
  let problem = bundling.problem
  let apart = problem.apart.count
  let search = NearMissSearch(bundling)
  let parts = try concurrentMap(0..<search.count, inChunksOf: 100_000, threads: threads) {
    search.best(in: $0, limit: limit)
  }
  let misses = parts.flatMap(\.best).map { entry in
    problem.nearMiss(
      search[Int(entry.number)], isApart: entry.number < apart,
      areAlone: search.areAlone(Int(entry.number)), saving: entry.worth)
  }
  let order = misses.sorted {
    ($1.saving, $0.relation.a, $0.relation.b) < ($0.saving, $1.relation.a, $1.relation.b)
  }
  return (Array(order.prefix(limit)), parts.reduce(0) { $0 + $1.count })
}

/// All pairs that may be near misses: those that can't go into one project, then those that can.
private struct NearMissSearch {
  private let apart: [Relation]
  private let relations: [Relation]
  private let savings: PairSavings
  /// The bundle of each work; -1 for none. Shape: works.
  private let bundleOfWork: [Int32]

  init(_ bundling: Bundling) {
    apart = bundling.problem.apart
    relations = bundling.problem.relations
    savings = PairSavings(bundling.problem)
    var bundleOfWork = [Int32](repeating: -1, count: bundling.problem.works.count)
    for (index, bundle) in bundling.plan.bundles.enumerated() {
      for work in bundle.works { bundleOfWork[Int(work)] = Int32(index) }
    }
    self.bundleOfWork = bundleOfWork
  }

  var count: Int { apart.count + relations.count }

  subscript(number: Int) -> Relation {
    number < apart.count ? apart[number] : relations[number - apart.count]
  }

  /// Whether neither work of a pair is in a project.
  func areAlone(_ number: Int) -> Bool {
    let pair = self[number]
    return bundleOfWork[Int(pair.a)] < 0 && bundleOfWork[Int(pair.b)] < 0
  }

  /// Those that would save most among some pairs, and how many would save anything.
  func best(in numbers: Range<Int>, limit: Int) -> (best: [BestList.Entry], count: Int) {
    var list = BestList(size: limit)
    var count = 0
    for number in numbers {
      let pair = self[number]
      // Two works that are too far from each other may still meet in a project through a third.
      let bundle = bundleOfWork[Int(pair.a)]
      guard bundle < 0 || bundle != bundleOfWork[Int(pair.b)] else { continue }
      let saving = savings.saving(of: pair)
      guard saving > 0 else { continue }
      count += 1
      list.add(.init(worth: saving, number: Int32(number)))
    }
    return (list.best, count)
  }
}

extension BundlingProblem {
  fileprivate func nearMiss(
    _ relation: Relation, isApart: Bool, areAlone: Bool, saving: Double
  ) -> NearMiss {
    let works = [relation.a, relation.b]
    let moving = relation.commonYears(self.works)?.map { price(of: works, in: $0) }.min() ?? 0
    let cause: NearMiss.Cause =
      isApart
      ? .obstacle(obstacle(relation))
      : self.cause(works, gain: saving - moving, areAlone: areAlone)
    return NearMiss(relation: relation, cause: cause, saving: saving)
  }

  /// What kept two works apart that may go together, and gain so much before any set-up.
  private func cause(_ works: [Int32], gain: Double, areAlone: Bool) -> NearMiss.Cause {
    if gain <= 0 { return .tooDear(loss: -gain) }
    guard areAlone else { return .betterOtherwise }
    let short = rules.project.setup + rules.project.leastGain - gain
    if short > 0 { return .tooSmall(short: short) }
    let cash = rules.project.leastCash - saved(by: works).saved.paid
    return cash > 0 ? .tooLittleCash(short: cash) : .betterOtherwise
  }

  /// What it costs to do works in a year that may not be their due year, in EUR.
  private func price(of works: [Int32], in year: Int) -> Double {
    works.reduce(0) { $0 + self.works[Int($1)].moving(to: year) + cutting($1, in: year) }
  }
}
