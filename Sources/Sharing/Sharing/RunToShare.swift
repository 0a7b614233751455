import Foundation
import LayerIO
import OpportunityMap
import Pipeline
import ProjectBundling
import ProjectFile
import Publishing
import Tables
import Workers

/// A run of which something is to be shared: its saved stack, and the tables of its plan as people were told them.
struct RunToShare {
  let folder: String
  let stack: SavedStack
  let map: OpportunityMap
  let definitions: SharedDefinitions
  /// How far the plan reaches themes.
  let planReach: [PlanReachKey: PlanReach]
  private let tables: [String: ProductRows]

  /// Reads the folder of a run.
  /// - Throws: `MissingInput`, `MixedFolder`, `SavedStackError`, `SourceError` for one that can't be shared.
  init(folder: String, threads: Int) throws {
    let stack = try SavedStack.load(folder: folder, threads: threads)
    let map = stack.map(of: stack.project, threads: threads)
    let run = try RecordedRun(folder: folder)
    let (definitions, tables) = try readingProducts(of: folder) {
      try WrittenProduct.check(Product.shared, of: folder, against: run.products)
      return (
        try RecordedDefinitions(folder: folder).definitions(of: map, crs: stack.project.crs),
        try Self.tables(of: folder, map.currency)
      )
    }
    (self.folder, self.stack, self.map) = (folder, stack, map)
    (self.definitions, self.tables) = (definitions, tables)
    planReach = tables[Product.csv(.baselineReach).fileName]?.planReach ?? [:]
  }

  private static func tables(
    of folder: String, _ currency: CurrencyCode
  ) throws -> [String: ProductRows] {
    let needed = [Product.csv(.opportunities)]
    var tables: [String: ProductRows] = [:]
    for product in Product.shared where product.format == .csv {
      let isThere = FileManager.default.fileExists(atPath: folder + "/" + product.fileName)
      guard isThere || needed.contains(product) else { continue }
      tables[product.fileName] = try ProductRows(product, folder: folder, currency, needed: needed)
    }
    return tables
  }

  /// The rows of a table; nil where the run has none of it.
  func rows(_ table: ProductTable) -> ProductRows? { tables[Product.csv(table).fileName] }
}

/// A theme in a neighbourhood, by its code, or in the city, where that is empty.
struct PlanReachKey: Hashable {
  let code: String
  let theme: String
}

/// Part of a theme's ground under works that the plan does, and of all ground.
struct PlanReach {
  let share: Double?
  let chance: Double?
}

extension ProductRows {
  fileprivate var planReach: [PlanReachKey: PlanReach] {
    var reach: [PlanReachKey: PlanReach] = [:]
    for row in rows(where: "baseline", is: Baseline.Kind.plan.rawValue) {
      let key = PlanReachKey(code: text(row, "neighbourhood_code"), theme: text(row, "theme"))
      reach[key] = PlanReach(
        share: value(row, "reached_share"), chance: value(row, "chance_share"))
    }
    return reach
  }

  /// Texts of some columns.
  func texts(_ row: Int, _ columns: [String]) -> [SharedValue] {
    columns.map { SharedValue(text(row, $0)) }
  }

  /// Numbers of some columns.
  func values(_ row: Int, _ columns: [String]) -> [SharedValue] {
    columns.map { SharedValue(value(row, $0)) }
  }
}

/// What the record of a run says that its figures rest on.
private struct RecordedDefinitions: Decodable {
  let version: String
  let parameters: Parameters
  let bundling: Bundling?

  struct Parameters: Decodable {
    let priceYear: Int
    let cyclesSha256: String
    let packagesSha256: String
    let couplingsSha256: String
    let pricesSha256: String
    let normsSha256: String?
  }

  struct Bundling: Decodable {
    let rulesSha256: String
  }

  init(folder: String) throws {
    let path = folder + "/" + Product.runRecord.fileName
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let data = FileManager.default.contents(atPath: path),
      let record = try? decoder.decode(Self.self, from: data)
    else {
      throw SharingError(
        folder, "\(Product.runRecord.fileName) does not tell what the run rests on.", staleRemedy,
        kind: .stale)
    }
    self = record
  }

  func definitions(of map: OpportunityMap, crs: String) -> SharedDefinitions {
    let hashes = [
      "cycles": parameters.cyclesSha256, "packages": parameters.packagesSha256,
      "couplings": parameters.couplingsSha256, "prices": parameters.pricesSha256,
      "norms": parameters.normsSha256, "rules": bundling?.rulesSha256,
    ]
    return SharedDefinitions(
      program: version, currency: map.currency.description, priceYear: parameters.priceYear,
      from: map.years.lowerBound, to: map.years.upperBound, crs: crs,
      catalogues: hashes.compactMapValues(\.self), themes: map.sharedThemes)
  }
}

extension OpportunityMap {
  fileprivate var sharedThemes: [String: SharedDefinitions.Theme] {
    Dictionary(
      uniqueKeysWithValues: themes.map { theme in
        let classes = theme.planes.map { plane in
          let severity = SharedValue(planes[plane].severity).number ?? 0
          return "\(planes[plane].label): \(severity)"
        }
        return (
          theme.key,
          SharedDefinitions.Theme(
            weight: theme.weight, measure: theme.measure ?? "", classes: Set(classes).sorted())
        )
      })
  }
}
