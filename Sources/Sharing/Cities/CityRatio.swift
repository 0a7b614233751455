import LayerIO

/// What figures of cities are divided by, so that a large city stands beside a small one.
package enum CityBase: String, Sendable, CaseIterable {
  case hectare, dwelling, inhabitant

  package var name: Wording {
    switch self {
    case .hectare: Wording(en: "per hectare", nl: "per hectare")
    case .dwelling: Wording(en: "per dwelling", nl: "per woning")
    case .inhabitant: Wording(en: "per inhabitant", nl: "per inwoner")
    }
  }

  /// How many there are of it; nil where the package does not tell.
  package func count(in city: SharedPackage) -> Double? {
    let count: Double? =
      switch self {
      case .hectare: city.figure(.area).map { $0 / 10_000 }
      case .dwelling: city.figure(.dwellings)
      case .inhabitant: city.figure(.inhabitants)
      }
    return count.flatMap { $0 > 0 ? $0 : nil }
  }
}

extension CityFigure {
  /// Figures that are held beside each other per hectare, dwelling and inhabitant.
  package static let compared: [CityFigure] = [
    .worksDue, .worksArea, .costDue, .upkeepHours, .worksDone, .openings, .openingsSiloed, .paid,
    .saved, .nuisance,
    .couplingCost, .couplingEffects,
  ]

  /// Whether it is of the whole horizon, which differs from city to city, so that it is divided by its years.
  package var isOfHorizon: Bool { ![.measured, .estimated].contains(kind) }

  /// Whether it is an amount of money.
  package var isAmount: Bool { unit == "currency" }
}

extension SharedPackage {
  /// Number of years of the horizon.
  package var years: Int { definitions.to - definitions.from + 1 }

  /// A figure per hectare, dwelling or inhabitant and, where it is of the horizon, a year; nil where the package tells
  /// either not.
  package func ratio(_ figure: CityFigure, _ base: CityBase) -> Double? {
    guard let value = self.figure(figure), let count = base.count(in: self) else { return nil }
    return value / count / (figure.isOfHorizon ? Double(years) : 1)
  }

  /// Class of size; nil where inhabitants are not told.
  package var sizeClass: Int? { figure(.inhabitants).map(SizeClass.number) }
}
