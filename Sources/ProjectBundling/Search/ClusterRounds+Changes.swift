import LayerStack

/// Less than this many EUR is no reason to change anything: sums differ by rounding alone.
let leastGain = 1e-6

extension ClusterRounds {
  /// A node that gains by going to another cluster, or by going alone.
  private struct Change {
    let node: Int32
    let from: Int32
    /// Number of the cluster it goes to; -1 for a new one.
    var to: Int32 = -1
    var gain: Double
  }

  /// Lets nodes go where they gain most, for at most so many rounds; returns the numbers of the
  /// clusters that changed.
  mutating func improve(_ group: [Int32], rounds: Int) throws -> [Int32] {
    var open = group
    var changed: [Int32] = []
    for _ in 0..<rounds where !open.isEmpty {
      let changes = try bestChanges(of: open).compactMap { $0 }
        .sorted { ($1.gain, $0.node) < ($0.gain, $1.node) }
      let touched = try apply(apartFromEachOther(changes))
      changed += touched
      open = nodesAround(touched)
    }
    return uniqueSorted(changed).filter { clusters[Int($0)] != nil }
  }

  private func bestChanges(of nodes: [Int32]) throws -> [Change?] {
    try inChunks(nodes) { bestChange(of: $0) }
  }

  private func bestChange(of node: Int32) -> Change? {
    let (from, single) = (home[Int(node)], nodes.clusters[Int(node)])
    guard let cluster = clusters[Int(from)] else { return nil }
    let loss = loss(of: cluster, without: node)
    var best = Change(node: node, from: from, gain: max(-loss, leastGain))
    var around: [Int32] = []
    collectHomes(around: node, except: from, into: &around)
    for to in around.sorted() {
      guard let other = clusters[Int(to)], other.mostSaved(with: single) - loss > best.gain,
        nodes.limits.allow(other, single, nodes),
        let joining = other.joiningGain(single), joining - loss > best.gain
      else { continue }
      (best.to, best.gain) = (to, joining - loss)
    }
    guard best.gain > leastGain, staysConnected(cluster, without: node) else { return nil }
    return best
  }

  /// What a cluster's gain drops by when a node leaves it, in EUR.
  private func loss(of cluster: Cluster, without node: Int32) -> Double {
    if cluster.nodes.count <= 2 { return cluster.gain }
    let leaving = nodes.clusters[Int(node)]
    var once = SIMD4<Double>.zero
    var (first, end) = (Int.min, Int.max)
    for other in cluster.nodes where other != node {
      let other = nodes.clusters[Int(other)]
      once = pointwiseMax(once, other.once)
      (first, end) = (max(first, other.firstYear), min(end, other.endYear))
    }
    var saved = cluster.saved - leaving.saved - pointwiseMin(once, leaving.once).sum()
    for part in leaving.grounds { saved -= savedOnGround(part, node, home[Int(node)]) }
    let price = lowestPrice(of: cluster, without: node, from: first, to: end)
    return cluster.gain - (saved - price - cluster.setup - (cluster.apart - leaving.apart))
  }

  /// What a node saves on a ground by being in a cluster with others.
  private func savedOnGround(
    _ part: Cluster.GroundPart, _ node: Int32, _ number: Int32
  ) -> Double {
    var largest = SIMD2<Double>.zero
    var (count, isMet) = (0, part.isMet)
    nodes.nodesOfGrounds.forEachMember(of: Int(part.ground)) { other in
      guard other != node, home[Int(other)] == number,
        let there = nodes.clusters[Int(other)].part(on: part.ground)
      else { return }
      largest = pointwiseMax(largest, there.parts)
      isMet = isMet || there.isMet
      count += 1
    }
    return pointwiseMin(largest, part.parts).sum() + (count == 1 && !isMet ? part.challenge : 0)
  }

  private func lowestPrice(
    of cluster: Cluster, without node: Int32, from first: Int, to end: Int
  ) -> Double {
    let leaving = nodes.clusters[Int(node)]
    var lowest = Double.infinity
    for year in first..<end {
      var price = 0.0
      if cluster.firstYear <= year, year < cluster.endYear {
        price = cluster.prices[year - cluster.firstYear] - leaving.prices[year - leaving.firstYear]
      } else {
        for other in cluster.nodes where other != node {
          let other = nodes.clusters[Int(other)]
          price += other.prices[year - other.firstYear]
        }
      }
      lowest = min(lowest, price)
    }
    return lowest
  }

  /// Whether the nodes that stay are still related to each other, directly or through others.
  private func staysConnected(_ cluster: Cluster, without node: Int32) -> Bool {
    let rest = cluster.nodes.filter { $0 != node }
    guard let first = rest.first else { return true }
    return reached(from: first, among: rest).count == rest.count
  }

  // MARK: Applying

  /// The changes, best first, that touch no cluster of a change before them.
  private func apartFromEachOther(_ changes: [Change]) -> [Change] {
    var isTouched = [Bool](repeating: false, count: clusters.count)
    return changes.filter { change in
      if isTouched[Int(change.from)] || (change.to >= 0 && isTouched[Int(change.to)]) {
        return false
      }
      isTouched[Int(change.from)] = true
      if change.to >= 0 { isTouched[Int(change.to)] = true }
      return true
    }
  }

  /// Makes the changes; returns the numbers of the clusters that changed.
  private mutating func apply(_ changes: [Change]) throws -> [Int32] {
    let rests = try rests(changes)
    var touched: [Int32] = []
    for (change, (rest, grown)) in zip(changes, rests) {
      clusters[Int(change.from)] = rest
      var to = change.to
      if to < 0 {
        to = Int32(clusters.count)
        clusters.append(grown)
      } else {
        clusters[Int(to)] = grown
      }
      home[Int(change.node)] = to
      touched += [change.from, to]
    }
    return touched
  }

  private func rests(_ changes: [Change]) throws -> [(rest: Cluster?, grown: Cluster)] {
    try inChunks([Int32](0..<Int32(changes.count))) { index in
      let change = changes[Int(index)]
      let single = nodes.clusters[Int(change.node)]
      let stay = clusters[Int(change.from)]?.nodes.filter { $0 != change.node } ?? []
      let rest = cluster(of: stay)
      guard change.to >= 0, let target = clusters[Int(change.to)] else { return (rest, single) }
      return (rest, Cluster(target, single))
    }
  }

  /// The nodes of clusters and their neighbours, ascending.
  func nodesAround(_ numbers: [Int32]) -> [Int32] {
    var isIn = [Bool](repeating: false, count: nodes.count)
    for number in numbers {
      for node in clusters[Int(number)]?.nodes ?? [] {
        isIn[Int(node)] = true
        for other in nodes.neighbours[Int(node)] { isIn[Int(other)] = true }
      }
    }
    return isIn.indices.lazy.filter { isIn[$0] }.map(Int32.init)
  }
}
