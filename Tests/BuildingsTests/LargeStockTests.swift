import TestSupport
import Testing

@testable import Buildings

/// Large tables of buildings.
@Suite struct LargeStockTests {
  /// 20,000 buildings on a square of 10 km, a sixth of them vacant for a part.
  private func stock() -> BuildingStock {
    var random = SeededGenerator(seed: 4)
    var stock = BuildingStock()
    stock.functionKeys = ["office", "primary-school", "sports"]
    for index in 0..<20_000 {
      let area = Double(Int.random(in: 200...3000, using: &random))
      let part = index % 6 == 0 ? Double.random(in: 0.1...1, using: &random) : 0
      stock.ids.append("G\(index)")
      stock.names.append("G\(index)")
      stock.xs.append(Double.random(in: 0...10_000, using: &random))
      stock.ys.append(Double.random(in: 0...10_000, using: &random))
      stock.functions.append(1 << UInt64(index % 3))
      stock.floorAreas.append(area)
      stock.vacantAreas.append((area * part).rounded())
      stock.owners.append("E\(index % 50)")
      stock.costs.append(area * 50)
      stock.endsOfLife.append(0)
    }
    return stock
  }

  @Test func `scattered vacancy of 20,000 buildings is found in less than a second`() {
    let clock = ContinuousClock()
    let stock = stock()
    var areas: [VacancyArea] = []
    let time = clock.measure { areas = VacancyArea.all(stock, within: 250) }
    #expect(areas.reduce(0) { $0 + $1.buildings.count } > 3000)
    #expect(time < .seconds(1))
  }
}
