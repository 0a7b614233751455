import Geometry
import LayerIO
import ProjectFile

extension VacancyRequest: DerivedChallenge {
  package typealias Row = VacancyRow

  package func derive(
    _ layer: Layer, _ further: [Layer], named source: String,
    _ surroundings: DerivedLayers.Surroundings, _ figures: inout DerivedFigures
  ) throws -> Layer {
    let monitor = VacancyMonitor(layer, self, named: source, surroundings)
    figures.append(monitor.rows, of: Self.self)
    return monitor.vacantLayer
  }
}

/// The vacancy monitor at a member of a level in a year. Floor areas in m2.
package struct VacancyRow: DerivedRow {
  /// Source of the layer, as the project file gives it.
  package var source: String
  /// Level: `municipality`, `neighbourhood`, or one of the project's own.
  package var level: String
  /// Code of the member; empty for the municipality.
  package var code: String
  /// Year; nil where the source tells none.
  package var year: Int?
  /// Stock, whether used or vacant.
  package var stock = 0.0
  /// Vacant or on offer.
  package var vacant = 0.0
  /// Capacity in plans.
  package var planned = 0.0
  /// Taken out of the stock by another use.
  package var transformed = 0.0
  /// Taken out of the stock by demolition.
  package var demolished = 0.0

  /// An amount as part of the stock; nil without stock.
  package func share(_ amount: Double) -> Double? { stock > 0 ? amount / stock : nil }
}

/// The vacancy monitor: floor area by status, level and year, and the layer of what is vacant.
struct VacancyMonitor {
  /// Rows by level, in the order municipality, the project's own, neighbourhood; within a level by code
  /// and year.
  let rows: [VacancyRow]
  /// The objects that are vacant in the last year, with their floor area and the vacancy of their
  /// neighbourhood.
  let vacantLayer: Layer

  init(
    _ source: Layer, _ request: VacancyRequest, named name: String,
    _ surroundings: DerivedLayers.Surroundings
  ) {
    var layer = source
    let objects = VacancyObject.read(&layer, request, surroundings)
    let last = request.years?.upperBound ?? objects.compactMap(\.year).max()
    var tally = VacancyTally(source: name)
    for object in objects {
      tally.add(object, years: request.years, levels: request.levels.map(\.name))
    }
    rows = tally.rows(levels: request.levels.map(\.name))
    let shares = rows.filter { $0.level == VacancyTally.neighbourhood && $0.year == last }
      .map { ($0.code, $0.share($0.vacant)) }
    let shareByCode = Dictionary(shares, uniquingKeysWith: { first, _ in first })
    let vacant = objects.indices.filter { objects[$0].isVacant(in: last) }
    vacantLayer = layer.keeping(
      vacant,
      adding: [
        AttributeColumn(name: "floor_area_m2", numbers: vacant.map { objects[$0].area }),
        AttributeColumn(
          name: "vacancy_share",
          numbers: vacant.map { shareByCode[objects[$0].neighbourhood ?? ""] ?? nil }),
      ],
      note: Wording(
        en: "Objects are not vacant; the monitor counts them.",
        nl: "Objecten staan niet leeg; de monitor telt ze."))
  }
}

/// A building or unit as the monitor sees it.
private struct VacancyObject {
  var status: VacancyStatus
  /// Floor area in m2.
  var area: Double
  var year: Int?
  var since: Int?
  /// Code of the neighbourhood that its middle lies in; nil outside all.
  var neighbourhood: String?
  /// Member of each of the project's own levels; nil where it has none.
  var members: [String?]

  /// What counts in a year: an object of another year does not, one that became vacant later is used.
  func status(in year: Int?) -> VacancyStatus? {
    if let own = self.year, own != year { return nil }
    if status == .vacant, let since, let year, since > year { return .inUse }
    return status
  }

  func isVacant(in year: Int?) -> Bool { status(in: year) == .vacant }

  /// The objects of a layer; what can't be read is dropped from it, with its reason.
  static func read(
    _ layer: inout Layer, _ request: VacancyRequest, _ surroundings: DerivedLayers.Surroundings
  ) -> [VacancyObject] {
    let reader = VacancyReader(layer, request, surroundings)
    var objects: [VacancyObject] = []
    var kept: [Int] = []
    var record = layer.record
    for feature in 0..<layer.count {
      do {
        objects.append(try reader.object(feature))
        kept.append(feature)
      } catch {
        record.drop(feature, of: layer, error)
      }
    }
    layer = Layer(
      geometry: layer.geometry.selecting(kept), attributes: layer.attributes.selecting(kept),
      sourceFeatures: kept.map { layer.sourceFeatures[$0] }, record: record)
    return objects
  }
}

private struct VacancyReader {
  private let layer: Layer
  private let request: VacancyRequest
  private let neighbourhoods: [Neighbourhood]
  private let places: PlaceIndex
  private let squareMetres: Double
  private let status, area, year, since: AttributeColumn?
  private let levels: [AttributeColumn?]

  init(
    _ layer: Layer, _ request: VacancyRequest, _ surroundings: DerivedLayers.Surroundings
  ) {
    self.layer = layer
    self.request = request
    neighbourhoods = surroundings.neighbourhoods
    places = PlaceIndex(surroundings.polygons)
    squareMetres = surroundings.metresPerUnit * surroundings.metresPerUnit
    func column(_ name: String?) -> AttributeColumn? {
      name.flatMap { layer.attributes.column($0) }
    }
    status = column(request.statusField)
    area = column(request.floorArea)
    year = column(request.year)
    since = column(request.since)
    levels = request.levels.map { column($0.field) }
  }

  func object(_ feature: Int) throws(FieldProblem) -> VacancyObject {
    guard let text = status?[feature].codeText else {
      throw FieldProblem(
        reason: .missingValue,
        detail: Wording(en: "the status has no value", nl: "de status is leeg"))
    }
    guard let status = request.statuses[text] else {
      throw FieldProblem(
        reason: .badValue,
        detail: Wording(
          en: "'\(text)' is not in the map of statuses",
          nl: "'\(text)' staat niet in de lijst van statussen"))
    }
    let place = layer.geometry.middle(of: feature).flatMap { places.first(holding: $0) }
    return VacancyObject(
      status: status, area: try floorArea(feature), year: try ownYear(feature),
      since: status == .vacant ? try since?.year(feature) : nil,
      neighbourhood: place.map { neighbourhoods[$0].id },
      members: levels.map { $0?[feature].codeText })
  }

  private func floorArea(_ feature: Int) throws(FieldProblem) -> Double {
    guard request.floorArea != nil else { return layer.geometry.area(of: feature) * squareMetres }
    guard let value = try area?.number(feature) else {
      throw FieldProblem(
        reason: .missingValue,
        detail: Wording(en: "the floor area has no value", nl: "het vloeroppervlak is leeg"))
    }
    guard value >= 0 else {
      throw FieldProblem(
        reason: .impossibleValue,
        detail: Wording(
          en: "the floor area \(value) is below 0",
          nl: "het vloeroppervlak \(value) is kleiner dan 0"))
    }
    return value
  }

  private func ownYear(_ feature: Int) throws(FieldProblem) -> Int? {
    guard request.year != nil else { return nil }
    guard let value = try year?.year(feature) else {
      throw FieldProblem(
        reason: .missingValue, detail: Wording(en: "the year has no value", nl: "het jaar is leeg"))
    }
    return value
  }
}

extension IntakeRecord {
  /// Drops a feature of a layer that was used so far.
  package mutating func drop(_ feature: Int, of layer: Layer, _ problem: FieldProblem) {
    used -= 1
    dropped.append(
      DroppedFeature(
        feature: layer.sourceFeatures[feature], reason: problem.reason, detail: problem.detail,
        place: layer.geometry.positions[layer.geometry.positionRange(of: feature)].first))
  }
}

/// Adds objects up by level, member and year.
private struct VacancyTally {
  static let municipality = "municipality"
  static let neighbourhood = "neighbourhood"

  let source: String
  private var sums: [Key: VacancyRow] = [:]

  private struct Key: Hashable {
    var level: String
    var code: String
    var year: Int?
  }

  init(source: String) {
    self.source = source
  }

  mutating func add(_ object: VacancyObject, years: ClosedRange<Int>?, levels: [String]) {
    let places: [(String, String?)] =
      [(Self.municipality, ""), (Self.neighbourhood, object.neighbourhood)]
      + zip(levels, object.members)
    for year in years.map({ Array($0).map(Optional.some) }) ?? [object.year] {
      guard let status = object.status(in: year) else { continue }
      for (level, code) in places {
        guard let code else { continue }
        add(object.area, status, to: Key(level: level, code: code, year: year))
      }
    }
  }

  private mutating func add(_ area: Double, _ status: VacancyStatus, to key: Key) {
    let empty = VacancyRow(source: source, level: key.level, code: key.code, year: key.year)
    sums[key, default: empty].add(area, status)
  }

  func rows(levels: [String]) -> [VacancyRow] {
    let order = [Self.municipality] + levels + [Self.neighbourhood]
    return order.flatMap { level in
      sums.values.filter { $0.level == level }
        .sorted { ($0.code, $0.year ?? 0) < ($1.code, $1.year ?? 0) }
    }
  }
}

extension VacancyRow {
  fileprivate mutating func add(_ area: Double, _ status: VacancyStatus) {
    switch status {
    case .inUse: stock += area
    case .vacant:
      stock += area
      vacant += area
    case .planned: planned += area
    case .transformed: transformed += area
    case .demolished: demolished += area
    }
  }
}
