import Geometry
import LayerIO
import OpportunityMap
import ProjectBundling
import Solver

/// Something that can be done where a function is short.
package struct FacilityOption: Sendable, Hashable {
  /// Index of the function, and of the neighbourhood where it lacks.
  package var function: Int
  package var neighbourhood: Int
  package var kind: FacilityCatalogue.Kind
  /// The building that is extended, shared or converted, or the one whose slack is used; nil for a new one.
  package var building: Int?
}

/// What is chosen on a path.
package struct FacilityChoice: Sendable {
  package var path: Int
  package var option: FacilityOption
  /// m2 of it.
  package var area: Double
  /// Investment once, and all costs a year: the annuity of the investment and what it costs besides.
  package var investment: Double
  package var yearly: Double
  /// First year in which it is needed.
  package var year: Int
  /// Latest years in which the council decides on initiative, definition and design.
  package var decisions: [Int]
  /// Paths on which the same is chosen, and the least m2 of these.
  package var pathCount = 1
  package var leastArea = 0.0
}

/// What to do where facilities come to lack, on each path by itself.
package struct FacilityProgramme: Sendable {
  /// Need and supply.
  package let needs: FacilityNeeds
  /// The catalogue.
  package let catalogue: FacilityCatalogue
  /// The paths.
  package let population: PopulationPaths
  /// What is chosen: by path, then function, neighbourhood, kind and building.
  package private(set) var choices: [FacilityChoice] = []
  /// What still lacks, by path, in m2 at its most.
  package private(set) var lacking: [Double] = []
  /// Whether the choice is proven the best, by path.
  package private(set) var isProven: [Bool] = []

  /// How many of the nearest buildings of a kind are looked at for a neighbourhood.
  static let nearest = 3

  /// Chooses. `codes` are those of the neighbourhoods; `canConvert` tells of a building whether it may be.
  /// - Throws: `IntegerProgram.Failure`.
  package init(
    _ stock: BuildingStock, _ catalogue: FacilityCatalogue, _ population: PopulationPaths,
    codes: [String], years: ClosedRange<Int>, canConvert: (Int) -> Bool
  ) throws {
    needs = FacilityNeeds(stock, catalogue, population, codes: codes, years: years)
    (self.catalogue, self.population) = (catalogue, population)
    let finder = OptionFinder(
      stock, catalogue, last: years.upperBound, vacant: stock.vacant.filter(canConvert))
    for path in population.paths.indices {
      try choose(path, finder)
    }
    compare()
  }

  private mutating func choose(_ path: Int, _ finder: OptionFinder) throws {
    var shortages: [FacilityShortage] = []
    for function in 0..<needs.functions {
      for place in 0..<needs.neighbourhoods {
        let gaps = (0..<needs.years.count).map { needs.gap(needs.index(path, function, place, $0)) }
        // Less than half a m2 is rounding.
        guard let most = gaps.max(), most > 0.5, let first = gaps.firstIndex(where: { $0 > 0.5 })
        else { continue }
        shortages.append(
          FacilityShortage(
            function: function, neighbourhood: place, area: most,
            year: needs.years.lowerBound + first))
      }
    }
    let slack = finder.slack(needs, path)
    let problem = FacilityProblem(
      shortages: shortages,
      offers: shortages.indices.flatMap { finder.offers($0, shortages[$0], slack) },
      shortagePrice: catalogue.shortage, budget: catalogue.budget)
    let solution = try problem.best()
    lacking.append(solution.lacking.reduce(0, +))
    isProven.append(solution.isProven)
    for (offer, area) in zip(problem.offers, solution.areas) where area > 1e-6 {
      let shortage = shortages[offer.shortage]
      let phases = catalogue.measures[offer.option.kind]?.phases ?? []
      choices.append(
        FacilityChoice(
          path: path, option: offer.option, area: area,
          investment: offer.fixed + offer.perM2 * area,
          yearly: offer.fixedYearly + offer.yearlyPerM2 * area, year: shortage.year,
          // A phase is decided on when all that come after it still fit.
          decisions: (1...3).map { shortage.year - phases.dropFirst($0).reduce(0, +) }))
    }
  }

  /// Counts on how many paths the same is chosen.
  private mutating func compare() {
    let same = Dictionary(grouping: choices.indices) { choices[$0].option }
    for indices in same.values {
      let least = indices.map { choices[$0].area }.min() ?? 0
      for index in indices {
        choices[index].pathCount = indices.count
        choices[index].leastArea = least
      }
    }
  }
}

/// What lacks of a function in a neighbourhood: the most of all years, and the first year.
struct FacilityShortage: Sendable {
  var function: Int
  var neighbourhood: Int
  var area: Double
  var year: Int
}

/// An option for a shortage with its price.
struct FacilityOffer: Sendable {
  var shortage: Int
  var option: FacilityOption
  /// What the option draws on, which others may as well; nil for what has no limit of its own.
  var source: String?
  /// Most m2 of it, and the room of its source, for all that draw on it together.
  var most: Double
  var room: Double
  /// Investment, and the same with all other costs by year.
  var fixed: Double
  var perM2: Double
  var fixedYearly: Double
  var yearlyPerM2: Double
}

/// Finds what can be done about shortages.
private struct OptionFinder {
  private let stock: BuildingStock
  private let catalogue: FacilityCatalogue
  /// Buildings that live on, by function: those that have it, and those whose hours it may share.
  private let own: [NearBuildings]
  private let shared: [NearBuildings]
  private let vacant: NearBuildings

  init(_ stock: BuildingStock, _ catalogue: FacilityCatalogue, last: Int, vacant: [Int]) {
    (self.stock, self.catalogue) = (stock, catalogue)
    func near(_ buildings: [Int]) -> NearBuildings {
      NearBuildings(stock, buildings.filter { stock.lives($0, in: last) })
    }
    own = catalogue.functions.map { near(stock.buildings(of: $0.key)) }
    shared = catalogue.functions.map { function in
      let sharing = Set(function.shares.flatMap { stock.buildings(of: $0) }).sorted()
      return near(
        sharing.filter {
          stock.hours[$0] < catalogue.fullHours && stock.vacantAreas[$0] == 0
        })
    }
    self.vacant = near(vacant)
  }

  /// What a neighbourhood's buildings of a function have over in every year on a path. Shape: functions,
  /// neighbourhoods.
  func slack(_ needs: FacilityNeeds, _ path: Int) -> [[Double]] {
    (0..<needs.functions).map { function in
      (0..<needs.neighbourhoods).map { place in
        (0..<needs.years.count).map { needs.over[needs.index(path, function, place, $0)] }.min()
          ?? 0
      }
    }
  }

  func offers(_ number: Int, _ shortage: FacilityShortage, _ slack: [[Double]]) -> [FacilityOffer] {
    let function = catalogue.functions[shortage.function]
    func offer(
      _ kind: FacilityCatalogue.Kind, _ building: Int?, _ source: String?, _ most: Double
    ) -> FacilityOffer? {
      guard most > 0.5, let price = catalogue.measures[kind] else { return nil }
      return FacilityOffer(
        shortage: number,
        option: FacilityOption(
          function: shortage.function, neighbourhood: shortage.neighbourhood, kind: kind,
          building: building), source: source, most: min(most, shortage.area), room: most,
        fixed: price.fixed,
        perM2: price.perM2, fixedYearly: catalogue.annuity.perYear(once: price.fixed),
        yearlyPerM2: catalogue.annuity.perYear(once: price.perM2) + price.yearly)
    }
    let place = shortage.neighbourhood
    let (own, slack) = (own[shortage.function], slack[shortage.function])
    let moved = moves(to: place, from: own, beyond: function.reach, slack)
    let offers: [FacilityOffer?] =
      (shortage.area >= function.least ? [offer(.new, nil, nil, shortage.area)] : [])
      + own.near(place, within: function.reach).map {
        offer(.extend, $0, "extend \($0)", catalogue.largestExtension * stock.floorAreas[$0])
      }
      + shared[shortage.function].near(place, within: function.reach).map {
        let free = 1 - stock.hours[$0] / catalogue.fullHours
        return offer(.share, $0, "share \($0)", stock.floorAreas[$0] * free)
      }
      + vacant.near(place, within: function.reach) { stock.vacantAreas[$0] >= function.least }.map {
        offer(.convert, $0, "convert \($0)", stock.vacantAreas[$0])
      }
      + moved.map {
        let home = Int(stock.neighbourhoods[$0])
        return offer(.move, $0, "slack \(shortage.function) \(home)", slack[home])
      }
    return offers.compactMap(\.self)
  }

  /// The nearest buildings beyond a reach whose neighbourhood has slack; a neighbourhood is told of once, by its nearest.
  private func moves(
    to place: Int, from own: NearBuildings, beyond reach: Double, _ slack: [Double]
  ) -> [Int] {
    var nearest: [Int: (distance: Double, building: Int)] = [:]
    for building in own.buildings {
      let home = Int(stock.neighbourhoods[building])
      guard home >= 0, slack[home] > 0.5 else { continue }
      let distance = stock.distance(building, toNeighbourhood: place)
      guard distance > reach else { continue }
      if nearest[home].map({ (distance, building) < ($0.distance, $0.building) }) ?? true {
        nearest[home] = (distance, building)
      }
    }
    return nearest.values.sorted { ($0.distance, $0.building) < ($1.distance, $1.building) }
      .prefix(FacilityProgramme.nearest).map(\.building)
  }
}

/// Buildings by where they are.
private struct NearBuildings {
  /// The buildings, ascending, each once.
  let buildings: [Int]
  private let stock: BuildingStock
  private let grid: BoxGrid

  init(_ stock: BuildingStock, _ buildings: [Int]) {
    (self.stock, self.buildings) = (stock, buildings)
    grid = BoxGrid(buildings.map { Bounds([stock.place($0)]) })
  }

  /// The nearest to the middle of a neighbourhood that hold, the nearest first.
  func near(
    _ place: Int, within reach: Double, where holds: (Int) -> Bool = { _ in true }
  ) -> [Int] {
    let middle = Position(stock.homeXs[place], stock.homeYs[place])
    guard !middle.x.isNaN else { return [] }
    var found: [(distance: Double, building: Int)] = []
    grid.visit(around: middle, within: reach / stock.metresPerUnit) { member in
      let building = buildings[member]
      let distance = stock.distance(building, to: middle)
      if distance <= reach, holds(building) { found.append((distance, building)) }
    }
    return found.sorted { ($0.distance, $0.building) < ($1.distance, $1.building) }
      .prefix(FacilityProgramme.nearest).map(\.building)
  }
}

/// Shortages, what is offered for them, and what is chosen so that all costs a year and the weight of what still
/// lacks are least.
struct FacilityProblem: Sendable {
  var shortages: [FacilityShortage]
  var offers: [FacilityOffer]
  /// What a m2 that lacks counts for a year.
  var shortagePrice: Double
  /// Most that may be invested.
  var budget: Double

  /// What is chosen.
  struct Solution: Sendable {
    /// m2 of each offer, and what still lacks of each shortage.
    var areas: [Double]
    var lacking: [Double]
    var cost: Double
    var isProven: Bool
  }

  /// The best choice, by an integer program.
  /// - Throws: `IntegerProgram.Failure`.
  func best(seconds: Double = 20, nodes: Int = 20_000) throws -> Solution {
    var program = IntegerProgram()
    let areas = offers.map {
      program.addVariable(in: 0...$0.most, cost: $0.yearlyPerM2, isWhole: false)
    }
    // What costs nothing to begin needs no choice.
    let begun = offers.map { $0.fixed > 0 ? program.addChoice(cost: $0.fixedYearly) : nil }
    let lacking = shortages.map {
      program.addVariable(in: 0...$0.area, cost: shortagePrice, isWhole: false)
    }
    for (number, shortage) in shortages.enumerated() {
      let own = offers.indices.filter { offers[$0].shortage == number }
      program.addConstraint(
        own.map { (areas[$0], 1) } + [(lacking[number], 1)], in: shortage.area...shortage.area)
    }
    for (offer, begun) in begun.enumerated() {
      if let begun {
        program.addConstraint(
          [(areas[offer], 1), (begun, -offers[offer].most)], in: -.infinity...0)
      }
    }
    let bySource = Dictionary(grouping: offers.indices.filter { offers[$0].source != nil }) {
      offers[$0].source ?? ""
    }
    for (_, own) in bySource.sorted(by: { $0.key < $1.key }) where own.count > 1 {
      program.addConstraint(own.map { (areas[$0], 1) }, in: 0...offers[own[0]].room)
    }
    if budget.isFinite, !offers.isEmpty {
      let terms = offers.indices.flatMap { offer in
        [(areas[offer], offers[offer].perM2)]
          + [begun[offer]].compactMap { $0.map { ($0, offers[offer].fixed) } }
      }
      program.addConstraint(terms, in: 0...budget)
    }
    let solution = try program.solve(seconds: seconds, nodes: nodes)
    return Solution(
      areas: areas.map { solution.values[$0] }, lacking: lacking.map { solution.values[$0] },
      cost: solution.objective, isProven: solution.status == .optimal)
  }
}
