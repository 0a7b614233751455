import Geometry
import LayerIO
import LayerStack
import OpportunityMap
import Pipeline
import ProjectFile
import Publishing
import Tables

/// The rows of tables about works and projects, with their outlines. Works and projects are numbered by where they lie,
/// so that neither their ids nor the order of the products, which is that of gain, tell anything.
struct SharedWorks {
  /// Rows by name of the table.
  private(set) var rows: [String: [[SharedValue]]] = [:]
  /// Outlines by name of the table, a feature for each row.
  private(set) var geometry: [String: GeometryArray] = [:]

  /// - Throws: `SourceError`, `MissingInput`, `SavedStackError` where outlines can't be read.
  init(_ run: RunToShare, level: SharingLevel, threads: Int) throws {
    guard let works = run.rows(.opportunities) else { return }
    let plans = Plans(run, works)
    let assets = try run.stack.geometry(threads: threads).assets
    let places = Dictionary(uniqueKeysWithValues: zip(run.map.works.map(\.id), 0...))
    let told = (0..<works.count).filter { works.isWithinHorizon($0) }.compactMap { row in
      places[works.text(row, "work_id")].map { WorkRow(row: row, work: $0) }
    }.ordered(works, run, assets)
    let numbers = Dictionary(
      uniqueKeysWithValues: told.enumerated().map { (works.text($1.row, "work_id"), $0 + 1) })
    rows[SharedTable.works.name] = told.enumerated().map { index, work -> [SharedValue] in
      let opened = OpenedGround(works.number(work.row, "area_m2"))
      let own = works.texts(work.row, ["neighbourhood_code", "asset_type", "measure"])
      return [.integer(index + 1)] + own + plans.ofWork(work.row).values + [.text(opened.rawValue)]
    }
    geometry[SharedTable.works.name] = assets.outlines(told.map { run.map.works[$0.work].asset })
    try addProjects(run, plans, numbers, assets, threads: threads)
    if level == .full { addDetails(works, told, run) }
  }

  private mutating func addDetails(_ works: ProductRows, _ told: [WorkRow], _ run: RunToShare) {
    rows[SharedTable.workDetails.name] = told.enumerated().map { index, work -> [SharedValue] in
      let row = work.row
      let numbers = ["area_m2", "length_m", "cost_eur", "cost_low_eur", "cost_high_eur", "hours"]
      // The id of the asset: that of a work may hold the year in which it is due.
      let own =
        [SharedValue.integer(index + 1)] + works.texts(row, ["asset_id", "street", "budget"])
      let marks = ["fixed", "hard"].map { SharedValue.boolean(works.text(row, $0) == "true") }
      return own + works.values(row, numbers) + marks + works.values(row, ["score"])
    }
  }

  private mutating func addProjects(
    _ run: RunToShare, _ plans: Plans, _ numbers: [String: Int], _ assets: GeometryArray,
    threads: Int
  ) throws {
    guard let candidates = run.rows(.candidates) else { return }
    let assetOf = Dictionary(
      uniqueKeysWithValues: run.map.works.map { ($0.id, $0.asset) })
    let told = (0..<candidates.count).sorted { a, b in
      func place(_ row: Int) -> [String] {
        ["neighbourhood_code", "candidate_id"].map { candidates.text(row, $0) }
      }
      return place(a).lexicographicallyPrecedes(place(b))
    }
    var grounds: [[Int]] = []
    var (projects, details, members): ([[SharedValue]], [[SharedValue]], [[SharedValue]]) = (
      [], [], []
    )
    for (index, row) in told.enumerated() {
      let id = candidates.text(row, "candidate_id")
      let works = plans.works(of: id)
      grounds.append(works.compactMap { assetOf[plans.id(of: $0)] })
      let project: [SharedValue] = [
        .integer(index + 1), SharedValue(candidates.text(row, "neighbourhood_code")),
        SharedValue(plans.kinds(of: works)), .integer(works.count),
      ]
      projects.append(project + plans.ofProject(id, works).values)
      let figures = [
        "area_m2", "shared_m2", "cost_alone_eur", "cost_joint_low_eur", "cost_joint_mid_eur",
        "cost_joint_high_eur", "saved_nuisance_eur",
      ]
      let words = [SharedValue.integer(index + 1)] + candidates.texts(row, ["streets", "parties"])
      details.append(
        words + candidates.values(row, figures) + candidates.texts(row, ["couplings"])
          + candidates.values(row, ["coupling_cost_eur", "coupling_effects_eur"]))
      let own = works.compactMap { numbers[plans.id(of: $0)] }.sorted()
      members += own.map { [SharedValue.integer(index + 1), .integer($0)] }
    }
    rows[SharedTable.projects.name] = projects
    let metresPerUnit = try CoordinateSystem(run.stack.project.crs).metresPerUnit ?? 1
    geometry[SharedTable.projects.name] = try assets.united(
      grounds, metresPerUnit: metresPerUnit, threads: threads)
    rows[SharedTable.projectDetails.name] = details.map { $0.cut }
    rows[SharedTable.projectWorks.name] = members
    let order = Dictionary(
      uniqueKeysWithValues: told.enumerated().map { (candidates.text($1, "candidate_id"), $0 + 1) })
    rows[SharedTable.projectCosts.name] = Self.costs(run, order)
  }

  private static func costs(_ run: RunToShare, _ order: [String: Int]) -> [[SharedValue]] {
    guard let splits = run.rows(.costSplits) else { return [] }
    let rows = (0..<splits.count).compactMap { row in
      order[splits.text(row, "candidate_id")].map { (project: $0, row: row) }
    }.sorted { ($0.project, $0.row) < ($1.project, $1.row) }
    return rows.map { project, row -> [SharedValue] in
      [
        .integer(project), .text(splits.text(row, "party")),
        SharedValue(splits.value(row, "alone_eur")), SharedValue(splits.value(row, "charged_eur")),
      ]
    }
  }
}

extension GeometryArray {
  /// The surfaces of features, without the lines or points that these were made of; what has no surface as it is.
  fileprivate func outlines(_ features: [Int]) -> GeometryArray {
    var outlines = GeometryArray()
    for feature in features {
      let surfaces = paths(of: feature).filter { pathRoles[$0] <= .hole }
      for path in surfaces.isEmpty ? Array(paths(of: feature)) : surfaces {
        outlines.append(path: path, of: self)
      }
      outlines.endFeature()
    }
    return outlines
  }
}

/// A work that is told of.
private struct WorkRow {
  /// Its row in the products.
  let row: Int
  /// Index into the map's works.
  let work: Int
}

extension [WorkRow] {
  /// In the order of where they lie.
  fileprivate func ordered(
    _ rows: ProductRows, _ run: RunToShare, _ assets: GeometryArray
  ) -> [WorkRow] {
    let keys = map { work -> (texts: [String], x: Double, y: Double) in
      let asset = run.map.works[work.work].asset
      let bounds = assets.bounds(ofPaths: assets.paths(of: asset))
      let texts = ["neighbourhood_code", "asset_type", "measure"].map { rows.text(work.row, $0) }
      return (texts, bounds?.minX ?? 0, bounds?.minY ?? 0)
    }
    return indices.sorted { a, b in
      if keys[a].texts != keys[b].texts {
        return keys[a].texts.lexicographicallyPrecedes(keys[b].texts)
      }
      return (keys[a].x, keys[a].y, self[a].row) < (keys[b].x, keys[b].y, self[b].row)
    }.map { self[$0] }
  }
}

extension [SharedValue] {
  /// With texts that are longer than packages have cut off, with an ellipsis.
  fileprivate var cut: [SharedValue] {
    map { value in
      guard case .text(let text) = value, text.utf8.count > 390 else { return value }
      var short = text
      while short.utf8.count > 390 { short.removeLast() }
      return .text(short + "…")
    }
  }
}

/// How far the plans for works and projects are, and when they may be done.
private struct Plans {
  private let works: ProductRows
  private let parts: ProductRows?
  private let partsOf: [String: [Int]]
  /// Row of each work by id.
  private let rowOf: [String: Int]
  /// Status of each project that is agreed on, by id.
  private let agreed: Set<String>
  /// Works of projects that are agreed on, by id.
  private let agreedWorks: Set<String>

  init(_ run: RunToShare, _ works: ProductRows) {
    self.works = works
    let parts = run.rows(.candidateWorks)
    self.parts = parts
    partsOf = Dictionary(grouping: 0..<(parts?.count ?? 0)) {
      parts?.text($0, "candidate_id") ?? ""
    }
    rowOf = Dictionary(
      (0..<works.count).map { (works.text($0, "work_id"), $0) }, uniquingKeysWith: { a, _ in a })
    guard let candidates = run.rows(.candidates) else {
      (agreed, agreedWorks) = ([], [])
      return
    }
    let rows = (0..<candidates.count).filter {
      ["agreed", "programmed"].contains(candidates.text($0, "status"))
    }
    let ids = Set(rows.map { candidates.text($0, "candidate_id") })
    agreed = ids
    agreedWorks = Set(
      partsOf.filter { ids.contains($0.key) }.flatMap(\.value).compactMap {
        parts?.text($0, "work_id")
      })
  }

  /// Rows of the works of a project.
  func works(of project: String) -> [Int] { partsOf[project] ?? [] }

  func id(of row: Int) -> String { parts?.text(row, "work_id") ?? "" }

  /// The kinds of some works, each once.
  func kinds(of rows: [Int]) -> String {
    guard let parts else { return "" }
    return Set(rows.map { "\(parts.text($0, "asset_type")):\(parts.text($0, "measure"))" }).sorted()
      .joined(separator: ";")
  }

  /// Status, window and, of concrete plans alone, year.
  struct Standing {
    var status: PlanStatus
    var earliest: Int?
    var latest: Int?
    var year: Int?

    var values: [SharedValue] {
      [
        .text(status.rawValue), SharedValue(earliest), SharedValue(latest),
        SharedValue(status.isConcrete ? year : nil),
      ]
    }
  }

  /// A year that people agreed on, in a project that they agreed on, is concrete; what a programme proposes is not,
  /// nor is a single work of which the products do not tell whether its decision is more than an idea.
  func ofWork(_ row: Int) -> Standing {
    let origin = works.text(row, "planned_origin")
    let isAgreed =
      origin == "decision" && agreedWorks.contains(works.text(row, "work_id"))
    let status: PlanStatus =
      origin == "carried-out" ? .done : isAgreed ? .concretelyPlanned : .notConcretelyPlanned
    return Standing(
      status: status, earliest: Int(works.text(row, "earliest")),
      latest: Int(works.text(row, "latest")), year: Int(works.text(row, "planned_year")))
  }

  /// A project may be done from the first year of any of its works to the last.
  func ofProject(_ id: String, _ rows: [Int]) -> Standing {
    let own = rows.compactMap { rowOf[self.id(of: $0)] }.map(ofWork)
    let isConcrete =
      agreed.contains(id) && !own.isEmpty && own.allSatisfy { $0.status == .concretelyPlanned }
      && Set(own.map(\.year)).count == 1
    return Standing(
      status: isConcrete ? .concretelyPlanned : .notConcretelyPlanned,
      earliest: own.compactMap(\.earliest).min(), latest: own.compactMap(\.latest).max(),
      year: own.first?.year)
  }
}

extension ProductRows {
  /// Whether a work is due within the horizon, or was carried out.
  fileprivate func isWithinHorizon(_ row: Int) -> Bool {
    !["later", "undated"].contains(text(row, "planned_origin"))
  }
}
