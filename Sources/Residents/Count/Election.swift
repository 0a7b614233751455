/// A vote on how to spend a budget: what may be chosen, and what the ballots say. Amounts are whole
/// cents.
package struct Election: Sendable, Equatable {
  /// Something that may be chosen.
  package struct Option: Sendable, Equatable {
    /// What ballots call it.
    package var id: String
    /// What people call it.
    package var name: String
    /// Price in cents, over 0.
    package var price: Int

    /// An option.
    package init(id: String, name: String, price: Int) {
      (self.id, self.name, self.price) = (id, name, price)
    }
  }

  /// Equal ballots.
  package struct Ballots: Sendable, Equatable {
    /// Points by option, ascending by index, each over 0. An approval is one point.
    package var points: [Points]
    /// How many ballots say so.
    package var count: Int
  }

  /// Points for an option.
  package struct Points: Sendable, Hashable {
    /// Index in `options`.
    package var option: Int
    /// Over 0.
    package var points: Int

    /// Points.
    package init(_ option: Int, _ points: Int = 1) { (self.option, self.points) = (option, points) }
  }

  /// What can be spent, in cents.
  package let budget: Int
  /// What may be chosen.
  package let options: [Option]
  /// What the ballots say, those that say the same together; blank ones among them.
  package private(set) var ballots: [Ballots] = []
  /// Whether ballots divide points, rather than approve.
  package let hasPoints: Bool

  /// A vote on options, of which each ballot gives points to some.
  package init(
    budget: Int, options: [Option], ballots given: [[Points]], hasPoints: Bool = false
  ) {
    precondition(budget > 0 && options.allSatisfy { $0.price > 0 }, "amounts are over 0")
    (self.budget, self.options, self.hasPoints) = (budget, options, hasPoints)
    var places: [[Points]: Int] = [:]
    for ballot in given {
      let points = ballot.sorted { $0.option < $1.option }
      if let place = places[points] {
        ballots[place].count += 1
      } else {
        places[points] = ballots.count
        ballots.append(Ballots(points: points, count: 1))
      }
    }
  }

  /// How many ballots there are, blank ones too.
  package var ballotCount: Int { ballots.reduce(0) { $0 + $1.count } }

  /// How many of them choose nothing.
  package var blankCount: Int { ballots.filter(\.points.isEmpty).reduce(0) { $0 + $1.count } }

  /// Points of each option, over all ballots: how many approve it, where ballots approve.
  package var support: [Int] {
    var support = [Int](repeating: 0, count: options.count)
    for ballot in ballots {
      for one in ballot.points { support[one.option] += one.points * ballot.count }
    }
    return support
  }

  /// How many ballots name each option.
  package var voters: [Int] {
    var voters = [Int](repeating: 0, count: options.count)
    for ballot in ballots {
      for one in ballot.points { voters[one.option] += ballot.count }
    }
    return voters
  }

  /// Which of several that tie comes first: that with more support, then the cheaper one, then by
  /// id.
  func precedes(_ a: Int, _ b: Int, _ support: [Int]) -> Bool {
    guard support[a] == support[b] else { return support[a] > support[b] }
    guard options[a].price == options[b].price else { return options[a].price < options[b].price }
    return options[a].id.utf8.lexicographicallyPrecedes(options[b].id.utf8)
  }
}
