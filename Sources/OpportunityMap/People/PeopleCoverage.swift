import LayerIO
import LayerStack

/// How many dwellings, inhabitants or the like a challenge holds and how many of them works reach: a
/// `Coverage` in numbers instead of m2, of which costs mean nothing.
package struct PeopleCoverage: Sendable {
  /// Key, such as `dwellings`.
  package let key: String
  /// What people call it.
  package let name: Wording
  /// All neighbourhoods together.
  package let city: Coverage
  /// Shape: neighbourhoods.
  package let parts: [Coverage]
  /// Profiles in numbers instead of m2, held against that of the city. Shape: neighbourhoods.
  package let profiles: [Profile]
  /// What is counted, in numbers instead of m2.
  package let table: OverlapTable
  /// Severity of each theme under each signature of the table.
  package let severities: SeverityTable

  init(
    _ people: PeopleTable, themes: [Theme], planes: [Plane], scores: ScoreTable,
    calendar: WorkCalendar, threads: Int
  ) {
    (key, name) = (people.key, people.name)
    table = people.table
    severities = SeverityTable(table.signatures, themes: themes, planes: planes)
    let tally = PlaceTally(
      table, themeCount: themes.count, severities: severities, scores: scores, calendar: calendar,
      threads: threads)
    let whole = tally.city
    (city, parts) = (whole.1, tally.neighbourhoods.map(\.coverage))
    profiles = tally.neighbourhoods.map { $0.profile.comparing(with: whole.0) }
  }
}

extension OpportunityMap {
  /// The themes that are measured in people, with what they are measured in.
  package var measuredThemes: [(theme: Int, people: PeopleCoverage)] {
    themes.indices.compactMap { theme in people(measuring: theme).map { (theme, $0) } }
  }

  /// What a theme is measured in besides m2; nil where it is in nothing else.
  package func people(measuring theme: Int) -> PeopleCoverage? {
    people.first { $0.key == themes[theme].measure }
  }

  /// How far works reach a theme that is measured in people, in numbers of these, beside what chance would give.
  package func judgedReach(of theme: Int, in people: PeopleCoverage) -> JudgedReach {
    judgedReach(in: people)[theme]
  }

  /// The same for every theme, whatever it is measured in. Shape: themes.
  package func judgedReach(in people: PeopleCoverage) -> [JudgedReach] {
    judgedReach(people.city, people.parts)
  }
}
