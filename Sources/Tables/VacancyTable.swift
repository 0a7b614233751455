import LayerIO
import OpportunityMap
import ProjectFile

/// Columns of `vacancy`.
enum VacancyColumn {
  static let source = ProductColumn(
    "source", .text, title: Wording(en: "Source", nl: "Bron"),
    en: "Source of the layer, as the project file names it.",
    nl: "Bron van de laag, zoals het projectbestand die noemt.")
  static let level = ProductColumn(
    "level", .text, title: Wording(en: "Level", nl: "Niveau"),
    en: "Level: municipality, neighbourhood, or one of the project's own.",
    nl: "Niveau: gemeente (municipality), buurt (neighbourhood) of een eigen niveau."
  ).coded([
    "municipality": Wording(en: "municipality", nl: "gemeente"),
    "neighbourhood": Wording(en: "neighbourhood", nl: "buurt"),
  ])
  static let code = ProductColumn(
    "code", .text, title: Wording(en: "Code", nl: "Code"),
    en: "Code of the member; empty for the municipality.",
    nl: "Code van het onderdeel; leeg voor de gemeente.")
  static let year = ProductColumn(
    "year", .integer, unit: "year", title: Wording(en: "Year", nl: "Jaar"),
    en: "Year; empty where the source tells none.",
    nl: "Jaar; leeg als de bron geen jaar geeft.")
  static let stock = ProductColumn.area(
    "stock_m2", title: Wording(en: "Stock", nl: "Voorraad"),
    en: "Stock, whether used or vacant.", nl: "Voorraad, in gebruik of leeg.")
  static let vacant = ProductColumn.area(
    "vacant_m2", title: Wording(en: "Vacant", nl: "Leeg"),
    en: "Vacant or on offer.", nl: "Leegstand of aanbod.")
  static let planned = ProductColumn.area(
    "planned_m2", title: Wording(en: "In plans", nl: "In plannen"),
    en: "Capacity in plans.", nl: "Plancapaciteit.")
  static let transformed = ProductColumn.area(
    "transformed_m2", title: Wording(en: "Transformed", nl: "Getransformeerd"),
    en: "Taken out of the stock by another use.", nl: "Getransformeerd.")
  static let demolished = ProductColumn.area(
    "demolished_m2", title: Wording(en: "Demolished", nl: "Gesloopt"),
    en: "Taken out of the stock by demolition.", nl: "Gesloopt.")
  static let vacantShare = ProductColumn.fraction(
    "vacant_share", title: Wording(en: "Vacant part", nl: "Deel leeg"),
    en: "Vacant part of the stock, 0 to 1; empty without stock.",
    nl: "Leegstand als deel van de voorraad, 0 tot 1; leeg zonder voorraad.")
  static let plannedShare = ProductColumn.fraction(
    "planned_share", title: Wording(en: "Part in plans", nl: "Deel in plannen"),
    en: "Capacity in plans as part of the stock.",
    nl: "Plancapaciteit als deel van de voorraad.")
  static let transformedShare = ProductColumn.fraction(
    "transformed_share", title: Wording(en: "Part transformed", nl: "Deel getransformeerd"),
    en: "Transformed area as part of the stock.",
    nl: "Getransformeerd oppervlak als deel van de voorraad.")
  static let demolishedShare = ProductColumn.fraction(
    "demolished_share", title: Wording(en: "Part demolished", nl: "Deel gesloopt"),
    en: "Demolished area as part of the stock.",
    nl: "Gesloopt oppervlak als deel van de voorraad.")

  static let all = [
    source, level, code, year, stock, vacant, planned, transformed, demolished, vacantShare,
    plannedShare, transformedShare, demolishedShare,
  ]
}

extension ProductTable {
  /// The vacancy monitor.
  public static let vacancy = ProductTable(
    "vacancy",
    VacancyColumn.all,
    title: Wording(en: "Vacancy", nl: "Leegstand"),
    en: "The vacancy monitor: floor area by level and year; only where a layer asks for it.",
    nl: "De leegstandsmonitor: vloeroppervlak per niveau en jaar; alleen als een laag erom vraagt."
  ) {
    try vacancyTable($0.map, threads: $0.threads)
  }
}

/// The vacancy monitor; nil where no layer asks for it.
func vacancyTable(_ map: OpportunityMap, threads: Int) throws -> VectorTable? {
  let rows = map.derived.rows(of: VacancyRequest.self)
  guard !rows.isEmpty else { return nil }
  var columns = ColumnList(rows: rows.count)
  columns.text(VacancyColumn.source) { rows[$0].source }
  columns.text(VacancyColumn.level) { rows[$0].level }
  columns.text(VacancyColumn.code) { rows[$0].code }
  columns.integer(VacancyColumn.year) { rows[$0].year }
  columns.number(VacancyColumn.stock) { rows[$0].stock }
  columns.number(VacancyColumn.vacant) { rows[$0].vacant }
  columns.number(VacancyColumn.planned) { rows[$0].planned }
  columns.number(VacancyColumn.transformed) { rows[$0].transformed }
  columns.number(VacancyColumn.demolished) { rows[$0].demolished }
  columns.number(VacancyColumn.vacantShare) { rows[$0].share(rows[$0].vacant) }
  columns.number(VacancyColumn.plannedShare) { rows[$0].share(rows[$0].planned) }
  columns.number(VacancyColumn.transformedShare) { rows[$0].share(rows[$0].transformed) }
  columns.number(VacancyColumn.demolishedShare) { rows[$0].share(rows[$0].demolished) }
  return try columns.table(.vacancy, threads: threads)
}
