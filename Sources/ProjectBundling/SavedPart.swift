/// A part of the cost of works that is saved by doing them together.
enum SavedPart: String, CaseIterable {
  case excavation, surface, traffic, plan, tender, nuisance

  /// Saved on the ground that works share, the others once for each project.
  var isOfGround: Bool { self == .excavation || self == .surface }

  /// The part in a list of parts.
  var path: KeyPath<CostParts, Double> {
    switch self {
    case .excavation: \.excavation
    case .surface: \.surface
    case .traffic: \.traffic
    case .plan: \.plan
    case .tender: \.tender
    case .nuisance: \.nuisance
    }
  }
}
