/// Where two or more works that can be bundled share ground.
public struct SharedGround: Sendable, Equatable {
  /// The works, as numbers in `BundlingProblem.works`, ascending; on at least two assets.
  public var works: [Int32]
  /// Area in m2.
  public var area: Double
  /// Weighted challenge in m2: the sum over themes of weight (scaled to a mean of 1) x severity x
  /// area.
  public var challenge: Double
}
