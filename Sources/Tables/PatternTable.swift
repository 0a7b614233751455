import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns of `patterns`.
enum PatternColumn {
  static let number = ProductColumn(
    "pattern", .integer, title: Wording(en: "Pattern", nl: "Patroon"),
    en: "Number of the pattern, the most frequent first.",
    nl: "Nummer van het patroon, het meest voorkomende eerst.")
  static let kinds = ProductColumn(
    "kinds_of_work", .text, title: Wording(en: "Kinds of work", nl: "Soorten werk"),
    en: "Kinds of work, as type:measure, separated by `; `.",
    nl: "Soorten werk, als type:maatregel, gescheiden door `; `.")
  static let themes = ProductColumn(
    "themes", .text, title: Wording(en: "Themes", nl: "Thema's"),
    en: "Themes that it serves, separated by `; `.",
    nl: "Thema's die het dient, gescheiden door `; `.")
  static let type = ProductColumn(
    "neighbourhood_type", .text, title: Wording(en: "Type of neighbourhood", nl: "Type buurt"),
    en: "Kind of neighbourhood; empty where there are no kinds.",
    nl: "Soort buurt; leeg als er geen soorten zijn.")
  static let count = ProductColumn(
    "count", .integer,
    title: Wording(en: "Projects that follow it", nl: "Projecten die het volgen"),
    en: "Candidates that follow it.", nl: "Kandidaten die het volgen.")
  static let places = ProductColumn(
    "neighbourhood_count", .integer,
    title: Wording(en: "Number of neighbourhoods", nl: "Aantal buurten"),
    en: "Neighbourhoods in which they lie.",
    nl: "Buurten waarin ze liggen.")
  static let area = ProductColumn.area(
    "area_m2", title: Wording(en: "Ground", nl: "Grond"),
    en: "Ground of these candidates.", nl: "Grond van deze kandidaten.")
  static let meanGain = ProductColumn.euros(
    "mean_gain_eur", title: Wording(en: "Mean net gain", nl: "Gemiddelde netto winst"),
    en: "Mean of their net_gain_eur in `candidates`.",
    nl: "Gemiddelde van hun net_gain_eur in `candidates`.")
  static let lift = ProductColumn.fraction(
    "lift",
    title: Wording(en: "Times as often as by chance", nl: "Keer zo vaak als door toeval"),
    en: "How many times as often it occurs as it would if kinds of work, themes and kind of "
      + "neighbourhood had nothing to do with each other.",
    nl: "Hoeveel keer zo vaak het voorkomt als wanneer soorten werk, thema's en soort buurt niets "
      + "met elkaar te maken hadden.")
  static let candidates = ProductColumn(
    "candidate_ids", .text, title: Wording(en: "First ten projects", nl: "Eerste tien projecten"),
    en: "The first ten candidates, separated by `; `.",
    nl: "De eerste tien kandidaten, gescheiden door `; `.")
  static let twinCount = ProductColumn(
    "twin_count", .integer,
    title: Wording(en: "Chances elsewhere", nl: "Kansen elders"),
    en: "Pairs of works elsewhere, in no candidate, that meet in the same way.",
    nl: "Paren van werken elders, in geen kandidaat, die op dezelfde manier samenkomen.")
  static let twins = ProductColumn(
    "twins", .text,
    title: Wording(en: "First ten elsewhere", nl: "Eerste tien elders"),
    en: "The first ten of these as work + work (first common year), separated by `; `.",
    nl: "De eerste tien daarvan als werk + werk (eerste gezamenlijke jaar), gescheiden door `; `.")

  static let all = [
    number, kinds, themes, type, DifferenceColumn.typeName, count, places, area, meanGain, lift,
    candidates, twinCount, twins,
  ]
}

extension ProductTable {
  /// Combinations that recur.
  public static let patterns = ProductTable(
    projects: "patterns",
    PatternColumn.all,
    title: Wording(en: "Patterns", nl: "Patronen"),
    en: "The pattern book: combinations that recur, and where else they may.",
    nl: "Het praktijkboek: combinaties die terugkomen, en waar ze nog meer kunnen."
  ) {
    try patternTable($0, threads: $1.threads)
  }
}

/// The pattern book, a row for each pattern.
func patternTable(_ input: CandidateInput, threads: Int) throws -> VectorTable {
  let patterns = input.plan.patterns
  var columns = ColumnList(rows: patterns.count)
  columns.integer(PatternColumn.number) { $0 + 1 }
  columns.text(PatternColumn.kinds) { patterns[$0].key.kinds.joined(separator: "; ") }
  columns.text(PatternColumn.themes) {
    patterns[$0].key.themes.map { input.map.themes[$0].key }.joined(separator: "; ")
  }
  columns.text(PatternColumn.type) { patterns[$0].key.neighbourhoodType }
  let types = input.map.differentiation.types.map(\.key)
  columns.addTypeNames(input.map) { row in
    patterns[row].key.neighbourhoodType.flatMap { types.firstIndex(of: $0) }
  }
  columns.integer(PatternColumn.count) { patterns[$0].candidates.count }
  columns.integer(PatternColumn.places) { patterns[$0].neighbourhoods.count }
  columns.number(PatternColumn.area) { patterns[$0].area }
  let gains = input.bundles.map(\.gain.net)
  columns.number(PatternColumn.meanGain) { row in
    let members = patterns[row].candidates
    return members.reduce(0) { $0 + gains[$1] } / Double(members.count)
  }
  columns.number(PatternColumn.lift) { patterns[$0].lift }
  columns.text(PatternColumn.candidates) {
    patterns[$0].candidates.prefix(10).map { input.plan.candidates[$0].id }.joined(separator: "; ")
  }
  columns.integer(PatternColumn.twinCount) { patterns[$0].twins.count }
  columns.text(PatternColumn.twins) {
    patterns[$0].twins.prefix(10).map(input.text).joined(separator: "; ")
  }
  return try columns.table(.patterns, threads: threads)
}

extension CandidateInput {
  fileprivate func text(_ twin: Pattern.Twin) -> String {
    twin.works.map(workID).joined(separator: " + ") + (twin.year.map { " (\($0))" } ?? "")
  }
}
