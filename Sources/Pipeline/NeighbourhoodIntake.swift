import Geometry
import LayerIO
import OpportunityMap
import ProjectFile
import Workers

/// The neighbourhoods of a project, each code once.
struct NeighbourhoodIntake: Sendable {
  /// Codes, names and what the source brings along.
  private(set) var members: [Neighbourhood] = []
  /// Their polygons in the working system. Shape: `members`.
  private(set) var geometry: GeometryArray
  /// What happened to the source.
  private(set) var record: IntakeRecord
  /// The members that are reported, ascending; nil for all. The others are there because works of these
  /// reach into them.
  private(set) var part: [Int]?

  /// Takes the features as neighbourhoods. A missing code is the feature's number, a missing name the
  /// code; a feature with a code that is taken is dropped.
  /// - Throws: `SourceError` when none is left, and for a number that the source lacks.
  init(_ layer: Layer, _ source: NeighbourhoodSource) throws(SourceError) {
    record = layer.record
    let ids = source.id.flatMap { layer.attributes.column($0) }
    let names = source.name.flatMap { layer.attributes.column($0) }
    let others = layer.attributes.columns.filter { $0.name != source.id && $0.name != source.name }
    let numbers = try Self.columns(of: source.numbers, layer, source)
    var features: [Int] = []
    var taken: [String: Int] = [:]
    for feature in 0..<layer.count {
      let number = layer.sourceFeatures[feature]
      let id = ids?[feature].codeText ?? String(number)
      if let first = taken[id] {
        record.drop(feature, of: layer, id: id, sameAs: first)
        continue
      }
      taken[id] = number
      features.append(feature)
      if ids?[feature].codeText == nil { record.defaults["id: feature number", default: 0] += 1 }
      var member = Neighbourhood(
        id: id, name: names?[feature].codeText ?? id, numbers: [:], texts: [:])
      for column in others { member.keep(column[feature], as: column.name) }
      for (number, column) in numbers { record.take(number, feature, of: column, for: &member) }
      members.append(member)
    }
    geometry = features.count == layer.count ? layer.geometry : layer.geometry.selecting(features)
    guard members.isEmpty else { return }
    throw SourceError(
      source: source.options.source,
      problem: "There are no neighbourhoods: every feature was dropped or left out.",
      remedy: "Run 'kansenkaart check' without 'where', or check the geometries of the file.")
  }
}

extension NeighbourhoodIntake {
  /// The members of a part, and those that come near a box.
  func keeping(_ part: [Int], near box: Bounds) -> NeighbourhoodIntake {
    let kept = members.indices.filter { index in
      part.contains(index) || geometry.bounds(of: index).map(box.intersects) ?? false
    }
    var intake = self
    intake.members = kept.map { members[$0] }
    intake.geometry = geometry.selecting(kept)
    intake.part = kept.indices.filter { part.contains(kept[$0]) }
    intake.record.used = part.count
    if part.count < members.count { intake.record.leaveOut(members.count - part.count) }
    return intake
  }

  /// Polygons of the members that are reported.
  var reportedGeometry: GeometryArray { part.map(geometry.selecting) ?? geometry }
}

extension NeighbourhoodIntake {
  /// The columns of the numbers that belong to the profile.
  private static func columns(
    of numbers: [NeighbourhoodNumber], _ layer: Layer, _ source: NeighbourhoodSource
  ) throws(SourceError) -> [(NeighbourhoodNumber, AttributeColumn)] {
    var columns: [(NeighbourhoodNumber, AttributeColumn)] = []
    let names = layer.attributes.columns.map(\.name)
    for number in numbers {
      guard let column = layer.attributes.column(number.field) else {
        let nearest = nearestName(to: number.field, among: names)
        throw SourceError(
          source: source.options.source,
          problem: "There is no field '\(number.field)', which 'numbers.\(number.key)' asks for.",
          remedy: (nearest.map { "Did you mean '\($0)'? " } ?? "")
            + "The fields are: \(names.joined(separator: ", ")).")
      }
      columns.append((number, column))
    }
    return columns
  }
}

extension IntakeRecord {
  /// Takes a number that belongs to the profile; one that is missing or can't be read is unknown, and
  /// counted.
  fileprivate mutating func take(
    _ number: NeighbourhoodNumber, _ feature: Int, of column: AttributeColumn,
    for member: inout Neighbourhood
  ) {
    if let known = try? column.number(feature) {
      member.numbers[number.field] = known
    } else {
      defaults["numbers.\(number.key): unknown", default: 0] += 1
    }
  }

  fileprivate mutating func drop(_ feature: Int, of layer: Layer, id: String, sameAs first: Int) {
    used -= 1
    dropped.append(
      DroppedFeature(
        feature: layer.sourceFeatures[feature], id: id, reason: .duplicateID,
        detail: Wording(
          en: "feature \(first) has the same code; unite the parts of a neighbourhood first",
          nl: "object \(first) heeft dezelfde code; voeg de delen van een buurt eerst samen"),
        place: layer.geometry.positions[layer.geometry.positionRange(of: feature)].first))
  }
}

extension Neighbourhood {
  fileprivate mutating func keep(_ value: AttributeValue, as name: String) {
    switch value {
    case .null: break
    case .boolean, .text: texts[name] = value.codeText
    case .integer, .number: numbers[name] = (try? value.number()) ?? nil
    }
  }
}
