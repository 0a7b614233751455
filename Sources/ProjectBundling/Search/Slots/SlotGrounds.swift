/// The grounds of a slot: who is there, and what they bring there when they are taken.
struct SlotGrounds {
  /// Works on each ground of the city that are in the slot, while `marks` says so.
  private var counts: [Int32]
  private var marks: [Int32]
  private var round: Int32 = 0
  /// Grounds with company, in the order in which they are met.
  private var found: [Found] = []
  /// Place of each ground in `found`; of those that are marked.
  private var places: [Int32]
  /// What each member brings by itself.
  private var profits: [Double] = []
  /// What a EUR of excavation and surface counts for.
  private var cashWeight = 1.0

  private struct Found {
    let ground: Int32
    /// What the leader does there; nil where it is not.
    let leader: SlotWorks.Part?
    var members: [(index: Int, part: SlotWorks.Part)] = []
  }

  /// Works that pay the largest of their values, from a floor that is paid anyway.
  struct Steps {
    let floor: Double
    let members: [(index: Int, value: Double)]
  }

  init(count: Int) {
    counts = [Int32](repeating: 0, count: count)
    marks = counts
    places = counts
  }

  /// Nobody is anywhere; a EUR of excavation and surface counts for so much.
  mutating func begin(cashWeight: Double) {
    round += 1
    self.cashWeight = cashWeight
  }

  /// The most that a work can bring on a ground.
  func total(of part: SlotWorks.Part) -> Double {
    cashWeight * part.values.sum() + part.challenge
  }

  mutating func enter(_ ground: Int32) {
    if marks[Int(ground)] != round {
      marks[Int(ground)] = round
      counts[Int(ground)] = 0
      places[Int(ground)] = -1
    }
    counts[Int(ground)] += 1
  }

  mutating func leave(_ ground: Int32) { counts[Int(ground)] -= 1 }

  /// The leader is on a ground.
  mutating func lead(on ground: Int32) { places[Int(ground)] = -2 }

  /// What a member brings on a ground at most, in a way that holds for any members together: without the
  /// leader the largest of `n` pays at least the n-th part of all.
  func share(of part: SlotWorks.Part) -> Double {
    let count = counts[Int(part.ground)]
    if count < 2 { return 0 }
    let total = total(of: part)
    return places[Int(part.ground)] == -2 ? total : total * (1 - 1 / Double(count))
  }

  /// Whether two or more are there, the leader among them.
  func isShared(_ ground: Int32) -> Bool { counts[Int(ground)] > 1 }

  /// Finds who meets whom, and what each member brings by itself.
  mutating func collect(_ members: [Int32], leader: Int32, _ works: SlotWorks) {
    found.removeAll(keepingCapacity: true)
    for part in works.parts[works.partRange(of: leader)] where isShared(part.ground) {
      places[Int(part.ground)] = Int32(found.count)
      found.append(Found(ground: part.ground, leader: part))
    }
    for (index, node) in members.enumerated() {
      for part in works.parts[works.partRange(of: node)] where isShared(part.ground) {
        if places[Int(part.ground)] < 0 {
          places[Int(part.ground)] = Int32(found.count)
          found.append(Found(ground: part.ground, leader: nil))
        }
        found[Int(places[Int(part.ground)])].members.append((index, part))
      }
    }
    profits.removeAll(keepingCapacity: true)
    profits += repeatElement(0, count: members.count)
    for place in found { addProfits(on: place) }
  }

  private mutating func addProfits(on place: Found) {
    if place.leader == nil, place.members.count == 2 {
      let half = pairValue(place) / 2
      for member in place.members { profits[member.index] += half }
    } else {
      for member in place.members { profits[member.index] += total(of: member.part) }
    }
  }

  /// What a member brings by itself on its grounds, in EUR.
  func profit(of member: Int) -> Double { profits[member] }

  private func pairValue(_ place: Found) -> Double {
    let (a, b) = (place.members[0].part, place.members[1].part)
    return cashWeight * pointwiseMin(a.values, b.values).sum() + a.challenge
  }

  /// What members that are taken save in cash on grounds, with the leader.
  func cash(_ isTaken: (Int) -> Bool) -> Double {
    found.reduce(0) { cash, place in
      var (sum, largest) = (SIMD2<Double>.zero, place.leader?.values ?? .zero)
      for member in place.members where isTaken(member.index) {
        sum += member.part.values
        largest = pointwiseMax(largest, member.part.values)
      }
      return cash + (sum + (place.leader?.values ?? .zero) - largest).sum()
    }
  }

  /// Two that meet where nobody else is gain only with each other.
  func addCouples(to network: inout ClosureNetwork, _ items: [Int32]) {
    for place in found where place.leader == nil && place.members.count == 2 {
      network.couple(
        items[place.members[0].index], items[place.members[1].index], pairValue(place) / 2)
    }
  }

  /// Where the largest of several pays: on the leader's ground what exceeds the leader's, elsewhere all
  /// of it and the challenge once.
  func steps(_ works: SlotWorks, leader: Int32) -> [Steps] {
    var result: [Steps] = []
    for place in found where place.leader != nil || place.members.count > 2 {
      for axis in 0..<2 {
        let floor = cashWeight * (place.leader?.values[axis] ?? 0)
        let values = place.members.map { ($0.index, value: cashWeight * $0.part.values[axis]) }
        let above = values.filter { $0.value > floor }
        guard !above.isEmpty else { continue }
        result.append(Steps(floor: floor, members: above))
      }
      if place.leader == nil, let challenge = place.members.first?.part.challenge, challenge > 0 {
        result.append(Steps(floor: 0, members: place.members.map { ($0.index, challenge) }))
      }
    }
    return result
  }
}
