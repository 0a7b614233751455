/// Couplings that are chosen together for a work or a bundle.
struct CouplingSet: Sendable, Equatable {
  /// Indices of entries of the plan, ascending.
  var entries: [Int32] = []
  /// What it is worth in EUR in the year in which it is built.
  var worth = 0.0
  /// Extra cost in EUR by payer, each once, by index.
  var costs: [Cost] = []

  /// What somebody pays.
  struct Cost: Sendable, Equatable {
    /// Index in `CouplingPlan.payers`.
    var payer: Int
    /// EUR; below 0 where the work becomes cheaper.
    var euros: Double
  }

  /// No couplings.
  static let none = CouplingSet()

  /// Both together.
  static func + (a: CouplingSet, b: CouplingSet) -> CouplingSet {
    var sum = a
    sum.entries = (a.entries + b.entries).sorted()
    sum.worth += b.worth
    for cost in b.costs {
      if let known = sum.costs.firstIndex(where: { $0.payer == cost.payer }) {
        sum.costs[known].euros += cost.euros
      } else {
        sum.costs.append(cost)
        sum.costs.sort { $0.payer < $1.payer }
      }
    }
    return sum
  }

  /// Extra cost in EUR of all payers.
  var cost: Double { costs.reduce(0) { $0 + $1.euros } }

  /// What it is worth for each EUR; without end where it costs nothing.
  var rate: Double { cost > 0 ? worth / cost : .infinity }

  /// Whether it is worth at least as much and costs nobody more.
  func covers(_ other: CouplingSet) -> Bool {
    guard worth >= other.worth else { return false }
    func euros(_ set: CouplingSet, _ payer: Int) -> Double {
      set.costs.first { $0.payer == payer }?.euros ?? 0
    }
    return Set((costs + other.costs).map(\.payer)).allSatisfy {
      euros(self, $0) <= euros(other, $0)
    }
  }
}

extension [CouplingSet] {
  /// The sets that no other covers, no couplings first and then the least worth first; at most so many
  /// beside none.
  func withoutCovered(limit: Int) -> [CouplingSet] {
    var kept: [CouplingSet] = []
    for set in enumerated().sorted(by: {
      ($1.element.worth, $0.offset) < ($0.element.worth, $1.offset)
    })
    where !kept.contains(where: { $0.covers(set.element) }) {
      kept.append(set.element)
    }
    let others = [CouplingSet](kept.reversed()).filter { !$0.entries.isEmpty }
    guard others.count > limit else { return [.none] + others }
    return [.none] + (1...limit).map { others[$0 * others.count / limit - 1] }
  }
}
