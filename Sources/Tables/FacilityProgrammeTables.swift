import Buildings
import LayerIO
import OpportunityMap

/// Columns of `facility_needs`.
enum FacilityNeedColumn {
  static let path = ProductColumn(
    "path", .text, title: Wording(en: "Path", nl: "Pad"),
    en: "Path of the population: a key of the project's paths.",
    nl: "Pad van de bevolking: een sleutel van de paden van het project.")
  static let function = ProductColumn(
    "function", .text, title: Wording(en: "Function", nl: "Functie"),
    en: "What is needed: a key of the catalogue.", nl: "Wat nodig is: een sleutel van de catalogus."
  )
  static let code = CoverageColumn.code
  static let name = CoverageColumn.name
  static let year = ProductColumn(
    "year", .integer, unit: "year", title: Wording(en: "Year", nl: "Jaar"),
    en: "Year.", nl: "Jaar.")
  static let need = ProductColumn.area(
    "need_m2", title: Wording(en: "Needed", nl: "Nodig"),
    en: "What the norm asks for the people of the path; empty where their number is not told.",
    nl: "Wat de norm vraagt voor de mensen van het pad; leeg als hun aantal niet bekend is.")
  static let supply = ProductColumn.area(
    "supply_m2", title: Wording(en: "There is", nl: "Aanwezig"),
    en: "What buildings of the function in the neighbourhood have in use, as long as they live.",
    nl: "Wat gebouwen met die functie in de buurt in gebruik hebben, zolang ze meegaan.")
  static let received = ProductColumn.area(
    "received_m2", title: Wording(en: "From next door", nl: "Van de buren"),
    en: "What neighbourhoods with slack within reach have over for it.",
    nl: "Wat buurten met ruimte over, binnen bereik, ervoor over hebben.")
  static let gap = ProductColumn.area(
    "gap_m2", title: Wording(en: "Lacks", nl: "Tekort"),
    en: "What lacks then; empty where the need is not known.",
    nl: "Wat er dan tekort is; leeg als de behoefte niet bekend is.")

  static let all = [path, function, code, name, year, need, supply, received, gap]
}

/// Columns of `facility_choices`.
enum FacilityChoiceColumn {
  static let kind = ProductColumn(
    "option", .text, title: Wording(en: "Choice", nl: "Keuze"),
    en: "What is chosen.", nl: "Wat er gekozen is."
  ).coded([
    "new": Wording(en: "a new building", nl: "nieuw gebouw"),
    "extend": Wording(en: "extend a building", nl: "gebouw uitbreiden"),
    "share": Wording(en: "share hours", nl: "uren delen"),
    "convert": Wording(en: "convert a vacant building", nl: "leeg gebouw verbouwen"),
    "move": Wording(en: "use slack further away", nl: "ruimte verder weg gebruiken"),
  ])
  static let building = ProductColumn(
    "building", .text, title: Wording(en: "Building", nl: "Gebouw"),
    en: "Id of the building that it takes place at; empty for a new one.",
    nl: "Nummer van het gebouw waar het gebeurt; leeg voor nieuwbouw.")
  static let buildingName = ProductColumn(
    "building_name", .text, title: Wording(en: "At", nl: "Waar"),
    en: "What people call that building.", nl: "Hoe dat gebouw heet.")
  static let area = ProductColumn.area(
    "area_m2", title: Wording(en: "Floor area", nl: "Vloeroppervlak"),
    en: "How much of it.", nl: "Hoeveel ervan.")
  static let investment = ProductColumn.euros(
    "investment_eur", title: Wording(en: "Investment", nl: "Investering"),
    en: "What it costs once, by the catalogue: an estimate, no budget.",
    nl: "Wat het eenmalig kost, volgens de catalogus: een schatting, geen budget.")
  static let yearly = ProductColumn.euros(
    "yearly_eur", title: Wording(en: "All costs a year", nl: "Alle kosten per jaar"),
    en: "Annuity of the investment with what it costs a year besides, by the catalogue.",
    nl: "Annuïteit van de investering met wat het verder per jaar kost, volgens de catalogus.")
  static let year = ProductColumn(
    "needed_from", .integer, unit: "year", title: Wording(en: "Needed from", nl: "Nodig vanaf"),
    en: "First year of the horizon in which it lacks.",
    nl: "Eerste jaar van de horizon met een tekort.")
  static let initiative = ProductColumn(
    "decide_initiative", .integer, unit: "year",
    title: Wording(en: "Decide on the initiative", nl: "Besluit over initiatief"),
    en: "Latest year at whose start the council decides to go on after the initiative.",
    nl: "Laatste jaar waarin de raad bij het begin besluit door te gaan na het initiatief.")
  static let definition = ProductColumn(
    "decide_definition", .integer, unit: "year",
    title: Wording(en: "Decide on the definition", nl: "Besluit over definitie"),
    en: "The same after the definition.", nl: "Hetzelfde na de definitie.")
  static let design = ProductColumn(
    "decide_design", .integer, unit: "year",
    title: Wording(en: "Decide on the design", nl: "Besluit over ontwerp"),
    en: "The same after the design.", nl: "Hetzelfde na het ontwerp.")
  static let isLate = ProductColumn(
    "late", .boolean, title: Wording(en: "Too late", nl: "Te laat"),
    en: "Whether the first of these lies before the horizon: it can't be there in time.",
    nl: "Of het eerste daarvan vóór de horizon ligt: het kan er niet op tijd zijn.")
  static let onAll = ProductColumn(
    "on_all_paths", .boolean, title: Wording(en: "On all paths", nl: "Op alle paden"),
    en: "Whether the same is chosen on all paths: a choice that is right whichever comes true.",
    nl: "Of op alle paden hetzelfde gekozen is: een keuze die klopt, welk pad het ook wordt.")
  static let least = ProductColumn.area(
    "least_m2", title: Wording(en: "At least", nl: "Minstens"),
    en: "Least of it on the paths on which it is chosen.",
    nl: "Het minste ervan op de paden waar het gekozen is.")

  static let all = [
    FacilityNeedColumn.path, FacilityNeedColumn.function, FacilityNeedColumn.code,
    FacilityNeedColumn.name, kind, building, buildingName, area, investment, yearly, year,
    initiative, definition, design, isLate, onAll, least,
  ]
}

/// Columns of `facility_shares`.
enum FacilityShareColumn {
  static let party = ProductColumn(
    "party", .text, title: Wording(en: "Party", nl: "Partij"),
    en: "Who has a part of the rights to build in the neighbourhood.",
    nl: "Wie een deel van de bouwrechten in de buurt heeft.")
  static let share = ProductColumn.fraction(
    "rights_share", title: Wording(en: "Part of the rights", nl: "Deel van de rechten"),
    en: "Part of the development rights of the neighbourhood, 0 to 1, as the project says.",
    nl: "Deel van de bouwrechten in de buurt, 0 tot 1, zoals het project zegt.")
  static let pays = ProductColumn.euros(
    "pays_eur", title: Wording(en: "Would pay", nl: "Zou betalen"),
    en:
      "That part of the investment: an estimate once, by the rule that who has 12 % of the rights pays 12 % of the school. "
      + "Nothing is agreed.",
    nl:
      "Dat deel van de investering: een schatting, eenmalig, volgens de regel dat wie 12% van de rechten heeft 12% van de "
      + "school betaalt. Er is niets afgesproken.")

  static let all = [
    FacilityNeedColumn.path, FacilityNeedColumn.function, FacilityNeedColumn.code,
    FacilityNeedColumn.name, FacilityChoiceColumn.kind, FacilityChoiceColumn.building,
    FacilityChoiceColumn.year, FacilityChoiceColumn.investment, party, share, pays,
  ]
}

extension ProductTable {
  /// Who would pay what of it.
  public static let facilityShares = ProductTable(
    buildings: "facility_shares", FacilityShareColumn.all,
    title: Wording(en: "Who pays for facilities", nl: "Wie voorzieningen betaalt"),
    en:
      "What parties would pay of the facility programme by their share in the development rights of a neighbourhood. A "
      + "proposal.",
    nl:
      "Wat partijen van het voorzieningenprogramma zouden betalen naar hun deel van de bouwrechten in een buurt. Een "
      + "voorstel."
  ) { try facilityShareTable($0, $1) }

  /// Which facilities come to lack.
  public static let facilityNeeds = ProductTable(
    buildings: "facility_needs", FacilityNeedColumn.all,
    title: Wording(en: "Facilities needed", nl: "Voorzieningen nodig"),
    en:
      "Need and supply of facilities by path of the population, function, neighbourhood and year.",
    nl: "Behoefte en aanbod van voorzieningen per pad van de bevolking, functie, buurt en jaar."
  ) { try facilityNeedTable($0, $1) }

  /// What to do about it, and when to decide.
  public static let facilityChoices = ProductTable(
    buildings: "facility_choices", FacilityChoiceColumn.all,
    title: Wording(en: "Facility programme", nl: "Voorzieningenprogramma"),
    en:
      "What would meet what comes to lack at the least cost on each path, with its moments of decision. A proposal.",
    nl:
      "Wat het tekort op elk pad tegen de laagste kosten opvangt, met de beslismomenten. Een voorstel."
  ) { try facilityChoiceTable($0, $1) }
}

private func facilityNeedTable(
  _ answer: BuildingsAnswer, _ request: ProductTable.Request
) throws -> VectorTable? {
  guard let programme = answer.facilities else { return nil }
  let (needs, map) = (programme.needs, request.map)
  let years = needs.years.count
  var columns = ColumnList(rows: needs.need.count)
  @Sendable func place(_ row: Int) -> Int { row / years % needs.neighbourhoods }
  columns.text(FacilityNeedColumn.path) {
    programme.population.paths[$0 / years / needs.neighbourhoods / needs.functions].key
  }
  columns.text(FacilityNeedColumn.function) {
    programme.catalogue.functions[$0 / years / needs.neighbourhoods % needs.functions].key
  }
  columns.text(FacilityNeedColumn.code) { map.neighbourhoods[place($0)].id }
  columns.text(FacilityNeedColumn.name) { map.neighbourhoods[place($0)].name }
  columns.integer(FacilityNeedColumn.year) { needs.years.lowerBound + $0 % years }
  columns.number(FacilityNeedColumn.need) { needs.need[$0].known }
  columns.number(FacilityNeedColumn.supply) { needs.supply[$0] }
  columns.number(FacilityNeedColumn.received) { needs.received[$0] }
  columns.number(FacilityNeedColumn.gap) { needs.need[$0].isNaN ? nil : needs.gap($0) }
  return try columns.table(.facilityNeeds, threads: request.threads)
}

private func facilityChoiceTable(
  _ answer: BuildingsAnswer, _ request: ProductTable.Request
) throws -> VectorTable? {
  guard let programme = answer.facilities else { return nil }
  let (choices, stock, map) = (programme.choices, answer.stock, request.map)
  let paths = programme.population.paths
  var columns = ColumnList(rows: choices.count)
  @Sendable func home(_ row: Int) -> Neighbourhood {
    map.neighbourhoods[choices[row].option.neighbourhood]
  }
  columns.text(FacilityNeedColumn.path) { paths[choices[$0].path].key }
  columns.text(FacilityNeedColumn.function) {
    programme.catalogue.functions[choices[$0].option.function].key
  }
  columns.text(FacilityNeedColumn.code) { home($0).id }
  columns.text(FacilityNeedColumn.name) { home($0).name }
  columns.text(FacilityChoiceColumn.kind) { choices[$0].option.kind.rawValue }
  columns.text(FacilityChoiceColumn.building) { choices[$0].option.building.map { stock.ids[$0] } }
  columns.text(FacilityChoiceColumn.buildingName) {
    choices[$0].option.building.map { stock.names[$0] }
  }
  columns.number(FacilityChoiceColumn.area) { choices[$0].area }
  columns.number(FacilityChoiceColumn.investment) { choices[$0].investment }
  columns.number(FacilityChoiceColumn.yearly) { choices[$0].yearly }
  columns.integer(FacilityChoiceColumn.year) { choices[$0].year }
  columns.integer(FacilityChoiceColumn.initiative) { choices[$0].decisions[0] }
  columns.integer(FacilityChoiceColumn.definition) { choices[$0].decisions[1] }
  columns.integer(FacilityChoiceColumn.design) { choices[$0].decisions[2] }
  columns.boolean(FacilityChoiceColumn.isLate) {
    choices[$0].decisions[0] < programme.needs.years.lowerBound
  }
  columns.boolean(FacilityChoiceColumn.onAll) { choices[$0].pathCount == paths.count }
  columns.number(FacilityChoiceColumn.least) { choices[$0].leastArea }
  return try columns.table(.facilityChoices, threads: request.threads)
}

private func facilityShareTable(
  _ answer: BuildingsAnswer, _ request: ProductTable.Request
) throws -> VectorTable? {
  guard let programme = answer.facilities, !answer.shares.isEmpty else { return nil }
  let (shares, stock, map) = (answer.shares, answer.stock, request.map)
  var columns = ColumnList(rows: shares.count)
  @Sendable func choice(_ row: Int) -> FacilityChoice { programme.choices[shares[row].choice] }
  @Sendable func home(_ row: Int) -> Neighbourhood {
    map.neighbourhoods[choice(row).option.neighbourhood]
  }
  columns.text(FacilityNeedColumn.path) { programme.population.paths[choice($0).path].key }
  columns.text(FacilityNeedColumn.function) {
    programme.catalogue.functions[choice($0).option.function].key
  }
  columns.text(FacilityNeedColumn.code) { home($0).id }
  columns.text(FacilityNeedColumn.name) { home($0).name }
  columns.text(FacilityChoiceColumn.kind) { choice($0).option.kind.rawValue }
  columns.text(FacilityChoiceColumn.building) {
    choice($0).option.building.map { stock.ids[$0] }
  }
  columns.integer(FacilityChoiceColumn.year) { choice($0).year }
  columns.number(FacilityChoiceColumn.investment) { choice($0).investment }
  columns.text(FacilityShareColumn.party) { shares[$0].party }
  columns.number(FacilityShareColumn.share) { shares[$0].share }
  columns.number(FacilityShareColumn.pays) { shares[$0].pays }
  return try columns.table(.facilityShares, threads: request.threads)
}
