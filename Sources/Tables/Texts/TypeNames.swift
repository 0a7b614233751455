import LayerIO
import OpportunityMap
import ProjectFile

/// What types of neighbourhood are called: what the project calls them, else what sets them apart most.
extension Language {
  /// Names of the types of a map, no two of which are the same. Shape: `differentiation.types`.
  package func typeNames(_ map: OpportunityMap) -> [String] {
    typeNames(map.differentiation.types, map.differentiation.features, themes: map.themes)
  }

  /// Names of types that are told apart by features, of which those of challenges are about `themes`. Shape: `types`.
  package func typeNames(
    _ types: [NeighbourhoodType], _ features: [ProfileFeature], themes: [Theme]
  ) -> [String] {
    func typeName(_ type: NeighbourhoodType, traits: Int) -> String {
      if let name = type.name?[rawValue] { return name }
      let words = type.traits.prefix(traits).map {
        trait($0, of: features[$0.feature], themes: themes)
      }
      return words.isEmpty
        ? text(TraitWords.usual) : words.joined(separator: ", ").capitalisingFirst
    }
    let most = types.map(\.traits.count).max() ?? 0
    var names = types.map { typeName($0, traits: 2) }
    // Types that are called the same are told apart by more of what sets them apart, else by their key.
    for count in 3..<max(3, most + 1) {
      for index in repeated(names) { names[index] = typeName(types[index], traits: count) }
    }
    for index in repeated(names) { names[index] += " (\(types[index].key))" }
    return names
  }

  /// A deviation in a few words, such as `much water challenge`.
  private func trait(_ deviation: Deviation, of feature: ProfileFeature, themes: [Theme]) -> String
  {
    let pair: (more: Wording, less: Wording)
    var none: Wording?
    var name = ""
    switch feature.meaning {
    case .themeShare(let theme):
      (pair, name) = (TraitWords.challenge, themeName(themes[theme]))
      none = TraitWords.noChallenge
    case .themeSeverity(let theme):
      (pair, name) = (TraitWords.severity, themeName(themes[theme]))
    case .themeCovered(let theme):
      (pair, name) = (TraitWords.covered, themeName(themes[theme]))
    case .workShare: pair = TraitWords.maintenance
    case .cost: pair = TraitWords.cost
    case .number(let number):
      name = number.name[rawValue] ?? number.key
      pair = number.kind == .year ? TraitWords.year : TraitWords.number
      none = number.kind == .year ? nil : TraitWords.noNumber
    }
    if let none, let quotient = deviation.quotient, quotient < 0.05 {
      return filled(text(none), with: [name])
    }
    return filled(text(deviation.size > 0 ? pair.more : pair.less), with: [name])
  }

  /// Indices of names that occur more than once.
  private func repeated(_ names: [String]) -> [Int] {
    let counts = names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return names.indices.filter { counts[names[$0], default: 0] > 1 }
  }
}

/// What sets a type apart, in a few words: more and less than in the city.
private enum TraitWords {
  static let usual = Wording(en: "Like the city as a whole", nl: "Zoals de stad gemiddeld")
  static let challenge = (
    more: Wording(en: "much %1 challenge", nl: "veel opgave %1"),
    less: Wording(en: "little %1 challenge", nl: "weinig opgave %1")
  )
  static let noChallenge = Wording(
    en: "hardly any %1 challenge", nl: "vrijwel geen opgave %1")
  static let noNumber = Wording(en: "hardly any %1", nl: "vrijwel geen %1")
  static let severity = (
    more: Wording(en: "severe %1 challenge", nl: "zware opgave %1"),
    less: Wording(en: "mild %1 challenge", nl: "lichte opgave %1")
  )
  static let covered = (
    more: Wording(en: "much work on %1", nl: "veel werk bij %1"),
    less: Wording(en: "little work on %1", nl: "weinig werk bij %1")
  )
  static let maintenance = (
    more: Wording(en: "much maintenance", nl: "veel onderhoud"),
    less: Wording(en: "little maintenance", nl: "weinig onderhoud")
  )
  static let cost = (
    more: Wording(en: "costly maintenance", nl: "duur onderhoud"),
    less: Wording(en: "cheap maintenance", nl: "goedkoop onderhoud")
  )
  static let year = (
    more: Wording(en: "late %1", nl: "laat %1"), less: Wording(en: "early %1", nl: "vroeg %1")
  )
  static let number = (
    more: Wording(en: "high %1", nl: "veel %1"),
    less: Wording(en: "low %1", nl: "weinig %1")
  )
}
