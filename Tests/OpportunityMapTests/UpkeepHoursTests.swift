import LayerIO
import LayerStack
import MapSupport
import ProjectFile
import Testing

@testable import OpportunityMap

/// Two neighbourhoods. Planting of 200 m2 lies for three quarters in the first; a sewer of 100 m without
/// a surface runs for 40 m through the first and 60 m through the second.
private func map(hours: Double?, upkeep: Double?) throws -> OpportunityMap {
  var catalogue = MapSupport.catalogue
  let unit = { CycleCatalogue.UnitHours(amount: $0, unit: .squareMetre) }
  catalogue.types["green"]?.measures[0].hours = hours.map(unit)
  catalogue.types["green"]?.upkeep = upkeep.map {
    CycleCatalogue.Upkeep(hours: unit($0), source: "test")
  }
  catalogue.types["sewer"]?.measures[0].hours = CycleCatalogue.UnitHours(amount: 4, unit: .metre)
  let sources = [entry(.constant("green")), entry(source: "sewers.geojson")]
  let schedule = Schedule(
    sources,
    [
      layer([["id": .text("G"), "due": .integer(2030)]], shape: .rectangle),
      layer([["id": .text("S"), "due": .integer(2028)]], shape: .line),
    ], catalogue: catalogue, horizon: 2027...2041, metresPerUnit: 1)
  let table = OverlapTable(
    [
      Place(neighbourhoods: [0], assets: [0], area: 150),
      Place(neighbourhoods: [1], assets: [0], area: 50),
    ],
    lines: [
      LinePart(neighbourhoods: [0], asset: 1, length: 40),
      LinePart(neighbourhoods: [1], asset: 1, length: 60),
    ], neighbourhoods: 2, assets: 2, planes: 1)
  return OpportunityMap(
    name: "test", years: 2027...2041, challenges: try planes([theme("water", weight: 1, 1)]),
    neighbourhoods: neighbourhoods(2), schedule: schedule, table: table)
}

struct UpkeepHoursTests {
  @Test
  func `hours go to neighbourhoods by surface, or by length without one, and to the city once`()
    throws
  {
    let map = try map(hours: 0.5, upkeep: 0.1)
    let hours = UpkeepHours(map, years: map.works.map(\.due))
    #expect(hours.types == ["green", "sewer"])
    // 200 m2 take 100 hours in 2030 and 20 hours every year; 100 m take 400 hours in 2028.
    #expect([0, 1, nil].map { hours.works($0, year: 3, type: 0) } == [75, 25, 100])
    #expect([0, 1, nil].map { hours.upkeep($0, type: 0) } == [15, 5, 20])
    #expect([0, 1, nil].map { hours.works($0, year: 1, type: 1) } == [160, 240, 400])
    #expect(hours.works(nil, year: 2, type: 1) == 0 && hours.upkeep(nil, type: 1) == 0)
  }

  @Test func `works take hours in the year in which they are done, and none when they are not`()
    throws
  {
    let map = try map(hours: 0.5, upkeep: 0.1)
    let moved = UpkeepHours(map, years: map.works.map { $0.due == 2030 ? 2032 : nil })
    #expect(moved.works(nil, year: 3, type: 0) == 0 && moved.works(nil, year: 5, type: 0) == 100)
    #expect(moved.works(nil, year: 1, type: 1) == 0 && moved.upkeep(nil, type: 0) == 20)
  }

  @Test func `a type without hours in the catalogue is left out`() throws {
    let map = try map(hours: nil, upkeep: nil)
    #expect(UpkeepHours(map, years: map.works.map(\.due)).types == ["sewer"])
  }

  @Test func `the range of a cost goes with the quantity, where the catalogue gives the cost`()
    throws
  {
    var catalogue = MapSupport.catalogue
    catalogue.types["sewer"]?.measures[0].unitCost?.range = 400...700
    func work(_ fields: [String: AttributeValue]) -> Work? {
      Schedule(
        [entry()],
        [layer([["id": .text("S"), "due": .integer(2028)].merging(fields) { $1 }], shape: .line)],
        catalogue: catalogue, horizon: 2027...2041, metresPerUnit: 1
      ).works.first
    }
    #expect(work([:])?.cost == 50_000 && work([:])?.costRange == 40_000...70_000)
    #expect(work(["cost": .integer(7)])?.costRange == nil)
  }
}
