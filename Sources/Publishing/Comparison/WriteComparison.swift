import Formats
import Foundation
import Geometry
import LayerIO
import OpportunityMap
import ProjectBundling
import Report
import Tables

/// Writes a comparison into a folder: its tables, `comparison.json` and the page `comparison.html` in
/// `language`, with a map of the neighbourhoods, of which the geometry is given. Returns the names of the
/// files.
/// - Throws: `ProductError`.
package func writeComparison(
  _ comparison: Comparison, neighbourhoods: GeometryArray?, to folder: ProductFolder,
  language: Language
) throws -> [String] {
  let tables: [(String, (Comparison) throws -> VectorTable)] = [
    ("scenarios.csv", scenarioTable), ("scenario_reach.csv", scenarioReachTable),
    ("scenario_works.csv", scenarioWorkTable), ("scenario_projects.csv", scenarioProjectTable),
    ("scenario_couplings.csv", scenarioCouplingTable),
    ("scenario_origins.csv", scenarioOriginTable),
  ].filter { $0.0 != "scenario_origins.csv" || comparison.isOfFolders }
  for (name, table) in tables {
    try writeCSV(table(comparison), to: folder.path(of: name), threads: 1)
  }
  try writeJSON(ComparisonRecord(comparison), to: folder.path(of: "comparison.json"))
  let page = ComparisonPage(comparison, neighbourhoods: neighbourhoods, language: language)
  try writeText(Data(page.text.utf8), to: folder.path(of: "comparison.html"))
  return tables.map(\.0) + ["comparison.json", "comparison.html"]
}

/// A comparison as JSON.
private struct ComparisonRecord: Encodable {
  let kansenkaartComparison = 1
  let city: String
  let from: Int
  let to: Int
  let themes: [String]
  let neighbourhoods: [String]
  let draws: Int
  let scenarios: [Answer]

  struct Answer: Encodable {
    let scenario: String
    let nl: String
    let en: String
    let why: String?
    let figures: ScenarioFigures?
    let works: [WorkDifference]
    let projects: [Comparison.ProjectDifference]
    let couplings: [CouplingDifference]
    let beatsFirst: Double?
    let isOverlaidAnew: Bool
    let interaction: Comparison.Interaction?
    let origins: [OriginDifference]
    let untold: [Wording]
  }

  init(_ comparison: Comparison) {
    city = comparison.city
    (from, to) = (comparison.years.lowerBound, comparison.years.upperBound)
    themes = comparison.themes.map(\.key)
    neighbourhoods = comparison.neighbourhoods.map(\.id)
    draws = comparison.draws
    scenarios = comparison.columns.map {
      Answer(
        scenario: $0.key, nl: $0.name.nl, en: $0.name.en, why: $0.reason, figures: $0.figures,
        works: $0.works, projects: $0.projects, couplings: $0.couplings,
        beatsFirst: $0.beatsFirst, isOverlaidAnew: $0.isOverlaidAnew, interaction: $0.interaction,
        origins: $0.origins, untold: $0.untold)
    }
  }
}
