import Foundation
import OpportunityMap
import TestSupport
import Testing

@testable import Pipeline

/// How the neighbourhoods of the demo municipality differ. `tools/make-juinen` drew them as six kinds, and
/// left the kind of each in the attribute `wijktype`, which is text and takes no part in finding types.
@Suite struct DemoTypesTests {
  @Test func `the six kinds that the script drew are found again`() throws {
    let map = try DemoProducts.juinen.get().summary.map
    let kinds = map.neighbourhoods.map { $0.texts["wijktype"] ?? "" }
    #expect(Set(kinds).count == 6)
    let types = map.differentiation.members.map { $0.membership?.type ?? -1 }
    #expect(adjustedRandIndex(types, kinds) >= 0.8)
    #expect(map.differentiation.origin == .found)
  }

  @Test func `products name type, reasons and look-alikes of every neighbourhood`() throws {
    let products = try DemoProducts.juinen.get()
    let types = try products.rows("types.csv")
    let codes = types.flatMap { $0["neighbourhood_codes"]?.split(separator: ";") ?? [] }
    let neighbourhoods = try products.rows("neighbourhoods.csv")
    #expect(codes.count == 14 && Set(codes).count == 14)
    for language in ["name_nl", "name_en"] {
      let names = types.compactMap { $0[language] }
      #expect(Set(names).count == types.count && !names.contains(""))
      #expect(names.allSatisfy { $0.contains(" ") && !$0.hasPrefix("Type") })
    }
    for row in neighbourhoods {
      let type = try #require(types.first { $0["type"] == row["type"] })
      let code = try #require(row["neighbourhood_code"])
      #expect(type["neighbourhood_codes"]?.contains(code) == true)
      #expect(row["type_name_nl"] == type["name_nl"] && row["type_name_en"] == type["name_en"])
      #expect(row["look_alikes"]?.split(separator: ";").count == 3)
      #expect(row["type_decided_by"]?.isEmpty == false)
      #expect(row["deviations_nl"]?.contains("in de stad") == true)
      #expect(row["deviations_en"]?.contains("in the city") == true)
    }
  }

  @Test func `neighbourhoods of different kinds get different packages, each with its reasons`()
    throws
  {
    let rows = try DemoProducts.juinen.get().rows("packages.csv")
    func outcome(_ package: String, _ name: String) -> String? {
      rows.first { $0["package"] == package && $0["neighbourhood_name"] == name }?["outcome"]
    }
    // Sand under the one, clay under the other; contaminated soil under the old centre.
    #expect(outcome("infiltrate", "Molenhoek") == "suits")
    #expect(outcome("infiltrate", "Zonnewijk") == "unsuited")
    #expect(outcome("infiltrate", "Oude Kern") == "unsuited")
    #expect(outcome("rain-sewer", "Zonnewijk") == "suits")
    // Flats of a housing association against private owners.
    #expect(outcome("renovate-blocks", "Zonnewijk") == "suits")
    #expect(outcome("help-owners", "Molenhoek") == "suits")
    #expect(outcome("use-or-clear", "De Langeweide") == "suits")
    for row in rows {
      #expect(row["reasons_nl"]?.contains("nodig is") == true)
      #expect(row["reasons_en"]?.contains("needed is") == true)
      #expect(row["source"]?.isEmpty == false)
    }
  }
}
