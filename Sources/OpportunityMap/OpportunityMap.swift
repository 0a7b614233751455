import LayerIO
import LayerStack

/// The meaning of an overlap table: which works meet which challenges, how neighbourhoods differ,
/// and how much of each challenge maintenance can take along. Plain figures; no geometry.
public struct OpportunityMap: Sendable {
  /// Name of the project.
  public var name: String
  /// The currency that all amounts are in.
  public var currency: CurrencyCode
  /// Years of the horizon.
  public var years: ClosedRange<Int>
  /// Themes in the order of the project file.
  public var themes: [Theme]
  /// Planes, in the order of the signature's bits.
  package var planes: [Plane]
  /// Neighbourhoods, in the order of the overlap table.
  public var neighbourhoods: [Neighbourhood]
  /// Assets, in the order of the overlap table.
  public var assets: [Asset]
  /// Works, by asset and then by year.
  public var works: [Work]
  /// How the works on each asset meet the themes.
  package var scores: ScoreTable
  /// The profile of each neighbourhood. Shape: `neighbourhoods`.
  package var profiles: [Profile]
  /// The profile of all neighbourhoods together, every place once.
  package var city: Profile
  /// Coverage over the city.
  package var coverage: Coverage
  /// Coverage within each neighbourhood. Shape: `neighbourhoods`.
  package var coverages: [Coverage]
  /// Measures that works can carry; nil for none.
  package var couplings: CouplingCatalogue?
  /// How the neighbourhoods differ.
  package var differentiation: Differentiation
  /// The figures behind challenges that are derived.
  package var derived: DerivedFigures
  /// Dwellings, inhabitants or the like that themes may be measured in.
  package var people: [PeopleCoverage]
  /// The table that all figures come from.
  package var table: OverlapTable
  /// Severity of each theme under each signature of the table.
  package var severities: SeverityTable

  /// Whether a work is due within the horizon; the others count as overlap only.
  public func isDue(_ work: Work) -> Bool {
    work.due.map(years.contains) ?? false
  }

  /// Works out all figures from the overlap table. Where it is a part of a wider map, works that reach
  /// out of the part have the scores, and neighbourhoods the number of works, that they have there.
  /// `measured` is how the assets of the table meet the themes, whatever their weights, where that is
  /// known.
  package init(
    name: String, years: ClosedRange<Int>, challenges: ChallengePlanes,
    neighbourhoods: [Neighbourhood], schedule: Schedule, table: OverlapTable,
    differentiation request: DifferentiationRequest = DifferentiationRequest(),
    within wider: WiderMap? = nil, derived: DerivedFigures = DerivedFigures(),
    people: [PeopleTable] = [], measured: ScoreTable? = nil, threads: Int = 1
  ) {
    self.derived = derived
    self.name = name
    currency = request.currency
    couplings = request.couplings
    self.years = years
    themes = challenges.themes
    planes = challenges.planes
    self.neighbourhoods = neighbourhoods
    assets = schedule.assets
    works = schedule.works
    self.table = table
    severities = SeverityTable(
      table.signatures, themes: challenges.themes, planes: challenges.planes)
    scores =
      measured ?? ScoreTable(table, themes: themes, severities: severities, threads: threads)
    scores.weigh(themes, threads: threads)
    scores.measure(themes, in: people, planes: planes, threads: threads)
    if let wider { scores.takeThemes(from: wider.map.scores) }
    let calendar = WorkCalendar(
      works, surfaces: scores.surface, years: years, threads: threads)
    let tally = PlaceTally(
      table, themeCount: themes.count, severities: severities, scores: scores, calendar: calendar,
      threads: threads)
    // Works next door reach people here, so those of the wider map count.
    let around = wider.map { wider in
      WorkCalendar(
        wider.map.works, surfaces: wider.map.scores.surface, years: years, threads: threads)
    }
    self.people = people.map { [themes, planes, scores] people in
      PeopleCoverage(
        people, themes: themes, planes: planes, scores: scores, calendar: around ?? calendar,
        threads: threads)
    }
    let parts = tally.neighbourhoods
    var figures = (city: tally.city.0, profiles: parts.map(\.profile))
    if let wider { wider.giveWorkCounts(to: &figures.profiles, and: &figures.city) }
    let whole = figures.city
    city = whole
    coverage = tally.city.1
    profiles = figures.profiles.map { $0.comparing(with: whole) }
    coverages = parts.map(\.coverage)
    let profileFigures = ProfileFigures(
      years: years, themes: themes, neighbourhoods: neighbourhoods, profiles: profiles,
      city: city, coverage: coverage, coverages: coverages)
    differentiation = Differentiation(profileFigures, request)
  }
}

extension OverlapTable {
  /// Whether a set of assets has one of some. Shape of `isMeant`: assets; of the result: `assetSets`.
  package func assetSets(having isMeant: [Bool]) -> [Bool] {
    (0..<assetSets.count).map { set in assetSets[set].contains { isMeant[Int($0)] } }
  }
}

extension ScoreTable {
  /// How the assets of a table meet the themes of its planes, on at most `threads` threads.
  package init(_ table: OverlapTable, _ challenges: ChallengePlanes, threads: Int) {
    self.init(
      table, themes: challenges.themes,
      severities: SeverityTable(
        table.signatures, themes: challenges.themes, planes: challenges.planes), threads: threads)
  }
}

extension OpportunityMap {
  /// The same map with other weights, one for each theme: only scores and their parts depend on them.
  public func weighing(_ weights: [Double], threads: Int = 1) -> OpportunityMap {
    precondition(weights.count == themes.count)
    var map = self
    for (theme, weight) in weights.enumerated() { map.themes[theme].weight = weight }
    map.scores.weigh(map.themes, threads: threads)
    return map
  }
}

/// A map of more than is reported: with the neighbourhoods around those that were asked for.
package struct WiderMap: Sendable {
  /// The map of all of them.
  package var map: OpportunityMap
  /// The neighbourhoods that were asked for, as indices into those of the map, ascending.
  package var part: [Int]

  /// A wider map.
  package init(_ map: OpportunityMap, part: [Int]) {
    self.map = map
    self.part = part
  }
}

extension WiderMap {
  /// A work is counted where its largest part lies, which may be outside the part.
  fileprivate func giveWorkCounts(to profiles: inout [Profile], and city: inout Profile) {
    city.workCount = 0
    city.worksByYear = city.worksByYear.map { _ in 0 }
    for (index, neighbourhood) in part.enumerated() {
      let profile = map.profiles[neighbourhood]
      profiles[index].workCount = profile.workCount
      profiles[index].worksByYear = profile.worksByYear
      city.workCount += profile.workCount
      city.worksByYear = zip(city.worksByYear, profile.worksByYear).map(+)
    }
  }
}
