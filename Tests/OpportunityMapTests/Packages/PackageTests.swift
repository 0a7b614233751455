import Foundation
import ProjectFile
import TestSupport
import Testing
import Workers

@testable import OpportunityMap

private let head = """
  kansenkaart_packages: 1
  price_year: 2021
  themes: [water]
  numbers: {dwellings: {kind: count}, infiltration: {unit: mm/d}}

  """

private func load(_ packages: String, features: [String] = []) throws -> PackageCatalogue {
  let folder = try TemporaryFolder()
  let path = try folder.write(head + "packages: {\(packages)}\n", to: "packages.yaml")
  return try PackageCatalogue.load(path: path, features: features)
}

private func package(when: String, of: String = "water_share") -> String {
  """
  infiltrate: {name: {nl: a, en: b}, theme: water, source: s, when: \(when), measures: [
    {name: {nl: c, en: d}, source: t, of: \(of), cost: {low: 42, high: 48, per: m2}}]}
  """
}

/// The verdicts on one package in neighbourhoods of one hectare with these shares of water.
private func verdicts(
  _ package: String, water: [Double], dwellings: [Double?] = []
) throws -> [PackageVerdict] {
  let number = NeighbourhoodNumber(key: "dwellings", field: "woningen", kind: .count)
  let numbers = dwellings.isEmpty ? [] : [number]
  let catalogue = try load(package, features: numbers.map(\.key))
  let map = try map(
    water: water, numbers: ["woningen": dwellings],
    asking: DifferentiationRequest(numbers: numbers, packages: catalogue))
  return map.differentiation.members.map { $0.verdicts[0] }
}

struct PackageTests {
  @Test func `a package suits where all its conditions hold, bounds included`() throws {
    let verdicts = try verdicts(
      package(when: "{water_share: {from: 0.25}, dwellings: {to: 30}}"),
      water: [0.25, 0.2, 0.5, 0.5], dwellings: [30, 30, 31, nil])
    #expect(verdicts.map(\.outcome) == [.suits, .unsuited, .unsuited, .unknown])
    #expect(verdicts[2].findings.map(\.holds) == [true, false])
    #expect(verdicts[2].findings.map(\.value) == [0.5, 31])
    #expect(verdicts[3].findings.map(\.holds) == [true, nil])
  }

  @Test
  func `what the project does not have leaves the verdict open, unless another condition fails`()
    throws
  {
    let verdicts = try verdicts(
      package(when: "{infiltration: {from: 100}, water_share: {from: 0.4}}"), water: [0.5, 0.1])
    #expect(verdicts.map(\.outcome) == [.unknown, .unsuited])
    #expect(verdicts[0].findings[0].feature == nil)
  }

  @Test func `the cost is the range times the amount here: m2 of a share, or a count`() throws {
    // A quarter of a hectare is 2,500 m2.
    let area = try verdicts(package(when: "{water_share: {from: 0}}"), water: [0.25])
    #expect(area[0].cost == 105_000...120_000)
    let count = try verdicts(
      package(when: "{water_share: {from: 0}}", of: "dwellings"), water: [0.25, 0.25],
      dwellings: [10, nil])
    #expect(count.map(\.cost) == [420...480, nil])
  }

  @Test func `where there is nothing to do there is no cost, rather than a cost of 0`() throws {
    let area = try verdicts(package(when: "{water_share: {from: 0.1}}"), water: [0, 0.25])
    #expect(area[0].cost == nil && area[1].cost != nil)
    let count = try verdicts(
      package(when: "{water_share: {from: 0}}", of: "dwellings"), water: [0.25, 0.25],
      dwellings: [0, 10])
    #expect(count.map(\.cost) == [nil, 420...480])
  }

  @Test func `what is no amount gives no cost`() throws {
    let verdicts = try verdicts(
      package(when: "{water_share: {from: 0}}", of: "water_severity"), water: [0.25])
    #expect(verdicts[0].cost == nil)
  }

  @Test(arguments: [
    (package(when: "{water_shar: {from: 1}}"), "Did you mean 'water_share'?"),
    (package(when: "{care_share: {from: 1}}"), "not a known key"),
    (package(when: "{infiltration: {from: 1, too: 2}}"), "Did you mean 'to'?"),
    (package(when: "{infiltration: {from: 3, to: 2}}"), "holds for nothing"),
    (package(when: "{infiltration: {to: 2}}", of: "dweling"), "Did you mean 'dwellings'?"),
    ("a: {name: {nl: a, en: b}, theme: water, when: {}, measures: []}", "needs 'name', 'theme'"),
    (
      "a: {name: {nl: a, en: b}, theme: t, when: {}, source: s, measures: [{name: {nl: a, en: b}}]}",
      "needs 'name' and 'source'"
    ),
    (
      """
      a: {name: {nl: a, en: b}, theme: t, when: {}, source: s, measures: [
        {name: {nl: a, en: b}, source: s, cost: {low: 2, high: 1, per: m2}}]}
      """, "'low' at most 'high'"
    ),
  ])
  func `a slip in a catalogue is an error`(packages: String, says: String) {
    let error = #expect(throws: YAMLError.self) { try load(packages) }
    #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
    #expect(error?.line != nil)
  }

  @Test func `the bundled catalogue serves every theme, and every figure says where it comes from`()
    throws
  {
    let catalogue = try PackageCatalogue.load(
      path: Repository.file("layers/packages.yaml"), features: [])
    #expect(catalogue.packages.count >= 8)
    #expect(
      Set(catalogue.packages.map(\.theme)) == ["water", "energy", "soil", "care", "vacancy"])
    let infiltrate = try #require(catalogue.packages.first { $0.key == "infiltrate" })
    // RIONED, price level 2021.
    #expect(infiltrate.measures[0].cost == 42...48)
  }
}
