import LayerStack

/// Searches a slot with the limits that hold for more than pairs with the leader, by branching: where the
/// best followers break one, what must be so in any bundle parts the search in two or more. The branch
/// that may gain most comes first, so that stopping after any number of them leaves a bound.
struct SlotSearch {
  private let limits: ClusterLimits
  private let nodes: BundleNodes
  /// Most branches that are looked at in a slot.
  private let most: Int

  /// Most works over which a part that lies apart may be joined to the leader, for a branch each.
  private static let mostBorders = 6

  init(_ nodes: BundleNodes, most: Int) {
    self.nodes = nodes
    limits = nodes.limits
    self.most = most
  }

  /// No bundle that the slot's leader leads in the year gains more over its prices; nil where none does.
  func best(_ slot: inout Slot, in year: Int) -> Slot.Solution? {
    guard let first = slot.best(in: year) else { return nil }
    guard most > 1 else { return first }
    var open = [(branch: Slot.Branch(), solution: first)]
    var looked = 1
    while let top = open.indices.max(by: { open[$0].solution.gain < open[$1].solution.gain }) {
      let (branch, solution) = open[top]
      guard looked < most, let children = children(of: branch, solution, &slot, in: year) else {
        return solution
      }
      open.remove(at: top)
      for child in children {
        looked += 1
        guard let found = slot.best(in: year, child) else { continue }
        // A child knows more than its parent, but for the rounding of its own cut.
        open.append(
          (child, Slot.Solution(gain: min(found.gain, solution.gain), followers: found.followers)))
      }
    }
    return nil
  }

  /// What must be so in a bundle that keeps to a limit which the solution breaks; nil where it breaks
  /// none, or one that is not branched on.
  private func children(
    of branch: Slot.Branch, _ solution: Slot.Solution, _ slot: inout Slot, in year: Int
  ) -> [Slot.Branch]? {
    let set = solution.followers + [slot.leader]
    let found = spanned(set, slot) ?? conflicting(solution.followers, slot)
    if let found { return found.map { branch.leavingOut($0) } }
    return connected(set, branch, &slot, in: year)
  }

  // MARK: Span

  /// A bundle that is short enough begins beyond the middle of what is too much, or ends before it.
  private func spanned(_ set: [Int32], _ slot: Slot) -> [[Int32]]? {
    let box = set.reduce(SIMD4.noBox) { $0.union(nodes.clusters[Int($1)].box) }
    for axis in 0..<2 {
      let excess = box[axis + 2] - box[axis] - limits.limits.span
      guard excess > 0 else { continue }
      let start = box[axis] + excess / 2
      let end = start + limits.limits.span
      let leader = nodes.clusters[Int(slot.leader)].box
      var sides: [[Int32]] = []
      if leader[axis] >= start { sides.append(slot.near { $0[axis] < start }) }
      if leader[axis + 2] <= end { sides.append(slot.near { $0[axis + 2] > end }) }
      return sides
    }
    return nil
  }

  // MARK: Pairs

  /// Of two works that may not be together the first is out, or all that may not be with it.
  private func conflicting(_ followers: [Int32], _ slot: Slot) -> [[Int32]]? {
    for (index, a) in followers.enumerated() {
      let others = followers[(index + 1)...]
      guard others.contains(where: { !allow(a, $0) }) else { continue }
      return [[a], slot.near.filter { $0 != a && !allow(a, $0) }]
    }
    return nil
  }

  private func allow(_ a: Int32, _ b: Int32) -> Bool {
    limits.allow(nodes.clusters[Int(a)], nodes.clusters[Int(b)], nodes)
  }

  // MARK: Connection

  /// Works that no relation joins to the leader are out, or one of those that join them is in.
  private func connected(
    _ set: [Int32], _ branch: Slot.Branch, _ slot: inout Slot, in year: Int
  ) -> [Slot.Branch]? {
    let joined = reached(from: slot.leader, within: Set(set))
    guard let stray = set.first(where: { !joined.contains($0) }) else { return nil }
    let part = reached(from: stray, within: Set(set))
    slot.reach(in: year, branch.out)
    let around = Set(slot.reached + [slot.leader]).subtracting(part)
    let home = reached(from: slot.leader, within: around)
    let borders = home.filter { node in nodes.neighbours[Int(node)].contains(where: part.contains) }
      .sorted()
    guard borders.count <= Self.mostBorders else { return nil }
    let without = branch.leavingOut(part.sorted())
    return [without]
      + borders.indices.map { index in
        var child = branch.leavingOut(Array(borders[..<index]))
        child.forced.append(borders[index])
        return child
      }
  }

  private func reached(from start: Int32, within set: Set<Int32>) -> Set<Int32> {
    var reached: Set<Int32> = [start]
    var open = [start]
    while let node = open.popLast() {
      for other in nodes.neighbours[Int(node)]
      where set.contains(other) && reached.insert(other).inserted {
        open.append(other)
      }
    }
    return reached
  }
}

extension Slot.Branch {
  fileprivate func leavingOut(_ more: [Int32]) -> Slot.Branch {
    Slot.Branch(out: out + more, forced: forced)
  }
}

extension Slot {
  /// Works that may follow the leader in some year, of which the box satisfies a condition.
  fileprivate func near(where condition: (SIMD4<Double>) -> Bool) -> [Int32] {
    near.filter { condition(works.nodes.clusters[Int($0)].box) }
  }
}
