import Testing
import Workers

struct FilledArrayTests {
  @Test(arguments: [1, 4])
  func `parts stand one behind the other, whoever fills them`(threads: Int) {
    let sizes = (0..<100).map { $0 % 7 }
    let texts = filledArray(sizes: sizes, threads: threads) {
      (part, values: inout OutputSpan<String>) in
      for number in 0..<sizes[part] { values.append("number \(number) of part \(part), at length") }
    }
    let expected = sizes.enumerated().flatMap { part, size in
      (0..<size).map { "number \($0) of part \(part), at length" }
    }
    #expect(texts == expected)
    let none: [Int] = filledArray(sizes: [], threads: threads) { _, _ in }
    #expect(none.isEmpty)
  }

  @Test func `what else is found comes in the order of the parts`() {
    let (values, rest) = filledArray(sizes: [2, 0, 1], threads: 3) {
      (part, values: inout OutputSpan<Int>) in
      while !values.isFull { values.append(part) }
      return 10 * part
    }
    #expect(values == [0, 0, 2] && rest == [0, 10, 20])
  }
}
