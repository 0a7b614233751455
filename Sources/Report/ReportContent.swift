import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectBundling
import Tables
import Workers

/// All that a report holds: figures, columns and shapes.
struct ReportContent {
  let figures: ReportFigures
  let columns: ReportColumns
  let shapes: ReportShapes

  /// Works it out; `exact` sends every position through PROJ. Errors name `path`.
  /// - Throws: `ProductError` when a position has no place in CRS84, `CoordinateSystemError` when PROJ
  ///   knows no operation to it.
  init(
    _ input: ProductInput, _ report: ReportInput, threads: Int, exact: Bool, path: String
  ) throws {
    let faces = DrawnFaces(input.map, input.faces)
    let names = WorkNames(input.map, report)
    let (drawn, (columns, plain)) = try concurrently(threads: threads) {
      try drawShapes(input, faces, threads: threads, exact: exact, path: path)
    } _: {
      try concurrently(threads: threads) {
        makeColumns(input, faces, names, in: report.language, threads: threads)
      } _: {
        ReportFigures(input, report, faces, names)
      }
    }
    self.columns = columns
    shapes = drawn.shapes
    var figures = plain
    figures.bounds = drawn.bounds
    figures.columns = columns.entries
    figures.shapes = shapes.entries
    self.figures = figures
  }
}

/// Names that many works share.
struct WorkNames {
  let types: ReportNames
  let measures: ReportNames
  let budgets: ReportNames
  let streets: ReportNames

  private let typeNames: [String]
  private let measureNames: [String]

  init(_ map: OpportunityMap, _ report: ReportInput) {
    types = ReportNames(map.assets.map(\.type))
    measures = ReportNames(map.works.map(\.measure))
    budgets = ReportNames(map.works.map { $0.budget ?? "" })
    streets = ReportNames(map.assets.map { $0.street ?? "" })
    let language = report.language.rawValue
    typeNames = types.names.map { report.catalogue.types[$0]?.name[language] ?? $0 }
    let all = report.catalogue.types.sorted { $0.key < $1.key }.flatMap(\.value.measures)
    measureNames = measures.names.map { key in
      all.first { $0.key == key }?.name[language] ?? key
    }
  }

  /// Names of the types in the report's language.
  var shownTypes: [String] { typeNames }

  /// Names of the measures in the report's language.
  var shownMeasures: [String] { measureNames }
}

/// All columns, those of faces, assets, works and projects at the same time.
private func makeColumns(
  _ input: ProductInput, _ faces: DrawnFaces, _ names: WorkNames, in language: Language,
  threads: Int
) -> ReportColumns {
  let map = input.map
  let groups: [@Sendable (inout ReportColumns) -> Void] = [
    { $0.addFaces(faces, of: map) }, { $0.addAssets(map, names) }, { $0.addWorks(input, names) },
    { $0.add("alone", UInt16.self, yearsAlone(input.projects, works: map.works.count)) },
    { columns in
      guard let projects = input.projects else { return }
      columns.addCandidates(
        CandidateInput(plan: projects, map: map, names: input.names, planned: input.planned),
        names.streets,
        in: language, threads: threads)
    },
  ]
  let made = concurrentValues(count: groups.count, threads: threads) { index in
    var columns = ReportColumns()
    groups[index](&columns)
    return columns
  }
  return made.reduce(into: ReportColumns()) { $0.append($1) }
}

extension ReportColumns {
  fileprivate mutating func addFaces(_ faces: DrawnFaces, of map: OpportunityMap) {
    let areas = faceAreas(map.table)
    add("faceKind", UInt32.self, faces.kinds)
    add("faceZone", UInt32.self, faces.zones.map(Int.init))
    add(
      "faceArea",
      zip(faces.zones, faces.kinds).map {
        areas[FaceKey(zone: $0, signature: faces.signatures[$1])] ?? 0
      })
  }

  fileprivate mutating func addAssets(_ map: OpportunityMap, _ names: WorkNames) {
    let scores = map.scores
    add("assetID", map.assets.map(\.id))
    add("assetType", UInt16.self, map.assets.map { names.types[$0.type] })
    add("assetStreet", UInt32.self, map.assets.map { names.streets[$0.street ?? ""] })
    add("assetNeighbourhood", Int16.self, scores.neighbourhoods.map(Int.init))
    add("surface", scores.surface)
    add("length", scores.length)
    for theme in map.themes.indices {
      let severities = map.assets.indices.map {
        scores.scoredSeverity(at: $0 * map.themes.count + theme)
      }
      add("severity\(theme)", severities)
    }
  }

  fileprivate mutating func addWorks(_ input: ProductInput, _ names: WorkNames) {
    let map = input.map
    let origins = PlannedYear.Origin.allCases
    add("workID", map.works.map(\.id))
    add("workAsset", UInt32.self, map.works.map(\.asset))
    add("due", UInt16.self, map.works.map { $0.trueDue ?? 0 })
    add("planned", UInt16.self, input.planned.map { $0.year ?? 0 })
    add(
      "plannedOrigin", UInt16.self,
      input.planned.map { origins.firstIndex(of: $0.origin) ?? 0 })
    add("earliest", UInt16.self, map.works.map { $0.earliest ?? 0 })
    add("latest", UInt16.self, map.works.map { $0.latest ?? 0 })
    add("cost", map.works.map(\.cost))
    add("measure", UInt16.self, map.works.map { names.measures[$0.measure] })
    add("budget", UInt16.self, map.works.map { names.budgets[$0.budget ?? ""] })
  }
}

extension ReportFigures {
  fileprivate init(
    _ input: ProductInput, _ report: ReportInput, _ faces: DrawnFaces, _ names: WorkNames
  ) {
    let (map, language) = (input.map, report.language)
    (locale, currency) = (language.locale, map.currency.code)
    version = report.record.version
    name = map.name
    origins = PlannedYear.Origin.allCases.map(\.rawValue)
    (from, to) = (map.years.lowerBound, map.years.upperBound)
    priceYear = report.record.parameters.priceYear
    themes = map.themes.map {
      Theme(key: $0.key, name: language.themeName($0), weight: $0.weight)
    }
    planes = map.planes.map {
      Plane(
        theme: $0.theme, source: language.sourceName($0.sourceName, source: $0.source),
        label: language.classText(of: $0), severity: $0.severity, isOutside: $0.isOutside)
    }
    let hours = UpkeepHours(map, years: input.planned.map(\.year))
    city = Place(city: map, hours)
    neighbourhoods = map.neighbourhoods.indices.map { Place($0, of: map, hours, in: language) }
    areaTypes = zip(map.differentiation.types, language.typeNames(map)).map {
      AreaType($0, called: $1, of: map, in: language)
    }
    packages =
      map.differentiation.packages?.packages.map { ReportPackage($0, map, in: language) } ?? []
    numbers = map.reportNumbers(in: language)
    let projects = input.projects.map {
      CandidateInput(plan: $0, map: map, names: input.names, planned: input.planned)
    }
    programme = projects.flatMap { ReportProgramme($0, in: language) }
    results = projects.map { ReportResults($0, due: report.record.works.due, in: language) }
    patterns = projects.map { reportPatterns($0, in: language) }
    reliance = input.projects?.reportedReliance(map) ?? []
    openings = input.projects.map { streetOpenings(of: map, planned: input.planned, plan: $0) }
    parties = input.projects?.bundling.problem.parties ?? []
    couplings = projects?.namesOfCouplings(in: language) ?? []
    challengeValue = input.projects?.bundling.problem.rules.challengeValue
    coverage = Reached(map.coverage)
    people = map.reportedPeople(in: language)
    chances = map.judgedReach().map(Chance.init)
    zones = (0..<map.table.zones.count).map { map.table.zones[$0].map(Int.init) }
    kinds = faces.signatures.map { Kind($0, in: map) }
    budgets = names.budgets.names
    types = names.shownTypes
    measures = names.shownMeasures
    streets = names.streets.names
    costByBudget = yearlyCosts(map, names.budgets)
    works = report.record.works
    inputs = report.record.inputs.map { Source($0, in: language) }
    reconciliation = report.record.reconciliation
    texts = language.reportTexts(
      isServed: report.isServed, hasBuildings: input.buildings != nil)
    buildings = input.buildings.map { ReportBuildings($0, map.currency, in: language) }
  }
}

extension CandidateInput {
  /// Names of the measures of the catalogue, in its order.
  fileprivate func namesOfCouplings(in language: Language) -> [String] {
    (plan.couplings?.finder.catalogue.couplings.indices).map { indices in
      indices.map { name(ofCoupling: $0, language) }
    } ?? []
  }
}

extension ReportFigures.Kind {
  /// What a signature says within the neighbourhoods.
  fileprivate init(_ signature: Int32, in map: OpportunityMap) {
    severities = map.themes.indices.map {
      map.severities.severity(signature: signature, zone: 1, theme: $0)
    }
    let bits = map.table.signatures[Int(signature)]
    planes = map.planes.indices.filter {
      map.planes[$0].isMet(as: $0, by: bits, isInside: true)
    }
  }
}

/// Cost in EUR of the works due in each year, by budget.
private func yearlyCosts(_ map: OpportunityMap, _ budgets: ReportNames) -> [[Double]] {
  let none = [Double](repeating: 0, count: map.years.count)
  var costs = [[Double]](repeating: none, count: budgets.names.count)
  for work in map.works {
    guard let due = work.due, map.years.contains(due) else { continue }
    costs[budgets[work.budget ?? ""]][due - map.years.lowerBound] += work.cost ?? 0
  }
  return costs
}
