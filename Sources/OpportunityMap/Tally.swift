/// Figures of the city or of a neighbourhood, being added up. Flat arrays: years x themes, and
/// budgets x years x themes.
struct Tally: Sendable {
  let themeCount: Int
  let yearCount: Int
  var area = 0.0
  var themeAreas: [Double]
  var weighted: [Double]
  var areaByHeight: [Double]
  var workArea = 0.0
  var workCount = 0
  var worksByYear: [Int]
  var costByYear: [Double]
  var perYear: [Double]
  /// Area whose first work is due in the year.
  var firstYear: [Double]
  var costs: [Double]

  init(themeCount: Int, yearCount: Int, budgetCount: Int) {
    self.themeCount = themeCount
    self.yearCount = yearCount
    themeAreas = Array(repeating: 0, count: themeCount)
    weighted = themeAreas
    areaByHeight = Array(repeating: 0, count: themeCount + 1)
    worksByYear = Array(repeating: 0, count: yearCount)
    costByYear = Array(repeating: 0, count: yearCount)
    perYear = Array(repeating: 0, count: yearCount * themeCount)
    firstYear = perYear
    costs = Array(repeating: 0, count: budgetCount * yearCount * themeCount)
  }

  /// Adds the figures of other places and works.
  mutating func add(_ other: Tally) {
    area += other.area
    workArea += other.workArea
    workCount += other.workCount
    for (year, works) in other.worksByYear.enumerated() { worksByYear[year] += works }
    themeAreas.add(other.themeAreas)
    weighted.add(other.weighted)
    areaByHeight.add(other.areaByHeight)
    costByYear.add(other.costByYear)
    perYear.add(other.perYear)
    firstYear.add(other.firstYear)
    costs.add(other.costs)
  }

  mutating func addPlace(
    _ place: Double, _ present: Span<SeverityTable.Presence>, hasAsset: Bool, dueYears: UInt128
  ) {
    area += place
    if hasAsset { workArea += place }
    for index in present.indices {
      let theme = Int(present[index].theme)
      themeAreas[theme] += place
      weighted[theme] += place * present[index].severity
      guard dueYears != 0 else { continue }
      firstYear[dueYears.trailingZeroBitCount * themeCount + theme] += place
      var years = dueYears
      while years != 0 {
        perYear[years.trailingZeroBitCount * themeCount + theme] += place
        years &= years - 1
      }
    }
    areaByHeight[present.count] += place
  }

  mutating func addCost(
    _ cost: Double, _ year: Int, _ budget: Int, _ present: Span<SeverityTable.Presence>
  ) {
    costByYear[year] += cost
    let first = (budget * yearCount + year) * themeCount
    for index in present.indices { costs[first + Int(present[index].theme)] += cost }
  }

  mutating func addWork(_ year: Int?) {
    workCount += 1
    if let year { worksByYear[year] += 1 }
  }

  var profile: Profile {
    Profile(
      area: area, themeAreas: themeAreas, themeShares: themeAreas.map { area > 0 ? $0 / area : 0 },
      themeSeverities: weighted.map { area > 0 ? $0 / area : 0 },
      locationQuotients: themeAreas.map { $0 > 0 ? 1 : nil }, areaByHeight: areaByHeight,
      workArea: workArea, workCount: workCount, worksByYear: worksByYear, costByYear: costByYear)
  }

  func coverage(_ budgets: [String]) -> Coverage {
    let byBudget = budgets.indices.map { budget in
      let first = budget * yearCount * themeCount
      return table(Array(costs[first..<first + yearCount * themeCount]))
    }
    var cumulated = table(firstYear)
    for year in 1..<max(1, yearCount) {
      for theme in 0..<themeCount { cumulated[year][theme] += cumulated[year - 1][theme] }
    }
    let total = (0..<yearCount * themeCount).map { index in
      budgets.indices.reduce(0) { $0 + costs[$1 * yearCount * themeCount + index] }
    }
    return Coverage(
      challenged: themeAreas, perYear: table(perYear), cumulated: cumulated,
      costPerYear: table(total),
      costPerBudget: Dictionary(uniqueKeysWithValues: zip(budgets, byBudget)))
  }

  private func table(_ flat: [Double]) -> [[Double]] {
    (0..<yearCount).map { Array(flat[$0 * themeCount..<($0 + 1) * themeCount]) }
  }
}

extension Profile {
  /// The profile with its location quotients: the share here divided by the share in the city.
  func comparing(with city: Profile) -> Profile {
    var result = self
    result.locationQuotients = zip(themeShares, city.themeShares).map { here, there in
      there > 0 ? here / there : nil
    }
    return result
  }
}

extension [Double] {
  /// Adds another array of the same shape.
  fileprivate mutating func add(_ other: [Double]) {
    for index in indices { self[index] += other[index] }
  }
}
