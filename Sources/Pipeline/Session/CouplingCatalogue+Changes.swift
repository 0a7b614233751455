import OpportunityMap
import ProjectFile
import Workers

extension CouplingCatalogue {
  /// The catalogue with changes of couplings by key, by theme or `all`, those of a list on top of those
  /// before it; within one `all` comes first, then themes, then couplings.
  func changed(by changes: [[String: Changes.CouplingChange]]) -> CouplingCatalogue {
    var states = couplings.map { _ in State() }
    for change in changes {
      for (index, coupling) in couplings.enumerated() {
        for name in ["all"] + coupling.serves.map(\.theme) + [coupling.key] {
          if let change = change[name] { states[index].apply(change) }
        }
      }
    }
    var changed = self
    changed.couplings = zip(couplings, states).compactMap { coupling, state in
      guard state.isOn else { return nil }
      var coupling = coupling
      coupling.cost = coupling.cost?.times(state.cost)
      coupling.upkeep = coupling.upkeep?.times(state.cost)
      for part in coupling.effects.indices { coupling.effects[part].times *= state.effect }
      return coupling
    }
    return changed
  }

  /// Which couplings are left by changes: what maps and projects depend on. Keys in the order of the file.
  func keysLeft(by changes: [[String: Changes.CouplingChange]]) -> [String] {
    changed(by: changes).couplings.map(\.key)
  }

  /// Makes sure that changes speak of what there is.
  /// - Throws: `YAMLError` for a name that is neither a coupling nor a theme nor `all`.
  func check(_ changes: [String: Changes.CouplingChange], path: String) throws {
    let known =
      ["all"] + Set(couplings.flatMap { $0.serves.map(\.theme) }).sorted()
      + couplings.map(\.key)
    for name in changes.keys.sorted() where !known.contains(name) {
      throw YAMLError(
        path: path, line: nil, problem: "There is no coupling '\(name)'.",
        remedy: nearestName(to: name, among: known).map { "Did you mean '\($0)'?" }
          ?? "Known are: \(known.joined(separator: ", ")).")
    }
  }
}

/// What changes come to for one coupling.
private struct State {
  var isOn = true
  var cost = 1.0
  var effect = 1.0

  mutating func apply(_ change: Changes.CouplingChange) {
    isOn = change.isOn ?? isOn
    cost *= change.costFactor
    effect *= change.effectFactor
  }
}
