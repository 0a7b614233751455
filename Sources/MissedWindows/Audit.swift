import LayerIO
import OpportunityMap
import ProjectBundling
import ProjectFile
import Tables

/// What an audit found: works that were done in some years, which of them opened a street again within the rule,
/// what doing them together would have saved, and why it was missed. Amounts are in the project's currency, at its
/// price level.
package struct Audit: Sendable {
  /// Name of the project.
  package var name: String
  /// Currency of all amounts.
  package var currency: CurrencyCode
  /// Price level of all amounts.
  package var priceYear: Int
  /// Years that were looked at.
  package var years: ClosedRange<Int>
  /// The rule.
  package var rule: CutRules.Rule
  /// Ground in m2 that two works have to share.
  package var leastArea: Double
  /// What setting up a project costs.
  package var setup: Double
  /// Themes, in the order of the project.
  package var themes: [Theme]
  /// Neighbourhoods, in the order of the project.
  package var neighbourhoods: [Neighbourhood]
  /// Names of types of asset and measures.
  package var names: MeasureNames
  /// Works that opened a street, as the pairs and bundles number them.
  package var works: [AuditedWork]
  /// Pairs of works on one place, done together or opened again, the earliest first.
  package var pairs: [ChancePair]
  /// What would have been one project, what was possible first.
  package var bundles: [AuditedBundle]
  /// Ground in m2 that was opened again, every place once.
  package var reopenedArea: Double
  /// Works that are left out, with the reason.
  package var leftOut: [LeftOutWork]
  /// What the figures rest on.
  package var basis: Basis
  /// What is missed if nothing changes; nil where the project has no schedule, or nobody asked.
  package var ahead: LookAhead?
  /// What happened to the sources.
  package var records: [IntakeRecord]

  /// What the figures rest on, in numbers of works.
  package struct Basis: Sendable, Equatable {
    /// Works of which the cost is not known, which count with nothing.
    package var unknownCosts = 0
    /// Works whose cost is the catalogue's.
    package var catalogueCosts = 0
    /// Works whose window is the catalogue's.
    package var catalogueWindows = 0
    /// Works that were done outside their window, which was widened to hold the year.
    package var leftWindows = 0
    /// Works of which the history does not tell when they were known.
    package var untoldKnown = 0
    /// Whether works of one year count as done together, since the history tells of no projects.
    package var togetherByYear = false
  }
}

/// A work that opened a street.
package struct AuditedWork: Sendable, Equatable {
  /// Its id.
  package var id: String
  /// Its street, where the history tells it.
  package var street: String?
  /// Neighbourhood that holds most of it; nil outside all of them.
  package var neighbourhood: Int?
  /// Type of asset.
  package var assetType: String
  /// Measure.
  package var measure: String
  /// Who did it.
  package var party: String
  /// What it cost; nil where that is not known.
  package var cost: Double?
  /// What the history tells.
  package var told: DoneWork
  /// The middle of the box around it, in the working system.
  package var place: SIMD2<Double>
}

/// Works that would have been one project, with what they could have served.
package struct AuditedBundle: Sendable, Equatable {
  /// The works and the money.
  package var bundle: ChanceBundle
  /// Ground in m2 that two or more of them share.
  package var sharedArea: Double
  /// Of that, ground in m2 with a challenge, by theme. Shape: themes.
  package var challenged: [Double]
}

/// A work that an audit leaves out.
package struct LeftOutWork: Sendable, Equatable {
  /// Why.
  package enum Reason: String, Sendable, CaseIterable {
    /// It can't be read, or contradicts itself.
    case unusable
    /// No year is known in which it was done.
    case noYear = "no-year"
    /// It was done outside the years that are looked at.
    case otherYears = "other-years"
    /// It does not open the street.
    case notOpened = "not-opened"
    /// The rule does not hold for it.
    case exempt
  }
  /// Its id; empty where the source gives none.
  package var id: String
  /// The source.
  package var source: String
  /// Position in the source, counted from 1.
  package var feature: Int
  /// Why.
  package var reason: Reason
  /// What is wrong, or the year or exemption.
  package var detail: Wording
}

extension Audit {
  /// Pairs that opened a street again.
  package var reopenings: [ChancePair] { pairs.filter { $0.outcome != .together } }

  /// Whether a pair is in a case that saves, or would have.
  package func saves(_ pair: ChancePair) -> Bool {
    pair.bundle.map { bundles[$0].bundle.possible > 0 } ?? false
  }

  /// What the works cost by themselves; those of which the cost is not known count with nothing.
  package var cost: Double { works.reduce(0) { $0 + ($1.cost ?? 0) } }

  /// Works that opened a street again, each once.
  package var reopeningWorks: Int { Set(reopenings.map(\.second)).count }

  /// What became of what was possible, in cents.
  package func cents(_ outcome: ChanceOutcome) -> Int {
    guard outcome != .keptApart else { return 0 }
    return bundles.reduce(0) { $0 + $1.bundle.cents[outcome.rawValue] }
  }

  /// All that was possible, in cents.
  package var possibleCents: Int { ChanceOutcome.paying.reduce(0) { $0 + cents($1) } }

  /// What was missed, in cents.
  package var missedCents: Int { ChanceOutcome.missed.reduce(0) { $0 + cents($1) } }

  /// Pairs with an outcome.
  package func pairs(_ outcome: ChanceOutcome) -> [ChancePair] {
    pairs.filter { $0.outcome == outcome }
  }

  /// Bundles with money that was missed.
  package var missedBundles: [AuditedBundle] {
    bundles.filter { $0.bundle.missed > 0 }
      .sorted { ($1.bundle.missed, $0.bundle.works[0]) < ($0.bundle.missed, $1.bundle.works[0]) }
  }
}
