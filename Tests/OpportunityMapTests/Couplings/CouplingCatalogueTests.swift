import Foundation
import LayerIO
import ProjectFile
import TestSupport
import Testing
import Workers

@testable import OpportunityMap

private let head = """
  kansenkaart_couplings: 1
  price_year: 2021
  themes: [water, green]
  numbers: {infiltration: {unit: mm/d}}
  actors: {residents: {nl: bewoners, en: residents}}
  effects:
    dry: {name: {nl: droog, en: dry}, theme: water, who: residents, per: challenge,
      gets: {value: 2, low: 1, high: 3, price_year: 2015, mark: Vd, source: test}}

  """

private func load(_ row: String) throws -> CouplingCatalogue {
  let folder = try TemporaryFolder()
  let path = try folder.write(head + "couplings: {a: {\(row)}}\n", to: "couplings.yaml")
  return try CouplingCatalogue.load(path: path)
}

/// A row that is right, with one part of it replaced.
private func row(_ old: String = "", _ new: String = "") -> String {
  let text = """
    name: {nl: a, en: b}, of: [{asset_type: sewer}], serves: {water: 0.5}, per: m2, mark: A,
    cost: {value: 5, mark: V, source: test}, effects: {dry: 1}, source: test
    """
  return old.isEmpty ? text : text.replacingOccurrences(of: old, with: new)
}

/// Path of a file in `layers/`.
private func bundled(_ name: String) -> String { Repository.file("layers/" + name) }

@Suite struct CouplingCatalogueTests {
  @Test func `every bundled row is read, for a kind of work that the cycles know`() throws {
    let catalogue = try CouplingCatalogue.load(path: bundled("couplings.yaml"))
    let cycles = try CycleCatalogue.load(path: bundled("cycles.yaml"))
    #expect(catalogue.couplings.count == 54)
    for coupling in catalogue.couplings {
      #expect(!coupling.kinds.isEmpty && !coupling.serves.isEmpty && !coupling.source.isEmpty)
      for kind in coupling.kinds {
        #expect(cycles.measure(kind.measure, of: kind.assetType) != nil, "\(coupling.key)")
      }
      // What is served has an effect for it, or none at all: never one for another theme alone.
      let themes = coupling.effects.map { catalogue.effects[$0.effect].theme }
      #expect(Set(themes).isSubset(of: coupling.serves.map(\.theme)), "\(coupling.key)")
      for figure in [coupling.cost, coupling.upkeep].compactMap(\.self) {
        #expect(!figure.source.isEmpty && (2000...2026).contains(figure.priceYear))
      }
    }
    let used = Set(catalogue.couplings.flatMap { $0.effects.map(\.effect) })
    #expect(used == Set(catalogue.effects.indices))
    #expect(catalogue.actors.keys.contains { $0 == "road-users" })
  }

  @Test func `an assumption never passes for a figure that was read`() throws {
    let catalogue = try CouplingCatalogue.load(path: bundled("couplings.yaml"))
    let figures =
      catalogue.couplings.flatMap { [$0.cost, $0.upkeep].compactMap(\.self) }
      + catalogue.effects.map(\.gets)
    #expect(figures.count { $0.mark == .read } > 20 && figures.count { $0.mark == .derived } > 20)
    for figure in figures where figure.mark == .assumed {
      #expect(figure.source.contains("assumption") || figure.source.contains("price"))
    }
    // Of eight no cost was read: pilots and the like.
    #expect(catalogue.couplings.count { $0.cost == nil } == 8)
  }

  @Test func `measures for the same connected surface are one group`() throws {
    let catalogue = try CouplingCatalogue.load(path: bundled("couplings.yaml"))
    let group = Set(catalogue.couplings.filter { $0.group == "w1" }.map(\.key))
    #expect(
      group.isSuperset(of: ["disconnect", "permeable-paving", "swale", "boxes", "it-sewer"]))
    #expect(
      catalogue.couplings.filter { $0.group == "w1" }.allSatisfy { $0.serves[0].theme == "water" })
  }

  @Test func `amounts go along the price index, by hand`() throws {
    let index = PriceIndex([2015: 100, 2021: 120], source: "test")
    let catalogue = try load(row()).at(PriceLevel(2021, index))
    #expect(abs(catalogue.effects[0].gets.value - 2.4) < 1e-12)
    #expect(catalogue.effects[0].gets.priceYear == 2021)
    #expect(catalogue.couplings[0].cost?.value == 5)
  }

  @Test func `in another currency nothing is priced`() throws {
    let foreign = try load(row()).costs(in: CurrencyCode("GBP") ?? .euro)
    #expect(foreign.couplings[0].cost == nil && foreign.couplings[0].effects.isEmpty)
    #expect(try load(row()).costs(in: .euro) == load(row()))
  }

  @Test(arguments: [
    (row("serves: {water: 0.5}", "serves: {watr: 0.5}"), "Did you mean 'water'?"),
    (row("serves: {water: 0.5}", "serves: {water: 1.5}"), "outside 0.001 to 1.0"),
    (row("per: m2", "per: m3"), "nothing says how many there are"),
    (row("per: m2", "per: yard"), "Choose one of: m2, m, m3, piece, dwelling."),
    (row("effects: {dry: 1}", "effects: {drie: 1}"), "Did you mean 'dry'?"),
    (row("value: 5", "value: 5, low: 6"), "outside 'low' to 'high'"),
    (row("mark: V, source: test", "mark: V"), "'source' is missing"),
    (row("mark: A", "mark: B"), "Choose one of: V, Vd, A."),
    (row("mark: A", "mark: A, when: {infiltratie: {from: 1}}"), "Did you mean"),
    (row("mark: A", "mark: A, here: {soil_share: {to: 0.1}}"), "not a known key"),
    (row("mark: A", "mark: A, pays: bewoners"), "Choose one of: residents."),
  ])
  func `a slip in a catalogue is an error`(row: String, says: String) {
    let error = #expect(throws: YAMLError.self) { try load(row) }
    #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
    #expect(error?.line != nil)
  }
}
