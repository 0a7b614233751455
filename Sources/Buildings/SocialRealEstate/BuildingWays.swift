import Geometry
import OpportunityMap
import Workers

/// Where people live who come to buildings, in the working system.
package struct Homes: Sendable {
  /// Places.
  package var places: [Position]
  /// How many dwellings, or what else they are counted in, there are at each.
  package var numbers: [Double]

  /// Homes.
  package init(places: [Position], numbers: [Double]) {
    (self.places, self.numbers) = (places, numbers)
  }
}

/// What a building of a function means for the way of those for whom it is the nearest that is used.
package struct BuildingWay: Sendable, Equatable, Codable {
  /// Index of the building.
  package var building: Int32
  /// Index of the function among those of the stock.
  package var function: Int32
  /// Dwellings within reach for which it is the nearest.
  package var dwellings = 0.0
  /// Those of these that have no other within reach.
  package var losing = 0.0
  /// m in a straight line that the next one is further, times these dwellings; 0 where it is the only one.
  package var further = 0.0
  /// Whether no other building has the function.
  package var isOnly = false

  init(building: Int, function: Int, isOnly: Bool) {
    (self.building, self.function, self.isOnly) = (Int32(building), Int32(function), isOnly)
  }

  /// Mean of how many m further the next one is; nil where there is no other, or no dwelling.
  package var metresMore: Double? { isOnly || dwellings == 0 ? nil : further / dwellings }
}

extension BuildingStock {
  /// The ways of all buildings that are used, for each of some functions: by function, then building. Of buildings
  /// equally near the first is the nearest. `reach` is in m.
  package func ways(
    of asked: [String], from homes: Homes, within reach: Double, threads: Int
  ) -> [BuildingWay] {
    let functions = functionKeys.indices.filter { asked.contains(functionKeys[$0]) }
    let lists = concurrentValues(0..<functions.count, inChunksOf: 1, threads: threads) { chunk in
      chunk.flatMap { ways(function: functions[$0], from: homes, within: reach / metresPerUnit) }
    }
    return lists.flatMap(\.self)
  }

  private func ways(
    function: Int, from homes: Homes, within reach: Double
  ) -> [BuildingWay] {
    let members = (0..<count).filter {
      functions[$0] >> UInt64(function) & 1 == 1 && used($0) > 0
    }
    var ways = members.map {
      BuildingWay(building: $0, function: function, isOnly: members.count == 1)
    }
    let finder = NearestTwo(members.map(place))
    for (place, number) in zip(homes.places, homes.numbers) {
      guard let near = finder.find(from: place), near.distance <= reach else { continue }
      ways[near.member].dwellings += number
      if near.next > reach { ways[near.member].losing += number }
      if near.next.isFinite {
        ways[near.member].further += number * (near.next - near.distance) * metresPerUnit
      }
    }
    return ways
  }
}

/// Finds the nearest place and how far the next one is.
private struct NearestTwo {
  private let places: [Position]
  /// Where there are few places, looking at all is quicker.
  private let grid: BoxGrid?
  private let first: Double
  private let last: Double

  init(_ places: [Position]) {
    self.places = places
    let whole = Bounds(places)
    let span = whole.map { ($0.maxX - $0.minX) + ($0.maxY - $0.minY) } ?? 0
    grid = places.count > 48 ? BoxGrid(places.map { Bounds([$0]) }) : nil
    first = max(span / Double(max(1, places.count)).squareRoot(), 1)
    last = span
  }

  /// The nearest place, the first of equally near ones; nil without places. The next one is infinitely far where there
  /// is no other.
  func find(from home: Position) -> (member: Int, distance: Double, next: Double)? {
    guard !places.isEmpty else { return nil }
    guard let grid else {
      var best = Best()
      for member in places.indices { best.offer(member, squared(home, member)) }
      return best.found
    }
    var reach = first
    while true {
      var best = Best()
      grid.visit(around: home, within: reach) { best.offer($0, squared(home, $0)) }
      // Beyond its reach a grid tells of some places only.
      if best.second <= reach * reach || reach > last * 4 + distanceOutside(home) {
        return best.found
      }
      reach *= 2
    }
  }

  /// An upper bound of how far a place is from the first of the list.
  private func distanceOutside(_ home: Position) -> Double {
    abs(home.x - places[0].x) + abs(home.y - places[0].y)
  }

  private func squared(_ home: Position, _ member: Int) -> Double {
    let (dx, dy) = (places[member].x - home.x, places[member].y - home.y)
    return dx * dx + dy * dy
  }

  private struct Best {
    var member = -1
    var nearest = Double.infinity
    var second = Double.infinity

    mutating func offer(_ other: Int, _ distance: Double) {
      if distance < nearest || distance == nearest && other < member {
        (second, nearest, member) = (nearest, distance, other)
      } else if distance < second {
        second = distance
      }
    }

    var found: (member: Int, distance: Double, next: Double)? {
      member < 0 ? nil : (member, nearest.squareRoot(), second.squareRoot())
    }
  }
}
