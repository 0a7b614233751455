import Geometry
import LayerIO
import LayerStack
import MapSupport
import ProjectFile
import TestSupport
import Testing

@testable import OpportunityMap

/// Dwellings counted at places, against what each place says by itself.
@Suite struct PeopleTableTests {
  private func squares(_ boxes: [(x: Double, y: Double, size: Double)]) -> GeometryArray {
    var geometry = GeometryArray()
    for box in boxes {
      for (x, y) in [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)] {
        geometry.append(Position(box.x + x * box.size, box.y + y * box.size))
      }
      geometry.endPath(.shell)
      geometry.endFeature()
    }
    return geometry
  }

  private func layer(_ places: [Position], _ counts: [AttributeValue]) -> Layer {
    var geometry = GeometryArray()
    for place in places {
      geometry.append(place)
      geometry.endPath(.point)
      geometry.endFeature()
    }
    var record = IntakeRecord(source: "dwellings.csv", role: "people.dwellings")
    (record.read, record.used) = (places.count, places.count)
    var column = AttributeColumn(name: "number")
    for count in counts { column.append(count) }
    return Layer(
      geometry: geometry, attributes: AttributeTable(count: places.count, columns: [column]),
      sourceFeatures: places.indices.map { $0 + 1 }, record: record)
  }

  private let source = PeopleSource(
    key: "dwellings", name: Wording(en: "dwellings", nl: "woningen"),
    options: SourceOptions(source: "dwellings.csv", role: "people.dwellings"), count: "number",
    worksWithin: 20)

  private func around(
    _ neighbourhoods: GeometryArray, _ planes: [GeometryArray], _ assets: GeometryArray
  ) -> PeopleTable.Surroundings {
    PeopleTable.Surroundings(
      neighbourhoods: neighbourhoods, planes: PlaneSurfaces(planes), assets: assets,
      metresPerUnit: 1,
      threads: 2)
  }

  @Test func `each counts once, in its neighbourhood, under its planes, beside the assets near it`()
    throws
  {
    var dwellings = layer(
      [
        Position(10, 10), Position(15, 10), Position(90, 90), Position(150, 50), Position(500, 500),
      ],
      [.integer(3), .integer(2), .integer(10), .integer(4), .integer(100)])
    let table = try PeopleTable(
      source, &dwellings,
      around(
        squares([(0, 0, 100), (100, 0, 100)]), [squares([(0, 0, 50)])],
        // 20 m from the first two places; the second asset 10 m from the fourth.
        squares([(30, 0, 20), (160, 40, 20)]))
    ).table
    let inPlane = Signature(planes: [0])
    func sum(_ zone: Int32, _ set: Int32, _ signature: Signature) -> Double {
      table.areas.filter {
        $0.zone == zone && $0.assetSet == set && table.signatures[Int($0.signature)] == signature
      }.reduce(0) { $0 + $1.area }
    }
    #expect(sum(1, 1, inPlane) == 5 && sum(1, 0, .empty) == 10 && sum(2, 2, .empty) == 4)
    #expect(sum(0, 0, .empty) == 100)
    #expect(table.areas.reduce(0) { $0 + $1.area } == 119)
    // Outside all neighbourhoods it counts nowhere, which is said.
    #expect(dwellings.record.notes.map(\.count) == [1])
  }

  @Test func `what has no number is dropped with the reason`() throws {
    var dwellings = layer(
      [Position(10, 10), Position(20, 20), Position(30, 30)],
      [.integer(3), .null, .integer(-1)])
    let table = try PeopleTable(
      source, &dwellings, around(squares([(0, 0, 100)]), [], squares([]))
    ).table
    #expect(table.areas.map(\.area) == [3])
    #expect(dwellings.record.dropped.map(\.feature) == [2, 3])
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `sums are those of the places one by one, for any number of threads`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func boxes(_ count: Int, _ sizes: ClosedRange<Double>) -> [(x: Double, y: Double, size: Double)]
    {
      (0..<count).map { _ in
        (
          .random(in: 0...200, using: &random), .random(in: 0...200, using: &random),
          .random(in: sizes, using: &random)
        )
      }
    }
    let planes = [boxes(4, 10...80), boxes(3, 10...80)]
    let assets = boxes(12, 5...30)
    let places = (0..<60).map { _ in
      Position(.random(in: 0...200, using: &random), .random(in: 0...200, using: &random))
    }
    let numbers = places.map { _ in Int64.random(in: 0...5, using: &random) }
    var dwellings = layer(places, numbers.map { .integer($0) })
    let surroundings = around(
      squares([(0, 0, 100), (100, 0, 100), (0, 100, 100), (100, 100, 100)]), planes.map(squares),
      squares(assets))
    let table = try PeopleTable(source, &dwellings, surroundings).table
    func isIn(_ place: Position, _ box: (x: Double, y: Double, size: Double)) -> Bool {
      (box.x...box.x + box.size).contains(place.x) && (box.y...box.y + box.size).contains(place.y)
    }
    func distance(_ place: Position, _ box: (x: Double, y: Double, size: Double)) -> Double {
      let (x, y) = (
        max(box.x - place.x, 0, place.x - box.x - box.size),
        max(box.y - place.y, 0, place.y - box.y - box.size)
      )
      return (x * x + y * y).squareRoot()
    }
    for plane in planes.indices {
      let expected = zip(places, numbers).reduce(0) { sum, place in
        planes[plane].contains { isIn(place.0, $0) } ? sum + place.1 : sum
      }
      let found = table.areas.filter { table.signatures[Int($0.signature)].contains(plane) }
        .reduce(0) { $0 + $1.area }
      #expect(found == Double(expected))
    }
    for (asset, box) in assets.enumerated() {
      let expected = zip(places, numbers).reduce(0) { distance($1.0, box) <= 20 ? $0 + $1.1 : $0 }
      let found = table.areas.filter { table.assetSets[Int($0.assetSet)].contains(Int32(asset)) }
        .reduce(0) { $0 + $1.area }
      #expect(found == Double(expected))
    }
    var again = layer(places, numbers.map { .integer($0) })
    var single = surroundings
    single.threads = 1
    #expect(try PeopleTable(source, &again, single).table == table)
  }
}
