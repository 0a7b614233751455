/// How many works there are and what they cost, by whether it is known when, with what the sums leave
/// out. Each cost is that of the works counted beside it.
package struct WorkSums: Sendable, Codable, Equatable {
  /// Some works.
  package struct Part: Sendable, Codable, Equatable {
    /// Number of works.
    package var works = 0
    /// What they cost in EUR, as far as that is known.
    package var cost = 0.0
    /// How many of them have no known cost.
    package var withoutCost = 0
    /// How many of them lie outside all neighbourhoods as a whole.
    package var outside = 0
    /// What those cost in EUR.
    package var costOutside = 0.0
  }

  /// Works due within the horizon.
  package private(set) var due = Part()
  /// Works of which no year is known: they count as overlap only.
  package private(set) var undated = Part()
  /// Works due after the horizon: they count as overlap only.
  package private(set) var later = Part()
  /// Number of assets that have works.
  package private(set) var assets = 0

  /// Number of all works.
  package var works: Int { due.works + undated.works + later.works }

  /// Adds up the works of a map.
  package init(_ map: OpportunityMap) {
    // Looked at in place: works filtered or mapped would be copied, and a city has many.
    for index in map.works.indices {
      let isOutside = map.scores.place(of: map.works[index].asset) == .outside
      let cost = map.works[index].cost
      if map.isDue(map.works[index]) {
        due.add(cost, isOutside)
      } else if map.works[index].due == nil {
        undated.add(cost, isOutside)
      } else {
        later.add(cost, isOutside)
      }
      // Works on one asset stand together.
      if index == 0 || map.works[index].asset != map.works[index - 1].asset { assets += 1 }
    }
  }
}

extension WorkSums.Part {
  fileprivate mutating func add(_ cost: Double?, _ isOutside: Bool) {
    works += 1
    self.cost += cost ?? 0
    if cost == nil { withoutCost += 1 }
    guard isOutside else { return }
    outside += 1
    costOutside += cost ?? 0
  }
}
