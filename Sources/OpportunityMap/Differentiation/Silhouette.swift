/// How well each number of groups fits points (Rousseeuw 1987): the mean over the points of
/// (b - a) / max(a, b), where a is the mean distance to the others of its group and b that to the
/// nearest other group; 0 for a point that is alone. From -1 to 1; 1 is a perfect fit.
struct Silhouettes {
  /// Mean silhouette by number of groups, from two on.
  private(set) var means: [Int: Double] = [:]

  /// Largest number of types that is tried: a reader can't keep more apart.
  static let mostGroups = 12
  /// Below this mean there is no substantial structure (Kaufman and Rousseeuw 1990).
  static let least = 0.25

  init(_ space: FeatureSpace, _ tree: WardTree) {
    let most = min(Self.mostGroups, tree.distinctCount)
    guard most >= 2 else { return }
    let finest = tree.labels(groups: most)
    let sums = Self.distanceSums(space, finest, groups: most)
    for groups in 2...most {
      let labels = tree.labels(groups: groups)
      means[groups] = Self.mean(
        Self.joined(sums, finest, labels, most, groups), labels, groups: groups)
    }
  }

  /// The number of groups that fits best, the smallest of equals; 1 where none fits.
  var best: Int {
    let ranked = means.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let best = ranked.first, best.value >= Self.least else { return 1 }
    return best.key
  }

  /// Sum of the distances from each point to the points of each group. Shape: `count` x `groups`.
  private static func distanceSums(
    _ space: FeatureSpace, _ labels: [Int], groups: Int
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: space.count * groups)
    for a in 0..<space.count {
      for b in 0..<a {
        let distance = space.distance(a, b)
        sums[a * groups + labels[b]] += distance
        sums[b * groups + labels[a]] += distance
      }
    }
    return sums
  }

  /// The sums when the finest groups are joined: distances are measured once for all numbers of groups.
  private static func joined(
    _ sums: [Double], _ finest: [Int], _ labels: [Int], _ most: Int, _ groups: Int
  ) -> [Double] {
    var coarse = [Int](repeating: 0, count: most)
    for (fine, label) in zip(finest, labels) { coarse[fine] = label }
    var result = [Double](repeating: 0, count: labels.count * groups)
    for point in labels.indices {
      for fine in 0..<most { result[point * groups + coarse[fine]] += sums[point * most + fine] }
    }
    return result
  }

  private static func mean(_ sums: [Double], _ labels: [Int], groups: Int) -> Double {
    var sizes = [Double](repeating: 0, count: groups)
    for label in labels { sizes[label] += 1 }
    let total = labels.indices.reduce(0.0) { total, point in
      let own = labels[point]
      guard sizes[own] > 1 else { return total }
      let a = sums[point * groups + own] / (sizes[own] - 1)
      let others = (0..<groups).filter { $0 != own }.map { sums[point * groups + $0] / sizes[$0] }
      let b = others.min() ?? 0
      return max(a, b) > 0 ? total + (b - a) / max(a, b) : total
    }
    return total / Double(labels.count)
  }
}
