import Geometry
import OpportunityMap

/// Vacant buildings that lie near each other, and what putting users together would free. Floor areas in m2.
///
/// Users of some buildings move into the vacant floor area of the others, so that whole buildings come free. That
/// is possible where the whole floor area of what is emptied is at most all that is vacant together: what is used in
/// the emptied ones, and what is vacant there, add up to it. So the most that can be freed is the largest sum of
/// floor areas up to the vacant one.
package struct VacancyArea: Sendable, Equatable {
  /// The buildings, as indices into the stock, ascending.
  package var buildings: [Int]
  /// Floor area and what of it is vacant.
  package var floorArea = 0.0
  package var vacantArea = 0.0
  /// The buildings that can be emptied.
  package var emptied: [Int] = []
  /// Floor area of these.
  package var freed = 0.0
  /// The most that could be freed: `freed` where all was tried.
  package var bound = 0.0
  /// What users of emptied buildings take up elsewhere, by owner: above 0 for owners who get users, below 0 for
  /// those who lose them; sorted by owner. The sum is 0.
  package var settling: [Settlement] = []

  /// What an owner gets or gives.
  package struct Settlement: Sendable, Equatable {
    package var owner: String
    /// m2 in use that the owner gains; below 0 what it gives.
    package var area: Double
  }
}

extension VacancyArea {
  /// The areas of a stock: buildings of which floor area is vacant, each within a distance of another, two at
  /// least, in the order of their first building.
  package static func all(_ stock: BuildingStock, within reach: Double) -> [VacancyArea] {
    let vacant = stock.vacant
    let grid = BoxGrid(vacant.map { Bounds([stock.place($0)]) })
    var groups = JoinedGroups(count: vacant.count)
    for member in vacant.indices {
      let place = stock.place(vacant[member])
      for other in grid.candidates(around: place, within: reach / stock.metresPerUnit)
      where other > member && stock.distance(vacant[other], to: place) <= reach {
        groups.join(member, other)
      }
    }
    let lists = Dictionary(grouping: vacant.indices) { groups.first(of: $0) }
    return lists.sorted { $0.key < $1.key }.filter { $0.value.count > 1 }.map { _, members in
      VacancyArea(members.map { vacant[$0] }, of: stock)
    }
  }

  init(_ buildings: [Int], of stock: BuildingStock) {
    self.init(buildings: buildings)
    floorArea = buildings.reduce(0) { $0 + stock.floorAreas[$1] }
    vacantArea = buildings.reduce(0) { $0 + stock.vacantAreas[$1] }
    let sum = LargestSum(buildings.map { stock.floorAreas[$0] }, upTo: vacantArea)
    emptied = sum.members.map { buildings[$0] }
    (freed, bound) = (sum.sum, sum.bound)
    settle(stock)
  }

  /// Fills the vacant floor area of the buildings that are kept, the fullest first, with the users of those that are
  /// emptied.
  private mutating func settle(_ stock: BuildingStock) {
    let gone = Set(emptied)
    var areas: [String: Double] = [:]
    for building in emptied { areas[stock.owners[building], default: 0] -= stock.used(building) }
    var moving = emptied.reduce(0) { $0 + stock.used($1) }
    let kept = buildings.filter { !gone.contains($0) }.sorted {
      (stock.vacantAreas[$0] / stock.floorAreas[$0], $0)
        < (stock.vacantAreas[$1] / stock.floorAreas[$1], $1)
    }
    for building in kept {
      let part = min(moving, stock.vacantAreas[building])
      moving -= part
      areas[stock.owners[building], default: 0] += part
    }
    settling = areas.filter { abs($0.value) > 1e-9 }.sorted { $0.key < $1.key }
      .map { Settlement(owner: $0.key, area: $0.value) }
  }
}

/// The largest sum of some of the numbers that does not exceed a limit, by whole m2.
struct LargestSum {
  /// Which numbers, ascending.
  private(set) var members: [Int] = []
  private(set) var sum = 0.0
  /// No sum is larger.
  private(set) var bound: Double

  /// Steps beyond which the largest numbers that fit are taken instead of the best.
  static let steps = 4_000_000

  init(_ numbers: [Double], upTo limit: Double) {
    // Rounded so that what fits by whole m2 fits.
    let sizes = numbers.map { Int($0.rounded(.up)) }
    let room = Int(limit.rounded(.down))
    bound = min(limit, numbers.reduce(0, +))
    guard sizes.count * room <= Self.steps else {
      for index in numbers.indices.sorted(by: { (-numbers[$0], $0) < (-numbers[$1], $1) })
      where sum + numbers[index] <= limit {
        members.append(index)
        sum += numbers[index]
      }
      members.sort()
      return
    }
    // The number by which each sum was first reached, and the sum before it.
    var last = [Int32](repeating: -1, count: room + 1)
    var reached = [true] + [Bool](repeating: false, count: room)
    for (index, size) in sizes.enumerated() where size <= room {
      for total in stride(from: room, through: size, by: -1)
      where !reached[total] && reached[total - size] {
        reached[total] = true
        last[total] = Int32(index)
      }
    }
    var total = reached.lastIndex(of: true) ?? 0
    while total > 0 {
      members.append(Int(last[total]))
      total -= sizes[Int(last[total])]
    }
    members.reverse()
    sum = members.reduce(0) { $0 + numbers[$1] }
    if numbers.allSatisfy({ $0 == $0.rounded() }) { bound = sum }
  }
}
