import OpportunityMap

/// Why a coupling that a work could carry is chosen or not; the first that holds.
package enum CouplingReason: Sendable, Equatable {
  /// It is chosen.
  case chosen
  /// A condition does not hold.
  case unsuited
  /// A condition asks for what is not known.
  case unknown
  /// The catalogue has no cost, or the work does not tell how much is built.
  case noCost
  /// No effect of it is valued, and it frees no money.
  case noEffect
  /// Nobody has a budget for it in the project.
  case noBudget
  /// Another work serves the ground.
  case otherWork(Int32)
  /// It costs more than it is worth.
  case costsMore
  /// The work is not done.
  case workUndone
  /// Another coupling of the work is chosen in its place.
  case otherCoupling(Int)
  /// The programme is to cover targets at the least cost, and asks for no effects.
  case notAsked
  /// The money went where it is worth more.
  case noMoney
}

extension ProjectPlan {
  /// Why each entry of the couplings is chosen or not. Shape: entries; empty without couplings.
  package var couplingReasons: [CouplingReason] {
    guard let couplings else { return [] }
    let undone = Set(programme?.undone.map(\.work) ?? [])
    return couplings.entries.indices.map { reason(of: $0, couplings, undone) }
  }

  private func reason(
    of entry: Int, _ couplings: CouplingPlan, _ undone: Set<Int>
  ) -> CouplingReason {
    let own = couplings.entries[entry]
    if couplings.years[entry] != nil { return .chosen }
    if own.verdict.outcome == .unsuited { return .unsuited }
    if own.verdict.outcome == .unknown { return .unknown }
    if own.ground <= 0, let other = own.takenBy { return .otherWork(other) }
    guard let cost = own.cost else { return .noCost }
    if own.presentEffects <= 0, cost.mid >= 0 { return .noEffect }
    if own.payer == nil { return .noBudget }
    if !own.isUseful { return .costsMore }
    if undone.contains(Int(own.work)) { return .workUndone }
    if let other = rival(of: entry, couplings) { return .otherCoupling(other) }
    return coversTargets ? .notAsked : .noMoney
  }

  /// The chosen coupling of the same work that keeps an entry from being chosen with it.
  private func rival(of entry: Int, _ couplings: CouplingPlan) -> Int? {
    let own = couplings.coupling(of: entry)
    return couplings.entries(of: Int(couplings.entries[entry].work)).first { other in
      let coupling = couplings.coupling(of: other)
      return couplings.years[other] != nil
        && (coupling.group == own.group || (own.place != nil && coupling.place == own.place))
    }
  }
}
