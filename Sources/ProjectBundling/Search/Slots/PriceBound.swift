import Geometry
import LayerStack
import Workers

/// Prices of works that prove how much any choice of bundles can gain: where no bundle gains more than
/// its works are priced at, no choice gains more than all works are priced at.
///
/// Every bundle is led by the work that saves most once a bundle. A leader in a year is a slot; where its
/// best followers gain more than their prices with it, their prices are raised until they do not.
/// Raising a price never makes another slot gain, so a single sweep over all leaders, those that save
/// least first, leaves none.
struct PriceBound: Sendable {
  private let works: SlotWorks
  private let groundCount: Int
  private let span: Double
  private let search: SlotSearch

  /// How often the followers of a slot are raised before the leader pays for what is left.
  private static let mostRaises = 12

  /// A bound over some works, each a node by itself, with at most so many branches in a slot.
  init(_ nodes: BundleNodes, _ problem: BundlingProblem, branches: Int) {
    search = SlotSearch(nodes, most: branches)
    works = SlotWorks(nodes)
    groundCount = problem.grounds.count
    span = problem.rules.limits.span
  }

  /// Prices in EUR over staying by itself that no bundle of the given nodes exceeds, from those given.
  /// The same for any number of threads. Shape: nodes.
  /// - Throws: errors of threads alone.
  func prices(from start: [Double], leaders: [Int32], threads: Int) throws -> [Double] {
    var prices = start
    for squares in squares(of: leaders) {
      let before = prices
      let raised = try concurrentMap(
        count: squares.count, threads: threads,
        state: { Slot(works, prices: before, grounds: groundCount) }
      ) { slot, square in
        try sweep(squares[square], &slot)
      }
      for (node, price) in raised.joined() { prices[Int(node)] = price }
    }
    return prices
  }

  /// Raises the prices of followers of some leaders; those that changed.
  /// - Throws: `CancellationError`.
  private func sweep(_ leaders: [Int32], _ slot: inout Slot) throws -> [(Int32, Double)] {
    var touched: [Int32] = []
    for leader in leaders {
      try Interruption.check()
      slot.lead(by: leader)
      for year in works.years(of: leader) { raise(in: year, &slot, &touched) }
    }
    return uniqueSorted(touched).map { ($0, slot.prices[Int($0)]) }
  }

  private func raise(in year: Int, _ slot: inout Slot, _ touched: inout [Int32]) {
    for time in 1...Self.mostRaises {
      guard let best = search.best(&slot, in: year) else { return }
      let members = time < Self.mostRaises ? best.followers + [slot.leader] : [slot.leader]
      let total = members.reduce(0) { $0 + works.totals[Int($1)] }
      for node in members {
        let share =
          total > 0 ? works.totals[Int(node)] / total : 1 / Double(members.count)
        slot.prices[Int(node)] += best.gain * share
      }
      touched += members
    }
  }

  /// The leaders by squares, in rounds: what leaders of two squares of a round touch is apart, since
  /// nobody lies further from its leader than the largest bundle is long. Within a square those that save
  /// least come first. Leaders that lie nowhere have a round of their own.
  private func squares(of leaders: [Int32]) -> [[[Int32]]] {
    let side = 2 * span + 1
    var rounds = [[SIMD2<Int>: [Int32]]](repeating: [:], count: 5)
    for leader in leaders where !works.nodes.neighbours[Int(leader)].isEmpty {
      let box = works.nodes.clusters[Int(leader)].box
      guard box.x.isFinite, box.y.isFinite else {
        rounds[4][.zero, default: []].append(leader)
        continue
      }
      let square = SIMD2(Int((box.x / side).rounded(.down)), Int((box.y / side).rounded(.down)))
      rounds[(square.x & 1) + 2 * (square.y & 1)][square, default: []].append(leader)
    }
    return rounds.map { round in
      round.sorted { ($0.key.y, $0.key.x) < ($1.key.y, $1.key.x) }.map { _, leaders in
        leaders.sorted { works.ranks($0, below: $1) }
      }
    }
  }
}

extension PriceBound {
  /// Prices to begin with: what each bundle gains, by what it loses when a work leaves. Shape: nodes.
  static func firstPrices(
    of bundles: [[Int32]], _ nodes: BundleNodes
  ) -> [Double] {
    var prices = [Double](repeating: 0, count: nodes.count)
    for bundle in bundles where bundle.count > 1 {
      let gain = Self.gain(of: bundle, nodes)
      let losses = bundle.map { node in
        max(0, gain - Self.gain(of: bundle.filter { $0 != node }, nodes))
      }
      let total = losses.reduce(0, +)
      guard gain > 0, total > 0 else { continue }
      for (node, loss) in zip(bundle, losses) { prices[Int(node)] = gain * loss / total }
    }
    return prices
  }

  /// What nodes gain together over each by itself; 0 where they have no year in common.
  private static func gain(of set: [Int32], _ nodes: BundleNodes) -> Double {
    let clusters = set.map { nodes.clusters[Int($0)] }
    guard var all = clusters.first else { return 0 }
    for cluster in clusters.dropFirst() {
      guard all.joiningGain(cluster) != nil else { return 0 }
      all = Cluster(all, cluster)
    }
    return max(0, all.gain)
  }
}
