import Geometry
import LayerIO
import OpportunityMap
import ProjectBundling
import Workers

/// What works are planned where, as buildings see it.
package struct PlannedWorks: Sendable {
  package var map: OpportunityMap
  /// The year in which each work is planned. Shape: works of the map.
  package var years: [PlannedYear]
  /// Feature `i` is asset `i` of the map, in the working system.
  package var assets: GeometryArray

  /// Planned works.
  package init(_ map: OpportunityMap, years: [PlannedYear], assets: GeometryArray) {
    (self.map, self.years, self.assets) = (map, years, assets)
  }
}

/// What vacant buildings can become: each criterion answers itself where the project tells enough.
package struct TransformationScan: Sendable {
  /// The catalogue that they were judged by.
  package let catalogue: TransformationCatalogue
  /// The buildings of which floor area is vacant, as indices into the stock, ascending.
  package let buildings: [Int]
  /// Answers. Shape: `buildings`, criteria.
  package let answers: [ScanAnswer]
  /// What they come to. Shape: `buildings`, destinations.
  package let outcomes: [ScanOutcome]
  /// What opens the street anyway, and when. Shape: `buildings`.
  package let openings: [StreetOpening?]

  /// Scans the vacant buildings of a stock; `year` is the first of the horizon.
  package init(
    _ stock: BuildingStock, _ catalogue: TransformationCatalogue, works: PlannedWorks, year: Int,
    threads: Int
  ) {
    self.catalogue = catalogue
    let buildings = stock.vacant
    self.buildings = buildings
    let openings = Self.openings(stock, catalogue, works, of: buildings, threads: threads)
    self.openings = openings
    let columns = catalogue.criteria.map { criterion in
      Self.answers(stock, criterion.measure, works, openings, of: buildings, in: year, threads)
    }
    let answers = buildings.indices.flatMap { building in columns.map { $0[building] } }
    self.answers = answers
    let (criteria, destinations) = (catalogue.criteria.count, catalogue.destinations.count)
    let each = valuesInChunks(of: 64, count: buildings.count, threads: threads) { building in
      (0..<destinations).map {
        catalogue.judge(answers[building * criteria..<(building + 1) * criteria], for: $0)
      }
    }
    outcomes = each.flatMap(\.self)
  }

  /// What the scan says of a building, number `row` of those that it looked at, and a destination.
  package func outcome(_ row: Int, _ destination: Int) -> ScanOutcome {
    outcomes[row * catalogue.destinations.count + destination]
  }

  /// The destination that a building suits best: the one with the highest middle of its score of those that
  /// nothing stops; of equal ones the first. nil where all are stopped.
  package func best(_ row: Int) -> Int? {
    let open = catalogue.destinations.indices.filter { !outcome(row, $0).isStopped }
    func middle(_ destination: Int) -> Double {
      let score = outcome(row, destination).score
      return score.lowerBound + score.upperBound
    }
    return open.min { (-middle($0), $0) < (-middle($1), $1) }
  }

  private static func openings(
    _ stock: BuildingStock, _ catalogue: TransformationCatalogue, _ works: PlannedWorks,
    of buildings: [Int], threads: Int
  ) -> [StreetOpening?] {
    let street = catalogue.criteria.lazy.compactMap { criterion -> ([String], Double)? in
      if case .street(let types, let reach) = criterion.measure { (types, reach) } else { nil }
    }.first
    guard let (types, reach) = street else { return buildings.map { _ in nil } }
    let streets = PlannedStreets(
      works.map, planned: works.years, geometry: works.assets, types: Set(types))
    return valuesInChunks(of: 64, count: buildings.count, threads: threads) {
      streets.first(near: stock.place(buildings[$0]), within: reach / stock.metresPerUnit)
    }
  }

  private static func answers(
    _ stock: BuildingStock, _ measure: TransformationCatalogue.Measure, _ works: PlannedWorks,
    _ openings: [StreetOpening?], of buildings: [Int], in year: Int, _ threads: Int
  ) -> [ScanAnswer] {
    func answer(_ value: Double?, _ holds: (Double) -> Bool) -> ScanAnswer {
      guard let value, !value.isNaN else { return .unknown }
      return holds(value) ? .yes : .no
    }
    switch measure {
    case .fact(let name, let range):
      let values = stock.values(of: name, in: year)
      return buildings.map { answer(values?[$0], range.contains) }
    case .theme(let key, let most):
      let values = stock.themeKeys.firstIndex(of: key).map { stock.severities[$0] }
      return buildings.map { answer(values?[$0]) { $0 <= most } }
    case .near(let key, let reach):
      let values = stock.distances(to: key, from: buildings, within: reach, threads: threads)
      return buildings.indices.map { answer(values?[$0]) { $0 <= reach } }
    case .street:
      // Without a schedule nothing tells whether the street is opened.
      return openings.map { $0 != nil ? .yes : works.map.works.isEmpty ? .unknown : .no }
    }
  }
}

extension BuildingStock {
  /// Distance in m from buildings to the nearest place of a kind or other building of a function, infinite
  /// where none is within reach; nil where the project tells of neither.
  func distances(
    to key: String, from buildings: [Int], within reach: Double, threads: Int
  ) -> [Double]? {
    let places = placeKeys.firstIndex(of: key).map { placeDistances[$0] }
    guard places != nil || bit(of: key) != nil else { return nil }
    let others = self.buildings(of: key)
    let grid = BoxGrid(others.map { Bounds([place($0)]) })
    return valuesInChunks(of: 64, count: buildings.count, threads: threads) { row in
      let building = buildings[row]
      let known = places?[building] ?? .infinity
      if known <= reach { return known }
      return grid.candidates(around: place(building), within: reach / metresPerUnit)
        .map { others[$0] }.filter { $0 != building }
        .reduce(known) { min($0, distance(building, to: place($1))) }
    }
  }
}
