import Geometry
import LayerIO
import OpportunityMap
import Solver

/// Why an initiative can't have a place.
package enum Obstacle: Sendable, Equatable {
  /// The place is so many m2 short of the least that is asked.
  case tooSmall(Double)
  /// It lies so many m too far.
  case tooFar(Double)
  /// Its part of the cost is so much a year over the budget.
  case tooDear(Double)
  /// Its life ends so many years too early.
  case tooShort(Int)
  /// It lacks what is needed: the names of facts that are answered no.
  case lacks([String])
  /// A veto of the scan stops the destination: a criterion's index.
  case stopped(Int)
}

/// An initiative and a place.
package struct Match: Sendable, Equatable {
  /// What becomes of the pair.
  package enum Standing: String, Sendable {
    /// It is part of the best assignment.
    case matched
    /// It is possible, but the best assignment has it otherwise.
    case possible
    /// One thing keeps it from being possible.
    case near
  }

  /// Index of the initiative.
  package var initiative: Int
  /// Index of the building.
  package var building: Int
  package var standing: Standing
  /// m2 that the initiative would take.
  package var area: Double
  /// Distance in m.
  package var distance: Double
  /// The building's cost a year for that floor area; nil where it is unknown.
  package var cost: Double?
  /// What the pair is worth, 100 to 200; 0 where it is not possible.
  package var value = 0.0
  /// The one thing that keeps it from being possible.
  package var obstacle: Obstacle?
  /// What is needed and not known of the building.
  package var unknown: [String] = []
}

/// Initiatives and the places that they can have: floor area that is vacant.
package struct Matching: Sendable {
  /// The pairs: by initiative; of each first what it gets, then what else is possible, the best first, then what
  /// one change would make possible, the nearest first.
  package let matches: [Match]
  /// What the matched pairs are worth, and no assignment is worth more than the bound.
  package let value: Double
  package let bound: Double

  /// How many pairs are told of an initiative besides the one that it gets, of each kind.
  static let told = 3

  /// Matches initiatives with vacant buildings. A pair is possible where the place is large enough, within reach and
  /// budget, lives long enough, has what is needed as far as that is known, and no veto stops the
  /// destination. It is worth 100, up to 50 more for the part of the most that is asked, and up to 50 more the
  /// nearer it is, as part of the reach or, for who goes anywhere, of 5 km.
  /// - Throws: `IntegerProgram.Failure`.
  package init(
    _ initiatives: Initiatives, _ stock: BuildingStock, _ scan: TransformationScan, year: Int
  ) throws {
    let finder = PairFinder(
      initiatives: initiatives, stock: stock, scan: scan, year: year)
    let pairs = (0..<initiatives.count).map(finder.pairs)
    let possible = pairs.flatMap { $0.filter { $0.obstacle == nil } }
    let row = Dictionary(
      uniqueKeysWithValues: scan.buildings.enumerated().map { ($1, $0) })
    let assignment = try AssignmentProblem(
      seekers: initiatives.count, rooms: scan.buildings.map { stock.vacantAreas[$0] },
      pairs: possible.map {
        AssignmentProblem.Pair(
          seeker: $0.initiative, place: row[$0.building] ?? 0, value: $0.value,
          size: $0.area)
      }
    ).best()
    value = assignment.value
    bound = assignment.bound
    matches = (0..<initiatives.count).flatMap { initiative -> [Match] in
      let got = assignment.pairs[initiative].map { possible[$0] }
      let others = pairs[initiative].filter { $0.obstacle == nil && $0.building != got?.building }
        .sorted { (-$0.value, $0.building) < (-$1.value, $1.building) }
      let near = pairs[initiative].filter { $0.obstacle != nil }
        .sorted { ($0.distance, $0.building) < ($1.distance, $1.building) }
      return [got].compactMap(\.self).map { $0.standing(.matched) }
        + others.prefix(Self.told).map { $0.standing(.possible) }
        + near.prefix(Self.told).map { $0.standing(.near) }
    }
  }
}

extension Matching {
  /// The pairs of an initiative, in their order.
  package func matches(of initiative: Int) -> [Match] {
    matches.filter { $0.initiative == initiative }
  }
}

extension Match {
  fileprivate func standing(_ standing: Standing) -> Match {
    var match = self
    match.standing = standing
    return match
  }
}

/// Finds the places of an initiative: those that are possible, and those that one change would make so.
private struct PairFinder {
  let initiatives: Initiatives
  let stock: BuildingStock
  let scan: TransformationScan
  let year: Int

  func pairs(of initiative: Int) -> [Match] {
    scan.buildings.indices.compactMap { row in
      let match = match(initiative, row)
      return match.obstacles.count <= 1 ? match.match : nil
    }
  }

  private func match(_ initiative: Int, _ row: Int) -> (match: Match, obstacles: [Obstacle]) {
    let building = scan.buildings[row]
    let distance = stock.distance(building, to: initiatives.place(initiative))
    let room = stock.vacantAreas[building]
    let area = min(max(room, initiatives.least[initiative]), initiatives.most[initiative])
    let rent = stock.costs[building] * area / stock.floorAreas[building]
    let needs = needs(initiative, building)
    var obstacles: [Obstacle] = []
    if room < initiatives.least[initiative] {
      obstacles.append(.tooSmall(initiatives.least[initiative] - room))
    }
    if distance > initiatives.reaches[initiative] {
      obstacles.append(.tooFar(distance - initiatives.reaches[initiative]))
    }
    // What is not known of cost, budget or life keeps nobody out.
    if rent > initiatives.budgets[initiative] {
      obstacles.append(.tooDear(rent - initiatives.budgets[initiative]))
    }
    if let missing = yearsMissing(initiative, building), missing > 0 {
      obstacles.append(.tooShort(missing))
    }
    if !needs.lacking.isEmpty { obstacles.append(.lacks(needs.lacking)) }
    if let veto = veto(initiative, row) { obstacles.append(.stopped(veto)) }
    var match = Match(
      initiative: initiative, building: building, standing: obstacles.isEmpty ? .possible : .near,
      area: area, distance: distance, cost: rent.isFinite ? rent : nil, unknown: needs.unknown)
    match.obstacle = obstacles.first
    if obstacles.isEmpty {
      let reach = min(initiatives.reaches[initiative], BuildingStock.placeReach)
      let nearness = reach > 0 ? max(0, 1 - distance / reach) : 1
      match.value = 100 + 50 * area / initiatives.most[initiative] + 50 * nearness
    }
    return (match, obstacles)
  }

  private func needs(
    _ initiative: Int, _ building: Int
  ) -> (lacking: [String], unknown: [String]) {
    let values = initiatives.needs[initiative].map {
      ($0, stock.values(of: $0, in: year)?[building] ?? .nan)
    }
    return (
      values.filter { $0.1 == 0 }.map(\.0), values.filter { $0.1.isNaN }.map(\.0)
    )
  }

  private func yearsMissing(_ initiative: Int, _ building: Int) -> Int? {
    let (term, end) = (initiatives.terms[initiative], stock.endsOfLife[building])
    guard term.isFinite, end > 0 else { return nil }
    let first = max(Int(initiatives.from[initiative]), year)
    return first + Int(term) - 1 - Int(end)
  }

  /// The veto that stops the destination of an initiative. One for the function that the building has already is not
  /// stopped: nothing changes.
  private func veto(_ initiative: Int, _ row: Int) -> Int? {
    let function = stock.bit(of: initiatives.functions[initiative]) ?? 0
    guard stock.functions[scan.buildings[row]] & function == 0 else { return nil }
    return scan.catalogue.destinations.firstIndex { $0.key == initiatives.destinations[initiative] }
      .flatMap { scan.outcome(row, $0).stopping.first }
  }
}
