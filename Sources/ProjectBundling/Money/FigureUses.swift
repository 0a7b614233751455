import OpportunityMap
import ProjectFile

/// The figures of catalogues that the money of projects is worked out from.
struct FigureUses {
  private let problem: BundlingProblem
  private let map: OpportunityMap
  /// Names of the kinds of work. Shape: `BundlingProblem.kinds`.
  private let kinds: [String]
  private let nuisance: FigureUse
  /// The set-up of a project.
  let setup: FigureUse

  init(_ problem: BundlingProblem, _ map: OpportunityMap) {
    (self.problem, self.map) = (problem, map)
    kinds = problem.kinds.map {
      [$0.kind.assetType, $0.kind.measure].compactMap(\.self).joined(separator: " ")
    }
    let marks = problem.rules.marks
    nuisance = FigureUse(name: "compatibility: nuisance_per_day", mark: marks.nuisance)
    setup = FigureUse(name: "compatibility: project.setup", mark: marks.setup)
  }

  /// Those behind the cost of a work of the map.
  func cost(ofMapWork index: Int) -> [FigureUse] {
    let work = map.works[index]
    let name = "cycles: \(map.assets[work.asset].type) \(work.measure), unit_cost"
    switch work.costSource {
    case .own, .unknown: return []
    case .published: return [FigureUse(name: name, mark: .read)]
    case .assumed: return [FigureUse(name: name, mark: .assumed)]
    }
  }

  /// Those behind the cost of a work of the problem.
  func cost(_ work: Int32) -> [FigureUse] { cost(ofMapWork: problem.works[Int(work)].work) }

  /// Those behind what a work saves of a part by being done with another.
  func saved(_ work: Int32, _ part: SavedPart) -> [FigureUse] {
    let kind = problem.works[Int(work)].kind
    let own = problem.kinds[kind].marks
    let factor = FigureUse(
      name: "compatibility: saved.\(part.rawValue)", mark: problem.rules.marks.saved[part.rawValue])
    let (key, mark) =
      part == .nuisance
      ? ("production", own["production"]) : ("shares.\(part.rawValue)", own[part.rawValue])
    let share = FigureUse(name: "compatibility: \(kinds[kind]), \(key)", mark: mark)
    return cost(work) + [share, factor] + (part == .nuisance ? [nuisance] : [])
  }

  // MARK: Couplings

  /// Those behind a figure of a coupling, which its sizes go with.
  func coupling(
    _ coupling: CouplingCatalogue.Coupling, _ key: String, _ figure: CouplingCatalogue.Figure?
  ) -> [FigureUse] {
    [
      FigureUse(name: "couplings: \(coupling.key), \(key)", mark: figure?.mark ?? .assumed),
      FigureUse(name: "couplings: \(coupling.key), sizes", mark: coupling.mark),
    ]
  }

  /// Those behind an effect of a coupling.
  func effect(
    _ effect: CouplingCatalogue.Effect, of coupling: CouplingCatalogue.Coupling
  ) -> [FigureUse] {
    [
      FigureUse(name: "couplings: effect \(effect.key)", mark: effect.gets.mark),
      FigureUse(name: "couplings: \(coupling.key), sizes", mark: coupling.mark),
    ]
  }
}

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
