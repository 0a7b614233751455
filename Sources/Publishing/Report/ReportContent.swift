import Foundation
import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import ProjectBundling

/// All that a report holds: figures, columns and shapes.
struct ReportContent {
  let figures: ReportFigures
  let columns: ReportColumns
  let shapes: ReportShapes

  /// Works it out. Shapes go to longitude and latitude through `transform`.
  /// - Throws: what `transform` throws.
  init(
    _ input: ProductInput, _ report: ReportInput, threads: Int,
    transform: (RowGeometry) throws -> RowGeometry
  ) throws {
    let map = input.map
    let faces = DrawnFaces(map, input.faces)
    let names = WorkNames(map, report)
    var shapes = ReportShapes()
    let areas = try transform(RowGeometry(input.neighbourhoods))
    shapes.add("areas", areas, threads: threads)
    shapes.add("faces", try transform(RowGeometry(faces.geometry)), threads: threads)
    let everyAsset = Array(0..<input.assets.count)
    shapes.add(
      "assets", try transform(workGeometry(everyAsset, of: input.assets)), threads: threads)
    var columns = makeColumns(map, faces, names)
    columns.add("alone", UInt16.self, yearsAlone(input.projects, works: map.works.count))
    if let projects = input.projects {
      columns.addCandidates(
        CandidateInput(plan: projects, map: map, names: input.names), names.streets,
        in: report.language, threads: threads)
    }
    self.columns = columns
    self.shapes = shapes
    figures = ReportFigures(
      input, report, faces, names, bounds: bounds(of: areas.array), columns: columns.entries,
      shapes: shapes.entries)
  }
}

/// South-west and north-east corner; the whole world where there is nothing.
private func bounds(of geometry: GeometryArray) -> [[Double]] {
  guard let bounds = geometry.bounds else { return [[-180, -85], [180, 85]] }
  return [[bounds.minX, bounds.minY], [bounds.maxX, bounds.maxY]]
}

/// The faces with at least one challenge.
struct DrawnFaces {
  let zones: [Int32]
  /// Index into `signatures` of each face.
  let kinds: [Int]
  /// Area in m2 of each face, from the table.
  let areas: [Double]
  /// The signatures that occur, ascending.
  let signatures: [Int32]
  let geometry: GeometryArray

  init(_ map: OpportunityMap, _ faces: StackFaces?) {
    let drawn = faces.map { challengedFaces(map, $0) } ?? []
    let (zones, all) = (
      drawn.map { faces?.zones[$0] ?? 0 }, drawn.map { faces?.signatures[$0] ?? 0 }
    )
    let signatures = Set(all).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(signatures, signatures.indices))
    let areas = faceAreas(map.table)
    self.zones = zones
    self.signatures = signatures
    kinds = all.map { numbers[$0] ?? 0 }
    self.areas = zip(zones, all).map { areas[FaceKey(zone: $0, signature: $1)] ?? 0 }
    geometry = faces?.geometry.selecting(drawn) ?? GeometryArray()
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

private func makeColumns(
  _ map: OpportunityMap, _ faces: DrawnFaces, _ names: WorkNames
) -> ReportColumns {
  var columns = ReportColumns()
  columns.add("faceKind", UInt32.self, faces.kinds)
  columns.add("faceZone", UInt32.self, faces.zones.map(Int.init))
  columns.add("faceArea", faces.areas)
  columns.addAssets(map, names)
  columns.addWorks(map, names)
  return columns
}

extension ReportColumns {
  fileprivate mutating func addAssets(_ map: OpportunityMap, _ names: WorkNames) {
    let scores = map.scores
    add("assetID", map.assets.map(\.id))
    add("assetType", UInt16.self, map.assets.map { names.types[$0.type] })
    add("assetStreet", UInt32.self, map.assets.map { names.streets[$0.street ?? ""] })
    add("assetNeighbourhood", Int16.self, scores.neighbourhoods.map(Int.init))
    add("surface", scores.surface)
    add("length", scores.length)
    for theme in map.themes.indices {
      let severities = map.assets.indices.map { scores.severities[$0 * map.themes.count + theme] }
      add("severity\(theme)", severities)
    }
  }

  fileprivate mutating func addWorks(_ map: OpportunityMap, _ names: WorkNames) {
    add("workID", map.works.map(\.id))
    add("workAsset", UInt32.self, map.works.map(\.asset))
    add("due", UInt16.self, map.works.map { $0.due ?? 0 })
    add("earliest", UInt16.self, map.works.map { $0.earliest ?? 0 })
    add("latest", UInt16.self, map.works.map { $0.latest ?? 0 })
    add("cost", map.works.map(\.cost))
    add("measure", UInt16.self, map.works.map { names.measures[$0.measure] })
    add("budget", UInt16.self, map.works.map { names.budgets[$0.budget ?? ""] })
  }
}

extension ReportFigures {
  fileprivate init(
    _ input: ProductInput, _ report: ReportInput, _ faces: DrawnFaces, _ names: WorkNames,
    bounds: [[Double]], columns: [ReportColumns.Entry], shapes: [ReportShapes.Entry]
  ) {
    let (map, language) = (input.map, report.language)
    locale = language.locale
    version = report.record.version
    name = map.name
    (from, to) = (map.years.lowerBound, map.years.upperBound)
    priceYear = report.record.parameters.priceYear
    themes = map.themes.map {
      Theme(key: $0.key, name: language.themeName($0.key), weight: $0.weight)
    }
    planes = map.planes.map {
      Plane(
        theme: $0.theme, source: $0.source, label: $0.label, severity: $0.severity,
        isOutside: $0.isOutside)
    }
    let hours = UpkeepHours(map)
    city = Place(city: map, hours)
    neighbourhoods = map.neighbourhoods.indices.map { Place($0, of: map, hours, in: language) }
    areaTypes = map.differentiation.types.map { AreaType($0, of: map, in: language) }
    packages =
      map.differentiation.packages?.packages.map {
        $0.name[language.rawValue] ?? $0.key
      } ?? []
    let projects = input.projects.map {
      CandidateInput(plan: $0, map: map, names: input.names)
    }
    programme = projects.flatMap { ReportProgramme($0, in: language) }
    patterns = projects.map { reportPatterns($0, in: language) }
    parties = input.projects?.bundling.problem.parties ?? []
    challengeValue = input.projects?.bundling.problem.rules.challengeValue
    coverage = Reached(map.coverage)
    zones = (0..<map.table.zones.count).map { map.table.zones[$0].map(Int.init) }
    kinds = faces.signatures.map { Kind($0, in: map) }
    budgets = names.budgets.names
    types = names.shownTypes
    measures = names.shownMeasures
    streets = names.streets.names
    costByBudget = yearlyCosts(map, names.budgets)
    totalCost = costByBudget.joined().reduce(0, +)
    inputs = report.record.inputs.map { Source($0, in: language) }
    reconciliation = report.record.reconciliation
    self.bounds = bounds
    self.columns = columns
    self.shapes = shapes
    texts = language.reportTexts
  }
}

extension ReportFigures.Kind {
  /// What a signature says within the neighbourhoods.
  fileprivate init(_ signature: Int32, in map: OpportunityMap) {
    severities = map.themes.indices.map {
      map.severities.severity(signature: signature, zone: 1, theme: $0)
    }
    let bits = map.table.signatures[Int(signature)]
    planes = map.planes.indices.filter { map.planes[$0].isOutside != bits.contains($0) }
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
