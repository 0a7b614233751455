import LayerIO
import OpportunityMap
import Pipeline
import ProjectFile
import Publishing
import Tables

/// The rows of tables about neighbourhoods.
extension RunToShare {
  /// Rows of a table of the level `neighbourhood`.
  func neighbourhoodRows(_ table: SharedTable) -> [[SharedValue]] {
    switch table.name {
    case SharedTable.neighbourhoods.name: neighbourhoods
    case SharedTable.numbers.name: numbers
    case SharedTable.neighbourhoodThemes.name: neighbourhoodThemes
    case SharedTable.neighbourhoodPackages.name: neighbourhoodPackages
    case SharedTable.neighbourhoodCouplings.name: neighbourhoodCouplings
    default: preconditionFailure("\(table.name) is not about neighbourhoods")
    }
  }

  private func dueCount(_ place: Int) -> Int { map.profiles[place].worksByYear.reduce(0, +) }

  private var neighbourhoods: [[SharedValue]] {
    let names = Language.allCases.map { $0.typeNames(map) }
    return map.neighbourhoods.indices.map { place -> [SharedValue] in
      let (profile, count) = (map.profiles[place], dueCount(place))
      let type = map.differentiation.members[place].membership?.type
      let own: [SharedValue] = [
        .text(map.neighbourhoods[place].id), SharedValue(map.neighbourhoods[place].name),
        SharedValue(profile.area), .integer(count),
        Self.figure(map.coverages[place].cumulatedGround.last, about: count),
        Self.figure(profile.workArea, about: profile.workCount),
        Self.figure(profile.costByYear.reduce(0, +), about: count),
      ]
      return own + names.map { names in SharedValue(type.map { names[$0] }) }
    }
  }

  /// A number that the project compares neighbourhoods by; nil where it counts few people, or is about few.
  func number(_ feature: ProfileFeature, _ place: Int) -> Double? {
    guard case .number(let number) = feature.meaning else { return nil }
    let raw = map.neighbourhoods[place].numbers
    guard let value = raw[number.field] else { return nil }
    let numbers = map.differentiation.features.compactMap { feature -> NeighbourhoodNumber? in
      if case .number(let number) = feature.meaning { number } else { nil }
    }
    let about =
      number.kind == .count
      ? value : numbers.first { $0.key == number.weight }.flatMap { raw[$0.field] }
    return about.map { $0 < fewestPeople } ?? false ? nil : value
  }

  private var numbers: [[SharedValue]] {
    map.neighbourhoods.indices.flatMap { place in
      map.differentiation.features.compactMap { feature -> [SharedValue]? in
        guard case .number(let number) = feature.meaning else { return nil }
        return [
          .text(map.neighbourhoods[place].id), .text(number.key), SharedValue(number.name["nl"]),
          SharedValue(number.name["en"]), .text(number.kind.rawValue), SharedValue(number.unit),
          SharedValue(self.number(feature, place)),
        ]
      }
    }
  }

  private var neighbourhoodThemes: [[SharedValue]] {
    map.neighbourhoods.indices.flatMap { place in
      map.themes.indices.map { theme -> [SharedValue] in
        let profile = map.profiles[place]
        let code = map.neighbourhoods[place].id
        let own: [SharedValue] = [
          .text(code), .text(map.themes[theme].key), SharedValue(profile.themeAreas[theme]),
          SharedValue(profile.themeShares[theme]), SharedValue(profile.themeSeverities[theme]),
        ]
        return own + reach(of: theme, in: code, map.coverages[place], works: dueCount(place))
      }
    }
  }

  private var neighbourhoodPackages: [[SharedValue]] {
    guard let table = rows(.packages) else { return [] }
    return (0..<table.count).map {
      table.texts($0, ["neighbourhood_code", "package", "outcome"])
    }
  }

  private var neighbourhoodCouplings: [[SharedValue]] {
    var counts: [[String]: Int] = [:]
    for (key, own) in chosenCouplings {
      for row in own.rows {
        let code = own.table.text(row, "neighbourhood_code")
        if !code.isEmpty { counts[[code, key], default: 0] += 1 }
      }
    }
    return counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
      [.text($0.key[0]), .text($0.key[1]), .integer($0.value)]
    }
  }
}
