import TestSupport
import Testing

@testable import LayerStack

/// The kernel's small tools against the standard library's.
@Suite struct KernelPartsTests {
  @Test func `crossings come out from the lowest to the highest`() {
    var generator = SeededGenerator(seed: 1)
    var queue = CrossingQueue()
    let heights = (0..<500).map { _ in Double(Int.random(in: 0..<100, using: &generator)) }
    for y in heights { queue.insert(Crossing(y: y, strand: 0)) }
    var found: [Double] = []
    while queue.nextHeight < .infinity { found.append(queue.takeFirst().y) }
    #expect(found == heights.sorted())
  }

  @Test func `an index numbers keys as a dictionary does`() {
    var generator = SeededGenerator(seed: 2)
    var index = KeyIndex<UInt128>()
    var numbers: [UInt128: Int32] = [:]
    for _ in 0..<5000 {
      let key =
        UInt128(1) << UInt128.random(in: 0..<128, using: &generator)
        | .random(in: 0..<99, using: &generator)
      #expect(index.number(of: key) == numbers[key, default: -1])
      if numbers[key] == nil { numbers[key] = index.add(key) }
    }
    #expect(index.keys.count == numbers.count)
    index.removeAll()
    #expect(numbers.keys.allSatisfy { index.number(of: $0) == -1 })
  }

  @Test(arguments: [1, 3])
  func `sums by key are those of a dictionary, in ascending order`(_ threads: Int) throws {
    var generator = SeededGenerator(seed: 3)
    let parts = (0..<7).map { _ in
      (0..<9000).map { _ in
        let key =
          UInt64.random(in: 0..<300, using: &generator) << 40
          | UInt64.random(in: 0..<20, using: &generator)
        return Keyed(key: key, value: Double(Int.random(in: 0..<1000, using: &generator)))
      }
    }
    let expected = parts.joined().reduce(into: [UInt64: Double]()) {
      $0[$1.key, default: 0] += $1.value
    }
    let sums = try sumByKey(parts, threads: threads) { $0 }
    #expect(sums.map(\.key) == expected.keys.sorted())
    #expect(sums.allSatisfy { expected[$0.key] == $0.value })
  }

  @Test func `sets that begin alike are told apart, in lexicographic order`() throws {
    let lists: [[Int32]] = [
      [], [3], [1, 2, 3, 4, 5], [1, 2], [1, 2, 3, 4], [1, 2, 3, 4, 5], [0, 7], [1, 2, 3, 4, 6],
    ]
    let members = RaggedArray(lists)
    let result = BandResult(
      members: members.members, starts: members.starts.map(Int32.init),
      areas: lists.map { _ in 1 }, lengths: [])
    // With so many owners a key holds two members, and the rest is compared.
    let key = SetKey(firstOwner: 0, ownerCount: 1 << 30)
    var sets = BandSets(band: 0, key: key)
    for list in 0..<lists.count {
      sets.append(members.starts[list]..<members.starts[list + 1], of: members.members)
    }
    let numbers = try SetNumbers([sets], of: [result], key: key, ownerCount: 8, threads: 2)
    let found = lists.indices.map { list in
      Int(numbers.number(code: sets.codes[list], band: 0, place: list))
    }
    #expect(found.map { Array(numbers.lists[$0]) } == lists)
    let overlaps = (9..<numbers.lists.count).map { Array(numbers.lists[$0]) }
    #expect(overlaps == [[0, 7], [1, 2], [1, 2, 3, 4], [1, 2, 3, 4, 5], [1, 2, 3, 4, 6]])
  }
}
