import LayerIO

/// The files of a run. `run.json` comes with every choice of them.
public enum Product: String, Sendable, CaseIterable {
  case opportunitiesGeoJSON = "opportunities.geojson"
  case challengesGeoJSON = "challenges.geojson"
  case neighbourhoodsGeoJSON = "neighbourhoods.geojson"
  case candidatesGeoJSON = "candidates.geojson"
  case geoPackage = "kansenkaart.gpkg"
  case opportunitiesFlatGeobuf = "opportunities.fgb"
  case challengesFlatGeobuf = "challenges.fgb"
  case opportunitiesCSV = "opportunities.csv"
  case neighbourhoodsCSV = "neighbourhoods.csv"
  case typesCSV = "types.csv"
  case packagesCSV = "packages.csv"
  case hoursCSV = "hours.csv"
  case streetsCSV = "streets.csv"
  case vacancyCSV = "vacancy.csv"
  case facilitiesCSV = "facilities.csv"
  case greenCSV = "green.csv"
  case coverageCSV = "coverage.csv"
  case budgetsCSV = "budgets.csv"
  case overlapsCSV = "overlaps.csv"
  case candidatesCSV = "candidates.csv"
  case candidateWorksCSV = "candidate_works.csv"
  case costSplitsCSV = "cost_splits.csv"
  case nearMissesCSV = "near_misses.csv"
  case patternsCSV = "patterns.csv"
  case programmeCSV = "programme.csv"
  case programmeProjectsCSV = "programme_projects.csv"
  case undoneCSV = "undone.csv"
  case unspentCSV = "unspent.csv"
  case couplingsCSV = "couplings.csv"
  case businessCaseCSV = "business_case.csv"
  case stackFigures = "stack.figures"
  case stackGeometry = "stack.geometry"
  case report = "report.html"
  case runRecord = "run.json"

  /// What a run writes unless it is told otherwise.
  public static let usual = Set(allCases.filter { !$0.isOnRequest })

  /// Whether the file is written only where it is asked for by name.
  public var isOnRequest: Bool {
    self == .opportunitiesFlatGeobuf || self == .challengesFlatGeobuf
  }

  /// All of them, those first that take longest, lest one of these be left to a single thread in the end.
  package static let longestFirst: [Product] = {
    let long: [Product] = [
      .report, .geoPackage, .opportunitiesGeoJSON, .challengesGeoJSON, .candidatesGeoJSON,
      .stackGeometry, .overlapsCSV, .opportunitiesCSV, .streetsCSV, .hoursCSV, .stackFigures,
    ]
    return long + allCases.filter { !long.contains($0) }
  }()

  /// Name of the file.
  public var fileName: String { rawValue }

  /// Whether the file shows geometry, or distances are measured for it, in a project of which works are
  /// planned by a programme or decisions, or not.
  public func hasGeometry(plansWorks: Bool) -> Bool {
    switch self {
    case .opportunitiesGeoJSON, .challengesGeoJSON, .neighbourhoodsGeoJSON, .geoPackage,
      .opportunitiesFlatGeobuf, .challengesFlatGeobuf, .report:
      true
    default: needsProjects(plansWorks: plansWorks)
    }
  }

  /// Whether the file shows the geometry of the stack itself.
  public var needsFaces: Bool { self == .report || tables.contains(.challenges) }

  /// Whether the file is the saved stack, which `kansenkaart score` asks again.
  public var isStack: Bool { self == .stackFigures || self == .stackGeometry }

  /// Whether later commands on the folder read the file.
  var isReadAgain: Bool { isStack || Self.explained.contains(self) }

  /// What `kansenkaart explain` reads.
  package static let explained: [Product] = [
    .candidatesCSV, .candidateWorksCSV, .costSplitsCSV, .nearMissesCSV, .couplingsCSV,
  ]

  /// The tables that the file holds.
  public var tables: [ProductTable] {
    switch self {
    case .opportunitiesGeoJSON, .opportunitiesFlatGeobuf, .opportunitiesCSV: [.opportunities]
    case .challengesGeoJSON, .challengesFlatGeobuf: [.challenges]
    case .neighbourhoodsGeoJSON, .neighbourhoodsCSV: [.neighbourhoods]
    case .candidatesGeoJSON, .candidatesCSV: [.candidates]
    case .geoPackage: [.opportunities, .challenges, .neighbourhoods, .candidates]
    case .typesCSV: [.types]
    case .packagesCSV: [.packages]
    case .hoursCSV: [.hours]
    case .streetsCSV: [.streets]
    case .vacancyCSV: [.vacancy]
    case .facilitiesCSV: [.facilities]
    case .greenCSV: [.green]
    case .coverageCSV: [.coverage]
    case .budgetsCSV: [.budgets]
    case .overlapsCSV: [.overlaps]
    case .candidateWorksCSV: [.candidateWorks]
    case .costSplitsCSV: [.costSplits]
    case .nearMissesCSV: [.nearMisses]
    case .patternsCSV: [.patterns]
    case .programmeCSV: [.programme]
    case .programmeProjectsCSV: [.programmeProjects]
    case .undoneCSV: [.undone]
    case .unspentCSV: [.unspent]
    case .couplingsCSV: [.couplings]
    case .businessCaseCSV: [.businessCase]
    case .stackFigures, .stackGeometry, .report, .runRecord: []
    }
  }

  /// Whether it is made from a plan of projects, or says in which year works are done while a programme or
  /// decisions say so.
  public func needsProjects(plansWorks: Bool) -> Bool {
    self == .report || !ProductTable.projects.isDisjoint(with: tables)
      || plansWorks && !ProductTable.planned.isDisjoint(with: tables)
  }

  /// Whether it looks otherwise where there is a plan of projects.
  public var showsProjects: Bool { needsProjects(plansWorks: true) }
}
