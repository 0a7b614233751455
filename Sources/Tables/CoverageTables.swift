import LayerIO
import OpportunityMap

/// Columns of `coverage` and `budgets`.
enum CoverageColumn {
  static let code = ProductColumn(
    "neighbourhood_code", .text, title: Wording(en: "Neighbourhood code", nl: "Buurtcode"),
    en: "Code of the neighbourhood; empty for the whole city.",
    nl: "Buurtcode; leeg voor de hele stad.")
  static let name = ProductColumn(
    "neighbourhood_name", .text, title: Wording(en: "Neighbourhood", nl: "Buurt"),
    en: "Name of the neighbourhood; empty for the whole city.",
    nl: "Buurtnaam; leeg voor de hele stad.")
  static let theme = ProductColumn(
    "theme", .text, title: Wording(en: "Theme", nl: "Thema"),
    en: "Key of the theme.", nl: "Sleutel van het thema.")
  static let year = ProductColumn(
    "year", .integer, unit: "year", title: Wording(en: "Year", nl: "Jaar"),
    en: "Year.", nl: "Jaar.")
  static let challenged = ProductColumn.area(
    "challenged_m2", title: Wording(en: "Challenge", nl: "Opgave"),
    en: "Area of the theme.", nl: "Oppervlak van het thema.")
  static let touched = ProductColumn.area(
    "touched_m2", title: Wording(en: "Touched in this year", nl: "Geraakt in dit jaar"),
    en: "Area of the theme under a work due in the year.",
    nl: "Oppervlak van het thema onder een werk met dat planjaar.")
  static let cumulated = ProductColumn.area(
    "cumulated_m2",
    title: Wording(en: "Touched up to this year", nl: "Geraakt tot en met dit jaar"),
    en: "Area of the theme under a work due in the year or before, each place once.",
    nl: "Oppervlak van het thema onder een werk met dat planjaar of eerder, elke plek één keer.")
  static let share = ProductColumn.fraction(
    "cumulated_share",
    title: Wording(en: "Part touched up to this year", nl: "Deel geraakt tot en met dit jaar"),
    en: "That area as part of the theme's area; empty where it has none.",
    nl: "Dat oppervlak als deel van het oppervlak van het thema; leeg als het er niet is.")
  static let chance = ProductColumn.fraction(
    "chance_share",
    title: Wording(en: "What chance would give", nl: "Wat toeval zou geven"),
    en: "Share of all ground under a work due in the year or before: what chance would give.",
    nl: "Deel van alle grond onder een werk met dat planjaar of eerder: wat toeval zou geven.")
  static let ratio = ProductColumn(
    "chance_ratio", .number, decimals: 4,
    title: Wording(en: "Times chance", nl: "Keer toeval"),
    en: "Share of the theme's area as a number of times what chance would give; 1 is no more.",
    nl: "Deel van het oppervlak van het thema als aantal keer wat toeval zou geven; 1 is niet meer."
  )
  static let ratioLow = ProductColumn(
    "chance_ratio_low", .number, decimals: 4,
    title: Wording(en: "Times chance, lower end", nl: "Keer toeval, ondergrens"),
    en: "Lower end of where that number lies in 95 % of the draws; in the last year only.",
    nl: "Ondergrens van waar dat getal in 95 % van de trekkingen ligt; alleen in het laatste jaar.")
  static let ratioHigh = ProductColumn(
    "chance_ratio_high", .number, decimals: 4,
    title: Wording(en: "Times chance, upper end", nl: "Keer toeval, bovengrens"),
    en: "Upper end of the same; works reach the theme more than by chance where both are above 1.",
    nl: "Bovengrens daarvan; werken raken het thema meer dan bij toeval als beide boven 1 liggen.")
  static let cost = ProductColumn.euros(
    "cost_eur", title: Wording(en: "Cost", nl: "Kosten"),
    en: "Cost of works due in the year, by the share that touches the theme.",
    nl: "Kosten van werken met dat planjaar, naar het deel dat het thema raakt.")
  static let budget = ProductColumn(
    "budget", .text, title: Wording(en: "Budget", nl: "Budget"),
    en: "Budget that pays; empty for works without one.",
    nl: "Budget (potje) dat betaalt; leeg voor werken zonder budget.")

  static let coverage = [
    code, name, theme, year, challenged, touched, cumulated, share, chance, ratio, ratioLow,
    ratioHigh, cost,
  ]
  static let budgets = [code, name, theme, year, budget, cost]
}

extension ProductTable {
  /// How much of each challenge maintenance takes along, per year.
  public static let coverage = ProductTable(
    "coverage",
    CoverageColumn.coverage,
    title: Wording(en: "Challenges by year", nl: "Opgaven per jaar"),
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
  let city = map.judgedReach()
  let places = map.judgedReaches(threads: threads)
  let judged: @Sendable (Int) -> JudgedReach? = { row in
    guard rows[row].year == map.years.count - 1, rows[row].reach.ratio != nil else { return nil }
    return rows[row].place.map { places[$0][rows[row].theme] } ?? city[rows[row].theme]
  }
  var columns = ColumnList(rows: rows.count)
  columns.addPlaces(rows, of: map)
  columns.addYears(rows, of: map)
  columns.number(CoverageColumn.challenged) { rows[$0].coverage.challenged[rows[$0].theme] }
  columns.number(CoverageColumn.touched) { rows[$0].value(\.perYear) }
  columns.number(CoverageColumn.cumulated) { rows[$0].value(\.cumulated) }
  columns.number(CoverageColumn.share) { rows[$0].reach.share }
  columns.number(CoverageColumn.chance) { rows[$0].reach.chance }
  columns.number(CoverageColumn.ratio) { rows[$0].reach.ratio }
  columns.number(CoverageColumn.ratioLow) { judged($0)?.interval?.lowerBound }
  columns.number(CoverageColumn.ratioHigh) { judged($0)?.interval?.upperBound }
  columns.number(CoverageColumn.cost) { rows[$0].value(\.costPerYear) }
  return try columns.table(.coverage, threads: threads)
}

extension ProductTable {
  /// What that costs each budget.
  public static let budgets = ProductTable(
    "budgets",
    CoverageColumn.budgets,
    title: Wording(en: "Cost by budget", nl: "Kosten per budget"),
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
  columns.addPlaces(rows.map(\.row), of: map)
  columns.addYears(rows.map(\.row), of: map)
  columns.text(CoverageColumn.budget) { rows[$0].budget }
  columns.number(CoverageColumn.cost) { rows[$0].cost }
  return try columns.table(.budgets, threads: threads)
}

/// A theme in a year, in the city or a neighbourhood.
struct CoverageRow {
  /// Index of the neighbourhood; nil for the city.
  let place: Int?
  let coverage: Coverage
  /// Index of the theme.
  let theme: Int
  /// Index of the year within the horizon.
  let year: Int

  var reach: Reach { coverage.reach(theme, upTo: year) }

  func value(_ figures: KeyPath<Coverage, [[Double]]>) -> Double {
    coverage[keyPath: figures][year][theme]
  }
}

extension OpportunityMap {
  fileprivate var coverageRows: [CoverageRow] {
    rows(of: themes.indices.map { ($0, coverage, coverages) })
  }

  /// A row for each year of each theme with its figures, of the city and then of each neighbourhood.
  func rows(of figures: [(theme: Int, city: Coverage, parts: [Coverage])]) -> [CoverageRow] {
    let places: [Int?] = [nil] + neighbourhoods.indices.map(Optional.some)
    return places.flatMap { place in
      figures.flatMap { theme, city, parts in
        (0..<years.count).map {
          CoverageRow(
            place: place, coverage: place.map { parts[$0] } ?? city, theme: theme, year: $0)
        }
      }
    }
  }
}

extension ColumnList {
  /// Adds the neighbourhood and the theme that each row is of.
  mutating func addPlaces(_ rows: [CoverageRow], of map: OpportunityMap) {
    text(CoverageColumn.code) { rows[$0].place.map { map.neighbourhoods[$0].id } }
    text(CoverageColumn.name) { rows[$0].place.map { map.neighbourhoods[$0].name } }
    text(CoverageColumn.theme) { map.themes[rows[$0].theme].key }
  }

  /// Adds the year that each row is of.
  mutating func addYears(_ rows: [CoverageRow], of map: OpportunityMap) {
    integer(CoverageColumn.year) { map.years.lowerBound + rows[$0].year }
  }
}
