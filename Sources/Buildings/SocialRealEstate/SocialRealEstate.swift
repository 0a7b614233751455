import OpportunityMap

/// Social real estate: what buildings mean for their neighbourhood, how they do for their owner, which policy follows,
/// and what can be put together. Nothing of it is agreed.
package struct SocialRealEstate: Sendable {
  /// The catalogue that they were judged by.
  package let catalogue: SocialCatalogue
  /// Those of the kinds of owner that the catalogue names, as indices into the stock, ascending.
  package let buildings: [Int]
  /// Whether it is known where people live who come to them.
  package let knowsHomes: Bool
  /// Meaning, portfolio and, as an index, the rule that holds whatever is not known. Shape: `buildings`.
  package let meanings: [BuildingMeaning]
  package let portfolios: [BuildingPortfolio]
  package let rules: [Int?]
  /// What can be put together.
  package let plan: CombiningPlan
  /// What buildings that the plan empties could become, once they are.
  package let freed: TransformationScan

  /// Judges the social buildings of a stock.
  /// - Throws: `IntegerProgram.Failure`.
  init(
    _ stock: BuildingStock, _ ways: [BuildingWay]?, _ catalogue: SocialCatalogue,
    _ facilities: FacilityProgramme?, years: ClosedRange<Int>, threads: Int,
    scan: (BuildingStock) -> TransformationScan
  ) throws {
    let buildings = (0..<stock.count).filter { catalogue.owners.contains(stock.ownerKinds[$0]) }
    let missed =
      facilities.map { $0.needs.missed(stock, $0.catalogue, threads: threads) } ?? []
    let meanings = stock.meanings(of: buildings, missed, ways, catalogue)
    let portfolios = stock.portfolios(of: buildings, catalogue, in: years.lowerBound)
    let rules = zip(portfolios, meanings).map { catalogue.rule($0.possible, $1.possible) }
    let divested = Set(
      zip(buildings, rules).filter { $1.map { catalogue.rules[$0].policy } == .divest }.map(\.0))
    plan = try CombiningPlan(
      stock, buildings, catalogue.combining, last: years.upperBound, threads: threads
    ) { !divested.contains($0) }
    freed = scan(plan.freed(stock))
    knowsHomes = ways != nil
    (self.catalogue, self.buildings, self.meanings) = (catalogue, buildings, meanings)
    (self.portfolios, self.rules) = (portfolios, rules)
  }
}

/// Buildings of an owner that do the same and mean the same.
package struct PortfolioCell: Sendable {
  package var ownerKind: String
  package var owner: String
  /// nil for what is not known.
  package var portfolio: PortfolioState?
  package var meaning: MeaningState?
  /// The rule that holds for them; nil where what is not known decides.
  package var rule: Int?
  package var buildings: [Int] = []
}

extension SocialRealEstate {
  /// The buildings by kind of owner, owner, portfolio, meaning and rule.
  package func cells(_ stock: BuildingStock) -> [PortfolioCell] {
    var cells: [PortfolioCell] = []
    var places: [[String]: Int] = [:]
    for (row, building) in buildings.enumerated() {
      let (portfolio, meaning) = (portfolios[row].state, meanings[row].state)
      let key = [
        stock.ownerKinds[building], stock.owners[building], portfolio?.rawValue ?? "~",
        meaning?.rawValue ?? "~", rules[row].map { "\($0)" } ?? "~",
      ]
      if places[key] == nil {
        places[key] = cells.count
        cells.append(
          PortfolioCell(
            ownerKind: key[0], owner: key[1], portfolio: portfolio, meaning: meaning,
            rule: rules[row]))
      }
      if let place = places[key] { cells[place].buildings.append(building) }
    }
    return places.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { cells[$0.value] }
  }
}
