import LayerIO
import OpportunityMap

/// Columns of `packages`.
enum PackageColumn {
  static let package = ProductColumn(
    "package", .text, title: Wording(en: "Package key", nl: "Sleutel van het pakket"),
    en: "Key of the package in the catalogue.",
    nl: "Sleutel van het pakket in de catalogus.")
  static let nameDutch = ProductColumn(
    "name_nl", .text, title: Wording(en: "Package (Dutch)", nl: "Pakket"),
    en: "Name in Dutch.", nl: "Naam in het Nederlands.")
  static let nameEnglish = ProductColumn(
    "name_en", .text, title: Wording(en: "Package", nl: "Pakket (Engels)"),
    en: "Name in English.", nl: "Naam in het Engels.")
  static let theme = ProductColumn(
    "theme", .text, title: Wording(en: "Theme", nl: "Thema"),
    en: "Key of the theme that it serves.",
    nl: "Sleutel van het thema waar het voor is.")
  static let outcome = ProductColumn(
    "outcome", .text,
    title: Wording(en: "Suits", nl: "Past"),
    en:
      "suits: all conditions hold; unsuited: one does not; unknown: one asks for what is not known.",
    nl:
      "suits: aan alle voorwaarden is voldaan; unsuited: aan een niet; unknown: een vraagt naar iets "
      + "dat niet bekend is."
  ).coded([
    "suits": Wording(en: "yes", nl: "ja"),
    "unsuited": Wording(en: "no", nl: "nee"),
    "unknown": Wording(en: "unknown", nl: "onbekend"),
  ])
  static let reasonsDutch = ProductColumn(
    "reasons_nl", .text, title: Wording(en: "Why (Dutch)", nl: "Waarom"),
    en: "The conditions with value and threshold, in Dutch.",
    nl: "De voorwaarden met waarde en drempel, in het Nederlands.")
  static let reasonsEnglish = ProductColumn(
    "reasons_en", .text, title: Wording(en: "Why", nl: "Waarom (Engels)"),
    en: "The same in English.", nl: "Hetzelfde in het Engels.")
  static let costLow = ProductColumn.euros(
    "cost_low_eur",
    title: Wording(en: "Cost, low", nl: "Kosten, laag"),
    en: "Lower bound of the cost here, of the measures with a cost and an amount; empty where "
      + "there is none, or nothing to do.",
    nl:
      "Ondergrens van de kosten hier, van de maatregelen met kosten en een hoeveelheid; leeg "
      + "als er geen zijn, of als er niets te doen is."
  )
  static let costHigh = ProductColumn.euros(
    "cost_high_eur", title: Wording(en: "Cost, high", nl: "Kosten, hoog"),
    en: "Upper bound of the same.", nl: "Bovengrens daarvan.")
  static let priceYear = ProductColumn(
    "price_year", .integer, unit: "year", title: Wording(en: "Price level", nl: "Prijspeil"),
    en: "Price level of the cost.", nl: "Prijspeil.")
  static let source = ProductColumn(
    "source", .text, title: Wording(en: "Source", nl: "Bron"),
    en: "Where thresholds and costs come from, or that they are assumptions.",
    nl: "Waar drempels en kosten vandaan komen, of dat het aannames zijn (in het Engels).")

  static let all = [
    NeighbourhoodColumn.code, NeighbourhoodColumn.name, package, nameDutch, nameEnglish, theme,
    outcome, reasonsDutch, reasonsEnglish, costLow, costHigh, priceYear, source,
  ]
}

extension ProductTable {
  /// Which packages of measures suit which neighbourhood, and why.
  public static let packages = ProductTable(
    "packages",
    PackageColumn.all,
    title: Wording(en: "Packages of measures", nl: "Maatregelenpakketten"),
    en: "Which package of measures suits which neighbourhood, and why.",
    nl: "Welk maatregelenpakket bij welke buurt past, en waarom."
  ) {
    try packageTable($0.map, threads: $0.threads)
  }
}

/// A row for each neighbourhood and package.
func packageTable(_ map: OpportunityMap, threads: Int) throws -> VectorTable {
  let differences = map.differentiation
  let rows = differences.members.enumerated().flatMap { index, member in
    member.verdicts.map { (neighbourhood: index, verdict: $0) }
  }
  let packages = differences.packages?.packages ?? []
  var columns = ColumnList(rows: rows.count)
  columns.text(NeighbourhoodColumn.code) { map.neighbourhoods[rows[$0].neighbourhood].id }
  columns.text(NeighbourhoodColumn.name) { map.neighbourhoods[rows[$0].neighbourhood].name }
  columns.text(PackageColumn.package) { packages[rows[$0].verdict.package].key }
  columns.text(PackageColumn.nameDutch) { packages[rows[$0].verdict.package].name["nl"] }
  columns.text(PackageColumn.nameEnglish) { packages[rows[$0].verdict.package].name["en"] }
  columns.text(PackageColumn.theme) { packages[rows[$0].verdict.package].theme }
  columns.text(PackageColumn.outcome) { rows[$0].verdict.outcome.rawValue }
  columns.text(PackageColumn.reasonsDutch) {
    Language.nl.reasons(rows[$0].verdict, of: differences, themes: map.themes)
  }
  columns.text(PackageColumn.reasonsEnglish) {
    Language.en.reasons(rows[$0].verdict, of: differences, themes: map.themes)
  }
  columns.number(PackageColumn.costLow) { rows[$0].verdict.cost?.lowerBound }
  columns.number(PackageColumn.costHigh) { rows[$0].verdict.cost?.upperBound }
  columns.integer(PackageColumn.priceYear) {
    rows[$0].verdict.cost == nil ? nil : differences.packages?.priceYear
  }
  columns.text(PackageColumn.source) { packages[rows[$0].verdict.package].sources }
  return try columns.table(.packages, threads: threads)
}

extension PackageCatalogue.Package {
  /// The sources of its thresholds and of its measures.
  fileprivate var sources: String {
    ([source] + measures.map { "\($0.name["en"] ?? ""): \($0.source)" }).joined(separator: " | ")
  }
}
