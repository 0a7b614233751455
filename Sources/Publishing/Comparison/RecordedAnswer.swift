import Foundation
import LayerIO
import OpportunityMap
import ProjectBundling
import Tables

/// What the products in a folder tell of the answer that they are. What is not there is nil; nothing is
/// worked out anew.
struct RecordedAnswer: Sendable {
  /// What it was made from.
  let origin: RunOrigin
  /// The works that are done, by id.
  let planned: [String: PlannedWork]
  /// Year of each project of several works that is done, by id.
  let projects: [String: Int]?
  /// What works carry, by key of the coupling.
  let couplings: [String: ChosenCoupling]?
  /// What each budget has over the horizon, in words, by party.
  let budgets: [String: String]?
  /// What the plan comes to, without how far themes are reached.
  let figures: ScenarioFigures?
  /// How far themes are reached; nil where the folder does not tell.
  let reach: RecordedReach?
  private let works: ProductRows

  /// Currency of all amounts.
  var currency: CurrencyCode { origin.currency }

  /// Reads the products of a folder, those that are there.
  /// - Throws: `MixedFolder` where there is no record or a product is not the one that it tells of,
  ///   `SourceError` where there are no works.
  init(folder: String) throws {
    let run = try RecordedRun(folder: folder)
    origin = run.origin
    let currency = origin.currency
    let reader = FolderReader(folder: folder, currency: currency)
    works = try ProductRows(
      Product.compared[0], folder: folder, currency, needed: Product.compared)
    try WrittenProduct.check(Product.compared, of: folder, against: run.products)
    planned = works.planned
    projects = try reader.rows(.candidates)?.projects
    couplings = try reader.rows(.couplings)?.couplings
    budgets = try reader.rows(.programme)?.budgets
    let plan = try reader.rows(.baselines)
    figures = plan?.figures
    reach = try reader.rows(.baselineReach).map(RecordedReach.init)
  }

  /// A work by its number, as differences show it.
  func work(_ row: Int) -> WorkDescription {
    let street = works.text(row, "street")
    return WorkDescription(
      street: street.isEmpty ? nil : street, assetType: works.text(row, "asset_type"),
      measure: works.text(row, "measure"), cost: works.value(row, "cost_eur"))
  }
}

/// Reads the tables of a folder that are there.
private struct FolderReader {
  let folder: String
  let currency: CurrencyCode

  func rows(_ table: ProductTable) throws -> ProductRows? {
    let product = Product.csv(table)
    guard FileManager.default.fileExists(atPath: folder + "/" + product.fileName) else {
      return nil
    }
    return try ProductRows(product, folder: folder, currency)
  }
}

extension ProductRows {
  fileprivate var planned: [String: PlannedWork] {
    var works: [String: PlannedWork] = [:]
    for row in 0..<count {
      guard let year = Int(text(row, "planned_year")) else { continue }
      works[text(row, "work_id")] = PlannedWork(index: row, year: year)
    }
    return works
  }

  fileprivate var projects: [String: Int] {
    var years: [String: Int] = [:]
    for row in 0..<count {
      if let year = Int(text(row, "programmed_year")) { years[text(row, "candidate_id")] = year }
    }
    return years
  }

  /// Nil where amounts are not brought back to the first year.
  fileprivate var couplings: [String: ChosenCoupling]? {
    guard has("first_year_benefit_eur") else { return nil }
    let chosen = (0..<count).filter { text($0, "reason") == "chosen" }
    return Dictionary(grouping: chosen) { text($0, "coupling") }.mapValues { rows in
      ChosenCoupling(
        name: Dictionary(
          uniqueKeysWithValues: Language.allCases.map {
            ($0.rawValue, text(rows[0], "name_\($0.rawValue)"))
          }),
        works: Set(rows.map { text($0, "work_id") }),
        cost: rows.reduce(0) { $0 + number($1, "extra_cost_mid_eur") },
        effects: rows.reduce(0) { $0 + number($1, "first_year_benefit_eur") })
    }
  }

  /// The new money of each budget over the horizon, to the unit; empty for those that nothing limits.
  fileprivate var budgets: [String: String] {
    Dictionary(grouping: 0..<count) { text($0, "party") }.mapValues { rows in
      let amounts = rows.compactMap { value($0, "available_eur") }
      return amounts.isEmpty ? "" : String(format: "%.0f", amounts.reduce(0, +))
    }
  }

  fileprivate var figures: ScenarioFigures? {
    rows(where: "baseline", is: Baseline.Kind.plan.rawValue).first.flatMap { row in
      ScenarioFigures(reach: [], places: []) { value(row, $0.name) }
    }
  }
}
