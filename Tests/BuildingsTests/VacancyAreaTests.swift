import TestSupport
import Testing

@testable import Buildings

/// Vacancy that is scattered over buildings near each other.
@Suite struct VacancyAreaTests {
  /// Buildings on a line, each by its place, floor area, vacant floor area and owner.
  private func stock(_ buildings: [(Double, Double, Double, String)]) -> BuildingStock {
    var stock = BuildingStock()
    for (index, building) in buildings.enumerated() {
      stock.ids.append("G\(index)")
      stock.xs.append(building.0)
      stock.ys.append(0)
      stock.floorAreas.append(building.1)
      stock.vacantAreas.append(building.2)
      stock.owners.append(building.3)
    }
    return stock
  }

  @Test func `a worked example can be followed with a pencil`() {
    // Of docs/buildings.md: 1,000 m2 with 400 vacant, 600 m2 with 300 vacant and 500 m2 with 200 vacant lie within
    // 250 m of each other: 900 m2 is vacant, and 600 is the largest sum of floor areas up to that. The 300 m2 in
    // use of the second go to the fullest other, which has room for them.
    let areas = VacancyArea.all(
      stock([
        (0, 1000, 400, "A"), (200, 600, 300, "B"), (400, 500, 200, "C"), (2000, 900, 900, "D"),
      ]), within: 250)
    #expect(areas.count == 1)
    #expect(areas[0].buildings == [0, 1, 2] && areas[0].vacantArea == 900)
    #expect(areas[0].emptied == [1] && areas[0].freed == 600 && areas[0].bound == 600)
    // A and C are vacant for the same part, 40 %: the first gets all 300.
    #expect(areas[0].settling == [.init(owner: "A", area: 300), .init(owner: "B", area: -300)])
  }

  @Test func `the largest sum is that of trying all subsets`() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let numbers = (0..<Int.random(in: 1...10, using: &random)).map { _ in
        Double(Int.random(in: 1...60, using: &random))
      }
      let limit = Double(Int.random(in: 0...200, using: &random))
      let found = LargestSum(numbers, upTo: limit)
      let best = (0..<1 << numbers.count).map { set in
        numbers.indices.filter { set >> $0 & 1 == 1 }.reduce(0) { $0 + numbers[$1] }
      }.filter { $0 <= limit }.max()
      #expect(found.sum == best && found.bound == best)
      #expect(found.members.reduce(0) { $0 + numbers[$1] } == found.sum)
      #expect(Set(found.members).count == found.members.count)
    }
  }

  @Test func `a sum over too many numbers is one that fits, and says what is possible at most`() {
    let numbers = (0..<200).map { Double(20_000 + $0) }
    let found = LargestSum(numbers, upTo: 1_000_000)
    #expect(found.sum <= 1_000_000 && found.sum > 970_000 && found.bound == 1_000_000)
  }

  @Test func `what owners settle adds up to nothing`() {
    var random = SeededGenerator(seed: 5)
    let buildings = (0..<300).map { index in
      let area = Double(Int.random(in: 100...3000, using: &random))
      return (
        Double(index) * 90, area, (area * Double.random(in: 0...1, using: &random)).rounded(),
        "E\(Int.random(in: 0..<7, using: &random))"
      )
    }
    let areas = VacancyArea.all(stock(buildings), within: 100)
    #expect(!areas.isEmpty)
    for area in areas {
      #expect(abs(area.settling.reduce(0) { $0 + $1.area }) < 1e-6)
      #expect(area.freed <= area.vacantArea)
    }
  }
}
