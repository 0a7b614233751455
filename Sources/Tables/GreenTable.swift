import LayerIO
import OpportunityMap
import ProjectFile

/// Columns of `green`.
enum GreenColumn {
  static let buildings = ProductColumn(
    "buildings", .integer, title: Wording(en: "Buildings", nl: "Panden"),
    en: "Buildings that were looked at.", nl: "Panden die bekeken zijn.")
  static let trees = ProductColumn(
    "three_trees", .integer, title: Wording(en: "With enough trees", nl: "Met genoeg bomen"),
    en: "Those with enough trees nearby.",
    nl: "Panden met genoeg bomen dichtbij.")
  static let crowns = ProductColumn(
    "thirty_percent", .integer,
    title: Wording(en: "With enough crown cover", nl: "Met genoeg kroonbedekking"),
    en: "Those with enough crown cover around.",
    nl: "Panden met genoeg kroonbedekking eromheen.")
  static let cool = ProductColumn(
    "three_hundred_metres", .integer,
    title: Wording(en: "With cool green nearby", nl: "Met koel groen dichtbij"),
    en: "Those with cool green within reach.",
    nl: "Panden met koel groen binnen bereik.")
  static let all3 = ProductColumn(
    "all_three", .integer, title: Wording(en: "All three", nl: "Alle drie"),
    en: "Those that satisfy all three.",
    nl: "Panden die aan alle drie voldoen.")
  static let share = ProductColumn.fraction(
    "all_three_share", title: Wording(en: "Part with all three", nl: "Deel met alle drie"),
    en: "Those as part of the buildings, 0 to 1; empty without buildings.",
    nl: "Die als deel van de panden, 0 tot 1; leeg zonder panden.")

  static let all = [
    VacancyColumn.source, CoverageColumn.code, buildings, trees, crowns, cool, all3, share,
  ]
}

extension ProductTable {
  /// The 3-30-300 rule.
  public static let green = ProductTable(
    "green",
    GreenColumn.all,
    title: Wording(en: "3-30-300 rule", nl: "3-30-300-regel"),
    en: "The 3-30-300 rule: buildings that satisfy it, by neighbourhood; only where a layer asks.",
    nl: "De 3-30-300-regel: panden die eraan voldoen, per buurt; alleen als een laag erom vraagt."
  ) {
    try greenTable($0.map, threads: $0.threads)
  }
}

/// How many buildings satisfy the 3-30-300 rule; nil where no layer asks for it.
func greenTable(_ map: OpportunityMap, threads: Int) throws -> VectorTable? {
  let rows = map.derived.rows(of: GreenRequest.self)
  guard !rows.isEmpty else { return nil }
  var columns = ColumnList(rows: rows.count)
  columns.text(VacancyColumn.source) { rows[$0].source }
  columns.text(CoverageColumn.code) { rows[$0].neighbourhood }
  columns.integer(GreenColumn.buildings) { rows[$0].buildings }
  columns.integer(GreenColumn.trees) { rows[$0].trees }
  columns.integer(GreenColumn.crowns) { rows[$0].crowns }
  columns.integer(GreenColumn.cool) { rows[$0].cool }
  columns.integer(GreenColumn.all3) { rows[$0].all }
  columns.number(GreenColumn.share) {
    rows[$0].buildings > 0 ? Double(rows[$0].all) / Double(rows[$0].buildings) : nil
  }
  return try columns.table(.green, threads: threads)
}
