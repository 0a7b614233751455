import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns of `programme` and `programme_projects`.
enum ProgrammeColumn {
  static let available = ProductColumn.euros(
    "available_eur", title: Wording(en: "New money", nl: "Nieuw geld"),
    en: "New money of the budget in the year; empty where none was given.",
    nl: "Nieuw geld van het budget in het jaar; leeg als er geen is gegeven.")
  static let carriedIn = ProductColumn.euros(
    "carried_in_eur",
    title: Wording(en: "Carried over from the year before", nl: "Over van vorig jaar"),
    en: "What came over from the year before.",
    nl: "Wat overkwam van het jaar ervoor.")
  static let spent = ProductColumn.euros(
    "spent_eur", title: Wording(en: "Spent", nl: "Uitgegeven"),
    en: "What is spent in the year.", nl: "Wat in het jaar wordt uitgegeven.")
  static let carriedOut = ProductColumn.euros(
    "carried_out_eur", title: Wording(en: "Carried over to the next year", nl: "Naar volgend jaar"),
    en: "What goes over to the next year.",
    nl: "Wat overgaat naar het volgende jaar.")
  static let project = ProductColumn(
    "project_id", .text, title: Wording(en: "Project or work", nl: "Project of werk"),
    en: "Id of the candidate, or of the work that is done alone.",
    nl: "Id van de kandidaat, of van het werk dat apart wordt gedaan.")
  static let kind = ProductColumn(
    "kind", .text, title: Wording(en: "Kind", nl: "Soort"),
    en: "candidate or work.", nl: "candidate (kandidaat) of work (werk)."
  ).coded([
    "candidate": Wording(en: "project", nl: "project"),
    "work": Wording(en: "work by itself", nl: "los werk"),
  ])
  static let pays = ProductColumn.euros(
    "pays_eur", title: Wording(en: "Pays", nl: "Betaalt"),
    en: "What the budget pays for the project, with what it carries.",
    nl: "Wat het budget voor het project betaalt, met wat het meeneemt.")
  static let worth = ProductColumn.euros(
    "worth_eur", title: Wording(en: "Worth of the project", nl: "Waarde van het project"),
    en: "What the whole project is worth to the programme; docs/programme.md.",
    nl: "Wat het hele project het programma waard is; docs/programme.md.")

  static let year = ProductColumn(
    "year", .integer, unit: "year", title: Wording(en: "Year", nl: "Jaar"),
    en: "The year.", nl: "Het jaar.")
  static let accounts = [
    year, CostSplitColumn.party, available, carriedIn, spent, carriedOut,
  ]
  static let projects = [
    project, kind, year, CostSplitColumn.party, pays, worth, CandidateColumn.couplings,
  ]
}

extension ProductTable {
  /// The money of the programme.
  public static let programme = ProductTable(
    projects: "programme",
    ProgrammeColumn.accounts,
    title: Wording(en: "Money of the programme", nl: "Geld van het programma"),
    en: "The money of the programme: a row for each year and budget.",
    nl: "Het geld van het programma: een regel per jaar en budget."
  ) { projects, request in
    try projects.plan.programme.map { try programmeTable($0, threads: request.threads) }
  }
}

/// The money of each budget: a row for each year and budget.
func programmeTable(_ programme: Programme, threads: Int) throws -> VectorTable {
  let rows = programme.accounts.enumerated().flatMap { party, years in
    years.map { (party: party, account: $0) }
  }.sorted { ($0.account.year, $0.party) < ($1.account.year, $1.party) }
  var columns = ColumnList(rows: rows.count)
  columns.integer(ProgrammeColumn.year) { rows[$0].account.year }
  columns.text(CostSplitColumn.party) { programme.parties[rows[$0].party] }
  columns.number(ProgrammeColumn.available) { rows[$0].account.available?.euros }
  columns.number(ProgrammeColumn.carriedIn) { rows[$0].account.carriedIn.euros }
  columns.number(ProgrammeColumn.spent) { rows[$0].account.spent.euros }
  columns.number(ProgrammeColumn.carriedOut) { rows[$0].account.carriedOut.euros }
  return try columns.table(.programme, threads: threads)
}

extension ProductTable {
  /// What the programme does when.
  public static let programmeProjects = ProductTable(
    projects: "programme_projects",
    ProgrammeColumn.projects,
    title: Wording(en: "What is done when", nl: "Wat wanneer gebeurt"),
    en: "What the programme does when, and who pays.",
    nl: "Wat het programma wanneer doet, en wie betaalt."
  ) { projects, request in
    try projects.plan.programme.map {
      try programmeProjectTable(projects, $0, threads: request.threads)
    }
  }
}

/// What is done when: a row for each project and the budgets that pay for it; a project that costs
/// nothing has one row without a budget.
func programmeProjectTable(
  _ input: CandidateInput, _ programme: Programme, threads: Int
) throws -> VectorTable {
  let rows = programme.rows.flatMap { row in
    let payments: [Payment?] = row.payments.isEmpty ? [nil] : row.payments
    return payments.map { (row: row, payment: $0) }
  }
  var columns = ColumnList(rows: rows.count)
  columns.text(ProgrammeColumn.project) { input.id(of: rows[$0].row.project) }
  columns.text(ProgrammeColumn.kind) {
    if case .bundle = rows[$0].row.project { "candidate" } else { "work" }
  }
  columns.integer(ProgrammeColumn.year) { rows[$0].row.year }
  columns.text(CostSplitColumn.party) { rows[$0].payment.map { programme.parties[$0.party] } }
  columns.number(ProgrammeColumn.pays) { rows[$0].payment?.amount.euros ?? 0 }
  columns.number(ProgrammeColumn.worth) { rows[$0].row.worth }
  let couplings = input.plan.couplings
  columns.text(CandidateColumn.couplings) {
    couplings?.keys(of: rows[$0].row.couplings.map(Int.init))
  }
  return try columns.table(.programmeProjects, threads: threads)
}

extension CandidateInput {
  /// Id of a project of a programme.
  package func id(of project: ProgrammeProject) -> String {
    switch project {
    case .work(let number): workID(Int32(number))
    case .bundle(let number): plan.candidates[number].id
    }
  }
}
