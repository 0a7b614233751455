import Buildings
import LayerIO
import OpportunityMap

/// A table that products are made of: the one place that says what it is called, which columns it has,
/// what it holds, what it needs, in which formats it is written, and how its rows come about. A new one
/// is a file with its definition, and its name in `allCases`.
public struct ProductTable: Sendable {
  /// A kind of file that holds a table.
  public enum Format: Sendable, CaseIterable {
    /// A file of its own, for maps on the web.
    case geoJSON
    /// A layer of the one GeoPackage.
    case geoPackage
    /// A file of its own, written where it is asked for by name.
    case flatGeobuf
    /// A file of its own, for programs.
    case csv
    /// A sheet of the one workbook, which every table has that has a CSV.
    case workbook
  }

  /// What a table is made of besides the map.
  enum Need: Sendable {
    case map
    /// The years in which works are planned, which a programme or decisions may move.
    case plannedYears
    /// The faces of the stack.
    case faces
    /// A plan of projects.
    case projects
    /// The buildings, with where and when works are planned around them.
    case buildings
  }

  /// What a table is made from.
  struct Request {
    let input: ProductInput
    /// Whether projects have their outlines, which take a while.
    let hasOutlines: Bool
    let threads: Int

    var map: OpportunityMap { input.map }
  }

  /// Name, which files have as well.
  public let name: String
  /// The columns, in the order of the table.
  public let columns: [ProductColumn]
  /// The formats it is written in.
  public let formats: [Format]
  let need: Need
  /// Whether the first column tells rows apart.
  private let startsWithID: Bool
  private let called: Wording
  private let explained: Wording
  private let rows: @Sendable (Request) throws -> VectorTable?

  /// A table; `rows` makes it, or gives nil where there is nothing for it. `startsWithID` says that the
  /// first column tells rows apart.
  init(
    _ name: String, _ columns: [ProductColumn], formats: [Format] = [.csv], needs need: Need = .map,
    startsWithID: Bool = false, title: Wording, en: String, nl: String,
    rows: @escaping @Sendable (Request) throws -> VectorTable?
  ) {
    self.name = name
    self.columns = columns
    self.formats = formats
    self.need = need
    self.startsWithID = startsWithID
    (called, explained) = (title, Wording(en: en, nl: nl))
    self.rows = rows
  }

  /// A table of a plan of projects; there is none without a plan.
  init(
    projects name: String, _ columns: [ProductColumn], formats: [Format] = [.csv],
    startsWithID: Bool = false, title: Wording, en: String, nl: String,
    rows: @escaping @Sendable (CandidateInput, Request) throws -> VectorTable?
  ) {
    self.init(
      name, columns, formats: formats, needs: .projects, startsWithID: startsWithID, title: title,
      en: en, nl: nl
    ) {
      request in
      try request.input.projects.flatMap { plan in
        let projects = CandidateInput(
          plan: plan, map: request.map, names: request.input.names,
          planned: request.input.planned)
        return try rows(projects, request)
      }
    }
  }

  /// A table of the buildings; there is none where the project tells of no buildings.
  init(
    buildings name: String, _ columns: [ProductColumn], formats: [Format] = [.csv],
    startsWithID: Bool = false, title: Wording, en: String, nl: String,
    rows: @escaping @Sendable (BuildingsAnswer, Request) throws -> VectorTable?
  ) {
    self.init(
      name, columns, formats: formats, needs: .buildings, startsWithID: startsWithID, title: title,
      en: en, nl: nl
    ) { request in
      try request.input.buildings.flatMap { try rows($0, request) }
    }
  }

  /// What the table holds, in a sentence.
  public func meaning(in language: Language) -> String { language.text(explained) }

  /// What readers call the table: at most 31 characters, as the names of sheets have.
  public func title(in language: Language) -> String { language.text(called) }

  /// Makes the table, amounts in the project's currency; nil where the input has nothing for it.
  func make(_ request: Request) throws -> VectorTable? {
    guard var table = try rows(request)?.amounts(in: request.map.currency) else { return nil }
    table.label = Label(title: called, meaning: explained)
    if startsWithID, let first = table.columns.first { table.idColumn = first.name }
    return table
  }
}

extension ProductTable: Hashable {
  /// Tables are told apart by their names.
  public static func == (one: ProductTable, other: ProductTable) -> Bool { one.name == other.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension ProductTable: CaseIterable {
  /// All tables, in the order in which their files are listed.
  public static let allCases: [ProductTable] = [
    .opportunities, .challenges, .neighbourhoods, .types, .packages, .hours, .streets, .vacancy,
    .facilities, .green, .coverage, .people, .budgets, .overlaps, .candidates, .candidateWorks,
    .costSplits,
    .nearMisses, .patterns, .programme, .programmeProjects, .undone, .unspent, .couplings,
    .decisions,
    .businessCase, .money, .assumptions, .baselines, .baselineReach, .buildings, .transformation,
    .transformationAnswers, .vacancyAreas, .matches, .facilityNeeds, .facilityChoices,
    .facilityShares,
    .socialBuildings, .portfolio, .combinations,
  ]
}
