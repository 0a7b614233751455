import LayerStack

/// Goes over the places of a table once and adds each to the figures of the city and of every
/// neighbourhood that holds it.
struct PlaceTally {
  private let table: OverlapTable
  private let severities: SeverityTable
  private let scores: ScoreTable
  private let calendar: WorkCalendar
  private let themeCount: Int
  private var whole: Tally
  private var parts: [Tally]

  init(
    _ table: OverlapTable, themeCount: Int, severities: SeverityTable, scores: ScoreTable,
    calendar: WorkCalendar
  ) {
    self.table = table
    self.severities = severities
    self.scores = scores
    self.calendar = calendar
    self.themeCount = themeCount
    let empty = Tally(
      themeCount: themeCount, yearCount: calendar.yearCount, budgetCount: calendar.budgets.count)
    whole = empty
    parts = [Tally](repeating: empty, count: table.neighbourhoodCount)
    addAreas()
    addBareLines()
    addWorkCounts()
  }

  /// The figures of all neighbourhoods together, every place once.
  var city: (Profile, Coverage) { (whole.profile, whole.coverage(calendar.budgets)) }

  /// The figures of each neighbourhood.
  var neighbourhoods: [(profile: Profile, coverage: Coverage)] {
    parts.map { ($0.profile, $0.coverage(calendar.budgets)) }
  }

  private mutating func addAreas() {
    let dueYears = (0..<table.assetSets.count).map { set in
      table.assetSets[set].reduce(UInt128(0)) { $0 | calendar.dueYears[Int($1)] }
    }
    var levels = [Double](repeating: 0, count: themeCount)
    for row in table.areas where row.zone > 0 {
      for theme in 0..<themeCount {
        levels[theme] = severities.severity(
          signature: row.signature, zone: row.zone, theme: theme)
      }
      let set = Int(row.assetSet)
      add(to: table.zones[Int(row.zone)]) {
        $0.addPlace(row.area, levels, hasAsset: set > 0, dueYears: dueYears[set])
      }
      for asset in table.assetSets[set] {
        addCosts(of: Int(asset), part: row.area / scores.surface[Int(asset)], row.zone, levels)
      }
    }
  }

  /// Lines without a surface cost money too, shared out by length.
  private mutating func addBareLines() {
    var levels = [Double](repeating: 0, count: themeCount)
    for row in table.lengths where row.zone > 0 {
      let asset = Int(row.asset)
      guard scores.surface[asset] == 0, scores.length[asset] > 0 else { continue }
      for theme in 0..<themeCount {
        levels[theme] = severities.severity(
          signature: row.signature, zone: row.zone, theme: theme)
      }
      addCosts(of: asset, part: row.length / scores.length[asset], row.zone, levels)
    }
  }

  private mutating func addCosts(of asset: Int, part: Double, _ zone: Int32, _ levels: [Double]) {
    for work in calendar.works(of: asset) {
      guard let year = calendar.yearIndex(of: work), let cost = calendar.works[work].cost else {
        continue
      }
      let budget = calendar.budgetIndices[work]
      add(to: table.zones[Int(zone)]) { $0.addCost(cost * part, year, budget, levels) }
    }
  }

  private mutating func addWorkCounts() {
    for (index, work) in calendar.works.enumerated() {
      let home = Int(scores.neighbourhoods[work.asset])
      guard home >= 0 else { continue }
      let year = calendar.yearIndex(of: index)
      add(to: [Int32(home)]) { $0.addWork(year) }
    }
  }

  private mutating func add(to zone: ArraySlice<Int32>, _ change: (inout Tally) -> Void) {
    change(&whole)
    for neighbourhood in zone { change(&parts[Int(neighbourhood)]) }
  }
}

/// Figures of the city or of a neighbourhood, being added up. Flat arrays: years x themes, and
/// budgets x years x themes.
private struct Tally {
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

  mutating func addPlace(
    _ place: Double, _ levels: [Double], hasAsset: Bool, dueYears: UInt128
  ) {
    area += place
    if hasAsset { workArea += place }
    var height = 0
    for theme in 0..<themeCount where levels[theme] > 0 {
      height += 1
      themeAreas[theme] += place
      weighted[theme] += place * levels[theme]
      guard dueYears != 0 else { continue }
      firstYear[dueYears.trailingZeroBitCount * themeCount + theme] += place
      var years = dueYears
      while years != 0 {
        perYear[years.trailingZeroBitCount * themeCount + theme] += place
        years &= years - 1
      }
    }
    areaByHeight[height] += place
  }

  mutating func addCost(_ cost: Double, _ year: Int, _ budget: Int, _ levels: [Double]) {
    costByYear[year] += cost
    let first = (budget * yearCount + year) * themeCount
    for theme in 0..<themeCount where levels[theme] > 0 { costs[first + theme] += cost }
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
