import Geometry
import LayerStack
import Workers

/// How the figures of a map add up, and what lies twice in neighbourhoods or outside them: checked in
/// every run, since a wrong answer is worse than none.
package struct Reconciliation: Sendable, Codable, Equatable {
  /// Area in m2 of all neighbourhoods, each place once.
  package var cityArea: Double
  /// Sum of the neighbourhoods' areas in m2, overlaps counted for each.
  package var neighbourhoodArea: Double
  /// Area in m2 that more than one neighbourhood claims, each place once.
  package var neighbourhoodOverlap: Double
  /// The neighbourhoods that claim the same places, by code, with the area in m2; each pair once.
  package var overlappingNeighbourhoods: [Overlap]
  /// Surface of works in m2 outside all neighbourhoods, each place once.
  package var areaOutside: Double
  /// Length of line assets in m outside all neighbourhoods.
  package var lengthOutside: Double
  /// Number of works that lie outside all neighbourhoods as a whole.
  package var worksOutside: Int
  /// Number of works that lie outside all neighbourhoods in part.
  package var worksPartlyOutside: Int
  /// Largest relative difference between a neighbourhood's figure and the area of its polygon.
  package var largestDifference: Double
  /// Largest relative difference between an asset's figure and the area or length of its geometry.
  package var largestAssetDifference: Double

  /// Two neighbourhoods that overlap.
  package struct Overlap: Sendable, Codable, Equatable {
    /// Codes of the two, in the order of their source.
    package var codes: [String]
    /// Area in m2 that both claim.
    package var area: Double
  }

  /// Largest relative difference that rounding explains.
  package static let tolerance = 1e-9

  /// Adds the figures up and compares them with the geometries of neighbourhoods and assets in the
  /// working system, of which a unit is `metresPerUnit` metres.
  /// - Throws: `ReconciliationError` for a neighbourhood or asset whose parts do not add up to it.
  package init(
    _ map: OpportunityMap, neighbourhoods: GeometryArray, assets: GeometryArray,
    metresPerUnit: Double, threads: Int = 1
  ) throws(ReconciliationError) {
    let check = SumCheck(assets, metresPerUnit)
    @Sendable func name(_ asset: Int) -> String { "Asset \(map.assets[asset].id)" }
    self.init(
      map,
      largestDifference: try SumCheck(neighbourhoods, metresPerUnit).largestDifference(
        areas: map.profiles.map(\.area), threads: threads,
        name: { "Neighbourhood \(map.neighbourhoods[$0].id)" }),
      largestAssetDifference: max(
        try check.largestDifference(areas: map.scores.surface, threads: threads, name: name),
        try check.largestDifference(lengths: map.scores.length, threads: threads, name: name)))
  }

  /// Adds the figures up where the differences from the geometries are known: they do not depend on
  /// weights or horizon.
  package init(_ map: OpportunityMap, largestDifference: Double, largestAssetDifference: Double) {
    let table = map.table
    cityArea = map.city.area
    neighbourhoodArea = map.profiles.map(\.area).reduce(0, +)
    neighbourhoodOverlap = table.areas[table.sharedAreaRows].reduce(0) { $0 + $1.area }
    overlappingNeighbourhoods = table.overlaps(named: map.neighbourhoods.map(\.id))
    areaOutside = table.areas[table.areaRows(ofZones: 0...0)].reduce(0) { $0 + $1.area }
    lengthOutside = table.lengths[table.lengthRows(ofZones: 0...0)].reduce(0) { $0 + $1.length }
    let places = map.works.indices.map { map.scores.place(of: map.works[$0].asset) }
    worksOutside = places.count { $0 == .outside }
    worksPartlyOutside = places.count { $0 == .partlyOutside }
    self.largestDifference = largestDifference
    self.largestAssetDifference = largestAssetDifference
  }
}

/// The figures of a neighbourhood or asset do not add up to its geometry: a fault of the program, never
/// of its input, so no product is published.
public struct ReconciliationError: UserError {
  /// What it is, such as `Neighbourhood BU03630001`.
  public let name: String
  /// Area of its polygons in m2, or length of its lines in m.
  public let expected: Double
  /// Sum of its parts in m2 or m.
  public let found: Double

  /// Sums that do not add up are a fault of the program.
  public var kind: UserErrorKind { .ourFault }
  /// What does not add up.
  public var place: String? { name }
  /// Both figures.
  public var problem: String {
    "its parts add up to \(found), its geometry measures \(expected) (m2 or m)."
  }
  /// Who can do something about it.
  public var remedy: String {
    "This is a fault of Kansenkaart; nothing was published. Please report it with the project file."
  }
}

/// Compares sums of parts with the geometries that they are parts of.
private struct SumCheck: Sendable {
  private let geometry: GeometryArray
  private let metresPerUnit: Double
  /// Coordinates of this size are known to no more than this many metres.
  private let spacing: Double

  init(_ geometry: GeometryArray, _ metresPerUnit: Double) {
    self.geometry = geometry
    self.metresPerUnit = metresPerUnit
    let bounds = geometry.bounds
    let largest = bounds.map { [$0.minX, $0.minY, $0.maxX, $0.maxY].map(abs).max() ?? 0 } ?? 0
    spacing = largest.ulp * metresPerUnit
  }

  /// - Throws: `ReconciliationError` where rounding does not explain a difference.
  func largestDifference(
    areas: [Double], threads: Int, name: @Sendable (Int) -> String
  ) throws(ReconciliationError) -> Double {
    try largest(of: areas.count, threads: threads) { feature throws(ReconciliationError) in
      let expected = geometry.area(of: feature) * metresPerUnit * metresPerUnit
      // Surfaces around the lines or points of one feature may overlap; a place counts once.
      if areas[feature] < expected, hasSurfacesAroundMembers(feature) { return 0 }
      return try difference(areas[feature], expected, slack: { border(of: feature) * spacing }) {
        name(feature)
      }
    }
  }

  /// - Throws: `ReconciliationError` where rounding does not explain a difference.
  func largestDifference(
    lengths: [Double], threads: Int, name: @Sendable (Int) -> String
  ) throws(ReconciliationError) -> Double {
    try largest(of: lengths.count, threads: threads) { feature throws(ReconciliationError) in
      let expected = geometry.length(of: feature) * metresPerUnit
      let ends = Double(geometry.positionRange(of: feature).count)
      return try difference(lengths[feature], expected, slack: { ends * spacing }) {
        name(feature)
      }
    }
  }

  /// The largest difference of all features, looked at in parallel.
  /// - Throws: the error of the first feature that has one.
  private func largest(
    of count: Int, threads: Int,
    _ difference: @Sendable (Int) throws(ReconciliationError) -> Double
  ) throws(ReconciliationError) -> Double {
    let found = concurrentValues(0..<count, inChunksOf: 8192, threads: threads) { chunk in
      Result { () throws(ReconciliationError) in
        var largest = 0.0
        for feature in chunk { largest = max(largest, try difference(feature)) }
        return largest
      }
    }
    var largest = 0.0
    for result in found { largest = max(largest, try result.get()) }
    return largest
  }

  /// A difference is rounding up to `tolerance` of the figure, or where each position may be off by a few
  /// spacings of numbers of its size: along a long narrow strip that is more.
  private func difference(
    _ found: Double, _ expected: Double, slack: () -> Double, name: () -> String
  ) throws(ReconciliationError) -> Double {
    let difference = abs(found - expected)
    if difference > Reconciliation.tolerance * expected, difference > 8 * slack() {
      throw ReconciliationError(name: name(), expected: expected, found: found)
    }
    return difference / max(expected, 1)
  }

  private func hasSurfacesAroundMembers(_ feature: Int) -> Bool {
    let roles = geometry.pathRoles[geometry.paths(of: feature)]
    return roles.count { $0 == .shell } > 1 && roles.contains { $0 > .hole }
  }

  private func border(of feature: Int) -> Double {
    geometry.paths(of: feature).reduce(0) { sum, path in
      geometry.pathRoles[path] <= .hole ? sum + geometry.length(ofPath: path) : sum
    } * metresPerUnit
  }
}

extension OverlapTable {
  /// The pairs of neighbourhoods that overlap, ascending.
  fileprivate func overlaps(named codes: [String]) -> [Reconciliation.Overlap] {
    sharedNeighbourhoodAreas().map {
      Reconciliation.Overlap(codes: [codes[Int($0.a)], codes[Int($0.b)]], area: $0.area)
    }
  }
}
