import LayerIO
import LayerStack
import MapSupport
import Testing

@testable import OpportunityMap

/// What conditions ask of the ground of a work.
@Suite struct PlaceFeatureTests {
  @Test func `a theme whose name begins as another's is told apart from it`() throws {
    let table = OverlapTable(
      [
        Place(neighbourhoods: [0], assets: [0], planes: [0], area: 100),
        Place(neighbourhoods: [0], assets: [0], planes: [1], area: 50),
        Place(neighbourhoods: [0], assets: [0], area: 50),
      ], neighbourhoods: 1, assets: 1, planes: 2)
    let map = OpportunityMap(
      name: "Pencil", years: 2027...2029,
      challenges: try planes([
        theme("water", weight: 1, 1), theme("water_quality", weight: 1, 0.5),
      ]), neighbourhoods: neighbourhoods(1),
      schedule: schedule([["due": .integer(2028), "cost": .integer(1)]]), table: table)
    #expect(map.placeFeature("water_share", of: 0) == 0.5)
    #expect(map.placeFeature("water_quality_share", of: 0) == 0.25)
    #expect(map.placeFeature("water_severity", of: 0) == 0.5)
    #expect(map.placeFeature("water_quality_severity", of: 0) == 0.125)
    #expect(map.placeFeature("surface", of: 0) == 200)
    #expect(map.placeFeature("heat_share", of: 0) == nil)
  }
}
