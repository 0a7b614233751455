import LayerStack

/// Searches a slot with the limits that hold for more than pairs with the leader. What a limit on EUR, or the
/// least that a project has to gain or to save in cash, forbids is charged for; the other limits are branched on: where the best
/// followers break one, what must be so in any bundle parts the search in two or more. The branch
/// that may gain most comes first, so that stopping after any number of them leaves a bound.
struct SlotSearch {
  private let limits: ClusterLimits
  private let works: SlotWorks
  /// Most branches that are looked at in a slot, and most works in all of them.
  var most: Int
  private let mostWorks: Int
  /// Most charges that are tried in a branch.
  private let charges: Int

  /// Most works over which a part that lies apart may be joined to the leader, for a branch each.
  private static let mostBorders = 6
  /// More is not charged for a EUR of cash.
  private static let mostCharge = 100.0

  init(_ works: SlotWorks, _ effort: PriceEffort) {
    self.works = works
    limits = works.nodes.limits
    most = effort.branches
    mostWorks = effort.branchedWorks
    charges = effort.charges
  }

  /// No bundle that the slot's leader leads in the year gains more over its prices; nil where none does.
  func best(_ slot: inout Slot, in year: Int) -> Slot.Solution? {
    guard slot.isOpen(in: year), let first = solution(Slot.Branch(), &slot, in: year) else {
      return nil
    }
    let most = min(most, mostWorks / max(1, slot.near.count))
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
        guard var found = self.solution(child, &slot, in: year) else { continue }
        // A child knows more than its parent, but for the rounding of its own cut.
        found.gain = min(found.gain, solution.gain)
        open.append((child, found))
      }
    }
    return nil
  }

  private func solution(
    _ branch: Slot.Branch, _ slot: inout Slot, in year: Int
  ) -> Slot.Solution? {
    guard let first = slot.best(in: year, branch) else { return nil }
    slot.keep(first)
    if first.cost > limits.limits.cost { return affordable(first, branch, &slot, in: year) }
    guard slot.asksGain else { return first }
    if first.value < limits.project.leastGain {
      return worthwhile(first, branch, &slot, in: year)
    }
    if first.cash < limits.project.leastCash { return saving(first, branch, &slot, in: year) }
    return first
  }

  // MARK: Charges

  /// The least that followers gain when each EUR of cost is charged at some price, and what stays below the
  /// limit is paid back: no bundle within the limit gains more, whatever the price.
  private func affordable(
    _ first: Slot.Solution, _ branch: Slot.Branch, _ slot: inout Slot, in year: Int
  ) -> Slot.Solution? {
    var (best, heavy) = (first, (net: first.net, cost: first.cost))
    var light = slot.leaderAlone(in: year)
    for _ in 0..<charges where heavy.cost > light.cost && heavy.net > light.net {
      let charge = (heavy.net - light.net) / (heavy.cost - light.cost)
      guard let found = slot.best(in: year, branch, Slot.Charges(cost: charge)) else { return nil }
      slot.keep(found)
      if found.gain < best.gain { best = found }
      if found.cost > limits.limits.cost {
        heavy = (found.net, found.cost)
      } else {
        light = (found.net, found.cost)
      }
    }
    return best
  }

  /// The same for what a project has to gain at least: what is lacking is charged for, which is the same as
  /// counting prices for a part.
  private func worthwhile(
    _ first: Slot.Solution, _ branch: Slot.Branch, _ slot: inout Slot, in year: Int
  ) -> Slot.Solution? {
    let least = limits.project.leastGain
    var (best, poor) = (first, first)
    var rich: Slot.Solution?
    for _ in 0..<charges {
      let part =
        if let rich { (rich.value - poor.value) / (rich.price - poor.price) } else {
          (least - poor.value) / (least - poor.price)
        }
      guard part > 0.01, part < 1 else { break }
      guard let found = slot.best(in: year, branch, Slot.Charges(prices: part)) else { return nil }
      if found.gain < best.gain { best = found }
      if found.value < least { poor = found } else { rich = found }
    }
    return best
  }

  /// The same for what a project has to save at least in cash.
  private func saving(
    _ first: Slot.Solution, _ branch: Slot.Branch, _ slot: inout Slot, in year: Int
  ) -> Slot.Solution? {
    let least = limits.project.leastCash
    var (best, poor) = (first, first)
    var rich: Slot.Solution?
    for _ in 0..<charges {
      let charge =
        if let rich { (poor.net - rich.net) / (rich.cash - poor.cash) } else {
          poor.net / (least - poor.cash)
        }
      guard charge > 0, charge < Self.mostCharge else { break }
      guard let found = slot.best(in: year, branch, Slot.Charges(cash: charge)) else { return nil }
      slot.keep(found)
      if found.gain < best.gain { best = found }
      if found.cash < least { poor = found } else { rich = found }
    }
    return best
  }

  // MARK: Branches

  /// What keeps a solution from being a bundle, the first that does.
  func breach(of solution: Slot.Solution, _ slot: inout Slot) -> BoundSlack.Reason {
    let set = solution.followers + [slot.leader]
    if works.box(of: set).longestSide > limits.limits.span { return .metres }
    if conflicting(solution.followers, slot) != nil { return .pairs }
    if slot.joined(solution.followers).count < set.count { return .connection }
    if solution.cost > limits.limits.cost { return .euros }
    guard slot.asksGain else { return .none }
    if solution.value < limits.project.leastGain { return .leastGain }
    return solution.cash < limits.project.leastCash ? .leastCash : .none
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

  /// A bundle that is short enough begins beyond the middle of what is too much, or ends before it.
  private func spanned(_ set: [Int32], _ slot: Slot) -> [[Int32]]? {
    let box = works.box(of: set)
    for axis in 0..<2 {
      let excess = box[axis + 2] - box[axis] - limits.limits.span
      guard excess > 0 else { continue }
      let start = box[axis] + excess / 2
      let end = start + limits.limits.span
      let leader = works.boxes[Int(slot.leader)]
      var sides: [[Int32]] = []
      if leader[axis] >= start {
        sides.append(slot.near.filter { works.boxes[Int($0)][axis] < start })
      }
      if leader[axis + 2] <= end {
        sides.append(slot.near.filter { works.boxes[Int($0)][axis + 2] > end })
      }
      return sides
    }
    return nil
  }

  /// Of two works that may not be together the first is out, or all that may not be with it.
  private func conflicting(_ followers: [Int32], _ slot: Slot) -> [[Int32]]? {
    works.firstRefusing(in: followers).map { a in
      [[a], slot.near.filter { $0 != a && !works.allow(a, $0) }]
    }
  }

  /// Works that no relation joins to the leader are out, or one of those that join them is in.
  private func connected(
    _ set: [Int32], _ branch: Slot.Branch, _ slot: inout Slot, in year: Int
  ) -> [Slot.Branch]? {
    guard let (stray, borders) = slot.stray(in: set, year: year, branch.out),
      borders.count <= Self.mostBorders
    else { return nil }
    return [branch.leavingOut(stray)]
      + borders.indices.map { index in
        var child = branch.leavingOut(Array(borders[..<index]))
        child.forced.append(borders[index])
        return child
      }
  }
}

extension Slot.Branch {
  fileprivate func leavingOut(_ more: [Int32]) -> Slot.Branch {
    Slot.Branch(out: out + more, forced: forced)
  }
}
