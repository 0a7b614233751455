import LayerStack
import MapSupport
import ProjectFile
import Testing

@testable import OpportunityMap

/// A map of neighbourhoods of one hectare each, of which water covers these parts.
func map(
  water: [Double], numbers: [String: [Double?]] = [:],
  asking request: DifferentiationRequest = DifferentiationRequest()
) throws -> OpportunityMap {
  var members = neighbourhoods(water.count)
  for (field, values) in numbers {
    for (index, value) in values.enumerated() { members[index].numbers[field] = value }
  }
  let places = water.enumerated().flatMap { index, share in
    [
      Place(neighbourhoods: [Int32(index)], planes: [0], area: share * 10_000),
      Place(neighbourhoods: [Int32(index)], area: (1 - share) * 10_000),
    ].filter { $0.area > 0 }
  }
  return OpportunityMap(
    name: "test", years: 2027...2041, challenges: try planes([theme("water", weight: 1, 1)]),
    neighbourhoods: members, schedule: schedule([]),
    table: OverlapTable(places, neighbourhoods: water.count, assets: 0, planes: 1),
    differentiation: request)
}

private let inhabitants = NeighbourhoodNumber(
  key: "inhabitants", field: "aantal_inwoners", kind: .count)
private let owned = NeighbourhoodNumber(key: "owned", field: "bezit", weight: "inhabitants")
private let built = NeighbourhoodNumber(key: "built", field: "bouwjaar", kind: .year)

struct DifferentiationTests {
  @Test func `counts are per hectare, levels are weighed by their count, years have no quotient`()
    throws
  {
    let map = try map(
      water: [0.5, 0.25],
      numbers: [
        "aantal_inwoners": [30, 10], "bezit": [40, 80], "bouwjaar": [1900, 1950],
      ], asking: DifferentiationRequest(numbers: [inhabitants, owned, built]))
    let features = Dictionary(
      uniqueKeysWithValues: map.differentiation.features.map { ($0.key, $0) })
    #expect(features["inhabitants"]?.values == [30, 10])
    #expect(features["inhabitants"]?.city == 20)
    #expect(features["inhabitants"]?.locationQuotient(0) == 1.5)
    #expect(features["owned"]?.city == 50)
    #expect(features["owned"]?.locationQuotient(1) == 1.6)
    #expect(features["built"]?.city == 1925)
    #expect(features["built"]?.locationQuotient(0) == nil)
    #expect(features["water_share"]?.locationQuotient(0) == 0.5 / 0.375)
  }

  @Test func `what is unknown takes no part in the city's figure and has no deviation`() throws {
    let map = try map(
      water: [0.5, 0.5, 0.5], numbers: ["aantal_inwoners": [30, nil, 10]],
      asking: DifferentiationRequest(numbers: [inhabitants]))
    let differences = map.differentiation
    let feature = try #require(differences.features.last)
    #expect(feature.values == [30, nil, 10])
    #expect(feature.city == 20)
    #expect(feature.unknownCount == 1)
    #expect(differences.members.map(\.unknownCount) == [0, 1, 0])
    #expect(differences.members[1].deviations.isEmpty)
    #expect(differences.members[0].deviations.map(\.size) == [1])
  }

  @Test func `the strongest deviations come first, in standard deviations from the city`() throws {
    let map = try map(
      water: [0.1, 0.1, 0.1, 0.5], numbers: ["bouwjaar": [1900, 1920, 1940, 1920]],
      asking: DifferentiationRequest(numbers: [built]))
    let deviations = map.differentiation.members[3].deviations
    #expect(deviations.map(\.feature) == [0])
    // Shares 0.1, 0.1, 0.1 and 0.5: mean 0.2, standard deviation sqrt(0.03).
    #expect(abs(deviations[0].size - 0.3 / 0.03.squareRoot()) < 1e-9)
    #expect(abs((deviations[0].quotient ?? 0) - 2.5) < 1e-9)
    let oldest = map.differentiation.members[0].deviations
    #expect(
      oldest.map { map.differentiation.features[$0.feature].key } == ["built", "water_share"])
  }

  @Test(arguments: [1, 2, 5])
  func `identical neighbourhoods are of one type and deviate in nothing`(count: Int) throws {
    let map = try map(water: [Double](repeating: 0.5, count: count))
    #expect(map.differentiation.types.map(\.members) == [Array(0..<count)])
    for member in map.differentiation.members {
      #expect(member.deviations.isEmpty)
      #expect(member.membership == TypeMembership(type: 0, distance: 0, deciding: []))
      #expect(member.lookAlikes.count == min(3, count - 1))
    }
  }

  @Test func `given types: the first whose conditions hold, else the nearest centre, else none`()
    throws
  {
    let wet = TypeRequest.Given(
      key: "wet", name: ["nl": "nat", "en": "wet"],
      conditions: [FeatureCondition(feature: "water_share", from: 0.4)])
    let old = TypeRequest.Given(
      key: "old", name: ["nl": "oud", "en": "old"], centre: ["built": 1900])
    let new = TypeRequest.Given(
      key: "new", name: ["nl": "nieuw", "en": "new"], centre: ["built": 2000])
    let map = try map(
      water: [0.1, 0.5, 0.1, 0.1], numbers: ["bouwjaar": [1910, 1990, 1980, nil]],
      asking: DifferentiationRequest(
        numbers: [built], types: TypeRequest(given: [wet, old, new])))
    let differences = map.differentiation
    #expect(differences.members.map { $0.membership?.type } == [1, 0, 2, nil])
    #expect(differences.types.map(\.members) == [[1], [0], [2]])
    #expect(differences.members[1].membership?.distance == nil)
    let keys = differences.members.map { member in
      member.membership?.deciding.map { differences.features[$0].key }
    }
    #expect(keys == [["built"], ["water_share"], ["built"], nil])
    // Years 1910, 1990, 1980 and the centres 1900 and 2000: mean 1956, variance 1784.
    let distance = try #require(differences.members[0].membership?.distance)
    #expect(abs(distance - 10 / 1784.0.squareRoot()) < 1e-9)
  }

  @Test func `a single neighbourhood is of the nearest of the given types`() throws {
    let types = [1900.0, 1960].map {
      TypeRequest.Given(key: "\($0)", name: [:], centre: ["built": $0])
    }
    let map = try map(
      water: [0.1], numbers: ["bouwjaar": [1955]],
      asking: DifferentiationRequest(numbers: [built], types: TypeRequest(given: types)))
    #expect(map.differentiation.members[0].membership?.type == 1)
  }
}
