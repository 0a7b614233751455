import LayerStack
import Workers

/// Most items among which two clusters choose anew.
private let mostItems = 14
/// Most connected sets of them.
private let mostSets = 1500

extension ClusterRounds {
  /// Lets neighbouring clusters exchange pieces of street: what lies in a street seldom gains by leaving it
  /// work by work. Of each pair of clusters the pieces that border on the other choose anew with what is left
  /// of both. Pairs of a round share no cluster, so they are searched side by side.
  mutating func exchangePieces(_ group: [Int32], times: Int) throws {
    for _ in 0..<times {
      var pairs = neighbouringPairs(group)
      var hasChanged = false
      while !pairs.isEmpty {
        var isTaken = [Bool](repeating: false, count: clusters.count)
        var later: [(a: Int32, b: Int32)] = []
        var chosen: [(a: Int32, b: Int32)] = []
        for (a, b) in pairs where isOpen(a, b) {
          if isTaken[Int(a)] || isTaken[Int(b)] {
            later.append((a, b))
          } else {
            (isTaken[Int(a)], isTaken[Int(b)]) = (true, true)
            chosen.append((a, b))
          }
        }
        for (pair, clusters) in zip(chosen, try exchange(chosen)) {
          guard let clusters else {
            settle(pair)
            continue
          }
          replace([pair.a, pair.b], with: clusters)
          hasChanged = true
        }
        pairs = later
      }
      if !hasChanged { return }
    }
  }

  /// Whether two clusters may have something to exchange: both are there, and not as they were when they had
  /// nothing.
  private func isOpen(_ a: Int32, _ b: Int32) -> Bool {
    guard let one = clusters[Int(a)], let other = clusters[Int(b)] else { return false }
    guard let settled = settledPairs[pairKey(a, b)] else { return true }
    return settled.a !== one || settled.b !== other
  }

  private mutating func settle(_ pair: (a: Int32, b: Int32)) {
    guard let a = clusters[Int(pair.a)], let b = clusters[Int(pair.b)] else { return }
    settledPairs[pairKey(pair.a, pair.b)] = SettledPair(a: a, b: b)
  }

  /// The pairs of clusters of several nodes that border on each other, ascending.
  private func neighbouringPairs(_ group: [Int32]) -> [(a: Int32, b: Int32)] {
    var keys: [UInt64] = []
    for node in group {
      let own = home[Int(node)]
      for other in nodes.neighbours[Int(node)] where home[Int(other)] > own {
        keys.append(pairKey(own, home[Int(other)]))
      }
    }
    return Set(keys).sorted().map {
      (a: Int32($0 >> 32), b: Int32($0 & 0xFFFF_FFFF))
    }.filter {
      (clusters[Int($0.a)]?.nodes.count ?? 0) > 1 || (clusters[Int($0.b)]?.nodes.count ?? 0) > 1
    }
  }

  private func exchange(_ pairs: [(a: Int32, b: Int32)]) throws -> [[Cluster]?] {
    try mapInChunks(of: 4, count: pairs.count, threads: threads) {
      exchange(pairs[$0].a, pairs[$0].b)
    }
  }

  /// The best clusters in place of two; nil where they gain no more.
  private func exchange(_ a: Int32, _ b: Int32) -> [Cluster]? {
    guard let one = clusters[Int(a)], let other = clusters[Int(b)] else { return nil }
    let parts = pieces(of: one, towards: b) + pieces(of: other, towards: a)
    guard parts.count > 2, parts.count <= mostItems else { return nil }
    let items = parts.compactMap(cluster(of:))
    guard let found = best(items, most: mostSets, tableNodes: mostItems)
    else { return nil }
    return found.reduce(0) { $0 + $1.gain } > one.gain + other.gain + leastGain ? found : nil
  }

  /// The nodes of the pieces of street of a cluster that border on another, and of what is left of it.
  private func pieces(of cluster: Cluster, towards other: Int32) -> [[Int32]] {
    let streets = nodes.streets
    let border = Set(
      cluster.nodes.filter { node in
        nodes.neighbours[Int(node)].contains { home[Int($0)] == other }
      }.map { streets[Int($0)] })
    let pieces = Dictionary(grouping: cluster.nodes.filter { border.contains(streets[Int($0)]) }) {
      streets[Int($0)]
    }.sorted { $0.key < $1.key }.map(\.value)
    let rest = cluster.nodes.filter { !border.contains(streets[Int($0)]) }
    return (pieces + [rest]).flatMap(connectedParts)
  }
}
