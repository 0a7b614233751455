import LayerIO
import OpportunityMap

/// Columns of `types`, and those of `neighbourhoods` that say what sets each apart.
enum DifferenceColumn {
  static let type = ProductColumn(
    "type", .text, title: Wording(en: "Type of neighbourhood", nl: "Type buurt"),
    en: "Type: key of a given one, number of a found one; empty for none.",
    nl: "Type: sleutel van een gegeven type, nummer van een gevonden type; leeg zonder type.")
  static let typeName = ProductColumn(
    "type_name_<language>", .text, title: Wording(en: "Type in words", nl: "Type in woorden"),
    en: "Name of the type; of a found type what sets it apart most.",
    nl: "Naam van het type; van een gevonden type wat het het meest onderscheidt.")
  static let distance = ProductColumn.fraction(
    "type_distance",
    title: Wording(en: "Distance to the type", nl: "Afstand tot het type"),
    en:
      "Distance to the type's centre, in standard deviations (root mean square over the features).",
    nl:
      "Afstand tot het midden van het type, in standaardafwijkingen (kwadratisch gemiddelde over de "
      + "kenmerken).")
  static let decidedBy = ProductColumn(
    "type_decided_by", .text,
    title: Wording(en: "What decides the type", nl: "Wat het type bepaalt"),
    en: "Keys of the features that decide the type, most first, joined by ;.",
    nl: "Sleutels van de kenmerken die het type bepalen, sterkste eerst, gescheiden door ;.")
  static let lookAlikes = ProductColumn(
    "look_alikes", .text,
    title: Wording(en: "Look-alikes", nl: "Lijkt op"),
    en: "Codes of the three most similar neighbourhoods, nearest first, by ;.",
    nl: "Codes van de drie meest gelijkende buurten, dichtstbijzijnde eerst, gescheiden door ;.")
  static let unknown = ProductColumn(
    "unknown_features", .integer, title: Wording(en: "Unknown features", nl: "Onbekende kenmerken"),
    en: "Number of features that are unknown here.",
    nl: "Aantal kenmerken dat hier onbekend is.")
  static let deviationsDutch = ProductColumn(
    "deviations_nl", .text, title: Wording(en: "What stands out (Dutch)", nl: "Wat opvalt"),
    en: "The strongest deviations from the city in Dutch, strongest first.",
    nl: "De sterkste afwijkingen van de stad in het Nederlands, sterkste eerst.")
  static let deviationsEnglish = ProductColumn(
    "deviations_en", .text, title: Wording(en: "What stands out", nl: "Wat opvalt (Engels)"),
    en: "The same in English.", nl: "Hetzelfde in het Engels.")
  static let packages = ProductColumn(
    "packages", .text, title: Wording(en: "Packages that suit", nl: "Passende pakketten"),
    en: "Keys of the packages of measures that suit, joined by ;.",
    nl: "Sleutels van de maatregelenpakketten die passen, gescheiden door ;.")
  static let quotient = ProductColumn.fraction(
    "<feature>_quotient",
    title: Wording(en: "%1, against the city", nl: "%1, naast de stad"),
    en: "Number here divided by the city's; per hectare for a count; empty for years.",
    nl: "Getal hier gedeeld door dat van de stad; per hectare bij een aantal; leeg bij jaren.")

  static let neighbourhood = [
    type, typeName, distance, decidedBy, lookAlikes, unknown, deviationsDutch, deviationsEnglish,
    packages, quotient,
  ]

  static let nameDutch = ProductColumn(
    "name_nl", .text, title: Wording(en: "Name (Dutch)", nl: "Naam"),
    en: "Name in Dutch; of a found type what sets it apart most.",
    nl: "Naam in het Nederlands; van een gevonden type wat het het meest onderscheidt.")
  static let nameEnglish = ProductColumn(
    "name_en", .text, title: Wording(en: "Name", nl: "Naam (Engels)"),
    en: "Name in English; of a found type what sets it apart most.",
    nl: "Naam in het Engels; van een gevonden type wat het het meest onderscheidt.")
  static let count = ProductColumn(
    "neighbourhood_count", .integer,
    title: Wording(en: "Number of neighbourhoods", nl: "Aantal buurten"),
    en: "Number of its neighbourhoods.", nl: "Aantal buurten.")
  static let members = ProductColumn(
    "neighbourhood_codes", .text, title: Wording(en: "Neighbourhood codes", nl: "Buurtcodes"),
    en: "Codes of its neighbourhoods, joined by ;.",
    nl: "Codes van de buurten, gescheiden door ;.")
  static let area = ProductColumn.area(
    "area_m2", title: Wording(en: "Area", nl: "Oppervlak"),
    en: "Area of its neighbourhoods.", nl: "Oppervlak van de buurten.")
  static let traitsDutch = ProductColumn(
    "traits_nl", .text,
    title: Wording(en: "What sets it apart (Dutch)", nl: "Wat het onderscheidt"),
    en: "What sets its centre apart from the city, in Dutch, strongest first.",
    nl: "Wat het midden van het type van de stad onderscheidt, in het Nederlands, sterkste eerst.")
  static let traitsEnglish = ProductColumn(
    "traits_en", .text,
    title: Wording(en: "What sets it apart", nl: "Wat het onderscheidt (Engels)"),
    en: "The same in English.", nl: "Hetzelfde in het Engels.")
  static let centre = ProductColumn.fraction(
    "centre_<feature>", title: Wording(en: "%1", nl: "%1"),
    en: "Value of the feature at the type's centre; per hectare for a count.",
    nl: "Waarde van het kenmerk in het midden van het type; per hectare bij een aantal.")

  static let types = [
    type, nameDutch, nameEnglish, count, members, area, traitsDutch, traitsEnglish, centre,
  ]
}

extension ColumnList {
  /// Adds what sets each neighbourhood apart.
  mutating func addDifferences(_ map: OpportunityMap) {
    let differences = map.differentiation
    let members = differences.members
    text(DifferenceColumn.type) { members[$0].membership.map { differences.types[$0.type].key } }
    addTypeNames(map) { members[$0].membership?.type }
    number(DifferenceColumn.distance) { members[$0].membership?.distance }
    text(DifferenceColumn.decidedBy) {
      members[$0].membership.map { keys($0.deciding, of: differences) }
    }
    text(DifferenceColumn.lookAlikes) {
      codes(members[$0].lookAlikes.map(\.neighbourhood), of: map)
    }
    integer(DifferenceColumn.unknown) { members[$0].unknownCount }
    text(DifferenceColumn.deviationsDutch) { map.sentence(members[$0].deviations, in: .nl) }
    text(DifferenceColumn.deviationsEnglish) { map.sentence(members[$0].deviations, in: .en) }
    text(DifferenceColumn.packages) { differences.suitingPackages(members[$0]) }
    addQuotients(differences.features, map)
  }

  /// Adds the names of types, an index of which is given for each row.
  mutating func addTypeNames(_ map: OpportunityMap, _ type: @escaping @Sendable (Int) -> Int?) {
    for language in Language.allCases {
      let names = language.typeNames(map)
      text(DifferenceColumn.typeName, for: ColumnKey(language)) { type($0).map { names[$0] } }
    }
  }

  private mutating func addQuotients(_ features: [ProfileFeature], _ map: OpportunityMap) {
    let numbers = features.filter { if case .number = $0.meaning { true } else { false } }
    for (feature, key) in zip(numbers, map.columnKeys(of: numbers)) {
      number(DifferenceColumn.quotient, for: key) { feature.locationQuotient($0) }
    }
  }
}

extension ProductTable {
  /// The types of neighbourhood.
  public static let types = ProductTable(
    "types",
    DifferenceColumn.types,
    title: Wording(en: "Types of neighbourhood", nl: "Typen buurten"),
    en: "The types of neighbourhood; a row for each.",
    nl: "De typen buurten; een regel per type."
  ) {
    try typeTable($0.map, threads: $0.threads)
  }
}

/// The types of neighbourhood, a row for each.
func typeTable(_ map: OpportunityMap, threads: Int) throws -> VectorTable {
  let differences = map.differentiation
  let types = differences.types
  var columns = ColumnList(rows: types.count)
  columns.text(DifferenceColumn.type) { types[$0].key }
  let (dutch, english) = (Language.nl.typeNames(map), Language.en.typeNames(map))
  columns.text(DifferenceColumn.nameDutch) { dutch[$0] }
  columns.text(DifferenceColumn.nameEnglish) { english[$0] }
  columns.integer(DifferenceColumn.count) { types[$0].members.count }
  columns.text(DifferenceColumn.members) { codes(types[$0].members, of: map) }
  columns.number(DifferenceColumn.area) {
    types[$0].members.reduce(0) { $0 + map.profiles[$1].area }
  }
  columns.text(DifferenceColumn.traitsDutch) { map.sentence(types[$0].traits, in: .nl) }
  columns.text(DifferenceColumn.traitsEnglish) { map.sentence(types[$0].traits, in: .en) }
  for (feature, key) in map.columnKeys(of: differences.features).enumerated() {
    var key = key
    key.isOfYears = differences.features[feature].isOfYears
    columns.number(DifferenceColumn.centre, for: key) { types[$0].centre[feature] }
  }
  return try columns.table(.types, threads: threads)
}

extension OpportunityMap {
  /// Keys of features as they stand in names of columns, with what readers call them.
  fileprivate func columnKeys(of features: [ProfileFeature]) -> [ColumnKey] {
    Tables.columnKeys(
      features.map(\.key),
      titles: features.map {
        Wording(
          en: Language.en.name(of: $0, themes: themes), nl: Language.nl.name(of: $0, themes: themes)
        )
      })
  }

  fileprivate func sentence(_ deviations: [Deviation], in language: Language) -> String {
    language.sentence(deviations, features: differentiation.features, themes: themes)
  }
}

extension Differentiation {
  fileprivate func suitingPackages(_ member: Distinction) -> String {
    let suiting = member.verdicts.filter { $0.outcome == .suits }
    return suiting.compactMap { packages?.packages[$0.package].key }.joined(separator: ";")
  }
}

private func keys(_ features: [Int], of differences: Differentiation) -> String {
  features.map { differences.features[$0].key }.joined(separator: ";")
}

private func codes(_ neighbourhoods: [Int], of map: OpportunityMap) -> String {
  neighbourhoods.map { map.neighbourhoods[$0].id }.joined(separator: ";")
}
