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

  /// What is charged for limits on the bundle as a whole.
  struct Charges {
    /// Part of the prices that counts, above 0; for the rest the least net gain does.
    var prices = 1.0
    /// For each EUR of cost; what the bundle stays below the limit is paid back.
    var cost = 0.0
    /// Paid for each EUR that is saved in cash beyond what a project has to, and charged for each below it.
    var cash = 0.0
  }

  /// The most that followers gain over all prices, in EUR, and who they are.
  struct Solution {
    var gain: Double
    var followers: [Int32]
    /// What they and the leader are taken to gain together.
    var value: Double
    /// What they are priced at together.
    var price: Double
    /// What they cost alone.
    var cost: Double
    /// What they save in cash, the set-up paid.
    var cash: Double

    /// What they gain over their prices, without charges.
    var net: Double { value - price }
  }

  let works: SlotWorks
  /// Price in EUR of each work. Shape: nodes.
  var prices: [Double]
  private(set) var leader: Int32 = -1
  /// Works that may follow the leader in some year.
  private(set) var near: [Int32] = []
  /// Whether a bundle of the leader has to gain so much, in all and in cash: none of its works is a project in
  /// any case.
  private(set) var asksGain = true
  /// Those that are reached from the leader over works that may be done in a year.
  private var reachedInYear: [Int32] = []
  private var year: Int?
  /// Works that may follow it in the year, and branch, under way.
  private var reached: [Int32] = []
  /// Those of `reached` that are worth a look.
  private var members: [Int32] = []
  /// What each of those brings by itself but on grounds. Shape: `members`.
  private var own: [Double] = []
  private var items: [Int32] = []
  private var network = ClosureNetwork()
  private var isNear: NodeMarks
  private var isReachedInYear: NodeMarks
  private var isReached: NodeMarks
  private var marks: NodeMarks
  private var otherMarks: NodeMarks
  private var grounds: SlotGrounds
  /// Bundles that were met; nil where none are kept.
  private(set) var met: MetBundles?

  /// More than any bundle gains, in EUR; what forces a work in.
  private static let plenty = 1e10

  init(_ works: SlotWorks, prices: [Double], grounds: Int, keepsBundles: Bool) {
    self.works = works
    self.prices = prices
    isNear = NodeMarks(count: prices.count)
    (isReachedInYear, isReached, marks, otherMarks) = (isNear, isNear, isNear, isNear)
    self.grounds = SlotGrounds(count: grounds)
    met = keepsBundles ? MetBundles(works) : nil
  }

  /// Keeps what of a solution is joined to the leader, where bundles are kept.
  mutating func keep(_ solution: Solution) {
    guard met != nil else { return }
    let set = joined(solution.followers)
    met?.add(set)
  }

  /// The bundles that were met since this was asked last.
  mutating func takeMet() -> Set<[Int32]> {
    defer { if met != nil { met = MetBundles(works) } }
    return met?.sets ?? []
  }

  /// Takes a leader and finds who may follow it.
  mutating func lead(by leader: Int32) {
    self.leader = leader
    year = nil
    near.removeAll(keepingCapacity: true)
    isNear.removeAll()
    _ = isNear.insert(leader)
    var next = -1
    var from = leader
    let own = works.nodes.clusters[Int(leader)]
    let box = works.boxes[Int(leader)]
    repeat {
      for node in works.nodes.neighbours[Int(from)] where !isNear.contains(node) {
        guard works.ranks(node, below: leader),
          box.union(works.boxes[Int(node)]).longestSide <= works.nodes.limits.limits.span,
          works.nodes.limits.allow(own, works.nodes.clusters[Int(node)], works.nodes)
        else { continue }
        _ = isNear.insert(node)
        near.append(node)
      }
      next += 1
      if next < near.count { from = near[next] }
    } while next < near.count
    asksGain = !works.isDecided[Int(leader)] && !near.contains { works.isDecided[Int($0)] }
  }

  /// Whether anything can be gained in a year: over prices, and without them as much as a project has to, in all
  /// and in cash.
  func isOpen(in year: Int) -> Bool {
    let alone = -works.setup - works.price(of: leader, in: year)
    var (sum, value, cash) = (alone - prices[Int(leader)], alone, -works.setup)
    let project = works.nodes.limits.project
    for node in near where works.years(of: node).contains(year) {
      let most = works.most[Int(node)] - works.price(of: node, in: year)
      value += max(0, most)
      cash += works.mostCash[Int(node)]
      sum += max(0, most - prices[Int(node)])
      // Rounding must not leave out what gains just enough.
      let isEnough = value >= project.leastGain - 0.001 && cash >= project.leastCash - 0.001
      if sum > 0, isEnough || !asksGain { return true }
    }
    return false
  }

  /// What the leader by itself would gain over its price, and what it costs.
  func leaderAlone(in year: Int) -> (net: Double, cost: Double) {
    (
      -works.setup - works.price(of: leader, in: year) - prices[Int(leader)],
      works.costs[Int(leader)]
    )
  }

  /// The most that followers gain with the leader in a year, with some charges; nil where nobody gains, or
  /// where the branch leaves no way to those it forces.
  mutating func best(
    in year: Int, _ branch: Branch = Branch(), _ charges: Charges = Charges()
  ) -> Solution? {
    reach(in: year, branch.out)
    guard branch.forced.allSatisfy(reached.contains) else { return nil }
    let limits = works.nodes.limits
    var paid = charges.cost * limits.limits.cost
    if charges.prices < 1 { paid -= (1 - charges.prices) * limits.project.leastGain }
    if charges.cash > 0 { paid -= charges.cash * (limits.project.leastCash + works.setup) }
    let alone =
      own(leader, in: year, charges) - works.totals[Int(leader)]
      - charges.cash * works.cashTotals[Int(leader)] - works.setup
    guard trim(in: year, branch.forced, charges) + alone + paid > 0 else { return nil }
    makeNetwork(branch.forced, cashWeight: 1 + charges.cash)
    let most = network.solve() + alone - Self.plenty * Double(branch.forced.count)
    guard most + paid > 0 else { return nil }
    return solution(most, paid: paid, charges)
  }

  private func solution(_ most: Double, paid: Double, _ charges: Charges) -> Solution {
    let followers = members.indices.filter { network.takes(items[$0]) }.map { members[$0] }
    var (price, cost) = (prices[Int(leader)], works.costs[Int(leader)])
    for node in followers {
      price += prices[Int(node)]
      cost += works.costs[Int(node)]
    }
    let cash = cashSaved(by: followers)
    return Solution(
      gain: (most + paid) / charges.prices, followers: followers,
      value: most + charges.prices * price + charges.cost * cost - charges.cash * cash,
      price: price, cost: cost, cash: cash - works.setup)
  }

  /// What the members that the network takes save in cash with the leader: of each part all but the largest
  /// pay nothing.
  private func cashSaved(by followers: [Int32]) -> Double {
    let own = works.once[Int(leader)]
    let largest = followers.reduce(own) { pointwiseMax($0, works.once[Int($1)]) }
    let extra = largest - own
    return followers.reduce(grounds.cash { network.takes(items[$0]) }) {
      $0 + works.cashTotals[Int($1)]
    } - extra[0] - extra[1] - extra[2]
  }

  /// What a work brings by itself but on grounds.
  private func own(_ node: Int32, in year: Int, _ charges: Charges) -> Double {
    works.totals[Int(node)] + charges.cash * works.cashTotals[Int(node)]
      - works.price(of: node, in: year)
      - charges.prices * prices[Int(node)] - charges.cost * works.costs[Int(node)]
  }

  // MARK: Who may follow

  /// Finds the works that may be done in the year and are reached from the leader over such works.
  private mutating func reach(in year: Int, _ out: [Int32]) {
    if self.year != year { reachAll(in: year) }
    reached.removeAll(keepingCapacity: true)
    guard !out.isEmpty else {
      reached += reachedInYear
      return
    }
    isReached.removeAll()
    for node in out { _ = isReached.insert(node) }
    _ = isReached.insert(leader)
    var next = -1
    var from = leader
    repeat {
      works.nodes.neighbours.forEachMember(of: Int(from)) { node in
        guard isReachedInYear.contains(node), isReached.insert(node) else { return }
        reached.append(node)
      }
      next += 1
      if next < reached.count { from = reached[next] }
    } while next < reached.count
  }

  private mutating func reachAll(in year: Int) {
    self.year = year
    reachedInYear.removeAll(keepingCapacity: true)
    isReachedInYear.removeAll()
    var next = -1
    var from = leader
    repeat {
      works.nodes.neighbours.forEachMember(of: Int(from)) { node in
        guard node != leader, isNear.contains(node), works.years(of: node).contains(year),
          isReachedInYear.insert(node)
        else { return }
        reachedInYear.append(node)
      }
      next += 1
      if next < reachedInYear.count { from = reachedInYear[next] }
    } while next < reachedInYear.count
  }

  /// The leader and those of its followers that are related to it, directly or through others of them.
  mutating func joined(_ followers: [Int32]) -> [Int32] {
    marks.removeAll()
    for node in followers { _ = marks.insert(node) }
    return takeAway(from: leader, &marks)
  }

  /// The part of a set that no relation joins to the leader, and the works over which it may be joined;
  /// nil where there is none.
  mutating func stray(
    in set: [Int32], year: Int, _ out: [Int32]
  ) -> (part: [Int32], borders: [Int32])? {
    _ = joined(set)
    guard let stray = set.first(where: { marks.contains($0) }) else { return nil }
    let part = takeAway(from: stray, &marks)
    reach(in: year, out)
    marks.removeAll()
    for node in reached { _ = marks.insert(node) }
    otherMarks.removeAll()
    for node in part {
      marks.remove(node)
      _ = otherMarks.insert(node)
    }
    let home = takeAway(from: leader, &marks)
    let borders = home.filter { node in
      works.nodes.neighbours[Int(node)].contains { otherMarks.contains($0) }
    }
    return (part.sorted(), borders.sorted())
  }

  /// Takes away from some nodes all that are related to one, directly or through others of them; that one
  /// first.
  private func takeAway(
    from first: Int32, _ some: inout NodeMarks
  ) -> [Int32] {
    var found = [first]
    some.remove(first)
    var next = 0
    while next < found.count {
      for other in works.nodes.neighbours[Int(found[next])] where some.contains(other) {
        some.remove(other)
        found.append(other)
      }
      next += 1
    }
    return found
  }

  /// Lets go who can't bring anything whatever the others do; what the rest can bring together at most.
  private mutating func trim(in year: Int, _ forced: [Int32], _ charges: Charges) -> Double {
    members.removeAll(keepingCapacity: true)
    members += reached
    own.removeAll(keepingCapacity: true)
    grounds.begin(cashWeight: 1 + charges.cash)
    enter(leader)
    for index in works.partRange(of: leader) { grounds.lead(on: works.parts[index].ground) }
    for node in members {
      own.append(own(node, in: year, charges))
      enter(node)
    }
    for _ in 0..<3 {
      var kept = 0
      for (place, node) in members.enumerated() {
        let most = own[place] + mostOnGrounds(by: node)
        if most > 0 || forced.contains(node) {
          (members[kept], own[kept]) = (node, own[place])
          kept += 1
        } else {
          for index in works.partRange(of: node) { grounds.leave(works.parts[index].ground) }
        }
      }
      if kept == members.count { break }
      members.removeSubrange(kept...)
      own.removeSubrange(kept...)
    }
    return members.indices.reduce(0) { sum, place in
      sum + max(0, own[place] + shareOnGrounds(of: members[place]))
    }
  }

  /// What a work brings on its grounds when what the largest of several pays there is spread evenly.
  private func shareOnGrounds(of node: Int32) -> Double {
    var share = 0.0
    for index in works.partRange(of: node) { share += grounds.share(of: works.parts[index]) }
    return share
  }

  private mutating func enter(_ node: Int32) {
    for index in works.partRange(of: node) { grounds.enter(works.parts[index].ground) }
  }

  private func mostOnGrounds(by node: Int32) -> Double {
    var most = 0.0
    for index in works.partRange(of: node) where grounds.isShared(works.parts[index].ground) {
      most += grounds.total(of: works.parts[index])
    }
    return most
  }

  // MARK: The cut

  private mutating func makeNetwork(_ forced: [Int32], cashWeight: Double) {
    network.removeAll()
    items.removeAll(keepingCapacity: true)
    grounds.collect(members, leader: leader, works)
    for (index, node) in members.enumerated() {
      let profit =
        own[index] + grounds.profit(of: index) + (forced.contains(node) ? Self.plenty : 0)
      items.append(network.addItem(profit))
    }
    grounds.addCouples(to: &network, items)
    for part in 0..<4 {
      // All but nuisance, the last, is cash.
      let weight = part < 3 ? cashWeight : 1
      let floor = works.once[Int(leader)][part] * weight
      addSteps(
        members.indices.compactMap { index in
          let value = works.once[Int(members[index])][part] * weight
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
