import Geometry
import OpportunityMap

/// Need and supply of facilities by path, function, neighbourhood and year, in m2.
package struct FacilityNeeds: Sendable {
  /// Numbers of each.
  package let paths, functions, neighbourhoods: Int
  /// The years.
  package let years: ClosedRange<Int>
  /// What the norm asks; nan where the number of people is not told. Shape: paths, functions, neighbourhoods, years.
  package private(set) var need: [Double]
  /// What there is, as long as buildings live. The same shape.
  package private(set) var supply: [Double]
  /// What neighbours with slack within reach have over for it. The same shape.
  package private(set) var received: [Double]
  /// What it has over when those have had their part. The same shape.
  package private(set) var over: [Double]

  /// Which buildings may serve which other neighbourhoods. Shape: functions.
  let slackPairs: [[SlackPair]]

  /// Place of a figure in the arrays; the year counts from the first.
  package func index(_ path: Int, _ function: Int, _ neighbourhood: Int, _ year: Int) -> Int {
    ((path * functions + function) * neighbourhoods + neighbourhood) * years.count + year
  }

  /// What lacks when slack next door counts; 0 where the need is unknown.
  package func gap(_ index: Int) -> Double {
    need[index].isNaN ? 0 : max(0, need[index] - supply[index] - received[index])
  }

  /// Holds needs against the buildings. Those of several functions count for an equal part of each. What a
  /// neighbourhood has over serves those that lack and whose middle lies within reach of one of its buildings, the
  /// nearest pair first.
  package init(
    _ stock: BuildingStock, _ catalogue: FacilityCatalogue, _ population: PopulationPaths,
    codes: [String], years: ClosedRange<Int>
  ) {
    (paths, functions, neighbourhoods) = (
      population.paths.count, catalogue.functions.count, codes.count
    )
    self.years = years
    let count = population.paths.count * catalogue.functions.count * codes.count * years.count
    need = [Double](repeating: .nan, count: count)
    supply = [Double](repeating: 0, count: count)
    (received, over) = (supply, supply)
    slackPairs = catalogue.functions.map { stock.slackPairs($0) }
    for path in 0..<paths {
      for (function, asked) in catalogue.functions.enumerated() {
        takeNeeds(path, function, asked, population, codes)
        takeSupply(path, function, asked, stock)
        for year in 0..<years.count { share(path, function, year, stock) }
      }
    }
  }

  private mutating func takeNeeds(
    _ path: Int, _ function: Int, _ asked: FacilityCatalogue.Function,
    _ population: PopulationPaths, _ codes: [String]
  ) {
    let groups = asked.per.sorted { $0.key < $1.key }
    for (place, code) in codes.enumerated() {
      for (number, year) in years.enumerated() {
        // One group that is not told leaves the need unknown.
        need[index(path, function, place, number)] = groups.reduce(0) { sum, group in
          sum + group.value
            * (population.number(path, group.key, in: code, year: year) ?? .nan)
        }
      }
    }
  }

  private mutating func takeSupply(
    _ path: Int, _ function: Int, _ asked: FacilityCatalogue.Function, _ stock: BuildingStock
  ) {
    for building in stock.buildings(of: asked.key) where stock.neighbourhoods[building] >= 0 {
      let place = Int(stock.neighbourhoods[building])
      for (number, year) in years.enumerated() {
        supply[index(path, function, place, number)] += stock.supply(building, in: year)
      }
    }
  }

  private mutating func share(
    _ path: Int, _ function: Int, _ year: Int, _ stock: BuildingStock
  ) {
    for place in 0..<neighbourhoods {
      let at = index(path, function, place, year)
      // A neighbourhood without a known need keeps what it has: nothing tells that it is over.
      over[at] = need[at].isNaN ? 0 : max(0, supply[at] - need[at])
    }
    for pair in slackPairs[function]
    where stock.supply(pair.building, in: years.lowerBound + year) > 0 {
      let giving = index(path, function, pair.giver, year)
      let getting = index(path, function, pair.neighbourhood, year)
      let part = min(over[giving], gap(getting))
      over[giving] -= part
      received[getting] += part
    }
  }
}

/// A building and another neighbourhood that it may serve: pairs go the nearest first; of equally near ones the building
/// and then the neighbourhood that comes first.
struct SlackPair: Sendable, Comparable {
  var distance: Double
  var building: Int
  /// The building's own neighbourhood.
  var giver: Int
  var neighbourhood: Int

  static func < (one: SlackPair, other: SlackPair) -> Bool {
    (one.distance, one.building, one.neighbourhood)
      < (other.distance, other.building, other.neighbourhood)
  }
}

extension BuildingStock {
  /// Buildings that have a function, ascending.
  package func buildings(of function: String) -> [Int] {
    guard let bit = bit(of: function) else { return [] }
    return (0..<count).filter { functions[$0] & bit != 0 }
  }

  /// m2 that a building has for each of its functions in a year: none after its life; vacant m2 serve nobody.
  func supply(_ building: Int, in year: Int) -> Double {
    lives(building, in: year) ? share(building) : 0
  }

  /// m2 in use that a building has for each of its functions.
  func share(_ building: Int) -> Double {
    used(building) / Double(functions[building].nonzeroBitCount)
  }

  /// The buildings of a function with the other neighbourhoods whose middle lies within its reach.
  fileprivate func slackPairs(_ function: FacilityCatalogue.Function) -> [SlackPair] {
    let middles = BoxGrid(
      homeXs.indices.map { homeXs[$0].isNaN ? nil : Bounds([Position(homeXs[$0], homeYs[$0])]) })
    var pairs: [SlackPair] = []
    for building in buildings(of: function.key) where neighbourhoods[building] >= 0 {
      let giver = Int(neighbourhoods[building])
      middles.visit(around: place(building), within: function.reach / metresPerUnit) { other in
        let distance = distance(building, toNeighbourhood: other)
        if other != giver, distance <= function.reach {
          pairs.append(
            SlackPair(
              distance: distance, building: building, giver: giver, neighbourhood: other))
        }
      }
    }
    return pairs.sorted(by: <)
  }

  /// Distance in m from a building to the middle of a neighbourhood.
  func distance(_ building: Int, toNeighbourhood place: Int) -> Double {
    distance(building, to: Position(homeXs[place], homeYs[place]))
  }
}
