import Geometry
import Workers

/// Surface that a plan renews within the horizon and that another work cuts again before its
/// moratorium has ended, and works that come in the wrong order.
package struct RecutSurface: Sendable, Equatable {
  /// Area in m2; every cut counts.
  package var area: Double = 0
  /// What is lost by it in EUR: cost of the surface, or of cutting it where the rules tell that, x the part of
  /// the moratorium that is left.
  package var cost: Double = 0
  /// Number of pairs on shared ground of which the rules want one before the other, and that come
  /// the other way round.
  package var wrongOrder: Int = 0
}

/// What each plan cuts again.
package struct PlanRecuts: Sendable, Equatable {
  /// Every work alone in its due year.
  package var siloed = RecutSurface()
  /// The leading-discipline rule.
  package var leadingDiscipline = RecutSurface()
  /// The best plan found.
  package var plan = RecutSurface()
}

extension Bundling {
  /// What each plan cuts again; nil where no works share ground.
  /// - Throws: errors of threads alone.
  func recuts(threads: Int) throws -> PlanRecuts? {
    guard !problem.grounds.isEmpty else { return nil }
    let plans = [.siloed, leadingDiscipline, plan]
    let recuts = try concurrentMap(count: plans.count, threads: threads) {
      problem.recutSurface(of: plans[$0])
    }
    return PlanRecuts(siloed: recuts[0], leadingDiscipline: recuts[1], plan: recuts[2])
  }
}

extension BundlingProblem {
  /// The year in which a plan does each work. Shape: `works`.
  package func years(of plan: BundlePlan) -> [Int] {
    var years = works.map(\.yearAlone)
    for bundle in plan.bundles { for work in bundle.works { years[Int(work)] = bundle.year } }
    return years
  }

  /// What a plan cuts again of what it renews. A plan without bundles does every work in its due
  /// year.
  package func recutSurface(of plan: BundlePlan) -> RecutSurface {
    let years = years(of: plan)
    var recut = RecutSurface()
    for (index, ground) in grounds.enumerated() {
      for renewed in ground.works {
        for digging in ground.works {
          add(renewed, digging, ground: index, years, to: &recut)
        }
      }
    }
    recut.wrongOrder = relations.count { $0.sharedArea > 0 && isWrongOrder($0, years) }
    return recut
  }

  private func add(
    _ renewed: Int32, _ digging: Int32, ground: Int, _ years: [Int], to recut: inout RecutSurface
  ) {
    let (work, other) = (works[Int(renewed)], works[Int(digging)])
    let moratorium = kinds[work.kind].moratorium
    let wait = years[Int(digging)] - years[Int(renewed)]
    guard wait > 0, wait < moratorium, work.asset != other.asset,
      kinds[other.kind].shares.excavation > 0
    else { return }
    recut.area += grounds[ground].area
    let whole =
      kinds[work.kind].cut.map { $0 * grounds[ground].area }
      ?? groundParts(of: renewed, on: ground).surface
    recut.cost += whole * Double(moratorium - wait) / Double(moratorium)
  }

  private func isWrongOrder(_ pair: Relation, _ years: [Int]) -> Bool {
    guard let (first, second) = ordered(pair) else { return false }
    return years[second] < years[first]
  }
}
