import LayerIO
import OpportunityMap
import ProjectBundling

/// Columns that tell how far works reach a theme, beside chance.
enum ReachColumn {
  static let challenged = ProductColumn.area(
    "challenged_m2", title: Wording(en: "Challenge", nl: "Opgave"),
    en: "Ground with the challenge.", nl: "Grond met de opgave.")
  static let reached = ProductColumn.area(
    "reached_m2", title: Wording(en: "Challenge reached", nl: "Opgave geraakt"),
    en: "What of it lies under works that are done.",
    nl: "Wat daarvan onder gedane werken ligt.")
  static let share = ProductColumn.fraction(
    "reached_share",
    title: Wording(en: "Part of the challenge reached", nl: "Deel van de opgave geraakt"),
    en: "reached_m2 / challenged_m2.", nl: "reached_m2 / challenged_m2.")
  static let ground = ProductColumn.area(
    "ground_m2", title: Wording(en: "All ground", nl: "Alle grond"),
    en: "All ground.", nl: "Alle grond.")
  static let reachedGround = ProductColumn.area(
    "reached_ground_m2", title: Wording(en: "Ground reached", nl: "Grond geraakt"),
    en: "What of it lies under works that are done.",
    nl: "Wat daarvan onder gedane werken ligt.")
  static let chance = ProductColumn.fraction(
    "chance_share", title: Wording(en: "What chance would give", nl: "Wat toeval zou geven"),
    en: "Share of all ground under works that are done: what chance would give.",
    nl: "Deel van alle grond onder gedane werken: wat toeval zou geven.")

  static let measure = ProductColumn(
    "measure", .text, title: Wording(en: "Also counted in", nl: "Ook geteld in"),
    en:
      "What the theme is measured in besides m2: a key under `people` in the project file; empty where it is in "
      + "nothing else, and the columns behind this one then too.",
    nl:
      "Waarin het thema behalve in m2 wordt gemeten: een sleutel onder `people` in het projectbestand; leeg als "
      + "dat in niets anders is, en de kolommen hierachter dan ook.")
  static let people = ProductColumn(
    "people", .number, decimals: 3, title: Wording(en: "Number", nl: "Aantal"),
    en: "How many of these there are.", nl: "Hoeveel daarvan er zijn.")
  static let challengedPeople = ProductColumn(
    "people_challenged", .number, decimals: 3,
    title: Wording(en: "Number in the challenge", nl: "Aantal in de opgave"),
    en: "How many of them lie in the challenge.", nl: "Hoeveel daarvan in de opgave liggen.")
  static let reachedPeople = ProductColumn(
    "people_reached", .number, decimals: 3,
    title: Wording(en: "Number reached", nl: "Aantal bereikt"),
    en: "How many of those in the challenge works that are done reach.",
    nl: "Hoeveel van wie in de opgave ligt gedane werken bereiken.")
  static let peopleShare = ProductColumn.fraction(
    "people_reached_share",
    title: Wording(en: "Part of the number reached", nl: "Deel van het aantal bereikt"),
    en: "people_reached / people_challenged.", nl: "people_reached / people_challenged.")
  static let peopleChance = ProductColumn.fraction(
    "people_chance_share",
    title: Wording(
      en: "What chance would give, of the number", nl: "Wat toeval zou geven, van het aantal"),
    en: "Share of all that there are whom works that are done reach: what chance would give.",
    nl: "Deel van alle die er zijn die gedane werken bereiken: wat toeval zou geven.")

  static let all = [
    challenged, reached, share, ground, reachedGround, chance, measure, people, challengedPeople,
    reachedPeople, peopleShare, peopleChance,
  ]
}

/// The rows of a table of reach for one answer: each theme of the city, then of each neighbourhood.
struct ReachCells: Sendable {
  let themes: [Theme]
  let neighbourhoods: [Neighbourhood]

  /// Number of rows.
  var count: Int { (neighbourhoods.count + 1) * themes.count }

  /// The neighbourhood of a row; nil for the city.
  func place(_ row: Int) -> Neighbourhood? {
    let place = row % count / themes.count
    return place == 0 ? nil : neighbourhoods[place - 1]
  }

  func theme(_ row: Int) -> Theme { themes[row % themes.count] }

  /// The figure of a row; nil where nothing is known of its ground.
  func reach(_ row: Int, _ figures: ScenarioFigures) -> Reach? {
    reach(row, figures.themes, figures.places)
  }

  /// The figure of a row in people; nil where its theme is not measured in them, or nobody is there.
  func people(_ row: Int, _ figures: ScenarioFigures) -> Reach? {
    figures.themesInPeople.isEmpty
      ? nil : reach(row, figures.themesInPeople, figures.placesInPeople)
  }

  private func reach(_ row: Int, _ city: [Reach], _ places: [Reach]) -> Reach? {
    let cell = row % count
    let reach = cell < themes.count ? city[cell] : places[cell - themes.count]
    return reach.ground > 0 ? reach : nil
  }
}

extension ColumnList {
  /// Adds places, themes and reach of answers, whose figures are given by number.
  mutating func add(
    _ cells: ReachCells, hasNames: Bool = false,
    _ figures: @escaping @Sendable (Int) -> ScenarioFigures?
  ) {
    @Sendable func reach(_ row: Int) -> Reach? {
      figures(row / cells.count).flatMap { cells.reach(row, $0) }
    }
    @Sendable func people(_ row: Int) -> Reach? {
      figures(row / cells.count).flatMap { cells.people(row, $0) }
    }
    text(ComparisonColumn.place) { cells.place($0)?.id }
    if hasNames { text(ComparisonColumn.placeName) { cells.place($0)?.name } }
    text(ComparisonColumn.theme) { cells.theme($0).key }
    number(ReachColumn.challenged) { reach($0)?.challenged }
    number(ReachColumn.reached) { reach($0)?.reached }
    number(ReachColumn.share) { reach($0)?.share }
    number(ReachColumn.ground) { reach($0)?.ground }
    number(ReachColumn.reachedGround) { reach($0)?.reachedGround }
    number(ReachColumn.chance) { reach($0)?.chance }
    text(ReachColumn.measure) { cells.theme($0).measure }
    number(ReachColumn.people) { people($0)?.ground }
    number(ReachColumn.challengedPeople) { people($0)?.challenged }
    number(ReachColumn.reachedPeople) { people($0)?.reached }
    number(ReachColumn.peopleShare) { people($0)?.share }
    number(ReachColumn.peopleChance) { people($0)?.chance }
  }

  /// Adds the figures of answers, a column for each.
  mutating func addFigures(_ figures: @escaping @Sendable (Int) -> ScenarioFigures?) {
    for row in ScenarioRow.all { number(row.column) { figures($0).flatMap(row.value) } }
  }
}
