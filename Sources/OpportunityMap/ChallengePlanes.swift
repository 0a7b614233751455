import Geometry
import LayerIO
import LayerStack
import ProjectFile

/// The planes of all themes: one for each layer and severity class.
package struct ChallengePlanes: Sendable {
  /// Themes, in the order of the project file.
  package var themes: [Theme]
  /// Planes, in the order of the signature's bits.
  package let planes: [Plane]
  /// Polygons of each plane and then of each area that planes are confined to. None where they were let go.
  package private(set) var surfaces: PlaneSurfaces
  /// Records of the layers, with what severity dropped or left out.
  package let records: [IntakeRecord]

  /// Planes whose geometry nobody will ask for.
  package init(themes: [Theme], planes: [Plane], records: [IntakeRecord]) {
    self.themes = themes
    self.planes = planes
    self.records = records
    surfaces = PlaneSurfaces()
  }

  /// The polygons that are in memory.
  package var geometry: [GeometryArray] { surfaces.inMemory }

  /// Lets the polygons go, which are most of what a city takes up in memory.
  package mutating func forgetGeometry() { surfaces = PlaneSurfaces() }

  /// Sorts the features of each theme layer into severity classes. `layers` has one layer for each
  /// theme layer of the project, theme after theme; `areas` those that layers are confined to.
  /// - Throws: `StackError.tooManyPlanes`.
  package init(
    _ descriptions: [ThemeDescription], _ layers: [Layer], areas: [(AreaSource, Layer)] = []
  ) throws {
    precondition(layers.count == descriptions.flatMap(\.layers).count, "a layer is missing")
    try self.init(descriptions, areas: areas, in: nil) { layers[$0] }
  }

  /// The same of layers that are given one after another, by number, each asked for once; surfaces go into a spool
  /// where one is given, so that no more than one layer is in memory.
  /// - Throws: `StackError.tooManyPlanes`, `SourceError` where a surface can't be put on disk, and what `layer` throws.
  package init(
    _ descriptions: [ThemeDescription], areas: [(AreaSource, Layer)], in spool: GeometrySpool?,
    layer: (Int) throws -> Layer
  ) throws {
    var themes: [Theme] = []
    var planes: [Plane] = []
    var surfaces = PlaneSurfaces(in: spool)
    var records: [IntakeRecord] = []
    for (index, description) in descriptions.enumerated() {
      let first = planes.count
      for layerDescription in description.layers {
        let classes = SeverityClasses(layerDescription, try layer(records.count), theme: index)
        planes += classes.planes.map { plane in
          var plane = plane
          plane.area = areas.area(of: layerDescription)
          return plane
        }
        for geometry in classes.geometry { try surfaces.append(geometry) }
        records.append(classes.record)
      }
      themes.append(
        Theme(
          key: description.key, name: description.name, weight: description.weight,
          planes: Array(first..<planes.count)))
    }
    // Bits of areas come behind those of all planes, however many these turn out to be.
    let first = planes.count
    for plane in planes.indices { planes[plane].area?.bit += first }
    for area in areas { try surfaces.append(area.1.geometry) }
    guard surfaces.count <= Signature.capacity else {
      throw StackError.tooManyPlanes(surfaces.count)
    }
    self.themes = themes
    self.planes = planes
    self.surfaces = surfaces
    self.records = records
  }
}

extension [(AreaSource, Layer)] {
  /// The area that a layer is confined to, its bit counted from the first area's.
  fileprivate func area(of layer: ThemeLayer) -> ConfiningArea? {
    firstIndex { $0.0.key == layer.within }.map {
      ConfiningArea(bit: $0, key: self[$0].0.key, name: self[$0].0.name)
    }
  }
}

/// A layer's features by severity class; a class without features has no plane, unless it is the
/// layer's only one or a challenge by absence, which then is everywhere.
private struct SeverityClasses {
  private(set) var planes: [Plane] = []
  private(set) var geometry: [GeometryArray] = []
  private(set) var record: IntakeRecord
  private let rule: SeverityRule

  init(_ description: ThemeLayer, _ layer: Layer, theme: Int) {
    rule = description.severity
    record = layer.record
    var members: [Int: [Int]] = [:]
    var mild = 0
    let column = rule.field.flatMap { layer.attributes.column($0) }
    for feature in 0..<layer.count {
      switch placing(column?[feature] ?? .null, as: column?.notation ?? ColumnNotation()) {
      case .success(let index?): members[index, default: []].append(feature)
      case .success(nil): mild += 1
      case .failure(let problem): record.drop(feature, of: layer, problem)
      }
    }
    leaveOut(mild, keepsFeatures: description.derivation?.request.keepsFeatures ?? true)
    for (index, kind) in rule.classes.enumerated()
    where members[index] != nil || rule.field == nil || description.outside {
      planes.append(
        Plane(
          theme: theme, source: description.options.source, sourceName: description.options.name,
          severity: kind.severity, label: kind.label, isOutside: description.outside))
      geometry.append(layer.geometry.selecting(members[index] ?? []))
    }
    precondition(record.read == record.used + record.dropped.count + record.filtered)
  }

  /// The class of a value; nil is no challenge.
  private func placing(
    _ value: AttributeValue, as notation: ColumnNotation
  ) -> Result<Int?, FieldProblem> {
    switch rule {
    case .constant: return .success(0)
    case .steps(_, let steps, _):
      return Result { () throws(FieldProblem) in
        guard let number = try value.number(as: notation) else {
          throw FieldProblem.noSeverity
        }
        let rises = steps.count < 2 || steps[0] < steps[1]
        return steps.lastIndex { rises ? number >= $0 : number <= $0 }
      }
    case .map(_, let severities):
      guard let text = value.codeText else { return .failure(.noSeverity) }
      guard let severity = severities[text] else {
        return .failure(
          FieldProblem(
            reason: .badValue,
            detail: Wording(
              en: "'\(text)' is not in the map of severities",
              nl: "'\(text)' staat niet in de lijst van ernst")))
      }
      return .success(severity > 0 ? rule.classes.firstIndex { $0.severity == severity } : nil)
    }
  }

  private mutating func leaveOut(_ count: Int, keepsFeatures: Bool) {
    guard count > 0 else { return }
    if keepsFeatures {
      record.used -= count
      record.filtered += count
    }
    record.notes.append(
      IntakeNote(
        kind: .filtered, count: count,
        text: Wording(
          en: "Features are too mild to be a challenge.",
          nl: "Objecten zijn te licht om een opgave te zijn.")))
  }
}

extension FieldProblem {
  fileprivate static let noSeverity = FieldProblem(
    reason: .missingValue,
    detail: Wording(en: "the severity field has no value", nl: "het veld voor de ernst is leeg"))
}

extension SeverityRule {
  fileprivate var field: String? {
    switch self {
    case .constant: nil
    case .steps(let field, _, _), .map(let field, _): field
    }
  }

  /// Severity and label of each class, ascending.
  fileprivate var classes: [(severity: Double, label: String)] {
    switch self {
    case .constant(let severity): return [(severity, "")]
    case .steps(let field, let steps, let severities):
      let sign = steps.count < 2 || steps[0] < steps[1] ? ">=" : "<="
      return zip(steps, severities).map { ($1, "\(field) \(sign) \(plainNumber($0))") }
    case .map(let field, let severities):
      let values = Set(severities.values.filter { $0 > 0 }).sorted()
      return values.map { severity in
        let names = severities.filter { $0.value == severity }.keys.sorted()
        return (severity, "\(field): \(names.joined(separator: ", "))")
      }
    }
  }
}
