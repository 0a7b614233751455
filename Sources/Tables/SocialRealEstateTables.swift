import Buildings
import LayerIO
import OpportunityMap

/// Columns of `social_buildings`.
enum SocialColumn {
  static let costPerM2 = ProductColumn.euros(
    "cost_per_m2_eur", title: Wording(en: "Cost a year of a m²", nl: "Kosten per jaar per m²"),
    en: "What it costs a year for each m2 of floor area; empty where that is unknown.",
    nl: "Wat het per jaar kost per m2 vloeroppervlak; leeg als dat onbekend is.")
  static let portfolio = ProductColumn(
    "portfolio", .text, title: Wording(en: "For the owner", nl: "Voor de eigenaar"),
    en: "How it does for its owner, by the aspects of the catalogue: cost, state, use, energy.",
    nl: "Hoe het voor de eigenaar is, volgens de catalogus: kosten, staat, gebruik, energie."
  ).coded([
    "good": Wording(en: "in order", nl: "op orde"),
    "poor": Wording(en: "not in order", nl: "niet op orde"), "unknown": unknown,
  ])
  static let poor = ProductColumn(
    "not_in_order", .text, title: Wording(en: "Not in order", nl: "Niet op orde"),
    en: "Aspects that are not in order, with semicolons between them: keys of the catalogue.",
    nl: "Wat niet op orde is, met puntkomma's ertussen: sleutels van de catalogus.")
  static let open = ProductColumn(
    "not_known", .text, title: Wording(en: "Not known", nl: "Onbekend"),
    en: "Aspects that are not known: keys of the catalogue.",
    nl: "Wat onbekend is: sleutels van de catalogus.")
  static let lacksLeast = ProductColumn.area(
    "lacks_least_m2",
    title: Wording(en: "Would lack at least", nl: "Zou minstens tekortkomen"),
    en:
      "What all neighbourhoods together would lack more without it, by the norms of the facility programme and with slack "
      + "next door: the least of all paths of the population, in the first and the last year of the horizon. Empty where no "
      + "norm tells of its functions, or the need is not known.",
    nl:
      "Wat alle buurten samen zonder dit gebouw meer tekortkomen, volgens de normen van het voorzieningenprogramma en met wat "
      + "buren over hebben: het minste van alle paden van de bevolking, in het eerste en het laatste jaar van de horizon. Leeg "
      + "als er geen norm voor is of de behoefte onbekend is.")
  static let lacksMost = ProductColumn.area(
    "lacks_most_m2",
    title: Wording(en: "Would lack at most", nl: "Zou hoogstens tekortkomen"),
    en: "The most of these.", nl: "Het meeste daarvan.")
  static let dwellings = ProductColumn(
    "dwellings_nearest", .number, decimals: 1,
    title: Wording(en: "Dwellings nearest to it", nl: "Woningen die het dichtstbij hebben"),
    en:
      "Dwellings within the way of the catalogue for which it is the nearest building of its function that is used. Empty "
      + "where the project tells of no homes, or people do not come for it.",
    nl:
      "Woningen binnen de loopafstand van de catalogus waarvoor het het dichtstbijzijnde gebruikte gebouw met die functie is. "
      + "Leeg als het project geen woningen noemt of er niemand voor komt.")
  static let losing = ProductColumn(
    "dwellings_without_other", .number, decimals: 1,
    title: Wording(en: "Of these without another", nl: "Daarvan zonder ander"),
    en: "Those of these that have no other building of the function within the way.",
    nl: "Woningen daarvan die geen ander gebouw met die functie binnen de loopafstand hebben.")
  static let minutes = ProductColumn(
    "minutes_more", .number, unit: "minutes", decimals: 1,
    title: Wording(en: "Further to the next", nl: "Verder naar het volgende"),
    en:
      "How many minutes further these dwellings go to the next one on the average; empty where there is no other.",
    nl:
      "Hoeveel minuten verder deze woningen gemiddeld zijn van het volgende; leeg als er geen ander is."
  )
  static let isOnly = ProductColumn(
    "only_one", .boolean, title: Wording(en: "The only one", nl: "Het enige"),
    en: "Whether no other building that is used has the function.",
    nl: "Of geen ander gebruikt gebouw die functie heeft.")
  static let meaning = ProductColumn(
    "meaning", .text, title: Wording(en: "For the neighbourhood", nl: "Voor de buurt"),
    en: "What the neighbourhood would miss without it, by the thresholds of the catalogue.",
    nl: "Wat de buurt zonder dit gebouw mist, volgens de grenzen van de catalogus."
  ).coded([
    "much": Wording(en: "means much", nl: "betekent veel"),
    "little": Wording(en: "means little", nl: "betekent weinig"),
    "nothing": Wording(en: "nobody uses it", nl: "niemand gebruikt het"), "unknown": unknown,
  ])
  static let policy = ProductColumn(
    "policy", .text, title: Wording(en: "Policy that follows", nl: "Beleid dat volgt"),
    en: "What the rules of the catalogue say. A proposal: nothing is decided.",
    nl: "Wat de regels van de catalogus zeggen. Een voorstel: er is niets besloten."
  ).coded([
    "consolidate": Wording(en: "consolidate", nl: "consolideren"),
    "invest": Wording(en: "invest", nl: "investeren"),
    "divest": Wording(en: "divest", nl: "afstoten"), "unknown": unknown,
  ])
  static let steering = ProductColumn(
    "steering", .text, title: Wording(en: "Steering", nl: "Sturing"),
    en: "Whether that is waiting or acting; empty where the policy is unknown.",
    nl: "Of dat afwachten of handelen is; leeg als het beleid onbekend is."
  ).coded([
    "passive": Wording(en: "passive", nl: "passief"), "active": Wording(en: "active", nl: "actief"),
  ])
  static let ground = ProductColumn(
    "by", .text, title: Wording(en: "Steered by", nl: "Gestuurd op"),
    en: "What it is steered by; empty where the policy is unknown.",
    nl: "Waarop het gestuurd is; leeg als het beleid onbekend is."
  ).coded([
    "portfolio": Wording(en: "own portfolio", nl: "eigen portefeuille"),
    "meaning": Wording(
      en: "meaning for the neighbourhood", nl: "betekenis voor de buurt"),
  ])
  static let reasonEnglish = ProductColumn(
    "reason_en", .text, title: Wording(en: "Why", nl: "Waarom (Engels)"),
    en: "Why, or what is to be known first, in English.",
    nl: "Waarom, of wat eerst bekend moet zijn, in het Engels.")
  static let reasonDutch = ProductColumn(
    "reason_nl", .text, title: Wording(en: "Why (Dutch)", nl: "Waarom"),
    en: "The same in Dutch.", nl: "Hetzelfde in het Nederlands.")
  static let host = ProductColumn(
    "users_into", .text, title: Wording(en: "Users could go into", nl: "Gebruikers kunnen naar"),
    en: "Id of the building that its users move into by the plan of combinations; empty for none.",
    nl:
      "Nummer van het gebouw waar de gebruikers volgens combinations heen gaan; leeg als dat er niet is."
  )

  private static let unknown = Wording(en: "unknown", nl: "onbekend")

  static let all = [
    BuildingColumn.id, BuildingColumn.name, BuildingColumn.neighbourhood,
    BuildingColumn.neighbourhoodName, BuildingColumn.functions, BuildingColumn.owner,
    BuildingColumn.ownerKind, BuildingColumn.floorArea, BuildingColumn.cost, costPerM2, portfolio,
    poor, open, lacksLeast, lacksMost, dwellings, losing, minutes, isOnly, meaning, policy,
    steering, ground, reasonEnglish, reasonDutch, host,
  ]
}

/// Columns of `portfolio`.
enum PortfolioColumn {
  static let count = ProductColumn(
    "buildings", .integer, title: Wording(en: "Buildings", nl: "Gebouwen"),
    en: "Number of buildings.", nl: "Aantal gebouwen.")
  static let floorArea = ProductColumn.area(
    "floor_area_m2", title: Wording(en: "Floor area", nl: "Vloeroppervlak"),
    en: "Floor area of these together.", nl: "Vloeroppervlak daarvan samen.")
  static let cost = ProductColumn.euros(
    "known_cost_per_year_eur",
    title: Wording(en: "Known cost a year", nl: "Bekende kosten per jaar"),
    en: "What those cost a year together of which it is known, as the source says.",
    nl: "Wat de gebouwen waarvan het bekend is samen per jaar kosten, volgens de bron.")
  static let costUnknown = ProductColumn(
    "cost_unknown", .integer, title: Wording(en: "Cost unknown", nl: "Kosten onbekend"),
    en: "Buildings of which the cost is not known.", nl: "Gebouwen waarvan de kosten onbekend zijn."
  )

  static let all = [
    BuildingColumn.ownerKind, BuildingColumn.owner, SocialColumn.portfolio, SocialColumn.meaning,
    SocialColumn.policy, SocialColumn.steering, SocialColumn.ground, count, floorArea, cost,
    costUnknown,
  ]
}

/// Columns of `combinations`.
enum CombinationColumn {
  static let host = ProductColumn(
    "host", .text, title: Wording(en: "Into", nl: "Naar"),
    en: "Id of the building that its users move into.",
    nl: "Nummer van het gebouw waar de gebruikers heen gaan.")
  static let hostName = ProductColumn(
    "host_name", .text, title: Wording(en: "Name of that", nl: "Naam daarvan"),
    en: "What people call that building.", nl: "Hoe dat gebouw heet.")
  static let how = ProductColumn(
    "how", .text, title: Wording(en: "How", nl: "Hoe"),
    en: "Whether they use its rooms at other hours, or get vacant rooms of their own.",
    nl: "Of zij de ruimtes op andere uren gebruiken of eigen lege ruimtes krijgen."
  ).coded([
    "hours": Wording(en: "at other hours", nl: "op andere uren"),
    "beside": Wording(en: "in vacant rooms", nl: "in lege ruimtes"),
  ])
  static let distance = ProductColumn(
    "distance_m", .number, unit: "m", decimals: 0, title: Wording(en: "Distance", nl: "Afstand"),
    en: "Distance in a straight line between the two.", nl: "Afstand hemelsbreed tussen de twee.")
  static let area = ProductColumn.area(
    "moves_m2", title: Wording(en: "Moves", nl: "Verhuist"),
    en: "Floor area that its users have in use now.",
    nl: "Vloeroppervlak dat de gebruikers nu in gebruik hebben.")
  static let hours = ProductColumn(
    "moves_hours_per_week", .number, unit: "hours", decimals: 1,
    title: Wording(en: "Moves a week", nl: "Verhuist per week"),
    en: "Hours a week that they use it.", nl: "Uren per week dat zij het gebruiken.")
  static let freed = ProductColumn.area(
    "comes_free_m2", title: Wording(en: "Would come free", nl: "Zou vrijkomen"),
    en: "Floor area of the building that comes free.",
    nl: "Vloeroppervlak van het gebouw dat vrijkomt.")
  static let follows = ProductColumn.euros(
    "follows_per_year_eur",
    title: Wording(en: "Follows the users a year", nl: "Gaat mee per jaar"),
    en:
      "Part of that which follows its users: what the host's owner pays more a year. By the catalogue.",
    nl:
      "Deel daarvan dat meegaat met de gebruikers: wat de eigenaar van het andere gebouw per jaar meer betaalt. Volgens de catalogus."
  )
  static let saved = ProductColumn.euros(
    "saved_per_year_eur", title: Wording(en: "Saved a year", nl: "Bespaard per jaar"),
    en:
      "Cash that is saved a year once the building is disposed of: its cost less what follows its users. What it takes once "
      + "is not in it, nor what a sale brings.",
    nl:
      "Geld dat per jaar bespaard is zodra het gebouw is afgestoten: de kosten min wat meegaat met de gebruikers. Wat het "
      + "eenmalig kost zit er niet in, en wat verkoop opbrengt ook niet.")
  static let once = ProductColumn.euros(
    "once_eur", title: Wording(en: "Takes once", nl: "Kost eenmalig"),
    en: "What it takes once to adapt the other building, by the catalogue: an estimate.",
    nl:
      "Wat het eenmalig kost om het andere gebouw aan te passen, volgens de catalogus: een schatting."
  )
  static let agree = ProductColumn(
    "must_agree", .text, title: Wording(en: "Must agree", nl: "Moeten het eens zijn"),
    en: "Owners who must agree, with semicolons between them; its users besides.",
    nl: "Eigenaren die het eens moeten zijn, met puntkomma's ertussen; en de gebruikers.")
  static let isProven = ProductColumn(
    "plan_is_best", .boolean, title: Wording(en: "Proven best", nl: "Bewezen het best"),
    en: "Whether no other plan is worth more; the same for all rows.",
    nl: "Of geen ander plan meer waard is; gelijk voor alle rijen.")

  static let all = [
    BuildingColumn.id, BuildingColumn.name, BuildingColumn.neighbourhood,
    BuildingColumn.neighbourhoodName, BuildingColumn.functions, BuildingColumn.owner, host,
    hostName, how, distance, area, hours, freed, BuildingColumn.cost, follows, saved, once, agree,
    isProven,
  ]
}

extension ProductTable {
  /// What social real estate means for neighbourhood and owner, and which policy follows.
  public static let socialBuildings = ProductTable(
    buildings: "social_buildings", SocialColumn.all, formats: [.geoJSON, .geoPackage, .csv],
    startsWithID: true, title: Wording(en: "Social real estate", nl: "Maatschappelijk vastgoed"),
    en:
      "What each building of municipality, schools and associations means for its neighbourhood and its owner, and which "
      + "policy follows by the catalogue; a point in the middle of each. A proposal.",
    nl:
      "Wat elk gebouw van gemeente, scholen en corporaties betekent voor de buurt en de eigenaar, en welk beleid volgens de "
      + "catalogus volgt; een punt in het midden van elk. Een voorstel."
  ) { try socialTable($0, $1) }

  /// The buildings by owner, portfolio and meaning.
  public static let portfolio = ProductTable(
    buildings: "portfolio", PortfolioColumn.all,
    title: Wording(en: "Portfolio and meaning", nl: "Portefeuille en betekenis"),
    en: "Social real estate by owner, own portfolio and meaning, with how it is steered.",
    nl: "Maatschappelijk vastgoed per eigenaar, portefeuille en betekenis, met hoe het gestuurd is."
  ) { try portfolioTable($0, $1) }

  /// Which buildings could be emptied.
  public static let combinations = ProductTable(
    buildings: "combinations", CombinationColumn.all,
    title: Wording(en: "Functions put together", nl: "Functies samen"),
    en:
      "Buildings that could be emptied by putting functions together in fewer: the plan that saves most, and who must agree. A "
      + "proposal.",
    nl:
      "Gebouwen die leeg kunnen door functies samen te brengen in minder gebouwen: het plan dat het meest bespaart, en wie het "
      + "eens moeten zijn. Een voorstel."
  ) { try combinationTable($0, $1) }
}

private func socialTable(
  _ answer: BuildingsAnswer, _ request: ProductTable.Request
) throws -> VectorTable? {
  let (stock, social) = (answer.stock, answer.social)
  guard !social.buildings.isEmpty else { return nil }
  let texts = SocialTexts(answer)
  let hosts = Dictionary(
    uniqueKeysWithValues: social.plan.combinations.map { ($0.building, $0.host) })
  @Sendable func building(_ row: Int) -> Int { social.buildings[row] }
  @Sendable func rule(_ row: Int) -> SocialCatalogue.Rule? {
    social.rules[row].map { social.catalogue.rules[$0] }
  }
  @Sendable func aspects(_ row: Int, _ answer: Bool?) -> String {
    social.portfolios[row].aspects.indices.filter { social.portfolios[row].aspects[$0] == answer }
      .map { social.catalogue.aspects[$0].key }.joined(separator: ";")
  }
  @Sendable func lacks(_ row: Int) -> ClosedRange<Double>? {
    if case .between(let range) = social.meanings[row].missed { range } else { nil }
  }
  var columns = ColumnList(rows: social.buildings.count)
  columns.addBuildings(stock, request.map, building)
  columns.text(BuildingColumn.functions) { stock.functionText(building($0)) }
  columns.text(BuildingColumn.owner) { stock.owners[building($0)] }
  columns.text(BuildingColumn.ownerKind) { stock.ownerKinds[building($0)] }
  columns.number(BuildingColumn.floorArea) { stock.floorAreas[building($0)] }
  columns.number(BuildingColumn.cost) { stock.costs[building($0)].known }
  columns.number(SocialColumn.costPerM2) {
    (stock.costs[building($0)] / stock.floorAreas[building($0)]).known
  }
  columns.text(SocialColumn.portfolio) { social.portfolios[$0].state.told }
  columns.text(SocialColumn.poor) { aspects($0, false) }
  columns.text(SocialColumn.open) { aspects($0, nil) }
  columns.number(SocialColumn.lacksLeast) { lacks($0)?.lowerBound }
  columns.number(SocialColumn.lacksMost) { lacks($0)?.upperBound }
  columns.number(SocialColumn.dwellings) { social.meanings[$0].way?.dwellings }
  columns.number(SocialColumn.losing) { social.meanings[$0].way?.losing }
  columns.number(SocialColumn.minutes) {
    social.meanings[$0].way?.metresMore.map { $0 / social.catalogue.metresPerMinute }
  }
  columns.boolean(SocialColumn.isOnly) { social.meanings[$0].way?.isOnly }
  columns.text(SocialColumn.meaning) { social.meanings[$0].state.told }
  columns.text(SocialColumn.policy) { (rule($0)?.policy).told }
  columns.text(SocialColumn.steering) { rule($0)?.steering.rawValue }
  columns.text(SocialColumn.ground) { rule($0)?.ground.rawValue }
  columns.text(SocialColumn.reasonEnglish) { texts.reason($0, .en) }
  columns.text(SocialColumn.reasonDutch) { texts.reason($0, .nl) }
  columns.text(SocialColumn.host) { hosts[building($0)].map { stock.ids[$0] } }
  return try columns.table(
    .socialBuildings, geometryKind: .multiPoint,
    geometry: RowGeometry(stock.points(of: social.buildings)), threads: request.threads)
}

private func portfolioTable(
  _ answer: BuildingsAnswer, _ request: ProductTable.Request
) throws -> VectorTable? {
  let (stock, social) = (answer.stock, answer.social)
  let cells = social.cells(stock)
  guard !cells.isEmpty else { return nil }
  @Sendable func rule(_ row: Int) -> SocialCatalogue.Rule? {
    cells[row].rule.map { social.catalogue.rules[$0] }
  }
  var columns = ColumnList(rows: cells.count)
  columns.text(BuildingColumn.ownerKind) { cells[$0].ownerKind }
  columns.text(BuildingColumn.owner) { cells[$0].owner }
  columns.text(SocialColumn.portfolio) { cells[$0].portfolio.told }
  columns.text(SocialColumn.meaning) { cells[$0].meaning.told }
  columns.text(SocialColumn.policy) { (rule($0)?.policy).told }
  columns.text(SocialColumn.steering) { rule($0)?.steering.rawValue }
  columns.text(SocialColumn.ground) { rule($0)?.ground.rawValue }
  columns.integer(PortfolioColumn.count) { cells[$0].buildings.count }
  columns.number(PortfolioColumn.floorArea) {
    cells[$0].buildings.reduce(0) { $0 + stock.floorAreas[$1] }
  }
  columns.number(PortfolioColumn.cost) { stock.knownCost(of: cells[$0].buildings) }
  columns.integer(PortfolioColumn.costUnknown) {
    cells[$0].buildings.count { stock.costs[$0].isNaN }
  }
  return try columns.table(.portfolio, threads: request.threads)
}

private func combinationTable(
  _ answer: BuildingsAnswer, _ request: ProductTable.Request
) throws -> VectorTable? {
  let (stock, plan) = (answer.stock, answer.social.plan)
  guard !answer.social.buildings.isEmpty else { return nil }
  let rows = plan.combinations
  var columns = ColumnList(rows: rows.count)
  columns.addBuildings(stock, request.map) { rows[$0].building }
  columns.text(BuildingColumn.functions) { stock.functionText(rows[$0].building) }
  columns.text(BuildingColumn.owner) { stock.owners[rows[$0].building] }
  columns.text(CombinationColumn.host) { stock.ids[rows[$0].host] }
  columns.text(CombinationColumn.hostName) { stock.names[rows[$0].host] }
  columns.text(CombinationColumn.how) { rows[$0].isBeside ? "beside" : "hours" }
  columns.number(CombinationColumn.distance) { rows[$0].distance }
  columns.number(CombinationColumn.area) { rows[$0].area }
  columns.number(CombinationColumn.hours) { rows[$0].hours }
  columns.number(CombinationColumn.freed) { stock.floorAreas[rows[$0].building] }
  columns.number(BuildingColumn.cost) { rows[$0].cost }
  columns.number(CombinationColumn.follows) { rows[$0].following }
  columns.number(CombinationColumn.saved) { rows[$0].saved }
  columns.number(CombinationColumn.once) { rows[$0].once }
  columns.text(CombinationColumn.agree) {
    stock.owners(of: rows[$0]).joined(separator: ";")
  }
  columns.boolean(CombinationColumn.isProven) { _ in plan.isProven }
  return try columns.table(.combinations, threads: request.threads)
}

extension Optional where Wrapped: RawRepresentable<String> {
  /// The word for it, and for what is not known.
  fileprivate var told: String { self?.rawValue ?? "unknown" }
}

extension BuildingStock {
  /// What buildings cost a year together of which that is known.
  package func knownCost(of buildings: [Int]) -> Double {
    buildings.reduce(0) { $0 + (costs[$1].known ?? 0) }
  }

  /// Who must agree to a combination: each owner once.
  package func owners(of combination: Combination) -> [String] {
    let (one, other) = (owners[combination.building], owners[combination.host])
    return one == other ? [one] : [one, other]
  }
}
