import LayerStack

/// Figures of the city or of a neighbourhood, being added up.
struct Tally: Sendable {
  let layout: TallyLayout
  /// All areas and costs, as `layout` says.
  var sums: [Double]
  private var workCount = 0
  private var worksByYear: [Int]

  init(_ layout: TallyLayout) {
    self.layout = layout
    sums = Array(repeating: 0, count: layout.count)
    worksByYear = Array(repeating: 0, count: layout.yearCount)
  }

  /// Adds the figures of other places and works.
  mutating func add(_ other: Tally) {
    for index in sums.indices { sums[index] += other.sums[index] }
    workCount += other.workCount
    for (year, works) in other.worksByYear.enumerated() { worksByYear[year] += works }
  }

  mutating func addWork(_ year: Int?) {
    workCount += 1
    if let year { worksByYear[year] += 1 }
  }

  var profile: Profile {
    let area = sums[TallyLayout.area]
    let themeAreas = values(layout.themeAreas, layout.themeCount)
    return Profile(
      area: area, themeAreas: themeAreas, themeShares: themeAreas.map { area > 0 ? $0 / area : 0 },
      themeSeverities: values(layout.weighted, layout.themeCount).map { area > 0 ? $0 / area : 0 },
      locationQuotients: themeAreas.map { $0 > 0 ? 1 : nil },
      areaByHeight: values(layout.areaByHeight, layout.themeCount + 1),
      workArea: sums[TallyLayout.workArea], workCount: workCount, worksByYear: worksByYear,
      costByYear: values(layout.costByYear, layout.yearCount))
  }

  func coverage(_ budgets: [String]) -> Coverage {
    let (years, themes) = (layout.yearCount, layout.themeCount)
    let byBudget = budgets.indices.map { table(layout.costs(0, budget: $0)) }
    var cumulated = table(layout.firstYear)
    for year in 1..<max(1, years) {
      for theme in 0..<themes { cumulated[year][theme] += cumulated[year - 1][theme] }
    }
    var ground = values(layout.groundFirstYear, years)
    for year in 1..<max(1, years) { ground[year] += ground[year - 1] }
    let total = (0..<years).map { year in
      (0..<themes).map { theme in byBudget.reduce(0) { $0 + $1[year][theme] } }
    }
    return Coverage(
      ground: sums[TallyLayout.area], groundUnderWorks: sums[TallyLayout.workArea],
      cumulatedGround: ground, challenged: values(layout.themeAreas, themes),
      underWorks: values(layout.underWorks, themes), perYear: table(layout.perYear),
      cumulated: cumulated, costPerYear: total,
      costPerBudget: Dictionary(uniqueKeysWithValues: zip(budgets, byBudget)))
  }

  private func values(_ first: Int, _ count: Int) -> [Double] { Array(sums[first..<first + count]) }

  /// A section of years x themes.
  private func table(_ first: Int) -> [[Double]] {
    (0..<layout.yearCount).map { values(first + $0 * layout.themeCount, layout.themeCount) }
  }
}

/// Where the figures of a tally stand in its array: one array, so that adding a place up is quick.
struct TallyLayout: Sendable {
  let themeCount: Int
  let yearCount: Int
  let budgetCount: Int

  /// Index of the area.
  static let area = 0
  /// Index of the area under works.
  static let workArea = 1
  /// First index of the areas. Shape: `themes`.
  var themeAreas: Int { 2 }
  /// First index of severity x area. Shape: `themes`.
  var weighted: Int { themeAreas + themeCount }
  /// First index of the areas under works, whatever their year. Shape: `themes`.
  var underWorks: Int { weighted + themeCount }
  /// First index of the areas by stack height. Shape: `themes + 1`.
  var areaByHeight: Int { underWorks + themeCount }
  /// First index of the costs of works due in the year. Shape: `years`.
  var costByYear: Int { areaByHeight + themeCount + 1 }
  /// First index of all ground by the year in which its first work is due. Shape: `years`.
  var groundFirstYear: Int { costByYear + yearCount }
  /// First index of the areas under a work due in the year. Shape: `years x themes`.
  var perYear: Int { groundFirstYear + yearCount }
  /// First index of the areas whose first work is due in the year. Shape: `years x themes`.
  var firstYear: Int { perYear + yearCount * themeCount }
  /// Number of figures.
  var count: Int { costs(0, budget: budgetCount) }

  /// First index of a budget's costs of works due in a year that touch each theme. Shape of all:
  /// `budgets x years x themes`.
  @inline(__always)
  func costs(_ year: Int, budget: Int) -> Int {
    firstYear + (yearCount + budget * yearCount + year) * themeCount
  }

  /// Adds a place with `themes`, as indices in what is present by `levels`.
  @inline(__always)
  func addPlace(
    _ row: OverlapTable.AreaRow, _ levels: SeverityTable, _ themes: Range<Int>, dueYears: UInt128,
    to sums: inout MutableSpan<Double>
  ) {
    sums[Self.area] += row.area
    if row.assetSet > 0 { sums[Self.workArea] += row.area }
    sums[areaByHeight + themes.count] += row.area
    if dueYears != 0 { sums[groundFirstYear + dueYears.trailingZeroBitCount] += row.area }
    for index in themes {
      let theme = Int(levels.present[index].theme)
      sums[themeAreas + theme] += row.area
      sums[weighted + theme] += row.area * levels.present[index].severity
      if row.assetSet > 0 { sums[underWorks + theme] += row.area }
      if dueYears != 0 { addCovered(row.area, theme, dueYears, to: &sums) }
    }
  }

  /// Adds a place with a theme to the years in which works on it are due, and to the first of them.
  @inline(__always)
  private func addCovered(
    _ area: Double, _ theme: Int, _ dueYears: UInt128, to sums: inout MutableSpan<Double>
  ) {
    sums[firstYear + dueYears.trailingZeroBitCount * themeCount + theme] += area
    var years = dueYears
    while years != 0 {
      sums[perYear + years.trailingZeroBitCount * themeCount + theme] += area
      years &= years - 1
    }
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
