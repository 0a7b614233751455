import OpportunityMap
import ProjectFile

/// What sets neighbourhoods apart, in words.
extension Language {
  /// Name of a feature, such as `area with the water challenge`. `themes` are those of the map.
  package func name(of feature: ProfileFeature, themes: [Theme]) -> String {
    switch feature.meaning {
    case .themeShare(let theme): text(.themeShare, themeName(themes[theme]))
    case .themeSeverity(let theme): text(.themeSeverity, themeName(themes[theme]))
    case .themeCovered(let theme): text(.themeCovered, themeName(themes[theme]))
    case .workShare: text(.workShare)
    case .cost: text(.costPerHectare)
    case .number(let number): number.name[rawValue] ?? number.key
    }
  }

  /// A value of a feature with its unit, such as `24.2%` or `1911`.
  package func value(_ value: Double, of feature: ProfileFeature) -> String {
    switch feature.meaning {
    case .themeShare, .themeCovered, .workShare: number(100 * value, decimals: 1) + "%"
    case .themeSeverity: number(value, decimals: 2)
    case .cost(let currency): amount(value, in: currency)
    case .number(let number):
      switch number.kind {
      case .year: String(Int(value.rounded()))
      case .count: text(.perHectare, self.number(value, decimals: decimals(value)))
      case .level:
        self.number(value, decimals: decimals(value))
          + (["", "%"].contains(number.unit) ? "" : " ") + number.unit
      }
    }
  }

  /// A deviation as a clause, such as `cost 24.2%, in the city 10.4% (2.3 times)`.
  package func clause(
    _ deviation: Deviation, of feature: ProfileFeature, themes: [Theme]
  ) -> String {
    let parts = [
      name(of: feature, themes: themes), value(deviation.value, of: feature),
      value(deviation.city, of: feature),
    ]
    let clause = text(.deviation, parts[0], parts[1], parts[2])
    return comparison(deviation, of: feature).map { "\(clause) (\($0))" } ?? clause
  }

  /// Deviations in a sentence; a sentence of its own where there are none.
  package func sentence(
    _ deviations: [Deviation], features: [ProfileFeature], themes: [Theme]
  ) -> String {
    guard !deviations.isEmpty else { return text(.noDeviation) }
    let clauses = deviations.map { clause($0, of: features[$0.feature], themes: themes) }
    return clauses.joined(separator: "; ").capitalisingFirst + "."
  }

  /// How many times as much, or how many years later; nil where there is nothing to compare with.
  private func comparison(_ deviation: Deviation, of feature: ProfileFeature) -> String? {
    guard !feature.isYear else {
      let years = Int(deviation.value.rounded()) - Int(deviation.city.rounded())
      return years == 0 ? nil : text(years > 0 ? .yearsLater : .yearsEarlier, number(abs(years)))
    }
    return deviation.quotient.map {
      $0 < 0.05 ? text(.hardlyAny) : text(.timesAsMuch, number($0, decimals: 1))
    }
  }

  /// Decimals that leave about three digits.
  private func decimals(_ value: Double) -> Int { abs(value) >= 100 ? 0 : 1 }
}
