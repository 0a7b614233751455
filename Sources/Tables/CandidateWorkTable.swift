import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns of `candidate_works`.
enum CandidateWorkColumn {
  static let shift = ProductColumn(
    "shift_years", .integer, unit: "years",
    title: Wording(en: "Moved", nl: "Schuift"),
    en: "Years that it moves in the project: below 0 earlier, above 0 later than its due year.",
    nl: "Jaren die het in het project schuift: onder 0 eerder, boven 0 later dan het planjaar.")
  static let moving = ProductColumn.euros(
    "moving_eur",
    title: Wording(en: "Price of moving", nl: "Prijs van schuiven"),
    en:
      "Price of that move within the horizon, valued: of what is overdue, from its first year on.",
    nl:
      "Prijs daarvan binnen de horizon, gewaardeerd: bij achterstallig werk vanaf het eerste jaar.")

  static let all = [
    CandidateColumn.candidate, OpportunityColumn.work, OpportunityColumn.source,
    OpportunityColumn.sourceFeature, OpportunityColumn.assetType, OpportunityColumn.measure,
    OpportunityColumn.street, OpportunityColumn.budget, OpportunityColumn.cost,
    OpportunityColumn.earliest, OpportunityColumn.due, OpportunityColumn.latest,
    CandidateColumn.year, OpportunityColumn.planned,
    OpportunityColumn.origin, shift, moving,
  ]
}

extension ProductTable {
  /// Their works.
  public static let candidateWorks = ProductTable(
    projects: "candidate_works",
    CandidateWorkColumn.all,
    title: Wording(en: "Works of projects", nl: "Werken van projecten"),
    en: "The works of each project; a row for each work.",
    nl: "De werken van elk project; een regel per werk."
  ) {
    try candidateWorkTable($0, sources: $1.input.scheduleSources, threads: $1.threads)
  }
}

/// The works of each project, a row for each. `sources` is the source of each schedule entry.
func candidateWorkTable(
  _ input: CandidateInput, sources: [String], threads: Int
) throws -> VectorTable {
  let rows = input.plan.candidates.indices.flatMap { candidate in
    input.works(candidate).map { (candidate: candidate, work: $0) }
  }
  let (candidates, map) = (input.plan.candidates, input.map)
  var columns = ColumnList(rows: rows.count)
  @Sendable func asset(_ row: Int) -> Asset { map.assets[rows[row].work.asset] }
  @Sendable func work(_ row: Int) -> Work { map.works[rows[row].work.work] }
  @Sendable func year(_ row: Int) -> Int { input.bundles[rows[row].candidate].year }
  columns.text(CandidateColumn.candidate) { candidates[rows[$0].candidate].id }
  columns.text(OpportunityColumn.work) { work($0).id }
  columns.text(OpportunityColumn.source) { sources[asset($0).schedule] }
  columns.integer(OpportunityColumn.sourceFeature) { asset($0).sourceFeature }
  columns.text(OpportunityColumn.assetType) { asset($0).type }
  columns.text(OpportunityColumn.measure) { work($0).measure }
  columns.text(OpportunityColumn.street) { asset($0).street }
  columns.text(OpportunityColumn.budget) { work($0).budget }
  columns.number(OpportunityColumn.cost) { work($0).cost }
  columns.integer(OpportunityColumn.earliest) { work($0).earliest }
  columns.integer(OpportunityColumn.due) { work($0).trueDue }
  columns.integer(OpportunityColumn.latest) { work($0).latest }
  columns.integer(CandidateColumn.year, year)
  columns.integer(OpportunityColumn.planned) { input.planned[rows[$0].work.work].year }
  columns.text(OpportunityColumn.origin) { input.planned[rows[$0].work.work].origin.rawValue }
  columns.integer(CandidateWorkColumn.shift) { row in
    year(row) - (work(row).trueDue ?? rows[row].work.due)
  }
  columns.number(CandidateWorkColumn.moving) { rows[$0].work.moving(to: year($0)) }
  return try columns.table(.candidateWorks, threads: threads)
}
