/// What became of works that could have gone together, from nearest to furthest: each takes one thing more that
/// should have been otherwise. A bundle that needs several has the furthest.
package enum ChanceOutcome: Int, Sendable, CaseIterable, Comparable {
  /// They were done together.
  case together
  /// All that was needed was known and shared, and they were not done together.
  case notDone
  /// Those who dug knew of their own work, and did not tell the others in time.
  case notShared
  /// When the first was done the other did not exist as a plan.
  case notKnown
  /// The history does not tell what was known or shared.
  case untold
  /// There was no year that suited the windows of all.
  case impossible
  /// The rules of bundling never want them in one project.
  case keptApart

  /// Those that carry money.
  package static let paying = allCases.filter { $0 != .keptApart }

  /// Those that were missed: they could have been done within the windows, and were not.
  package static let missed: [ChanceOutcome] = [.notDone, .notShared, .notKnown, .untold]

  /// The nearer is less.
  package static func < (one: ChanceOutcome, other: ChanceOutcome) -> Bool {
    one.rawValue < other.rawValue
  }

  /// Its name in tables and files.
  package var key: String {
    switch self {
    case .together: "together"
    case .notDone: "not-done"
    case .notShared: "not-shared"
    case .notKnown: "not-known"
    case .untold: "untold"
    case .impossible: "impossible"
    case .keptApart: "kept-apart"
    }
  }
}
