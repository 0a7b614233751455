import OpportunityMap
import Solver

/// Which buildings are emptied by moving all their users into another that stays, so that it is worth most.
package struct CombiningProblem: Sendable {
  /// Users of a building that move into another.
  package struct Move: Sendable, Equatable {
    /// The building that is emptied, and the one that stays.
    package var guest: Int
    package var host: Int
    /// Whether they get vacant rooms of their own, rather than come at other hours.
    package var isBeside: Bool
    /// What they take of the host: m2 beside, else hours.
    package var size: Double
    /// What it is worth, above 0.
    package var worth: Double

    package init(guest: Int, host: Int, isBeside: Bool, size: Double, worth: Double) {
      (self.guest, self.host, self.isBeside) = (guest, host, isBeside)
      (self.size, self.worth) = (size, worth)
    }
  }

  /// What is chosen.
  package struct Solution: Sendable {
    /// Moves, ascending.
    package var moves: [Int] = []
    package var worth = 0.0
    /// No choice is worth more: `worth` where it is proven the best.
    package var bound = 0.0
  }

  /// Hours a week in which each building is free, and m2 that are vacant in it.
  package var freeHours: [Double]
  package var vacantAreas: [Double]
  /// The moves that are possible by themselves.
  package var moves: [Move]

  package init(freeHours: [Double], vacantAreas: [Double], moves: [Move]) {
    (self.freeHours, self.vacantAreas, self.moves) = (freeHours, vacantAreas, moves)
  }
}

extension CombiningProblem {
  /// Moves of a group beyond which the most worth that fits is taken one after the other.
  package static let mostMoves = 1500

  /// The best choice, by an integer program for each group of buildings that have to do with each other; a group of
  /// more than `mostMoves` takes the move that is worth most first, and its bound takes the best move of each
  /// building.
  /// - Throws: `IntegerProgram.Failure`.
  package func best(
    mostMoves: Int = Self.mostMoves, seconds: Double = 20, nodes: Int = 20_000
  ) throws -> Solution {
    var result = Solution()
    for group in groups() {
      if group.count > mostMoves {
        takeGreedily(group, into: &result)
      } else {
        try solve(group, into: &result, seconds: seconds, nodes: nodes)
      }
    }
    result.moves.sort()
    return result
  }

  private func solve(
    _ group: [Int], into result: inout Solution, seconds: Double, nodes: Int
  ) throws {
    var program = IntegerProgram()
    let choices = group.map { program.addChoice(cost: -moves[$0].worth) }
    let terms = Array(zip(group, choices))
    let leaving = Dictionary(grouping: terms) { moves[$0.0].guest }
    let coming = Dictionary(grouping: terms) { moves[$0.0].host }
    for (_, own) in leaving.sorted(by: { $0.key < $1.key }) {
      program.addConstraint(own.map { ($0.1, 1) }, in: 0...1)
    }
    for (host, guests) in coming.sorted(by: { $0.key < $1.key }) {
      for (isBeside, room) in [(false, freeHours[host]), (true, vacantAreas[host])] {
        let own = guests.filter { moves[$0.0].isBeside == isBeside }
        program.addConstraint(own.map { ($0.1, moves[$0.0].size) }, in: 0...room)
      }
      // Who moves gets no guests.
      guard let going = leaving[host] else { continue }
      for (_, choice) in guests {
        program.addConstraint([(choice, 1)] + going.map { ($0.1, 1) }, in: 0...1)
      }
    }
    let solution = try program.solve(seconds: seconds, nodes: nodes)
    for (move, choice) in terms where solution.values[choice] > 0.5 {
      result.moves.append(move)
      result.worth += moves[move].worth
    }
    result.bound -= solution.bound
  }

  private func takeGreedily(_ group: [Int], into result: inout Solution) {
    var (hours, areas) = (freeHours, vacantAreas)
    var gone: Set<Int> = []
    var hosts: Set<Int> = []
    var most: [Int: Double] = [:]
    for index in group.sorted(by: { (-moves[$0].worth, $0) < (-moves[$1].worth, $1) }) {
      let move = moves[index]
      most[move.guest] = max(most[move.guest] ?? 0, move.worth)
      guard !gone.contains(move.guest), !hosts.contains(move.guest), !gone.contains(move.host),
        move.size <= (move.isBeside ? areas : hours)[move.host]
      else { continue }
      if move.isBeside { areas[move.host] -= move.size } else { hours[move.host] -= move.size }
      gone.insert(move.guest)
      hosts.insert(move.host)
      result.moves.append(index)
      result.worth += move.worth
    }
    result.bound += most.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
  }

  /// The moves by what they have to do with each other, in the order of their first building.
  private func groups() -> [[Int]] {
    var joined = JoinedGroups(count: freeHours.count)
    for move in moves { joined.join(move.guest, move.host) }
    return Dictionary(grouping: moves.indices) { joined.first(of: moves[$0].guest) }
      .sorted { $0.key < $1.key }.map(\.value)
  }
}
