import OpportunityMap
import ProjectFile

/// What a coupling takes and brings on some ground of a work.
struct CouplingPricer {
  private let problem: BundlingProblem
  private let map: OpportunityMap
  private let finder: CouplingFinder
  private let annuity: Annuity
  /// Weights of the themes, scaled to a mean of 1. Shape: themes.
  private let weights: [Double]
  /// Theme of each effect; nil for those that the map does not have. Shape: effects.
  private let themesOfEffects: [Int?]
  private let dwellings: DwellingShares

  init(
    _ problem: BundlingProblem, _ map: OpportunityMap, _ finder: CouplingFinder, _ annuity: Annuity
  ) {
    (self.problem, self.map, self.finder, self.annuity) = (problem, map, finder, annuity)
    weights = scaledWeights(map)
    themesOfEffects = finder.catalogue.effects.map { effect in
      map.themes.firstIndex { $0.key == effect.theme }
    }
    dwellings = DwellingShares(map)
  }

  /// Works out amounts from the ground, served m2 and m2 x severity of an entry.
  func price(_ entry: inout WorkCoupling) {
    let coupling = finder.catalogue.couplings[Int(entry.coupling)]
    let work = problem.works[Int(entry.work)]
    entry.life = coupling.life ?? map.works[work.work].cycle ?? problem.rules.usual.life ?? 30
    entry.amount = amount(coupling.amount, work, ground: entry.ground)
    entry.cost = cost(coupling, work, entry.amount)
    entry.upkeep = entry.amount.flatMap { amount in
      coupling.upkeep.map { Range3($0, times: amount) }
    }
    let years = min(entry.life, annuity.years)
    entry.presentUpkeep = (entry.upkeep?.mid ?? 0) * annuity.sum(from: 0, years: years)
    entry.effects = coupling.effects.map { effect($0, coupling, entry) }
    addPresent(coupling, &entry, years: years)
  }

  private func addPresent(
    _ coupling: CouplingCatalogue.Coupling, _ entry: inout WorkCoupling, years: Int
  ) {
    let themes = finder.themes[Int(entry.coupling)]
    var weighted = 0.0
    entry.present = themes.map { _ in 0 }
    for (part, brings) in zip(coupling.effects, entry.effects) {
      let effect = finder.catalogue.effects[part.effect]
      guard let place = themes.firstIndex(where: { $0.theme == themesOfEffects[part.effect] })
      else { continue }
      let present = brings.mid * annuity.sum(from: effect.after, years: effect.isOnce ? 1 : years)
      entry.present[place] += present
      weighted += present * weights[themes[place].theme]
    }
    entry.net = weighted - (entry.cost?.mid ?? 0) - entry.presentUpkeep
  }

  // MARK: Amounts

  private func amount(
    _ rule: CouplingCatalogue.Amount, _ work: BundlingWork, ground: Double
  ) -> Double? {
    let part = work.surface > 0 ? min(1, ground / work.surface) : 0
    let basis: Double? =
      switch rule.basis {
      case .squareMetre: ground
      case .metre: map.scores.length[work.asset] * part
      case .piece: ground > 0 ? 1 : 0
      case .dwelling: dwellings.dwellings(ofAsset: work.asset, map).map { $0 * part }
      }
    return basis.flatMap { $0 > 0 ? $0 * rule.times : nil }
  }

  /// Extra cost, less what the work itself no longer costs where it is built on; no work costs less than
  /// nothing.
  private func cost(
    _ coupling: CouplingCatalogue.Coupling, _ work: BundlingWork, _ amount: Double?
  ) -> Range3<Double>? {
    guard let amount, let figure = coupling.cost else { return nil }
    let spared =
      coupling.unit == .squareMetre && work.surface > 0
      ? coupling.spares * work.cost * amount / work.surface : 0
    func extra(_ euros: Double) -> Double { max(euros * amount - spared, -work.cost) }
    return Range3(low: extra(figure.low), mid: extra(figure.value), high: extra(figure.high))
  }

  /// What an effect brings; nothing where its theme is no challenge.
  private func effect(
    _ part: CouplingCatalogue.Part, _ coupling: CouplingCatalogue.Coupling, _ entry: WorkCoupling
  ) -> Range3<Double> {
    let (effect, themes) = (
      finder.catalogue.effects[part.effect], finder.themes[Int(entry.coupling)]
    )
    guard let place = themes.firstIndex(where: { $0.theme == themesOfEffects[part.effect] }) else {
      return Range3(low: 0, mid: 0, high: 0)
    }
    let units =
      switch effect.unit {
      case .challenge: entry.challenge[place]
      case .served: entry.served[place]
      case .built:
        entry.ground > 0
          ? (entry.amount ?? 0) * entry.served[place] / (themes[place].share * entry.ground) : 0
      }
    return Range3(effect.gets, times: part.times * units)
  }
}

extension Range3<Double> {
  /// A figure of a catalogue times a number.
  init(_ figure: CouplingCatalogue.Figure, times number: Double) {
    self.init(low: figure.low * number, mid: figure.value * number, high: figure.high * number)
  }
}

extension Annuity {
  /// What 1 EUR in each of some years is now, the first of them after so many years.
  func sum(from after: Int, years: Int) -> Double {
    (after..<after + years).reduce(0) { $0 + present(1, after: $1) }
  }
}

/// How many dwellings go with an asset: those of its neighbourhood, shared over the assets of its type there
/// by their surface.
private struct DwellingShares {
  /// Attribute of the neighbourhoods that has the number; nil where the project maps none.
  private let field: String?
  private let surfaces: [Key: Double]

  private struct Key: Hashable {
    let neighbourhood: Int32
    let type: String
  }

  init(_ map: OpportunityMap) {
    field =
      map.differentiation.features.lazy.compactMap { feature -> String? in
        guard case .number(let number) = feature.meaning, number.key == "dwellings",
          number.kind == .count
        else { return nil }
        return number.field
      }.first
    var surfaces: [Key: Double] = [:]
    if field != nil {
      for (index, asset) in map.assets.enumerated() {
        let key = Key(neighbourhood: map.scores.neighbourhoods[index], type: asset.type)
        surfaces[key, default: 0] += map.scores.surface[index]
      }
    }
    self.surfaces = surfaces
  }

  func dwellings(ofAsset asset: Int, _ map: OpportunityMap) -> Double? {
    let place = map.scores.neighbourhoods[asset]
    guard let field, place >= 0, let count = map.neighbourhoods[Int(place)].numbers[field],
      let all = surfaces[Key(neighbourhood: place, type: map.assets[asset].type)], all > 0
    else { return nil }
    return count * map.scores.surface[asset] / all
  }
}
