import Buildings
import Geometry
import LayerIO
import OpportunityMap

/// Columns of `buildings`.
enum BuildingColumn {
  static let id = ProductColumn(
    "id", .text, title: Wording(en: "Building", nl: "Gebouw"),
    en: "Id of the building in its source.", nl: "Nummer van het gebouw in de bron.")
  static let name = ProductColumn(
    "name", .text, title: Wording(en: "Name", nl: "Naam"),
    en: "What people call the building.", nl: "Hoe het gebouw heet.")
  static let neighbourhood = ProductColumn(
    "neighbourhood_code", .text, title: Wording(en: "Neighbourhood code", nl: "Buurtcode"),
    en: "Code of the neighbourhood that it lies in; empty outside all.",
    nl: "Code van de buurt waar het in ligt; leeg buiten alle buurten.")
  static let neighbourhoodName = ProductColumn(
    "neighbourhood_name", .text, title: Wording(en: "Neighbourhood", nl: "Buurt"),
    en: "Name of the neighbourhood.", nl: "Naam van de buurt.")
  static let functions = ProductColumn(
    "functions", .text, title: Wording(en: "Functions", nl: "Functies"),
    en: "Its functions, with semicolons between them.",
    nl: "De functies, met puntkomma's ertussen.")
  static let floorArea = ProductColumn.area(
    "floor_area_m2", title: Wording(en: "Floor area", nl: "Vloeroppervlak"),
    en: "Floor area.", nl: "Vloeroppervlak.")
  static let vacantArea = ProductColumn.area(
    "vacant_area_m2", title: Wording(en: "Vacant", nl: "Leeg"),
    en: "Floor area that is vacant.", nl: "Vloeroppervlak dat leegstaat.")
  static let hours = ProductColumn(
    "hours_per_week", .number, unit: "hours", decimals: 1,
    title: Wording(en: "In use a week", nl: "In gebruik per week"),
    en: "Hours a week in which it is used; empty where that is unknown.",
    nl: "Uren per week dat het in gebruik is; leeg als dat onbekend is.")
  static let owner = ProductColumn(
    "owner", .text, title: Wording(en: "Owner", nl: "Eigenaar"),
    en: "Who owns it.", nl: "Van wie het is.")
  static let ownerKind = ProductColumn(
    "owner_kind", .text, title: Wording(en: "Kind of owner", nl: "Soort eigenaar"),
    en: "What kind of owner that is.", nl: "Wat voor eigenaar dat is."
  ).coded([
    "municipality": Wording(en: "municipality", nl: "gemeente"),
    "school-board": Wording(en: "school board", nl: "schoolbestuur"),
    "association": Wording(en: "housing association", nl: "woningcorporatie"),
    "other": Wording(en: "other", nl: "anders"),
  ])
  static let state = ProductColumn(
    "state", .number, decimals: 1, title: Wording(en: "State", nl: "Staat"),
    en: "Condition, from 1, as new, to 6, very bad; empty where that is unknown.",
    nl: "Staat, van 1 (als nieuw) tot 6 (heel slecht); leeg als die onbekend is.")
  static let endOfLife = ProductColumn(
    "end_of_life", .integer, unit: "year",
    title: Wording(en: "End of life", nl: "Einde levensduur"),
    en: "Last year of its life; empty where that is unknown.",
    nl: "Laatste jaar van de levensduur; leeg als dat onbekend is.")
  static let cost = ProductColumn.euros(
    "cost_per_year_eur", title: Wording(en: "Cost a year", nl: "Kosten per jaar"),
    en: "What it costs a year, as the source says; empty where that is unknown.",
    nl: "Wat het per jaar kost, volgens de bron; leeg als dat onbekend is.")
  static let street = ProductColumn(
    "street_opened", .integer, unit: "year",
    title: Wording(en: "Street opened anyway", nl: "Straat gaat toch open"),
    en:
      "Of vacant buildings the first year in which planned works open the street; empty where none do.",
    nl:
      "Van lege gebouwen het eerste jaar dat gepland werk de straat openmaakt; leeg als dat er niet is."
  )
  static let destination = ProductColumn(
    "destination", .text, title: Wording(en: "Suits best", nl: "Past het best"),
    en:
      "Of vacant buildings the destination that the scan finds best: the highest middle of its score of those that "
      + "no veto stops. A key of the catalogue; empty where all are stopped.",
    nl:
      "Van lege gebouwen de bestemming die volgens de scan het best past: het hoogste midden van de score, van de "
      + "bestemmingen die geen veto hebben. Een sleutel van de catalogus; leeg als overal een veto op rust."
  )
  static let low = ProductColumn.fraction(
    "score_low", title: Wording(en: "Score at least", nl: "Score minstens"),
    en: "Least that the destination scores whatever is not known, 0 to 1.",
    nl: "Wat de bestemming minstens scoort, wat er ook onbekend is, 0 tot 1.")
  static let high = ProductColumn.fraction(
    "score_high", title: Wording(en: "Score at most", nl: "Score hoogstens"),
    en: "Most that the destination may score, 0 to 1.",
    nl: "Wat de bestemming hoogstens kan scoren, 0 tot 1.")

  static let all = [
    id, name, neighbourhood, neighbourhoodName, functions, floorArea, vacantArea, hours, owner,
    ownerKind, state, endOfLife, cost, street, destination, low, high,
  ]
}

extension ProductTable {
  /// The buildings.
  public static let buildings = ProductTable(
    buildings: "buildings", BuildingColumn.all, formats: [.geoJSON, .csv], startsWithID: true,
    title: Wording(en: "Buildings", nl: "Gebouwen"),
    en: "The buildings with what is known of each; a point in the middle of each.",
    nl: "De gebouwen met wat er van elk bekend is; een punt in het midden van elk."
  ) { try buildingTable($0, $1) }
}

extension ColumnList {
  /// Adds which building each row is about, and where it lies.
  mutating func addBuildings(
    _ stock: BuildingStock, _ map: OpportunityMap, _ building: @escaping @Sendable (Int) -> Int
  ) {
    @Sendable func home(_ row: Int) -> Neighbourhood? {
      let index = Int(stock.neighbourhoods[building(row)])
      return index >= 0 ? map.neighbourhoods[index] : nil
    }
    text(BuildingColumn.id) { stock.ids[building($0)] }
    text(BuildingColumn.name) { stock.names[building($0)] }
    text(BuildingColumn.neighbourhood) { home($0)?.id }
    text(BuildingColumn.neighbourhoodName) { home($0)?.name }
  }
}

extension BuildingStock {
  /// The middles as points.
  var points: GeometryArray { points(of: Array(0..<count)) }

  /// The middles of some buildings as points.
  func points(of buildings: [Int]) -> GeometryArray {
    var points = GeometryArray()
    for building in buildings {
      points.append(place(building))
      points.endPath(.point)
      points.endFeature()
    }
    return points
  }
}

extension Double {
  /// The number; nil where it is nan or infinite, which stands for unknown.
  var known: Double? { isFinite ? self : nil }
}

extension Int32 {
  /// The year; nil for 0, which stands for unknown.
  var knownYear: Int? { self == 0 ? nil : Int(self) }
}

private func buildingTable(
  _ answer: BuildingsAnswer, _ request: ProductTable.Request
) throws -> VectorTable {
  let (stock, map, scan) = (answer.stock, request.map, answer.scan)
  let rows = Dictionary(uniqueKeysWithValues: scan.buildings.enumerated().map { ($1, $0) })
  let best = scan.buildings.indices.map(scan.best)
  @Sendable func outcome(_ building: Int) -> ScanOutcome? {
    rows[building].flatMap { row in best[row].map { scan.outcome(row, $0) } }
  }
  var columns = ColumnList(rows: stock.count)
  columns.addBuildings(stock, map) { $0 }
  columns.text(BuildingColumn.functions) { stock.functionText($0) }
  columns.number(BuildingColumn.floorArea) { stock.floorAreas[$0] }
  columns.number(BuildingColumn.vacantArea) { stock.vacantAreas[$0] }
  columns.number(BuildingColumn.hours) { stock.hours[$0].known }
  columns.text(BuildingColumn.owner) { stock.owners[$0] }
  columns.text(BuildingColumn.ownerKind) { stock.ownerKinds[$0] }
  columns.number(BuildingColumn.state) { stock.states[$0].known }
  columns.integer(BuildingColumn.endOfLife) { stock.endsOfLife[$0].knownYear }
  columns.number(BuildingColumn.cost) { stock.costs[$0].known }
  columns.integer(BuildingColumn.street) { rows[$0].flatMap { scan.openings[$0]?.year } }
  columns.text(BuildingColumn.destination) { building in
    rows[building].flatMap { best[$0] }.map { scan.catalogue.destinations[$0].key }
  }
  columns.number(BuildingColumn.low) { outcome($0)?.score.lowerBound }
  columns.number(BuildingColumn.high) { outcome($0)?.score.upperBound }
  return try columns.table(
    .buildings, geometryKind: .multiPoint, geometry: RowGeometry(stock.points),
    threads: request.threads)
}
