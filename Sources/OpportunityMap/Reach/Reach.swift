/// How far works reach a challenge, beside how far they reach all ground: what chance would give. Of a theme
/// that is measured in dwellings or the like there is another, in numbers instead of m2.
public struct Reach: Sendable, Equatable, Codable {
  /// Ground with the challenge, in m2, each place once.
  public var challenged: Double
  /// What of it lies under works, in m2.
  public var reached: Double
  /// All ground, in m2.
  public var ground: Double
  /// What of all ground lies under works, in m2.
  public var reachedGround: Double

  /// Areas.
  public init(challenged: Double, reached: Double, ground: Double, reachedGround: Double) {
    (self.challenged, self.reached) = (challenged, reached)
    (self.ground, self.reachedGround) = (ground, reachedGround)
  }

  /// Nothing.
  public static let none = Reach(challenged: 0, reached: 0, ground: 0, reachedGround: 0)

  /// Share of the challenge, 0 to 1; nil where there is none.
  public var share: Double? { challenged > 0 ? reached / challenged : nil }
  /// Share of all ground, 0 to 1: what chance would give.
  public var chance: Double? { ground > 0 ? reachedGround / ground : nil }
  /// How many times what chance would give.
  public var ratio: Double? {
    share.flatMap { share in chance.flatMap { $0 > 0 ? share / $0 : nil } }
  }
}

/// A reach with how sure its ratio to chance is.
package struct JudgedReach: Sendable, Equatable {
  /// The reach.
  package var reach: Reach
  /// Where the ratio lies in 95 % of the draws; nil where there is too little to draw from.
  package var interval: ClosedRange<Double>?

  /// Whether works reach the challenge more than chance would give; false where that is not sure.
  package var isMore: Bool { interval.map { $0.lowerBound > 1 } ?? false }
  /// Whether works reach the challenge less than chance would give; false where that is not sure.
  package var isLess: Bool { interval.map { $0.upperBound < 1 } ?? false }
}

extension Coverage {
  /// How far works due up to and with a year of the horizon reach a theme; `year` counts from 0.
  package func reach(_ theme: Int, upTo year: Int) -> Reach {
    Reach(
      challenged: challenged[theme], reached: cumulated[year][theme], ground: ground,
      reachedGround: cumulatedGround[year])
  }

  /// How far works of the horizon reach a theme or, where `anyYear`, all works whatever their year.
  package func reach(_ theme: Int, anyYear: Bool = false) -> Reach {
    guard !anyYear, !cumulated.isEmpty else {
      return Reach(
        challenged: challenged[theme], reached: underWorks[theme], ground: ground,
        reachedGround: groundUnderWorks)
    }
    return reach(theme, upTo: cumulated.count - 1)
  }
}
