import LayerIO
import ProjectFile

/// A figure by which neighbourhoods are compared, with its value in each and in the city.
package struct ProfileFeature: Sendable, Equatable {
  /// What the figure says.
  package enum Meaning: Sendable, Equatable {
    /// Part of the area under the theme with that index, 0 to 1.
    case themeShare(Int)
    /// Severity of the theme, averaged over the whole area, 0 to 1.
    case themeSeverity(Int)
    /// Part of the theme's area under a work due within the horizon, 0 to 1.
    case themeCovered(Int)
    /// Part of the area under works, 0 to 1.
    case workShare
    /// Cost of the works due within the horizon, in that currency per hectare and year.
    case cost(CurrencyCode)
    /// A number of the neighbourhoods' source; a count is per hectare.
    case number(NeighbourhoodNumber)
  }

  /// An aspect of a neighbourhood. Aspects weigh the same when types are found, however many features
  /// each has: one number more must not drown the challenges.
  enum Aspect: CaseIterable {
    case challenges, maintenance, place
  }

  /// Whether its values are years.
  package var isOfYears: Bool {
    if case .number(let number) = meaning { number.kind == .year } else { false }
  }

  /// Key, by which types and packages ask for it: `<theme>_share`, `<theme>_severity`,
  /// `<theme>_covered`, `maintained`, `cost_per_ha`, or the key of a number.
  package var key: String
  /// What it says.
  package var meaning: Meaning
  /// Value in each neighbourhood; nil where it is unknown. Shape: `neighbourhoods`.
  package var values: [Double?]
  /// Value in the city: all neighbourhoods together, every place once. A number's is the mean over the
  /// neighbourhoods that know it, by area or by the number's `weight`. Nil where none knows it.
  package var city: Double?

  /// A figure with its values.
  package init(key: String, meaning: Meaning, values: [Double?], city: Double?) {
    (self.key, self.meaning) = (key, meaning)
    (self.values, self.city) = (values, city)
  }

  /// Whether it is a year: compared by difference alone.
  package var isYear: Bool {
    if case .number(let number) = meaning { number.kind == .year } else { false }
  }

  /// Number of neighbourhoods that do not know it.
  package var unknownCount: Int { values.count { $0 == nil } }

  /// Value here divided by the value in the city; nil where either is unknown, for years, and where the
  /// city has none.
  package func locationQuotient(_ neighbourhood: Int) -> Double? {
    guard !isYear, let here = values[neighbourhood], let city, city > 0 else { return nil }
    return here / city
  }

  /// Whether types and deviations look at it unless the project says otherwise. Severities follow the
  /// shares, and what is covered follows the years of the horizon.
  var isUsual: Bool {
    switch meaning {
    case .themeSeverity, .themeCovered: false
    case .themeShare, .workShare, .cost, .number: true
    }
  }

  var aspect: Aspect {
    switch meaning {
    case .themeShare, .themeSeverity, .themeCovered: .challenges
    case .workShare, .cost: .maintenance
    case .number: .place
    }
  }

  /// Mean and standard deviation over the neighbourhoods that know it, and `more` values; nil without
  /// any.
  func spread(with more: [Double] = []) -> (mean: Double, deviation: Double)? {
    let known = values.compactMap(\.self) + more
    guard let first = known.first else { return nil }
    let count = Double(known.count)
    // Counting from the first keeps equal values at a deviation of exactly 0.
    let mean = known.reduce(0) { $0 + ($1 - first) } / count
    let square = known.reduce(0) { $0 + ($1 - first - mean) * ($1 - first - mean) } / count
    return (first + mean, square.squareRoot())
  }
}

/// What the features of profiles are taken from.
struct ProfileFigures {
  let years: ClosedRange<Int>
  let themes: [Theme]
  let neighbourhoods: [Neighbourhood]
  let profiles: [Profile]
  let city: Profile
  let coverage: Coverage
  let coverages: [Coverage]

  /// The features of the profiles: challenges, maintenance, and the given numbers of the source.
  func features(numbers: [NeighbourhoodNumber], currency: CurrencyCode) -> [ProfileFeature] {
    challengeFeatures + maintenanceFeatures(currency)
      + numbers.map { numberFeature($0, among: numbers) }
  }

  private var challengeFeatures: [ProfileFeature] {
    themes.indices.flatMap { theme in
      let key = themes[theme].key
      return [
        ProfileFeature(
          key: "\(key)_share", meaning: .themeShare(theme),
          values: profiles.map { $0.themeShares[theme] }, city: city.themeShares[theme]),
        ProfileFeature(
          key: "\(key)_severity", meaning: .themeSeverity(theme),
          values: profiles.map { $0.themeSeverities[theme] }, city: city.themeSeverities[theme]),
        ProfileFeature(
          key: "\(key)_covered", meaning: .themeCovered(theme),
          values: coverages.map { $0.coveredShare(theme) }, city: coverage.coveredShare(theme)),
      ]
    }
  }

  private func maintenanceFeatures(_ currency: CurrencyCode) -> [ProfileFeature] {
    let span = Double(years.count)
    let hectareYears = { (profile: Profile) in profile.area / squareMetresPerHectare * span }
    let cost = { (profile: Profile) -> Double? in
      profile.area > 0 ? profile.costByYear.reduce(0, +) / hectareYears(profile) : nil
    }
    let share = { (profile: Profile) -> Double? in
      profile.area > 0 ? profile.workArea / profile.area : nil
    }
    return [
      ProfileFeature(
        key: "maintained", meaning: .workShare, values: profiles.map(share), city: share(city)),
      ProfileFeature(
        key: "cost_per_ha", meaning: .cost(currency), values: profiles.map(cost), city: cost(city)),
    ]
  }

  private func numberFeature(
    _ number: NeighbourhoodNumber, among numbers: [NeighbourhoodNumber]
  ) -> ProfileFeature {
    let raw = neighbourhoods.map { $0.numbers[number.field] }
    let hectares = profiles.map { $0.area / squareMetresPerHectare }
    if number.kind == .count {
      let values = zip(raw, hectares).map { value, area in area > 0 ? value.map { $0 / area } : nil
      }
      return ProfileFeature(
        key: number.key, meaning: .number(number), values: values,
        city: mean(values, weights: hectares))
    }
    let scale = numbers.first { $0.key == number.weight }
    let weights = scale.map { scale in neighbourhoods.map { $0.numbers[scale.field] ?? 0 } }
    return ProfileFeature(
      key: number.key, meaning: .number(number), values: raw,
      city: mean(raw, weights: weights ?? hectares))
  }
}

let squareMetresPerHectare = 10_000.0

/// The weighted mean of what is known; nil where nothing that weighs is.
private func mean(_ values: [Double?], weights: [Double]) -> Double? {
  var (sum, whole) = (0.0, 0.0)
  for (value, weight) in zip(values, weights) {
    guard let value else { continue }
    sum += value * weight
    whole += weight
  }
  return whole > 0 ? sum / whole : nil
}
