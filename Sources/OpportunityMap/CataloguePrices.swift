import ProjectFile

extension CycleCatalogue {
  /// The catalogue with all costs at a price level.
  /// - Throws: `PriceYearOutside`.
  package func at(_ prices: PriceLevel) throws(PriceYearOutside) -> CycleCatalogue {
    var catalogue = self
    (catalogue.priceYear, catalogue.prices) = (prices.year, prices)
    for (key, type) in types {
      for (index, measure) in type.measures.enumerated() {
        guard let cost = measure.unitCost else { continue }
        let factor = try prices.factor(from: cost.priceYear ?? priceYear)
        catalogue.types[key]?.measures[index].unitCost = cost.times(factor)
      }
    }
    return catalogue
  }
}

extension CycleCatalogue.UnitCost {
  /// The cost at the price level of a catalogue, whose figures are a factor of over 0 higher.
  fileprivate func times(_ factor: Double) -> Self {
    var cost = self
    cost.priceYear = nil
    cost.amount *= factor
    cost.range = range.map { $0.lowerBound * factor...$0.upperBound * factor }
    return cost
  }
}

extension PackageCatalogue {
  /// The catalogue with all costs at a price level.
  /// - Throws: `PriceYearOutside`.
  package func at(_ prices: PriceLevel) throws(PriceYearOutside) -> PackageCatalogue {
    var catalogue = self
    catalogue.priceYear = prices.year
    for package in packages.indices {
      for (index, measure) in packages[package].measures.enumerated() {
        guard let cost = measure.cost else { continue }
        let factor = try prices.factor(from: measure.priceYear ?? priceYear)
        catalogue.packages[package].measures[index].cost =
          cost.lowerBound * factor...cost.upperBound * factor
        catalogue.packages[package].measures[index].priceYear = nil
      }
    }
    return catalogue
  }
}

extension CouplingCatalogue {
  /// The catalogue with all amounts at a price level.
  /// - Throws: `PriceYearOutside`.
  package func at(_ prices: PriceLevel) throws(PriceYearOutside) -> CouplingCatalogue {
    var catalogue = self
    for (index, effect) in effects.enumerated() {
      catalogue.effects[index].gets = try effect.gets.at(prices)
    }
    for (index, coupling) in couplings.enumerated() {
      if let cost = coupling.cost { catalogue.couplings[index].cost = try cost.at(prices) }
      if let upkeep = coupling.upkeep { catalogue.couplings[index].upkeep = try upkeep.at(prices) }
    }
    return catalogue
  }
}

extension CouplingCatalogue.Figure {
  fileprivate func at(_ prices: PriceLevel) throws(PriceYearOutside) -> Self {
    var figure = times(try prices.factor(from: priceYear))
    figure.priceYear = prices.year
    return figure
  }
}
