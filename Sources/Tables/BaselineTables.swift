import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns of `baselines` and `baseline_reach` that comparisons of scenarios do not have.
enum BaselineColumn {
  static let baseline = ProductColumn(
    "baseline", .text,
    title: Wording(en: "Plan", nl: "Plan"),
    en:
      "plan: the programme; siloed: every work by itself; leading: what shares ground with a leading "
      + "kind of work follows it; nothing: nothing is done.",
    nl:
      "plan: het programma; siloed: elk werk apart; leading: wat grond deelt met een leidend soort "
      + "werk volgt dat; nothing: er wordt niets gedaan."
  ).coded([
    "plan": Wording(en: "the programme", nl: "het programma"),
    "siloed": Wording(en: "every work by itself", nl: "elk werk apart"),
    "leading": Wording(en: "leading discipline", nl: "leidende discipline"),
    "nothing": Wording(en: "doing nothing", nl: "niets doen"),
  ])

  static let figures = [baseline] + ScenarioRow.all.map(\.column)
  static let reach =
    [
      baseline, ComparisonColumn.place, ComparisonColumn.placeName, ComparisonColumn.theme,
    ] + ReachColumn.all
}

extension ProductTable {
  /// The programme beside what it is held against.
  public static let baselines = ProductTable(
    projects: "baselines", BaselineColumn.figures,
    title: Wording(en: "Beside other ways", nl: "Naast andere werkwijzen"),
    en:
      "The programme beside every work by itself, the leading discipline and doing nothing, within the "
      + "same budgets.",
    nl: "Het programma naast elk werk apart, de leidende discipline en niets doen, binnen dezelfde "
      + "budgetten."
  ) { projects, request in
    try baselineTable(projects.plan.baselines, threads: request.threads)
  }

  /// How far each of them reaches the themes.
  public static let baselineReach = ProductTable(
    projects: "baseline_reach", BaselineColumn.reach,
    title: Wording(en: "Challenges reached", nl: "Opgaven geraakt"),
    en:
      "How much of each theme lies under what is done, beside chance; a row for each of these, of the "
      + "city and each neighbourhood.",
    nl:
      "Hoeveel van elk thema onder gedane werken ligt, naast toeval; een regel voor elk daarvan, van "
      + "de stad en van elke buurt."
  ) { projects, request in
    try baselineReachTable(projects.plan.baselines, request.map, threads: request.threads)
  }
}

/// What each baseline comes to; nil where there are none.
func baselineTable(_ rows: [Baseline], threads: Int) throws -> VectorTable? {
  guard !rows.isEmpty else { return nil }
  var columns = ColumnList(rows: rows.count)
  columns.text(BaselineColumn.baseline) { rows[$0].kind.rawValue }
  columns.addFigures { rows[$0].figures }
  return try columns.table(.baselines, threads: threads)
}

/// How far each baseline reaches the themes of a map; nil where there are none.
func baselineReachTable(
  _ rows: [Baseline], _ map: OpportunityMap, threads: Int
) throws -> VectorTable? {
  guard !rows.isEmpty else { return nil }
  let cells = ReachCells(themes: map.themes, neighbourhoods: map.neighbourhoods)
  var columns = ColumnList(rows: rows.count * cells.count)
  columns.text(BaselineColumn.baseline) { rows[$0 / cells.count].kind.rawValue }
  columns.add(cells, hasNames: true) { rows[$0].figures }
  return try columns.table(.baselineReach, threads: threads)
}
