import LayerIO
import Testing

@Suite struct VectorTableTests {
  @Test(arguments: [0, 1, 1024, 2500])
  func `values made by several threads are those made by one, in order`(count: Int) {
    let kinds: [@Sendable ([Int]) -> VectorTable.Values] = [
      { .text($0.map { $0 % 3 == 0 ? nil : "row \($0)" }) },
      { .integer($0.map { $0 % 3 == 0 ? nil : $0 }) },
      { .number($0.map { $0 % 3 == 0 ? nil : Double($0) / 7 }, decimals: 5) },
      { .boolean($0.map { $0 % 3 == 0 ? nil : $0 % 2 == 0 }) },
    ]
    for make in kinds {
      let column = VectorTable.Column(name: "a", unit: "", count: count, making: make)
      #expect(column.values(threads: 3) == make(Array(0..<count)))
    }
  }
}
