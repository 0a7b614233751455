/// Two works that have to do with each other.
package struct Relation: Sendable, Equatable {
  /// Number of the first work.
  package internal(set) var a: Int32
  /// Number of the second work, larger than the first.
  package internal(set) var b: Int32
  /// Ground in m2 that they share, or distance in m: there are millions of pairs, and none has both.
  private let extent: Double
  private let sharesGround: Bool
  /// Whether they name the same street.
  package let isSameStreet: Bool
  /// Index of the rule; -1 for none.
  private let ruleIndex: Int32

  init(a: Int32, b: Int32, sharedArea: Double, distance: Double, isSameStreet: Bool, rule: Int?) {
    (self.a, self.b) = (a, b)
    sharesGround = sharedArea > 0
    extent = sharedArea > 0 ? sharedArea : distance
    self.isSameStreet = isSameStreet
    ruleIndex = rule.map(Int32.init) ?? -1
  }

  /// Ground in m2 that they share.
  package var sharedArea: Double { sharesGround ? extent : 0 }

  /// Distance in m between them; 0 where they share ground.
  package var distance: Double { sharesGround ? 0 : extent }

  /// Index of the rule for their kinds in `BundlingRules.pairs`; nil where none fits.
  package var rule: Int? { ruleIndex < 0 ? nil : Int(ruleIndex) }

  /// Years in which both may be done; nil where there are none.
  package func commonYears(_ works: [BundlingWork]) -> ClosedRange<Int>? {
    let (x, y) = (works[Int(a)].years, works[Int(b)].years)
    let first = max(x.lowerBound, y.lowerBound)
    let last = min(x.upperBound, y.upperBound)
    return first <= last ? first...last : nil
  }

  /// Years between the windows of both; 0 where they have a year in common.
  package func yearsBetween(_ works: [BundlingWork]) -> Int {
    let (x, y) = (works[Int(a)].years, works[Int(b)].years)
    return max(0, x.lowerBound - y.upperBound, y.lowerBound - x.upperBound)
  }
}

/// What keeps two works that lie together out of one bundle.
package enum Obstacle: Sendable, Equatable {
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
