import OpportunityMap

extension CouplingPlan {
  /// What the chosen couplings cost and bring, year by year: extra cost and upkeep in cash, paid by the
  /// budget of the work or by whom the catalogue names, and effects, which nobody is paid.
  func flows(_ problem: BundlingProblem) -> [BusinessCase.Flow] {
    chosen.flatMap { entry in years[entry].map { flows(of: entry, in: $0, problem) } ?? [] }
  }

  /// The same as what something else is held against: what is paid here is spared there, what is brought here
  /// is missed there.
  func flows(sparing problem: BundlingProblem) -> [BusinessCase.Flow] {
    flows(problem).map { flow in
      var spared = flow
      (spared.isCost, spared.item) = (!flow.isCost, flow.item.avoided)
      return spared
    }
  }

  private func flows(
    of entry: Int, in year: Int, _ problem: BundlingProblem
  ) -> [BusinessCase.Flow] {
    let (own, coupling) = (entries[entry], coupling(of: entry))
    let keeper = BusinessCase.Actor.party(problem.works[Int(own.work)].party)
    let payer = own.payer.flatMap { $0 < problem.parties.count ? nil : payers[$0] }
    let cost = cash(
      own.cost?.mid ?? 0, .extraCost(Int(own.coupling)),
      payer.map { .other($0) } ?? keeper, year: year)
    let upkeep = cash(
      own.upkeep?.mid ?? 0, .upkeep(Int(own.coupling)), keeper, year: year, years: own.life)
    let effects = zip(coupling.effects, own.effects).map { part, brings in
      let effect = finder.catalogue.effects[part.effect]
      return BusinessCase.Flow(
        actor: .other(effect.actor), item: .effect(part.effect), isCost: false,
        year: year + effect.after, years: effect.isOnce ? 1 : own.life, perYear: brings.mid)
    }
    return [cost, upkeep] + effects
  }

  /// A cost or, below 0, a saving.
  private func cash(
    _ euros: Double, _ item: BusinessCase.Item, _ actor: BusinessCase.Actor, year: Int,
    years: Int = 1
  ) -> BusinessCase.Flow {
    BusinessCase.Flow(
      actor: actor, item: item, isCost: euros >= 0, year: year, years: years, perYear: abs(euros))
  }
}

extension CouplingPlan {
  /// What the chosen couplings come to.
  package struct Sums: Sendable, Equatable {
    /// How many are chosen.
    package var count = 0
    /// Extra cost in EUR.
    package var cost = 0.0
    /// Change of upkeep in EUR, brought back to the first year.
    package var upkeep = 0.0
    /// Effects in EUR, brought back to the first year, whatever the weights.
    package var effects = 0.0

    /// Nothing.
    package init() {}
  }

  /// What chosen entries come to.
  package func sums(of chosen: [Int]) -> Sums {
    chosen.reduce(into: Sums()) { sums, entry in
      guard let year = years[entry] else { return }
      sums.count += 1
      sums.cost += entries[entry].cost?.mid ?? 0
      sums.upkeep += entries[entry].presentUpkeep * discount(in: year)
      sums.effects += entries[entry].presentEffects * discount(in: year)
    }
  }

  /// What payers pay for chosen entries, in EUR, by index in `payers`.
  package func costs(of chosen: [Int]) -> [Int: Double] {
    chosen.reduce(into: [:]) { costs, entry in
      guard years[entry] != nil, let payer = entries[entry].payer else { return }
      costs[payer, default: 0] += entries[entry].cost?.mid ?? 0
    }
  }

  /// Effects of what is chosen in EUR by theme of the map, brought back to the first year. Shape: themes.
  func effectsByTheme(_ count: Int) -> [Double] {
    var effects = [Double](repeating: 0, count: count)
    for entry in chosen {
      guard let year = years[entry] else { continue }
      for (part, present) in zip(
        finder.themes[Int(entries[entry].coupling)], entries[entry].present)
      {
        effects[part.theme] += present * discount(in: year)
      }
    }
    return effects
  }
}

extension BusinessCase.Item {
  /// The item of what couplings cost and bring if no works were done together.
  fileprivate var avoided: BusinessCase.Item {
    switch self {
    case .extraCost(let index): .avoidedExtraCost(index)
    case .upkeep(let index): .avoidedUpkeep(index)
    case .effect(let index): .avoidedEffect(index)
    default: self
    }
  }
}
