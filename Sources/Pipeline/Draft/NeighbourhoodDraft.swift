import LayerIO
import Workers

/// The neighbourhoods of a draft.
struct NeighbourhoodDraft {
  /// The layer that is taken; nil where none will do.
  let layer: DraftLayer?
  /// Layers with larger areas, or other ones, that are not.
  let others: [DraftLayer]

  /// Takes, of the layers that seem to hold areas with a code or a name, those that are called
  /// neighbourhoods, then the finest.
  init(_ layers: [DraftLayer]) {
    let areas = layers.filter { $0.areaScore >= 2 }
    let best = areas.max { $0.areaRank < $1.areaRank }
    layer = best
    others = areas.filter { $0.description.isSame(as: best?.description) == false }
  }

  /// The neighbourhoods that were told, where some were.
  init(told layer: DraftLayer?) { (self.layer, others) = (layer, []) }

  /// Whether a layer is one of its areas, taken or not.
  func holds(_ layer: DraftLayer) -> Bool {
    ([self.layer].compactMap(\.self) + others).contains {
      $0.description.isSame(as: layer.description)
    }
  }

  /// The municipality that all of them are in, where a field tells its name.
  var municipality: String? {
    let field = layer?.description.fields.first { field in
      field.values.count == 1 && likeness(of: field.spelling, to: ThemeWords.municipalities) >= 2
    }
    // A code is no name.
    return field?.values.first.map(\.text).flatMap { $0.contains(where: \.isNumber) ? nil : $0 }
  }

  func lines(_ systems: DraftSystems) -> [DraftLine] {
    guard let layer else {
      return [
        DraftLine(
          "# MISSING: none of the files looks like neighbourhoods: polygons side by side with"),
        DraftLine(
          "# a code and a name. 'check' works without them, 'run' needs them; name yours here:"),
        DraftLine("# neighbourhoods: {source: FILE, id: CODE, name: NAME}"),
      ]
    }
    return [DraftLine("neighbourhoods:")] + layer.neighbourhoodLines(systems).indented(2)
  }
}

extension SourceDescription {
  func isSame(as other: SourceDescription?) -> Bool {
    path == other?.path && layer == other?.layer
  }
}

extension DraftLayer {
  /// Fields that a neighbourhood's code may be called by, the most telling first.
  private static let codes =
    [
      "buurtcode", "bucode", "statcode", "code", "kode", "gebiedscode", "codequartier", "codeiris",
      "schlussel", "schluessel", "kennung", "nr", "nummer", "number", "numero", "id",
    ] + ThemeWords.neighbourhoods + ["wijkcode", "wkcode"] + ThemeWords.districts

  private var codeField: FoundField? {
    if settled.contains(.id) { return found[.id] }
    let known = delivery?.field(.id, among: description.fields.map(\.spelling))
    let fields = description.fields.filter {
      $0.isUnique || aside != nil && $0.distinct * 10 >= $0.filled * 4
    }
    if let known, let field = fields.first(where: { $0.spelling == known }) {
      return FoundField(field, check: nil)
    }
    return FoundField.best(fields, Self.codes, of: .id)
  }

  private var nameField: FoundField? {
    if settled.contains(.name) { return found[.name] }
    let known = delivery?.field(.name, among: description.fields.map(\.spelling))
    let fields = description.fields.filter { !$0.isNumeric && $0.spelling != codeField?.name }
    if let known, let field = fields.first(where: { $0.spelling == known }) {
      return FoundField(field, check: nil)
    }
    let words = (fieldWords[.name] ?? []) + ThemeWords.neighbourhoods
    return FoundField.best(fields, words, of: .name)
  }

  /// The field that is taken for a meaning: of neighbourhoods ids and names are called otherwise.
  func guessed(_ meaning: FieldMeaning, of role: DraftRole) -> FoundField? {
    switch (role, meaning) {
    case (.neighbourhoods, .id): codeField
    case (.neighbourhoods, .name): nameField
    case (.challenge, .severity): severityField
    default: found[meaning]
    }
  }

  /// How much tells that it holds neighbourhoods; from 2 on it may.
  var areaScore: Int {
    guard isPolygons, description.count < Mosaic.most, !isBuildings else { return 0 }
    var score = 0
    if isNamedNeighbourhoods { score += 3 }
    if likeness(of: name, to: ThemeWords.districts) >= 2 { score += 2 }
    if delivery?.key == "CBS" { score += 4 }
    if codeField != nil { score += 1 }
    if nameField != nil { score += 1 }
    let mosaic = description.mosaic
    if mosaic.sharedCorners > 0.3 && mosaic.medianArea > 5000, codeField != nil || nameField != nil
    {
      score += 2
    }
    let isKnownOtherwise = namedTheme != nil || namedType != nil || hasMaintenance
    if isKnownOtherwise || delivery != nil && delivery?.key != "CBS" { score -= 5 }
    return score
  }

  private var isNamedNeighbourhoods: Bool {
    likeness(of: name, to: ThemeWords.neighbourhoods) > 0
  }

  /// What is called neighbourhoods comes first, then what has a code and a name, then the finest.
  fileprivate var areaRank: (Int, Int) {
    let isNamed = isNamedNeighbourhoods || delivery?.field(.id, among: ["bucode"]) != nil
    return ((isNamed ? 4 : 0) + (codeField == nil ? 0 : 1), description.count)
  }

  fileprivate func neighbourhoodLines(_ systems: DraftSystems) -> [DraftLine] {
    var lines = sourceLines(systems)
    if !isNamedNeighbourhoods && delivery == nil {
      lines[0].check = "polygons with \(codeField == nil ? "a name" : "a code that is unique")"
    }
    if let code = codeField {
      lines.append(DraftLine("id: \(quoted(code.name))", check: code.check))
    }
    if let name = nameField {
      lines.append(DraftLine("name: \(quoted(name.name))", check: name.check))
    }
    let numbers = [FieldMeaning.inhabitants, .dwellings].compactMap { meaning in
      found[meaning].map { "\(meaning.rawValue): {field: \(quoted($0.name)), kind: count}" }
    }
    if !numbers.isEmpty { lines.append(DraftLine("numbers: {\(numbers.joined(separator: ", "))}")) }
    return lines
  }
}
