import LayerIO
import OpportunityMap
import ProjectBundling
import ProjectFile

/// Columns of `couplings`.
enum CouplingColumn {
  static let coupling = ProductColumn(
    "coupling", .text, title: Wording(en: "Coupling key", nl: "Sleutel van de koppeling"),
    en: "Key of the coupling in the catalogue.",
    nl: "Sleutel van de koppeling in de catalogus.")
  static let name = ProductColumn(
    "name_<language>", .text, title: Wording(en: "Coupling", nl: "Koppeling"),
    en: "Its name.", nl: "De naam.")
  static let themes = ProductColumn(
    "themes", .text, title: Wording(en: "Themes", nl: "Thema's"),
    en: "Keys of the project's themes that it serves, joined by ;.",
    nl: "Sleutels van de thema's van het project waar het voor is, gescheiden door ;.")
  static let applies = ProductColumn(
    "applies", .text,
    title: Wording(en: "Suits the work", nl: "Past bij het werk"),
    en:
      "suits: all conditions hold; unsuited: one does not; unknown: one asks for what is not known.",
    nl:
      "suits: aan alle voorwaarden is voldaan; unsuited: aan een niet; unknown: een vraagt naar iets "
      + "dat niet bekend is."
  ).coded([
    "suits": Wording(en: "yes", nl: "ja"),
    "unsuited": Wording(en: "no", nl: "nee"),
    "unknown": Wording(en: "unknown", nl: "onbekend"),
  ])
  static let isChosen = ProductColumn(
    "chosen", .boolean, title: Wording(en: "Chosen", nl: "Gekozen"),
    en: "Whether the work is done with it.",
    nl: "Of het werk ermee wordt gedaan.")
  static let year = ProductColumn(
    "built_year", .integer, unit: "year", title: Wording(en: "Year built", nl: "Jaar van aanleg"),
    en: "Year in which it is built; empty where not chosen.",
    nl: "Jaar van aanleg; leeg als het niet gekozen is.")
  static let reason = ProductColumn(
    "reason", .text,
    title: Wording(en: "Reason, short", nl: "Reden, kort"),
    en:
      "chosen, or the first reason why not: unsuited, unknown, other-work (another work serves the "
      + "ground), no-cost, no-effect (none is valued), no-budget (who pays has none), costs-more, "
      + "work-undone, other-coupling, not-asked, no-money.",
    nl:
      "chosen (gekozen), of de eerste reden waarom niet: unsuited, unknown, other-work (een ander werk "
      + "doet de grond), no-cost, no-effect (niets gewaardeerd), no-budget (wie betaalt heeft er geen), "
      + "costs-more, work-undone, other-coupling, not-asked, no-money."
  ).coded([
    "chosen": Wording(en: "chosen", nl: "gekozen"),
    "unsuited": Wording(en: "does not suit", nl: "past niet"),
    "unknown": Wording(en: "something is unknown", nl: "er is iets onbekend"),
    "other-work": Wording(en: "another work serves it", nl: "een ander werk doet dit al"),
    "no-cost": Wording(en: "no cost is known", nl: "geen kosten bekend"),
    "no-effect": Wording(en: "no effect is valued", nl: "geen effect gewaardeerd"),
    "no-budget": Wording(en: "who pays has no budget", nl: "wie betaalt heeft geen budget"),
    "costs-more": Wording(en: "costs more than it brings", nl: "kost meer dan het oplevert"),
    "work-undone": Wording(en: "the work is not done", nl: "het werk gaat niet door"),
    "other-coupling": Wording(
      en: "another coupling was chosen", nl: "er is een andere koppeling gekozen"),
    "not-asked": Wording(en: "not asked for", nl: "niet gevraagd"),
    "no-money": Wording(en: "the budget has no room", nl: "geen ruimte in het budget"),
  ])
  static let words = ProductColumn(
    "reason_<language>", .text, title: Wording(en: "Reason", nl: "Reden"),
    en: "The same in words.", nl: "Hetzelfde in woorden.")
  static let overlap = ProductColumn.area(
    "overlap_m2",
    title: Wording(
      en: "Ground of the work with the challenge", nl: "Grond van het werk met de opgave"),
    en: "Ground of the work under the first of those themes, which it is built for.",
    nl: "Grond van het werk onder het eerste van die thema's, waar het voor wordt aangelegd.")
  static let ground = ProductColumn.area(
    "ground_m2",
    title: Wording(
      en: "Ground that only this work serves", nl: "Grond die alleen dit werk bedient"),
    en: "What of it no other work serves.",
    nl: "Wat daarvan geen ander werk al doet.")
  static let served = ProductColumn.area(
    "<theme>_served_m2", title: Wording(en: "%1: ground served", nl: "%1: geholpen grond"),
    en: "Ground under the theme that it serves.",
    nl: "Grond onder het thema waar het helpt.")
  static let amount = ProductColumn(
    "amount", .number, unit: "by unit", decimals: 3,
    title: Wording(en: "Amount", nl: "Hoeveelheid"),
    en: "Units that are built.",
    nl: "Eenheden die worden aangelegd.")
  static let unit = ProductColumn(
    "unit", .text, title: Wording(en: "Unit", nl: "Eenheid"),
    en: "m2, m, m3, piece or dwelling.", nl: "m2, m, m3, stuk of woning (dwelling)."
  ).coded([
    "m2": Wording(en: "m²", nl: "m²"),
    "m3": Wording(en: "m³", nl: "m³"),
    "piece": Wording(en: "piece", nl: "stuk"),
    "dwelling": Wording(en: "dwelling", nl: "woning"),
  ])
  static let cost = ProductColumn.euros(
    "extra_cost_<estimate>_eur",
    title: Wording(en: "Extra cost, %1", nl: "Extra kosten, %1"),
    en: "Extra cost, less what it spares of the work: low, mid and high.",
    nl: "Extra kosten, min wat het aan het werk uitspaart: laag, midden en hoog.")
  static let payer = ProductColumn(
    "payer", .text, title: Wording(en: "Payer", nl: "Wie betaalt"),
    en: "Who pays it.", nl: "Wie dat betaalt.")
  static let upkeep = ProductColumn.euros(
    "upkeep_<estimate>_eur",
    title: Wording(en: "Upkeep each year, %1", nl: "Onderhoud per jaar, %1"),
    en: "Change of upkeep each year, likewise.",
    nl: "Verandering van het onderhoud per jaar, evenzo.")
  static let benefit = ProductColumn.euros(
    "benefit_<estimate>_eur", title: Wording(en: "Benefit each year, %1", nl: "Baten per jaar, %1"),
    en: "What its effects bring each year, valued.",
    nl: "Wat de effecten per jaar opleveren, gewaardeerd.")
  static let once = ProductColumn.euros(
    "benefit_once_<estimate>_eur", title: Wording(en: "Benefit once, %1", nl: "Baten eenmalig, %1"),
    en: "What effects bring once, valued.",
    nl: "Wat effecten eenmalig opleveren, gewaardeerd.")
  static let life = ProductColumn(
    "life_years", .integer, unit: "years", title: Wording(en: "Life", nl: "Levensduur"),
    en: "Years that it lasts.", nl: "Jaren dat het meegaat.")
  static let present = ProductColumn.euros(
    "benefit_present_eur",
    title: Wording(en: "All benefits, in the year built", nl: "Alle baten, in het jaar van aanleg"),
    en: "All effects, brought back to the year in which it is built.",
    nl: "Alle effecten, teruggerekend naar het jaar van aanleg.")
  static let firstYearUpkeep = ProductColumn.euros(
    "first_year_upkeep_eur",
    title: Wording(en: "All upkeep, in the first year", nl: "Al het onderhoud, in het eerste jaar"),
    en: "Upkeep of what is chosen, over its life, brought back to the first year of the horizon.",
    nl:
      "Onderhoud van wat gekozen is, over de levensduur, teruggerekend naar het eerste jaar van de "
      + "horizon.")
  static let firstYearEffects = ProductColumn.euros(
    "first_year_benefit_eur",
    title: Wording(en: "All benefits, in the first year", nl: "Alle baten, in het eerste jaar"),
    en: "Its effects, brought back to that year.",
    nl: "De effecten daarvan, teruggerekend naar dat jaar.")
  static let net = ProductColumn.euros(
    "worth_eur",
    title: Wording(en: "Worth", nl: "Waarde"),
    en: "What choosing it is worth then: effects times weights, less extra cost and upkeep.",
    nl: "Wat kiezen dan waard is: effecten maal gewichten, min extra kosten en onderhoud.")
  static let beneficiary = ProductColumn(
    "beneficiaries", .text, title: Wording(en: "Who benefits", nl: "Wie er baat bij heeft"),
    en: "Keys of who benefits, joined by ;.",
    nl: "Sleutels van wie er baat bij heeft, gescheiden door ;.")
  static let check = ProductColumn(
    "check_<language>", .text,
    title: Wording(en: "To look at on the spot", nl: "Ter plekke nagaan"),
    en: "What somebody has to look at on the spot.",
    nl: "Wat iemand ter plekke moet nagaan.")
  static let marks = ProductColumn(
    "marks", .text,
    title: Wording(en: "How sure", nl: "Hoe zeker"),
    en: "How sure cost, upkeep, effects and the rest are: V read, Vd worked out, A assumption.",
    nl: "Hoe zeker kosten, onderhoud, effecten en de rest zijn: V gelezen, Vd afgeleid, A aanname.")
  static let source = ProductColumn(
    "source", .text, title: Wording(en: "Source", nl: "Bron"),
    en: "Where the cost comes from.", nl: "Waar de kosten vandaan komen.")

  static let all = [
    OpportunityColumn.work, OpportunityColumn.assetType, OpportunityColumn.measure,
    OpportunityColumn.street, OpportunityColumn.neighbourhood, OpportunityColumn.neighbourhoodName,
    coupling, name, themes, applies, isChosen, year, reason, words, overlap, ground, served, amount,
    unit, cost, payer, upkeep, benefit, once, life, present, firstYearUpkeep,
    firstYearEffects, net, beneficiary, check, marks, source,
  ]
}

extension ProductTable {
  /// What works can carry for challenges, and what they do.
  public static let couplings = ProductTable(
    projects: "couplings",
    CouplingColumn.all,
    title: Wording(en: "Couplings", nl: "Koppelingen"),
    en: "Which measures for challenges each work can carry, what is chosen, and why not.",
    nl: "Welke maatregelen voor opgaven elk werk kan meenemen, wat gekozen is en waarom niet."
  ) { projects, request in
    try projects.plan.couplings.map {
      try couplingTable(projects, $0, threads: request.threads)
    }
  }
}

/// What works can carry: a row for each work and coupling of its kind with a theme on its ground.
func couplingTable(
  _ input: CandidateInput, _ couplings: CouplingPlan, threads: Int
) throws -> VectorTable {
  var columns = ColumnList(rows: couplings.entries.count)
  columns.addPlaces(input, couplings)
  columns.addChoice(input, couplings)
  columns.addSizes(input, couplings)
  columns.addAmounts(input, couplings)
  columns.addSources(couplings)
  return try columns.table(.couplings, threads: threads)
}

extension ColumnList {
  fileprivate mutating func addPlaces(_ input: CandidateInput, _ couplings: CouplingPlan) {
    let (map, works) = (input.map, input.plan.bundling.problem.works)
    @Sendable func work(_ row: Int) -> Work {
      map.works[works[Int(couplings.entries[row].work)].work]
    }
    @Sendable func asset(_ row: Int) -> Asset { map.assets[work(row).asset] }
    @Sendable func neighbourhood(_ row: Int) -> Neighbourhood? {
      let index = Int(map.scores.neighbourhoods[work(row).asset])
      return index < 0 ? nil : map.neighbourhoods[index]
    }
    text(OpportunityColumn.work) { work($0).id }
    text(OpportunityColumn.assetType) { asset($0).type }
    text(OpportunityColumn.measure) { work($0).measure }
    text(OpportunityColumn.street) { asset($0).street }
    text(OpportunityColumn.neighbourhood) { neighbourhood($0)?.id }
    text(OpportunityColumn.neighbourhoodName) { neighbourhood($0)?.name }
    text(CouplingColumn.coupling) { couplings.coupling(of: $0).key }
    for language in Language.allCases {
      text(CouplingColumn.name, for: ColumnKey(language)) {
        input.name(ofCoupling: Int(couplings.entries[$0].coupling), language)
      }
    }
    text(CouplingColumn.themes) { row in
      couplings.finder.themes[Int(couplings.entries[row].coupling)].map {
        map.themes[$0.theme].key
      }.joined(separator: ";")
    }
  }

  fileprivate mutating func addChoice(_ input: CandidateInput, _ couplings: CouplingPlan) {
    let reasons = input.plan.couplingReasons
    text(CouplingColumn.applies) { couplings.entries[$0].verdict.outcome.rawValue }
    boolean(CouplingColumn.isChosen) { couplings.years[$0] != nil }
    integer(CouplingColumn.year) { couplings.years[$0] }
    text(CouplingColumn.reason) { reasons[$0].code }
    for language in Language.allCases {
      text(CouplingColumn.words, for: ColumnKey(language)) {
        input.words(reasons[$0], coupling: $0, language)
      }
    }
  }

  fileprivate mutating func addSizes(_ input: CandidateInput, _ couplings: CouplingPlan) {
    number(CouplingColumn.overlap) { couplings.entries[$0].overlap }
    number(CouplingColumn.ground) { couplings.entries[$0].ground }
    for (theme, key) in input.map.columnKeys.enumerated() {
      number(CouplingColumn.served, for: key) { row in
        let own = couplings.entries[row]
        guard own.verdict.outcome == .suits else { return nil }
        return zip(couplings.finder.themes[Int(own.coupling)], own.served)
          .first { $0.0.theme == theme }?.1
      }
    }
    number(CouplingColumn.amount) { couplings.entries[$0].amount }
    text(CouplingColumn.unit) { couplings.coupling(of: $0).unit.rawValue }
  }

  fileprivate mutating func addAmounts(_ input: CandidateInput, _ couplings: CouplingPlan) {
    addRange(CouplingColumn.cost) { couplings.entries[$0].cost }
    text(CouplingColumn.payer) { row in
      couplings.entries[row].payer.map { couplings.payers[$0] }
        ?? couplings.coupling(of: row).payer
    }
    addRange(CouplingColumn.upkeep) { couplings.entries[$0].upkeep }
    addRange(CouplingColumn.benefit) { couplings.benefit(of: $0, isOnce: false) }
    addRange(CouplingColumn.once) { couplings.benefit(of: $0, isOnce: true) }
    integer(CouplingColumn.life) {
      couplings.entries[$0].life > 0 ? couplings.entries[$0].life : nil
    }
    number(CouplingColumn.present) { row in
      couplings.entries[row].present.isEmpty ? nil : couplings.entries[row].presentEffects
    }
    number(CouplingColumn.firstYearUpkeep) { row in
      couplings.years[row] == nil ? nil : couplings.sums(of: [row]).upkeep
    }
    number(CouplingColumn.firstYearEffects) { row in
      couplings.years[row] == nil ? nil : couplings.sums(of: [row]).effects
    }
    number(CouplingColumn.net) {
      couplings.entries[$0].cost == nil ? nil : couplings.entries[$0].net
    }
  }

  private mutating func addRange(
    _ column: ProductColumn, _ range: @escaping @Sendable (Int) -> Range3<Double>?
  ) {
    number(column, for: .low) { range($0)?.low }
    number(column, for: .mid) { range($0)?.mid }
    number(column, for: .high) { range($0)?.high }
  }

  fileprivate mutating func addSources(_ couplings: CouplingPlan) {
    let effects = couplings.finder.catalogue.effects
    text(CouplingColumn.beneficiary) { row in
      let actors = couplings.coupling(of: row).effects.map { effects[$0.effect].actor }
      return Set(actors).sorted().joined(separator: ";")
    }
    for language in Language.allCases {
      text(CouplingColumn.check, for: ColumnKey(language)) {
        couplings.coupling(of: $0).check[language.rawValue]
      }
    }
    text(CouplingColumn.marks) { row in
      let coupling = couplings.coupling(of: row)
      let marks =
        [
          coupling.cost.map { "cost \($0.mark.rawValue)" },
          coupling.upkeep.map { "upkeep \($0.mark.rawValue)" },
        ] + coupling.effects.map { "effect \(effects[$0.effect].gets.mark.rawValue)" }
        + ["size \(coupling.mark.rawValue)"]
      return marks.compactMap(\.self).joined(separator: ", ")
    }
    text(CouplingColumn.source) {
      couplings.coupling(of: $0).cost?.source ?? couplings.coupling(of: $0).source
    }
  }
}

extension CouplingPlan {
  /// What the effects of an entry bring each year, or once; nil where there are none of that kind.
  fileprivate func benefit(of entry: Int, isOnce: Bool) -> Range3<Double>? {
    let own = entries[entry]
    let parts = zip(coupling(of: entry).effects, own.effects).filter {
      finder.catalogue.effects[$0.0.effect].isOnce == isOnce
    }
    guard !parts.isEmpty else { return nil }
    return parts.reduce(Range3(low: 0, mid: 0, high: 0)) { $0 + $1.1 }
  }
}
