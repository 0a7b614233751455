import Geometry
import LayerIO
import OpportunityMap
import ProjectFile

/// The type of asset that tests use, and others to be told apart from it.
package let catalogue = readCatalogue(
  """
  kansenkaart_cycles: 1
  price_year: 2021
  asset_types:
    sewer:
      name: {nl: riool, en: sewer}
      measures:
        - key: replace
          name: {nl: vervangen, en: replace}
          cycle: 60
          window: {before: 5, after: 3}
          unit_cost: {amount: 500, per: m}
          source: test
        - key: clean
          name: {nl: reinigen, en: clean}
          cycle: 7
          source: test
    green:
      name: {nl: groen, en: green}
      measures:
        - key: renew
          name: {nl: renoveren, en: renew}
          cycle: 20
          window: {before: 1, after: 1}
          unit_cost: {amount: 2.5, per: m2}
          source: test
  """)

private func readCatalogue(_ text: String) -> CycleCatalogue {
  do {
    return try CycleCatalogue(path: "test", bytes: text.utf8)
  } catch {
    preconditionFailure("\(error)")
  }
}

/// What a test feature looks like.
package enum Shape {
  /// A rectangle of 20 by 10.
  case rectangle
  /// A line of 100.
  case line
}

/// A layer of features with these attributes, columns in the order of their names.
package func layer(
  _ features: [[String: AttributeValue]], shape: Shape = .rectangle, source: String = "test.geojson"
) -> Layer {
  var geometry = GeometryArray()
  for index in features.indices { geometry.append(shape, at: Position(1000 * Double(index), 0)) }
  let names = Set(features.flatMap(\.keys)).sorted()
  let columns = names.map { name in
    var column = AttributeColumn(name: name)
    for feature in features { column.append(feature[name] ?? .null) }
    return column
  }
  var record = IntakeRecord(source: source, role: "test")
  record.read = features.count
  record.used = features.count
  return Layer(
    geometry: geometry, attributes: AttributeTable(count: features.count, columns: columns),
    sourceFeatures: features.indices.map { $0 + 1 }, record: record)
}

extension GeometryArray {
  /// Adds a feature of that shape with its lower left corner or begin at a position.
  package mutating func append(_ shape: Shape, at corner: Position) {
    switch shape {
    case .rectangle:
      for (x, y) in [(0.0, 0.0), (20, 0), (20, 10), (0, 10), (0, 0)] {
        append(corner + Position(x, y))
      }
      endPath(.shell)
    case .line:
      append(corner)
      append(corner + Position(100, 0))
      endPath(.line)
    }
    endFeature()
  }
}

/// An entry of the schedule that maps each field to the attribute of its own name.
package func entry(
  _ type: AssetTypeRule = .constant("sewer"), source: String = "test.geojson",
  fields: [ScheduleField] = ScheduleField.allCases, measure: String? = nil,
  budget: String? = nil, priceYear: Int? = nil
) -> ScheduleSource {
  ScheduleSource(
    options: SourceOptions(source: source, role: "schedule[0]"), assetType: type,
    fields: Dictionary(uniqueKeysWithValues: fields.map { ($0, $0.rawValue) }), values: [:],
    measure: measure, budget: budget, priceYear: priceYear)
}

/// The schedule of one entry over the years 2027 to 2041, in metres.
package func schedule(
  _ features: [[String: AttributeValue]], _ source: ScheduleSource = entry(),
  shape: Shape = .line, metresPerUnit: Double = 1
) -> Schedule {
  Schedule(
    [source], [layer(features, shape: shape)], catalogue: catalogue, horizon: 2027...2041,
    metresPerUnit: metresPerUnit)
}

/// A theme with a plane of constant severity for each of the severities.
package func theme(_ key: String, weight: Double, _ severities: Double..., outside: Bool = false)
  -> ThemeDescription
{
  ThemeDescription(
    key: key, weight: weight,
    layers: severities.map {
      ThemeLayer(
        options: SourceOptions(source: "\(key).geojson", role: "themes"), severity: .constant($0),
        outside: outside)
    })
}

/// The planes of themes whose layers have one feature each.
package func planes(_ themes: [ThemeDescription]) throws -> ChallengePlanes {
  try ChallengePlanes(themes, themes.flatMap(\.layers).map { _ in layer([[:]]) })
}

/// Neighbourhoods with the codes `N0`, `N1`, ...
package func neighbourhoods(_ count: Int) -> [Neighbourhood] {
  (0..<count).map { Neighbourhood(id: "N\($0)", name: "Name \($0)", numbers: [:], texts: [:]) }
}
