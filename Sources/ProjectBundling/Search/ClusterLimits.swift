import LayerStack

/// How large a bundle may be, and which kinds of work may not be in one.
struct ClusterLimits: Sendable {
  let limits: BundleLimits
  /// What a project takes and has to gain.
  var project: ProjectRules
  /// Part of the other works' days that comes on top of the longest's.
  let daysOnTop: Double
  /// Whether two kinds may not be in one bundle. Shape: `kinds x kinds`.
  private let isForbidden: [Bool]
  private let kindCount: Int
  /// Whether any two kinds may not.
  private let forbidsAny: Bool

  init(_ problem: BundlingProblem) {
    limits = problem.rules.limits
    project = problem.rules.project
    daysOnTop = 1 - problem.rules.saved.nuisance
    kindCount = problem.kinds.count
    let rules = PairRules(problem.kinds, problem.rules)
    let kinds = 0..<problem.kinds.count
    isForbidden = kinds.flatMap { a in kinds.map { rules[a, $0].isForbidden } }
    forbidsAny = isForbidden.contains(true)
  }

  /// Whether works of two kinds may not be in one bundle.
  func forbids(_ a: Int, _ b: Int) -> Bool { isForbidden[a * kindCount + b] }

  /// Whether two clusters together keep to the limits.
  func allow(_ a: Cluster, _ b: Cluster, _ nodes: BundleNodes) -> Bool {
    guard a.cost + b.cost <= limits.cost,
      a.box.union(b.box).longestSide <= limits.span,
      days(a, b) <= limits.days,
      a.parties.count + b.parties.count <= limits.parties || parties(a, b) <= limits.parties
    else { return false }
    if forbidsAny, areForbidden(a.kinds, b.kinds) { return false }
    return !(a.hasEnemies && b.hasEnemies && areEnemies(a, b, nodes))
  }

  /// Whether a cluster keeps to the limits on a bundle as a whole.
  func allow(_ cluster: Cluster) -> Bool {
    cluster.cost <= limits.cost && cluster.box.longestSide <= limits.span
      && cluster.parties.count <= limits.parties
      && cluster.longestDays + daysOnTop * (cluster.days - cluster.longestDays) <= limits.days
  }

  /// Whether a work may be refused by another that lies near enough; true when in doubt.
  func mayRefuse(_ work: Cluster) -> Bool {
    work.hasEnemies || work.cost > limits.cost / 2 || work.days > limits.days / 2
      || limits.parties < 2
      || work.kinds.contains { kind in
        (0..<kindCount).contains { forbids(Int(kind), $0) }
      }
  }

  private func days(_ a: Cluster, _ b: Cluster) -> Double {
    let longest = max(a.longestDays, b.longestDays)
    return longest + daysOnTop * (a.days + b.days - longest)
  }

  private func parties(_ a: Cluster, _ b: Cluster) -> Int {
    a.parties.count + b.parties.count { !a.parties.contains($0) }
  }

  private func areForbidden(_ a: [Int32], _ b: [Int32]) -> Bool {
    a.contains { kind in b.contains { isForbidden[Int(kind) * kindCount + Int($0)] } }
  }

  private func areEnemies(_ a: Cluster, _ b: Cluster, _ nodes: BundleNodes) -> Bool {
    a.nodes.contains { node in nodes.enemies[Int(node)].contains(where: b.nodes.contains) }
  }
}
