/// Which points belong together, from every point alone to all in one: at each step the two groups are
/// joined whose joining adds least to the sum of squares within groups (Ward 1963).
///
/// Built along chains of nearest neighbours (Murtagh 1983), which gives the same tree in time
/// proportional to the square of the number of points. Of equally near groups the one whose first
/// point comes first is taken, so the same points give the same tree.
struct WardTree {
  /// Pairs of points whose groups are joined, cheapest joining first.
  private var joinings: [Joining] = []
  private let count: Int

  private struct Joining {
    let a: Int
    let b: Int
    let cost: Double
  }

  init(_ space: FeatureSpace) {
    count = space.count
    var groups = Groups(space)
    var chain: [Int] = []
    while groups.count > 1 {
      if chain.isEmpty { chain.append(groups.first) }
      let end = chain[chain.count - 1]
      let previous = chain.count > 1 ? chain[chain.count - 2] : nil
      let (nearest, cost) = groups.nearest(to: end, preferring: previous)
      if nearest == previous {
        chain.removeLast(2)
        joinings.append(Joining(a: min(nearest, end), b: max(nearest, end), cost: cost))
        groups.join(nearest, end)
      } else {
        chain.append(nearest)
      }
    }
    // Chains find joinings in another order than that of their cost.
    joinings = joinings.enumerated()
      .sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element)
  }

  /// Number of groups that are left when points that coincide are joined.
  var distinctCount: Int { count - joinings.count { $0.cost == 0 } }

  /// The group of each point when `groups` are left, numbered in the order of their first points.
  func labels(groups: Int) -> [Int] {
    var joined = JoinedGroups(count: count)
    for joining in joinings.prefix(count - groups) { joined.join(joining.a, joining.b) }
    let roots = (0..<count).map { joined.first(of: $0) }
    let numbers = Dictionary(uniqueKeysWithValues: zip(Set(roots).sorted(), 0...))
    return roots.compactMap { numbers[$0] }
  }
}

/// Groups under way, each known by its first point.
private struct Groups {
  private var sizes: [Double]
  private var centres: [Double]
  private var alive: [Int]
  private let dimensions: Int

  init(_ space: FeatureSpace) {
    sizes = [Double](repeating: 1, count: space.count)
    centres = space.coordinates
    alive = Array(0..<space.count)
    dimensions = space.axes.count
  }

  var count: Int { alive.count }
  var first: Int { alive[0] }

  private func centre(_ group: Int) -> ArraySlice<Double> {
    centres[group * dimensions..<(group + 1) * dimensions]
  }

  /// What joining two groups adds to the sum of squares.
  private func cost(_ a: Int, _ b: Int) -> Double {
    sizes[a] * sizes[b] / (sizes[a] + sizes[b]) * squaredDistance(centre(a), centre(b))
  }

  /// The group that is cheapest to join; the preferred one where it is as cheap as any, without which
  /// chains among equals would not end.
  func nearest(to group: Int, preferring preferred: Int?) -> (group: Int, cost: Double) {
    var best = preferred.map { (group: $0, cost: cost(group, $0)) } ?? (group: -1, cost: .infinity)
    for other in alive where other != group {
      let cost = cost(group, other)
      if cost < best.cost { best = (other, cost) }
    }
    return best
  }

  mutating func join(_ a: Int, _ b: Int) {
    let (kept, gone) = (min(a, b), max(a, b))
    let whole = sizes[kept] + sizes[gone]
    for axis in 0..<dimensions {
      let mine = kept * dimensions + axis
      let other = centres[gone * dimensions + axis]
      // From the kept centre on: groups that coincide stay where they are, to the bit.
      centres[mine] += (other - centres[mine]) * (sizes[gone] / whole)
    }
    sizes[kept] = whole
    alive.removeAll { $0 == gone }
  }
}
