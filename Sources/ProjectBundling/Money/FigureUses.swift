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
  private func saved(_ work: Int32, _ part: SavedPart) -> [FigureUse] {
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

  // MARK: Terms

  /// The figures behind the cost of a work, or what it saves of a part: the same for all works of a kind of which
  /// the cost comes from the same place.
  struct Term: Hashable {
    private let kind: Int
    private let costSource: CostSource
    private let part: SavedPart?

    fileprivate init(_ work: BundlingWork, _ costSource: CostSource, _ part: SavedPart?) {
      (kind, self.costSource, self.part) = (work.kind, costSource, part)
    }
  }

  /// The term of a part that a work saves, or of its cost.
  func term(_ work: Int32, _ part: SavedPart? = nil) -> Term {
    let own = problem.works[Int(work)]
    return Term(own, map.works[own.work].costSource, part)
  }

  /// The figures behind the term of a work.
  func figures(_ work: Int32, _ part: SavedPart?) -> [FigureUse] {
    part.map { saved(work, $0) } ?? cost(work)
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
