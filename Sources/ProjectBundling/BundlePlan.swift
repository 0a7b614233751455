/// Works that are done together in one year.
package struct Bundle: Sendable, Equatable {
  /// Numbers of its works, ascending: at least two, or one that was decided to be done in another
  /// year than its due year.
  package var works: [Int32]
  /// Year in which it is done.
  package var year: Int
  /// What it gains against doing its works alone in their due years.
  package var gain: Gain
}

/// Bundles of which none share a work; works in none of them are done alone in their due year.
package struct BundlePlan: Sendable, Equatable {
  /// The bundles, by their first work.
  package var bundles: [Bundle]

  /// Every work alone in its due year.
  package static let siloed = BundlePlan(bundles: [])

  /// What they gain together.
  package var gain: Gain { bundles.reduce(.zero) { $0 + $1.gain } }
}
