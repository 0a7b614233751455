import OpportunityMap

/// A coupling that two answers choose for other works.
public struct CouplingDifference: Sendable, Equatable, Codable {
  /// Its key in the catalogue.
  public var coupling: String
  /// Its name by language, `nl` and `en`.
  public var name: [String: String]
  /// Works that carry it in the first.
  public var before: Int
  /// Works that carry it in the second.
  public var after: Int
  /// Works that carry it in the second alone.
  public var comes: Int
  /// Works that carry it in the first alone.
  public var goes: Int
  /// What it costs besides the works in the first, in EUR.
  public var costBefore: Double
  /// The same in the second.
  public var costAfter: Double
  /// What it brings in the first, in EUR brought back to the first year, whatever the weights.
  public var effectsBefore: Double
  /// The same in the second.
  public var effectsAfter: Double
}

/// What an answer chooses of a coupling.
package struct ChosenCoupling: Sendable {
  /// Its name by language.
  let name: [String: String]
  /// Ids of the works that carry it.
  let works: Set<String>
  /// What it costs besides the works, in EUR.
  let cost: Double
  /// What it brings, in EUR brought back to the first year.
  let effects: Double

  /// A coupling with the works that carry it.
  package init(name: [String: String], works: Set<String>, cost: Double, effects: Double) {
    (self.name, self.works, self.cost, self.effects) = (name, works, cost, effects)
  }
}

/// The couplings that two plans choose for other works, by key.
package func couplingDifferences(
  _ first: (map: OpportunityMap, plan: ProjectPlan),
  _ second: (map: OpportunityMap, plan: ProjectPlan)
) -> [CouplingDifference] {
  couplingDifferences(chosen(first), chosen(second))
}

/// The same of what two answers choose, by key.
package func couplingDifferences(
  _ before: [String: ChosenCoupling], _ after: [String: ChosenCoupling]
) -> [CouplingDifference] {
  Set(before.keys).union(after.keys).sorted().compactMap { key in
    let (old, new) = (before[key], after[key])
    let (oldWorks, newWorks) = (old?.works ?? [], new?.works ?? [])
    guard oldWorks != newWorks || old?.cost != new?.cost else { return nil }
    return CouplingDifference(
      coupling: key, name: new?.name ?? old?.name ?? [:], before: oldWorks.count,
      after: newWorks.count, comes: newWorks.subtracting(oldWorks).count,
      goes: oldWorks.subtracting(newWorks).count, costBefore: old?.cost ?? 0,
      costAfter: new?.cost ?? 0, effectsBefore: old?.effects ?? 0,
      effectsAfter: new?.effects ?? 0)
  }
}

/// What a plan chooses, by key of the coupling.
private func chosen(_ answer: (map: OpportunityMap, plan: ProjectPlan)) -> [String: ChosenCoupling]
{
  guard let couplings = answer.plan.couplings else { return [:] }
  let works = answer.plan.bundling.problem.works
  return Dictionary(grouping: couplings.chosen) { couplings.coupling(of: $0).key }
    .mapValues { entries in
      let sums = couplings.sums(of: entries)
      return ChosenCoupling(
        name: couplings.coupling(of: entries[0]).name,
        works: Set(
          entries.map { answer.map.works[works[Int(couplings.entries[$0].work)].work].id }),
        cost: sums.cost, effects: sums.effects)
    }
}
