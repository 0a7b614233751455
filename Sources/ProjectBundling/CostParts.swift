/// The parts of a work's cost that a joint project can save on, with the nuisance that the public
/// bears. Shares of cost, EUR, or EUR saved, as the place where it is used says.
package struct CostParts: Sendable, Equatable {
  /// Digging and backfilling.
  package var excavation: Double
  /// Breaking up and restoring the surface.
  package var surface: Double
  /// Traffic measures and site set-up.
  package var traffic: Double
  /// Survey, design, participation and supervision.
  package var plan: Double
  /// Tender and contract.
  package var tender: Double
  /// Nuisance to residents and traffic, valued in EUR; no part of the cost of the work.
  package var nuisance: Double
  /// Setting up a project of several works: preparing and tendering them as one. Works by themselves have
  /// none, so that of what is saved it is the part below 0.
  package var setup: Double

  /// Names of the parts that shares and factors of saving are given of, as files write them.
  package static let names = SavedPart.allCases.map(\.rawValue)

  /// No part of anything.
  package static let zero = CostParts()

  /// Parts; 0 unless given.
  package init(
    excavation: Double = 0, surface: Double = 0, traffic: Double = 0, plan: Double = 0,
    tender: Double = 0, nuisance: Double = 0, setup: Double = 0
  ) {
    self.excavation = excavation
    self.surface = surface
    self.traffic = traffic
    self.plan = plan
    self.tender = tender
    self.nuisance = nuisance
    self.setup = setup
  }

  /// The sum of all parts.
  package var total: Double { excavation + surface + traffic + plan + tender + nuisance + setup }

  /// The parts that someone pays: all but nuisance.
  package var paid: Double { total - nuisance }

  /// The parts of both together.
  package static func + (a: CostParts, b: CostParts) -> CostParts { zip(a, b, +) }

  /// What the first has more than the second.
  package static func - (a: CostParts, b: CostParts) -> CostParts { zip(a, b, -) }

  /// The parts times a factor.
  package static func * (a: CostParts, factor: Double) -> CostParts {
    zip(a, a) { x, _ in x * factor }
  }

  /// Part by part.
  package static func * (a: CostParts, b: CostParts) -> CostParts { zip(a, b, *) }

  /// Part by part, the larger of both.
  package static func max(_ a: CostParts, _ b: CostParts) -> CostParts { zip(a, b, Swift.max) }

  private static func zip(
    _ a: CostParts, _ b: CostParts, _ combine: (Double, Double) -> Double
  ) -> CostParts {
    CostParts(
      excavation: combine(a.excavation, b.excavation), surface: combine(a.surface, b.surface),
      traffic: combine(a.traffic, b.traffic), plan: combine(a.plan, b.plan),
      tender: combine(a.tender, b.tender), nuisance: combine(a.nuisance, b.nuisance),
      setup: combine(a.setup, b.setup))
  }
}
