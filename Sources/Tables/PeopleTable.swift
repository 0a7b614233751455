import LayerIO
import OpportunityMap

/// Columns of `people`.
enum PeopleColumn {
  static let code = CoverageColumn.code
  static let name = CoverageColumn.name
  static let theme = CoverageColumn.theme
  static let measure = ProductColumn(
    "measure", .text, title: Wording(en: "What is counted", nl: "Wat is geteld"),
    en: "What is counted: a key under `people` in the project file.",
    nl: "Wat er wordt geteld: een sleutel onder `people` in het projectbestand.")
  static let year = CoverageColumn.year
  static let all = ProductColumn(
    "number", .number, decimals: 3, title: Wording(en: "Number", nl: "Aantal"),
    en: "How many there are.", nl: "Hoeveel er zijn.")
  static let challenged = ProductColumn(
    "challenged", .number, decimals: 3, title: Wording(en: "In the challenge", nl: "In de opgave"),
    en: "How many of them lie in the challenge.",
    nl: "Hoeveel daarvan in de opgave liggen.")
  static let reached = ProductColumn(
    "cumulated", .number, decimals: 3, title: Wording(en: "Reached so far", nl: "Tot dan bereikt"),
    en: "How many of these are reached by a work that is due in the year or before, each once.",
    nl: "Hoeveel daarvan een werk met dat planjaar of eerder bereikt, elk één keer.")
  static let share = ProductColumn.fraction(
    "cumulated_share", title: Wording(en: "Part reached so far", nl: "Deel tot dan bereikt"),
    en: "That number as part of those in the challenge; empty where there are none.",
    nl: "Dat aantal als deel van wie in de opgave ligt; leeg als er niemand is.")
  static let chance = ProductColumn.fraction(
    "chance_share", title: Wording(en: "Part that chance gives", nl: "Deel dat toeval geeft"),
    en: "The same of all that there are: what chance would give.",
    nl: "Hetzelfde van alle die er zijn: wat toeval zou geven.")
  static let ratio = ProductColumn(
    "chance_ratio", .number, decimals: 4, title: Wording(en: "Times chance", nl: "Keer toeval"),
    en: "The first as a number of times the second; 1 is no more than chance.",
    nl: "Het eerste als aantal keer het tweede; 1 is niet meer dan toeval.")
  static let low = CoverageColumn.ratioLow
  static let high = CoverageColumn.ratioHigh

  static let columns = [
    code, name, theme, measure, year, all, challenged, reached, share, chance, ratio, low, high,
  ]
}

extension ProductTable {
  /// Themes that are measured in dwellings, inhabitants or the like.
  public static let people = ProductTable(
    "people", PeopleColumn.columns,
    title: Wording(en: "People reached", nl: "Mensen bereikt"),
    en:
      "Of themes that are measured in dwellings, inhabitants or the like: how many lie in the challenge, "
      + "and how many of them works reach, by due year.",
    nl:
      "Van thema's die in woningen, inwoners of iets dergelijks worden gemeten: hoeveel er in de opgave "
      + "liggen, en hoeveel daarvan werken bereiken, per planjaar."
  ) { request in
    request.map.measuredThemes.isEmpty
      ? nil : try peopleTable(request.map, threads: request.threads)
  }
}

/// Those who are reached per year: a row for each theme that is measured so and year, of the city and then of
/// each neighbourhood.
func peopleTable(_ map: OpportunityMap, threads: Int) throws -> VectorTable {
  let measured = map.measuredThemes
  let rows = map.rows(of: measured.map { ($0.theme, $0.people.city, $0.people.parts) })
  let judged = Dictionary(
    uniqueKeysWithValues: measured.map { ($0.theme, map.judgedReach(of: $0.theme, in: $0.people)) })
  let keys = Dictionary(uniqueKeysWithValues: measured.map { ($0.theme, $0.people.key) })
  let interval: @Sendable (Int) -> ClosedRange<Double>? = { index in
    let row = rows[index]
    guard row.place == nil, row.year == map.years.count - 1 else { return nil }
    return judged[row.theme]?.interval
  }
  var columns = ColumnList(rows: rows.count)
  columns.addPlaces(rows, of: map)
  columns.text(PeopleColumn.measure) { keys[rows[$0].theme] }
  columns.addYears(rows, of: map)
  columns.number(PeopleColumn.all) { rows[$0].reach.ground }
  columns.number(PeopleColumn.challenged) { rows[$0].reach.challenged }
  columns.number(PeopleColumn.reached) { rows[$0].reach.reached }
  columns.number(PeopleColumn.share) { rows[$0].reach.share }
  columns.number(PeopleColumn.chance) { rows[$0].reach.chance }
  columns.number(PeopleColumn.ratio) { rows[$0].reach.ratio }
  columns.number(PeopleColumn.low) { interval($0)?.lowerBound }
  columns.number(PeopleColumn.high) { interval($0)?.upperBound }
  return try columns.table(.people, threads: threads)
}
