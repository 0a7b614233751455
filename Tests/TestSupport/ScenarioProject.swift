import Foundation

/// Streets of 100 m, each a road with a sewer in it and trees beside it, in two neighbourhoods, with a
/// flooded strip across them: enough for projects, budgets that bind and works that overlap. What is due
/// when is drawn by a seed.
package struct ScenarioProject {
  /// Its folder.
  package let folder: TemporaryFolder
  /// Its project file.
  package var path: String { folder.file("project.yaml") }

  /// So many streets; what is due when is drawn by the seed.
  package init(streets: Int = 6, seed: UInt64 = 1) throws {
    folder = try TemporaryFolder()
    var random = Draws(state: seed)
    var (roads, sewers, trees): ([String], [String], [String]) = ([], [], [])
    for street in 0..<streets {
      let y = 463_000 + 40 * street
      let (due, built) = (2027 + random.next(15), 1967 + random.next(15))
      let name = "Straat \(street)"
      roads.append(
        polygon(
          155_000, y, 155_100, y + 10, #""id":"R\#(street)","due":\#(due),"street":"\#(name)""#))
      sewers.append(
        """
        {"type":"Feature","properties":{"id":"S\(street)","built":\(built),"street":"\(name)"},\
        "geometry":{"type":"LineString","coordinates":[[155000,\(y + 5)],[155100,\(y + 5)]]}}
        """)
      trees.append(
        polygon(155_010, y, 155_014, y + 4, #""id":"T\#(street)","due":\#(2027 + random.next(15))"#)
      )
    }
    let top = 463_000 + 40 * streets
    try write(
      [
        polygon(155_000, 462_900, 155_050, top, #""code":"BU1","name":"West""#),
        polygon(155_050, 462_900, 155_100, top, #""code":"BU2","name":"Oost""#),
      ], "areas.geojson")
    try write([polygon(155_000, 463_000, 155_040, top, #""depth":20"#)], "flood.geojson")
    try write([polygon(155_060, 463_000, 155_100, 463_045, "")], "heat.geojson")
    try write(roads, "roads.geojson")
    try write(sewers, "sewers.geojson")
    try write(trees, "trees.geojson")
    try folder.write(Self.cycles, to: "cycles.yaml")
    try folder.write(Self.rules(), to: "rules.yaml")
    try folder.write(Self.project, to: "project.yaml")
  }

  private func write(_ features: [String], _ name: String) throws {
    try folder.write(
      #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#, to: name)
  }

  /// Writes a scenario beside the project.
  package func scenario(_ key: String, base: String? = nil, _ changes: String) throws {
    let indented = changes.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    try FileManager.default.createDirectory(
      atPath: folder.file("scenarios"), withIntermediateDirectories: true)
    try folder.write(
      """
      kansenkaart_scenario: 1
      name: {nl: \(key), en: \(key)}
      why: to see
      \(base.map { "base: \($0)" } ?? "")
      changes:
      \(indented)
      """, to: "scenarios/\(key).yaml")
  }

  /// Replaces text in a file of the project.
  package func edit(_ old: String, _ new: String, in name: String = "project.yaml") throws {
    let text = try String(contentsOfFile: folder.file(name), encoding: .utf8)
    precondition(text.contains(old), "\(old) stands in \(name)")
    try folder.write(text.replacingOccurrences(of: old, with: new), to: name)
  }

  /// The rules of the repository, with projects as small as these streets are.
  private static func rules() throws -> String {
    try Repository.text("layers/compatibility.yaml")
      .replacingOccurrences(of: "  setup: 14000", with: "  setup: 100")
      .replacingOccurrences(of: "  least_gain: 10000", with: "  least_gain: 0")
  }

  private static let project = """
    kansenkaart: 1
    name: Straten
    crs: EPSG:28992
    horizon: {from: 2027, to: 2041}
    neighbourhoods: {source: areas.geojson, id: code, name: name, crs: "EPSG:28992"}
    themes:
      water:
        weight: 1
        layers:
          - {source: flood.geojson, crs: "EPSG:28992", severity: {field: depth, steps: [5, 15]}}
      heat:
        weight: 1
        layers:
          - {source: heat.geojson, crs: "EPSG:28992"}
    schedule:
      - source: roads.geojson
        crs: "EPSG:28992"
        asset_type: pavement-brick
        fields: {id: id, due: due, street: street}
        budget: wegen
      - source: sewers.geojson
        crs: "EPSG:28992"
        asset_type: sewer
        width: 2.5
        fields: {id: id, built: built, street: street}
        budget: riool
      - source: trees.geojson
        crs: "EPSG:28992"
        asset_type: tree
        fields: {id: id, due: due}
        budget: groen
    cycles: cycles.yaml
    bundling: {draws: 40, compatibility: rules.yaml}
    programme:
      budgets:
        wegen: {per_year: 70000, carry_over: true}
        riool: {per_year: 60000, carry_over: true}

    """

  private static let cycles = """
    kansenkaart_cycles: 1
    price_year: 2024
    asset_types:
      pavement-brick:
        name: {nl: klinkers, en: bricks}
        measures:
          - {key: relay, name: {nl: herstraten, en: relay}, cycle: 30, unit_cost: {amount: 64, per: m2}, window: {before: 3, after: 3}, source: test}
      sewer:
        name: {nl: riool, en: sewer}
        measures:
          - {key: replace, name: {nl: vervangen, en: replace}, cycle: 60, unit_cost: {amount: 1024, per: m}, window: {before: 4, after: 4}, source: test}
      tree:
        name: {nl: boom, en: tree}
        measures:
          - {key: replace, name: {nl: vervangen, en: replace}, cycle: 50, unit_cost: {amount: 2048, per: piece}, window: {before: 5, after: 5}, source: test}

    """
}

private func polygon(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ properties: String) -> String {
  """
  {"type":"Feature","properties":{\(properties)},"geometry":{"type":"Polygon","coordinates":\
  [[[\(x1),\(y1)],[\(x2),\(y1)],[\(x2),\(y2)],[\(x1),\(y2)],[\(x1),\(y1)]]]}}
  """
}

/// Numbers that a seed alone decides (Knuth's MMIX generator).
package struct Draws {
  package var state: UInt64

  /// Numbers that the seed alone decides.
  package init(state: UInt64) { self.state = state }

  /// A number below `count`.
  package mutating func next(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % count
  }
}
