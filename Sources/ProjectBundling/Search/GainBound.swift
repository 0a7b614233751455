import Geometry
import LayerStack
import Workers

/// A bound on what any choice of bundles gains in a group of related nodes, in EUR: the sum over
/// nodes of the most that each can add.
///
/// Of what works have on a ground the largest pays. A work that is done in year y can save its part
/// of a ground only where another work on it, larger or of the same size and later in order, may be
/// done in y too. Of the parts that count once for a bundle, in a bundle of at most n works the
/// largest is at least the n-th part of the sum, so a work saves at most 1 - 1/n of its own on
/// average.
struct GainBound: Sendable {
  private let problem: BundlingProblem
  private let nodes: BundleNodes

  init(_ problem: BundlingProblem, _ nodes: BundleNodes) {
    self.problem = problem
    self.nodes = nodes
  }

  /// The bound over doing every node by itself.
  /// - Throws: errors of threads alone.
  func bound(of group: [Int32], threads: Int) throws -> Double {
    let most = group.reduce(0) { $0 + nodes.works[Int($1)].count }
    let onceShare = 1 - 1 / Double(max(1, most))
    return try mapInChunks(of: 256, count: group.count, threads: threads) {
      bound(ofNode: group[$0], onceShare: onceShare)
    }.reduce(0, +)
  }

  private func bound(ofNode node: Int32, onceShare: Double) -> Double {
    let cluster = nodes.clusters[Int(node)]
    let works = nodes.works[Int(node)]
    var best = 0.0
    for (index, price) in cluster.prices.enumerated() {
      let year = cluster.firstYear + index
      let saved = works.reduce(0.0) { $0 + self.saved(by: $1, in: year, onceShare: onceShare) }
      best = max(best, saved - price - cluster.apart)
    }
    return best
  }

  private func saved(by work: Int32, in year: Int, onceShare: Double) -> Double {
    let (parts, factors) = (problem.parts(of: work), problem.rules.saved)
    var once = parts * factors
    (once.excavation, once.surface) = (0, 0)
    return problem.groundsOfWorks[Int(work)].reduce(once.total * onceShare) { sum, ground in
      sum + saved(by: work, on: Int(ground), in: year)
    }
  }

  private func saved(by work: Int32, on ground: Int, in year: Int) -> Double {
    let own = problem.groundParts(of: work, on: ground)
    var canSave = (excavation: false, surface: false)
    var meets = false
    for other in problem.grounds[ground].works where other != work {
      let member = problem.works[Int(other)]
      guard member.years.contains(year), member.asset != problem.works[Int(work)].asset else {
        continue
      }
      meets = true
      let parts = problem.groundParts(of: other, on: ground)
      if (parts.excavation, other) > (own.excavation, work) { canSave.excavation = true }
      if (parts.surface, other) > (own.surface, work) { canSave.surface = true }
    }
    let challenge = meets ? problem.grounds[ground].challenge * problem.rules.challengeValue / 2 : 0
    return (canSave.excavation ? own.excavation * problem.rules.saved.excavation : 0)
      + (canSave.surface ? own.surface * problem.rules.saved.surface : 0) + challenge
  }
}
