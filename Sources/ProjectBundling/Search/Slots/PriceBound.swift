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
  private let effort: PriceEffort

  /// A bound over some works, each a node by itself.
  init(_ nodes: BundleNodes, _ problem: BundlingProblem, _ effort: PriceEffort) {
    works = SlotWorks(nodes)
    search = SlotSearch(works, effort)
    self.effort = effort
    groundCount = problem.grounds.count
    span = problem.rules.limits.span
  }

  /// What sweeps found.
  struct Prices: Sendable {
    /// Prices in EUR over staying by itself that no bundle exceeds. Shape: nodes.
    var prices: [Double]
    /// Why they had to rise, in the sweep that gave them.
    var raised = BoundSlack()
    /// Bundles that were met on the way, as nodes.
    var met: Set<[Int32]> = []

    /// All together, in EUR.
    var sum: Double { prices.reduce(0, +) }
  }

  /// Prices that no bundle of the given nodes exceeds, from those given: the
  /// lowest in sum of several sweeps, each of which begins with what the ones before it found, lowered.
  /// The same for any number of threads.
  /// - Throws: errors of threads alone.
  func prices(from start: [Double], leaders: [Int32], threads: Int) throws -> Prices {
    let rounds = squares(of: leaders)
    var best = try swept(start, rounds, firstSearch, threads: threads)
    var lowered = LoweredPrices(count: start.count)
    for _ in 1..<max(1, effort.sweeps) {
      let before = lowered.lower(best.prices)
      var next = try swept(before, rounds, search, threads: threads)
      let isBetter = next.sum < best.sum
      lowered.learn(from: best.prices, before, next.prices, isBetter: isBetter)
      next.met.formUnion(best.met)
      if isBetter { best = next } else { best.met = next.met }
    }
    return best
  }

  private var firstSearch: SlotSearch {
    var first = search
    first.most = effort.firstBranches
    return first
  }

  /// The prices after one sweep over all leaders.
  private func swept(
    _ start: [Double], _ rounds: [[[Int32]]], _ search: SlotSearch, threads: Int
  ) throws -> Prices {
    var result = Prices(prices: start)
    for squares in rounds {
      let before = result.prices
      let raised = try concurrentMap(
        count: squares.count, threads: threads,
        state: {
          Slot(
            works, prices: before, grounds: groundCount, keepsBundles: effort.keepsBundles)
        }
      ) { slot, square in
        try sweep(squares[square], &slot, search)
      }
      for square in raised {
        for (node, price) in square.changed { result.prices[Int(node)] = price }
        result.raised = result.raised + square.raised
        result.met.formUnion(square.met)
      }
    }
    return result
  }

  /// What the leaders of a square change.
  private struct Square: Sendable {
    var changed: [(Int32, Double)] = []
    var raised = BoundSlack()
    var met: Set<[Int32]> = []
  }

  /// Raises the prices of followers of some leaders.
  /// - Throws: `CancellationError`.
  private func sweep(
    _ leaders: [Int32], _ slot: inout Slot, _ search: SlotSearch
  ) throws -> Square {
    var touched: [Int32] = []
    var square = Square()
    for leader in leaders {
      try Interruption.check()
      slot.lead(by: leader)
      for year in works.years(of: leader) {
        raise(in: year, &slot, search, &touched, &square.raised)
      }
    }
    square.changed = uniqueSorted(touched).map { ($0, slot.prices[Int($0)]) }
    square.met = slot.takeMet()
    return square
  }

  private func raise(
    in year: Int, _ slot: inout Slot, _ search: SlotSearch, _ touched: inout [Int32],
    _ raised: inout BoundSlack
  ) {
    for time in 1...effort.raises {
      guard let best = search.best(&slot, in: year) else { return }
      raised[search.breach(of: best, &slot)] += best.gain
      let isLast = time == effort.raises || best.gain < effort.least
      let members = isLast ? [slot.leader] : best.followers + [slot.leader]
      let total = members.reduce(0) { $0 + works.totals[Int($1)] }
      for node in members {
        let share =
          total > 0 ? works.totals[Int(node)] / total : 1 / Double(members.count)
        slot.prices[Int(node)] += best.gain * share
      }
      touched += members
      if isLast { return }
    }
  }

  /// The leaders by squares, in rounds: what leaders of two squares of a round touch is apart, since
  /// nobody lies further from its leader than the largest bundle is long. Within a square those that save
  /// least come first. Leaders that lie nowhere have a round of their own.
  private func squares(of leaders: [Int32]) -> [[[Int32]]] {
    let ranked = leaders.filter { !works.nodes.neighbours[Int($0)].isEmpty }
      .sorted { works.ranks($0, below: $1) }
    return ranked.indices.chunks(of: max(1, (ranked.count + effort.tiers - 1) / effort.tiers))
      .flatMap { rounds(of: ranked[$0]) }
  }

  private func rounds(of leaders: some Sequence<Int32>) -> [[[Int32]]] {
    let side = 2 * span + 1
    var rounds = [[SIMD2<Int>: [Int32]]](repeating: [:], count: 5)
    for leader in leaders {
      let box = works.boxes[Int(leader)]
      guard box.x.isFinite, box.y.isFinite else {
        rounds[4][.zero, default: []].append(leader)
        continue
      }
      let square = SIMD2(Int((box.x / side).rounded(.down)), Int((box.y / side).rounded(.down)))
      rounds[(square.x & 1) + 2 * (square.y & 1)][square, default: []].append(leader)
    }
    return rounds.map { round in
      round.sorted { ($0.key.y, $0.key.x) < ($1.key.y, $1.key.x) }.map(\.value)
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
      let (gain, rests) = Self.gains(of: bundle, nodes)
      let losses = rests.map { max(0, gain - $0) }
      let total = losses.reduce(0, +)
      guard gain > 0, total > 0 else { continue }
      for (node, loss) in zip(bundle, losses) { prices[Int(node)] = gain * loss / total }
    }
    return prices
  }

  /// What nodes of a bundle gain together over each by itself, and what they gain when one of them leaves; not
  /// below 0.
  private static func gains(
    of bundle: [Int32], _ nodes: BundleNodes
  ) -> (all: Double, without: [Double]) {
    let single = bundle.map { nodes.clusters[Int($0)] }
    var before = [single[0]]
    for cluster in single.dropFirst() { before.append(Cluster(before[before.count - 1], cluster)) }
    var after = single[single.count - 1]
    var without = [max(0, before[single.count - 2].gain)]
    for place in single.indices.dropLast().reversed() {
      let gain = place > 0 ? before[place - 1].gainTogether(with: after) : after.gain
      without.append(max(0, gain ?? 0))
      after = Cluster(single[place], after)
    }
    return (max(0, before[single.count - 1].gain), without.reversed())
  }
}
