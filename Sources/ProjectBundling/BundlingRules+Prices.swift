import ProjectFile

extension BundlingRules {
  /// The rules with all amounts at a price level. Those that name no year, and whose file names none, are
  /// taken as they are.
  /// - Throws: `PriceYearOutside`.
  package func at(_ prices: PriceLevel) throws(PriceYearOutside) -> BundlingRules {
    var rules = self
    func factor(_ key: String) throws(PriceYearOutside) -> Double {
      guard let year = priceYears[key] else { return 1 }
      return try prices.factor(from: year)
    }
    rules.nuisancePerDay *= try factor("nuisance_per_day")
    rules.challengeValue *= try factor("challenge_value")
    rules.streetOpening *= try factor("street_opening")
    rules.limits.cost *= try factor("limits")
    // To the cent, as amounts are written: so that rows of projects add up to their sums.
    rules.project.setup = Money(euros: rules.project.setup * (try factor("project"))).euros
    rules.project.leastGain *= try factor("project")
    rules.project.leastCash *= try factor("project")
    rules.priceYears = priceYears.mapValues { _ in prices.year }
    rules.usual = try usual.at(prices)
    for index in measures.indices { rules.measures[index] = try measures[index].at(prices) }
    return rules
  }
}

extension BundlingRules.MeasureRule {
  fileprivate func at(_ prices: PriceLevel) throws(PriceYearOutside) -> Self {
    guard let priceYear else { return self }
    var rule = self
    let factor = try prices.factor(from: priceYear)
    rule.production *= factor
    rule.cut = cut.map { $0 * factor }
    rule.priceYear = prices.year
    return rule
  }
}
