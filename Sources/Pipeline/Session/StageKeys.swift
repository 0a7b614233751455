import ProjectBundling
import ProjectFile

/// What the works of a city depend on.
struct WorksKey: Hashable, Sendable {
  let horizon: ClosedRange<Int>
  let works: [Changes.WorkChange]

  init(_ inputs: Inputs) {
    (horizon, works) = (inputs.project.horizon, inputs.works)
  }
}

/// What a map depends on.
struct MapKey: Hashable, Sendable {
  let works: WorksKey
  private(set) var weights: [Double]
  /// Whether each theme layer counts.
  let layers: [Bool]
  /// The couplings that works may carry, by key, and the file that they are from.
  let couplings: [String]

  init(_ inputs: Inputs) {
    works = WorksKey(inputs)
    weights = inputs.project.themes.map(\.weight)
    layers = inputs.project.themes.flatMap { $0.layers.map(\.counts) }
    couplings =
      [inputs.couplings.sha256] + inputs.couplings.value.keysLeft(by: inputs.couplingChanges)
  }

  /// The same for any weights.
  var unweighed: MapKey {
    var key = self
    key.weights = []
    return key
  }
}

/// What relations between works depend on: no weights, no layers.
struct RelationsKey: Hashable, Sendable {
  let works: WorksKey
  let rules: RulesKey
  let decisions: String?

  init(_ inputs: Inputs) {
    works = WorksKey(inputs)
    rules = RulesKey(inputs)
    decisions = inputs.decisions?.sha256
  }
}

/// What the rules come to.
struct RulesKey: Hashable, Sendable {
  let file: String
  let challengeValue: Double
  let nuisancePerDay: Double
  let leastCash: Double

  init(_ inputs: Inputs) {
    file = inputs.rules.sha256
    challengeValue = inputs.rules.value.challengeValue
    nuisancePerDay = inputs.rules.value.nuisancePerDay
    leastCash = inputs.rules.value.project.leastCash
  }
}

/// What the choice of bundles depends on.
struct BundlesKey: Hashable, Sendable {
  let map: MapKey
  let relations: RelationsKey
  let proves: Bool

  init(_ inputs: Inputs) {
    (map, relations) = (MapKey(inputs), RelationsKey(inputs))
    proves = inputs.project.bundling.proves
  }
}

/// What projects depend on. Where nothing is done they are the best ones, which nobody does.
struct ProjectsKey: Hashable, Sendable {
  let bundles: BundlesKey
  let strategy: Changes.Strategy

  init(_ inputs: Inputs) {
    bundles = BundlesKey(inputs)
    strategy = inputs.strategy == .nothing ? .best : inputs.strategy
  }
}

/// What a programme depends on.
struct ProgrammeKey: Hashable, Sendable {
  let projects: ProjectsKey
  let doesNothing: Bool
  let request: ProgrammeRequest?
  let couplings: [[String: Changes.CouplingChange]]

  init(_ inputs: Inputs) {
    projects = ProjectsKey(inputs)
    doesNothing = inputs.strategy == .nothing
    request = inputs.project.programme
    couplings = inputs.couplingChanges
  }
}

/// What it depends on what a programme may choose from: on all but amounts of money.
struct OffersKey: Hashable, Sendable {
  let projects: ProjectsKey
  let strategy: Changes.Strategy
  let request: ProgrammeRequest?
  let couplings: [[String: Changes.CouplingChange]]

  init(_ inputs: Inputs) {
    projects = ProjectsKey(inputs)
    strategy = inputs.strategy
    var request = inputs.project.programme
    let budgets = request?.budgets ?? []
    request?.budgets = budgets.map { .init(party: $0.party, usual: 0) }
    self.request = request
    couplings = inputs.couplingChanges
  }
}
