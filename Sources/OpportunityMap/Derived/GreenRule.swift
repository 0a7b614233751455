import Foundation
import Geometry
import LayerIO
import ProjectFile
import Workers

extension GreenRequest: DerivedChallenge {
  package typealias Row = GreenRow

  package func derive(
    _ layer: Layer, _ further: [Layer], named source: String,
    _ surroundings: DerivedLayers.Surroundings, _ figures: inout DerivedFigures
  ) throws -> Layer {
    let rule = try GreenRule(
      layer, trees: further[0], cool: further[1], self, named: source, surroundings)
    figures.append(rule.rows, of: Self.self)
    return rule.missingLayer
  }
}

/// How many buildings with dwellings satisfy each part of the 3-30-300 rule.
package struct GreenRow: DerivedRow {
  /// Source of the layer, as the project file gives it.
  package var source: String
  /// Code of the neighbourhood; empty for the whole city.
  package var neighbourhood: String
  /// Buildings that were looked at.
  package var buildings = 0
  /// Those with enough trees nearby.
  package var trees = 0
  /// Those with enough crown cover around.
  package var crowns = 0
  /// Those with cool green within reach.
  package var cool = 0
  /// Those that satisfy all three.
  package var all = 0
}

/// The 3-30-300 rule at each building with dwellings, and the layer of those that miss a part of it.
///
/// Distances run in a straight line from the building's outline to a tree's stem or to the edge of cool
/// green. Crowns count where their stem lies within the circle around the building's middle, each with its
/// whole area: crowns that overlap count twice, and what reaches over the circle counts as well.
struct GreenRule {
  /// A row for the whole city and then one for each neighbourhood.
  let rows: [GreenRow]
  /// The buildings that miss at least one part.
  let missingLayer: Layer

  /// - Throws: `DerivationError` where a tree's crown can't be known.
  init(
    _ dwellings: Layer, trees: Layer, cool: Layer, _ request: GreenRequest, named name: String,
    _ surroundings: DerivedLayers.Surroundings
  ) throws {
    guard let rule = surroundings.norms?.green else { preconditionFailure("norms are loaded") }
    let index = TreeIndex(
      try Trees(trees, request, named: name, surroundings), cool.geometry, rule,
      metresPerUnit: surroundings.metresPerUnit)
    let findings = try concurrentMap(count: dwellings.count, threads: surroundings.threads) {
      index.finding(at: $0, of: dwellings.geometry)
    }
    let places = PlaceIndex(surroundings.polygons)
    let homes = (0..<dwellings.count).map { building in
      dwellings.geometry.middle(of: building).flatMap { places.first(holding: $0) }
    }
    rows = Self.rows(findings, homes, rule, name, surroundings.neighbourhoods)
    let missing = findings.indices.filter { findings[$0].missed(rule) > 0 }
    missingLayer = dwellings.keeping(
      missing,
      adding: [
        AttributeColumn(name: "trees", numbers: missing.map { Double(findings[$0].trees) }),
        AttributeColumn(name: "crown_share", numbers: missing.map { findings[$0].crownShare }),
        AttributeColumn(name: "cool_m", numbers: missing.map { findings[$0].coolDistance }),
        AttributeColumn(name: "missed", numbers: missing.map { Double(findings[$0].missed(rule)) }),
      ],
      note: Wording(
        en: "Buildings satisfy the rule; the table counts them.",
        nl: "Gebouwen voldoen aan de regel; de tabel telt ze."))
  }

  private static func rows(
    _ findings: [GreenFinding], _ homes: [Int?], _ rule: NormCatalogue.Green, _ name: String,
    _ neighbourhoods: [Neighbourhood]
  ) -> [GreenRow] {
    var city = GreenRow(source: name, neighbourhood: "")
    var rows = neighbourhoods.map { GreenRow(source: name, neighbourhood: $0.id) }
    for (finding, home) in zip(findings, homes) {
      city.add(finding, rule)
      if let home { rows[home].add(finding, rule) }
    }
    return [city] + rows
  }
}

/// What a building has around it.
private struct GreenFinding: Sendable {
  /// Trees with a crown that is large enough, near enough.
  var trees: Int
  /// Part of the surroundings under crowns, at most 1.
  var crownShare: Double
  /// Distance to cool green in m; nil where there is none within reach.
  var coolDistance: Double?

  /// Number of parts of the rule that it misses.
  func missed(_ rule: NormCatalogue.Green) -> Int {
    [trees >= rule.trees, crownShare >= rule.crownShare, coolDistance != nil].count { !$0 }
  }
}

extension GreenRow {
  fileprivate mutating func add(_ finding: GreenFinding, _ rule: NormCatalogue.Green) {
    buildings += 1
    if finding.trees >= rule.trees { trees += 1 }
    if finding.crownShare >= rule.crownShare { crowns += 1 }
    if finding.coolDistance != nil { cool += 1 }
    if finding.missed(rule) == 0 { all += 1 }
  }
}

/// Stems and crowns.
private struct Trees: Sendable {
  let stems: [Position]
  /// Crown of each in m2. Shape: `stems`.
  let crowns: [Double]

  init(
    _ layer: Layer, _ request: GreenRequest, named name: String,
    _ surroundings: DerivedLayers.Surroundings
  ) throws(DerivationError) {
    let column = request.crown.flatMap { layer.attributes.column($0) }
    let unit = surroundings.metresPerUnit * surroundings.metresPerUnit
    var (stems, crowns): ([Position], [Double]) = ([], [])
    for feature in 0..<layer.count {
      guard let middle = layer.geometry.middle(of: feature) else { continue }
      let isPoint = layer.geometry.paths(of: feature).contains {
        layer.geometry.pathRoles[$0] == .point
      }
      guard column != nil || !isPoint else {
        throw DerivationError(
          source: name, problem: "The trees are points, and nothing tells their crowns.",
          remedy: "Name the attribute with the area of the crown in m2 under 'trees.crown'.")
      }
      let crown = column.map { (try? $0.number(feature)) ?? 0 }
      stems.append(middle)
      crowns.append(crown ?? layer.geometry.area(of: feature) * unit)
    }
    (self.stems, self.crowns) = (stems, crowns)
  }
}

/// Trees and cool green around a building.
private struct TreeIndex: Sendable {
  private let trees: Trees
  private let treeGrid: BoxGrid
  private let cool: CoolGreen
  private let rule: NormCatalogue.Green
  private let metres: Double

  init(
    _ trees: Trees, _ cool: GeometryArray, _ rule: NormCatalogue.Green, metresPerUnit: Double
  ) {
    self.trees = trees
    self.cool = CoolGreen(cool)
    self.rule = rule
    metres = metresPerUnit
    treeGrid = BoxGrid(trees.stems.map { Bounds([$0]) })
  }

  func finding(at building: Int, of buildings: GeometryArray) -> GreenFinding {
    guard let middle = buildings.middle(of: building), let box = buildings.bounds(of: building)
    else { return GreenFinding(trees: 0, crownShare: 0, coolDistance: nil) }
    // From the middle, this far reaches what is near the outline.
    let extent = Position(box.maxX - box.minX, box.maxY - box.minY)
    let half = (extent * extent).sum().squareRoot()
    let cool = cool.distance(
      to: building, of: buildings, middle, extent: half, within: rule.coolWithin / metres)
    return GreenFinding(
      trees: treeCount(building, buildings, middle, extent: half),
      crownShare: crownShare(around: middle), coolDistance: cool.map { $0 * metres })
  }

  private func treeCount(
    _ building: Int, _ buildings: GeometryArray, _ middle: Position, extent: Double
  ) -> Int {
    let reach = rule.treesWithin / metres
    var count = 0
    treeGrid.visit(around: middle, within: reach + extent) { tree in
      guard trees.crowns[tree] >= rule.crown else { return }
      if buildings.distance(from: trees.stems[tree], to: building) <= reach { count += 1 }
    }
    return count
  }

  private func crownShare(around middle: Position) -> Double {
    let radius = rule.crownWithin / metres
    var crowns = 0.0
    treeGrid.visit(around: middle, within: radius) { tree in
      let way = trees.stems[tree] - middle
      if (way * way).sum() <= radius * radius { crowns += trees.crowns[tree] }
    }
    return min(1, crowns / (Double.pi * rule.crownWithin * rule.crownWithin))
  }
}
