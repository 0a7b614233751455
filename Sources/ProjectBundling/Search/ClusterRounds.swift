import Geometry
import LayerStack

/// The heuristic for groups that are too large to search in full: nodes grow into clusters by
/// joining pairs that are each other's best, then nodes change clusters where that pays. Each round
/// works out all offers at once, so the result does not depend on the number of threads.
struct ClusterRounds {
  let nodes: BundleNodes
  let threads: Int
  /// Clusters by number; nil once joined to another. A node's own number names its first cluster.
  var clusters: [Cluster?]
  /// Number of the cluster that each node is in.
  var home: [Int32]

  init(_ nodes: BundleNodes, threads: Int) {
    self.nodes = nodes
    self.threads = threads
    clusters = nodes.clusters.map { $0 }
    home = [Int32](0..<Int32(nodes.count))
  }

  /// Joins clusters and lets nodes change clusters in turn, until neither gains; at most so many
  /// times, and at most so many rounds of changes each time.
  mutating func settle(_ group: [Int32], times: Int, rounds: Int) throws {
    var made = try join(group)
    var open = group
    for _ in 0..<times where !made.isEmpty {
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

  func inChunks<Result: Sendable>(
    _ numbers: [Int32], _ body: @Sendable (Int32) -> Result
  ) throws -> [Result] {
    try mapInChunks(of: 256, count: numbers.count, threads: threads) { body(numbers[$0]) }
  }

  /// Numbers of the clusters that hold a neighbour of a cluster's nodes, ascending.
  private func neighbours(of number: Int32) -> [Int32] {
    var found: [Int32] = []
    for node in clusters[Int(number)]?.nodes ?? [] {
      for other in nodes.neighbours[Int(node)] {
        let home = home[Int(other)]
        // Neighbours come in runs of one cluster; a run need not be sorted in full.
        if home != number, home != found.last { found.append(home) }
      }
    }
    return uniqueSorted(found)
  }

  // MARK: Joining

  /// What a cluster gains by joining a neighbour.
  private struct Offer {
    var partner: Int32
    var gain: Double

    static let none = Offer(partner: -1, gain: 0)
  }

  /// Joins clusters until none of those given, or made by it, gains by joining a neighbour; returns
  /// the numbers of those that were made.
  private mutating func join(_ group: [Int32]) throws -> [Int32] {
    var best = [Offer](repeating: .none, count: clusters.count)
    var made: [Int32] = []
    var asking = group
    while !asking.isEmpty {
      let offers = try allOffers(asking)
      for number in asking { best[Int(number)] = .none }
      for (number, offer) in offers.joined() {
        best[Int(number)] = better(best[Int(number)], offer, for: number)
        // A pair gains the same from both sides, so whoever is asked hears of it as well.
        let back = Offer(partner: number, gain: offer.gain)
        best[Int(offer.partner)] = better(best[Int(offer.partner)], back, for: offer.partner)
      }
      let firsts = mutualPairs(asking, best)
      asking = try join(firsts, best)
      made += firsts
    }
    return uniqueSorted(made).filter { clusters[Int($0)] != nil }
  }

  /// Equal gains are told apart by the pair, so that someone's best is always mutual.
  private func better(_ a: Offer, _ b: Offer, for number: Int32) -> Offer {
    if a.gain != b.gain { return b.gain > a.gain ? b : a }
    return a.partner < 0
      || (min(a.partner, number), max(a.partner, number))
        < (min(b.partner, number), max(b.partner, number))
      ? a : b
  }

  /// What each of some clusters gains with each of its neighbours, in lists of no meaning: flat,
  /// since there are millions.
  private func allOffers(_ asking: [Int32]) throws -> [[(number: Int32, offer: Offer)]] {
    let size = 256
    return try concurrentMap(count: (asking.count + size - 1) / size, threads: threads) { chunk in
      var offers: [(number: Int32, offer: Offer)] = []
      for number in asking[chunk * size..<min(asking.count, (chunk + 1) * size)] {
        guard let cluster = clusters[Int(number)] else { continue }
        for other in neighbours(of: number) {
          guard let partner = clusters[Int(other)], nodes.limits.allow(cluster, partner, nodes),
            let gain = cluster.joiningGain(partner), gain > 0
          else { continue }
          offers.append((number, Offer(partner: other, gain: gain)))
        }
      }
      return offers
    }
  }

  /// The first of each two clusters that are each other's best, where one of them was asked.
  private func mutualPairs(_ asked: [Int32], _ best: [Offer]) -> [Int32] {
    let partners = asked.map { best[Int($0)].partner }.filter { $0 >= 0 }
    return uniqueSorted(asked + partners).filter { number in
      let partner = best[Int(number)].partner
      return partner > number && best[Int(partner)].partner == number
    }
  }

  /// Joins each of the given with its best; returns who has to ask around again: the joined, and
  /// whoever's best is gone.
  private mutating func join(_ firsts: [Int32], _ best: [Offer]) throws -> [Int32] {
    let joined = try joined(firsts, best)
    var again = firsts
    for (number, (cluster, left)) in zip(firsts, joined) {
      let partner = best[Int(number)].partner
      again += left
      clusters[Int(number)] = cluster
      clusters[Int(partner)] = nil
      for node in cluster.nodes { home[Int(node)] = number }
    }
    return uniqueSorted(again).filter { clusters[Int($0)] != nil }
  }

  /// Each pair joined, with the clusters whose best is gone by it.
  private func joined(
    _ firsts: [Int32], _ best: [Offer]
  ) throws -> [(cluster: Cluster, left: [Int32])] {
    try inChunks(firsts) { number in
      let partner = best[Int(number)].partner
      guard let one = clusters[Int(number)], let other = clusters[Int(partner)] else {
        preconditionFailure("a cluster that is gone has no offer")
      }
      let left = (neighbours(of: number) + neighbours(of: partner)).filter {
        best[Int($0)].partner == number || best[Int($0)].partner == partner
      }
      return (Cluster(one, other), left)
    }
  }
}

/// The numbers ascending, each once.
func uniqueSorted(_ numbers: [Int32]) -> [Int32] {
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
