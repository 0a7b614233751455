import Foundation

/// A project that one can check with a pencil, around x 155000, y 463000 in RD New.
///
/// Two neighbourhoods of 100 m x 100 m side by side. Flood: the western half of A (5,000 m2) with depth
/// 10 and, within it, its south (2,500 m2) with depth 20; steps 5 and 15. Empty building: 20 m x 20 m
/// in the middle of B. Schedule: a road of 200 m x 10 m along the south of both, due 2030, 1,000 EUR;
/// a sewer of 100 m in A, 2 m wide, built 1970; a work outside both.
package struct TinyProject {
  /// Its folder.
  package let folder: TemporaryFolder
  /// Its project file.
  package var path: String { folder.file("project.yaml") }

  /// `name` is that of the first neighbourhood.
  package init(name: String = "A <b>") throws {
    folder = try TemporaryFolder()
    try folder.write(
      collection([
        square(0, 0, 100, 100, ["code": "00A", "name": name, "people": 500]),
        square(100, 0, 200, 100, ["code": "00B", "name": "=cmd()", "people": 20.5]),
      ]), to: "areas.geojson")
    try folder.write(
      collection([
        square(0, 0, 50, 100, ["depth": 10]), square(0, 0, 50, 50, ["depth": 20]),
        square(0, 60, 100, 70, ["depth": 1]),
      ]), to: "flood.geojson")
    try folder.write(collection([square(140, 40, 160, 60, [:])]), to: "empty.geojson")
    try folder.write(
      collection([
        square(0, 0, 200, 10, ["id": "R1", "due": 2030, "cost": 1000, "pot": "roads"]),
        square(500, 0, 510, 10, ["id": "R2", "due": 2031, "cost": 500, "pot": "roads"]),
        square(0, 0, 1, 1, ["id": "R3", "due": "morgen"]),
      ]), to: "roads.geojson")
    try folder.write(
      collection([
        feature(
          ["type": "LineString", "coordinates": [[155_000, 463_080], [155_100, 463_080]]],
          ["id": "S1", "built": 1970])
      ]), to: "sewers.geojson")
    try folder.write(cycles, to: "cycles.yaml")
    try folder.write(project, to: "project.yaml")
  }

  private let project = """
    kansenkaart: 1
    name: Tiny
    crs: EPSG:28992
    horizon: {from: 2027, to: 2041}
    neighbourhoods: {source: areas.geojson, id: code, name: name, crs: "EPSG:28992"}
    themes:
      water:
        weight: 3
        layers:
          - {source: flood.geojson, crs: "EPSG:28992", severity: {field: depth, steps: [5, 15]}}
      vacancy:
        layers:
          - {source: empty.geojson, crs: "EPSG:28992"}
    schedule:
      - source: roads.geojson
        crs: "EPSG:28992"
        asset_type: road
        fields: {id: id, due: due, cost: cost, budget: pot}
      - {source: sewers.geojson, crs: "EPSG:28992", asset_type: sewer, width: 2, fields: {id: id, built: built}}
    cycles: cycles.yaml
    """

  private let cycles = """
    kansenkaart_cycles: 1
    price_year: 2024
    asset_types:
      road:
        name: {nl: weg, en: road}
        measures:
          - {key: relay, name: {nl: herstraten, en: relay}, cycle: 30, window: {before: 2, after: 2}, source: test}
      sewer:
        name: {nl: riool, en: sewer}
        measures:
          - {key: replace, name: {nl: vervangen, en: replace}, cycle: 60, unit_cost: {amount: 500, per: m}, window: {before: 5, after: 5}, source: test}
    """
}

private func collection(_ features: [[String: Any]]) throws -> String {
  let object: [String: Any] = ["type": "FeatureCollection", "features": features]
  let data = try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
  return String(decoding: data, as: UTF8.self)
}

private func feature(_ geometry: [String: Any], _ properties: [String: Any]) -> [String: Any] {
  ["type": "Feature", "properties": properties, "geometry": geometry]
}

private func square(
  _ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int, _ properties: [String: Any]
) -> [String: Any] {
  let ring = [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]].map {
    [155_000 + $0[0], 463_000 + $0[1]]
  }
  return feature(["type": "Polygon", "coordinates": [ring]], properties)
}
