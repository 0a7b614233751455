import Geometry
import LayerStack

/// What bundling moves about: works, and sets of works that were decided to go together, in flat
/// arrays.
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
    let nodeOfWork = Self.nodes(problem)
    self.nodeOfWork = nodeOfWork
    limits = ClusterLimits(problem)
    let count = Int((nodeOfWork.max() ?? -1) + 1)
    var members = [[Int32]](repeating: [], count: count)
    for (work, node) in nodeOfWork.enumerated() { members[Int(node)].append(Int32(work)) }
    let works = RaggedArray(members)
    let enemies = Self.lists(Self.enemies(problem), nodeOfWork, count: count)
    neighbours = Self.lists(Self.related(problem, nodeOfWork), nodeOfWork, count: count)
    nodesOfGrounds = RaggedArray(
      problem.grounds.lazy.map { uniqueSorted($0.works.map { nodeOfWork[Int($0)] }) })
    clusters = try mapInChunks(of: 1000, count: count, threads: threads) { node in
      let members = works[node].map {
        Cluster(work: $0, node: Int32(node), problem, hasEnemies: !enemies[node].isEmpty)
      }
      let united = members.dropFirst().reduce(members[0], Cluster.init)
      return members.count == 1 ? united : Cluster(uniting: united, node: Int32(node))
    }
    (self.works, self.enemies) = (works, enemies)
  }

  /// Pairs of works that are related, but for those in nodes that nothing may join.
  private static func related(
    _ problem: BundlingProblem, _ nodeOfWork: [Int32]
  ) -> [(Int32, Int32)] {
    var isClosed = [Bool](repeating: false, count: nodeOfWork.count)
    let decisions = problem.decisions
    for (joined, closed) in zip(decisions.joined, decisions.isClosed) where closed {
      for work in joined { isClosed[Int(work)] = true }
    }
    return problem.relations.lazy.map { ($0.a, $0.b) }
      .filter { !isClosed[Int($0)] && !isClosed[Int($1)] }
  }

  /// The node of each work: works that go together share one. Nodes are numbered by place, so that
  /// what lies together in the city lies together in memory.
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

  /// For each node the others that its works are paired with, ascending, each once.
  private static func lists(
    _ pairs: [(Int32, Int32)], _ nodeOfWork: [Int32], count: Int
  ) -> RaggedArray {
    let links = pairs.lazy.map { (nodeOfWork[Int($0)], nodeOfWork[Int($1)]) }.filter { $0 != $1 }
    var starts = [Int](repeating: 0, count: count + 1)
    for (a, b) in links {
      starts[Int(a) + 1] += 1
      starts[Int(b) + 1] += 1
    }
    for node in 0..<count { starts[node + 1] += starts[node] }
    var next = starts
    var members = [Int32](repeating: 0, count: starts[count])
    for (a, b) in links {
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
