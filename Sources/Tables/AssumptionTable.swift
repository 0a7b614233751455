import LayerIO
import ProjectBundling

/// Columns of `assumptions`.
enum AssumptionColumn {
  static let stage = ProductColumn(
    "stage", .text, title: Wording(en: "Stage", nl: "Fase"),
    en: "due: all works due within the horizon; possible, programmed, agreed: projects, as in "
      + "`money`.",
    nl: "due: alle werken die binnen de horizon aan de beurt zijn; possible, programmed, agreed: "
      + "projecten, zoals in `money`."
  ).coded([
    "due": Wording(en: "all works due", nl: "alle werken aan de beurt"),
    "possible": Wording(en: "possible", nl: "mogelijk"),
    "programmed": Wording(en: "in the programme", nl: "in het programma"),
    "agreed": Wording(en: "agreed", nl: "afgesproken"),
  ])
  static let figure = ProductColumn(
    "figure", .text, title: Wording(en: "Headline", nl: "Hoofdcijfer"),
    en: "cost: what works cost alone. saved: what doing them together saves in cash. nuisance: "
      + "spared, valued. coupling_cost and coupling_upkeep: what they carry for challenges costs. "
      + "coupling_effects: what that brings, valued.",
    nl: "cost: wat werken apart kosten. saved: wat samen doen aan geld bespaart. nuisance: "
      + "bespaarde hinder, gewaardeerd. coupling_cost en coupling_upkeep: wat ze voor opgaven meenemen kost. "
      + "coupling_effects: wat dat oplevert, gewaardeerd."
  ).coded([
    "cost": Wording(en: "cost of works, each alone", nl: "kosten van werken, elk apart"),
    "saved": Wording(en: "saved in cash", nl: "bespaard in geld"),
    "nuisance": Wording(en: "nuisance spared, valued", nl: "bespaarde hinder, gewaardeerd"),
    "coupling_cost": Wording(en: "cost of what rides along", nl: "kosten van wat meelift"),
    "coupling_upkeep": Wording(
      en: "upkeep of what rides along", nl: "onderhoud van wat meelift"),
    "coupling_effects": Wording(
      en: "what couplings bring, valued", nl: "opbrengst van koppelingen, gewaardeerd"),
  ])
  static let total = ProductColumn.euros(
    "total_eur", title: Wording(en: "Total", nl: "Totaal"),
    en: "The amount, the same as in `money`.",
    nl: "Het bedrag, hetzelfde als in `money`.")
  static let own = ProductColumn.euros(
    "own_eur", title: Wording(en: "On own data", nl: "Op eigen gegevens"),
    en: "Of this, rests on the project's own data alone.",
    nl: "Daarvan: rust alleen op de eigen gegevens van het project.")
  static let published = ProductColumn.euros(
    "published_eur", title: Wording(en: "On published figures", nl: "Op gepubliceerde cijfers"),
    en: "Of this, rests on published figures, or figures worked out from these.",
    nl: "Daarvan: rust op gepubliceerde cijfers, of op cijfers die daaruit zijn afgeleid.")
  static let assumed = ProductColumn.euros(
    "assumed_eur", title: Wording(en: "On assumptions", nl: "Op aannames"),
    en: "Of this, rests on at least one assumption.",
    nl: "Daarvan: rust op ten minste één aanname.")
  static let share = ProductColumn.fraction(
    "assumed_share", title: Wording(en: "Share on assumptions", nl: "Deel op aannames"),
    en:
      "assumed_eur / total_eur; above 1 where without assumptions less than nothing would be left.",
    nl: "assumed_eur / total_eur; boven 1 als er zonder aannames minder dan niets over zou blijven."
  )
  static let heaviest = ProductColumn(
    "heaviest", .text, title: Wording(en: "Heaviest assumptions", nl: "Zwaarste aannames"),
    en: "The five assumptions that most rests on: catalogue, row and key, with the amount. What "
      + "rests on two counts under both.",
    nl: "De vijf aannames waar het meeste op rust: catalogus, regel en sleutel, met het bedrag. "
      + "Wat op twee aannames rust, telt bij beide.")

  static let all = [stage, figure, total, own, published, assumed, share, heaviest]
}

extension ProductTable {
  /// What the headlines of a run rest on.
  public static let assumptions = ProductTable(
    projects: "assumptions", AssumptionColumn.all,
    title: Wording(en: "What results rest on", nl: "Waar cijfers op rusten"),
    en: "How much of each headline rests on own data, on published figures and on assumptions.",
    nl: "Hoeveel van elk hoofdcijfer rust op eigen gegevens, gepubliceerde cijfers en aannames."
  ) { projects, request in
    try assumptionTable(projects.plan.reliance(request.map), threads: request.threads)
  }
}

/// What headlines rest on: a row for each.
func assumptionTable(_ rows: [HeadlineReliance], threads: Int) throws -> VectorTable {
  var columns = ColumnList(rows: rows.count)
  columns.text(AssumptionColumn.stage) { rows[$0].stage?.rawValue ?? "due" }
  columns.text(AssumptionColumn.figure) { rows[$0].figure.rawValue }
  columns.number(AssumptionColumn.total) { rows[$0].reliance.total }
  columns.number(AssumptionColumn.own) { rows[$0].reliance.own }
  columns.number(AssumptionColumn.published) { rows[$0].reliance.published }
  columns.number(AssumptionColumn.assumed) { rows[$0].reliance.assumed }
  columns.number(AssumptionColumn.share) { rows[$0].reliance.assumedShare }
  columns.text(AssumptionColumn.heaviest) { row in
    rows[row].reliance.heaviest.prefix(5)
      .map { "\($0.name) \(Int($0.euros.rounded()))" }.joined(separator: "; ")
  }
  return try columns.table(.assumptions, threads: threads)
}
