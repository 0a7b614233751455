import Geometry
import LayerStack
import Workers

/// The heuristic for groups that are too large to search in full: nodes grow into clusters by
/// joining pairs that are each other's best, then nodes change clusters where that pays. Each round
/// works out all offers at once, so the result does not depend on the number of threads.
struct ClusterRounds {
  let nodes: BundleNodes
  let threads: Int
  /// Clusters by number; nil once joined to another. A node's own number names its first cluster;
  /// whatever is made by joining has a new one.
  var clusters: [Cluster?]
  /// Number of the cluster that each node is in.
  var home: [Int32]
  /// Pairs of clusters that have nothing to exchange, while both are as they were.
  var settledPairs: [UInt64: SettledPair] = [:]

  /// Two clusters as they were when they were looked at.
  struct SettledPair {
    let a: Cluster
    let b: Cluster
  }

  init(_ nodes: BundleNodes, threads: Int) {
    self.nodes = nodes
    self.threads = threads
    clusters = nodes.clusters.map { $0 }
    home = [Int32](0..<Int32(nodes.count))
  }

  /// The same from sets of nodes that were found before, which become clusters.
  init(_ nodes: BundleNodes, from sets: [[Int32]], threads: Int) {
    self.init(nodes, threads: threads)
    for set in sets {
      for node in set {
        clusters[Int(node)] = nil
        home[Int(node)] = Int32(clusters.count)
      }
      clusters.append(cluster(of: set))
    }
  }

  /// Joins clusters and lets nodes change clusters in turn, until neither gains; at most so many
  /// times, and at most so many rounds of changes each time.
  mutating func settle(_ group: [Int32], times: Int, rounds: Int) throws {
    var made = try join(uniqueSorted(group.map { home[Int($0)] }))
    var open = group
    for time in 0..<times where time == 0 || !made.isEmpty {
      let changed = try improve(open, rounds: rounds)
      made = try join(changed)
      open = nodesAround(made)
    }
  }

  /// The clusters of several nodes that a group of related nodes ends up in.
  func bundles(of group: [Int32]) -> [[Int32]] {
    uniqueSorted(group.map { home[Int($0)] }).compactMap { clusters[Int($0)]?.nodes }
      .filter { $0.count > 1 }
  }

  /// Lets the nodes of clusters go that gain too little to be a project.
  mutating func dissolveSmall(_ group: [Int32]) {
    for number in uniqueSorted(group.map { home[Int($0)] }) {
      guard let cluster = clusters[Int(number)], !cluster.isWorthwhile(nodes.limits.project) else {
        continue
      }
      clusters[Int(number)] = nil
      for node in cluster.nodes {
        home[Int(node)] = Int32(clusters.count)
        clusters.append(nodes.clusters[Int(node)])
      }
    }
  }

  func inChunks<Result: Sendable>(
    _ numbers: [Int32], _ body: @Sendable (Int32) -> Result
  ) throws -> [Result] {
    try mapInChunks(of: 256, count: numbers.count, threads: threads) { body(numbers[$0]) }
  }

  /// Numbers of the clusters that hold a neighbour of a cluster's nodes, each once, in no order.
  private func neighbours(of number: Int32) -> [Int32] {
    var found: [Int32] = []
    for node in clusters[Int(number)]?.nodes ?? [] {
      collectHomes(around: node, except: number, into: &found)
    }
    return found
  }

  /// Adds the numbers of the clusters that hold a neighbour of a node. They are few, so that looking
  /// through them is quicker than sorting.
  func collectHomes(around node: Int32, except number: Int32, into found: inout [Int32]) {
    nodes.neighbours.forEachMember(of: Int(node)) { other in
      let home = home[Int(other)]
      if home != number, home != found.last, !found.contains(home) { found.append(home) }
    }
  }

  // MARK: Joining

  /// Joins clusters until none of those given, or made by it, gains by joining a neighbour; returns
  /// the numbers of those that were made.
  private mutating func join(_ group: [Int32]) throws -> [Int32] {
    var book = OfferBook(count: clusters.count)
    var made: [Int32] = []
    var (asking, bereft) = (group, [Int32]())
    while true {
      for offers in try allOffers(asking) {
        for (a, b, gain) in offers { book.add(a, b, gain: gain) }
      }
      let pairs = book.mutualPairs(among: asking + bereft)
      if pairs.isEmpty { return made.filter { clusters[Int($0)] != nil } }
      (asking, bereft) = try join(pairs, &book)
      made += asking
    }
  }

  /// What each of some clusters gains with each of its neighbours, in lists of no meaning: flat,
  /// since there are millions. A pair gains the same from both sides, so of two that ask one does.
  private func allOffers(_ asking: [Int32]) throws -> [[(a: Int32, b: Int32, gain: Double)]] {
    var isAsking = [Bool](repeating: false, count: clusters.count)
    for number in asking { isAsking[Int(number)] = true }
    let asks = isAsking
    return try concurrentMap(asking.indices, inChunksOf: 256, threads: threads) { chunk in
      var offers: [(a: Int32, b: Int32, gain: Double)] = []
      for number in asking[chunk] {
        guard let cluster = clusters[Int(number)] else { continue }
        for other in neighbours(of: number) where other > number || !asks[Int(other)] {
          guard let partner = clusters[Int(other)], nodes.limits.allow(cluster, partner, nodes),
            let gain = cluster.joiningGain(partner), gain > 0
          else { continue }
          offers.append((number, other, gain))
        }
      }
      return offers
    }
  }

  /// Joins pairs, each into a cluster with a new number; returns those numbers, and whose best is
  /// gone.
  private mutating func join(
    _ pairs: [(a: Int32, b: Int32)], _ book: inout OfferBook
  ) throws -> (made: [Int32], bereft: [Int32]) {
    let first = Int32(clusters.count)
    for cluster in try joined(pairs) {
      for node in cluster.nodes { home[Int(node)] = Int32(clusters.count) }
      clusters.append(cluster)
      book.addCluster()
    }
    for (a, b) in pairs { (clusters[Int(a)], clusters[Int(b)]) = (nil, nil) }
    let bereft = try bereft(by: pairs, book)
    for (number, offer) in bereft { book.setBest(offer, for: number) }
    return ([Int32](first..<Int32(clusters.count)), bereft.map(\.number))
  }

  /// The clusters whose best is gone, each with the best that it has now.
  private func bereft(
    by pairs: [(a: Int32, b: Int32)], _ book: OfferBook
  ) throws -> [(number: Int32, offer: Offer)] {
    try concurrentMap(pairs.indices, inChunksOf: 64, threads: threads) { chunk in
      var found: [(number: Int32, offer: Offer)] = []
      for (a, b) in pairs[chunk] {
        for number in book.bereft(by: a) + book.bereft(by: b) where clusters[Int(number)] != nil {
          found.append((number, book.bestLeft(for: number) { clusters[Int($0)] != nil }))
        }
      }
      return found
    }.flatMap(\.self)
  }

  private func joined(_ pairs: [(a: Int32, b: Int32)]) throws -> [Cluster] {
    try mapInChunks(of: 64, count: pairs.count, threads: threads) { index in
      let (a, b) = pairs[index]
      guard let one = clusters[Int(a)], let other = clusters[Int(b)] else {
        preconditionFailure("a cluster that is gone has no offer")
      }
      return Cluster(one, other)
    }
  }
}

/// The numbers ascending, each once.
func uniqueSorted(_ numbers: [Int32]) -> [Int32] {
  // Many lists are in order already.
  if zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }) { return numbers }
  var result = numbers
  result.sort()
  var count = 0
  for number in result where count == 0 || result[count - 1] != number {
    result[count] = number
    count += 1
  }
  result.removeSubrange(count...)
  return result
}
