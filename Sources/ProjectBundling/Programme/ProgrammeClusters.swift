/// Works that depend on each other only through budgets and demands: a bundle with its works, or a work
/// in no bundle.
struct ProgrammeClusters: Sendable {
  /// A cluster.
  struct Cluster: Sendable, Equatable {
    /// Its works, ascending.
    var works: [Int32]
    /// Its bundle; -1 without one, or where it may not be done.
    var bundle: Int32

    /// The bundle as a list, empty without one.
    var whole: [ProgrammeProject] { bundle < 0 ? [] : [.bundle(Int(bundle))] }

    /// All that may be done of it, the bundle first.
    var projects: [ProgrammeProject] { whole + works.map { .work(Int($0)) } }
  }

  /// The clusters, by their first work.
  let clusters: [Cluster]
  /// The works of all clusters, cluster after cluster.
  let works: [Int32]
  /// Bundle of each cluster, as `Cluster.bundle`. Shape: `clusters`.
  let bundles: [Int32]
  /// First place in `works` of each cluster, and the number of works. Shape: `clusters + 1`.
  private let starts: [Int32]
  /// Area in m2 that each work covers for each demand, when done alone; ground that it shares with others
  /// counts in full for each. By work, flat.
  private let workCover: Cover
  /// The same for bundles, ground that its works share once.
  private let bundleCover: Cover

  init(_ problem: ProgrammeProblem) {
    let bundleOfWork = problem.bundleOfWork
    var clusters: [Cluster] = []
    for (work, bundle) in bundleOfWork.enumerated() {
      guard bundle >= 0 else {
        clusters.append(Cluster(works: [Int32(work)], bundle: -1))
        continue
      }
      let item = problem.bundles[Int(bundle)]
      guard item.works[0] == work else { continue }
      let isAllowed = problem.isAllowed(bundle: item)
      clusters.append(Cluster(works: item.works, bundle: isAllowed ? bundle : -1))
    }
    self.clusters = clusters
    works = clusters.flatMap(\.works)
    bundles = clusters.map(\.bundle)
    starts = clusters.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1.works.count)) }
    workCover = Cover(problem.grounds, count: problem.works.count) { $0.works }
    bundleCover = Cover(problem.grounds, count: problem.bundles.count) { ground in
      Set(ground.works.map { bundleOfWork[Int($0)] }.filter { $0 >= 0 }).sorted()
    }
  }

  /// Places in `works` of a cluster's works.
  func places(of cluster: Int) -> Range<Int> {
    Int(starts[cluster])..<Int(starts[cluster + 1])
  }

  /// What a project covers: pairs of demand and area in m2.
  func cover(_ project: ProgrammeProject) -> ArraySlice<(demand: Int32, area: Double)> {
    switch project {
    case .work(let index): workCover[index]
    case .bundle(let index): bundleCover[index]
    }
  }
}

/// Pairs of demand and area by item, flat.
private struct Cover: Sendable {
  private var starts: [Int]
  private var pairs: [(demand: Int32, area: Double)]

  init(_ grounds: [CoveredGround], count: Int, items: (CoveredGround) -> [Int32]) {
    var sums = [[Int32: Double]](repeating: [:], count: grounds.isEmpty ? 0 : count)
    for ground in grounds {
      for item in items(ground) {
        for demand in ground.demands { sums[Int(item)][demand, default: 0] += ground.area }
      }
    }
    starts = [0]
    pairs = []
    for item in 0..<count {
      if !sums.isEmpty {
        pairs += sums[item].sorted { $0.key < $1.key }.map { (demand: $0.key, area: $0.value) }
      }
      starts.append(pairs.count)
    }
  }

  subscript(item: Int) -> ArraySlice<(demand: Int32, area: Double)> {
    pairs[starts[item]..<starts[item + 1]]
  }
}
