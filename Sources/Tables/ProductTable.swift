/// The tables that products are made of.
public enum ProductTable: String, Sendable, CaseIterable {
  /// Works with their overlap, score and window.
  case opportunities
  /// The stack itself: places with the themes that are present.
  case challenges
  /// Profiles of the neighbourhoods.
  case neighbourhoods
  /// The types of neighbourhood.
  case types
  /// Which packages of measures suit which neighbourhood, and why.
  case packages
  /// Hours of work in public space.
  case hours
  /// What is planned in each street, in plain words.
  case streets
  /// The vacancy monitor.
  case vacancy
  /// Need and supply of facilities.
  case facilities
  /// The 3-30-300 rule.
  case green
  /// How much of each challenge maintenance takes along, per year.
  case coverage
  /// What that costs each budget.
  case budgets
  /// The overlap table that all figures come from.
  case overlaps
  /// Projects that are proposed or decided on.
  case candidates
  /// Their works.
  case candidateWorks = "candidate_works"
  /// Who pays for them.
  case costSplits = "cost_splits"
  /// Pairs of works that nearly were in one project.
  case nearMisses = "near_misses"
  /// Combinations that recur.
  case patterns
  /// The money of the programme.
  case programme
  /// What the programme does when.
  case programmeProjects = "programme_projects"
  /// What the programme does not do, and why.
  case undone
  /// What money the programme has left, and why.
  case unspent
  /// Who pays and who benefits.
  case businessCase = "business_case"

  /// The tables that are made from a plan of projects.
  package static let projects: Set<ProductTable> = [
    .candidates, .candidateWorks, .costSplits, .nearMisses, .patterns, .programme,
    .programmeProjects, .undone, .unspent, .businessCase,
  ]

  /// The tables that say in which year works are planned.
  package static let planned: Set<ProductTable> = [.opportunities, .streets, .hours]

  /// The columns, in the order of the table.
  public var columns: [ProductColumn] {
    switch self {
    case .opportunities: OpportunityColumn.all
    case .challenges: ChallengeColumn.all
    case .neighbourhoods: NeighbourhoodColumn.all
    case .types: DifferenceColumn.types
    case .packages: PackageColumn.all
    case .hours: HoursColumn.all
    case .streets: StreetColumn.all
    case .vacancy: VacancyColumn.all
    case .facilities: FacilityColumn.all
    case .green: GreenColumn.all
    case .coverage: CoverageColumn.coverage
    case .budgets: CoverageColumn.budgets
    case .overlaps: OverlapColumn.all
    case .candidates: CandidateColumn.all
    case .candidateWorks: CandidateWorkColumn.all
    case .costSplits: CostSplitColumn.all
    case .nearMisses: NearMissColumn.all
    case .patterns: PatternColumn.all
    case .programme: ProgrammeColumn.accounts
    case .programmeProjects: ProgrammeColumn.projects
    case .undone: UndoneColumn.all
    case .unspent: UnspentColumn.all
    case .businessCase: BusinessCaseColumn.all
    }
  }

  /// What the table holds, in a sentence.
  public func meaning(in language: Language) -> String {
    switch (self, language) {
    case (.opportunities, .nl):
      "Werken met hun jaar, overlap, score en venster; een regel per werk."
    case (.opportunities, .en):
      "Works with their year, overlap, score and window; a row for each work."
    case (.challenges, .nl): "De stapel zelf: een vlak per buurt en combinatie van opgaven."
    case (.challenges, .en):
      "The stack itself: a polygon for each neighbourhood and combination of challenges."
    case (.neighbourhoods, .nl): "Profielen van de buurten; een regel per buurt."
    case (.neighbourhoods, .en): "Profiles of the neighbourhoods; a row for each."
    case (.types, .nl): "De typen buurten; een regel per type."
    case (.types, .en): "The types of neighbourhood; a row for each."
    case (.packages, .nl): "Welk maatregelenpakket bij welke buurt past, en waarom."
    case (.packages, .en): "Which package of measures suits which neighbourhood, and why."
    case (.hours, .nl): "Uren werk in de openbare ruimte per buurt, jaar en soort object."
    case (.hours, .en): "Hours of work in public space by neighbourhood, year and type of asset."
    case (.streets, .nl): "Wat er in elke straat gepland is, in gewone taal."
    case (.streets, .en): "What is planned in each street, in plain words."
    case (.vacancy, .nl):
      "De leegstandsmonitor: vloeroppervlak per niveau en jaar; alleen als een laag erom vraagt."
    case (.vacancy, .en):
      "The vacancy monitor: floor area by level and year; only where a layer asks for it."
    case (.facilities, .nl):
      "Behoefte aan en aanbod van voorzieningen per buurt; alleen als een laag erom vraagt."
    case (.facilities, .en):
      "Need and supply of facilities by neighbourhood; only where a layer asks for it."
    case (.green, .nl):
      "De 3-30-300-regel: panden die eraan voldoen, per buurt; alleen als een laag erom vraagt."
    case (.green, .en):
      "The 3-30-300 rule: buildings that satisfy it, by neighbourhood; only where a layer asks."
    case (.coverage, .nl):
      "Hoeveel van elke opgave met onderhoud kan meeliften, per planjaar, gepland of niet; achterstallig "
        + "werk telt in het eerste jaar."
    case (.coverage, .en):
      "How much of each challenge can ride along with maintenance, by due year, planned or not; what is "
        + "overdue counts in the first."
    case (.budgets, .nl): "Wat dat elk budget kost, per jaar."
    case (.budgets, .en): "What that costs each budget, per year."
    case (.overlaps, .nl): "De overlaptabel waar alle cijfers uit komen; elke plek telt één keer."
    case (.overlaps, .en): "The overlap table that all figures come from; each place counts once."
    case (.candidates, .nl):
      "Projecten: werken om in één jaar samen te doen; een regel per project."
    case (.candidates, .en): "Projects: works to do together in one year; a row for each."
    case (.candidateWorks, .nl): "De werken van elk project; een regel per werk."
    case (.candidateWorks, .en): "The works of each project; a row for each work."
    case (.costSplits, .nl): "Wie betaalt: een regel per budget van elk project."
    case (.costSplits, .en): "Who pays: a row for each budget of each project."
    case (.nearMisses, .nl):
      "Paren van werken die net geen project zijn, en wat ze uit elkaar hield."
    case (.nearMisses, .en): "Pairs of works that nearly are a project, and what kept them apart."
    case (.programme, .nl): "Het geld van het programma: een regel per jaar en budget."
    case (.programme, .en): "The money of the programme: a row for each year and budget."
    case (.programmeProjects, .nl): "Wat het programma wanneer doet, en wie betaalt."
    case (.programmeProjects, .en): "What the programme does when, and who pays."
    case (.undone, .nl):
      "Wat het programma niet doet en waarom; een regel per werk dat aan de beurt is."
    case (.undone, .en): "What the programme does not do and why; a row for each work that is due."
    case (.unspent, .nl): "Geld dat het programma overhoudt, en waarom; een regel per budget."
    case (.unspent, .en): "Money that the programme has left, and why; a row for each budget."
    case (.businessCase, .nl): "Wie betaalt en wie baat heeft, over tientallen jaren."
    case (.businessCase, .en): "Who pays and who benefits, over tens of years."
    case (.patterns, .nl):
      "Het praktijkboek: combinaties die terugkomen, en waar ze nog meer kunnen."
    case (.patterns, .en): "The pattern book: combinations that recur, and where else they may."
    }
  }
}
