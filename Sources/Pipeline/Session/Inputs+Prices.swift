import OpportunityMap
import ProjectBundling
import ProjectFile

extension PriceLevel {
  /// The price level of a project: the one that it names, else that of its cycle catalogue.
  init(of project: ProjectFile, _ cycles: CycleCatalogue, _ index: PriceIndex) {
    self.init(project.priceYear ?? cycles.priceYear, index, currency: project.currency)
  }
}

extension ProjectFile {
  /// Looks whether the index reaches the project's own price level, and whether the costs of the schedule can
  /// be brought to it.
  /// - Throws: `YAMLError` that names the project file.
  package func checkPriceYears(_ prices: PriceLevel) throws(YAMLError) {
    if let priceYear, let known = prices.knownYears, !known.contains(priceYear) {
      throw YAMLError(
        path: path, line: nil,
        problem: "The price index reaches from \(known.lowerBound) to \(known.upperBound), which "
          + "leaves out the project's 'price_year: \(priceYear)'.",
        remedy: "Give a year that it reaches, or name an index that has the year under 'prices:'.")
    }
    for year in schedule.compactMap(\.priceYear) {
      do {
        _ = try prices.factor(from: year)
      } catch {
        throw error.error(in: path)
      }
    }
  }
}

extension Parsed {
  /// The same with its amounts at another price level.
  /// - Throws: `YAMLError` that names the file where the index does not reach a year of it.
  func priced(_ convert: (Value) throws -> Value) throws -> Parsed {
    var copy = self
    do {
      copy.value = try convert(value)
    } catch let error as PriceYearOutside {
      throw error.error(in: name)
    }
    return copy
  }
}

extension Parsed<BundlingRules> {
  /// The rules as they hold for a project: at its price level, with the least cash that it names itself. They
  /// name no currency: in a project whose currency the index is not of they are taken as they are.
  /// - Throws: `YAMLError`.
  func holding(for project: ProjectFile, at prices: PriceLevel) throws -> Parsed {
    var rules = try prices.hasIndex ? priced { try $0.at(prices) } : self
    if let least = project.bundling.leastCash { rules.value.project.leastCash = least }
    return rules
  }
}
