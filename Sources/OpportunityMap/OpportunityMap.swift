import LayerStack

/// The meaning of an overlap table: which works meet which challenges, how neighbourhoods differ,
/// and how much of each challenge maintenance can take along. Plain figures; no geometry.
public struct OpportunityMap: Sendable {
  /// Name of the project.
  public var name: String
  /// Years of the horizon.
  public var years: ClosedRange<Int>
  /// Themes in the order of the project file.
  public var themes: [Theme]
  /// Planes, in the order of the signature's bits.
  public var planes: [Plane]
  /// Neighbourhoods, in the order of the overlap table.
  public var neighbourhoods: [Neighbourhood]
  /// Assets, in the order of the overlap table.
  public var assets: [Asset]
  /// Works, by asset and then by year.
  public var works: [Work]
  /// How the works on each asset meet the themes.
  public var scores: ScoreTable
  /// The profile of each neighbourhood. Shape: `neighbourhoods`.
  public var profiles: [Profile]
  /// The profile of all neighbourhoods together, every place once.
  public var city: Profile
  /// Coverage over the city.
  public var coverage: Coverage
  /// Coverage within each neighbourhood. Shape: `neighbourhoods`.
  public var coverages: [Coverage]
  /// How the neighbourhoods differ.
  public var differentiation: Differentiation
  /// The table that all figures come from.
  public var table: OverlapTable
  /// Severity of each theme under each signature of the table.
  public var severities: SeverityTable

  /// Whether a work is due within the horizon; the others count as overlap only.
  public func isDue(_ work: Work) -> Bool {
    work.due.map(years.contains) ?? false
  }

  /// Works out all figures from the overlap table.
  public init(
    name: String, years: ClosedRange<Int>, challenges: ChallengePlanes,
    neighbourhoods: [Neighbourhood], schedule: Schedule, table: OverlapTable,
    differentiation request: DifferentiationRequest = DifferentiationRequest()
  ) {
    self.name = name
    self.years = years
    themes = challenges.themes
    planes = challenges.planes
    self.neighbourhoods = neighbourhoods
    assets = schedule.assets
    works = schedule.works
    self.table = table
    severities = SeverityTable(
      table.signatures, themes: challenges.themes, planes: challenges.planes)
    scores = ScoreTable(table, themes: themes, severities: severities)
    let calendar = WorkCalendar(works, assetCount: assets.count, years: years)
    let tally = PlaceTally(
      table, themeCount: themes.count, severities: severities, scores: scores, calendar: calendar)
    (city, coverage) = tally.city
    let whole = city
    let parts = tally.neighbourhoods
    profiles = parts.map { $0.profile.comparing(with: whole) }
    coverages = parts.map(\.coverage)
    let figures = ProfileFigures(
      years: years, themes: themes, neighbourhoods: neighbourhoods, profiles: profiles,
      city: city, coverage: coverage, coverages: coverages)
    differentiation = Differentiation(figures, request)
  }
}
