/// What a neighbourhood would miss without a building.
package struct BuildingMeaning: Sendable, Equatable {
  /// Whom a building serves.
  package enum Service: Sendable, Equatable {
    /// People of the neighbourhood.
    case neighbourhood
    /// Its owner alone.
    case owner
    /// Nobody: it is vacant as a whole.
    case nobody
    /// The catalogue tells of none of its functions.
    case unknown
  }

  package var service: Service
  /// What neighbourhoods would lack more.
  package var missed: MissedArea
  /// Of its functions the one of which the way means most; nil where nothing is told of homes, or nobody comes.
  package var way: BuildingWay?
  /// What it may be, whatever is not known.
  package var possible: Set<MeaningState>

  /// What it is; nil where that is not known.
  package var state: MeaningState? { possible.count == 1 ? possible.first : nil }

  init(
    service: Service, missed: MissedArea, way: BuildingWay?, _ catalogue: SocialCatalogue
  ) {
    (self.service, self.missed, self.way) = (service, missed, way)
    possible =
      switch service {
      case .owner: [.little]
      case .nobody: [.nothing]
      case .unknown: [.much, .little]
      case .neighbourhood: Self.possible(missed, way, catalogue)
      }
  }

  private static func possible(
    _ missed: MissedArea, _ way: BuildingWay?, _ catalogue: SocialCatalogue
  ) -> Set<MeaningState> {
    let range: ClosedRange<Double> =
      switch missed {
      case .withoutNorm: 0...0
      case .unknown: 0...Double.infinity
      case .between(let range): range
      }
    let losing = way.map { $0.losing...$0.losing } ?? 0...Double.infinity
    if range.lowerBound >= catalogue.missedArea || losing.lowerBound >= catalogue.losingDwellings {
      return [.much]
    }
    let mayMean =
      range.upperBound >= catalogue.missedArea || losing.upperBound >= catalogue.losingDwellings
    return mayMean ? [.much, .little] : [.little]
  }
}

extension BuildingStock {
  /// The meaning of some buildings. `missed` has a value for each building of the stock; it is empty where no population
  /// is told of. `ways` are nil where nothing is told of homes.
  func meanings(
    of buildings: [Int], _ missed: [MissedArea], _ ways: [BuildingWay]?,
    _ catalogue: SocialCatalogue
  ) -> [BuildingMeaning] {
    let serving = bits(of: catalogue.serves)
    let own = bits(of: catalogue.ownUse)
    let waysOf = Dictionary(grouping: ways ?? []) { Int($0.building) }
    return buildings.map { building in
      let functions = functions[building]
      let service: BuildingMeaning.Service =
        used(building) <= 0
        ? .nobody
        : functions & serving != 0
          ? .neighbourhood : functions & ~own == 0 ? .owner : .unknown
      let way = waysOf[building]?.max {
        ($0.losing, $0.dwellings, $1.function) < ($1.losing, $1.dwellings, $0.function)
      }
      return BuildingMeaning(
        service: service, missed: missed.isEmpty ? .unknown : missed[building], way: way, catalogue)
    }
  }

  /// The bits of functions, as far as buildings have them.
  func bits(of functions: [String]) -> UInt64 {
    functions.reduce(0) { $0 | (bit(of: $1) ?? 0) }
  }
}
