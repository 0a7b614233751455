import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns of `hours`.
enum HoursColumn {
  static let type = ProductColumn(
    "asset_type", .text, title: Wording(en: "Type of asset, key", nl: "Soort object, sleutel"),
    en: "Type of asset, a key of the cycle catalogue.",
    nl: "Soort object, een sleutel van de cycluscatalogus.")
  static let typeDutch = ProductColumn(
    "name_nl", .text, title: Wording(en: "Type of asset (Dutch)", nl: "Soort object"),
    en: "Name of the type in Dutch.", nl: "Naam van de soort in het Nederlands.")
  static let typeEnglish = ProductColumn(
    "name_en", .text, title: Wording(en: "Type of asset", nl: "Soort object (Engels)"),
    en: "Name of the type in English.", nl: "Naam van de soort in het Engels.")
  static let upkeep = hours(
    "upkeep_hours", title: Wording(en: "Day-to-day upkeep", nl: "Dagelijks onderhoud"),
    en: "Hours of day-to-day upkeep in the year, by the catalogue.",
    nl: "Uren dagelijks onderhoud in het jaar, volgens de catalogus.")
  static let works = hours(
    "work_hours", title: Wording(en: "Works planned", nl: "Geplande werken"),
    en: "Hours of the works planned in the year, by the catalogue.",
    nl: "Uren van de werken die in dat jaar gepland zijn, volgens de catalogus.")

  static let all = [
    CoverageColumn.code, CoverageColumn.name, CoverageColumn.year, type, typeDutch, typeEnglish,
    upkeep, works,
  ]

  private static func hours(
    _ name: String, title: Wording, en: String, nl: String
  ) -> ProductColumn {
    ProductColumn(name, .number, unit: "hours", decimals: 2, title: title, en: en, nl: nl)
  }
}

extension ProductTable {
  /// Hours of work in public space.
  public static let hours = ProductTable(
    "hours",
    HoursColumn.all,
    needs: .plannedYears,
    title: Wording(en: "Hours of work", nl: "Uren werk"),
    en: "Hours of work in public space by neighbourhood, year and type of asset.",
    nl: "Uren werk in de openbare ruimte per buurt, jaar en soort object."
  ) {
    try hoursTable(
      $0.map, planned: $0.input.planned, names: $0.input.names, threads: $0.threads)
  }
}

/// Hours of work by neighbourhood, year and type of asset; the city first.
func hoursTable(
  _ map: OpportunityMap, planned: [PlannedYear], names: MeasureNames, threads: Int
) throws -> VectorTable {
  let hours = UpkeepHours(map, years: planned.map(\.year))
  let places = [nil] + map.neighbourhoods.indices.map(Optional.some)
  let rows = places.flatMap { place in
    (0..<map.years.count).flatMap { year in
      hours.types.indices.map { (place: place, year: year, type: $0) }
    }
  }.filter {
    hours.upkeep($0.place, type: $0.type) > 0
      || hours.works($0.place, year: $0.year, type: $0.type) > 0
  }
  var columns = ColumnList(rows: rows.count)
  columns.text(CoverageColumn.code) { rows[$0].place.map { map.neighbourhoods[$0].id } }
  columns.text(CoverageColumn.name) { rows[$0].place.map { map.neighbourhoods[$0].name } }
  columns.integer(CoverageColumn.year) { map.years.lowerBound + rows[$0].year }
  columns.text(HoursColumn.type) { hours.types[rows[$0].type] }
  columns.text(HoursColumn.typeDutch) { names.name(ofType: hours.types[rows[$0].type], .nl) }
  columns.text(HoursColumn.typeEnglish) { names.name(ofType: hours.types[rows[$0].type], .en) }
  columns.number(HoursColumn.upkeep) { hours.upkeep(rows[$0].place, type: rows[$0].type) }
  columns.number(HoursColumn.works) {
    hours.works(rows[$0].place, year: rows[$0].year, type: rows[$0].type)
  }
  return try columns.table(.hours, threads: threads)
}

/// Columns of `streets`.
enum StreetColumn {
  static let street = ProductColumn(
    "street", .text, title: Wording(en: "Street", nl: "Straat"),
    en: "Name of the street.", nl: "Straatnaam.")
  static let works = ProductColumn(
    "work_count", .integer, title: Wording(en: "Works due", nl: "Werken aan de beurt"),
    en: "Works due within the horizon.",
    nl: "Werken die binnen de horizon aan de beurt zijn.")
  static let undone = ProductColumn(
    "undone_count", .integer, title: Wording(en: "Works not done", nl: "Werken niet gedaan"),
    en: "Those of them that the programme does not do.",
    nl: "Werken daarvan die het programma niet doet.")
  static let openings = ProductColumn(
    "openings", .integer,
    title: Wording(en: "Times opened", nl: "Keren open"),
    en: "Years in which something is planned: how often the street is opened.",
    nl: "Jaren waarin iets gepland is: hoe vaak de straat opengaat.")
  static let inDueYears = ProductColumn(
    "openings_due_years", .integer,
    title: Wording(en: "Times opened, in due years", nl: "Keren open, in planjaren"),
    en:
      "The same when each of these works is done in its due year, whatever the budgets. street_openings of "
      + "`baselines` is of other programmes, that do other works.",
    nl:
      "Hetzelfde als elk van deze werken in zijn planjaar gedaan wordt, los van budgetten. street_openings "
      + "van `baselines` is van andere programma's, die andere werken doen.")
  static let leading = ProductColumn(
    "openings_leading_rule", .integer,
    title: Wording(en: "Times opened, leading discipline", nl: "Keren open, leidende discipline"),
    en:
      "The same for these works in the years that the leading-discipline rule gives them; empty without "
      + "projects.",
    nl:
      "Hetzelfde voor deze werken in de jaren die de regel van de leidende discipline geeft; leeg zonder "
      + "projecten.")
  static let first = ProductColumn(
    "first_year", .integer, unit: "year", title: Wording(en: "First year", nl: "Eerste jaar"),
    en: "First year in which something is planned.",
    nl: "Eerste jaar waarin iets gepland is.")
  static let dutch = ProductColumn(
    "planned_nl", .text, title: Wording(en: "What is planned (Dutch)", nl: "Wat er gepland is"),
    en: "What is planned and what plays in the street, in Dutch.",
    nl: "Wat er in de straat gepland is en wat er speelt, in het Nederlands.")
  static let english = ProductColumn(
    "planned_en", .text, title: Wording(en: "What is planned", nl: "Wat er gepland is (Engels)"),
    en: "The same in English.", nl: "Hetzelfde in het Engels.")

  static let all = [
    street, NeighbourhoodColumn.code, NeighbourhoodColumn.name, works, undone, openings, inDueYears,
    leading, first, dutch,
    english,
  ]
}

extension ProductTable {
  /// What is planned in each street, in plain words.
  public static let streets = ProductTable(
    "streets",
    StreetColumn.all,
    needs: .plannedYears,
    title: Wording(en: "Streets", nl: "Straten"),
    en: "What is planned in each street, in plain words.",
    nl: "Wat er in elke straat gepland is, in gewone taal."
  ) {
    try streetTable(
      $0.map, planned: $0.input.planned, plan: $0.input.projects, names: $0.input.names,
      threads: $0.threads)
  }
}

/// What is planned in each street, in plain words; only assets with a street count.
func streetTable(
  _ map: OpportunityMap, planned: [PlannedYear], plan: ProjectPlan?, names: MeasureNames,
  threads: Int
) throws -> VectorTable {
  let streets = StreetPlan.all(of: map, planned: planned)
  let years = OpeningYears(map, planned: planned, plan: plan)
  let openings = streets.map { years.openings(of: $0.works) }
  var columns = ColumnList(rows: streets.count)
  columns.text(StreetColumn.street) { streets[$0].street }
  columns.text(NeighbourhoodColumn.code) {
    streets[$0].neighbourhood.map { map.neighbourhoods[$0].id }
  }
  columns.text(NeighbourhoodColumn.name) {
    streets[$0].neighbourhood.map { map.neighbourhoods[$0].name }
  }
  columns.integer(StreetColumn.works) { streets[$0].works.count }
  columns.integer(StreetColumn.undone) { streets[$0].undone.count }
  columns.integer(StreetColumn.openings) { openings[$0].plan }
  columns.integer(StreetColumn.inDueYears) { openings[$0].inDueYears }
  columns.integer(StreetColumn.leading) { openings[$0].leadingDiscipline }
  columns.integer(StreetColumn.first) { streets[$0].byYear.first?.year }
  columns.text(StreetColumn.dutch) { Language.nl.sentences(streets[$0], map, names) }
  columns.text(StreetColumn.english) { Language.en.sentences(streets[$0], map, names) }
  return try columns.table(.streets, threads: threads)
}
