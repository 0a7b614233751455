import Geometry
import LayerStack
import Workers

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
  /// A number for the stretch of street that each node lies in: one for all that name the same street and lie
  /// together, directly or over others.
  let streets: [Int32]
  /// Nodes on each ground, ascending.
  let nodesOfGrounds: RaggedArray
  /// Each node by itself.
  private(set) var clusters: [Cluster]
  private(set) var limits: ClusterLimits

  /// Number of nodes.
  var count: Int { clusters.count }

  init(_ problem: BundlingProblem, _ limits: ClusterLimits? = nil, threads: Int) throws {
    let nodeOfWork = Self.nodes(problem)
    self.nodeOfWork = nodeOfWork
    self.limits = limits ?? ClusterLimits(problem)
    let count = Int((nodeOfWork.max() ?? -1) + 1)
    let works = RaggedArray(
      grouping: [Array(nodeOfWork.enumerated())], groups: count
    ) { (group: $0.element, member: Int32($0.offset)) }
    let enemies = try Self.lists(
      Self.enemies(problem), nodeOfWork, count: count, threads: threads)
    neighbours = try Self.lists(
      problem.openRelations, nodeOfWork, count: count, threads: threads)
    streets = Self.streets(problem, nodeOfWork, count: count)
    let grounds = problem.grounds
    nodesOfGrounds = try RaggedArray(count: grounds.count, threads: threads) { ground in
      uniqueSorted(grounds[ground].works.map { nodeOfWork[Int($0)] })
    }
    clusters = try Self.clusters(problem, works, enemies, threads: threads)
    (self.works, self.enemies) = (works, enemies)
  }

  /// The same nodes where a project takes no set-up and need gain nothing; `problem` is the one that they were
  /// made of.
  func free(_ problem: BundlingProblem, threads: Int) throws -> BundleNodes {
    var free = problem
    free.rules.project = ProjectRules()
    var nodes = self
    nodes.limits.project = ProjectRules()
    nodes.clusters = try Self.clusters(free, works, enemies, threads: threads)
    return nodes
  }

  private static func clusters(
    _ problem: BundlingProblem, _ works: RaggedArray, _ enemies: RaggedArray, threads: Int
  ) throws -> [Cluster] {
    try mapInChunks(of: 1000, count: works.count, threads: threads) { node in
      let members = works[node].map {
        Cluster(work: $0, node: Int32(node), problem, hasEnemies: !enemies[node].isEmpty)
      }
      let united = members.dropFirst().reduce(members[0], Cluster.init)
      return members.count == 1 ? united : Cluster(uniting: united, node: Int32(node))
    }
  }

  /// The node of each work: works that go together share one. Nodes are numbered by place, so that
  /// what lies together in the city lies together in memory.
  private static func nodes(_ problem: BundlingProblem) -> [Int32] {
    var first = [Int32](0..<Int32(problem.works.count))
    for group in problem.decisions.joined { for work in group { first[Int(work)] = group[0] } }
    var nodes = [Int32](repeating: -1, count: first.count)
    var next: Int32 = 0
    for work in problem.byPlace where nodes[Int(first[Int(work)])] < 0 {
      nodes[Int(first[Int(work)])] = next
      next += 1
    }
    return first.map { nodes[Int($0)] }
  }

  private static func streets(
    _ problem: BundlingProblem, _ nodeOfWork: [Int32], count: Int
  ) -> [Int32] {
    var roots = Roots(count: count)
    for pair in problem.relations where pair.isSameStreet {
      roots.unite(nodeOfWork[Int(pair.a)], nodeOfWork[Int(pair.b)])
    }
    return (0..<Int32(count)).map { roots.find($0) }
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
    _ pairs: [(Int32, Int32)], _ nodeOfWork: [Int32], count: Int, threads: Int
  ) throws -> RaggedArray {
    let links = pairs.compactMap { pair -> (a: Int32, b: Int32)? in
      let (a, b) = (nodeOfWork[Int(pair.0)], nodeOfWork[Int(pair.1)])
      return a == b ? nil : (a, b)
    }
    let back = links.map { (a: $0.b, b: $0.a) }
    let lists = RaggedArray(grouping: [links, back], groups: count) { ($0.a, $0.b) }
    return try RaggedArray(count: count, threads: threads) { uniqueSorted(Array(lists[$0])) }
  }
}
