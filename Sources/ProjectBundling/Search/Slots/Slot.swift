import LayerStack

/// The slots of a leader: for each year the works that may follow it in a bundle, and the most that any
/// of them gain with it over what they are priced at. A thread keeps one and uses it again and again.
///
/// What a set saves is taken a little too high where that makes it supermodular: the challenge of a
/// ground counts once for each work after the first. Limits are those of pairs with the leader alone;
/// `SlotSearch` looks at the others. So the value of a slot is never below that of a bundle.
struct Slot {
  /// What is known of the followers besides.
  struct Branch {
    /// Works that are not taken.
    var out: [Int32] = []
    /// Works that are.
    var forced: [Int32] = []
  }

  /// The most that followers gain over all prices, in EUR, and who they are.
  struct Solution {
    var gain: Double
    var followers: [Int32]
  }

  let works: SlotWorks
  /// Price in EUR of each work. Shape: nodes.
  var prices: [Double]
  private(set) var leader: Int32 = -1
  /// Works that may follow the leader in the year, and branch, under way.
  private(set) var reached: [Int32] = []
  /// Works that may follow it in some year.
  private(set) var near: [Int32] = []
  /// Those of `reached` that are worth a look.
  private var members: [Int32] = []
  private var items: [Int32] = []
  private var network = ClosureNetwork()
  /// When each node was last seen near a leader, or among those reached.
  private var nearMarks: [Int32]
  private var reachedMarks: [Int32]
  private var round: Int32 = 0
  private var grounds: SlotGrounds

  /// More than any bundle gains, in EUR; what forces a work in.
  private static let plenty = 1e10

  init(_ works: SlotWorks, prices: [Double], grounds: Int) {
    self.works = works
    self.prices = prices
    nearMarks = [Int32](repeating: 0, count: prices.count)
    reachedMarks = nearMarks
    self.grounds = SlotGrounds(count: grounds)
  }

  /// Takes a leader and finds who may follow it.
  mutating func lead(by leader: Int32) {
    self.leader = leader
    round += 1
    near.removeAll(keepingCapacity: true)
    nearMarks[Int(leader)] = round
    var next = -1
    var from = leader
    let own = works.nodes.clusters[Int(leader)]
    repeat {
      for node in works.nodes.neighbours[Int(from)] where nearMarks[Int(node)] != round {
        guard works.ranks(node, below: leader),
          works.nodes.limits.allow(own, works.nodes.clusters[Int(node)], works.nodes)
        else { continue }
        nearMarks[Int(node)] = round
        near.append(node)
      }
      next += 1
      if next < near.count { from = near[next] }
    } while next < near.count
  }

  /// The most that followers gain with the leader in a year; nil where nobody gains, or where the
  /// branch leaves no way to those it forces.
  mutating func best(in year: Int, _ branch: Branch = Branch()) -> Solution? {
    guard !near.isEmpty else { return nil }
    reach(in: year, branch.out)
    guard branch.forced.allSatisfy({ reachedMarks[Int($0)] == round && !branch.out.contains($0) })
    else { return nil }
    let alone = -works.setup - works.price(of: leader, in: year) - prices[Int(leader)]
    guard trim(in: year, branch.forced) + alone > 0 else { return nil }
    makeNetwork(in: year, branch.forced)
    let gain = network.solve() + alone - Self.plenty * Double(branch.forced.count)
    guard gain > 0 else { return nil }
    let taken = members.indices.filter { network.takes(items[$0]) }
    return Solution(gain: gain, followers: taken.map { members[$0] })
  }

  // MARK: Who may follow

  /// The works that may be done in the year and are reached from the leader over such works.
  mutating func reach(in year: Int, _ out: [Int32]) {
    let nearRound = nearMarks[Int(leader)]
    round += 1
    reached.removeAll(keepingCapacity: true)
    for node in out { reachedMarks[Int(node)] = round }
    reachedMarks[Int(leader)] = round
    var next = -1
    var from = leader
    repeat {
      works.nodes.neighbours.forEachMember(of: Int(from)) { node in
        guard nearMarks[Int(node)] == nearRound, reachedMarks[Int(node)] != round,
          works.years(of: node).contains(year)
        else { return }
        reachedMarks[Int(node)] = round
        reached.append(node)
      }
      next += 1
      if next < reached.count { from = reached[next] }
    } while next < reached.count
  }

  /// Lets go who can't bring anything whatever the others do; the sum of what the rest can bring.
  private mutating func trim(in year: Int, _ forced: [Int32]) -> Double {
    members.removeAll(keepingCapacity: true)
    members += reached
    grounds.begin()
    for node in [leader] + members {
      for index in works.partRange(of: node) { grounds.enter(works.parts[index].ground) }
    }
    var sum = 0.0
    for _ in 0..<3 {
      sum = 0
      var kept: [Int32] = []
      for node in members {
        let most = mostBrought(by: node, in: year)
        if most > 0 || forced.contains(node) {
          sum += most
          kept.append(node)
        } else {
          for index in works.partRange(of: node) { grounds.leave(works.parts[index].ground) }
        }
      }
      if kept.count == members.count { break }
      members = kept
    }
    return sum
  }

  private func mostBrought(by node: Int32, in year: Int) -> Double {
    var most = works.totals[Int(node)] - works.price(of: node, in: year) - prices[Int(node)]
    for index in works.partRange(of: node) where grounds.isShared(works.parts[index].ground) {
      most += works.parts[index].total
    }
    return most
  }

  // MARK: The cut

  private mutating func makeNetwork(in year: Int, _ forced: [Int32]) {
    network.removeAll()
    items.removeAll(keepingCapacity: true)
    grounds.collect(members, leader: leader, works)
    for (index, node) in members.enumerated() {
      let profit =
        works.totals[Int(node)] - works.price(of: node, in: year) - prices[Int(node)]
        + grounds.profit(of: index) + (forced.contains(node) ? Self.plenty : 0)
      items.append(network.addItem(profit))
    }
    grounds.addCouples(to: &network, items)
    for part in 0..<4 {
      let floor = works.once[Int(leader)][part]
      addSteps(
        members.indices.compactMap { index in
          let value = works.once[Int(members[index])][part]
          return value > floor ? (items[index], value) : nil
        }, from: floor)
    }
    for steps in grounds.steps(works, leader: leader) {
      addSteps(steps.members.map { (items[$0.index], $0.value) }, from: steps.floor)
    }
  }

  /// Of the values that the members of a set have above the floor, the largest is paid.
  private mutating func addSteps(_ members: [(item: Int32, value: Double)], from floor: Double) {
    var (below, last) = (floor, Int32(-1))
    for (item, value) in members.sorted(by: { $0.value < $1.value }) {
      if value > below || last < 0 {
        let step = network.addItem(below - value)
        if last >= 0 { network.oblige(step, last) }
        (below, last) = (value, step)
      }
      network.oblige(item, last)
    }
  }
}
