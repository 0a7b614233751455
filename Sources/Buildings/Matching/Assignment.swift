import OpportunityMap
import Solver

/// Who gets which place: a value for each pair that is possible, and room for as much as fits.
package struct AssignmentProblem: Sendable {
  /// A seeker and a place that are possible together.
  package struct Pair: Sendable, Equatable {
    package var seeker: Int
    package var place: Int
    /// What the pair is worth, above 0.
    package var value: Double
    /// What the seeker takes of the place's room.
    package var size: Double

    /// A pair.
    package init(seeker: Int, place: Int, value: Double, size: Double) {
      (self.seeker, self.place, self.value, self.size) = (seeker, place, value, size)
    }
  }

  /// Number of seekers; each gets one place or none.
  package var seekers: Int
  /// Room of each place.
  package var rooms: [Double]
  /// The pairs that are possible, each once.
  package var pairs: [Pair]

  /// A problem.
  package init(seekers: Int, rooms: [Double], pairs: [Pair]) {
    (self.seekers, self.rooms, self.pairs) = (seekers, rooms, pairs)
  }
}

/// Who gets which place.
package struct Assignment: Sendable {
  /// The pair that each seeker gets, as an index into the problem's; nil for none.
  package var pairs: [Int?]
  /// What they are worth together.
  package var value: Double
  /// No assignment is worth more: `value` where it is proven the best.
  package var bound: Double
}

extension AssignmentProblem {
  /// The best assignment, by an integer program for each group of seekers who want the same places. Of each
  /// seeker the best pairs that fit are looked at, as many as the group has seekers: the others can't take up more
  /// places than that, so that one of these is left to it as a whole.
  /// - Throws: `IntegerProgram.Failure` where the solver finds nothing in `nodes` nodes.
  package func best(seconds: Double = 20, nodes: Int = 20_000) throws -> Assignment {
    var result = Assignment(
      pairs: [Int?](repeating: nil, count: seekers), value: 0, bound: 0)
    for group in groups() {
      let members = Set(group.map { pairs[$0].seeker }).count
      let lists = Dictionary(grouping: group) { pairs[$0].seeker }
      let kept = lists.sorted { $0.key < $1.key }.flatMap { _, own in
        own.filter { pairs[$0].size <= rooms[pairs[$0].place] }
          .sorted { (-pairs[$0].value, $0) < (-pairs[$1].value, $1) }.prefix(members)
      }
      try solve(kept, into: &result, seconds: seconds, nodes: nodes)
    }
    return result
  }

  private func solve(
    _ kept: [Int], into result: inout Assignment, seconds: Double, nodes: Int
  ) throws {
    var program = IntegerProgram()
    let choices = kept.map { program.addChoice(cost: -pairs[$0].value) }
    let terms = Array(zip(kept, choices))
    for (_, own) in Dictionary(grouping: terms, by: { pairs[$0.0].seeker }).sorted(by: {
      $0.key < $1.key
    }) {
      program.addConstraint(own.map { ($0.1, 1) }, in: 0...1)
    }
    for (place, own) in Dictionary(grouping: terms, by: { pairs[$0.0].place }).sorted(by: {
      $0.key < $1.key
    }) {
      program.addConstraint(own.map { ($0.1, pairs[$0.0].size) }, in: 0...rooms[place])
    }
    let solution = try program.solve(seconds: seconds, nodes: nodes)
    for (pair, choice) in terms where solution.values[choice] > 0.5 {
      result.pairs[pairs[pair].seeker] = pair
      result.value += pairs[pair].value
    }
    result.bound -= solution.bound
  }

  /// The pairs by what they have to do with each other, in the order of their first seeker.
  private func groups() -> [[Int]] {
    var joined = JoinedGroups(count: seekers + rooms.count)
    for pair in pairs { joined.join(pair.seeker, seekers + pair.place) }
    return Dictionary(grouping: pairs.indices) { joined.first(of: pairs[$0].seeker) }
      .sorted { $0.key < $1.key }.map(\.value)
  }
}
