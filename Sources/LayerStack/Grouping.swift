/// Items sorted into groups, in flat arrays; an item may be in several groups, or in none.
struct Grouping: Sendable {
  private let starts: [Int]
  private let members: [Int32]

  /// Sorts `itemCount` items: one pass over `groups` to count, one to fill. Within a group items stay in
  /// ascending order.
  init(itemCount: Int, groupCount: Int, groups: (Int, (Int) -> Void) -> Void) {
    var starts = [Int](repeating: 0, count: groupCount + 1)
    for item in 0..<itemCount { groups(item) { starts[$0 + 1] += 1 } }
    for group in 0..<groupCount { starts[group + 1] += starts[group] }
    var next = starts
    var members = [Int32](repeating: 0, count: starts[groupCount])
    for item in 0..<itemCount {
      groups(item) { group in
        members[next[group]] = Int32(item)
        next[group] += 1
      }
    }
    self.starts = starts
    self.members = members
  }

  /// The items of a group, ascending.
  subscript(group: Int) -> ArraySlice<Int32> { members[starts[group]..<starts[group + 1]] }
}
