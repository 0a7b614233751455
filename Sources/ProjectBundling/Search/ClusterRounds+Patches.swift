import Geometry
import LayerStack
import Workers

/// Nodes of a patch that choose anew.
private let freeNodes = 5
/// Most items of a patch: its free nodes, and what is left of the clusters around them.
private let patchItems = 12
/// Most connected sets of a patch.
private let patchSets = 600

extension ClusterRounds {
  /// A few nodes that choose anew among the clusters around them.
  private struct Patch: Sendable {
    /// The nodes.
    var free: [Int32]
    /// Numbers of the clusters that they are in, then of those that they are next to.
    var numbers: [Int32]
    /// How many of the numbers are clusters that they are in.
    var homes: Int
  }

  /// Searches at most so many patches in full, spread evenly over the group, and takes what gains.
  /// Patches of a round share no cluster, so they are searched side by side.
  mutating func searchPatches(_ group: [Int32], most: Int) throws {
    let step = max(1, (group.count + most - 1) / max(1, most))
    var seeds = most > 0 ? stride(from: 0, to: group.count, by: step).map { group[$0] } : []
    while !seeds.isEmpty {
      var isTaken = [Bool](repeating: false, count: clusters.count)
      var later: [Int32] = []
      var chosen: [Patch] = []
      for seed in seeds {
        let patch = patch(around: seed)
        if patch.numbers.contains(where: { isTaken[Int($0)] }) {
          later.append(seed)
        } else {
          for number in patch.numbers { isTaken[Int(number)] = true }
          chosen.append(patch)
        }
      }
      for found in try search(chosen).compactMap(\.self) {
        replace(found.numbers, with: found.clusters)
      }
      seeds = later
    }
  }

  private func search(
    _ patches: [Patch]
  ) throws -> [(numbers: [Int32], clusters: [Cluster])?] {
    try mapInChunks(of: 4, count: patches.count, threads: threads) { search(patches[$0]) }
  }

  /// The best clusters of a patch in place of those with some numbers; nil where they gain no more.
  private func search(_ patch: Patch) -> (numbers: [Int32], clusters: [Cluster])? {
    let (numbers, items) = items(of: patch)
    guard items.count <= patchItems,
      let found = best(items, most: patchSets, tableNodes: patchItems)
    else { return nil }
    let before = numbers.reduce(0) { $0 + (clusters[Int($1)]?.gain ?? 0) }
    return found.reduce(0) { $0 + $1.gain } > before + leastGain ? (numbers, found) : nil
  }

  /// The best clusters of a few items; nil where they have too many connected sets.
  func best(_ items: [Cluster], most: Int, tableNodes: Int) -> [Cluster]? {
    guard
      let sets = ExactSearch(items, links: links(items), nodes)
        .best(most: most, tableNodes: tableNodes)
    else { return nil }
    let joined = Set(sets.joined())
    let left = items.indices.filter { !joined.contains($0) }.flatMap { whatHolds(of: items[$0]) }
    return sets.map { set in set.dropFirst().reduce(items[set[0]]) { Cluster($0, items[$1]) } }
      + left
  }

  /// A cluster, or its nodes one by one where it gains too little without those that left.
  private func whatHolds(of cluster: Cluster) -> [Cluster] {
    cluster.isWorthwhile(nodes.limits.project)
      ? [cluster] : cluster.nodes.map { nodes.clusters[Int($0)] }
  }

  // MARK: Patches

  /// The nodes nearest to a seed, by relations, and the clusters that they are in or next to.
  private func patch(around seed: Int32) -> Patch {
    var free = [seed]
    var next = 0
    while next < free.count, free.count < freeNodes {
      for other in nodes.neighbours[Int(free[next])]
      where !free.contains(other) && free.count < freeNodes {
        free.append(other)
      }
      next += 1
    }
    let homes = uniqueSorted(free.map { home[Int($0)] })
    let around = uniqueSorted(
      free.flatMap { nodes.neighbours[Int($0)].map { home[Int($0)] } }
    ).filter { !homes.contains($0) }
    return Patch(
      free: free, numbers: homes + around.prefix(patchItems - freeNodes), homes: homes.count)
  }

  /// The free nodes and what is left of their clusters, with the clusters next to them as far as
  /// they go; and the numbers of the clusters that all that was.
  private func items(of patch: Patch) -> (numbers: [Int32], items: [Cluster]) {
    var numbers = Array(patch.numbers.prefix(patch.homes))
    var items = patch.free.map { nodes.clusters[Int($0)] }
    for number in numbers { items += remains(of: number, without: patch.free) }
    for number in patch.numbers.dropFirst(patch.homes) where items.count < patchItems {
      guard let cluster = clusters[Int(number)] else { continue }
      numbers.append(number)
      items.append(cluster)
    }
    return (numbers, items)
  }

  /// What is left of a cluster without some nodes: the parts that are still connected.
  private func remains(of number: Int32, without free: [Int32]) -> [Cluster] {
    connectedParts((clusters[Int(number)]?.nodes ?? []).filter { !free.contains($0) })
      .compactMap(cluster(of:))
  }

  /// The parts of some nodes of a cluster that are connected.
  func connectedParts(_ nodes: [Int32]) -> [[Int32]] {
    var rest = nodes
    var parts: [[Int32]] = []
    while let first = rest.first {
      let part = reached(from: first, among: rest)
      rest = part.count == rest.count ? [] : rest.filter { !part.contains(sorted: $0) }
      parts.append(part)
    }
    return parts
  }

  /// Nodes that have a year in common, as a cluster.
  func cluster(of nodes: [Int32]) -> Cluster? {
    Cluster.together(nodes.map { self.nodes.clusters[Int($0)] })
  }

  /// Those of some nodes, ascending, that are related to one of them, directly or through others of them.
  func reached(from first: Int32, among some: [Int32]) -> [Int32] {
    var isReached = [Bool](repeating: false, count: some.count)
    guard var open = some.place(sorted: first).map({ [$0] }) else { return [] }
    isReached[open[0]] = true
    while let place = open.popLast() {
      nodes.neighbours.forEachMember(of: Int(some[place])) { other in
        guard let there = some.place(sorted: other), !isReached[there] else { return }
        isReached[there] = true
        open.append(there)
      }
    }
    return some.indices.filter { isReached[$0] }.map { some[$0] }
  }

  /// Pairs of items that are related through their nodes.
  private func links(_ items: [Cluster]) -> [(Int, Int)] {
    var itemOfNode: [Int32: Int] = [:]
    for (index, item) in items.enumerated() { for node in item.nodes { itemOfNode[node] = index } }
    return items.enumerated().flatMap { index, item in
      item.nodes.flatMap { node in
        nodes.neighbours[Int(node)].compactMap { other in itemOfNode[other].map { (index, $0) } }
      }
    }
  }

  mutating func replace(_ numbers: [Int32], with found: [Cluster]) {
    for number in numbers { clusters[Int(number)] = nil }
    for (index, cluster) in found.enumerated() {
      let number = index < numbers.count ? numbers[index] : Int32(clusters.count)
      if Int(number) == clusters.count { clusters.append(cluster) }
      clusters[Int(number)] = cluster
      for node in cluster.nodes { home[Int(node)] = number }
    }
  }
}

extension [Int32] {
  /// Place of a number in an ascending list; nil where it is not there.
  fileprivate func place(sorted number: Int32) -> Int? {
    let place = indices.partitionPoint { self[$0] < number }
    return place < count && self[place] == number ? place : nil
  }

  fileprivate func contains(sorted number: Int32) -> Bool { place(sorted: number) != nil }
}
