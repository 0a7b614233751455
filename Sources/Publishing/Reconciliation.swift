import Geometry
import LayerStack
import OpportunityMap

/// How the figures of a map add up: checked in every run, since a wrong answer is worse than none.
public struct Reconciliation: Sendable, Codable, Equatable {
  /// Area in m2 of all neighbourhoods, each place once.
  public var cityArea: Double
  /// Sum of the neighbourhoods' areas in m2, overlaps counted for each.
  public var neighbourhoodArea: Double
  /// Area in m2 that more than one neighbourhood claims, each place once.
  public var neighbourhoodOverlap: Double
  /// Surface of works in m2 outside all neighbourhoods, each place once.
  public var areaOutside: Double
  /// Length of line assets in m outside all neighbourhoods.
  public var lengthOutside: Double
  /// Largest relative difference between a neighbourhood's figure and the area of its polygon.
  public var largestDifference: Double

  /// Largest relative difference that rounding explains.
  public static let tolerance = 1e-9

  /// Adds the figures up and compares them with the neighbourhoods' polygons in the working system.
  /// - Throws: `ReconciliationError` when a neighbourhood's signatures do not add up to its area.
  public init(
    _ map: OpportunityMap, neighbourhoods: GeometryArray, metresPerUnit: Double
  ) throws {
    let table = map.table
    cityArea = map.city.area
    neighbourhoodArea = map.profiles.map(\.area).reduce(0, +)
    neighbourhoodOverlap = table.areas.lazy.filter { table.zones[Int($0.zone)].count > 1 }
      .map(\.area).reduce(0, +)
    areaOutside = table.areas.lazy.filter { $0.zone == 0 }.map(\.area).reduce(0, +)
    lengthOutside = table.lengths.lazy.filter { $0.zone == 0 }.map(\.length).reduce(0, +)
    largestDifference = 0
    for (index, profile) in map.profiles.enumerated() {
      let area = neighbourhoods.area(of: index) * metresPerUnit * metresPerUnit
      let difference = abs(profile.area - area) / max(area, 1)
      largestDifference = max(largestDifference, difference)
      guard difference <= Self.tolerance else {
        throw ReconciliationError(
          neighbourhood: map.neighbourhoods[index].id, expected: area, found: profile.area)
      }
    }
  }
}

/// The figures of a neighbourhood do not add up to its area: a fault of the program, never of its
/// input, so no product is published.
public struct ReconciliationError: Error, Sendable, CustomStringConvertible {
  /// Code of the neighbourhood.
  public let neighbourhood: String
  /// Area of its polygon in m2.
  public let expected: Double
  /// Sum of its signatures in m2.
  public let found: Double

  /// The whole paragraph.
  public var description: String {
    "Neighbourhood \(neighbourhood): its parts add up to \(found) m2, its polygon measures "
      + "\(expected) m2. This is a fault of Kansenkaart; nothing was published. Please report it "
      + "with the project file."
  }
}
