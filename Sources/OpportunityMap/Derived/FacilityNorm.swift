import Geometry
import LayerIO
import ProjectFile
import Workers

extension FacilityRequest: DerivedChallenge {
  package typealias Row = FacilityRow

  package func derive(
    _ layer: Layer, _ further: [Layer], named source: String,
    _ surroundings: DerivedLayers.Surroundings, _ figures: inout DerivedFigures
  ) throws -> Layer {
    let norm = try FacilityNorm(layer, self, named: source, surroundings)
    figures.append(norm.rows, of: Self.self)
    return norm.deficitLayer
  }
}

/// Need and supply of a facility in a neighbourhood. Floor areas in m2.
package struct FacilityRow: DerivedRow {
  /// Source of the layer, as the project file gives it.
  package var source: String
  /// Kind of facility.
  package var kind: String
  /// Code of the neighbourhood.
  package var neighbourhood: String
  /// What the norm asks; nil where the number of dwellings or the milieu is unknown.
  package var need: Double?
  /// Dwellings that the need is of; nil where they are unknown.
  package var dwellings: Double?
  /// What there is.
  package var supply: Double
  /// What neighbours with slack within reach have over for it.
  package var received = 0.0
  /// What it has over for neighbours that lack.
  package var given = 0.0

  /// What lacks when slack next door counts.
  package var deficit: Double? { need.map { max(0, $0 - supply - received) } }
  /// That in m2 per 1,000 dwellings; nil where the need is unknown or 0.
  package var deficitPerThousand: Double? {
    guard let deficit, let dwellings, dwellings > 0 else { return nil }
    return 1000 * deficit / dwellings
  }
  /// The deficit as part of the need; nil where the need is unknown or 0.
  package var deficitShare: Double? {
    guard let need, let deficit, need > 0 else { return nil }
    return deficit / need
  }
}

/// Need and supply of a facility by neighbourhood, and the layer of neighbourhoods that lack.
///
/// The need is the norm times the dwellings; the supply is what lies in the neighbourhood. What a
/// neighbourhood has over serves those that lack and whose middle lies within reach of the facility, the
/// nearest first.
struct FacilityNorm {
  /// A row for each neighbourhood.
  let rows: [FacilityRow]
  /// The neighbourhoods that lack, as polygons.
  let deficitLayer: Layer

  /// - Throws: `DerivationError` for a kind, number or milieu that is not there.
  init(
    _ source: Layer, _ request: FacilityRequest, named name: String,
    _ surroundings: DerivedLayers.Surroundings
  ) throws {
    let norm = try Norm(request, named: name, surroundings)
    var layer = source
    let facilities = try FacilityPlace.read(&layer, request, norm, named: name, surroundings)
    var rows = surroundings.neighbourhoods.map { member in
      FacilityRow(
        source: name, kind: request.kind, neighbourhood: member.id, need: norm.need(of: member),
        dwellings: norm.dwellings(of: member), supply: 0)
    }
    for facility in facilities {
      if let home = facility.neighbourhood { rows[home].supply += facility.area }
    }
    SlackSharing(facilities, reach: norm.reach, surroundings).share(&rows)
    self.rows = rows
    deficitLayer = Self.layer(rows, layer.record, facilities, surroundings)
  }

  /// The layer has neighbourhoods where the source has facilities; the record stays the source's, whose
  /// facilities outside all neighbourhoods count as left out.
  private static func layer(
    _ rows: [FacilityRow], _ record: IntakeRecord, _ facilities: [FacilityPlace],
    _ surroundings: DerivedLayers.Surroundings
  ) -> Layer {
    var record = record
    let lacking = rows.indices.filter { (rows[$0].deficit ?? 0) > 0 }
    let unknown = rows.count { $0.need == nil }
    let outside = facilities.count { $0.neighbourhood == nil }
    record.note(
      outside,
      Wording(
        en: "Facilities lie outside all neighbourhoods and serve none.",
        nl: "Voorzieningen liggen buiten alle buurten en dienen er geen."))
    record.note(
      unknown,
      Wording(
        en: "Neighbourhoods have no known need: their dwellings or milieu are unknown.",
        nl: "Van buurten is de behoefte onbekend: hun woningen of milieu zijn onbekend."))
    let columns = [
      AttributeColumn(name: "need_m2", numbers: lacking.map { rows[$0].need }),
      AttributeColumn(name: "supply_m2", numbers: lacking.map { rows[$0].supply }),
      AttributeColumn(name: "deficit_m2", numbers: lacking.map { rows[$0].deficit }),
      AttributeColumn(name: "deficit_share", numbers: lacking.map { rows[$0].deficitShare }),
      AttributeColumn(
        name: "deficit_per_1000_m2", numbers: lacking.map { rows[$0].deficitPerThousand }),
    ]
    return Layer(
      geometry: surroundings.polygons.selecting(lacking),
      attributes: AttributeTable(count: lacking.count, columns: columns),
      sourceFeatures: lacking.map { $0 + 1 }, record: record)
  }
}

extension IntakeRecord {
  fileprivate mutating func note(_ count: Int, _ text: Wording) {
    if count > 0 { notes.append(IntakeNote(kind: .coverage, count: count, text: text)) }
  }
}

/// The norm of a request: what it gives itself, else what the catalogue says.
private struct Norm {
  let perThousand: [String: Double]
  let size: Double?
  let reach: Double
  private let dwellings: NeighbourhoodNumber
  private let milieu: String?

  init(
    _ request: FacilityRequest, named name: String, _ surroundings: DerivedLayers.Surroundings
  ) throws(DerivationError) {
    let facility = surroundings.norms?.facilities[request.kind]
    guard let perThousand = request.perThousand.map({ ["": $0] }) ?? facility?.perThousand,
      !perThousand.isEmpty
    else {
      let known = surroundings.norms?.facilities.keys.sorted() ?? []
      let nearest = nearestName(to: request.kind, among: known).map { "Did you mean '\($0)'? " }
      throw DerivationError(
        source: name, problem: "There is no norm per 1,000 dwellings for '\(request.kind)'.",
        remedy: (nearest ?? "")
          + "Give 'm2_per_1000_dwellings', or one of: \(known.joined(separator: ", ")).")
    }
    let counts = surroundings.numbers.filter { $0.kind == .count }
    guard let dwellings = counts.first(where: { $0.key == request.dwellings }) else {
      throw DerivationError(
        source: name, problem: "The norm counts '\(request.dwellings)', which is no count.",
        remedy: "Map the dwellings under 'neighbourhoods.numbers', with 'kind: count'.")
    }
    guard perThousand[""] != nil || request.milieu != nil else {
      throw DerivationError(
        source: name, problem: "The norm for '\(request.kind)' differs by milieu.",
        remedy: "Name the neighbourhoods' attribute with the milieu (\(perThousand.keys.sorted()))."
      )
    }
    self.perThousand = perThousand
    self.dwellings = dwellings
    milieu = request.milieu
    size = facility?.size
    reach = request.reach ?? surroundings.norms?.reach ?? 0
  }

  /// Dwellings of a neighbourhood; nil where they are unknown.
  func dwellings(of member: Neighbourhood) -> Double? { member.numbers[dwellings.field] }

  /// Need of a neighbourhood in m2; nil where its dwellings or milieu are unknown.
  func need(of member: Neighbourhood) -> Double? {
    guard let count = dwellings(of: member), let norm = norm(of: member) else {
      return nil
    }
    return norm * count / 1000
  }

  private func norm(of member: Neighbourhood) -> Double? {
    if let same = perThousand[""] { return same }
    guard let milieu else { return nil }
    let name =
      member.texts[milieu] ?? member.numbers[milieu].map { AttributeValue.number($0) }?.codeText
    return name.flatMap { perThousand[$0] }
  }
}

/// Where a facility is and how large.
private struct FacilityPlace {
  var middle: Position
  /// Floor area in m2.
  var area: Double
  /// Index of the neighbourhood that holds its middle; nil outside all.
  var neighbourhood: Int?

  static func read(
    _ layer: inout Layer, _ request: FacilityRequest, _ norm: Norm, named name: String,
    _ surroundings: DerivedLayers.Surroundings
  ) throws -> [FacilityPlace] {
    let column = request.floorArea.flatMap { layer.attributes.column($0) }
    guard column != nil || norm.size != nil else {
      throw DerivationError(
        source: name, problem: "Nothing tells how large a '\(request.kind)' is.",
        remedy: "Name the attribute with the floor area in m2 under 'floor_area'.")
    }
    let places = PlaceIndex(surroundings.polygons)
    var facilities: [FacilityPlace] = []
    for feature in 0..<layer.count {
      do throws(FieldProblem) {
        let area = try column?.number(feature) ?? norm.size
        guard let area, area >= 0, let middle = layer.geometry.middle(of: feature) else {
          throw FieldProblem(
            reason: .impossibleValue,
            detail: Wording(
              en: "the floor area is missing or below 0",
              nl: "het vloeroppervlak ontbreekt of is kleiner dan 0"))
        }
        facilities.append(
          FacilityPlace(middle: middle, area: area, neighbourhood: places.first(holding: middle)))
      } catch {
        layer.record.drop(feature, of: layer, error)
      }
    }
    return facilities
  }
}

/// Lets slack next door count.
private struct SlackSharing {
  private let facilities: [FacilityPlace]
  private let middles: [Position?]
  private let reach: Double

  init(
    _ facilities: [FacilityPlace], reach: Double, _ surroundings: DerivedLayers.Surroundings
  ) {
    self.facilities = facilities
    self.reach = reach / surroundings.metresPerUnit
    middles = (0..<surroundings.polygons.count).map { surroundings.polygons.middle(of: $0) }
  }

  /// Gives what neighbourhoods have over to those that lack, the nearest pair first; of equally near ones
  /// the facility and then the neighbourhood that comes first.
  func share(_ rows: inout [FacilityRow]) {
    // A neighbourhood without a known need keeps what it has: nothing tells that it is over.
    var over = rows.map { row in row.need.map { max(0, row.supply - $0) } ?? 0 }
    for pair in pairs(rows, over) {
      guard let home = facilities[pair.facility].neighbourhood else { continue }
      let part = min(over[home], rows[pair.neighbourhood].deficit ?? 0)
      over[home] -= part
      rows[home].given += part
      rows[pair.neighbourhood].received += part
    }
  }

  private func pairs(
    _ rows: [FacilityRow], _ over: [Double]
  ) -> [(distance: Double, facility: Int, neighbourhood: Int)] {
    let giving = facilities.indices.filter { index in
      facilities[index].neighbourhood.map { over[$0] > 0 } ?? false
    }
    let lacking = rows.indices.filter { (rows[$0].deficit ?? 0) > 0 }
    let pairs = giving.flatMap { facility in
      lacking.compactMap { neighbourhood -> (Double, Int, Int)? in
        guard let middle = middles[neighbourhood] else { return nil }
        let way = middle - facilities[facility].middle
        let distance = (way * way).sum().squareRoot()
        return distance <= reach ? (distance, facility, neighbourhood) : nil
      }
    }
    return pairs.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }
  }
}
