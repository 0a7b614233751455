import Solver
import TestSupport
import Testing

@testable import ProjectBundling

@Suite struct LayeredChoiceTests {
  private typealias Column = ExactSearch.Column

  /// Sets of neighbours along a street, with gains of no system.
  private static func columns(_ random: inout SeededGenerator, items: Int) -> [Column] {
    (0..<3 * items).map { _ in
      let first = Int.random(in: 0..<items, using: &random)
      var members = UInt64(1) << UInt64(first)
      for item in first..<min(items, first + 6) where Bool.random(using: &random) {
        members |= 1 << UInt64(item)
      }
      return Column(members: members, gain: Double(Int.random(in: 1...1000, using: &random)))
    }
  }

  /// The best by trying every set of columns, one column after the other.
  private static func best(_ columns: ArraySlice<Column>, taken: UInt64 = 0) -> Double {
    guard let column = columns.first else { return 0 }
    let without = best(columns.dropFirst(), taken: taken)
    guard column.members & taken == 0 else { return without }
    return max(without, column.gain + best(columns.dropFirst(), taken: taken | column.members))
  }

  @Test func `it gains as much as the best of all choices, and takes no item twice`() throws {
    var random = SeededGenerator(seed: 8)
    for _ in 0..<60 {
      let items = Int.random(in: 1...7, using: &random)
      let columns = Self.columns(&random, items: items)
      let chosen = try #require(LayeredChoice(count: items, columns).best())
      #expect(chosen.reduce(0) { $0 + $1.gain } == Self.best(columns[...]))
      let all = chosen.reduce(UInt64(0)) { $0 | $1.members }
      #expect(all.nonzeroBitCount == chosen.reduce(0) { $0 + $1.members.nonzeroBitCount })
    }
  }

  @Test(arguments: [20, 40, 64])
  func `of many items along a street it proves the integer program's best`(items: Int) throws {
    var random = SeededGenerator(seed: 9)
    for _ in 0..<6 {
      let columns = Self.columns(&random, items: items)
      var program = IntegerProgram()
      for column in columns { _ = program.addChoice(cost: -column.gain) }
      for item in 0..<items {
        let terms = columns.indices.filter { columns[$0].members >> UInt64(item) & 1 == 1 }
          .map { (variable: $0, factor: 1.0) }
        if !terms.isEmpty { program.addConstraint(terms, in: 0...1) }
      }
      let solution = try program.solve(seconds: 60)
      let chosen = try #require(LayeredChoice(count: items, columns).best())
      #expect(abs(chosen.reduce(0) { $0 + $1.gain } + solution.objective) < 1e-6)
    }
  }

  @Test func `without columns nothing is chosen`() {
    #expect(LayeredChoice(count: 3, []).best()?.isEmpty == true)
  }

  @Test func `too many ways are no proof`() {
    // Any two of 40 items may go together: as many ways as there are halves of them.
    var columns: [Column] = []
    for a in 0..<40 {
      for b in (a + 1)..<40 {
        columns.append(Column(members: 1 << UInt64(a) | 1 << UInt64(b), gain: 1 + Double(a ^ b)))
      }
    }
    #expect(LayeredChoice(count: 40, columns).best() == nil)
  }
}
