import Foundation
import MapSupport
import OpportunityMap
import ProjectFile
import TestSupport
import Testing
import Workers

private func load(_ measure: String) throws -> CycleCatalogue {
  let folder = try TemporaryFolder()
  try folder.write(
    """
    kansenkaart_cycles: 1
    price_year: 2021
    asset_types:
      sewer:
        name: {nl: riool, en: sewer}
        measures:
          - {\(measure)}
    """, to: "cycles.yaml")
  return try CycleCatalogue.load(path: folder.file("cycles.yaml"))
}

private let replace = "key: replace, name: {nl: vervangen, en: replace}, cycle: 60"

struct CycleCatalogueTests {
  @Test func `the bundled catalogue has the published cycles`() throws {
    let bundled = try CycleCatalogue.load(path: Repository.file("layers/cycles.yaml"))
    // RIONED: replaced from 60 years, cleaned every 7 or 14; asphalt every 10 and 20 years.
    #expect(bundled.measure("replace", of: "sewer")?.cycle == 60)
    #expect(bundled.measure("clean-combined", of: "sewer")?.cycle == 7)
    #expect(bundled.measure("clean-rain", of: "sewer")?.cycle == 14)
    #expect(bundled.measure("wearing-course", of: "pavement-asphalt")?.cycle == 10)
    #expect(bundled.measure("strengthen", of: "pavement-asphalt")?.cycle == 20)
    // Vught 2023.
    #expect(bundled.measure("replace", of: "sewer")?.depreciation == 50)
    #expect(bundled.measure(nil, of: "bridge")?.depreciation == 100)
    #expect(bundled.measure(nil, of: "jetty")?.depreciation == 25)
  }

  @Test func `what a measure leaves out is no window, no cost and no depreciation`() throws {
    let measure = try load("\(replace), source: RIONED").measure(nil, of: "sewer")
    #expect(measure?.yearsBefore == 0 && measure?.yearsAfter == 0)
    #expect(measure?.unitCost == nil && measure?.depreciation == nil)
    #expect(measure?.name == ["nl": "vervangen", "en": "replace"])
  }

  @Test func `costs may have a range, measures hours, and types yearly upkeep, each with a source`()
    throws
  {
    let measure = try load(
      "\(replace), source: x, hours: {amount: 4, per: m}, "
        + "unit_cost: {amount: 540, low: 460, high: 730, per: m}"
    ).measure(nil, of: "sewer")
    #expect(measure?.unitCost?.range == 460...730)
    #expect(measure?.hours?.amount == 4 && measure?.hours?.unit == .metre)
    let bundled = try CycleCatalogue.load(path: Repository.file("layers/cycles.yaml"))
    #expect(Set(["footway", "cycleway", "parking", "building"]).isSubset(of: bundled.types.keys))
  }

  @Test func `the usual measure is the first, others go by their key`() throws {
    #expect(catalogue.measure(nil, of: "sewer")?.key == "replace")
    #expect(catalogue.measure("clean", of: "sewer")?.cycle == 7)
    #expect(catalogue.measure("renew", of: "sewer") == nil)
    #expect(catalogue.measure(nil, of: "bridge") == nil)
  }

  @Test(
    "A catalogue that says something else is refused, with the line",
    arguments: [
      ("\(replace)", "needs 'key', 'name', 'cycle' and 'source'"),
      ("\(replace), source: x, windw: {before: 1}", "Did you mean 'window'?"),
      ("\(replace), source: x, unit_cost: {amount: 5, per: km}", "'per' is m2, m or piece"),
      ("\(replace), source: x, unit_cost: {amount: -5, per: m}", "outside 0.0 to"),
      ("\(replace), source: x, window: {before: -1}", "outside 0.0 to 100.0"),
      ("\(replace), source: x, unit_cost: {amount: 5, low: 6, per: m}", "outside 'low' to 'high'"),
      ("\(replace), source: x, hours: {amount: 5, per: km}", "Choose one of: m2, m, piece"),
      ("\(replace), source: x, hours: {per: m}", "'amount' is missing"),
      ("key: a, name: {nl: a}, cycle: 5, source: x", "needs a name in 'nl' and 'en'"),
      ("key: a, name: {nl: a, en: a}, cycle: 0, source: x", "outside 1.0 to 500.0"),
    ])
  func refuses(_ measure: String, _ message: String) {
    let error = #expect(throws: YAMLError.self) { try load(measure) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    #expect(error?.line != nil)
  }

  @Test func `a catalogue that is not there is an error that names the key`() {
    let error = #expect(throws: YAMLError.self) { try CycleCatalogue.load(path: "/nowhere.yaml") }
    #expect(error?.description.contains("'cycles:'") == true)
  }
}
