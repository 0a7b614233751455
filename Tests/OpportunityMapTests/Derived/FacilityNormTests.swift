import Foundation
import Geometry
import LayerIO
import ProjectFile
import TestSupport
import Testing
import Workers

@testable import OpportunityMap

/// The bundled norms.
let norms = Result { try NormCatalogue.load(path: Repository.file("layers/norms.yaml")) }

/// The norm over neighbourhoods of one kilometre with these dwellings and facilities at these places.
private func norm(
  _ request: FacilityRequest, dwellings: [Double?], at places: [Position] = [],
  _ features: [[String: AttributeValue]] = [], milieus: [String] = []
) throws -> FacilityNorm {
  let numbers = dwellings.map { $0.map { ["woningen": $0] } ?? [:] }
  return try FacilityNorm(
    layer(.points(places), features), request, named: "centra",
    surroundings(numbers, texts: milieus.map { ["milieu": $0] }, norms: try norms.get()))
}

struct FacilityNormTests {
  @Test func `Den Haag 2021: a community house of 600 m2 serves 4,800 dwellings at 125 per 1,000`()
    throws
  {
    let full = try norm(
      FacilityRequest(kind: "community-house"), dwellings: [4800], at: [Position(500, 500)])
    #expect(full.rows[0].need == 600 && full.rows[0].supply == 600)
    #expect(full.rows[0].deficit == 0 && full.deficitLayer.count == 0)
    let short = try norm(
      FacilityRequest(kind: "community-house"), dwellings: [6000], at: [Position(500, 500)])
    #expect(short.rows[0].deficit == 150 && short.rows[0].deficitShare == 0.2)
    #expect(short.deficitLayer.attributes.column("deficit_share")?[0] == .number(0.2))
  }

  @Test func `Den Haag 2021: youth and family centre 50, 50 and 70 m2 per 1,000 by milieu`() throws
  {
    let norm = try norm(
      FacilityRequest(kind: "youth-and-family-centre", floorArea: "bvo", milieu: "milieu"),
      dwellings: [2000, 2000, 2000, 2000], at: [Position(-10, 0)], [["bvo": .integer(1)]],
      milieus: ["1", "2", "3", "?"])
    #expect(norm.rows.map(\.need) == [100, 100, 140, nil])
  }

  @Test func `slack next door counts within reach of the facility, the nearest first`() throws {
    // 600 m2 in the first, which needs 125; 475 are over. The second needs 250 and the third 375.
    let facility = [Position(900, 500)]
    let request = FacilityRequest(kind: "community-house", reach: 600)
    let near = try norm(request, dwellings: [1000, 2000, 3000], at: facility)
    #expect(near.rows.map(\.received) == [0, 250, 0])
    #expect(near.rows.map(\.deficit) == [0, 0, 375])
    let far = try norm(
      FacilityRequest(kind: "community-house", reach: 1600), dwellings: [1000, 2000, 3000],
      at: facility)
    #expect(far.rows.map(\.received) == [0, 250, 225])
    #expect(far.rows.map(\.given) == [475, 0, 0])
    #expect(far.rows.map(\.deficit) == [0, 0, 150])
  }

  @Test(arguments: 1...5)
  func `sharing never makes or loses area`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let dwellings = (0..<12).map { _ in Double.random(in: 0...9000, using: &generator) }
    let places = (0..<20).map { _ in
      Position(Double.random(in: 0...12_000, using: &generator), 500)
    }
    let rows = try norm(
      FacilityRequest(kind: "community-house", reach: 2500), dwellings: dwellings, at: places
    ).rows
    let received = rows.map(\.received).reduce(0, +)
    #expect(abs(received - rows.map(\.given).reduce(0, +)) < 1e-6)
    for row in rows {
      let need = try #require(row.need)
      #expect(row.given <= max(0, row.supply - need) + 1e-9)
      #expect(row.received == 0 || row.given == 0)
      #expect(row.received <= max(0, need - row.supply) + 1e-9)
    }
  }

  @Test func `a neighbourhood with unknown dwellings has no need and gives nothing`() throws {
    let norm = try norm(
      FacilityRequest(kind: "community-house", reach: 5000), dwellings: [nil, 2000],
      at: [Position(500, 500)])
    #expect(norm.rows[0].need == nil && norm.rows[0].given == 0)
    #expect(norm.rows[1].deficit == 250)
    #expect(norm.deficitLayer.record.notes.contains { $0.text.en.contains("no known need") })
  }

  @Test(arguments: [
    (FacilityRequest(kind: "comunity-house"), "Did you mean 'community-house'?"),
    (FacilityRequest(kind: "district-centre"), "no norm per 1,000 dwellings"),
    (FacilityRequest(kind: "community-house", dwellings: "homes"), "which is no count"),
    (FacilityRequest(kind: "youth-and-family-centre"), "differs by milieu"),
    (FacilityRequest(kind: "library", perThousand: 10), "Nothing tells how large"),
  ])
  func `a request for what is not there is an error`(request: FacilityRequest, says: String) {
    let error = #expect(throws: DerivationError.self) {
      try norm(request, dwellings: [100], at: [Position(1, 1)])
    }
    #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
  }
}
