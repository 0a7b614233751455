import LayerStack

/// The works of `BundleNodes` in flat arrays, for bounds that look at millions of them: what each saves
/// once a bundle and on each ground, and its price in each year. What works of one node save among themselves is
/// taken off its prices, so that leading nobody gains nothing. One for all slots: as a value it would count a
/// use of each of its arrays wherever it is handed on.
final class SlotWorks: Sendable {
  /// What a work does on a ground, in EUR times what sharing saves of it.
  struct Part: Sendable {
    let ground: Int32
    /// Excavation and surface.
    let values: SIMD2<Double>
    /// Value of the challenges there.
    let challenge: Double
  }

  let nodes: BundleNodes
  /// What it takes in EUR to set up a bundle, whoever follows.
  let setup: Double
  /// Traffic, plan, tender and nuisance. Shape: nodes.
  let once: [SIMD4<Double>]
  /// Their sum. Of a bundle the work with the largest leads. Shape: nodes.
  let totals: [Double]
  /// Traffic, plan and tender together, which are cash. Shape: nodes.
  let cashTotals: [Double]
  /// The most that each can bring in cash. Shape: nodes.
  let mostCash: [Double]
  /// Whether each is a project in any case, whatever it gains. Shape: nodes.
  let isDecided: [Bool]
  /// What each does on its grounds, work after work.
  let parts: [Part]
  /// Index in `parts` of each node's first. Shape: nodes + 1.
  let partStarts: [Int]
  /// The most that each can bring beside its price for the year. Shape: nodes.
  let most: [Double]
  /// The rectangle around each. Shape: nodes.
  let boxes: [SIMD4<Double>]
  /// What each costs alone. Shape: nodes.
  let costs: [Double]
  /// Whether there may be works of the same length, or less, that each may not be with. Shape: nodes.
  let isPicky: [Bool]
  /// First year in which each may be done. Shape: nodes.
  private let firstYears: [Int]
  /// Price in each year of the window over staying by itself, node after node.
  private let prices: [Double]
  /// Index in `prices` of each node's first. Shape: nodes + 1.
  private let priceStarts: [Int]

  init(_ nodes: BundleNodes) {
    self.nodes = nodes
    let clusters = nodes.clusters
    setup = nodes.limits.project.setup
    once = clusters.map(\.once)
    totals = clusters.map { $0.once.sum() }
    cashTotals = clusters.map { $0.once.cash }
    mostCash = clusters.map { cluster in
      cluster.once.cash + cluster.grounds.reduce(0) { $0 + $1.parts.sum() }
    }
    isDecided = clusters.map(\.isDecided)
    parts = clusters.flatMap { cluster in
      cluster.grounds.map {
        Part(ground: $0.ground, values: $0.parts, challenge: $0.challenge)
      }
    }
    partStarts = clusters.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.grounds.count) }
    most = clusters.map { $0.once.sum() + $0.groundTotal }
    boxes = clusters.map(\.box)
    costs = clusters.map(\.cost)
    isPicky = clusters.map { nodes.limits.mayRefuse($0) }
    firstYears = clusters.map(\.firstYear)
    prices = clusters.flatMap { cluster in
      cluster.prices.map { $0 + cluster.apart - cluster.saved }
    }
    priceStarts = clusters.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.prices.count) }
  }

  /// Years in which a work may be done.
  func years(of node: Int32) -> Range<Int> {
    let (first, index) = (firstYears[Int(node)], Int(node))
    return first..<first + priceStarts[index + 1] - priceStarts[index]
  }

  /// Price in EUR of doing a work in a year of its window, over leaving it by itself.
  func price(of node: Int32, in year: Int) -> Double {
    prices[priceStarts[Int(node)] + year - firstYears[Int(node)]]
  }

  /// Whether two works may be in one bundle.
  func allow(_ a: Int32, _ b: Int32) -> Bool {
    nodes.limits.allow(nodes.clusters[Int(a)], nodes.clusters[Int(b)], nodes)
  }

  /// The first of some works that may not be with one behind it; nil where all may be in one bundle.
  func firstRefusing(in set: [Int32]) -> Int32? {
    let picky = set.filter { isPicky[Int($0)] }
    let place = picky.indices.first { index in
      picky[(index + 1)...].contains { !allow(picky[index], $0) }
    }
    return place.map { picky[$0] }
  }

  /// The rectangle around some works.
  func box(of set: [Int32]) -> SIMD4<Double> {
    set.reduce(SIMD4.noBox) { $0.union(boxes[Int($1)]) }
  }

  /// Indices in `parts` of a work's.
  func partRange(of node: Int32) -> Range<Int> {
    partStarts[Int(node)]..<partStarts[Int(node) + 1]
  }

  /// Whether a work can follow another that leads.
  func ranks(_ node: Int32, below leader: Int32) -> Bool {
    (totals[Int(node)], node) < (totals[Int(leader)], leader)
  }
}
