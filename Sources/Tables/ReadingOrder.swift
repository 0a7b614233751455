extension ProductTable {
  /// The tables that have a CSV, in the order in which people read them: what it comes to, what is done when,
  /// the works, the places, and last what all was counted from.
  package static let readingOrder: [ProductTable] = {
    let order: [ProductTable] = [
      .money, .assumptions, .baselines, .baselineReach, .businessCase, .programme,
      .programmeProjects, .unspent, .undone, .decisions, .candidates, .candidateWorks, .costSplits,
      .nearMisses, .patterns, .couplings, .opportunities, .streets, .neighbourhoods, .types,
      .packages, .coverage, .people, .budgets, .hours, .facilities, .green, .vacancy,
      .buildings, .transformation, .transformationAnswers, .vacancyAreas,
      .matches, .facilityNeeds, .facilityChoices, .facilityShares, .socialBuildings, .portfolio,
      .combinations,
    ]
    let tables = allCases.filter { $0.formats.contains(.csv) }
    let others = tables.filter { !order.contains($0) && $0 != .overlaps }
    return order + others + [.overlaps]
  }()
}
