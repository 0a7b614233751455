import Geometry
import OpportunityMap
import ProjectBundling
import Workers

/// A building that is emptied by the plan, and where its users go.
package struct Combination: Sendable, Equatable {
  /// Indices of the building and of the one that they move into.
  package var building: Int
  package var host: Int
  /// Whether they get vacant rooms of their own, rather than come at other hours.
  package var isBeside: Bool
  /// m that they move.
  package var distance: Double
  /// m2 that they use, and hours a week.
  package var area: Double
  package var hours: Double
  /// What the building costs a year, and the part of it that follows its users to the host.
  package var cost: Double
  package var following: Double
  /// What it takes once to adapt the host.
  package var once: Double

  /// Cash that is saved each year once the building is disposed of.
  package var saved: Double { cost - following }
}

/// Which social buildings can be emptied by putting functions together in fewer: a proposal.
package struct CombiningPlan: Sendable {
  /// By building.
  package let combinations: [Combination]
  /// Whether no other choice is worth more.
  package let isProven: Bool
  /// Buildings that could not be looked at, since hours, cost or state are not known.
  package let unknown: [Int]

  /// How many of the nearest hosts are looked at for a building.
  static let nearest = 6

  /// Plans for some buildings. Those of which `mayHost` says no get no guests; hosts live to the last year.
  /// - Throws: `IntegerProgram.Failure`.
  package init(
    _ stock: BuildingStock, _ buildings: [Int], _ catalogue: SocialCatalogue.Combining,
    last: Int, threads: Int, mayHost: (Int) -> Bool
  ) throws {
    let known = buildings.filter { building in
      !stock.hours[building].isNaN && !stock.costs[building].isNaN
    }
    let hosts = known.filter {
      stock.used($0) > 0 && stock.states[$0] <= catalogue.hostState
        && stock.lives($0, in: last) && mayHost($0)
    }
    unknown = buildings.filter {
      stock.used($0) > 0
        && (stock.hours[$0].isNaN || stock.costs[$0].isNaN || stock.states[$0].isNaN)
    }
    let finder = MoveFinder(stock, hosts, catalogue)
    let guests = known.filter { stock.used($0) > 0 }
    let found = valuesInChunks(of: 16, count: guests.count, threads: threads) {
      finder.moves(of: guests[$0])
    }.flatMap(\.self)
    let problem = CombiningProblem(
      freeHours: stock.hours.map { $0.isNaN ? 0 : max(0, catalogue.fullHours - $0) },
      vacantAreas: stock.vacantAreas, moves: found.map(\.move))
    let best = try problem.best()
    combinations = best.moves.map { found[$0].combination }.sorted { $0.building < $1.building }
    isProven = best.bound - best.worth <= 1e-6 * max(1, best.bound)
  }
}

extension CombiningPlan {
  /// A stock in which the buildings that the plan empties are vacant, and nothing else is.
  package func freed(_ stock: BuildingStock) -> BuildingStock {
    var freed = stock
    freed.vacantAreas = freed.vacantAreas.map { _ in 0 }
    for combination in combinations {
      freed.vacantAreas[combination.building] = freed.floorAreas[combination.building]
      freed.hours[combination.building] = 0
      freed.vacantSince[combination.building] = 0
    }
    return freed
  }
}

/// Finds where users of a building can move.
private struct MoveFinder: Sendable {
  private let stock: BuildingStock
  private let hosts: [Int]
  private let catalogue: SocialCatalogue.Combining
  private let grid: BoxGrid
  /// Functions that may come at other hours, and that may have rooms beside. Shape: functions of the stock.
  private let hourly: [UInt64]
  private let beside: [UInt64]

  init(_ stock: BuildingStock, _ hosts: [Int], _ catalogue: SocialCatalogue.Combining) {
    (self.stock, self.hosts, self.catalogue) = (stock, hosts, catalogue)
    grid = BoxGrid(hosts.map { Bounds([stock.place($0)]) })
    hourly = stock.functionKeys.map { stock.bits(of: catalogue.hours[$0] ?? []) }
    beside = stock.functionKeys.map { stock.bits(of: catalogue.beside[$0] ?? []) }
  }

  func moves(
    of guest: Int
  ) -> [(move: CombiningProblem.Move, combination: Combination)] {
    let asked = stock.functions[guest]
    guard (hourly + beside).contains(where: { $0 & asked != 0 }) else { return [] }
    var near: [(distance: Double, host: Int)] = []
    let place = stock.place(guest)
    grid.visit(around: place, within: catalogue.within / stock.metresPerUnit) { member in
      let host = hosts[member]
      guard host != guest, fits(guest, host, isBeside: false) || fits(guest, host, isBeside: true)
      else { return }
      let distance = stock.distance(host, to: place)
      if distance <= catalogue.within { near.append((distance, host)) }
    }
    return near.sorted { ($0.distance, $0.host) < ($1.distance, $1.host) }
      .prefix(CombiningPlan.nearest).flatMap { distance, host in
        [false, true].filter { fits(guest, host, isBeside: $0) }.compactMap {
          move(guest, host, distance, isBeside: $0)
        }
      }
  }

  private func fits(_ guest: Int, _ host: Int, isBeside: Bool) -> Bool {
    let welcome = allowed(isBeside ? beside : hourly, in: host)
    guard stock.functions[guest] & ~welcome == 0 else { return false }
    return isBeside
      ? stock.used(guest) <= stock.vacantAreas[host]
      : stock.used(guest) <= stock.used(host)
        && stock.hours[guest] <= catalogue.fullHours - stock.hours[host]
  }

  private func allowed(_ guests: [UInt64], in host: Int) -> UInt64 {
    var left = stock.functions[host]
    var allowed: UInt64 = 0
    while left != 0 {
      allowed |= guests[left.trailingZeroBitCount]
      left &= left - 1
    }
    return allowed
  }

  private func move(
    _ guest: Int, _ host: Int, _ distance: Double, isBeside: Bool
  ) -> (move: CombiningProblem.Move, combination: Combination)? {
    let (area, cost) = (stock.used(guest), stock.costs[guest])
    let combination = Combination(
      building: guest, host: host, isBeside: isBeside, distance: distance, area: area,
      hours: stock.hours[guest], cost: cost, following: cost * catalogue.follows,
      once: area * catalogue.adaptPerM2)
    let net = combination.saved - catalogue.annuity.perYear(once: combination.once)
    guard net > 0 else { return nil }
    // Of moves that save the same the shorter one.
    let worth = net * (1 - 0.01 * distance / catalogue.within)
    return (
      CombiningProblem.Move(
        guest: guest, host: host, isBeside: isBeside,
        size: isBeside ? area : stock.hours[guest], worth: worth), combination
    )
  }
}
