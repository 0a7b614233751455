import LayerStack

import Geometry

/// The heuristic for groups that are too large to search in full: nodes grow into clusters by merging
/// pairs that are each other's best, then nodes change clusters where that pays. Each round works out all
/// offers at once, so the result does not depend on the number of threads.
struct ClusterRounds {
  private let nodes: BundleNodes
  /// Clusters by number; nil once merged into another. A node's own number names its first cluster.
  private(set) var clusters: [Cluster?]
  /// Number of the cluster that each node is in.
  private var home: [Int32]
  private let threads: Int

  init(_ nodes: BundleNodes, threads: Int) {
    self.nodes = nodes
    self.threads = threads
    clusters = nodes.clusters.map { $0 }
    home = [Int32](0..<Int32(nodes.count))
  }

  /// The clusters of several nodes that a group of related nodes ends up in.
  func bundles(of group: [Int32]) -> [[Int32]] {
    Set(group.map { home[Int($0)] }).sorted().compactMap { clusters[Int($0)]?.nodes }
      .filter { $0.count > 1 }
  }

  // MARK: Merging

  /// What a cluster gains by merging with its best neighbour.
  private struct Offer {
    var partner: Int32
    var gain: Double

    static let none = Offer(partner: -1, gain: 0)
  }

  /// Merges until no pair of neighbours gains by it.
  mutating func merge(_ group: [Int32]) throws {
    var offers = [Offer](repeating: .none, count: clusters.count)
    var changed = group
    while !changed.isEmpty {
      for (cluster, offer) in zip(changed, try bestOffers(changed)) { offers[Int(cluster)] = offer }
      let pairs = changed.compactMap { a -> (Int32, Int32)? in
        let b = offers[Int(a)].partner
        guard b >= 0, offers[Int(b)].partner == a else { return nil }
        return (min(a, b), max(a, b))
      }.sorted { $0 < $1 }
      for (a, b) in pairs where clusters[Int(b)] != nil { merge(a, b) }
      changed = changedBy(pairs.map(\.0))
    }
  }

  private func bestOffers(_ changed: [Int32]) throws -> [Offer] {
    try inChunks(changed) { bestOffer(of: $0) }
  }

  private func bestOffer(of number: Int32) -> Offer {
    guard let cluster = clusters[Int(number)] else { return .none }
    var best = Offer.none
    for other in neighbours(of: cluster, number) {
      guard let gain = mergeGain(cluster, other) else { continue }
      // Equal gains are told apart by the pair, so that someone's best is always mutual.
      if gain > best.gain
        || (gain == best.gain && gain > 0 && comesFirst(number, other, best.partner))
      {
        best = Offer(partner: other, gain: gain)
      }
    }
    return best
  }

  private func comesFirst(_ a: Int32, _ b: Int32, _ c: Int32) -> Bool {
    c >= 0 && (min(a, b), max(a, b)) < (min(a, c), max(a, c))
  }

  private func mergeGain(_ cluster: Cluster, _ number: Int32) -> Double? {
    guard let other = clusters[Int(number)], nodes.limits.allow(cluster, other, nodes),
      let gain = cluster.gain(with: other)
    else { return nil }
    return gain - cluster.gain - other.gain
  }

  /// Numbers of the clusters that hold a neighbour of a cluster's nodes, ascending.
  private func neighbours(of cluster: Cluster, _ number: Int32) -> [Int32] {
    var found: [Int32] = []
    for node in cluster.nodes {
      for other in nodes.neighbours[Int(node)] {
        let home = home[Int(other)]
        if home != number { found.append(home) }
      }
    }
    found.sort()
    return found.indices.filter { $0 == 0 || found[$0] != found[$0 - 1] }.map { found[$0] }
  }

  private mutating func merge(_ a: Int32, _ b: Int32) {
    guard let other = clusters[Int(b)] else { return }
    clusters[Int(a)]?.absorb(other)
    clusters[Int(b)] = nil
    for node in other.nodes { home[Int(node)] = a }
  }

  /// Clusters that changed and their neighbours, ascending.
  private func changedBy(_ numbers: [Int32]) -> [Int32] {
    var all = numbers
    for number in numbers {
      if let cluster = clusters[Int(number)] { all += neighbours(of: cluster, number) }
    }
    all.sort()
    return all.indices.filter { $0 == 0 || all[$0] != all[$0 - 1] }.map { all[$0] }
  }

  private func inChunks<Result: Sendable>(
    _ numbers: [Int32], _ body: @Sendable (Int32) -> Result
  ) throws -> [Result] {
    let size = 512
    let parts = try concurrentMap(count: (numbers.count + size - 1) / size, threads: threads) {
      numbers[$0 * size..<min(numbers.count, ($0 + 1) * size)].map(body)
    }
    return Array(parts.joined())
  }

  // MARK: Changing clusters

  /// Stands for a new cluster.
  private static let alone: Int32 = -1

  /// A node that gains by going to another cluster, or by going alone.
  private struct Change {
    let node: Int32
    let from: Int32
    let to: Int32
    let gain: Double
  }

  /// Lets nodes go where they gain most, for at most so many rounds.
  mutating func improve(_ group: [Int32], rounds: Int) throws {
    var open = group
    for _ in 0..<rounds where !open.isEmpty {
      let changes = try bestChanges(of: open).compactMap { $0 }
        .sorted { ($1.gain, $0.node) < ($0.gain, $1.node) }
      var touched: Set<Int32> = []
      for change in changes
      where !touched.contains(change.from) && !touched.contains(change.to) {
        apply(change)
        touched.formUnion([change.from, home[Int(change.node)]])
      }
      open = Set(touched.flatMap(nodesAround)).sorted()
    }
  }

  private func bestChanges(of nodes: [Int32]) throws -> [Change?] {
    try inChunks(nodes) { bestChange(of: $0) }
  }

  private func nodesAround(_ number: Int32) -> [Int32] {
    guard let cluster = clusters[Int(number)] else { return [] }
    return cluster.nodes + cluster.nodes.flatMap { Array(nodes.neighbours[Int($0)]) }
  }

  private func bestChange(of node: Int32) -> Change? {
    let from = home[Int(node)]
    guard let cluster = clusters[Int(from)], let rest = rest(of: cluster, without: node) else {
      return nil
    }
    let single = nodes.clusters[Int(node)]
    let loss = cluster.gain - (rest?.gain ?? 0)
    var best: Change?
    if loss < -1e-6 { best = Change(node: node, from: from, to: Self.alone, gain: -loss) }
    for to in Set(nodes.neighbours[Int(node)].map { home[Int($0)] }).sorted() where to != from {
      guard let other = clusters[Int(to)], nodes.limits.allow(other, single, nodes),
        let joined = other.gain(with: single)
      else { continue }
      let gain = joined - other.gain - loss
      if gain > 1e-6, gain > best?.gain ?? 0 {
        best = Change(node: node, from: from, to: to, gain: gain)
      }
    }
    return best
  }

  /// What stays of a cluster without a node: some(nil) where nothing does, nil where it would fall apart.
  private func rest(of cluster: Cluster, without node: Int32) -> Cluster?? {
    let rest = cluster.nodes.filter { $0 != node }
    guard let first = rest.first else { return .some(nil) }
    guard isConnected(rest) else { return nil }
    var result = nodes.clusters[Int(first)]
    for other in rest.dropFirst() { result.absorb(nodes.clusters[Int(other)]) }
    return result
  }

  private func isConnected(_ members: [Int32]) -> Bool {
    var reached = [members[0]]
    var next = 0
    while next < reached.count {
      let around = nodes.neighbours[Int(reached[next])]
      reached += members.filter { around.containsSorted($0) && !reached.contains($0) }
      next += 1
    }
    return reached.count == members.count
  }

  private mutating func apply(_ change: Change) {
    guard let cluster = clusters[Int(change.from)],
      let rest = rest(of: cluster, without: change.node)
    else { return }
    clusters[Int(change.from)] = rest
    let node = nodes.clusters[Int(change.node)]
    if change.to == Self.alone {
      home[Int(change.node)] = Int32(clusters.count)
      clusters.append(node)
    } else {
      home[Int(change.node)] = change.to
      clusters[Int(change.to)]?.absorb(node)
    }
  }
}

extension ArraySlice<Int32> {
  /// Whether an ascending list holds a number.
  fileprivate func containsSorted(_ number: Int32) -> Bool {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < endIndex && self[low] == number
  }
}
