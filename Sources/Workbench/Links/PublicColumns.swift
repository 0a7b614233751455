import LayerIO
import Tables

/// What of the features those see who see no costs: the columns that are named here, and no others, so that a new one
/// stays away from them until somebody puts it here. Not among them are amounts, sentences that tell amounts, reasons
/// that people wrote, ratios of money, and what the neighbourhoods' source brought along.
enum PublicColumns {
  /// Columns by kind of features; `<theme>` stands for each theme. Of other kinds nothing is told.
  static let names: [String: [String]] = [
    "works": [
      "work_id", "asset_type", "street", "measure", "neighbourhood_code", "neighbourhood_name",
      "planned_year", "area_m2", "length_m", "theme_count", "<theme>_area_m2", "<theme>_share",
      "<theme>_severity",
    ],
    "challenges": [
      "neighbourhood_code", "neighbourhood_name", "themes", "stack_height", "area_m2",
      "<theme>_severity",
    ],
    "neighbourhoods": [
      "neighbourhood_code", "neighbourhood_name", "area_m2", "work_count", "due_work_count",
      "<theme>_area_m2", "<theme>_share", "<theme>_severity", "<theme>_people",
      "<theme>_people_share", "<theme>_covered_share",
    ],
    "projects": [
      "candidate_id", "title_en", "title_nl", "programmed_year", "status", "neighbourhood_code",
      "neighbourhood_name", "streets", "work_ids", "work_count", "area_m2", "<theme>_area_m2",
    ],
  ]

  /// The table with what may be told of a kind; nil where nothing may.
  static func telling(
    _ table: VectorTable, of kind: CollectionKind, themes: [String], currency: String
  ) -> VectorTable? {
    guard let names = names[kind.key] else { return nil }
    let keys = columnKeys(themes)
    let told = Set(
      names.flatMap { name in
        name.contains("<theme>") ? keys.map { name.replacing("<theme>", with: $0) } : [name]
      })
    var table = table
    // A name that a theme makes of an amount's is an amount's still.
    table.columns = table.columns.filter { told.contains($0.name) && $0.unit != currency }
    return table
  }
}
