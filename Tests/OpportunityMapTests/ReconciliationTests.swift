import Geometry
import LayerIO
import LayerStack
import MapSupport
import OpportunityMap
import Testing

/// Two neighbourhoods of 200 m2 that overlap in 50 m2; a work inside, one half outside, one outside.
private struct OverlappingCity {
  var places = [
    Place(neighbourhoods: [0], area: 50), Place(neighbourhoods: [0], assets: [0], area: 100),
    Place(neighbourhoods: [0, 1], assets: [0], area: 50),
    Place(neighbourhoods: [1], area: 50), Place(neighbourhoods: [1], assets: [0], area: 50),
    Place(neighbourhoods: [1], assets: [1], area: 50),
    Place(neighbourhoods: [], assets: [1], area: 150),
    Place(neighbourhoods: [], assets: [2], area: 200),
  ]
  /// Every neighbourhood and asset is a rectangle of 200 m2, but the last asset, a line of 100 m.
  var lines = [
    LinePart(neighbourhoods: [0], asset: 3, length: 40),
    LinePart(neighbourhoods: [], asset: 3, length: 60),
  ]

  func reconcile(metresPerUnit: Double = 1) throws -> Reconciliation {
    let map = OpportunityMap(
      name: "Overlapping", years: 2027...2027,
      challenges: try planes([theme("water", weight: 1, 1)]), neighbourhoods: neighbourhoods(2),
      schedule: schedule((0..<4).map { ["id": .integer($0)] }),
      table: OverlapTable(places, lines: lines, neighbourhoods: 2, assets: 4, planes: 1))
    var assets = GeometryArray()
    for shape in [Shape.rectangle, .rectangle, .rectangle, .line] {
      assets.append(shape, at: Position(155_000, 463_000))
    }
    return try Reconciliation(
      map, neighbourhoods: layer([[:], [:]]).geometry, assets: assets,
      metresPerUnit: metresPerUnit)
  }
}

struct ReconciliationTests {
  @Test func `overlaps of neighbourhoods and what lies outside them are told with their area`()
    throws
  {
    let figures = try OverlappingCity().reconcile()
    #expect(figures.cityArea == 350)
    #expect(figures.neighbourhoodArea == 400)
    #expect(figures.neighbourhoodOverlap == 50)
    #expect(figures.overlappingNeighbourhoods.map(\.codes) == [["N0", "N1"]])
    #expect(figures.overlappingNeighbourhoods.map(\.area) == [50])
    #expect(figures.areaOutside == 350)
    #expect(figures.lengthOutside == 60)
    #expect(figures.worksOutside == 1)
    #expect(figures.worksPartlyOutside == 2)
    #expect(figures.largestDifference == 0)
    #expect(figures.largestAssetDifference == 0)
  }

  @Test func `a neighbourhood whose parts do not add up is our fault, and is named`() {
    var city = OverlappingCity()
    city.places[0].area += 1e-5
    let error = #expect(throws: ReconciliationError.self) { try city.reconcile() }
    #expect(error?.name == "Neighbourhood N0")
    #expect(error?.expected == 200)
  }

  @Test func `so is a work, by its surface and by its length`() {
    var city = OverlappingCity()
    city.places[7].area -= 1e-5
    #expect(throws: ReconciliationError.self) { try city.reconcile() }
    city = OverlappingCity()
    city.lines[1].length += 1e-6
    let error = #expect(throws: ReconciliationError.self) { try city.reconcile() }
    #expect(error?.name == "Asset 3")
  }

  @Test func `rounding is no fault`() throws {
    var city = OverlappingCity()
    city.places[0].area += 1e-8
    city.places[7].area -= 1e-8
    city.lines[1].length += 1e-9
    #expect(try city.reconcile().largestAssetDifference > 0)
  }

  @Test func `geometry in another unit than the table's does not add up`() {
    #expect(throws: ReconciliationError.self) {
      try OverlappingCity().reconcile(metresPerUnit: 0.3048)
    }
  }
}
