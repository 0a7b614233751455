import LayerStack

/// The best bundles of a small group of related nodes: every connected set that keeps to the rules, and
/// the choice of sets that share no node with the highest gain.
struct ExactSearch {
  /// A set of nodes, as bits of the group's nodes, and what it gains.
  struct Column {
    let members: UInt64
    let gain: Double
  }

  private let nodes: BundleNodes
  private let group: [Int32]
  private let neighbours: [UInt64]

  /// `group` has at most 64 nodes, ascending.
  init(_ nodes: BundleNodes, group: [Int32]) {
    precondition(group.count <= 64)
    self.nodes = nodes
    self.group = group
    neighbours = group.map { node in
      nodes.neighbours[Int(node)].reduce(0) { bits, other in
        group.firstIndex(of: other).map { bits | 1 << UInt64($0) } ?? bits
      }
    }
  }

  /// The sets of the best choice; nil where there are more than `most` connected sets, or where the
  /// program, which chooses for groups of more than `tableNodes` nodes, finds no proof.
  func best(most: Int, tableNodes: Int) -> [[Int32]]? {
    guard let columns = columns(most: most) else { return nil }
    let chosen = group.count <= tableNodes ? bestByTable(columns) : bestByProgram(columns)
    return chosen.map { $0.map(members) }
  }

  private func members(_ column: Column) -> [Int32] {
    group.indices.filter { column.members >> UInt64($0) & 1 == 1 }.map { group[$0] }
  }

  // MARK: Sets

  /// All connected sets that keep to the rules and gain something. Rules that hold for a set hold for its
  /// parts, so each is reached from a smaller one by adding a neighbour.
  private func columns(most: Int) -> [Column]? {
    var columns: [Column] = []
    var seen: Set<UInt64> = []
    var level = group.indices.map { (members: UInt64(1) << UInt64($0), index: $0) }
      .map { (members: $0.members, cluster: nodes.clusters[Int(group[$0.index])]) }
    while !level.isEmpty {
      var next: [(members: UInt64, cluster: Cluster)] = []
      for (members, cluster) in level {
        for index in bits(around(members)) {
          let larger = members | 1 << UInt64(index)
          guard seen.insert(larger).inserted else { continue }
          guard let grown = grown(cluster, by: index) else { continue }
          if grown.gain > 0 { columns.append(Column(members: larger, gain: grown.gain)) }
          next.append((larger, grown))
          if seen.count > most { return nil }
        }
      }
      level = next
    }
    return columns
  }

  private func grown(_ cluster: Cluster, by index: Int) -> Cluster? {
    let node = nodes.clusters[Int(group[index])]
    guard nodes.limits.allow(cluster, node, nodes), cluster.joiningGain(node) != nil else {
      return nil
    }
    return Cluster(cluster, node)
  }

  /// The neighbours of a set.
  private func around(_ members: UInt64) -> UInt64 {
    bits(members).reduce(0) { $0 | neighbours[$1] } & ~members
  }

  private func bits(_ members: UInt64) -> [Int] {
    group.indices.filter { members >> UInt64($0) & 1 == 1 }
  }

  // MARK: Choice

  /// The best choice for every set of nodes: its lowest node stays by itself, or is in one of the columns.
  private func bestByTable(_ columns: [Column]) -> [Column] {
    var columnsFrom = [[Int]](repeating: [], count: group.count)
    for (index, column) in columns.enumerated() {
      columnsFrom[column.members.trailingZeroBitCount].append(index)
    }
    var best = [Double](repeating: 0, count: 1 << group.count)
    var choice = [Int32](repeating: -1, count: 1 << group.count)
    for set in 1..<best.count {
      best[set] = best[set & (set - 1)]
      for index in columnsFrom[set.trailingZeroBitCount] {
        let members = Int(columns[index].members)
        guard members & set == members else { continue }
        let gain = columns[index].gain + best[set ^ members]
        if gain > best[set] { (best[set], choice[set]) = (gain, Int32(index)) }
      }
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

  /// The best choice by an integer program: every node in at most one column. nil without proof.
  private func bestByProgram(_ columns: [Column]) -> [Column]? {
    var program = IntegerProgram()
    for column in columns { _ = program.addChoice(cost: -column.gain) }
    for node in group.indices {
      let terms = columns.indices.filter { columns[$0].members >> UInt64(node) & 1 == 1 }
        .map { (variable: $0, factor: 1.0) }
      if !terms.isEmpty { program.addConstraint(terms, in: 0...1) }
    }
    guard let solution = try? program.solve(seconds: 1e6, nodes: 1000),
      solution.status == .optimal
    else { return nil }
    return columns.indices.filter { solution.values[$0] > 0.5 }.map { columns[$0] }
  }
}
