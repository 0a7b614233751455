/// Which works are kept apart, wherever they lie: the rules never want their kinds together, or somebody decided
/// so.
struct WorksApart: Sendable {
  private let kinds: [Int]
  private let limits: ClusterLimits
  private let separated: Set<UInt64>

  init(_ problem: BundlingProblem) {
    kinds = problem.works.map(\.kind)
    limits = ClusterLimits(problem)
    separated = Set(problem.decisions.separated.map { pairKey($0.a, $0.b) })
  }

  /// Whether two works are.
  func contains(_ a: Int32, _ b: Int32) -> Bool {
    limits.forbids(kinds[Int(a)], kinds[Int(b)])
      || !separated.isEmpty && separated.contains(pairKey(a, b))
  }
}
