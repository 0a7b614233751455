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
  static let isPaid = ProductColumn(
    "is_paid", .boolean, en: "Whether money changes hands; else it is an effect that is valued.",
    nl: "Of het geld is dat wordt betaald; anders is het een gewaardeerd effect.")
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
    actor, item, isCost, isPaid, isAssumption, from, to, undiscounted, present, perYear,
  ]
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
      if case .row(let index) = lines[row].item {
        rows[index].name[language.rawValue]
      } else {
        lines[row].item.key.map { language.text($0) }
      }
    }
  }
  columns.boolean(BusinessCaseColumn.isCost) { lines[$0].isCost }
  columns.boolean(BusinessCaseColumn.isPaid) { lines[$0].isPaid }
  columns.boolean(BusinessCaseColumn.isAssumption) { row in
    if case .row(let index) = lines[row].item {
      rows[index].isAssumption
    } else {
      lines[row].item.isAssumed
    }
  }
  columns.integer(BusinessCaseColumn.from) { lines[$0].from }
  columns.integer(BusinessCaseColumn.to) { lines[$0].to }
  columns.number(BusinessCaseColumn.undiscounted) { lines[$0].undiscounted }
  columns.number(BusinessCaseColumn.present) { lines[$0].present }
  columns.number(BusinessCaseColumn.perYear) { business.annuity.perYear(once: lines[$0].present) }
  return try columns.table(.businessCase, threads: threads)
}

extension BusinessCase.Item {
  /// The text that names it; nil for a row of the table of benefits, which has a name of its own.
  fileprivate var key: ProjectTextKey? {
    switch self {
    case .share: .shareItem
    case .compensation: .compensationItem
    case .later: .laterItem
    case .avoided: .avoidedItem
    case .avoidedLater: .avoidedLaterItem
    case .moving: .movingItem
    case .avoidedMoving: .avoidedMovingItem
    case .nuisance: .nuisancePart
    case .row: nil
    }
  }

  /// Whether no publication says so: that what is not done is paid in the year after the horizon, what
  /// moving and a day of nuisance are worth.
  fileprivate var isAssumed: Bool {
    switch self {
    case .share, .avoided, .compensation, .row: false
    case .later, .avoidedLater, .moving, .avoidedMoving, .nuisance: true
    }
  }
}
