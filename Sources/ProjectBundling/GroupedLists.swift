import Geometry
import LayerStack
import Workers

extension RaggedArray {
  /// Calls `body` with each member of a list. A list by itself is a slice, and making one counts a use
  /// of the whole array: dear where all threads do so at once.
  @inline(__always)
  func forEachMember(of index: Int, _ body: (Int32) -> Void) {
    for place in places(of: index) { body(members[place]) }
  }

  /// Places in `members` of a list, for loops that end early.
  @inline(__always)
  func places(of index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }

  /// Lists of the second numbers of pairs by their first, which lies below `groups`; within a list
  /// in the order of the parts. Counted into place, so that millions of pairs need no sorting.
  init<Pair>(
    grouping parts: [[Pair]], groups: Int, _ numbers: (Pair) -> (group: Int32, member: Int32)
  ) {
    var starts = [Int](repeating: 0, count: groups + 1)
    for part in parts { for pair in part { starts[Int(numbers(pair).group) + 1] += 1 } }
    for group in 0..<groups { starts[group + 1] += starts[group] }
    var next = starts
    var members = [Int32](repeating: 0, count: starts[groups])
    for part in parts {
      for pair in part {
        let (group, member) = numbers(pair)
        members[next[Int(group)]] = member
        next[Int(group)] += 1
      }
    }
    self.init(members: members, starts: starts)
  }

  /// As many lists as `count`, each as `body` gives it; many at a time on a thread.
  /// - Throws: errors of threads alone.
  init(
    count: Int, threads: Int, _ body: @Sendable (Int) -> [Int32]
  ) throws {
    let parts = try concurrentMap(0..<count, inChunksOf: 2000, threads: threads) { range in
      var lists = RaggedArray()
      for index in range { lists.append(body(index)) }
      return lists
    }
    var (members, starts): ([Int32], [Int]) = ([], [0])
    for part in parts {
      starts += part.starts.dropFirst().map { $0 + members.count }
      members += part.members
    }
    self.init(members: members, starts: starts)
  }
}
