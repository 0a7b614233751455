/// Where two or more works that can be bundled share ground.
package struct SharedGround: Sendable, Equatable {
  /// The works, as numbers in `BundlingProblem.works`, ascending; on at least two assets.
  package var works: [Int32]
  /// Area in m2.
  package var area: Double
  /// Weighted challenge in m2: the sum over themes of weight (scaled to a mean of 1) x severity x
  /// area.
  package var challenge: Double
}
