import Geometry
import LayerIO
import OpportunityMap
import ProjectFile
import Tables

/// Cities beside each other, as each shares itself. Types of neighbourhood are found over all that share theirs.
package struct CitiesComparison: Sendable {
  /// The packages, in the order in which they were named.
  package let cities: [SharedPackage]
  /// What each is called, no two the same.
  package let names: [String]
  /// What they have defined each in their own way.
  package let differences: [DefinitionDifference]
  /// Keys of the themes of any of them, in the order of the alphabet.
  package let themes: [String]
  /// The neighbourhoods of all that share theirs.
  package let places: [CityPlace]
  /// By what they are compared.
  package let features: [ProfileFeature]
  /// Their types and look-alikes.
  package let types: JointTypes
  /// Borders of the neighbourhoods of each city; nil where it does not share them.
  package let borders: [GeometryArray?]

  /// Holds cities beside each other. `borders` are those of the neighbourhoods, in the order of the rows.
  package init(_ cities: [SharedPackage], borders: [GeometryArray?]) {
    precondition(cities.count == borders.count && !cities.isEmpty)
    (self.cities, self.borders) = (cities, borders)
    names = Self.names(cities)
    differences = DefinitionDifference.all(cities.map(\.definitions))
    let themes = Set(cities.flatMap { $0.rows(.themes).map { $0[0].text } }).sorted()
    self.themes = themes
    let places = cities.indices.flatMap { CityPlace.all(of: cities[$0], city: $0) }
    let features = Self.features(of: places, cities, themes: themes)
    self.features = features
    // Neighbourhoods of which nothing is told alike can't be told apart.
    self.places = features.isEmpty ? [] : places
    types = JointTypes(features, cities: self.places.map(\.city))
  }

  private static func names(_ cities: [SharedPackage]) -> [String] {
    let names = cities.map(\.city)
    return names.indices.map { index in
      let same = names.indices.filter { names[$0] == names[index] }
      guard same.count > 1, let place = same.firstIndex(of: index) else { return names[index] }
      return "\(names[index]) (\(place + 1))"
    }
  }

  // MARK: Features

  /// The features that all neighbourhoods may have: those of one city alone tell it apart from others by what it
  /// measured. Amounts count where all are in one currency and at one price level.
  private static func features(
    of places: [CityPlace], _ cities: [SharedPackage], themes: [String]
  ) -> [ProfileFeature] {
    guard !places.isEmpty else { return [] }
    let sharing = Set(places.map(\.city)).sorted().map { cities[$0] }
    let area = places.map(\.area)
    func feature(
      _ key: String, _ meaning: ProfileFeature.Meaning, _ value: (CityPlace) -> Double?
    ) -> ProfileFeature? {
      let values = places.map(value)
      let known = zip(values, area).compactMap { value, area in value.map { ($0, area) } }
      let whole = known.reduce(0) { $0 + $1.1 }
      guard whole > 0 else { return nil }
      return ProfileFeature(
        key: key, meaning: meaning, values: values,
        city: known.reduce(0) { $0 + $1.0 * $1.1 } / whole)
    }
    let common = themes.enumerated().filter { _, theme in
      let classes = sharing.map { $0.definitions.themes[theme]?.classes }
      return classes.allSatisfy { $0 != nil && $0 == classes[0] }
    }
    let challenges = common.map { index, theme in
      feature("\(theme)_share", .themeShare(index)) { $0.shares[theme] }
    }
    let money = Set(sharing.map { "\($0.definitions.currency) \($0.definitions.priceYear)" })
    let currency = CurrencyCode(sharing[0].definitions.currency) ?? .euro
    let maintenance = [
      feature("maintained", .workShare) { $0.workShare },
      money.count == 1
        ? feature("cost_per_ha", .cost(currency)) { place in
          place.costPerHectare.map { $0 / Double(cities[place.city].years) }
        } : nil,
    ]
    let numbers = commonNumbers(sharing).map { number in
      feature(number.key, .number(number)) { $0.numbers[number.key] }
    }
    return (challenges + maintenance + numbers).compactMap(\.self)
  }

  /// The numbers that all cities tell, of the same kind and in the same unit.
  private static func commonNumbers(_ cities: [SharedPackage]) -> [NeighbourhoodNumber] {
    let all = cities.map { city in
      var numbers: [String: NeighbourhoodNumber] = [:]
      for row in city.rows(.numbers) where numbers[row[1].text] == nil {
        numbers[row[1].text] = NeighbourhoodNumber(
          key: row[1].text, field: row[1].text,
          name: ["nl": row[2].text, "en": row[3].text], unit: row[5].text,
          kind: NeighbourhoodNumber.Kind(rawValue: row[4].text) ?? .level)
      }
      return numbers
    }
    return all[0].values.sorted { $0.key < $1.key }.filter { number in
      all.allSatisfy { $0[number.key]?.kind == number.kind && $0[number.key]?.unit == number.unit }
    }
  }

  // MARK: Words

  /// Themes as the texts of features name them, in the order of `themes`.
  package var namedThemes: [Theme] {
    themes.map { key in
      let row = cities.lazy.compactMap { $0.rows(.themes).first { $0[0].text == key } }.first
      let name = row.map { Wording(en: $0[2].text, nl: $0[1].text) }
      return Theme(key: key, name: name, weight: 1, planes: [])
    }
  }

  /// Names of the types of neighbourhood.
  package func typeNames(_ language: Language) -> [String] {
    language.typeNames(types.types, features, themes: namedThemes)
  }

  /// What a theme comes to in a city; nil where it has none.
  package func reach(_ theme: String, _ city: Int) -> CityReach? {
    cities[city].rows(.themes).first { $0[0].text == theme }.map(CityReach.init)
  }
}

/// How far works reach a theme in a city, beside chance.
package struct CityReach: Sendable {
  /// Part of the city under the theme.
  package let share: Double?
  /// Part of the theme's ground under works due, and of all ground.
  package let due: Double?
  package let dueChance: Double?
  /// Part of the theme's ground under works that the plan does, and of all ground.
  package let reached: Double?
  package let chance: Double?

  init(_ row: [SharedValue]) {
    let table = SharedTable.themes
    func value(_ column: String) -> Double? { row[table.index(column)].number }
    share = value("share")
    (due, dueChance) = (value("due_share"), value("due_chance_share"))
    (reached, chance) = (value("reached_share"), value("chance_share"))
  }
}

/// A neighbourhood of a city.
package struct CityPlace: Sendable {
  /// Index of its city.
  package let city: Int
  /// Row in the city's table.
  package let row: Int
  package let code: String
  package let name: String
  /// Area in m2.
  package let area: Double
  /// Part under each theme, by key.
  package let shares: [String: Double]
  /// Part under works, whatever their year.
  let workShare: Double?
  /// Cost of works due over the horizon per hectare.
  let costPerHectare: Double?
  /// Numbers by key; counts are per hectare.
  let numbers: [String: Double]
  /// Packages that suit, keys in the order of the alphabet.
  package let packages: [String]
  /// Measures that works of its plan carry, with how many works.
  package let couplings: [(key: String, works: Int)]

  /// The neighbourhoods of a package; none where its level has none.
  static func all(of package: SharedPackage, city: Int) -> [CityPlace] {
    let shares = grouped(package, .neighbourhoodThemes)
    let numbers = grouped(package, .numbers)
    let packages = grouped(package, .neighbourhoodPackages)
    let couplings = grouped(package, .neighbourhoodCouplings)
    return package.rows(.neighbourhoods).enumerated().map { row, values in
      let code = values[0].text
      let area = values[2].number ?? 0
      let hectares = area / 10_000
      func perHectare(_ value: Double?) -> Double? {
        hectares > 0 ? value.map { $0 / hectares } : nil
      }
      return CityPlace(
        city: city, row: row, code: code, name: values[1].text, area: area,
        shares: Dictionary(
          (shares[code] ?? []).compactMap { row in row[3].number.map { (row[1].text, $0) } },
          uniquingKeysWith: { first, _ in first }),
        workShare: area > 0 ? values[5].number.map { $0 / area } : nil,
        costPerHectare: perHectare(values[6].number),
        numbers: Dictionary(
          (numbers[code] ?? []).compactMap { row in
            (row[4].text == "count" ? perHectare(row[6].number) : row[6].number).map {
              (row[1].text, $0)
            }
          }, uniquingKeysWith: { first, _ in first }),
        packages: (packages[code] ?? []).filter { $0[2].text == "suits" }.map { $0[1].text }
          .sorted(),
        couplings: (couplings[code] ?? []).map { ($0[1].text, $0[2].integer ?? 0) })
    }
  }

  private static func grouped(
    _ package: SharedPackage, _ table: SharedTable
  ) -> [String: [[SharedValue]]] {
    Dictionary(grouping: package.rows(table)) { $0[0].text }
  }
}
