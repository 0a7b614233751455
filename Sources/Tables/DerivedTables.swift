import LayerIO
import OpportunityMap

/// Columns of `vacancy`.
enum VacancyColumn {
  static let source = ProductColumn(
    "source", .text, en: "Source of the layer, as the project file names it.",
    nl: "Bron van de laag, zoals het projectbestand die noemt.")
  static let level = ProductColumn(
    "level", .text, en: "Level: municipality, neighbourhood, or one of the project's own.",
    nl: "Niveau: gemeente (municipality), buurt (neighbourhood) of een eigen niveau.")
  static let code = ProductColumn(
    "code", .text, en: "Code of the member; empty for the municipality.",
    nl: "Code van het onderdeel; leeg voor de gemeente.")
  static let year = ProductColumn(
    "year", .integer, unit: "year", en: "Year; empty where the source tells none.",
    nl: "Jaar; leeg als de bron geen jaar geeft.")
  static let stock = ProductColumn.area(
    "stock_m2", en: "Stock, whether used or vacant.", nl: "Voorraad, in gebruik of leeg.")
  static let vacant = ProductColumn.area(
    "vacant_m2", en: "Vacant or on offer.", nl: "Leegstand of aanbod.")
  static let planned = ProductColumn.area(
    "planned_m2", en: "Capacity in plans.", nl: "Plancapaciteit.")
  static let transformed = ProductColumn.area(
    "transformed_m2", en: "Taken out of the stock by another use.", nl: "Getransformeerd.")
  static let demolished = ProductColumn.area(
    "demolished_m2", en: "Taken out of the stock by demolition.", nl: "Gesloopt.")
  static let vacantShare = ProductColumn.fraction(
    "vacant_share", en: "Vacant part of the stock, 0 to 1; empty without stock.",
    nl: "Leegstand als deel van de voorraad, 0 tot 1; leeg zonder voorraad.")
  static let plannedShare = ProductColumn.fraction(
    "planned_share", en: "Capacity in plans as part of the stock.",
    nl: "Plancapaciteit als deel van de voorraad.")
  static let transformedShare = ProductColumn.fraction(
    "transformed_share", en: "Transformed area as part of the stock.",
    nl: "Getransformeerd oppervlak als deel van de voorraad.")
  static let demolishedShare = ProductColumn.fraction(
    "demolished_share", en: "Demolished area as part of the stock.",
    nl: "Gesloopt oppervlak als deel van de voorraad.")

  static let all = [
    source, level, code, year, stock, vacant, planned, transformed, demolished, vacantShare,
    plannedShare, transformedShare, demolishedShare,
  ]
}

/// The vacancy monitor; nil where no layer asks for it.
func vacancyTable(_ map: OpportunityMap, threads: Int) throws -> VectorTable? {
  let rows = map.derived.vacancy
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

/// Columns of `facilities`.
enum FacilityColumn {
  static let kind = ProductColumn(
    "facility", .text, en: "Kind of facility, a key of the catalogue of norms.",
    nl: "Soort voorziening, een sleutel van de normencatalogus.")
  static let need = ProductColumn.area(
    "need_m2", en: "What the norm asks; empty where dwellings or milieu are unknown.",
    nl: "Wat de norm vraagt; leeg als woningen of milieu onbekend zijn.")
  static let supply = ProductColumn.area(
    "supply_m2", en: "What lies in the neighbourhood.", nl: "Wat er in de buurt ligt.")
  static let received = ProductColumn.area(
    "received_m2", en: "Slack within reach next door that serves this neighbourhood.",
    nl: "Ruimte bij de buren binnen bereik die deze buurt bedient.")
  static let given = ProductColumn.area(
    "given_m2", en: "Slack of its own that serves neighbours.",
    nl: "Eigen ruimte die buren bedient.")
  static let deficit = ProductColumn.area(
    "deficit_m2", en: "What lacks when slack next door counts.",
    nl: "Tekort als ruimte bij de buren meetelt.")
  static let deficitShare = ProductColumn.fraction(
    "deficit_share", en: "That as part of the need, 0 to 1; empty without a need.",
    nl: "Dat als deel van de behoefte, 0 tot 1; leeg zonder behoefte.")

  static let all = [
    VacancyColumn.source, kind, NeighbourhoodColumn.code, need, supply, received, given, deficit,
    deficitShare,
  ]
}

/// Need and supply of facilities; nil where no layer asks for it.
func facilityTable(_ map: OpportunityMap, threads: Int) throws -> VectorTable? {
  let rows = map.derived.facilities
  guard !rows.isEmpty else { return nil }
  var columns = ColumnList(rows: rows.count)
  columns.text(VacancyColumn.source) { rows[$0].source }
  columns.text(FacilityColumn.kind) { rows[$0].kind }
  columns.text(NeighbourhoodColumn.code) { rows[$0].neighbourhood }
  columns.number(FacilityColumn.need) { rows[$0].need }
  columns.number(FacilityColumn.supply) { rows[$0].supply }
  columns.number(FacilityColumn.received) { rows[$0].received }
  columns.number(FacilityColumn.given) { rows[$0].given }
  columns.number(FacilityColumn.deficit) { rows[$0].deficit }
  columns.number(FacilityColumn.deficitShare) { rows[$0].deficitShare }
  return try columns.table(.facilities, threads: threads)
}

/// Columns of `green`.
enum GreenColumn {
  static let buildings = ProductColumn(
    "buildings", .integer, en: "Buildings that were looked at.", nl: "Panden die bekeken zijn.")
  static let trees = ProductColumn(
    "three_trees", .integer, en: "Those with enough trees nearby.",
    nl: "Panden met genoeg bomen dichtbij.")
  static let crowns = ProductColumn(
    "thirty_percent", .integer, en: "Those with enough crown cover around.",
    nl: "Panden met genoeg kroonbedekking eromheen.")
  static let cool = ProductColumn(
    "three_hundred_metres", .integer, en: "Those with cool green within reach.",
    nl: "Panden met koel groen binnen bereik.")
  static let all3 = ProductColumn(
    "all_three", .integer, en: "Those that satisfy all three.",
    nl: "Panden die aan alle drie voldoen.")
  static let share = ProductColumn.fraction(
    "all_three_share", en: "Those as part of the buildings, 0 to 1; empty without buildings.",
    nl: "Die als deel van de panden, 0 tot 1; leeg zonder panden.")

  static let all = [
    VacancyColumn.source, CoverageColumn.code, buildings, trees, crowns, cool, all3, share,
  ]
}

/// How many buildings satisfy the 3-30-300 rule; nil where no layer asks for it.
func greenTable(_ map: OpportunityMap, threads: Int) throws -> VectorTable? {
  let rows = map.derived.green
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
