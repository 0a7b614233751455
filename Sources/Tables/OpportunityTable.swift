import Geometry
import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns of `opportunities`.
enum OpportunityColumn {
  static let work = ProductColumn(
    "work_id", .text,
    title: Wording(en: "Work", nl: "Werk"),
    en: "Id of the work, unique in the run: the asset's id, with @year behind it "
      + "where the asset comes round more than once.",
    nl:
      "Id van het werk, uniek in de run: het id van het object, met @jaar erachter als het object "
      + "vaker aan de beurt komt.")
  static let asset = ProductColumn(
    "asset_id", .text, title: Wording(en: "Asset", nl: "Object"),
    en: "Id of the asset in its source.", nl: "Id van het object in zijn bron.")
  static let source = ProductColumn(
    "source", .text, title: Wording(en: "Source", nl: "Bron"),
    en: "Source of the asset, as the project file names it.",
    nl: "Bron van het object, zoals het projectbestand die noemt.")
  static let sourceFeature = ProductColumn(
    "source_feature", .integer, title: Wording(en: "Number in the source", nl: "Nummer in de bron"),
    en: "Position of the asset in its source, counted from 1.",
    nl: "Volgnummer van het object in zijn bron, vanaf 1.")
  static let assetType = ProductColumn(
    "asset_type", .text, title: Wording(en: "Type of asset", nl: "Soort object"),
    en: "Type of the asset, a key of the cycle catalogue.",
    nl: "Soort object, een sleutel van de cycluscatalogus.")
  static let street = ProductColumn(
    "street", .text, title: Wording(en: "Street", nl: "Straat"),
    en: "Name of the street.", nl: "Straatnaam.")
  static let measure = ProductColumn(
    "measure", .text, title: Wording(en: "Measure", nl: "Maatregel"),
    en: "Measure, such as replace.", nl: "Maatregel, zoals vervangen (replace).")
  static let neighbourhood = ProductColumn(
    "neighbourhood_code", .text, title: Wording(en: "Neighbourhood code", nl: "Buurtcode"),
    en: "Code of the neighbourhood with the largest part of the work.",
    nl: "Code van de buurt met het grootste deel van het werk.")
  static let neighbourhoodName = ProductColumn(
    "neighbourhood_name", .text, title: Wording(en: "Neighbourhood", nl: "Buurt"),
    en: "Name of that neighbourhood.", nl: "Naam van die buurt.")
  static let earliest = ProductColumn(
    "earliest", .integer, unit: "year", title: Wording(en: "Earliest year", nl: "Vroegste jaar"),
    en: "First year in which the work may be done.",
    nl: "Eerste jaar waarin het werk mag.")
  static let planned = ProductColumn(
    "planned_year", .integer, unit: "year",
    title: Wording(en: "Planned year", nl: "Jaar van uitvoering"),
    en: "The one year in which the work is done; empty where it is not planned.",
    nl: "Het ene jaar waarin het werk gebeurt; leeg als het niet gepland is.")
  static let origin = ProductColumn(
    "planned_origin", .text,
    title: Wording(en: "Where that year comes from", nl: "Waar dat jaar vandaan komt"),
    en:
      "Where that year comes from: decision, programme or due (no programme; projects are proposals "
      + "then); or why there is none: undone (the programme does not do it), carried-out, later (due "
      + "after the horizon), undated.",
    nl:
      "Waar dat jaar vandaan komt: decision (besluit), programme (programma) of due (geen programma; "
      + "projecten zijn dan voorstellen); of waarom er geen is: undone (het programma doet het niet), "
      + "carried-out (uitgevoerd), later (aan de beurt na de horizon), undated (geen jaar bekend)."
  ).coded([
    "decision": Wording(en: "a decision", nl: "besluit"),
    "programme": Wording(en: "the programme", nl: "programma"),
    "due": Wording(en: "its due year", nl: "planjaar"),
    "undone": Wording(en: "not done", nl: "niet gedaan"),
    "carried-out": Wording(en: "carried out", nl: "al uitgevoerd"),
    "later": Wording(en: "after the period", nl: "na de periode"),
    "undated": Wording(en: "no year is known", nl: "geen jaar bekend"),
  ])
  static let due = ProductColumn(
    "due", .integer, unit: "year",
    title: Wording(en: "Due year", nl: "Planjaar"),
    en: "Year in which the work is due; before the horizon where it is overdue.",
    nl: "Planjaar; voor de horizon als het werk achterstallig is.")
  static let latest = ProductColumn(
    "latest", .integer, unit: "year",
    title: Wording(en: "Latest year", nl: "Laatste jaar"),
    en: "Last year of the window. Later is dearer, and not possible where it is hard.",
    nl: "Laatste jaar van het venster. Later is duurder, en kan niet als het hard is.")
  static let hard = ProductColumn(
    "hard", .boolean,
    title: Wording(en: "May not be later", nl: "Mag niet later"),
    en: "Whether the window binds: by law or contract the work is not done later.",
    nl: "Of het venster bindt: door wet of contract mag het werk niet later.")
  static let fixed = ProductColumn(
    "fixed", .boolean, title: Wording(en: "May not move", nl: "Mag niet schuiven"),
    en: "Whether the work may not move.", nl: "Of het werk niet mag schuiven.")
  static let cycle = ProductColumn(
    "cycle", .integer, unit: "years", title: Wording(en: "Cycle", nl: "Cyclus"),
    en: "Technical life or cycle of the measure.",
    nl: "Technische levensduur of cyclus van de maatregel.")
  static let built = ProductColumn(
    "built", .integer, unit: "year", title: Wording(en: "Year built", nl: "Jaar van aanleg"),
    en: "Year in which the asset was built.",
    nl: "Jaar van aanleg.")
  static let last = ProductColumn(
    "last", .integer, unit: "year", title: Wording(en: "Last renewed", nl: "Laatst vernieuwd"),
    en: "Year in which the asset was last renewed.",
    nl: "Jaar van de laatste vernieuwing.")
  static let costLow = ProductColumn.euros(
    "cost_low_eur", title: Wording(en: "Cost, low", nl: "Kosten, laag"),
    en: "Low figure of the cost, where the catalogue gives a range.",
    nl: "Ondergrens van de kosten, als de catalogus een marge geeft.")
  static let costHigh = ProductColumn.euros(
    "cost_high_eur", title: Wording(en: "Cost, high", nl: "Kosten, hoog"),
    en: "High figure of the same.", nl: "Bovengrens daarvan.")
  static let hours = ProductColumn(
    "hours", .number, unit: "hours", decimals: 2,
    title: Wording(en: "Hours of work", nl: "Uren werk"),
    en: "Hours of work, by the catalogue.",
    nl: "Uren werk, volgens de catalogus.")
  static let cost = ProductColumn.euros(
    "cost_eur", title: Wording(en: "Cost", nl: "Kosten"),
    en: "Cost of the work, at the price level of price_year.",
    nl: "Kosten van het werk, prijspeil price_year.")
  static let priceYear = ProductColumn(
    "price_year", .integer, unit: "year", title: Wording(en: "Price level", nl: "Prijspeil"),
    en: "Price level of the cost.", nl: "Prijspeil.")
  static let budget = ProductColumn(
    "budget", .text, title: Wording(en: "Budget", nl: "Budget"),
    en: "Budget that pays.", nl: "Budget (potje) dat betaalt.")
  static let area = ProductColumn.area(
    "area_m2", title: Wording(en: "Surface", nl: "Oppervlak"),
    en: "Surface that is dug up, each place once.",
    nl: "Oppervlak dat op de schop gaat, elke plek één keer.")
  static let length = ProductColumn(
    "length_m", .number, unit: "m", decimals: 6, title: Wording(en: "Length", nl: "Lengte"),
    en: "Length, for a line.",
    nl: "Lengte, bij een lijn.")
  static let outside = ProductColumn(
    "outside", .number, unit: "m2 or m", decimals: 6,
    title: Wording(en: "Outside all neighbourhoods", nl: "Buiten alle buurten"),
    en: "Part outside all neighbourhoods, in m2; in m for a line without a surface.",
    nl: "Deel buiten alle buurten, in m2; in m bij een lijn zonder oppervlak.")
  static let score = ProductColumn.fraction(
    "score", title: Wording(en: "Opportunity score", nl: "Kansscore"),
    en: "Score, the sum of the themes' parts, 0 to 1.",
    nl: "Score, de som van de delen per thema, 0 tot 1.")
  static let themeCount = ProductColumn(
    "theme_count", .integer, title: Wording(en: "Number of challenges", nl: "Aantal opgaven"),
    en: "Number of themes that touch the work.",
    nl: "Aantal thema's dat het werk raakt.")
  static let themeArea = ProductColumn.area(
    "<theme>_area_m2", title: Wording(en: "%1", nl: "%1"),
    en: "Surface of the work under the theme.",
    nl: "Oppervlak van het werk onder het thema.")
  static let themeLength = ProductColumn(
    "<theme>_length_m", .number, unit: "m", decimals: 6,
    title: Wording(en: "%1, length", nl: "%1, lengte"),
    en: "Length of the work under the theme.",
    nl: "Lengte van het werk onder het thema.")
  static let themeShare = ProductColumn.fraction(
    "<theme>_share", title: Wording(en: "%1: part of the work", nl: "%1: deel van het werk"),
    en: "Part of the surface (or length) under the theme, 0 to 1.",
    nl: "Deel van het oppervlak (of de lengte) onder het thema, 0 tot 1.")
  static let themeSeverity = ProductColumn.fraction(
    "<theme>_severity", title: Wording(en: "%1: severity", nl: "%1: ernst"),
    en: "Severity of the theme, averaged over the whole work, 0 to 1.",
    nl: "Ernst van het thema, gemiddeld over het hele werk, 0 tot 1.")
  static let themePart = ProductColumn.fraction(
    "<theme>_score", title: Wording(en: "%1: part of the score", nl: "%1: deel van de score"),
    en:
      "The theme's part of the score: weight x severity / sum of weights; the severity is that of people "
      + "where the theme is measured in them.",
    nl:
      "Deel van het thema in de score: gewicht x ernst / som van de gewichten; de ernst is die van mensen "
      + "als het thema daarin wordt gemeten.")
  static let peopleSeverity = ProductColumn.fraction(
    "<theme>_people_severity",
    title: Wording(en: "%1: severity for people", nl: "%1: ernst voor mensen"),
    en:
      "Of a theme that is measured in dwellings or the like: its severity averaged over those that the work "
      + "reaches, 0 to 1; 0 where it reaches none.",
    nl:
      "Van een thema dat in woningen of iets dergelijks wordt gemeten: de ernst gemiddeld over wat het werk "
      + "bereikt, 0 tot 1; 0 als het niets bereikt.")

  static let servable = ProductColumn.area(
    "<theme>_servable_m2",
    title: Wording(en: "%1 that a coupling can serve", nl: "%1 waar een koppeling kan helpen"),
    en: "What of <theme>_area_m2 a coupling can serve that suits the work; whether or not chosen.",
    nl: "Wat van <theme>_area_m2 een koppeling kan helpen die bij het werk past, gekozen of niet.")

  static let all = [
    work, asset, source, sourceFeature, assetType, street, measure, neighbourhood,
    neighbourhoodName, planned, origin, earliest, due, latest, fixed, hard, cycle, built, last,
    cost, costLow, costHigh,
    hours, priceYear, budget,
    area, length, outside, score, themeCount, themeArea, themeLength, themeShare, themeSeverity,
    peopleSeverity, themePart, servable,
  ]
}

extension ProductTable {
  /// Works with their overlap, score and window.
  public static let opportunities = ProductTable(
    "opportunities",
    OpportunityColumn.all,
    formats: [.geoJSON, .geoPackage, .flatGeobuf, .csv],
    needs: .plannedYears,
    startsWithID: true,
    title: Wording(en: "Works", nl: "Werken"),
    en: "Works with their year, overlap, score and window; a row for each work.",
    nl: "Werken met hun jaar, overlap, score en venster; een regel per werk."
  ) {
    opportunityTable(
      $0.map, assets: $0.input.assets, sources: $0.input.scheduleSources,
      planned: $0.input.planned, rules: $0.input.projects?.bundling.problem.rules)
  }
}

/// Works with their overlap, score and window, a row for each. `assets` is the geometry of the assets
/// in the working system, `sources` the source of each schedule entry as the project file names it,
/// `planned` the year in which each work is done, and `rules` say which windows bind.
func opportunityTable(
  _ map: OpportunityMap, assets: GeometryArray, sources: [String], planned: [PlannedYear],
  rules: BundlingRules?
) -> VectorTable {
  var columns = ColumnList(rows: map.works.count)
  columns.addIdentity(map, sources: sources)
  columns.addTiming(map, planned, rules)
  columns.addAmounts(map)
  columns.addThemes(map)
  let geometry = workGeometry(map.works.map(\.asset), of: assets)
  return columns.unmadeTable(
    .opportunities, geometryKind: geometry.hasOnlySurfaces ? .multiPolygon : .mixed,
    geometry: geometry)
}

extension ColumnList {
  fileprivate mutating func addIdentity(_ map: OpportunityMap, sources: [String]) {
    @Sendable func asset(_ row: Int) -> Asset { map.assets[map.works[row].asset] }
    @Sendable func neighbourhood(_ row: Int) -> Neighbourhood? {
      let index = Int(map.scores.neighbourhoods[map.works[row].asset])
      return index < 0 ? nil : map.neighbourhoods[index]
    }
    text(OpportunityColumn.work) { map.works[$0].id }
    text(OpportunityColumn.asset) { asset($0).id }
    text(OpportunityColumn.source) { sources[asset($0).schedule] }
    integer(OpportunityColumn.sourceFeature) { asset($0).sourceFeature }
    text(OpportunityColumn.assetType) { asset($0).type }
    text(OpportunityColumn.street) { asset($0).street }
    text(OpportunityColumn.measure) { map.works[$0].measure }
    text(OpportunityColumn.neighbourhood) { neighbourhood($0)?.id }
    text(OpportunityColumn.neighbourhoodName) { neighbourhood($0)?.name }
  }

  fileprivate mutating func addTiming(
    _ map: OpportunityMap, _ planned: [PlannedYear], _ rules: BundlingRules?
  ) {
    integer(OpportunityColumn.planned) { planned[$0].year }
    text(OpportunityColumn.origin) { planned[$0].origin.rawValue }
    integer(OpportunityColumn.earliest) { map.works[$0].earliest }
    integer(OpportunityColumn.due) { map.works[$0].trueDue }
    integer(OpportunityColumn.latest) { map.works[$0].latest }
    boolean(OpportunityColumn.fixed) { map.works[$0].isFixed }
    boolean(OpportunityColumn.hard) { row in
      let (work, asset) = (map.works[row], map.assets[map.works[row].asset])
      return work.isHard
        || rules?.measure(assetType: asset.type, measure: work.measure).isHard ?? false
    }
    integer(OpportunityColumn.cycle) { map.works[$0].cycle }
    integer(OpportunityColumn.built) { map.assets[map.works[$0].asset].built }
    integer(OpportunityColumn.last) { map.assets[map.works[$0].asset].last }
  }

  fileprivate mutating func addAmounts(_ map: OpportunityMap) {
    number(OpportunityColumn.cost) { map.works[$0].cost }
    number(OpportunityColumn.costLow) { map.works[$0].costRange?.lowerBound }
    number(OpportunityColumn.costHigh) { map.works[$0].costRange?.upperBound }
    number(OpportunityColumn.hours) { map.works[$0].hours }
    integer(OpportunityColumn.priceYear) { map.works[$0].priceYear }
    text(OpportunityColumn.budget) { map.works[$0].budget }
    number(OpportunityColumn.area) { map.scores.surface[map.works[$0].asset] }
    number(OpportunityColumn.length) { map.scores.length[map.works[$0].asset] }
    number(OpportunityColumn.outside) { map.scores.outside[map.works[$0].asset] }
    number(OpportunityColumn.score) { map.scores.scores[map.works[$0].asset] }
    integer(OpportunityColumn.themeCount) { map.scores.themeCount(of: map.works[$0].asset) }
  }

  fileprivate mutating func addThemes(_ map: OpportunityMap) {
    let finder = map.couplings.map { CouplingFinder(map, $0) }
    for (theme, key) in map.columnKeys.enumerated() {
      @Sendable func index(_ row: Int) -> Int { map.works[row].asset * map.themes.count + theme }
      number(OpportunityColumn.themeArea, for: key) { map.scores.areas[index($0)] }
      number(OpportunityColumn.themeLength, for: key) { map.scores.lengths[index($0)] }
      number(OpportunityColumn.themeShare, for: key) { map.scores.share(at: index($0)) }
      number(OpportunityColumn.themeSeverity, for: key) { map.scores.severities[index($0)] }
      if map.people(measuring: theme) != nil {
        number(OpportunityColumn.peopleSeverity, for: key) {
          map.scores.severityOfPeople(at: index($0))
        }
      }
      number(OpportunityColumn.themePart, for: key) { map.scores.part(at: index($0)) }
      number(OpportunityColumn.servable, for: key) { row in
        let area = map.scores.areas[index(row)]
        guard area > 0 else { return finder.map { _ in 0 } }
        return finder.map { area * $0.servableShare(ofWork: row, theme: theme) }
      }
    }
  }
}

extension OpportunityMap {
  /// The themes' keys as they stand in names of columns, with what readers call the themes.
  var columnKeys: [ColumnKey] {
    Tables.columnKeys(
      themes.map(\.key),
      titles: themes.map {
        Wording(en: Language.en.themeName($0), nl: Language.nl.themeName($0))
      })
  }
}
