/// What a bound holds over the plan, in EUR, by what keeps it there: the limit that the works break whose
/// prices had to rise.
package struct BoundSlack: Sendable, Equatable {
  /// What keeps works from being a project.
  package enum Reason: Int, Sendable, CaseIterable {
    /// Nothing: they gain more than the plan gives them. What another plan may bring, or what lies between
    /// whole projects and parts of several.
    case none
    /// They lie too far from each other.
    case metres
    /// They are not related to each other, directly or through others of them.
    case connection
    /// They cost too much.
    case euros
    /// Two of them may not go together.
    case pairs
    /// They gain too little.
    case leastGain
    /// They save too little in cash.
    case leastCash
    /// Not told: the bound takes each work by itself, or the group is too large for prices.
    case unpriced
  }

  private var amounts = [Double](repeating: 0, count: Reason.allCases.count)

  /// Nothing.
  package init() {}

  /// EUR for a reason.
  package subscript(reason: Reason) -> Double {
    get { amounts[reason.rawValue] }
    set { amounts[reason.rawValue] = newValue }
  }

  /// All together, in EUR.
  package var total: Double { amounts.reduce(0, +) }

  /// The sum of two.
  package static func + (a: BoundSlack, b: BoundSlack) -> BoundSlack {
    var sum = a
    for reason in Reason.allCases { sum[reason] += b[reason] }
    return sum
  }

  /// The same in proportion, with another total; all of it unpriced where there is nothing to divide it by.
  func scaled(to total: Double) -> BoundSlack {
    var result = BoundSlack()
    guard self.total > 0 else {
      result[.unpriced] = total
      return result
    }
    for reason in Reason.allCases { result[reason] = self[reason] * total / self.total }
    return result
  }
}
