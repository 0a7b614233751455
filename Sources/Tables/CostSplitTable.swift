import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns of `cost_splits`.
enum CostSplitColumn {
  static let party = ProductColumn(
    "party", .text, title: Wording(en: "Budget", nl: "Budget"),
    en: "Budget, or the schedule's source for works without one.",
    nl: "Budget (potje), of de bron van de planning voor werken zonder budget.")
  static let alone = ProductColumn.euros(
    "alone_eur", title: Wording(en: "Cost alone", nl: "Kosten apart"),
    en: "What its works cost alone.", nl: "Wat de eigen werken apart kosten.")
  static let rioned = ProductColumn.euros(
    "rioned_eur",
    title: Wording(en: "Pays by the RIONED rule", nl: "Betaalt volgens de RIONED-regel"),
    en:
      "What it pays by the RIONED rule: the joint cost pro rata to the cost alone, and moving paid by "
      + "who causes it.",
    nl: "Wat het betaalt volgens de RIONED-regel: de gezamenlijke kosten naar rato van de kosten "
      + "apart, en het schuiven betaald door wie het veroorzaakt.")
  static let moving = ProductColumn.euros(
    "moving_others_eur",
    title: Wording(
      en: "Of which moving works of others", nl: "Waarvan schuiven van werk van anderen"),
    en: "Part of that for moving works of others.",
    nl: "Deel daarvan voor het schuiven van werken van anderen.")
  static let proRata = ProductColumn.euros(
    "pro_rata_eur", title: Wording(en: "Pays pro rata", nl: "Betaalt naar rato"),
    en: "What it pays when joint cost and moving are shared pro rata.",
    nl: "Wat het betaalt als gezamenlijke kosten en schuiven naar rato worden gedeeld.")
  static let shapley = ProductColumn.euros(
    "shapley_eur",
    title: Wording(en: "Pays by Shapley value", nl: "Betaalt volgens de Shapley-waarde"),
    en: "What it pays by the Shapley value of the saving.",
    nl: "Wat het betaalt volgens de Shapley-waarde van de besparing.")
  static let worseOff = ProductColumn.euros(
    "worse_off_eur",
    title: Wording(en: "Pays more than alone", nl: "Betaalt meer dan apart"),
    en: "What it pays by the RIONED rule more than alone; 0 where it is better off.",
    nl: "Wat het volgens de RIONED-regel meer betaalt dan apart; 0 als het beter af is.")

  static let all = [
    CandidateColumn.candidate, party, alone, rioned, moving, proRata, shapley, worseOff,
  ]
}

extension ProductTable {
  /// Who pays for them.
  public static let costSplits = ProductTable(
    projects: "cost_splits",
    CostSplitColumn.all,
    title: Wording(en: "Sharing cost", nl: "Kosten verdelen"),
    en: "Who pays: a row for each budget of each project.",
    nl: "Wie betaalt: een regel per budget van elk project."
  ) {
    try costSplitTable($0, threads: $1.threads)
  }
}

/// Who pays: a row for each party of each project.
func costSplitTable(_ input: CandidateInput, threads: Int) throws -> VectorTable {
  let rows = input.plan.splits.enumerated().flatMap { candidate, split in
    split.shares.map { (candidate: candidate, share: $0) }
  }
  let (candidates, problem) = (input.plan.candidates, input.plan.bundling.problem)
  var columns = ColumnList(rows: rows.count)
  columns.text(CandidateColumn.candidate) { candidates[rows[$0].candidate].id }
  columns.text(CostSplitColumn.party) { problem.parties[rows[$0].share.party] }
  columns.number(CostSplitColumn.alone) { rows[$0].share.alone.euros }
  columns.number(CostSplitColumn.rioned) { rows[$0].share.rioned.euros }
  columns.number(CostSplitColumn.moving) { rows[$0].share.movingOthers.euros }
  columns.number(CostSplitColumn.proRata) { rows[$0].share.proRata.euros }
  columns.number(CostSplitColumn.shapley) { rows[$0].share.shapley.euros }
  columns.number(CostSplitColumn.worseOff) {
    max(0, (rows[$0].share.rioned - rows[$0].share.alone).euros)
  }
  return try columns.table(.costSplits, threads: threads)
}
