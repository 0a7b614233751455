import Formats
import Geometry
import LayerIO

extension DraftLayer {
  /// How much tells that it belongs to the schedule.
  var scheduleScore: Int {
    let weights: [(FieldMeaning, Int)] = [
      (.due, 4), (.last, 3), (.cost, 3), (.latest, 2), (.budget, 1), (.cycle, 1),
    ]
    var score = weights.reduce(0) { $0 + (found[$1.0] == nil ? 0 : $1.1) }
    // A building's year is when it was built, no more: that makes it no work.
    guard !isBuildings else { return score < 3 ? 0 : score }
    if found[.built] != nil { score += 2 }
    if let namedType { score += namedType.isLoose ? 3 : 4 }
    if let typeField, namedType?.isLoose != false {
      score += typeField.known * 2 >= description.count ? 3 : 1
    }
    return score
  }

  /// The entry of the schedule.
  func scheduleLines(_ systems: DraftSystems) -> [DraftLine] {
    let (type, conditions) = assetType
    var lines = sourceLines(systems, conditions: conditions + [presence].compactMap(\.self))
    lines.append(type)
    lines += [sizeLine].compactMap(\.self)
    let fields = fieldLines
    if !fields.isEmpty { lines += [DraftLine("fields:")] + fields.indented(2) }
    return lines
  }

  // MARK: Type

  /// The line with the type; and what to leave out where most values of a field tell no type.
  private var assetType: (DraftLine, [DraftCondition]) {
    if let settledType { return (DraftLine("asset_type: \(quoted(settledType))"), []) }
    if let namedType, !isTypedByField {
      let check = namedType.isLoose || delivery?.assetType == nil && !hasNamedType
      return (
        DraftLine(
          "asset_type: \(namedType.type)",
          check: check ? "by the name alone; see the types in layers/cycles.yaml" : nil), []
      )
    }
    guard let typeField else {
      return (
        DraftLine(
          "asset_type: pavement-brick",
          check: "nothing tells the type; see the types in layers/cycles.yaml"), []
      )
    }
    return (mapped(typeField), chosenOnly(typeField))
  }

  /// Whether values of a field tell the type, rather than a name.
  var isTypedByField: Bool { typeField != nil && namedType?.isLoose ?? true }

  private var hasNamedType: Bool { namedType.map { !$0.isLoose } ?? false }

  private func mapped(_ types: TypeField) -> DraftLine {
    let map = types.types.map { "\(quoted($0.value)): \($0.finding.type)" }.joined(separator: ", ")
    var checks = [String]()
    let unknown = types.unknown
    if !unknown.isEmpty {
      let examples = unknown.prefix(3).map { "'\($0.text)'" }.joined(separator: ", ")
      let values = types.field.values.count
      checks.append(
        "\(share(types.types.count, of: values)) values are known types; not known: \(examples)")
    }
    if types.isLoose { checks.append("whether carriageways are of asphalt or of bricks") }
    return DraftLine(
      "asset_type: {field: \(quoted(types.field.spelling)), map: {\(map)}}",
      check: checks.isEmpty ? nil : checks.joined(separator: "; "))
  }

  /// Where the field tells a type of less than half of the features, the others stay out.
  private func chosenOnly(_ types: TypeField) -> [DraftCondition] {
    guard types.known * 2 < description.count, namedType == nil, !hasMaintenance else { return [] }
    let list = types.types.map { quoted($0.value) }.joined(separator: ", ")
    return [
      DraftCondition(
        field: types.field.spelling, test: "[\(list)]",
        check: "the others are of no known type")
    ]
  }

  private var mainType: String? {
    settledType ?? namedType?.type ?? typeField?.types.first?.finding.type
  }

  /// The width or the radius that the entry needs.
  private var sizeLine: DraftLine? {
    switch description.kind {
    case .line:
      let widths = ["sewer": 2.5, "pavement-brick": 5, "pavement-asphalt": 5, "green": 2]
      let width = mainType.flatMap { widths[$0] } ?? 2
      return DraftLine("width: \(listed([width]))", check: "the width of the ground it takes, in m")
    case .point:
      let radii = ["lighting": 1.0, "pump": 3, "play": 5]
      let radius = mainType.flatMap { radii[$0] } ?? 2
      return DraftLine("radius: \(listed([radius]))", check: "the radius of the dig, in m")
    default: return nil
    }
  }

  // MARK: Fields

  private var fieldLines: [DraftLine] {
    let order: [FieldMeaning] = [
      .id, .built, .last, .due, .earliest, .latest, .cycle, .cost, .budget, .street,
    ]
    var lines = order.compactMap { meaning in
      found[meaning].map {
        DraftLine("\(meaning.rawValue): \(quoted($0.name))", check: $0.check)
      }
    }
    if found[.due] == nil, let life = RemainingLife(description, today: today) {
      lines.append(life.line)
    }
    return lines
  }
}

/// A field with the years that are left, in classes such as "<5 jr" and "5-10 jr".
struct RemainingLife {
  let line: DraftLine

  init?(_ description: SourceDescription, today: Int) {
    for field in description.fields where 2...12 ~= field.distinct && !field.isNumeric {
      let ends = field.values.map { ($0.text, Self.years($0.text)) }
      guard ends.count(where: { $0.1 != nil }) >= 2 else { continue }
      let map = ends.map { text, years in
        "\(quoted(text)): \(years.map { String(today + $0) } ?? "null")"
      }.joined(separator: ", ")
      line = DraftLine(
        "due: {field: \(quoted(field.spelling)), map: {\(map)}}",
        check: "the last year of each class of years that are left, from \(today)")
      return
    }
    return nil
  }

  /// The most years of a class that has an end: 5 of "<5 jr", 10 of "5-10 jr".
  private static func years(_ text: String) -> Int? {
    guard let match = text.lowercased().wholeMatch(of: /(<|[0-9]+ ?- ?)([0-9]{1,3}) ?([a-z]+)\.?/)
    else { return nil }
    let units = ["jr", "jaar", "yr", "yrs", "year", "years", "jahre", "ans"]
    return units.contains(String(match.3)) ? Int(match.2) : nil
  }
}
