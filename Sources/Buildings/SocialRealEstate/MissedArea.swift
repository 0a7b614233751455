import Workers

/// What neighbourhoods would lack more without a building.
package enum MissedArea: Sendable, Equatable {
  /// None of its functions has a norm.
  case withoutNorm
  /// It has one, but the need of its neighbourhood is not known, or it lies in none.
  case unknown
  /// The least and the most in m2, over all paths, in the first year of the horizon and in the last.
  case between(ClosedRange<Double>)
}

extension FacilityNeeds {
  /// What all neighbourhoods together would lack more of the functions of a building without it, for each building of
  /// a stock. That a building's life ends does not count: it is what the neighbourhoods would lack if it were not there
  /// against what they lack while it is.
  package func missed(_ stock: BuildingStock, _ catalogue: FacilityCatalogue, threads: Int)
    -> [MissedArea]
  {
    var missed = [MissedArea](repeating: .withoutNorm, count: stock.count)
    for function in 0..<functions {
      let own = stock.buildings(of: catalogue.functions[function].key)
      let gaps = FunctionGaps(self, function, stock)
      let areas = valuesInChunks(of: 32, count: own.count, threads: threads) {
        gaps.missed(own[$0])
      }
      for (building, area) in zip(own, areas) { missed[building] = missed[building].adding(area) }
    }
    return missed
  }
}

extension MissedArea {
  fileprivate func adding(_ other: MissedArea) -> MissedArea {
    switch (self, other) {
    case (.withoutNorm, _): other
    case (_, .withoutNorm): self
    case (.between(let one), .between(let two)):
      .between(one.lowerBound + two.lowerBound...one.upperBound + two.upperBound)
    default: .unknown
    }
  }
}

/// What lacks of a function with other buildings than there are.
private struct FunctionGaps: Sendable {
  /// A year of a path, with what there is in it.
  private struct Moment: Sendable {
    var need: [Double]
    var supply: [Double]
    /// Pairs of buildings that live; of a neighbourhood that gives and one that gets, those of its two nearest
    /// buildings: of two pairs of the same neighbourhoods the first settles all.
    var pairs: [SlackPair]
    var gap = 0.0
    var year: Int
  }

  private let stock: BuildingStock
  private let moments: [Moment]
  private let pairsOf: [Int: [SlackPair]]

  init(_ needs: FacilityNeeds, _ function: Int, _ stock: BuildingStock) {
    self.stock = stock
    let all = needs.slackPairs[function]
    pairsOf = Dictionary(grouping: all, by: \.building)
    let years = Set([0, needs.years.count - 1]).sorted()
    moments = years.flatMap { number -> [Moment] in
      let year = needs.years.lowerBound + number
      let pairs = all.nearestTwo(stock, in: year)
      return (0..<needs.paths).map { path in
        let places = (0..<needs.neighbourhoods).map { needs.index(path, function, $0, number) }
        var moment = Moment(
          need: places.map { needs.need[$0] }, supply: places.map { needs.supply[$0] },
          pairs: pairs, year: year)
        moment.gap = Self.gap(moment, moment.supply, pairs, without: -1)
        return moment
      }
    }
  }

  func missed(_ building: Int) -> MissedArea {
    let home = Int(stock.neighbourhoods[building])
    guard home >= 0, moments.allSatisfy({ !$0.need[home].isNaN }) else { return .unknown }
    let part = stock.share(building)
    let more = moments.map { moment -> Double in
      var supply = moment.supply
      let lives = stock.lives(building, in: moment.year)
      if lives { supply[home] -= part }
      let without = Self.gap(moment, supply, moment.pairs, without: building)
      guard !lives else { return without - moment.gap }
      supply[home] += part
      let pairs = (moment.pairs + (pairsOf[building] ?? [])).sorted(by: <)
      return without - Self.gap(moment, supply, pairs, without: -1)
    }
    // Less than a mm2 is rounding.
    let clean = more.map { max(0, ($0 * 1e6).rounded() / 1e6) }
    return .between((clean.min() ?? 0)...(clean.max() ?? 0))
  }

  /// What all neighbourhoods lack together when slack next door counts, as `FacilityNeeds` works it out.
  private static func gap(
    _ moment: Moment, _ supply: [Double], _ pairs: [SlackPair], without: Int
  ) -> Double {
    let need = moment.need
    var over = need.indices.map { need[$0].isNaN ? 0 : max(0, supply[$0] - need[$0]) }
    var lack = need.indices.map { need[$0].isNaN ? 0 : max(0, need[$0] - supply[$0]) }
    for pair in pairs where pair.building != without {
      let part = min(over[pair.giver], lack[pair.neighbourhood])
      over[pair.giver] -= part
      lack[pair.neighbourhood] -= part
    }
    return lack.reduce(0, +)
  }
}

extension [SlackPair] {
  fileprivate func nearestTwo(_ stock: BuildingStock, in year: Int) -> [SlackPair] {
    var met: [Int: Int] = [:]
    return filter { pair in
      guard stock.supply(pair.building, in: year) > 0 else { return false }
      let both = pair.giver << 32 | pair.neighbourhood
      let count = met[both, default: 0]
      met[both] = count + 1
      return count < 2
    }
  }
}
