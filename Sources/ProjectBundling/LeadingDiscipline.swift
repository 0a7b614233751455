import LayerStack

/// What people do by hand (Rheden: sewers lead): leading works keep their due year, those of one
/// year that relate are one project, and works that share ground with them follow into that year
/// where their window allows it and the limits hold, the one that shares most first. No price is
/// weighed.
/// - Throws: errors of threads alone.
package func leadingDisciplinePlan(_ problem: BundlingProblem, threads: Int) throws -> BundlePlan {
  let nodes = try BundleNodes(problem, threads: threads)
  var rule = LeadingRule(problem, nodes)
  rule.unite()
  rule.follow()
  return rule.plan
}

private struct LeadingRule {
  private let problem: BundlingProblem
  private let nodes: BundleNodes
  private let leads: [Bool]
  /// The cluster that each node is in, by the number of its leader; -1 for none.
  private var home: [Int32]
  private var clusters: [Cluster]

  init(_ problem: BundlingProblem, _ nodes: BundleNodes) {
    self.problem = problem
    self.nodes = nodes
    clusters = nodes.clusters
    let (works, kinds) = (problem.works, problem.kinds)
    let isLeading = kinds.map { kind in problem.rules.leading.contains { $0.fits(kind.kind) } }
    let members = nodes.works
    let leads = nodes.clusters.indices.map { node in
      members[node].contains { isLeading[works[Int($0)].kind] }
    }
    self.leads = leads
    home = leads.indices.map { leads[$0] ? Int32($0) : -1 }
  }

  private func year(_ node: Int32) -> Int {
    problem.works[Int(nodes.works[Int(node)].first ?? 0)].yearAlone
  }

  /// Leaders of one year that relate become one project, in the order of the works.
  mutating func unite() {
    for node in home.indices where leads[node] {
      for other in nodes.neighbours[node]
      where leads[Int(other)] && year(other) == year(Int32(node)) {
        let (a, b) = (home[node], home[Int(other)])
        guard a != b, nodes.limits.allow(clusters[Int(a)], clusters[Int(b)], nodes),
          clusters[Int(a)].joiningGain(clusters[Int(b)]) != nil
        else { continue }
        for member in clusters[Int(b)].nodes { home[Int(member)] = a }
        clusters[Int(a)] = Cluster(clusters[Int(a)], clusters[Int(b)])
      }
    }
  }

  /// Works that share ground with a leader follow it, the largest share first.
  mutating func follow() {
    let pairs = problem.relations.filter { pair in
      pair.sharedArea > 0 && leads[Int(node(of: pair.a))] != leads[Int(node(of: pair.b))]
    }.sorted { ($1.sharedArea, $0.a, $0.b) < ($0.sharedArea, $1.a, $1.b) }
    for pair in pairs {
      let (a, b) = (node(of: pair.a), node(of: pair.b))
      let (leader, follower) = leads[Int(a)] ? (a, b) : (b, a)
      guard home[Int(follower)] < 0 else { continue }
      join(follower, home[Int(leader)], in: year(leader))
    }
  }

  private func node(of work: Int32) -> Int32 { nodes.nodeOfWork[Int(work)] }

  private mutating func join(_ follower: Int32, _ leader: Int32, in year: Int) {
    let cluster = nodes.clusters[Int(follower)]
    let years = cluster.firstYear..<cluster.firstYear + cluster.prices.count
    guard years.contains(year), nodes.limits.allow(clusters[Int(leader)], cluster, nodes),
      clusters[Int(leader)].joiningGain(cluster) != nil
    else { return }
    home[Int(follower)] = leader
    clusters[Int(leader)] = Cluster(clusters[Int(leader)], cluster)
  }

  var plan: BundlePlan {
    let bundles = home.indices.filter { home[$0] == Int32($0) }.compactMap { leader -> Bundle? in
      let works = clusters[leader].nodes.flatMap { Array(nodes.works[Int($0)]) }.sorted()
      guard works.count > 1 else { return nil }
      let year = self.year(Int32(leader))
      return Bundle(works: works, year: year, gain: problem.gain(of: works, in: year))
    }
    return BundlePlan(bundles: bundles.sorted { $0.works[0] < $1.works[0] })
  }
}
