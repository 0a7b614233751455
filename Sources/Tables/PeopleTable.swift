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
  /// Themes in dwellings, inhabitants, euros or whatever else the project counts.
  public static let people = ProductTable(
    "people", PeopleColumn.columns,
    title: Wording(en: "People reached", nl: "Mensen bereikt"),
    en:
      "Of dwellings, inhabitants or whatever the project counts: how many lie in the challenge of each "
      + "theme, and how many of them works reach, by due year, beside chance.",
    nl:
      "Van woningen, inwoners of wat het project telt: hoeveel er in de opgave van elk thema liggen, en "
      + "hoeveel daarvan werken bereiken, per planjaar, naast toeval."
  ) { request in
    request.map.people.isEmpty
      ? nil : try peopleTable(request.map, threads: request.threads)
  }
}

/// Those who are reached per year: of all that the project counts a row for each theme and year, of the city and
/// then of each neighbourhood.
func peopleTable(_ map: OpportunityMap, threads: Int) throws -> VectorTable {
  let people = map.people
  let each = people.map { one in
    map.rows(of: map.themes.indices.map { ($0, one.city, one.parts) })
  }
  let rows = each.flatMap(\.self)
  let measures = each.enumerated().flatMap { [Int](repeating: $0, count: $1.count) }
  let judged = people.map(map.judgedReach(in:))
  let interval: @Sendable (Int) -> ClosedRange<Double>? = { index in
    let row = rows[index]
    guard row.place == nil, row.year == map.years.count - 1 else { return nil }
    return judged[measures[index]][row.theme].interval
  }
  var columns = ColumnList(rows: rows.count)
  columns.addPlaces(rows, of: map)
  columns.text(PeopleColumn.measure) { people[measures[$0]].key }
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
