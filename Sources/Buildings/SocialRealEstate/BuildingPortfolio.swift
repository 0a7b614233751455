/// How a building does for its owner.
package struct BuildingPortfolio: Sendable, Equatable {
  /// Whether each aspect of the catalogue is in order; nil where that is not known.
  package var aspects: [Bool?]
  /// What it may be, whatever is not known.
  package var possible: Set<PortfolioState>

  /// What it is; nil where that is not known.
  package var state: PortfolioState? { possible.count == 1 ? possible.first : nil }

  init(aspects: [Bool?], poorFrom: Int) {
    self.aspects = aspects
    let poor = aspects.count { $0 == false }
    let open = aspects.count { $0 == nil }
    possible = poor >= poorFrom ? [.poor] : poor + open < poorFrom ? [.good] : [.good, .poor]
  }
}

extension BuildingStock {
  /// How some buildings do, by the aspects of a catalogue; `year` is the first of the horizon.
  func portfolios(
    of buildings: [Int], _ catalogue: SocialCatalogue, in year: Int
  ) -> [BuildingPortfolio] {
    let aspects = catalogue.aspects.map { answers($0, in: year) }
    return buildings.map { building in
      BuildingPortfolio(aspects: aspects.map { $0[building] }, poorFrom: catalogue.poorFrom)
    }
  }

  /// Whether an aspect is in order, for all buildings; nil where that is not known.
  private func answers(_ aspect: SocialCatalogue.Aspect, in year: Int) -> [Bool?] {
    guard let values = values(of: aspect.fact, in: year) else {
      return [Bool?](repeating: nil, count: count)
    }
    switch aspect.bound {
    case .range(let range):
      return values.map { $0.isNaN ? nil : range.contains($0) }
    case .timesUsual(let times, let least):
      let usual = usual(values, among: least)
      return values.indices.map { building in
        guard !values[building].isNaN, let usual = usual[functions[building]] else { return nil }
        return values[building] <= times * usual
      }
    }
  }

  /// The middle value of buildings of the very same functions, where it is known of so many at least; of an even number
  /// the mean of the two in the middle.
  private func usual(_ values: [Double], among least: Int) -> [UInt64: Double] {
    let known = values.indices.filter { !values[$0].isNaN }
    return Dictionary(grouping: known) { functions[$0] }.filter { $0.value.count >= least }
      .mapValues { members in
        let sorted = members.map { values[$0] }.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
      }
  }
}

extension SocialCatalogue {
  /// The rule that holds for a building, whatever is not known; nil where that decides.
  package func rule(_ portfolio: Set<PortfolioState>, _ meaning: Set<MeaningState>) -> Int? {
    var policies: Set<Policy> = []
    for (index, rule) in rules.enumerated() {
      let mayHold =
        rule.portfolio.map(portfolio.contains) ?? true && rule.meaning.map(meaning.contains) ?? true
      guard mayHold else { continue }
      policies.insert(rule.policy)
      let isSure =
        (rule.portfolio == nil || portfolio.count == 1)
        && (rule.meaning == nil || meaning.count == 1)
      // One before it may hold instead: sure is what both say.
      if isSure { return policies.count == 1 ? index : nil }
    }
    return nil
  }
}
