import LayerStack

/// Distances between assets that an earlier problem of the same city has measured: they stay as they are,
/// whatever changes about works.
package struct KnownDistances: Sendable {
  /// First entry of each asset, and the number of entries. Shape: assets + 1.
  private var starts: [Int32]
  private var others: [Int32]
  /// In m. Shape: `others`.
  private var distances: [Double]

  /// The distances of a problem's pairs that share no ground.
  package init(_ problem: BundlingProblem) {
    let assets = (problem.works.last?.asset ?? -1) + 1
    var starts = [Int32](repeating: 0, count: assets + 1)
    func forEach(_ body: (_ asset: Int, _ other: Int, _ distance: Double) -> Void) {
      for pairs in [problem.relations, problem.apart] {
        for pair in pairs where pair.sharedArea == 0 {
          body(
            problem.works[Int(pair.a)].asset, problem.works[Int(pair.b)].asset, pair.distance)
        }
      }
    }
    forEach { asset, _, _ in starts[asset + 1] += 1 }
    for asset in 0..<assets { starts[asset + 1] += starts[asset] }
    var next = starts
    var others = [Int32](repeating: 0, count: Int(starts[assets]))
    var distances = [Double](repeating: 0, count: others.count)
    forEach { asset, other, distance in
      let place = Int(next[asset])
      (others[place], distances[place]) = (Int32(other), distance)
      next[asset] += 1
    }
    (self.starts, self.others, self.distances) = (starts, others, distances)
  }

  /// The distance in m from an asset to a later one; nil where it is not known.
  func distance(from asset: Int32, to other: Int32) -> Double? {
    guard Int(asset) + 1 < starts.count else { return nil }
    for place in Int(starts[Int(asset)])..<Int(starts[Int(asset) + 1])
    where others[place] == other {
      return distances[place]
    }
    return nil
  }
}
