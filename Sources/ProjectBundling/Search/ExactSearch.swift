import LayerStack

/// The best bundles of a few clusters: every connected set of them that keeps to the rules, and the
/// choice of sets that share none with the highest gain.
struct ExactSearch {
  /// A set of items, as bits, and what it gains over its items by themselves.
  struct Column {
    let members: UInt64
    let gain: Double
  }

  private let items: [Cluster]
  /// Items that each item is related to, as bits. Shape: `items`.
  private let neighbours: [UInt64]
  private let nodes: BundleNodes

  /// The choice among at most 64 clusters that are related as `links` says.
  init(_ items: [Cluster], links: [(Int, Int)], _ nodes: BundleNodes) {
    precondition(items.count <= 64)
    self.items = items
    self.nodes = nodes
    var neighbours = [UInt64](repeating: 0, count: items.count)
    for (a, b) in links where a != b {
      neighbours[a] |= 1 << UInt64(b)
      neighbours[b] |= 1 << UInt64(a)
    }
    self.neighbours = neighbours
  }

  /// The choice among the nodes of a group, ascending.
  init(_ nodes: BundleNodes, group: [Int32]) {
    let links = group.enumerated().flatMap { index, node in
      nodes.neighbours[Int(node)].compactMap { other in
        group.firstIndex(of: other).map { (index, $0) }
      }
    }
    self.init(group.map { nodes.clusters[Int($0)] }, links: links, nodes)
  }

  /// The sets of items of the best choice; nil where there are more than `most` connected sets, or
  /// where choosing layer by layer, among more than `tableNodes` items, takes too many steps.
  func best(most: Int, tableNodes: Int) -> [[Int]]? {
    guard let columns = columns(most: most) else { return nil }
    let chosen =
      items.count <= tableNodes
      ? bestByTable(columns)
      : LayeredChoice(count: items.count, columns).best()
    return chosen.map { $0.map { bits($0.members) } }
  }

  // MARK: Sets

  /// All connected sets that keep to the rules and gain enough. Rules that hold for a set hold
  /// for its parts, so each is reached from a smaller one by adding a neighbour.
  private func columns(most: Int) -> [Column]? {
    var columns: [Column] = []
    var seen = Set<UInt64>(minimumCapacity: most / 4)
    var level = items.indices.map { (members: UInt64(1) << UInt64($0), cluster: items[$0]) }
    while !level.isEmpty {
      var next: [(members: UInt64, cluster: Cluster)] = []
      for (members, cluster) in level {
        var around = around(members)
        while around != 0 {
          let index = around.trailingZeroBitCount
          around &= around - 1
          let larger = members | 1 << UInt64(index)
          guard seen.insert(larger).inserted, let grown = grown(cluster, by: index) else {
            continue
          }
          let gain = gain(of: grown, over: larger)
          if gain > 0, grown.isWorthwhile(nodes.limits.project) {
            columns.append(Column(members: larger, gain: gain))
          }
          next.append((larger, grown))
          if seen.count > most { return nil }
        }
      }
      level = next
    }
    return columns
  }

  private func grown(_ cluster: Cluster, by index: Int) -> Cluster? {
    let item = items[index]
    guard nodes.limits.allow(cluster, item, nodes), cluster.joiningGain(item) != nil else {
      return nil
    }
    return Cluster(cluster, item)
  }

  /// What a cluster gains over its items by themselves.
  private func gain(of cluster: Cluster, over members: UInt64) -> Double {
    var (gain, left) = (cluster.gain, members)
    while left != 0 {
      gain -= items[left.trailingZeroBitCount].gain
      left &= left - 1
    }
    return gain
  }

  /// The neighbours of a set.
  private func around(_ members: UInt64) -> UInt64 {
    var (around, left): (UInt64, UInt64) = (0, members)
    while left != 0 {
      around |= neighbours[left.trailingZeroBitCount]
      left &= left - 1
    }
    return around & ~members
  }

  private func bits(_ members: UInt64) -> [Int] {
    items.indices.filter { members >> UInt64($0) & 1 == 1 }
  }

  // MARK: Choice

  /// The best choice for every set of items: its lowest item stays by itself, or is in one of the
  /// columns.
  private func bestByTable(_ columns: [Column]) -> [Column] {
    // The columns side by side by their lowest item.
    let order = columns.indices.sorted {
      (columns[$0].members.trailingZeroBitCount, $0)
        < (columns[$1].members.trailingZeroBitCount, $1)
    }
    let (members, gains) = (order.map { Int(columns[$0].members) }, order.map { columns[$0].gain })
    var starts = [Int](repeating: 0, count: items.count + 1)
    for column in columns { starts[column.members.trailingZeroBitCount + 1] += 1 }
    for item in items.indices { starts[item + 1] += starts[item] }
    var best = [Double](repeating: 0, count: 1 << items.count)
    var choice = [Int32](repeating: -1, count: 1 << items.count)
    for set in 1..<best.count {
      var (most, chosen) = (best[set & (set - 1)], Int32(-1))
      let lowest = set.trailingZeroBitCount
      for place in starts[lowest]..<starts[lowest + 1] where members[place] & set == members[place]
      {
        let gain = gains[place] + best[set ^ members[place]]
        if gain > most { (most, chosen) = (gain, Int32(order[place])) }
      }
      (best[set], choice[set]) = (most, chosen)
    }
    return chosen(choice, columns)
  }

  private func chosen(_ choice: [Int32], _ columns: [Column]) -> [Column] {
    var result: [Column] = []
    var set = choice.count - 1
    while set > 0 {
      guard choice[set] >= 0 else {
        set &= set - 1
        continue
      }
      result.append(columns[Int(choice[set])])
      set ^= Int(columns[Int(choice[set])].members)
    }
    return result
  }
}
