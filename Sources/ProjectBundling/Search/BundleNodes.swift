import Geometry
import LayerStack

/// What bundling moves about: works, and sets of works that were decided to go together, in flat arrays.
struct BundleNodes: Sendable {
  /// Works of each node, ascending.
  let works: RaggedArray
  /// The node of each work.
  let nodeOfWork: [Int32]
  /// Nodes that each node is related to, ascending.
  let neighbours: RaggedArray
  /// Nodes that each node may not be bundled with, ascending: decided so, or on the same asset.
  let enemies: RaggedArray
  /// Nodes on each ground, ascending.
  let nodesOfGrounds: RaggedArray
  /// Each node by itself.
  let clusters: [Cluster]
  let limits: ClusterLimits

  /// Number of nodes.
  var count: Int { clusters.count }

  init(_ problem: BundlingProblem, threads: Int) throws {
    let decisions = problem.decisions
    let nodeOfWork = Self.nodes(problem)
    self.nodeOfWork = nodeOfWork
    let count = (nodeOfWork.max() ?? -1) + 1
    var lists = [[Int32]](repeating: [], count: Int(count))
    for (work, node) in nodeOfWork.enumerated() { lists[Int(node)].append(Int32(work)) }
    works = RaggedArray(lists)
    let limits = ClusterLimits(problem)
    self.limits = limits
    var closed = [Bool](repeating: false, count: lists.count)
    for (joined, isClosed) in zip(decisions.joined, decisions.isClosed) where isClosed {
      closed[Int(nodeOfWork[Int(joined[0])])] = true
    }
    let links = problem.relations.lazy.map { (nodeOfWork[Int($0.a)], nodeOfWork[Int($0.b)]) }
      .filter { $0 != $1 && !closed[Int($0)] && !closed[Int($1)] }
    neighbours = Self.lists(Array(links), count: lists.count)
    enemies = Self.lists(
      Self.enemies(problem).map { (nodeOfWork[Int($0)], nodeOfWork[Int($1)]) }, count: lists.count)
    nodesOfGrounds = RaggedArray(
      problem.grounds.lazy.map { uniqueSorted($0.works.map { nodeOfWork[Int($0)] }) })
    let (works, enemies) = (works, enemies)
    clusters = try mapInChunks(of: 1000, count: works.count, threads: threads) { node in
      let members = works[node].map {
        Cluster(work: $0, node: Int32(node), problem, hasEnemies: !enemies[node].isEmpty)
      }
      let united = members.dropFirst().reduce(members[0], Cluster.init)
      return members.count == 1 ? united : Cluster(uniting: united, node: Int32(node))
    }
  }

  /// The node of each work: works that go together share one. Nodes are numbered by place, so that what
  /// lies together in the city lies together in memory.
  private static func nodes(_ problem: BundlingProblem) -> [Int32] {
    var first = [Int32](0..<Int32(problem.works.count))
    for group in problem.decisions.joined { for work in group { first[Int(work)] = group[0] } }
    var nodes = [Int32](repeating: -1, count: first.count)
    var next: Int32 = 0
    for work in placeOrder(problem.works) where nodes[Int(first[Int(work)])] < 0 {
      nodes[Int(first[Int(work)])] = next
      next += 1
    }
    return first.map { nodes[Int($0)] }
  }

  /// Pairs of works that may not be bundled: works on one asset, and what was decided.
  private static func enemies(_ problem: BundlingProblem) -> [(Int32, Int32)] {
    var pairs = problem.decisions.separated.map { ($0.a, $0.b) }
    for (number, work) in problem.works.enumerated() {
      var other = number + 1
      while other < problem.works.count, problem.works[other].asset == work.asset {
        pairs.append((Int32(number), Int32(other)))
        other += 1
      }
    }
    return pairs
  }

  /// For each node the others that it is paired with, ascending, each once.
  private static func lists(_ pairs: [(Int32, Int32)], count: Int) -> RaggedArray {
    var starts = [Int](repeating: 0, count: count + 1)
    for (a, b) in pairs {
      starts[Int(a) + 1] += 1
      starts[Int(b) + 1] += 1
    }
    for node in 0..<count { starts[node + 1] += starts[node] }
    var next = starts
    var members = [Int32](repeating: 0, count: starts[count])
    for (a, b) in pairs {
      members[next[Int(a)]] = b
      members[next[Int(b)]] = a
      next[Int(a)] += 1
      next[Int(b)] += 1
    }
    var result = RaggedArray()
    for node in 0..<count {
      result.append(uniqueSorted(Array(members[starts[node]..<starts[node + 1]])))
    }
    return result
  }
}
