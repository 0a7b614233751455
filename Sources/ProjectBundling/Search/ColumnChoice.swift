import Geometry
import LayerStack
import Solver
import Workers

/// The best choice among bundles that were met, of which no two share a node, by an integer program.
struct ColumnChoice {
  private let nodes: BundleNodes
  /// Most branches of the program; what it has by then is taken.
  private static let mostNodes = 100
  /// Most bundles beside the plan's that it chooses among: those that lack least of their prices.
  private static let mostColumns = 5000

  init(_ nodes: BundleNodes) { self.nodes = nodes }

  /// The sets of nodes of the best choice among a plan's and others that keep to all rules; nil where none is
  /// found. `prices` are such that no bundle gains more. Shape of `prices`: nodes.
  /// - Throws: errors of threads alone.
  func best(
    of plan: [[Int32]], and others: Set<[Int32]>, prices: [Double], threads: Int
  ) throws -> [[Int32]]? {
    let more = others.subtracting(plan).sorted { $0.lexicographicallyPrecedes($1) }
    let met = try columns(of: more, prices, threads: threads)
      .sorted { ($0.lacks, $0.set.count) < ($1.lacks, $1.set.count) }
    return try chosen(
      columns(of: plan, prices, threads: threads) + met.prefix(Self.mostColumns))
  }

  private func columns(
    of sets: [[Int32]], _ prices: [Double], threads: Int
  ) throws -> [Column] {
    let gains = try mapInChunks(of: 64, count: sets.count, threads: threads) { gain(of: sets[$0]) }
    return sets.indices.compactMap { index in
      gains[index].map { gain in
        let price = sets[index].reduce(0) { $0 + prices[Int($1)] }
        return Column(set: sets[index], gain: gain, lacks: price - gain)
      }
    }
  }

  private struct Column: Sendable {
    let set: [Int32]
    let gain: Double
    /// EUR by which it gains less than its nodes are priced at.
    let lacks: Double
  }

  /// What a set gains over its nodes by themselves; nil where it is no bundle.
  private func gain(of set: [Int32]) -> Double? {
    let cluster = Cluster.together(set.map { nodes.clusters[Int($0)] })
    guard let cluster, nodes.limits.allow(cluster), cluster.isWorthwhile(nodes.limits.project),
      cluster.gain > 0
    else { return nil }
    return cluster.gain
  }

  private func chosen(_ columns: [Column]) -> [[Int32]]? {
    var program = IntegerProgram()
    var places = [[(variable: Int, factor: Double)]](repeating: [], count: nodes.count)
    for column in columns {
      // In thousands of EUR, so that the solver's tolerances are cents.
      let variable = program.addChoice(cost: -column.gain / 1000)
      for node in column.set { places[Int(node)].append((variable, 1)) }
    }
    for terms in places where terms.count > 1 {
      program.addConstraint(terms, in: -.infinity...1)
    }
    let endless = 1e9
    guard let found = try? program.solve(seconds: endless, nodes: Self.mostNodes) else {
      return nil
    }
    return columns.indices.filter { found.values[$0] > 0.5 }.map { columns[$0].set }
  }
}
