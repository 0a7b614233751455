import Foundation
import Geometry
import LayerIO

/// The one table of buildings, in flat arrays: everything that is said of buildings is told from it. Positions
/// are in the working system, floor areas in m2, amounts in the project's currency. What is not known is nan, 0
/// for years, and an empty text.
package struct BuildingStock: Sendable, Equatable, Codable {
  /// Ids, or the number of the feature where the project maps none.
  package var ids: [String] = []
  /// What people call them.
  package var names: [String] = []
  /// Middles.
  package var xs: [Double] = []
  package var ys: [Double] = []
  /// Index of the neighbourhood that holds the middle; -1 outside all.
  package var neighbourhoods: [Int32] = []
  /// Middles of the neighbourhoods.
  package var homeXs: [Double] = []
  package var homeYs: [Double] = []
  /// The functions that there are, by the bit that stands for them.
  package var functionKeys: [String] = []
  /// Functions of each, a bit for each.
  package var functions: [UInt64] = []
  /// Floor areas.
  package var floorAreas: [Double] = []
  /// Floor areas that are vacant; 0 where nothing is.
  package var vacantAreas: [Double] = []
  /// Hours a week in which they are used.
  package var hours: [Double] = []
  /// Condition, 1 to 6.
  package var states: [Double] = []
  /// Cost a year.
  package var costs: [Double] = []
  /// Last year of their life.
  package var endsOfLife: [Int32] = []
  /// Year since which they are vacant.
  package var vacantSince: [Int32] = []
  /// Year in which they were built.
  package var builtYears: [Int32] = []
  /// Owners.
  package var owners: [String] = []
  /// Kinds of owner.
  package var ownerKinds: [String] = []
  /// Names of what else is known.
  package var factKeys: [String] = []
  /// What else is known: a number, or 1 and 0 for yes and no. Shape: `factKeys`, buildings.
  package var facts: [[Double]] = []
  /// Keys of the places that the project tells of.
  package var placeKeys: [String] = []
  /// Distance in m to the nearest of these, infinite where none is within `placeReach`. Shape: `placeKeys`,
  /// buildings.
  package var placeDistances: [[Double]] = []
  /// Keys of the themes.
  package var themeKeys: [String] = []
  /// Severity of each theme at the middle. Shape: `themeKeys`, buildings.
  package var severities: [[Double]] = []
  /// Metres in one unit of the working system.
  package var metresPerUnit = 1.0

  /// No buildings.
  package init() {}

  /// How far in m places are looked for.
  package static let placeReach = 5000.0

  /// Number of buildings.
  package var count: Int { ids.count }

  /// The middle of a building.
  package func place(_ building: Int) -> Position { Position(xs[building], ys[building]) }

  /// Distance in m from the middle of a building to a place.
  package func distance(_ building: Int, to other: Position) -> Double {
    let (dx, dy) = (xs[building] - other.x, ys[building] - other.y)
    return (dx * dx + dy * dy).squareRoot() * metresPerUnit
  }

  /// Buildings of which floor area is vacant, ascending.
  package var vacant: [Int] { (0..<count).filter { vacantAreas[$0] > 0 } }

  /// Floor area that is in use.
  package func used(_ building: Int) -> Double { floorAreas[building] - vacantAreas[building] }

  /// Whether a building lives in a year; one of which that is unknown does.
  package func lives(_ building: Int, in year: Int) -> Bool {
    endsOfLife[building] == 0 || Int(endsOfLife[building]) >= year
  }

  /// The bit of a function; nil where no building has it.
  package func bit(of function: String) -> UInt64? {
    functionKeys.firstIndex(of: function).map { 1 << UInt64($0) }
  }

  /// The functions of a building, with semicolons between them.
  package func functionText(_ building: Int) -> String {
    functionKeys.indices.filter { functions[building] >> UInt64($0) & 1 == 1 }
      .map { functionKeys[$0] }.joined(separator: ";")
  }

  /// What is known of buildings under a name, their own columns included; nil where nothing is.
  /// Vacant years count up to `year`.
  package func values(of fact: String, in year: Int) -> [Double]? {
    func known(_ years: [Int32]) -> [Double] { years.map { $0 == 0 ? .nan : Double($0) } }
    switch fact {
    case "floor_area": return floorAreas
    case "vacant_area": return vacantAreas
    case "cost_per_m2": return zip(costs, floorAreas).map { $1 > 0 ? $0 / $1 : .nan }
    case "used_hours":
      return hours.indices.map { floorAreas[$0] > 0 ? hours[$0] * used($0) / floorAreas[$0] : .nan }
    case "vacant_share": return zip(vacantAreas, floorAreas).map { $1 > 0 ? $0 / $1 : .nan }
    case "hours": return hours
    case "state": return states
    case "cost": return costs
    case "built": return known(builtYears)
    case "end_of_life": return known(endsOfLife)
    case "years_left": return known(endsOfLife).map { $0 - Double(year) }
    case "vacant_years": return known(vacantSince).map { Double(year) - $0 }
    default: return factKeys.firstIndex(of: fact).map { facts[$0] }
    }
  }
}
