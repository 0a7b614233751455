import Geometry
import LayerIO
import OpportunityMap

/// Columns of `neighbourhoods`.
enum NeighbourhoodColumn {
  static let code = ProductColumn(
    "neighbourhood_code", .text, title: Wording(en: "Neighbourhood code", nl: "Buurtcode"),
    en: "Code of the neighbourhood.", nl: "Buurtcode.")
  static let name = ProductColumn(
    "neighbourhood_name", .text, title: Wording(en: "Neighbourhood", nl: "Buurt"),
    en: "Name of the neighbourhood.", nl: "Buurtnaam.")
  static let area = ProductColumn.area(
    "area_m2", title: Wording(en: "Area", nl: "Oppervlak"),
    en: "Area.", nl: "Oppervlak.")
  static let workCount = ProductColumn(
    "work_count", .integer, title: Wording(en: "Works, any year", nl: "Werken, elk jaar"),
    en: "Works whose largest part lies here, whatever their year.",
    nl: "Werken waarvan het grootste deel hier ligt, ongeacht het jaar.")
  static let dueWorkCount = ProductColumn(
    "due_work_count", .integer,
    title: Wording(en: "Works due", nl: "Werken aan de beurt"),
    en: "Works due within the horizon whose largest part lies here.",
    nl: "Werken binnen de horizon waarvan het grootste deel hier ligt.")
  static let workArea = ProductColumn.area(
    "work_area_m2", title: Wording(en: "Surface of works", nl: "Oppervlak van werken"),
    en: "Surface of works, each place once, whatever their year.",
    nl: "Oppervlak van werken, elke plek één keer, ongeacht het jaar.")
  static let cost = ProductColumn.euros(
    "cost_eur", title: Wording(en: "Cost of works due", nl: "Kosten van werken aan de beurt"),
    en: "Cost of the works due within the horizon, by share of their surface here.",
    nl: "Kosten van de werken binnen de horizon, naar hun aandeel oppervlak hier.")
  static let themeArea = ProductColumn.area(
    "<theme>_area_m2", title: Wording(en: "%1", nl: "%1"),
    en: "Area under the theme.", nl: "Oppervlak onder het thema.")
  static let themeShare = ProductColumn.fraction(
    "<theme>_share", title: Wording(en: "%1: part of the area", nl: "%1: deel van het oppervlak"),
    en: "Part of the area under the theme, 0 to 1.",
    nl: "Deel van het oppervlak onder het thema, 0 tot 1.")
  static let themeSeverity = ProductColumn.fraction(
    "<theme>_severity", title: Wording(en: "%1: severity", nl: "%1: ernst"),
    en: "Severity of the theme, averaged over the whole area, 0 to 1.",
    nl: "Ernst van het thema, gemiddeld over het hele oppervlak, 0 tot 1.")
  static let quotient = ProductColumn.fraction(
    "<theme>_location_quotient",
    title: Wording(en: "%1: times the city", nl: "%1: keer de stad"),
    en: "Share here divided by the share in the city; empty where the city has none.",
    nl: "Aandeel hier gedeeld door het aandeel in de stad; leeg als de stad geen aandeel heeft.")
  static let people = ProductColumn(
    "<theme>_people", .number, decimals: 3,
    title: Wording(en: "%1: number in the challenge", nl: "%1: aantal in de opgave"),
    en: "Of a theme that is measured in dwellings or the like: how many lie in the challenge.",
    nl:
      "Van een thema dat in woningen of iets dergelijks wordt gemeten: hoeveel er in de opgave liggen."
  )
  static let peopleShare = ProductColumn.fraction(
    "<theme>_people_share",
    title: Wording(en: "%1: part of all that are counted", nl: "%1: deel van wat is geteld"),
    en: "That number as part of all that there are here; 0 where there are none.",
    nl: "Dat aantal als deel van alle die hier zijn; 0 als er geen zijn.")
  static let peopleSeverity = ProductColumn.fraction(
    "<theme>_people_severity",
    title: Wording(en: "%1: severity for people", nl: "%1: ernst voor mensen"),
    en: "Severity of the theme, averaged over all that there are here, 0 to 1.",
    nl: "Ernst van het thema, gemiddeld over alle die hier zijn, 0 tot 1.")
  static let peopleQuotient = ProductColumn.fraction(
    "<theme>_people_quotient",
    title: Wording(en: "%1: times the city, of people", nl: "%1: keer de stad, van mensen"),
    en: "<theme>_people_share divided by that of the city; empty where the city has none.",
    nl: "<theme>_people_share gedeeld door die van de stad; leeg als de stad er geen heeft.")
  static let covered = ProductColumn.area(
    "<theme>_covered_m2",
    title: Wording(en: "%1 under works due", nl: "%1 onder werken aan de beurt"),
    en: "Area of the theme under a work due within the horizon.",
    nl: "Oppervlak van het thema onder een werk binnen de horizon.")
  static let coveredShare = ProductColumn.fraction(
    "<theme>_covered_share",
    title: Wording(en: "%1: part under works due", nl: "%1: deel onder werken aan de beurt"),
    en: "That area as part of the theme's area here; empty where it has none.",
    nl: "Dat oppervlak als deel van het oppervlak van het thema hier; leeg als het er niet is.")
  static let servable = ProductColumn.area(
    "<theme>_servable_m2",
    title: Wording(en: "%1 that couplings can serve", nl: "%1 waar een koppeling kan helpen"),
    en: "What of <theme>_covered_m2 couplings of those works can serve; whether or not chosen.",
    nl: "Wat van <theme>_covered_m2 koppelingen van die werken kunnen helpen, gekozen of niet.")
  static let servableShare = ProductColumn.fraction(
    "<theme>_servable_share",
    title: Wording(
      en: "%1: part that couplings can serve", nl: "%1: deel waar een koppeling kan helpen"),
    en: "The same as part of <theme>_covered_m2; empty where there is none.",
    nl: "Hetzelfde als deel van <theme>_covered_m2; leeg als dat er niet is.")
  static let themeWorkArea = ProductColumn.area(
    "<theme>_work_area_m2",
    title: Wording(en: "%1 under works, any year", nl: "%1 onder werken, elk jaar"),
    en: "Area of the theme under works, whatever their year.",
    nl: "Oppervlak van het thema onder werken, ongeacht het jaar.")
  static let height = ProductColumn.area(
    "height_<height>_m2",
    title: Wording(en: "Area with challenges: %1", nl: "Oppervlak met aantal opgaven: %1"),
    en: "Area with that stack height.", nl: "Oppervlak met die stapelhoogte.")
  static let works = ProductColumn(
    "works_<year>", .integer,
    title: Wording(en: "Works in %1", nl: "Werken in %1"),
    en: "Works due in the year whose largest part lies here; what is overdue counts in the first.",
    nl:
      "Werken met dat planjaar waarvan het grootste deel hier ligt; achterstallig werk telt in het "
      + "eerste jaar.")
  static let costInYear = ProductColumn.euros(
    "cost_<year>_eur", title: Wording(en: "Cost in %1", nl: "Kosten in %1"),
    en: "Cost of works due in the year, by share of their surface here.",
    nl: "Kosten van werken met dat planjaar, naar hun aandeel oppervlak hier.")
  static let sourceNumber = ProductColumn(
    "source_<attribute>", .number, decimals: 9,
    title: Wording(en: "Source, number: %1", nl: "Bron, getal: %1"),
    en: "Number that the neighbourhoods' source brings along; empty for the large negative numbers "
      + "by which CBS marks what is unknown.",
    nl: "Getal uit de bron van de buurten; leeg voor de grote negatieve getallen waarmee het CBS "
      + "aangeeft dat iets onbekend is.")
  static let sourceText = ProductColumn(
    "source_<attribute>", .text, title: Wording(en: "Source: %1", nl: "Bron: %1"),
    en: "Text that the neighbourhoods' source brings along.",
    nl: "Tekst uit de bron van de buurten.")

  static let all =
    [
      code, name, area, workCount, dueWorkCount, workArea, cost, themeArea, themeShare,
      themeSeverity, quotient, people, peopleShare, peopleSeverity, peopleQuotient, covered,
      coveredShare, servable, servableShare,
      themeWorkArea, height, works, costInYear,
    ] + DifferenceColumn.neighbourhood + [sourceNumber, sourceText]
}

extension ProductTable {
  /// Profiles of the neighbourhoods.
  public static let neighbourhoods = ProductTable(
    "neighbourhoods",
    NeighbourhoodColumn.all,
    formats: [.geoJSON, .geoPackage, .csv],
    startsWithID: true,
    title: Wording(en: "Neighbourhoods", nl: "Buurten"),
    en: "Profiles of the neighbourhoods; a row for each.",
    nl: "Profielen van de buurten; een regel per buurt."
  ) {
    try neighbourhoodTable(
      $0.map, neighbourhoods: $0.input.neighbourhoods, threads: $0.threads)
  }
}

/// The profiles of the neighbourhoods, a row for each. `neighbourhoods` is their geometry in the
/// working system.
func neighbourhoodTable(_ map: OpportunityMap, neighbourhoods: GeometryArray, threads: Int) throws
  -> VectorTable
{
  var columns = ColumnList(rows: map.neighbourhoods.count)
  columns.text(NeighbourhoodColumn.code) { map.neighbourhoods[$0].id }
  columns.text(NeighbourhoodColumn.name) { map.neighbourhoods[$0].name }
  columns.number(NeighbourhoodColumn.area) { map.profiles[$0].area }
  columns.integer(NeighbourhoodColumn.workCount) { map.profiles[$0].workCount }
  columns.integer(NeighbourhoodColumn.dueWorkCount) {
    map.profiles[$0].worksByYear.reduce(0, +)
  }
  columns.number(NeighbourhoodColumn.workArea) { map.profiles[$0].workArea }
  columns.number(NeighbourhoodColumn.cost) { map.profiles[$0].costByYear.reduce(0, +) }
  columns.addThemes(map)
  columns.addHeightsAndYears(map)
  columns.addDifferences(map)
  columns.addSourceAttributes(map.neighbourhoods)
  return try columns.table(
    .neighbourhoods, geometryKind: .multiPolygon, geometry: RowGeometry(neighbourhoods),
    threads: threads)
}

extension ColumnList {
  fileprivate mutating func addThemes(_ map: OpportunityMap) {
    let servable = map.servableGround()?.areas(map)
    for (theme, key) in map.columnKeys.enumerated() {
      @Sendable func served(_ row: Int) -> Double? {
        servable.map { $0[row * map.themes.count + theme] }
      }
      number(NeighbourhoodColumn.themeArea, for: key) { map.profiles[$0].themeAreas[theme] }
      number(NeighbourhoodColumn.themeShare, for: key) { map.profiles[$0].themeShares[theme] }
      number(NeighbourhoodColumn.themeSeverity, for: key) {
        map.profiles[$0].themeSeverities[theme]
      }
      number(NeighbourhoodColumn.quotient, for: key) { map.profiles[$0].locationQuotients[theme] }
      if let profiles = map.people(measuring: theme)?.profiles {
        number(NeighbourhoodColumn.people, for: key) { profiles[$0].themeAreas[theme] }
        number(NeighbourhoodColumn.peopleShare, for: key) { profiles[$0].themeShares[theme] }
        number(NeighbourhoodColumn.peopleSeverity, for: key) {
          profiles[$0].themeSeverities[theme]
        }
        number(NeighbourhoodColumn.peopleQuotient, for: key) {
          profiles[$0].locationQuotients[theme]
        }
      }
      number(NeighbourhoodColumn.covered, for: key) { map.coverages[$0].covered(theme) }
      number(NeighbourhoodColumn.coveredShare, for: key) { map.coverages[$0].coveredShare(theme) }
      number(NeighbourhoodColumn.servable, for: key, served)
      number(NeighbourhoodColumn.servableShare, for: key) { row in
        let covered = map.coverages[row].covered(theme)
        return covered > 0 ? served(row).map { min(1, $0 / covered) } : nil
      }
      number(NeighbourhoodColumn.themeWorkArea, for: key) { map.coverages[$0].underWorks[theme] }
    }
  }

  fileprivate mutating func addHeightsAndYears(_ map: OpportunityMap) {
    for height in 0...map.themes.count {
      number(NeighbourhoodColumn.height, for: ColumnKey(height)) {
        map.profiles[$0].areaByHeight[height]
      }
    }
    for (index, year) in map.years.enumerated() {
      integer(NeighbourhoodColumn.works, for: ColumnKey(year)) {
        map.profiles[$0].worksByYear[index]
      }
      number(NeighbourhoodColumn.costInYear, for: ColumnKey(year)) {
        map.profiles[$0].costByYear[index]
      }
    }
  }

  fileprivate mutating func addSourceAttributes(_ neighbourhoods: [Neighbourhood]) {
    let numbers = Set(neighbourhoods.flatMap { $0.numbers.keys }).sorted()
    let texts = Set(neighbourhoods.flatMap { $0.texts.keys }).subtracting(numbers).sorted()
    let keys = columnKeys(numbers + texts, titles: (numbers + texts).map(\.spaced))
    for (attribute, key) in zip(numbers, keys) {
      number(NeighbourhoodColumn.sourceNumber, for: key) { neighbourhoods[$0].numbers[attribute] }
    }
    for (attribute, key) in zip(texts, keys.dropFirst(numbers.count)) {
      text(NeighbourhoodColumn.sourceText, for: key) { neighbourhoods[$0].texts[attribute] }
    }
  }
}

extension String {
  /// The name of an attribute as words.
  fileprivate var spaced: Wording {
    Wording(verbatim: split(separator: "_").joined(separator: " "))
  }
}
