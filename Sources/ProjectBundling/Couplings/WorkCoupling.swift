import OpportunityMap

/// A measure that a work can carry, with what it takes and brings there. Amounts at the price level of the
/// catalogue.
package struct WorkCoupling: Sendable, Equatable {
  /// Number of the work in `BundlingProblem.works`.
  package var work: Int32
  /// Index in `CouplingCatalogue.couplings`.
  package var coupling: Int32
  /// Whether the work can carry it there.
  package var verdict: CouplingVerdict
  /// m2 of the work under the theme that it is built for.
  package var overlap: Double
  /// m2 of that which are left to it: not served by another work of the same group.
  package var ground: Double
  /// The work that serves most of what is not left to it; nil where all is.
  package var takenBy: Int32?
  /// m2 that it serves, by the themes of `CouplingFinder.themes`.
  package var served: [Double]
  /// m2 x severity that it serves, likewise.
  package var challenge: [Double]
  /// Units that are built; nil where the work does not tell.
  package var amount: Double?
  /// Extra cost in EUR, less what it spares of the work; nil where none is known.
  package var cost: Range3<Double>?
  /// Change of upkeep in EUR a year; nil where none is known.
  package var upkeep: Range3<Double>?
  /// EUR that each effect brings a year, or once. Shape: the coupling's effects.
  package var effects: [Range3<Double>]
  /// Years that it lasts.
  package var life: Int
  /// Effects in EUR, brought back to the year in which it is built, by the coupling's themes.
  package var present: [Double]
  /// The same for the change of upkeep.
  package var presentUpkeep: Double
  /// What choosing it is worth in EUR in the year in which it is built: effects times the weights of their
  /// themes, less extra cost and upkeep.
  package var net: Double
  /// Index in `CouplingPlan.payers` of who pays the extra cost; nil where the project has no budget of them.
  package var payer: Int?

  /// All effects in EUR, brought back to the year in which it is built, whatever the weights.
  package var presentEffects: Double { present.reduce(0, +) }

  /// Whether it may be chosen: it suits, is priced, has ground, and somebody pays.
  package var isOpen: Bool {
    verdict.outcome == .suits && cost != nil && payer != nil && ground > 0
  }

  /// Whether choosing it helps: it is worth something, or frees money.
  var isUseful: Bool { net > 0 || (cost?.mid ?? 0) < 0 }
}

extension Range3<Double> {
  /// The sum of two figures.
  package static func + (a: Self, b: Self) -> Self {
    Range3(low: a.low + b.low, mid: a.mid + b.mid, high: a.high + b.high)
  }
}
