import LayerIO
import OpportunityMap
import ProjectFile

/// Columns of `facilities`.
enum FacilityColumn {
  static let kind = ProductColumn(
    "facility", .text, title: Wording(en: "Facility", nl: "Voorziening"),
    en: "Kind of facility, a key of the catalogue of norms.",
    nl: "Soort voorziening, een sleutel van de normencatalogus.")
  static let need = ProductColumn.area(
    "need_m2", title: Wording(en: "Need", nl: "Behoefte"),
    en: "What the norm asks; empty where dwellings or milieu are unknown.",
    nl: "Wat de norm vraagt; leeg als woningen of milieu onbekend zijn.")
  static let supply = ProductColumn.area(
    "supply_m2", title: Wording(en: "Supply", nl: "Aanbod"),
    en: "What lies in the neighbourhood.", nl: "Wat er in de buurt ligt.")
  static let received = ProductColumn.area(
    "received_m2", title: Wording(en: "From neighbours", nl: "Van de buren"),
    en: "Slack within reach next door that serves this neighbourhood.",
    nl: "Ruimte bij de buren binnen bereik die deze buurt bedient.")
  static let given = ProductColumn.area(
    "given_m2", title: Wording(en: "To neighbours", nl: "Voor de buren"),
    en: "Slack of its own that serves neighbours.",
    nl: "Eigen ruimte die buren bedient.")
  static let deficit = ProductColumn.area(
    "deficit_m2", title: Wording(en: "Shortage", nl: "Tekort"),
    en: "What lacks when slack next door counts.",
    nl: "Tekort als ruimte bij de buren meetelt.")
  static let deficitShare = ProductColumn.fraction(
    "deficit_share",
    title: Wording(en: "Shortage as part of the need", nl: "Tekort als deel van de behoefte"),
    en: "That as part of the need, 0 to 1; empty without a need.",
    nl: "Dat als deel van de behoefte, 0 tot 1; leeg zonder behoefte.")

  static let all = [
    VacancyColumn.source, kind, NeighbourhoodColumn.code, need, supply, received, given, deficit,
    deficitShare,
  ]
}

extension ProductTable {
  /// Need and supply of facilities.
  public static let facilities = ProductTable(
    "facilities",
    FacilityColumn.all,
    title: Wording(en: "Facilities", nl: "Voorzieningen"),
    en: "Need and supply of facilities by neighbourhood; only where a layer asks for it.",
    nl: "Behoefte aan en aanbod van voorzieningen per buurt; alleen als een laag erom vraagt."
  ) {
    try facilityTable($0.map, threads: $0.threads)
  }
}

/// Need and supply of facilities; nil where no layer asks for it.
func facilityTable(_ map: OpportunityMap, threads: Int) throws -> VectorTable? {
  let rows = map.derived.rows(of: FacilityRequest.self)
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
