import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns of the tables of a comparison that are no figure of `ScenarioRow`; docs/scenarios.md lists them.
enum ComparisonColumn {
  static let scenario = ProductColumn(
    "scenario", .text, en: "Key of the scenario.", nl: "Sleutel van het scenario.")
  static let beatsFirst = ProductColumn.fraction(
    "beats_first", en: "Share of the draws in which it is worth more than the first scenario.",
    nl: "Deel van de trekkingen waarin het meer waard is dan het eerste scenario.")
  static let theme = ProductColumn(
    "theme", .text, en: "Key of the theme.", nl: "Sleutel van het thema.")
  static let place = ProductColumn(
    "neighbourhood_code", .text, en: "Code of the neighbourhood; empty for the city.",
    nl: "Code van de buurt; leeg voor de stad.")
  static let challenged = ProductColumn.area(
    "challenged_m2", en: "Ground with the challenge.", nl: "Grond met de opgave.")
  static let reached = ProductColumn.area(
    "reached_m2", en: "What of it lies under works that are done.",
    nl: "Wat daarvan onder gedane werken ligt.")
  static let share = ProductColumn.fraction(
    "reached_share", en: "reached_m2 / challenged_m2.", nl: "reached_m2 / challenged_m2.")
  static let chance = ProductColumn.fraction(
    "chance_share", en: "Share of all ground under works that are done: what chance would give.",
    nl: "Deel van alle grond onder gedane werken: wat toeval zou geven.")
  static let work = ProductColumn("work_id", .text, en: "Id of the work.", nl: "Id van het werk.")
  static let project = ProductColumn(
    "project_id", .text, en: "Id of the project of several works.",
    nl: "Id van het project van meer werken.")
  static let street = ProductColumn("street", .text, en: "Its street.", nl: "De straat.")
  static let type = ProductColumn(
    "asset_type", .text, en: "Type of the asset.", nl: "Type van het object.")
  static let measure = ProductColumn("measure", .text, en: "The measure.", nl: "De maatregel.")
  static let cost = ProductColumn.euros(
    "cost_eur", en: "Cost of the work by itself.", nl: "Kosten van het werk apart.")
  static let change = ProductColumn(
    "change", .text, en: "comes, goes or moves, against the first scenario.",
    nl: "comes (komt erbij), goes (vervalt) of moves (schuift), tegenover het eerste scenario.")
  static let before = ProductColumn(
    "year_first", .integer, en: "Year in the first scenario; empty where it is not done.",
    nl: "Jaar in het eerste scenario; leeg als het niet gedaan wordt.")
  static let after = ProductColumn(
    "year", .integer, en: "Year in this scenario; empty where it is not done.",
    nl: "Jaar in dit scenario; leeg als het niet gedaan wordt.")
}

/// A row for each scenario: what it comes to.
package func scenarioTable(_ comparison: Comparison) throws -> VectorTable {
  let answers = comparison.columns
  var columns = ColumnList(rows: answers.count)
  columns.text(ComparisonColumn.scenario) { answers[$0].key }
  for row in ScenarioRow.all {
    columns.number(row.column) { row.value(answers[$0].figures) }
  }
  columns.number(ComparisonColumn.beatsFirst) { answers[$0].beatsFirst }
  return try columns.table(named: "scenarios", threads: 1).amounts(in: comparison.currency)
}

/// A row for each scenario, place and theme: how much is reached, and what chance would give.
package func scenarioReachTable(_ comparison: Comparison) throws -> VectorTable {
  let (answers, themes) = (comparison.columns, comparison.themes)
  let places: [String?] = [nil] + comparison.neighbourhoods.map(\.id)
  let each = places.count * themes.count
  @Sendable func reach(_ row: Int) -> ScenarioFigures.Reach {
    let figures = answers[row / each].figures
    let place = row % each
    return place < themes.count ? figures.themes[place] : figures.places[place - themes.count]
  }
  var columns = ColumnList(rows: answers.count * each)
  columns.text(ComparisonColumn.scenario) { answers[$0 / each].key }
  columns.text(ComparisonColumn.place) { places[$0 % each / themes.count] }
  columns.text(ComparisonColumn.theme) { themes[$0 % themes.count].key }
  columns.number(ComparisonColumn.challenged) { reach($0).challenged }
  columns.number(ComparisonColumn.reached) { reach($0).reached }
  columns.number(ComparisonColumn.share) { reach($0).share }
  columns.number(ComparisonColumn.chance) { reach($0).chance }
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
