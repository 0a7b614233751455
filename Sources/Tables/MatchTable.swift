import Buildings
import LayerIO
import OpportunityMap

/// Columns of `matches`.
enum MatchColumn {
  static let initiative = ProductColumn(
    "initiative", .text, title: Wording(en: "Initiative", nl: "Initiatief"),
    en: "Id of the initiative.", nl: "Nummer van het initiatief.")
  static let initiativeName = ProductColumn(
    "initiative_name", .text, title: Wording(en: "Who looks for room", nl: "Wie ruimte zoekt"),
    en: "What people call it.", nl: "Hoe het heet.")
  static let standing = ProductColumn(
    "standing", .text, title: Wording(en: "Standing", nl: "Stand"),
    en:
      "What becomes of the pair: part of the best division, possible, or one change away. Nothing is agreed.",
    nl:
      "Wat er met het paar gebeurt: deel van de beste verdeling, mogelijk, of één verandering ervandaan. Er is niets "
      + "afgesproken."
  ).coded([
    "matched": Wording(en: "in the best division", nl: "in de beste verdeling"),
    "possible": Wording(en: "possible", nl: "mogelijk"),
    "near": Wording(en: "one change away", nl: "één verandering ervandaan"),
  ])
  static let building = ProductColumn(
    "building", .text, title: Wording(en: "Building", nl: "Gebouw"),
    en: "Id of the building; empty where no place is possible or one change away.",
    nl: "Nummer van het gebouw; leeg als er geen plek mogelijk is of er één verandering vandaan is."
  )
  static let buildingName = ProductColumn(
    "building_name", .text, title: Wording(en: "Place", nl: "Plek"),
    en: "What people call the building.", nl: "Hoe het gebouw heet.")
  static let area = ProductColumn.area(
    "area_m2", title: Wording(en: "Would take", nl: "Zou innemen"),
    en: "Vacant floor area that it would take: as much as it asks at most, as far as there is.",
    nl: "Leeg vloeroppervlak dat het zou innemen: wat het hoogstens vraagt, zover dat er is.")
  static let distance = ProductColumn(
    "distance_m", .number, unit: "m", decimals: 0, title: Wording(en: "Distance", nl: "Afstand"),
    en: "Distance in a straight line from where it is now.",
    nl: "Afstand hemelsbreed van waar het nu is.")
  static let cost = ProductColumn.euros(
    "cost_per_year_eur", title: Wording(en: "Cost a year", nl: "Kosten per jaar"),
    en: "What the building costs a year for that floor area; empty where that is unknown.",
    nl: "Wat het gebouw per jaar kost voor dat oppervlak; leeg als dat onbekend is.")
  static let value = ProductColumn(
    "value", .number, decimals: 1, title: Wording(en: "Value", nl: "Waarde"),
    en:
      "What the pair counts for in the division, 100 to 200: 50 for the part of the most that is asked, 50 for "
      + "being near; empty where it is not possible.",
    nl:
      "Waarvoor het paar telt in de verdeling, 100 tot 200: 50 voor het deel van wat hoogstens gevraagd is, 50 voor "
      + "nabijheid; leeg als het niet mogelijk is.")
  static let reasonEnglish = ProductColumn(
    "reason_en", .text, title: Wording(en: "Why", nl: "Waarom (Engels)"),
    en: "Why, why not, or the one change that would make it possible, in English.",
    nl: "Waarom wel, waarom niet, of de ene verandering die het mogelijk maakt, in het Engels.")
  static let reasonDutch = ProductColumn(
    "reason_nl", .text, title: Wording(en: "Why (Dutch)", nl: "Waarom"),
    en: "The same in Dutch.", nl: "Hetzelfde in het Nederlands.")

  static let all = [
    initiative, initiativeName, standing, building, buildingName, area, distance, cost, value,
    reasonEnglish, reasonDutch,
  ]
}

extension ProductTable {
  /// Who looks for room, and which places they could have.
  public static let matches = ProductTable(
    buildings: "matches", MatchColumn.all,
    title: Wording(en: "Room for initiatives", nl: "Ruimte voor initiatieven"),
    en:
      "Who looks for room and which vacant places fit: the best division, what else is possible, and why not.",
    nl:
      "Wie ruimte zoekt en welke lege plekken passen: de beste verdeling, wat nog kan, en waarom niet."
  ) { try matchTable($0, $1) }
}

private func matchTable(
  _ answer: BuildingsAnswer, _ request: ProductTable.Request
) throws -> VectorTable? {
  let (stock, initiatives) = (answer.stock, answer.initiatives)
  guard initiatives.count > 0 else { return nil }
  let texts = MatchTexts(answer, in: request.map.currency)
  let rows = (0..<initiatives.count).flatMap { initiative -> [(Int, Match?)] in
    let own = answer.matching.matches(of: initiative)
    return own.isEmpty ? [(initiative, nil)] : own.map { (initiative, $0) }
  }
  var columns = ColumnList(rows: rows.count)
  columns.text(MatchColumn.initiative) { initiatives.ids[rows[$0].0] }
  columns.text(MatchColumn.initiativeName) { initiatives.names[rows[$0].0] }
  columns.text(MatchColumn.standing) { rows[$0].1?.standing.rawValue }
  columns.text(MatchColumn.building) { rows[$0].1.map { stock.ids[$0.building] } }
  columns.text(MatchColumn.buildingName) { rows[$0].1.map { stock.names[$0.building] } }
  columns.number(MatchColumn.area) { rows[$0].1?.area }
  columns.number(MatchColumn.distance) { rows[$0].1?.distance }
  columns.number(MatchColumn.cost) { rows[$0].1?.cost }
  columns.number(MatchColumn.value) { row in
    rows[row].1.flatMap { $0.obstacle == nil ? $0.value : nil }
  }
  columns.text(MatchColumn.reasonEnglish) { texts.reason(rows[$0].1, .en) }
  columns.text(MatchColumn.reasonDutch) { texts.reason(rows[$0].1, .nl) }
  return try columns.table(.matches, threads: request.threads)
}

/// Why an initiative gets a place or not, in words.
package struct MatchTexts: Sendable {
  private let answer: BuildingsAnswer
  private let currency: CurrencyCode
  /// The initiatives that get a building, by building.
  private let takers: [Int: [Int]]

  /// Words for an answer, with amounts in a currency.
  package init(_ answer: BuildingsAnswer, in currency: CurrencyCode) {
    (self.answer, self.currency) = (answer, currency)
    let matched = answer.matching.matches.filter { $0.standing == .matched }
    takers = Dictionary(grouping: matched, by: \.building).mapValues { $0.map(\.initiative) }
  }

  /// The reason of a pair, or of none.
  package func reason(_ match: Match?, _ language: Language) -> String {
    guard let match else {
      return language.text(
        Wording(
          en: "No vacant place fits, and none is one change away.",
          nl: "Geen lege plek past, en geen is er één verandering vandaan."))
    }
    let text =
      switch match.standing {
      case .matched: matched(match, language)
      case .possible: possible(match, language)
      case .near: near(match, language)
      }
    guard !match.unknown.isEmpty else { return text }
    let names = match.unknown.joined(separator: ", ")
    return text
      + language.text(
        Wording(en: " Not known, so ask: \(names).", nl: " Onbekend, dus vraag na: \(names)."))
  }

  private func matched(_ match: Match, _ language: Language) -> String {
    let others = (takers[match.building] ?? []).filter { $0 != match.initiative }
      .map { answer.initiatives.names[$0] }
    let base = Wording(
      en: "It fits, and the best division gives it this place",
      nl: "Het past, en in de beste verdeling krijgt het deze plek")
    guard !others.isEmpty else { return language.text(base) + "." }
    let names = others.joined(separator: ", ")
    return language.text(base)
      + language.text(Wording(en: ", together with \(names).", nl: ", samen met \(names)."))
  }

  private func possible(_ match: Match, _ language: Language) -> String {
    let names = (takers[match.building] ?? []).map { answer.initiatives.names[$0] }
    guard !names.isEmpty else {
      return language.text(
        Wording(
          en: "It fits, but is worth less than what the division gives.",
          nl: "Het past, maar is minder waard dan wat de verdeling geeft."))
    }
    let list = names.joined(separator: ", ")
    return language.text(
      Wording(
        en: "It fits; in the best division this place goes to \(list).",
        nl: "Het past; in de beste verdeling gaat deze plek naar \(list)."))
  }

  private func near(_ match: Match, _ language: Language) -> String {
    func number(_ value: Double) -> String { language.number(value.rounded(.up)) }
    func money(_ value: Double) -> String { language.amount(value.rounded(.up), in: currency) }
    let change: Wording =
      switch match.obstacle {
      case .tooSmall(let area):
        Wording(
          en: "Possible if \(number(area)) m² less would do.",
          nl: "Mogelijk als \(number(area)) m² minder ook goed is.")
      case .tooFar(let metres):
        Wording(
          en: "Possible if it would go \(number(metres)) m further.",
          nl: "Mogelijk als het \(number(metres)) m verder wil gaan.")
      case .tooDear(let amount):
        Wording(
          en:
            "Possible with \(money(amount)) a year more to spend, or with that much less rent.",
          nl:
            "Mogelijk met \(money(amount)) per jaar meer te besteden, of met zoveel minder huur.")
      case .tooShort(let years):
        Wording(
          en: "Possible if \(years) years less would do: the building's life ends then.",
          nl: "Mogelijk als \(years) jaar korter ook goed is: dan eindigt de levensduur.")
      case .lacks(let needs):
        Wording(
          en: "Possible if this is made: \(needs.joined(separator: ", ")).",
          nl: "Mogelijk als dit er komt: \(needs.joined(separator: ", ")).")
      case .stopped(let criterion):
        Wording(
          en: "Possible once this holds: \(answer.scan.catalogue.criteria[criterion].name.en).",
          nl: "Mogelijk zodra dit geldt: \(answer.scan.catalogue.criteria[criterion].name.nl).")
      case nil: Wording(en: "It fits.", nl: "Het past.")
      }
    return language.text(change)
  }
}
