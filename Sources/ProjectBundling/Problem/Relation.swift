/// Two works that have to do with each other.
public struct Relation: Sendable, Equatable {
  /// Number of the first work.
  public var a: Int32
  /// Number of the second work, larger than the first.
  public var b: Int32
  /// Ground in m2 that they share.
  public var sharedArea: Double
  /// Distance in m between them; 0 where they share ground.
  public var distance: Double
  /// Whether they name the same street.
  public var isSameStreet: Bool
  /// Index of the rule for their kinds in `BundlingRules.pairs`; nil where none fits.
  public var rule: Int?

  /// Years in which both may be done; nil where there are none.
  public func commonYears(_ works: [BundlingWork]) -> ClosedRange<Int>? {
    let (x, y) = (works[Int(a)].years, works[Int(b)].years)
    let first = max(x.lowerBound, y.lowerBound)
    let last = min(x.upperBound, y.upperBound)
    return first <= last ? first...last : nil
  }

  /// Years between the windows of both; 0 where they have a year in common.
  public func yearsBetween(_ works: [BundlingWork]) -> Int {
    works[Int(a)].yearsUntil(works[Int(b)])
  }
}

/// What keeps two works that lie together out of one bundle.
public enum Obstacle: Sendable, Equatable {
  /// A rule says never; its index in `BundlingRules.pairs`.
  case forbidden(rule: Int)
  /// Someone decided so.
  case decided
  /// Their windows miss each other by so many years.
  case noCommonYear(yearsBetween: Int)
  /// They lie so many metres further apart than the rules relate.
  case tooFar(metres: Double)
  /// Together they exceed `BundlingRules.limits`.
  case tooLarge
}
