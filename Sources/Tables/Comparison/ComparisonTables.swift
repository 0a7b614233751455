import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns of the tables of a comparison that are no figure of `ScenarioRow`; docs/scenarios.md lists them.
enum ComparisonColumn {
  static let scenario = ProductColumn(
    "scenario", .text, title: Wording(en: "Scenario", nl: "Scenario"),
    en: "Key of the scenario.", nl: "Sleutel van het scenario.")
  static let beatsFirst = ProductColumn.fraction(
    "beats_first",
    title: Wording(
      en: "Draws worth more than the first",
      nl: "Trekkingen waarin het meer waard is dan het eerste"),
    en: "Share of the draws in which it is worth more than the first scenario.",
    nl: "Deel van de trekkingen waarin het meer waard is dan het eerste scenario.")
  static let theme = ProductColumn(
    "theme", .text, title: Wording(en: "Theme", nl: "Thema"),
    en: "Key of the theme.", nl: "Sleutel van het thema.")
  static let place = ProductColumn(
    "neighbourhood_code", .text, title: Wording(en: "Neighbourhood code", nl: "Buurtcode"),
    en: "Code of the neighbourhood; empty for the city.",
    nl: "Code van de buurt; leeg voor de stad.")
  static let placeName = ProductColumn(
    "neighbourhood_name", .text, title: Wording(en: "Neighbourhood", nl: "Buurt"),
    en: "Its name.", nl: "De naam.")
  static let work = ProductColumn(
    "work_id", .text, title: Wording(en: "Work", nl: "Werk"),
    en: "Id of the work.", nl: "Id van het werk.")
  static let project = ProductColumn(
    "project_id", .text, title: Wording(en: "Project", nl: "Project"),
    en: "Id of the project of several works.",
    nl: "Id van het project van meer werken.")
  static let street = ProductColumn(
    "street", .text, title: Wording(en: "Street", nl: "Straat"),
    en: "Its street.", nl: "De straat.")
  static let type = ProductColumn(
    "asset_type", .text, title: Wording(en: "Type of asset", nl: "Soort object"),
    en: "Type of the asset.", nl: "Type van het object.")
  static let measure = ProductColumn(
    "measure", .text, title: Wording(en: "Measure", nl: "Maatregel"),
    en: "The measure.", nl: "De maatregel.")
  static let cost = ProductColumn.euros(
    "cost_eur", title: Wording(en: "Cost alone", nl: "Kosten apart"),
    en: "Cost of the work by itself.", nl: "Kosten van het werk apart.")
  static let change = ProductColumn(
    "change", .text, title: Wording(en: "Change", nl: "Wijziging"),
    en: "comes, goes or moves, against the first scenario.",
    nl: "comes (komt erbij), goes (vervalt) of moves (schuift), tegenover het eerste scenario.")
  static let worksBefore = ProductColumn(
    "works_first", .integer, title: Wording(en: "Works in the first", nl: "Werken in het eerste"),
    en: "Works that carry it in the first scenario.",
    nl: "Werken die het in het eerste scenario meenemen.")
  static let worksAfter = ProductColumn(
    "works", .integer, title: Wording(en: "Works in this one", nl: "Werken in dit"),
    en: "Works that carry it in this scenario.",
    nl: "Werken die het in dit scenario meenemen.")
  static let comes = ProductColumn(
    "works_come", .integer, title: Wording(en: "Works that come", nl: "Werken erbij"),
    en: "Works that carry it in this scenario alone.",
    nl: "Werken die het alleen in dit scenario meenemen.")
  static let goes = ProductColumn(
    "works_go", .integer, title: Wording(en: "Works that go", nl: "Werken vervallen"),
    en: "Works that carry it in the first scenario alone.",
    nl: "Werken die het alleen in het eerste scenario meenemen.")
  static let extraBefore = ProductColumn.euros(
    "extra_cost_first_eur",
    title: Wording(en: "Extra cost in the first", nl: "Extra kosten in het eerste"),
    en: "Extra cost in the first scenario.",
    nl: "Extra kosten in het eerste scenario.")
  static let extraAfter = ProductColumn.euros(
    "extra_cost_eur", title: Wording(en: "Extra cost in this one", nl: "Extra kosten in dit"),
    en: "Extra cost in this scenario.", nl: "Extra kosten in dit scenario.")
  static let effectsBefore = ProductColumn.euros(
    "effects_first_eur", title: Wording(en: "Effects in the first", nl: "Effecten in het eerste"),
    en: "What it brings in the first scenario, valued.",
    nl: "Wat het in het eerste scenario oplevert, gewaardeerd.")
  static let effectsAfter = ProductColumn.euros(
    "effects_eur", title: Wording(en: "Effects in this one", nl: "Effecten in dit"),
    en: "What it brings in this scenario, valued.",
    nl: "Wat het in dit scenario oplevert, gewaardeerd.")
  static let what = ProductColumn(
    "what_<language>", .text,
    title: Wording(en: "What differs", nl: "Wat verschilt"),
    en: "What differs in what it was made from; without values, what can't be compared.",
    nl: "Wat verschilt in waar het van gemaakt is; zonder waarden: wat niet te vergelijken is.")
  static let madeBefore = ProductColumn(
    "first", .text, title: Wording(en: "First", nl: "Eerste"),
    en: "What the first has for it.", nl: "Wat het eerste daarvoor heeft.")
  static let madeAfter = ProductColumn(
    "this", .text, title: Wording(en: "This one", nl: "Dit"),
    en: "What this one has.", nl: "Wat dit heeft.")
  static let before = ProductColumn(
    "year_first", .integer, title: Wording(en: "Year in the first", nl: "Jaar in het eerste"),
    en: "Year in the first scenario; empty where it is not done.",
    nl: "Jaar in het eerste scenario; leeg als het niet gedaan wordt.")
  static let after = ProductColumn(
    "year", .integer, title: Wording(en: "Year in this one", nl: "Jaar in dit"),
    en: "Year in this scenario; empty where it is not done.",
    nl: "Jaar in dit scenario; leeg als het niet gedaan wordt.")
}

/// A row for each scenario: what it comes to.
package func scenarioTable(_ comparison: Comparison) throws -> VectorTable {
  let answers = comparison.columns
  var columns = ColumnList(rows: answers.count)
  columns.text(ComparisonColumn.scenario) { answers[$0].key }
  columns.addFigures { answers[$0].figures }
  columns.number(ComparisonColumn.beatsFirst) { answers[$0].beatsFirst }
  return try columns.table(named: "scenarios", threads: 1).amounts(in: comparison.currency)
}

/// A row for each scenario, place and theme: how much is reached, and what chance would give.
package func scenarioReachTable(_ comparison: Comparison) throws -> VectorTable {
  let answers = comparison.columns
  let cells = ReachCells(themes: comparison.themes, neighbourhoods: comparison.neighbourhoods)
  var columns = ColumnList(rows: answers.count * cells.count)
  columns.text(ComparisonColumn.scenario) { answers[$0 / cells.count].key }
  columns.add(cells) { answers[$0].figures }
  return try columns.table(named: "scenario_reach", threads: 1).amounts(in: comparison.currency)
}

/// A row for each work that a scenario plans otherwise than the first.
package func scenarioWorkTable(_ comparison: Comparison) throws -> VectorTable {
  let rows = comparison.columns.flatMap { answer in answer.works.map { (answer.key, $0) } }
  var columns = ColumnList(rows: rows.count)
  columns.text(ComparisonColumn.scenario) { rows[$0].0 }
  columns.text(ComparisonColumn.work) { rows[$0].1.work }
  columns.text(ComparisonColumn.change) { rows[$0].1.kind.rawValue }
  columns.integer(ComparisonColumn.before) { rows[$0].1.before }
  columns.integer(ComparisonColumn.after) { rows[$0].1.after }
  columns.text(ComparisonColumn.street) { rows[$0].1.street }
  columns.text(ComparisonColumn.type) { rows[$0].1.assetType }
  columns.text(ComparisonColumn.measure) { rows[$0].1.measure }
  columns.number(ComparisonColumn.cost) { rows[$0].1.cost }
  return try columns.table(named: "scenario_works", threads: 1).amounts(in: comparison.currency)
}

/// A row for each project of several works that a scenario plans otherwise than the first.
package func scenarioProjectTable(_ comparison: Comparison) throws -> VectorTable {
  let rows = comparison.columns.flatMap { answer in answer.projects.map { (answer.key, $0) } }
  var columns = ColumnList(rows: rows.count)
  columns.text(ComparisonColumn.scenario) { rows[$0].0 }
  columns.text(ComparisonColumn.project) { rows[$0].1.project }
  columns.integer(ComparisonColumn.before) { rows[$0].1.before }
  columns.integer(ComparisonColumn.after) { rows[$0].1.after }
  return try columns.table(named: "scenario_projects", threads: 1).amounts(in: comparison.currency)
}

/// A row for each thing that a scenario was made from and the first was not, and for each that can't be
/// compared.
package func scenarioOriginTable(_ comparison: Comparison) throws -> VectorTable {
  let rows = comparison.columns.flatMap { answer in
    answer.origins.map { (answer.key, $0) }
      + answer.untold.map { (answer.key, OriginDifference(what: $0, before: nil, after: nil)) }
  }
  var columns = ColumnList(rows: rows.count)
  columns.text(ComparisonColumn.scenario) { rows[$0].0 }
  for language in Language.allCases {
    columns.text(ComparisonColumn.what, for: ColumnKey(language)) {
      rows[$0].1.what.text(in: language)
    }
  }
  columns.text(ComparisonColumn.madeBefore) { rows[$0].1.before }
  columns.text(ComparisonColumn.madeAfter) { rows[$0].1.after }
  return try columns.table(named: "scenario_origins", threads: 1)
}

/// A row for each coupling that a scenario chooses for other works than the first.
package func scenarioCouplingTable(_ comparison: Comparison) throws -> VectorTable {
  let rows = comparison.columns.flatMap { answer in answer.couplings.map { (answer.key, $0) } }
  var columns = ColumnList(rows: rows.count)
  columns.text(ComparisonColumn.scenario) { rows[$0].0 }
  columns.text(CouplingColumn.coupling) { rows[$0].1.coupling }
  for language in Language.allCases {
    columns.text(CouplingColumn.name, for: ColumnKey(language)) {
      rows[$0].1.name[language.rawValue]
    }
  }
  columns.integer(ComparisonColumn.worksBefore) { rows[$0].1.before }
  columns.integer(ComparisonColumn.worksAfter) { rows[$0].1.after }
  columns.integer(ComparisonColumn.comes) { rows[$0].1.comes }
  columns.integer(ComparisonColumn.goes) { rows[$0].1.goes }
  columns.number(ComparisonColumn.extraBefore) { rows[$0].1.costBefore }
  columns.number(ComparisonColumn.extraAfter) { rows[$0].1.costAfter }
  columns.number(ComparisonColumn.effectsBefore) { rows[$0].1.effectsBefore }
  columns.number(ComparisonColumn.effectsAfter) { rows[$0].1.effectsAfter }
  return try columns.table(named: "scenario_couplings", threads: 1).amounts(in: comparison.currency)
}
