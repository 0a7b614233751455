import LayerIO
import OpportunityMap
import ProjectBundling
import ProjectFile

/// Columns of `business_case`.
enum BusinessCaseColumn {
  static let actor = ProductColumn(
    "actor", .text, title: Wording(en: "Who", nl: "Wie"),
    en: "Who: a budget, or a key of the catalogue of couplings.",
    nl: "Wie: een budget (potje), of een sleutel van de koppelcatalogus.")
  static let item = ProductColumn(
    "item_<language>", .text, title: Wording(en: "What", nl: "Wat"),
    en: "What is paid or gained.", nl: "Wat wordt betaald of gewonnen.")
  static let isCost = ProductColumn(
    "is_cost", .boolean, title: Wording(en: "Cost", nl: "Kosten"),
    en: "Whether it is paid; else it is a benefit.",
    nl: "Of het wordt betaald; anders is het een baat.")
  static let isPaid = ProductColumn(
    "is_paid", .boolean, title: Wording(en: "Paid in cash", nl: "Wordt betaald"),
    en: "Whether money changes hands; else it is an effect that is valued.",
    nl: "Of het geld is dat wordt betaald; anders is het een gewaardeerd effect.")
  static let isAssumption = ProductColumn(
    "is_assumption", .boolean, title: Wording(en: "Assumption", nl: "Aanname"),
    en: "Whether no publication gives the figure behind it.",
    nl: "Of het cijfer erachter een aanname is.")
  static let from = ProductColumn(
    "from_year", .integer, unit: "year", title: Wording(en: "From", nl: "Van"),
    en: "First year with an amount.",
    nl: "Eerste jaar met een bedrag.")
  static let to = ProductColumn(
    "to_year", .integer, unit: "year", title: Wording(en: "To", nl: "Tot en met"),
    en: "Last year with an amount.",
    nl: "Laatste jaar met een bedrag.")
  static let undiscounted = ProductColumn.euros(
    "undiscounted_eur", title: Wording(en: "Sum of all years", nl: "Som van alle jaren"),
    en: "Sum of the amounts of all years.",
    nl: "Som van de bedragen van alle jaren.")
  static let present = ProductColumn.euros(
    "present_eur", title: Wording(en: "Present value", nl: "Contante waarde"),
    en: "The same, brought back to the first year at the rate.",
    nl: "Hetzelfde, teruggerekend naar het eerste jaar tegen de rekenrente.")
  static let perYear = ProductColumn.euros(
    "annuity_eur", title: Wording(en: "Each year", nl: "Per jaar"),
    en: "The same as equal amounts a year over the term of the annuity.",
    nl: "Hetzelfde als gelijke bedragen per jaar over de looptijd van de annuïteit.")

  static let all = [
    actor, item, isCost, isPaid, isAssumption, from, to, undiscounted, present, perYear,
  ]
}

extension ProductTable {
  /// Who pays and who benefits.
  public static let businessCase = ProductTable(
    projects: "business_case",
    BusinessCaseColumn.all,
    title: Wording(en: "Who pays, who benefits", nl: "Wie betaalt, wie baat heeft"),
    en: "Who pays and who benefits, over tens of years.",
    nl: "Wie betaalt en wie baat heeft, over tientallen jaren."
  ) { projects, request in
    try projects.plan.businessCase.map {
      try businessCaseTable(projects, $0, threads: request.threads)
    }
  }
}

/// Who pays and who benefits: a row for each actor and item.
func businessCaseTable(
  _ input: CandidateInput, _ business: BusinessCase, threads: Int
) throws -> VectorTable {
  let lines = business.lines
  var columns = ColumnList(rows: lines.count)
  columns.text(BusinessCaseColumn.actor) { row in
    switch lines[row].actor {
    case .party(let index): input.plan.bundling.problem.parties[index]
    case .other(let key): key
    }
  }
  for language in Language.allCases {
    columns.text(BusinessCaseColumn.item, for: ColumnKey(language)) { row in
      input.name(of: lines[row].item, language)
    }
  }
  columns.boolean(BusinessCaseColumn.isCost) { lines[$0].isCost }
  columns.boolean(BusinessCaseColumn.isPaid) { lines[$0].isPaid }
  columns.boolean(BusinessCaseColumn.isAssumption) { row in
    input.isAssumption(lines[row].item)
  }
  columns.integer(BusinessCaseColumn.from) { lines[$0].from }
  columns.integer(BusinessCaseColumn.to) { lines[$0].to }
  columns.number(BusinessCaseColumn.undiscounted) { lines[$0].undiscounted }
  columns.number(BusinessCaseColumn.present) { lines[$0].present }
  columns.number(BusinessCaseColumn.perYear) { business.annuity.perYear(once: lines[$0].present) }
  return try columns.table(.businessCase, threads: threads)
}

extension CandidateInput {
  /// What is paid or gained, in words.
  package func name(of item: BusinessCase.Item, _ language: Language) -> String {
    switch item {
    case .share: language.text(.shareItem)
    case .compensation: language.text(.compensationItem)
    case .later: language.text(.laterItem)
    case .avoided: language.text(.avoidedItem)
    case .avoidedLater: language.text(.avoidedLaterItem)
    case .moving: language.text(.movingItem)
    case .avoidedMoving: language.text(.avoidedMovingItem)
    case .nuisance: language.text(.nuisancePart)
    case .extraCost(let index):
      language.text(.extraCostItem, name(ofCoupling: index, language))
    case .upkeep(let index): language.text(.upkeepItem, name(ofCoupling: index, language))
    case .effect(let index): name(ofEffect: index, language)
    case .avoidedExtraCost(let index):
      language.text(
        .asSiloedItem, language.text(.extraCostItem, name(ofCoupling: index, language)))
    case .avoidedUpkeep(let index):
      language.text(.asSiloedItem, language.text(.upkeepItem, name(ofCoupling: index, language)))
    case .avoidedEffect(let index):
      language.text(.asSiloedItem, name(ofEffect: index, language))
    }
  }

  private func name(ofEffect index: Int, _ language: Language) -> String {
    plan.couplings?.finder.catalogue.effects[index].name[language.rawValue] ?? ""
  }

  /// Who pays or benefits, in words: a budget, or an actor of the catalogue of couplings.
  package func name(of actor: BusinessCase.Actor, _ language: Language) -> String {
    switch actor {
    case .party(let index): plan.bundling.problem.parties[index]
    case .other(ProjectFlows.residents): language.text(.residentsActor)
    case .other(let key):
      plan.couplings?.finder.catalogue.actors[key]?[language.rawValue] ?? key
    }
  }

  /// Whether no publication says so: that what is not done is paid in the year after the horizon, what moving and
  /// a day of nuisance are worth, and what the catalogue of couplings marks as such.
  package func isAssumption(_ item: BusinessCase.Item) -> Bool {
    let catalogue = plan.couplings?.finder.catalogue
    return switch item {
    case .share, .avoided, .compensation: false
    case .later, .avoidedLater, .moving, .avoidedMoving, .nuisance: true
    case .extraCost(let index), .avoidedExtraCost(let index):
      catalogue?.couplings[index].cost?.mark == .assumed
    case .upkeep(let index), .avoidedUpkeep(let index):
      catalogue?.couplings[index].upkeep?.mark == .assumed
    case .effect(let index), .avoidedEffect(let index):
      catalogue?.effects[index].gets.mark == .assumed
    }
  }
}
