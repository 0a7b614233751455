import Foundation
import Geometry
import LayerIO
import OpportunityMap
import ProjectBundling
import ProjectFile
import Workers

extension Inputs {
  /// The inputs with the changes of a scenario, those of its bases first.
  /// - Throws: `YAMLError` for themes, layers, parties and bases that there are not.
  public func changed(by scenario: Scenario, among scenarios: [Scenario]) throws -> Inputs {
    var inputs = self
    for changes in try scenario.chain(among: scenarios) {
      do {
        try inputs.apply(changes)
      } catch let error as YAMLError {
        throw scenario.error(error.problem, error.remedy)
      }
    }
    return inputs
  }

  /// The inputs with other decisions, or none.
  package func deciding(_ decisions: Parsed<Decisions>?) -> Inputs {
    var inputs = self
    inputs.decisions = decisions
    return inputs
  }

  /// The inputs with scenarios that were written into the project since.
  /// - Throws: as `changed`; `YAMLError` where the project can't be read.
  package func adopting(_ entries: [AdoptedScenario]) throws -> Inputs {
    var inputs = self
    for entry in entries { try inputs.apply(entry.changes) }
    inputs.project.adopted += entries
    inputs.projectText = try ProjectFile.read(path: project.path).bytes
    return inputs
  }

  /// Makes changes, as if the project said so.
  /// - Throws: `YAMLError` for themes, layers and parties that there are not.
  mutating func apply(_ changes: Changes) throws {
    try project.weigh(changes.weights)
    if let years = changes.horizon { project.horizon = years.range }
    works += changes.works
    try apply(changes.rules)
    if let file = changes.decisions { decisions = try file.decisions() }
    for (name, change) in changes.layers.sorted(by: { $0.key < $1.key }) {
      try apply(change, toLayer: name)
    }
    if !changes.couplings.isEmpty {
      try couplings.value.check(changes.couplings, path: project.path)
      couplingChanges.append(changes.couplings)
    }
    try project.changeBudgets(changes)
    strategy = changes.strategy ?? strategy
  }

  private mutating func apply(_ changes: Changes.RuleChanges) throws {
    if let file = changes.file {
      rules = try BundlingRules.read(path: file.path, named: file.name)
        .holding(for: project, at: prices)
      try file.check(rules.sha256)
    }
    if let value = changes.challengeValue { rules.value.challengeValue = value }
    if let value = changes.nuisancePerDay { rules.value.nuisancePerDay = value }
    if let value = changes.leastCash { rules.value.project.leastCash = value }
  }

  private mutating func apply(_ change: Changes.LayerChange, toLayer name: String) throws {
    let places = project.places(ofLayer: name)
    guard !places.isEmpty else {
      throw project.unknown("layer", name, known: project.layerNames)
    }
    for (theme, layer) in places {
      if let counts = change.counts { project.themes[theme].layers[layer].counts = counts }
      if let reach = change.reach {
        needsOverlay = true
        if project.themes[theme].layers[layer].derivation == nil {
          project.themes[theme].layers[layer].options.reach = reach
        } else {
          project.themes[theme].layers[layer].derivedReach = reach
        }
      }
    }
  }
}

extension Changes.FileReference {
  fileprivate func decisions() throws -> Parsed<Decisions> {
    let decisions = try Decisions.read(path: path, named: name)
    try check(decisions.sha256)
    return decisions
  }

  /// Someone may have edited the file since the scenario was read.
  fileprivate func check(_ found: String) throws {
    guard found == sha256 else {
      throw YAMLError(
        path: path, line: nil, problem: "'\(name)' changed since the scenario was read.",
        remedy: "Ask again.")
    }
  }
}

extension ProjectFile {
  /// Gives themes other weights.
  /// - Throws: `YAMLError` for a theme that there is not.
  mutating func weigh(_ weights: [String: Double]) throws {
    for (key, weight) in weights.sorted(by: { $0.key < $1.key }) {
      guard let theme = themes.firstIndex(where: { $0.key == key }) else {
        throw unknown("theme", key, known: themes.map(\.key))
      }
      themes[theme].weight = weight
    }
  }

  fileprivate func unknown(_ what: String, _ name: String, known: [String]) -> YAMLError {
    YAMLError(
      path: path, line: nil, problem: "There is no \(what) '\(name)'.",
      remedy: nearestName(to: name, among: known).map { "Did you mean '\($0)'?" }
        ?? "Known are: \(known.joined(separator: ", ")).")
  }

  // MARK: Layers

  /// A layer is known by its source, by its source in a theme, or with all of its theme.
  fileprivate func places(ofLayer name: String) -> [(theme: Int, layer: Int)] {
    themes.indices.flatMap { theme in
      themes[theme].layers.indices.filter { layer in
        let source = themes[theme].layers[layer].options.source
        return [source, "\(themes[theme].key)/\(source)", themes[theme].key].contains(name)
      }.map { (theme, $0) }
    }
  }

  fileprivate var layerNames: [String] {
    themes.flatMap { theme in theme.layers.map(\.options.source) } + themes.map(\.key)
  }

  // MARK: Budgets

  fileprivate mutating func changeBudgets(_ changes: Changes) throws {
    guard !changes.budgets.isEmpty || !changes.pots.isEmpty else { return }
    var request = programme ?? ProgrammeRequest()
    for (party, change) in changes.budgets.sorted(by: { $0.key < $1.key }) {
      try request.change(change, of: party, over: horizon, in: self)
    }
    for (name, parties) in changes.pots.sorted(by: { $0.key < $1.key }) {
      request.pots.removeAll { !Set($0.parties).isDisjoint(with: parties) || $0.name == name }
      request.pots.append(ProgrammeRequest.Pot(name: name, parties: parties))
    }
    programme = request
  }
}

extension ProgrammeRequest {
  fileprivate mutating func change(
    _ change: Changes.BudgetChange, of party: String, over horizon: ClosedRange<Int>,
    in project: ProjectFile
  ) throws {
    let place = budgets.firstIndex { $0.party == party }
    if change.isUnlimited {
      budgets.removeAll { $0.party == party }
      return
    }
    if let year = change.years.keys.sorted().first(where: { !horizon.contains($0) }) {
      throw YAMLError(
        path: project.path, line: nil,
        problem:
          "The budget of '\(party)' is given another amount in \(year), which is no year of the "
          + "horizon.",
        remedy: "It runs from \(horizon.lowerBound) to \(horizon.upperBound).")
    }
    guard place != nil || change.perYear != nil || !change.years.isEmpty else {
      throw YAMLError(
        path: project.path, line: nil, problem: "'\(party)' has no budget to change.",
        remedy: "Give it one with 'per_year'; budgets are: "
          + budgets.map(\.party).joined(separator: ", ") + ".")
    }
    var budget = place.map { budgets[$0] } ?? Budget(party: party, usual: 0)
    budget.apply(change, over: horizon)
    if let place { budgets[place] = budget } else { budgets.append(budget) }
  }
}

extension ProgrammeRequest.Budget {
  /// Amounts first, then the factor, then the shift. What is shifted in from before or after the horizon
  /// is 0.
  fileprivate mutating func apply(_ change: Changes.BudgetChange, over horizon: ClosedRange<Int>) {
    if let amount = change.perYear { (usual, others) = (amount, [:]) }
    others.merge(change.years) { $1 }
    if let factor = change.factor {
      usual *= factor
      others = others.mapValues { $0 * factor }
    }
    if let shift = change.shift, shift != 0 {
      let before = self
      others = Dictionary(
        uniqueKeysWithValues: horizon.map { year in
          (year, horizon.contains(year - shift) ? before.amount(in: year - shift) : 0)
        })
    }
    carryOver = change.carryOver ?? carryOver
  }
}
