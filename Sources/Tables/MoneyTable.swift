import LayerIO
import ProjectBundling

/// Columns of `money`.
enum MoneyColumn {
  static let stage = ProductColumn(
    "stage", .text,
    title: Wording(en: "Stage", nl: "Fase"),
    en: "possible: all projects, each in its own year, whatever the budgets; programmed: in the "
      + "programme; agreed: in the decisions as agreed or programmed. Never to be added up.",
    nl: "possible: alle projecten, elk in het eigen jaar, los van budgetten; programmed: in het "
      + "programma; agreed: in de besluiten als agreed of programmed. Nooit op te tellen."
  ).coded([
    "possible": Wording(en: "possible", nl: "mogelijk"),
    "programmed": Wording(en: "in the programme", nl: "in het programma"),
    "agreed": Wording(en: "agreed", nl: "afgesproken"),
  ])
  static let projects = ProductColumn(
    "projects", .integer, title: Wording(en: "Projects", nl: "Projecten"),
    en: "Projects of two or more works.",
    nl: "Projecten van twee of meer werken.")
  static let alone = ProductColumn.euros(
    "cost_alone_eur", title: Wording(en: "Cost, each alone", nl: "Kosten, elk apart"),
    en: "What their works cost alone. Cash.",
    nl: "Wat hun werken apart kosten. Geld.")
  static let saved = ProductColumn.euros(
    "saved_eur", title: Wording(en: "Saved in cash", nl: "Bespaard in geld"),
    en: "What is saved by doing them together. Cash.",
    nl: "Wat samen doen bespaart. Geld.")
  static let couplingCost = ProductColumn.euros(
    "coupling_cost_eur",
    title: Wording(en: "Extra cost of couplings", nl: "Extra kosten van koppelingen"),
    en: "What they carry for challenges costs besides. Cash.",
    nl: "Wat ze voor opgaven meenemen kost extra. Geld.")
  static let paid = ProductColumn.euros(
    "paid_eur", title: Wording(en: "Paid", nl: "Betaald"),
    en: "cost_alone_eur - saved_eur + coupling_cost_eur. Cash.",
    nl: "cost_alone_eur - saved_eur + coupling_cost_eur. Geld.")
  static let upkeep = ProductColumn.euros(
    "coupling_upkeep_eur",
    title: Wording(en: "Upkeep of couplings", nl: "Onderhoud van koppelingen"),
    en: "What that takes in upkeep over its life, brought back to the first year. Cash, later.",
    nl: "Wat dat over de levensduur aan onderhoud kost, teruggerekend naar het eerste jaar. Geld, "
      + "later.")
  static let couplings = ProductColumn(
    "couplings", .integer, title: Wording(en: "Number of couplings", nl: "Aantal koppelingen"),
    en: "Measures for challenges that their works carry.",
    nl: "Maatregelen voor opgaven die hun werken meenemen.")
  static let nuisance = ProductColumn.euros(
    "nuisance_eur",
    title: Wording(en: "Nuisance spared, valued", nl: "Hinder bespaard, gewaardeerd"),
    en: "Nuisance spared. Valued: nobody is paid it.",
    nl: "Bespaarde hinder. Gewaardeerd: niemand ontvangt dit.")
  static let challenges = ProductColumn.euros(
    "coupling_effects_eur",
    title: Wording(
      en: "What couplings bring, valued", nl: "Opbrengst van koppelingen, gewaardeerd"),
    en:
      "What couplings bring over their life, brought back to the first year, whatever the weights. "
      + "Valued.",
    nl: "Wat koppelingen over hun levensduur opleveren, teruggerekend naar het eerste jaar, wat de "
      + "gewichten ook zijn. Gewaardeerd.")
  static let moving = ProductColumn.euros(
    "moving_eur",
    title: Wording(en: "Price of moving, valued", nl: "Prijs van schuiven, gewaardeerd"),
    en: "Price of doing works earlier or later than due. Valued.",
    nl: "Prijs van werken eerder of later doen dan het planjaar. Gewaardeerd.")
  static let cutting = ProductColumn.euros(
    "cutting_eur",
    title: Wording(
      en: "Cutting new surface, valued", nl: "Openbreken van nieuwe verharding, gewaardeerd"),
    en: "Price of cutting surfaces that are new. Valued.",
    nl: "Prijs van het openbreken van nieuwe verharding. Gewaardeerd.")

  static let all = [
    stage, projects, alone, saved, couplingCost, paid, upkeep, couplings, nuisance, challenges,
    moving, cutting,
  ]
}

extension ProductTable {
  /// What projects come to, by how sure they are.
  public static let money = ProductTable(
    projects: "money", MoneyColumn.all,
    title: Wording(en: "What projects bring", nl: "Wat projecten opleveren"),
    en: "What projects come to, cash apart from what is valued: possible, programmed and agreed.",
    nl: "Wat projecten opleveren, geld apart van wat gewaardeerd is: mogelijk, in het programma en "
      + "afgesproken."
  ) { projects, request in
    try moneyTable(projects.plan.money, threads: request.threads)
  }
}

/// What projects come to: a row for each stage.
func moneyTable(_ rows: [ProjectMoney], threads: Int) throws -> VectorTable {
  var columns = ColumnList(rows: rows.count)
  columns.text(MoneyColumn.stage) { rows[$0].stage.rawValue }
  columns.integer(MoneyColumn.projects) { rows[$0].projects }
  columns.number(MoneyColumn.alone) { rows[$0].alone }
  columns.number(MoneyColumn.saved) { rows[$0].saved }
  columns.number(MoneyColumn.couplingCost) { rows[$0].carried.cost }
  columns.number(MoneyColumn.paid) { rows[$0].together + rows[$0].carried.cost }
  columns.number(MoneyColumn.upkeep) { rows[$0].carried.upkeep }
  columns.integer(MoneyColumn.couplings) { rows[$0].carried.count }
  columns.number(MoneyColumn.nuisance) { rows[$0].nuisance }
  columns.number(MoneyColumn.challenges) { rows[$0].carried.effects }
  columns.number(MoneyColumn.moving) { rows[$0].moving }
  columns.number(MoneyColumn.cutting) { rows[$0].cutting }
  return try columns.table(.money, threads: threads)
}
