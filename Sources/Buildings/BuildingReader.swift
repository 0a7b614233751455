import Foundation
import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectFile
import Workers

/// What buildings are held against as they are read. Geometry is in the working system.
package struct BuildingSurroundings: Sendable {
  /// Polygons of the neighbourhoods.
  package var neighbourhoods: GeometryArray
  /// Surfaces of the planes, not cut by one another.
  package var planeSurfaces: PlaneSurfaces
  /// The planes.
  package var planes: [Plane]
  /// Keys of the themes.
  package var themes: [String]
  /// Metres in one unit of the working system.
  package var metresPerUnit: Double
  /// Threads to use at most.
  package var threads: Int
  /// Where people live who come to buildings of some functions, and how far in m they go; nil where nothing is told.
  package var homes: (homes: Homes, functions: [String], reach: Double)?

  /// Surroundings.
  package init(
    neighbourhoods: GeometryArray, planeSurfaces: PlaneSurfaces, planes: [Plane],
    themes: [String], metresPerUnit: Double, threads: Int,
    homes: (homes: Homes, functions: [String], reach: Double)? = nil
  ) {
    self.homes = homes
    (self.neighbourhoods, self.planeSurfaces) = (neighbourhoods, planeSurfaces)
    (self.planes, self.themes) = (planes, themes)
    (self.metresPerUnit, self.threads) = (metresPerUnit, threads)
  }
}

extension BuildingStock {
  /// Reads the buildings of a layer. Those without a floor area or a function, and those whose values can't be
  /// read, are dropped from it, each with its reason. `places` has a layer for each of the source's.
  /// - Throws: `BuildingsError` where there are more functions than a table holds, `SourceError` where surfaces
  ///   can't be read from disk.
  package init(
    _ source: BuildingsSource, _ layer: inout Layer, places: [Layer],
    _ around: BuildingSurroundings
  ) throws {
    self.init()
    metresPerUnit = around.metresPerUnit
    themeKeys = around.themes
    factKeys = source.facts.map(\.key)
    facts = factKeys.map { _ in [] }
    let reader = BuildingReader(source, layer)
    let read = layer
    for feature in 0..<read.count {
      do throws(FieldProblem) {
        guard let place = read.geometry.middle(of: feature) else { continue }
        try append(reader.building(feature), at: place)
      } catch {
        layer.record.drop(feature, of: read, error)
      }
    }
    guard functionKeys.count <= UInt64.bitWidth else {
      throw BuildingsError(
        source: source.options.source,
        problem: "The buildings have \(functionKeys.count) functions; a project has at most 64.",
        remedy: "Join functions with a 'map' under 'function'.")
    }
    try locate(around)
    placeKeys = source.places.map(\.key)
    placeDistances = places.map { layer in
      distances(to: layer.geometry, threads: around.threads)
    }
    note(in: &layer)
  }

  private mutating func append(_ building: ReadBuilding, at place: Position) {
    ids.append(building.id)
    names.append(building.name)
    xs.append(place.x)
    ys.append(place.y)
    functions.append(takeFunctions(building.functions))
    floorAreas.append(building.floorArea)
    vacantAreas.append(building.vacantArea)
    hours.append(building.hours ?? .nan)
    states.append(building.state ?? .nan)
    costs.append(building.cost ?? .nan)
    endsOfLife.append(Int32(building.endOfLife ?? 0))
    vacantSince.append(Int32(building.vacantSince ?? 0))
    builtYears.append(Int32(building.built ?? 0))
    owners.append(building.owner)
    ownerKinds.append(building.ownerKind)
    for index in facts.indices { facts[index].append(building.facts[index] ?? .nan) }
  }

  private mutating func takeFunctions(_ functions: [String]) -> UInt64 {
    functions.reduce(0) { bits, function in
      let known = functionKeys.firstIndex(of: function)
      if known == nil { functionKeys.append(function) }
      return bits | 1 << UInt64(known ?? functionKeys.count - 1)
    }
  }

  /// The neighbourhood that each lies in, and how severe each theme is there.
  private mutating func locate(_ around: BuildingSurroundings) throws {
    let stock = self
    let homes = PlaceIndex(around.neighbourhoods)
    let middles = (0..<around.neighbourhoods.count).map { around.neighbourhoods.middle(of: $0) }
    (homeXs, homeYs) = (middles.map { $0?.x ?? .nan }, middles.map { $0?.y ?? .nan })
    neighbourhoods = valuesInChunks(of: 256, count: count, threads: around.threads) {
      homes.first(holding: stock.place($0)).map(Int32.init) ?? -1
    }
    let inside = neighbourhoods
    let signatures = try around.planeSurfaces.signatures(
      at: (0..<count).map { stock.place($0) }, threads: around.threads)
    severities = around.themes.indices.map { theme in
      signatures.indices.map { building in
        around.planes.indices.reduce(0) { most, plane in
          let met =
            around.planes[plane].theme == theme
            && around.planes[plane].isMet(
              as: plane, by: signatures[building], isInside: inside[building] >= 0)
          return met ? max(most, around.planes[plane].severity) : most
        }
      }
    }
  }

  /// Distance in m to the nearest feature.
  private func distances(to geometry: GeometryArray, threads: Int) -> [Double] {
    let grid = BoxGrid((0..<geometry.count).map { geometry.bounds(of: $0) })
    return valuesInChunks(of: 64, count: count, threads: threads) { building in
      let place = place(building)
      var reach = 200.0
      while true {
        let limit = min(reach, Self.placeReach) / metresPerUnit
        let nearest = grid.candidates(around: place, within: limit)
          .reduce(Double.infinity) { min($0, geometry.distance(from: place, to: $1)) }
        if nearest <= limit { return nearest * metresPerUnit }
        if reach >= Self.placeReach { return .infinity }
        reach *= 2
      }
    }
  }

  private func note(in layer: inout Layer) {
    let outside = neighbourhoods.count { $0 < 0 }
    guard outside > 0 else { return }
    layer.record.notes.append(
      IntakeNote(
        kind: .coverage, count: outside,
        text: Wording(
          en: "Buildings lie outside all neighbourhoods; they count for the city alone.",
          nl: "Gebouwen liggen buiten alle buurten; ze tellen alleen mee voor de stad.")))
  }
}

/// Buildings that can't be used as the project tells of them.
package struct BuildingsError: UserError {
  /// Source of the buildings, as the project file gives it.
  package let source: String
  /// What is wrong, in English.
  package let problem: String
  /// What to do about it, in English.
  package let remedy: String

  /// The source.
  package var place: String? { source }
}

/// A building as it is read.
private struct ReadBuilding {
  var id, name, owner, ownerKind: String
  var functions: [String]
  var floorArea, vacantArea: Double
  var hours, state, cost: Double?
  var endOfLife, vacantSince, built: Int?
  var facts: [Double?]
}

private struct BuildingReader {
  private let layer: Layer
  private let values: [BuildingField: ValueReader]
  private let facts: [ValueReader]

  init(_ source: BuildingsSource, _ layer: Layer) {
    self.layer = layer
    values = source.fields.mapValues { ValueReader($0, layer) }
    facts = source.facts.map { ValueReader($0.values, layer) }
  }

  func building(_ feature: Int) throws(FieldProblem) -> ReadBuilding {
    let id = text(.id, feature) ?? String(layer.sourceFeatures[feature])
    guard let area = try number(.floorArea, feature), area > 0 else {
      throw missing(
        en: "the floor area is missing or not above 0",
        nl: "het vloeroppervlak ontbreekt of is niet groter dan 0")
    }
    let functions = values[.function]?.list(feature) ?? []
    guard !functions.isEmpty else {
      throw missing(en: "the function is missing", nl: "de functie ontbreekt")
    }
    let vacant = try number(.vacantArea, feature) ?? 0
    guard (0...area).contains(vacant) else {
      throw FieldProblem(
        reason: .impossibleValue,
        detail: Wording(
          en: "more m2 are vacant than there are", nl: "er staan meer m2 leeg dan er zijn"))
    }
    return ReadBuilding(
      id: id, name: text(.name, feature) ?? id, owner: text(.owner, feature) ?? "",
      ownerKind: text(.ownerKind, feature) ?? "", functions: functions, floorArea: area,
      vacantArea: vacant, hours: try number(.hours, feature), state: try number(.state, feature),
      cost: try number(.cost, feature), endOfLife: try year(.endOfLife, feature),
      vacantSince: try year(.vacantSince, feature), built: try year(.built, feature),
      facts: try readFacts(feature))
  }

  private func readFacts(_ feature: Int) throws(FieldProblem) -> [Double?] {
    var read: [Double?] = []
    for fact in facts { read.append(try fact.fact(feature)) }
    return read
  }

  private func text(_ field: BuildingField, _ feature: Int) -> String? {
    values[field]?.text(feature)
  }

  private func number(_ field: BuildingField, _ feature: Int) throws(FieldProblem) -> Double? {
    guard let value = try values[field]?.number(feature) else { return nil }
    guard value >= 0 else {
      throw FieldProblem(
        reason: .impossibleValue,
        detail: Wording(
          en: "'\(field.rawValue)' is below 0", nl: "'\(field.rawValue)' is kleiner dan 0"))
    }
    return value
  }

  private func year(_ field: BuildingField, _ feature: Int) throws(FieldProblem) -> Int? {
    try values[field]?.year(feature)
  }

  private func missing(en: String, nl: String) -> FieldProblem {
    FieldProblem(reason: .missingValue, detail: Wording(en: en, nl: nl))
  }
}

/// Reads the values of a mapped attribute.
struct ValueReader {
  private let column: AttributeColumn?
  private let words: [String: String]

  init(_ values: MappedValues, _ layer: Layer) {
    (column, words) = (layer.attributes.column(values.field), values.words)
  }

  /// The value as text, or what stands for it; nil where there is none.
  func text(_ feature: Int) -> String? {
    guard let text = column?[feature].codeText else { return nil }
    let word = words[text] ?? text
    return word.isEmpty ? nil : word
  }

  /// The members of a list with semicolons between them, or what stands for each.
  func list(_ feature: Int) -> [String] {
    (column?[feature].codeText ?? "").split(separator: ";").map { String($0).compared }
      .map { words[$0] ?? $0 }.filter { !$0.isEmpty }
  }

  func number(_ feature: Int) throws(FieldProblem) -> Double? {
    guard let text = column?[feature].codeText, let word = words[text] else {
      return try column?.number(feature)
    }
    return try AttributeValue.text(word).number()
  }

  func year(_ feature: Int) throws(FieldProblem) -> Int? {
    guard let text = column?[feature].codeText, let word = words[text] else {
      return try column?.year(feature)
    }
    return try AttributeValue.text(word).year()
  }

  /// A number, or 1 and 0 for yes and no.
  func fact(_ feature: Int) throws(FieldProblem) -> Double? {
    guard let text = text(feature) else { return nil }
    if let flag = try? AttributeValue.text(text).flag() { return flag ? 1 : 0 }
    return try number(feature)
  }
}
