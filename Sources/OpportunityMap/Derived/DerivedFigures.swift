/// The figures behind challenges that are derived: what the monitors show beside the map.
public struct DerivedFigures: Sendable, Codable, Equatable {
  /// The vacancy monitor: rows by level and year.
  public var vacancy: [VacancyRow]
  /// Need and supply of facilities: rows by facility and neighbourhood.
  public var facilities: [FacilityRow]
  /// The 3-30-300 rule: rows by neighbourhood, and one of the whole city.
  public var green: [GreenRow]

  /// Figures; none unless given.
  public init(
    vacancy: [VacancyRow] = [], facilities: [FacilityRow] = [], green: [GreenRow] = []
  ) {
    self.vacancy = vacancy
    self.facilities = facilities
    self.green = green
  }

  mutating func append(_ other: DerivedFigures) {
    vacancy += other.vacancy
    facilities += other.facilities
    green += other.green
  }
}

/// The vacancy monitor at a member of a level in a year. Floor areas in m2.
public struct VacancyRow: Sendable, Codable, Equatable {
  /// Source of the layer, as the project file gives it.
  public var source: String
  /// Level: `municipality`, `neighbourhood`, or one of the project's own.
  public var level: String
  /// Code of the member; empty for the municipality.
  public var code: String
  /// Year; nil where the source tells none.
  public var year: Int?
  /// Stock, whether used or vacant.
  public var stock = 0.0
  /// Vacant or on offer.
  public var vacant = 0.0
  /// Capacity in plans.
  public var planned = 0.0
  /// Taken out of the stock by another use.
  public var transformed = 0.0
  /// Taken out of the stock by demolition.
  public var demolished = 0.0

  /// An amount as part of the stock; nil without stock.
  public func share(_ amount: Double) -> Double? { stock > 0 ? amount / stock : nil }
}

/// Need and supply of a facility in a neighbourhood. Floor areas in m2.
public struct FacilityRow: Sendable, Codable, Equatable {
  /// Source of the layer, as the project file gives it.
  public var source: String
  /// Kind of facility.
  public var kind: String
  /// Code of the neighbourhood.
  public var neighbourhood: String
  /// What the norm asks; nil where the number of dwellings or the milieu is unknown.
  public var need: Double?
  /// What there is.
  public var supply: Double
  /// What neighbours with slack within reach have over for it.
  public var received = 0.0
  /// What it has over for neighbours that lack.
  public var given = 0.0

  /// What lacks when slack next door counts.
  public var deficit: Double? { need.map { max(0, $0 - supply - received) } }
  /// That as part of the need; nil where the need is unknown or 0.
  public var deficitShare: Double? {
    guard let need, let deficit, need > 0 else { return nil }
    return deficit / need
  }
}

/// How many buildings with dwellings satisfy each part of the 3-30-300 rule.
public struct GreenRow: Sendable, Codable, Equatable {
  /// Source of the layer, as the project file gives it.
  public var source: String
  /// Code of the neighbourhood; empty for the whole city.
  public var neighbourhood: String
  /// Buildings that were looked at.
  public var buildings = 0
  /// Those with enough trees nearby.
  public var trees = 0
  /// Those with enough crown cover around.
  public var crowns = 0
  /// Those with cool green within reach.
  public var cool = 0
  /// Those that satisfy all three.
  public var all = 0
}
