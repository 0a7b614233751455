/// Members that are joined into groups one pair at a time; each group is known by its first member.
package struct JoinedGroups {
  private var parents: [Int]

  /// Each member by itself.
  package init(count: Int) { parents = Array(0..<count) }

  /// The first member of the group that a member is in.
  package mutating func first(of member: Int) -> Int {
    var member = member
    while parents[member] != member {
      parents[member] = parents[parents[member]]
      member = parents[member]
    }
    return member
  }

  /// Makes the groups of two members one.
  package mutating func join(_ one: Int, _ other: Int) {
    let (a, b) = (first(of: one), first(of: other))
    parents[max(a, b)] = min(a, b)
  }
}
