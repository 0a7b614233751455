/// The parts of a work's cost that a joint project can save on, with the nuisance that the public
/// bears. Shares of cost, EUR, or EUR saved, as the place where it is used says.
public struct CostParts: Sendable, Equatable {
  /// Digging and backfilling.
  public var excavation: Double
  /// Breaking up and restoring the surface.
  public var surface: Double
  /// Traffic measures and site set-up.
  public var traffic: Double
  /// Survey, design, participation and supervision.
  public var plan: Double
  /// Tender and contract.
  public var tender: Double
  /// Nuisance to residents and traffic, valued in EUR; no part of the cost of the work.
  public var nuisance: Double

  /// No part of anything.
  public static let zero = CostParts()

  /// Parts; 0 unless given.
  public init(
    excavation: Double = 0, surface: Double = 0, traffic: Double = 0, plan: Double = 0,
    tender: Double = 0, nuisance: Double = 0
  ) {
    self.excavation = excavation
    self.surface = surface
    self.traffic = traffic
    self.plan = plan
    self.tender = tender
    self.nuisance = nuisance
  }

  /// The sum of all parts.
  public var total: Double { excavation + surface + traffic + plan + tender + nuisance }

  /// The parts that someone pays: all but nuisance.
  public var paid: Double { total - nuisance }

  /// The parts of both together.
  public static func + (a: CostParts, b: CostParts) -> CostParts { zip(a, b, +) }

  /// What the first has more than the second.
  public static func - (a: CostParts, b: CostParts) -> CostParts { zip(a, b, -) }

  /// The parts times a factor.
  public static func * (a: CostParts, factor: Double) -> CostParts {
    zip(a, a) { x, _ in x * factor }
  }

  /// Part by part.
  public static func * (a: CostParts, b: CostParts) -> CostParts { zip(a, b, *) }

  /// Part by part, the larger of both.
  public static func max(_ a: CostParts, _ b: CostParts) -> CostParts { zip(a, b, Swift.max) }

  private static func zip(
    _ a: CostParts, _ b: CostParts, _ combine: (Double, Double) -> Double
  ) -> CostParts {
    CostParts(
      excavation: combine(a.excavation, b.excavation), surface: combine(a.surface, b.surface),
      traffic: combine(a.traffic, b.traffic), plan: combine(a.plan, b.plan),
      tender: combine(a.tender, b.tender), nuisance: combine(a.nuisance, b.nuisance))
  }
}
