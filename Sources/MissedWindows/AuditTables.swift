import LayerIO
import OpportunityMap
import Tables

/// Columns of the tables of an audit; docs/audit.md lists them.
private enum Column {
  static let outcome = ProductColumn(
    "outcome", .text, title: Wording(en: "What became of it", nl: "Wat ervan kwam"),
    en:
      "together, not-done, not-shared, not-known, untold, impossible or kept-apart; see docs/audit.md.",
    nl:
      "together (samen gedaan), not-done (bekend en gedeeld, niet gedaan), not-shared (niet gedeeld), "
      + "not-known (niet bekend), untold (staat er niet), impossible (kon niet) of kept-apart (beter apart)."
  )
  static let pairs = ProductColumn(
    "pairs", .integer, title: Wording(en: "Pairs", nl: "Paren"),
    en: "Pairs of works on one place.", nl: "Paren van werken op één plek.")
  static let pairsSaving = ProductColumn(
    "pairs_saving", .integer, title: Wording(en: "Pairs with a saving", nl: "Paren met besparing"),
    en: "Pairs that a project would have held.", nl: "Paren die in een project hadden gepast.")
  static let cash = ProductColumn.euros(
    "cash_eur", title: Wording(en: "Cash", nl: "Geld"),
    en: "What doing them together saves in cash, set-up paid, at the price level of the project.",
    nl: "Wat samen doen in geld bespaart, opzetten betaald, op het prijspeil van het project.")
  static let bundle = ProductColumn(
    "case", .integer, title: Wording(en: "Case", nl: "Geval"),
    en: "Number of what would have been one project; empty where none would have saved.",
    nl: "Nummer van wat één project had kunnen zijn; leeg als er niets te besparen was.")
  static let works = ProductColumn(
    "works", .text, title: Wording(en: "Works", nl: "Werken"),
    en: "Ids of the works, with '; ' between them.", nl: "Id's van de werken, met '; ' ertussen.")
  static let street = ProductColumn(
    "street", .text, title: Wording(en: "Street", nl: "Straat"),
    en: "Street, or streets with ', ' between them.", nl: "Straat, of straten met ', ' ertussen.")
  static let neighbourhood = ProductColumn(
    "neighbourhood", .text, title: Wording(en: "Neighbourhood", nl: "Buurt"),
    en: "Neighbourhood of the second work; empty outside all.",
    nl: "Buurt van het tweede werk; leeg als het buiten alle buurten ligt.")
  static let first = ProductColumn(
    "first_work", .text, title: Wording(en: "First work", nl: "Eerste werk"),
    en: "Id of the work that opened the place first.", nl: "Id van het werk dat eerst kwam.")
  static let second = ProductColumn(
    "second_work", .text, title: Wording(en: "Second work", nl: "Tweede werk"),
    en: "Id of the work that opened it again.", nl: "Id van het werk dat de plek weer opende.")
  static let firstKind = ProductColumn(
    "first_kind", .text, title: Wording(en: "Kind of the first", nl: "Soort eerste"),
    en: "Type of asset and measure of the first.", nl: "Soort object en maatregel van het eerste.")
  static let secondKind = ProductColumn(
    "second_kind", .text, title: Wording(en: "Kind of the second", nl: "Soort tweede"),
    en: "Type of asset and measure of the second.", nl: "Soort object en maatregel van het tweede.")
  static let firstParty = ProductColumn(
    "first_party", .text, title: Wording(en: "Party of the first", nl: "Partij eerste"),
    en: "Who did the first.", nl: "Wie het eerste deed.")
  static let secondParty = ProductColumn(
    "second_party", .text, title: Wording(en: "Party of the second", nl: "Partij tweede"),
    en: "Who did the second.", nl: "Wie het tweede deed.")
  static let firstYear = ProductColumn(
    "first_year", .integer, unit: "year",
    title: Wording(en: "Year of the first", nl: "Jaar eerste"),
    en: "Year in which the first was done or is due.",
    nl: "Jaar waarin het eerste gedaan is of aan de beurt is.")
  static let secondYear = ProductColumn(
    "second_year", .integer, unit: "year",
    title: Wording(en: "Year of the second", nl: "Jaar tweede"),
    en: "Year in which the second was done or is due.",
    nl: "Jaar waarin het tweede gedaan is of aan de beurt is.")
  static let ruleYears = ProductColumn(
    "rule_years", .integer, unit: "years", title: Wording(en: "Rule", nl: "Regel"),
    en: "Years that the rule forbids opening the place after the first.",
    nl: "Jaren dat de plek na het eerste werk dicht moet blijven volgens de regel.")
  static let shared = ProductColumn.area(
    "shared_area_m2", title: Wording(en: "Shared ground", nl: "Gedeelde grond"),
    en: "Ground that both lie on.", nl: "Grond waar beide liggen.")
  static let bestYear = ProductColumn(
    "best_year", .integer, unit: "year", title: Wording(en: "Best year", nl: "Beste jaar"),
    en: "Year that would have suited the works best, windows aside.",
    nl: "Jaar dat de werken het best had gepast, los van vensters.")
  static let possible = ProductColumn.euros(
    "possible_eur", title: Wording(en: "Possible", nl: "Mogelijk"),
    en: "All that was possible in cash: the sum of the columns by outcome.",
    nl: "Alles wat in geld mogelijk was: de som van de kolommen per uitkomst.")
  static let byOutcome = ProductColumn.euros(
    "<outcome>_eur", title: Wording(en: "Cash, %1", nl: "Geld, %1"),
    en: "Of that, what is counted under the outcome.", nl: "Daarvan wat onder de uitkomst telt.")
  static let nuisance = ProductColumn.euros(
    "nuisance_valued_eur", title: Wording(en: "Nuisance (valued)", nl: "Hinder (gewaardeerd)"),
    en: "Nuisance that the public would have been spared, valued; nobody is paid it.",
    nl: "Hinder die bewoners bespaard was gebleven, gewaardeerd; niemand ontvangt dit.")
  static let moving = ProductColumn.euros(
    "moving_valued_eur", title: Wording(en: "Moving (valued)", nl: "Schuiven (gewaardeerd)"),
    en: "Price of doing the works in the best year instead of their own, valued; nobody pays it.",
    nl:
      "Prijs van de werken in het beste jaar in plaats van hun eigen, gewaardeerd; niemand betaalt dit."
  )
  static let challenged = ProductColumn.area(
    "<theme>_area_m2", title: Wording(en: "%1", nl: "%1"),
    en: "Shared ground with the challenge <theme>, which one dig could have served.",
    nl: "Gedeelde grond met de opgave <theme>, die in één keer had kunnen meeliften.")
  static let work = ProductColumn(
    "work", .text, title: Wording(en: "Work", nl: "Werk"), en: "Id of the work.",
    nl: "Id van het werk.")
  static let source = ProductColumn(
    "source", .text, title: Wording(en: "Source", nl: "Bron"), en: "Source that it stands in.",
    nl: "Bron waar het in staat.")
  static let feature = ProductColumn(
    "feature", .integer, title: Wording(en: "Feature", nl: "Nummer"),
    en: "Position in the source, counted from 1.", nl: "Plaats in de bron, vanaf 1.")
  static let reason = ProductColumn(
    "reason", .text, title: Wording(en: "Reason", nl: "Reden"),
    en: "unusable, no-year, other-years, not-opened or exempt.",
    nl:
      "unusable (niet bruikbaar), no-year (geen jaar), other-years (andere jaren), not-opened (straat niet "
      + "open) of exempt (regel geldt niet).")
  static let detail = ProductColumn(
    "detail", .text, title: Wording(en: "Detail", nl: "Toelichting"), en: "What is wrong.",
    nl: "Wat er aan de hand is.")
  static let firstPlanned = ProductColumn(
    "first_planned", .integer, unit: "year",
    title: Wording(en: "Planned year of the first", nl: "Gepland jaar eerste"),
    en: "Year in which the plan does the first; empty where it does not.",
    nl: "Jaar waarin het plan het eerste doet; leeg als het niet gebeurt.")
  static let secondPlanned = ProductColumn(
    "second_planned", .integer, unit: "year",
    title: Wording(en: "Planned year of the second", nl: "Gepland jaar tweede"),
    en: "Year in which the plan does the second; empty where it does not.",
    nl: "Jaar waarin het plan het tweede doet; leeg als het niet gebeurt.")
  static let plan = ProductColumn(
    "plan", .text, title: Wording(en: "What the plan does", nl: "Wat het plan doet"),
    en: "together, same-year, far-apart, undone or again.",
    nl:
      "together (één project), same-year (zelfde jaar, apart), far-apart (ver genoeg uit elkaar), undone (niet "
      + "gedaan) of again (nog eens open).")
}

extension Audit {
  /// The tables of an audit by the names of their files, those of what lies ahead where it was looked at.
  func tables(_ language: Language) throws -> [(String, VectorTable)] {
    var tables = [
      ("audit_summary.csv", try summaryTable()), ("audit_pairs.csv", try pairTable()),
      ("audit_cases.csv", try caseTable(language)),
      ("audit_left_out.csv", try leftOutTable(language)),
    ]
    if let ahead { tables.append((aheadFile, try aheadTable(ahead))) }
    return tables
  }

  private func summaryTable() throws -> VectorTable {
    let outcomes = ChanceOutcome.allCases
    var columns = ColumnList(rows: outcomes.count)
    columns.text(Column.outcome) { outcomes[$0].key }
    columns.integer(Column.pairs) { pairs(outcomes[$0]).count }
    columns.integer(Column.pairsSaving) { pairs(outcomes[$0]).count(where: saves) }
    columns.number(Column.cash) { Double(cents(outcomes[$0])) / 100 }
    return try columns.table(named: "audit_summary", threads: 1).amounts(in: currency)
  }

  private func pairTable() throws -> VectorTable {
    let works = works
    let (firsts, seconds) = (
      pairs.map { works[Int($0.first)] }, pairs.map { works[Int($0.second)] }
    )
    var columns = ColumnList(rows: pairs.count)
    columns.text(Column.first) { firsts[$0].id }
    columns.text(Column.second) { seconds[$0].id }
    columns.text(Column.outcome) { pairs[$0].outcome.key }
    columns.integer(Column.bundle) { pairs[$0].bundle.map { $0 + 1 } }
    columns.text(Column.street) { seconds[$0].street }
    columns.text(Column.neighbourhood) { name(ofNeighbourhood: seconds[$0].neighbourhood) }
    columns.text(Column.firstKind) { "\(firsts[$0].assetType) \(firsts[$0].measure)" }
    columns.text(Column.secondKind) { "\(seconds[$0].assetType) \(seconds[$0].measure)" }
    columns.text(Column.firstParty) { firsts[$0].party }
    columns.text(Column.secondParty) { seconds[$0].party }
    columns.integer(Column.firstYear) { firsts[$0].told.done }
    columns.integer(Column.secondYear) { seconds[$0].told.done }
    columns.integer(Column.ruleYears) { pairs[$0].ruleYears }
    columns.number(Column.shared) { pairs[$0].area }
    return try columns.table(named: "audit_pairs", threads: 1)
  }

  private func name(ofNeighbourhood index: Int?) -> String? {
    index.map { neighbourhoods[$0].name }
  }

  private func caseTable(_ language: Language) throws -> VectorTable {
    let words = AuditWords(audit: self, language: language)
    let bundles = bundles
    var columns = ColumnList(rows: bundles.count)
    columns.integer(Column.bundle) { $0 + 1 }
    columns.text(Column.works) {
      bundles[$0].bundle.works.map { works[Int($0)].id }.joined(separator: "; ")
    }
    columns.text(Column.street) { words.streets(bundles[$0].bundle.works) }
    columns.integer(Column.bestYear) { bundles[$0].bundle.year }
    columns.number(Column.possible) { Double(bundles[$0].bundle.possible) / 100 }
    for outcome in ChanceOutcome.paying {
      let key = ColumnKey(
        outcome.key.replacing("-", with: "_"),
        title: Wording(
          en: AuditWords(audit: self, language: .en).title(outcome),
          nl: AuditWords(audit: self, language: .nl).title(outcome)))
      columns.number(Column.byOutcome, for: key) {
        Double(bundles[$0].bundle.cents[outcome.rawValue]) / 100
      }
    }
    columns.number(Column.nuisance) { bundles[$0].bundle.nuisance }
    columns.number(Column.moving) { bundles[$0].bundle.moving }
    columns.number(Column.shared) { bundles[$0].sharedArea }
    for (index, key) in columnKeys(themes.map(\.key)).enumerated() {
      let title = Wording(
        en: Language.en.themeName(themes[index]), nl: Language.nl.themeName(themes[index]))
      columns.number(Column.challenged, for: ColumnKey(key, title: title)) {
        bundles[$0].challenged[index]
      }
    }
    return try columns.table(named: "audit_cases", threads: 1).amounts(in: currency)
  }

  private func leftOutTable(_ language: Language) throws -> VectorTable {
    let works = leftOut
    var columns = ColumnList(rows: works.count)
    columns.text(Column.work) { works[$0].id.isEmpty ? nil : works[$0].id }
    columns.text(Column.source) { works[$0].source }
    columns.integer(Column.feature) { works[$0].feature }
    columns.text(Column.reason) { works[$0].reason.rawValue }
    columns.text(Column.detail) { language.text(works[$0].detail) }
    return try columns.table(named: "audit_left_out", threads: 1)
  }

  private func aheadTable(_ ahead: LookAhead) throws -> VectorTable {
    let pairs = ahead.pairs
    var columns = ColumnList(rows: pairs.count)
    columns.text(Column.first) { pairs[$0].works[0] }
    columns.text(Column.second) { pairs[$0].works[1] }
    columns.text(Column.plan) { pairs[$0].plan.rawValue }
    columns.text(Column.outcome) { pairs[$0].outcome.key }
    columns.text(Column.street) { pairs[$0].street }
    columns.text(Column.neighbourhood) { name(ofNeighbourhood: pairs[$0].neighbourhood) }
    columns.text(Column.firstKind) { pairs[$0].kinds[0].joined(separator: " ") }
    columns.text(Column.secondKind) { pairs[$0].kinds[1].joined(separator: " ") }
    columns.integer(Column.firstYear) { pairs[$0].due[0] }
    columns.integer(Column.secondYear) { pairs[$0].due[1] }
    columns.integer(Column.firstPlanned) { pairs[$0].planned[0] }
    columns.integer(Column.secondPlanned) { pairs[$0].planned[1] }
    columns.integer(Column.ruleYears) { pairs[$0].ruleYears }
    columns.number(Column.shared) { pairs[$0].area }
    return try columns.table(named: "audit_ahead", threads: 1)
  }
}
