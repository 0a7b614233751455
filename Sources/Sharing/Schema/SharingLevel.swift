import LayerIO

/// How much of a city a package tells. Each level has all of the levels before it.
package enum SharingLevel: String, Sendable, Codable, CaseIterable, Comparable {
  /// Figures of the city as a whole.
  case figures
  /// Figures of each neighbourhood as well, with its border.
  case neighbourhood
  /// Where works lie and when they may be done as well: outline, kind, status and window.
  case outline
  /// What works and projects are and cost as well.
  case full

  package static func < (a: SharingLevel, b: SharingLevel) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .figures: 0
    case .neighbourhood: 1
    case .outline: 2
    case .full: 3
    }
  }

  /// What it is, in words.
  package var name: Wording {
    switch self {
    case .figures: Wording(en: "figures of the city", nl: "cijfers van de stad")
    case .neighbourhood: Wording(en: "figures by neighbourhood", nl: "cijfers per buurt")
    case .outline: Wording(en: "outlines of works", nl: "omtrek van werken")
    case .full: Wording(en: "works and projects in full", nl: "werken en projecten geheel")
    }
  }
}

/// How far a plan is, by the statuses of GIPOD, the register of works in Flanders.
package enum PlanStatus: String, Sendable, Codable, CaseIterable {
  /// Nobody agreed on it: its window counts, it has no year.
  case notConcretelyPlanned = "not-concretely-planned"
  /// Those involved agreed on its year.
  case concretelyPlanned = "concretely-planned"
  /// It is being carried out.
  case inExecution = "in-execution"
  /// It has been carried out.
  case done

  /// Whether its year is shared.
  var isConcrete: Bool { self != .notConcretelyPlanned }
}

/// How much ground a work opens, by the categories of GIPOD.
package enum OpenedGround: String, Sendable, CaseIterable {
  /// More than 50 m2.
  case large = "over-50-m2"
  /// From 3 to 50 m2.
  case middle = "3-to-50-m2"
  /// Less than 3 m2.
  case small = "under-3-m2"

  init(_ area: Double) { self = area > 50 ? .large : area >= 3 ? .middle : .small }
}

/// Figures about fewer works or projects than this are left out below the level `full`: they would be those of one of
/// them, or those of the other to whoever knows one.
package let fewestTogether = 3
/// Counts of people below this are left out at every level.
package let fewestPeople = 5.0
