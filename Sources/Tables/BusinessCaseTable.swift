import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns of `business_case`.
enum BusinessCaseColumn {
  static let actor = ProductColumn(
    "actor", .text, en: "Who: a budget, or a key of the table of benefits.",
    nl: "Wie: een budget (potje), of een sleutel van de batentabel.")
  static let item = ProductColumn(
    "item_<language>", .text, en: "What is paid or gained.", nl: "Wat wordt betaald of gewonnen.")
  static let isCost = ProductColumn(
    "is_cost", .boolean, en: "Whether it is paid; else it is a benefit.",
    nl: "Of het wordt betaald; anders is het een baat.")
  static let isAssumption = ProductColumn(
    "is_assumption", .boolean, en: "Whether no publication gives the figure behind it.",
    nl: "Of het cijfer erachter een aanname is.")
  static let from = ProductColumn(
    "from_year", .integer, unit: "year", en: "First year with an amount.",
    nl: "Eerste jaar met een bedrag.")
  static let to = ProductColumn(
    "to_year", .integer, unit: "year", en: "Last year with an amount.",
    nl: "Laatste jaar met een bedrag.")
  static let undiscounted = ProductColumn.euros(
    "undiscounted_eur", en: "Sum of the amounts of all years.",
    nl: "Som van de bedragen van alle jaren.")
  static let present = ProductColumn.euros(
    "present_eur", en: "The same, brought back to the first year at the rate.",
    nl: "Hetzelfde, teruggerekend naar het eerste jaar tegen de rekenrente.")
  static let perYear = ProductColumn.euros(
    "annuity_eur", en: "The same as equal amounts a year over the term of the annuity.",
    nl: "Hetzelfde als gelijke bedragen per jaar over de looptijd van de annuïteit.")

  static let all = [
    actor, item, isCost, isAssumption, from, to, undiscounted, present, perYear,
  ]
}

extension ProductTable {
  /// Who pays and who benefits.
  public static let businessCase = ProductTable(
    projects: "business_case",
    BusinessCaseColumn.all,
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
  let rows = input.plan.benefits?.rows ?? []
  var columns = ColumnList(rows: lines.count)
  columns.text(BusinessCaseColumn.actor) { row in
    switch lines[row].actor {
    case .party(let index): input.plan.bundling.problem.parties[index]
    case .other(let key): key
    }
  }
  for language in Language.allCases {
    columns.text(BusinessCaseColumn.item, for: language.rawValue) { row in
      switch lines[row].item {
      case .share: language.text(.shareItem)
      case .avoided: language.text(.avoidedItem)
      case .nuisance: language.text(.nuisancePart)
      case .row(let index): rows[index].name[language.rawValue]
      }
    }
  }
  columns.boolean(BusinessCaseColumn.isCost) { lines[$0].isCost }
  columns.boolean(BusinessCaseColumn.isAssumption) { row in
    if case .row(let index) = lines[row].item { rows[index].isAssumption } else { false }
  }
  columns.integer(BusinessCaseColumn.from) { lines[$0].from }
  columns.integer(BusinessCaseColumn.to) { lines[$0].to }
  columns.number(BusinessCaseColumn.undiscounted) { lines[$0].undiscounted }
  columns.number(BusinessCaseColumn.present) { lines[$0].present }
  columns.number(BusinessCaseColumn.perYear) { business.annuity.perYear(once: lines[$0].present) }
  return try columns.table(.businessCase, threads: threads)
}

/// The business case in a line: what it is worth, over how many years at which rate, and what has to be
/// bridged.
package func businessCaseLine(
  _ business: BusinessCase, _ currency: CurrencyCode, _ language: Language
) -> String {
  let net = business.net()
  return language.text(
    .businessLine, "\(business.annuity.years)",
    language.number(100 * business.annuity.rate, decimals: 2) + "%",
    language.amount(net, in: currency),
    language.amount(business.annuity.perYear(once: net), in: currency),
    language.amount(business.bridge, in: currency),
    business.paidBack.map { "\($0)" } ?? "-")
}
