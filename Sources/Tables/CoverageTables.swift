import LayerIO
import OpportunityMap

/// Columns of `coverage` and `budgets`.
enum CoverageColumn {
  static let code = ProductColumn(
    "neighbourhood_code", .text, en: "Code of the neighbourhood; empty for the whole city.",
    nl: "Buurtcode; leeg voor de hele stad.")
  static let name = ProductColumn(
    "neighbourhood_name", .text, en: "Name of the neighbourhood; empty for the whole city.",
    nl: "Buurtnaam; leeg voor de hele stad.")
  static let theme = ProductColumn(
    "theme", .text, en: "Key of the theme.", nl: "Sleutel van het thema.")
  static let year = ProductColumn("year", .integer, unit: "year", en: "Year.", nl: "Jaar.")
  static let challenged = ProductColumn.area(
    "challenged_m2", en: "Area of the theme.", nl: "Oppervlak van het thema.")
  static let touched = ProductColumn.area(
    "touched_m2", en: "Area of the theme under a work due in the year.",
    nl: "Oppervlak van het thema onder een werk met dat planjaar.")
  static let cumulated = ProductColumn.area(
    "cumulated_m2",
    en: "Area of the theme under a work due in the year or before, each place once.",
    nl: "Oppervlak van het thema onder een werk met dat planjaar of eerder, elke plek één keer.")
  static let share = ProductColumn.fraction(
    "cumulated_share", en: "That area as part of the theme's area; empty where it has none.",
    nl: "Dat oppervlak als deel van het oppervlak van het thema; leeg als het er niet is.")
  static let cost = ProductColumn.euros(
    "cost_eur", en: "Cost of works due in the year, by the share that touches the theme.",
    nl: "Kosten van werken met dat planjaar, naar het deel dat het thema raakt.")
  static let budget = ProductColumn(
    "budget", .text, en: "Budget that pays; empty for works without one.",
    nl: "Budget (potje) dat betaalt; leeg voor werken zonder budget.")

  static let coverage = [code, name, theme, year, challenged, touched, cumulated, share, cost]
  static let budgets = [code, name, theme, year, budget, cost]
}

extension ProductTable {
  /// How much of each challenge maintenance takes along, per year.
  public static let coverage = ProductTable(
    "coverage",
    CoverageColumn.coverage,
    en:
      "How much of each challenge can ride along with maintenance, by due year, planned or not; what is "
      + "overdue counts in the first.",
    nl:
      "Hoeveel van elke opgave met onderhoud kan meeliften, per planjaar, gepland of niet; achterstallig "
      + "werk telt in het eerste jaar."
  ) {
    try coverageTable($0.map, threads: $0.threads)
  }
}

/// Coverage per year: a row for each theme and year, of the city and then of each neighbourhood.
func coverageTable(_ map: OpportunityMap, threads: Int) throws -> VectorTable {
  let rows = map.coverageRows
  var columns = ColumnList(rows: rows.count)
  columns.addKeys(rows, of: map)
  columns.number(CoverageColumn.challenged) { rows[$0].coverage.challenged[rows[$0].theme] }
  columns.number(CoverageColumn.touched) { rows[$0].value(\.perYear) }
  columns.number(CoverageColumn.cumulated) { rows[$0].value(\.cumulated) }
  columns.number(CoverageColumn.share) {
    let challenged = rows[$0].coverage.challenged[rows[$0].theme]
    return challenged > 0 ? rows[$0].value(\.cumulated) / challenged : nil
  }
  columns.number(CoverageColumn.cost) { rows[$0].value(\.costPerYear) }
  return try columns.table(.coverage, threads: threads)
}

extension ProductTable {
  /// What that costs each budget.
  public static let budgets = ProductTable(
    "budgets",
    CoverageColumn.budgets,
    en: "What that costs each budget, per year.",
    nl: "Wat dat elk budget kost, per jaar."
  ) {
    try budgetTable($0.map, threads: $0.threads)
  }
}

/// Cost per budget: the rows of `coverageTable` for each budget that spends something.
func budgetTable(_ map: OpportunityMap, threads: Int) throws -> VectorTable {
  let rows = map.coverageRows.flatMap { row in
    row.coverage.costPerBudget.keys.sorted().compactMap { budget in
      let cost = row.coverage.costPerBudget[budget]?[row.year][row.theme] ?? 0
      return cost == 0 ? nil : (row: row, budget: budget, cost: cost)
    }
  }
  var columns = ColumnList(rows: rows.count)
  columns.addKeys(rows.map(\.row), of: map)
  columns.text(CoverageColumn.budget) { rows[$0].budget }
  columns.number(CoverageColumn.cost) { rows[$0].cost }
  return try columns.table(.budgets, threads: threads)
}

/// A theme in a year, in the city or a neighbourhood.
private struct CoverageRow {
  let neighbourhood: Neighbourhood?
  let coverage: Coverage
  /// Index of the theme.
  let theme: Int
  /// Index of the year within the horizon.
  let year: Int

  func value(_ figures: KeyPath<Coverage, [[Double]]>) -> Double {
    coverage[keyPath: figures][year][theme]
  }
}

extension OpportunityMap {
  fileprivate var coverageRows: [CoverageRow] {
    let places = [(nil, coverage)] + zip(neighbourhoods.map(Optional.some), coverages)
    return places.flatMap { neighbourhood, coverage in
      themes.indices.flatMap { theme in
        (0..<years.count).map {
          CoverageRow(neighbourhood: neighbourhood, coverage: coverage, theme: theme, year: $0)
        }
      }
    }
  }
}

extension ColumnList {
  fileprivate mutating func addKeys(_ rows: [CoverageRow], of map: OpportunityMap) {
    text(CoverageColumn.code) { rows[$0].neighbourhood?.id }
    text(CoverageColumn.name) { rows[$0].neighbourhood?.name }
    text(CoverageColumn.theme) { map.themes[rows[$0].theme].key }
    integer(CoverageColumn.year) { map.years.lowerBound + rows[$0].year }
  }
}
