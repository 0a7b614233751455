/// How a choice falls to the voters.
package struct Fairness: Sendable, Equatable {
  /// Ballots that choose something: only these can get anything.
  package let voters: Int
  /// Those of them that get at least one option of their choice.
  package let served: Int
  /// Ballots by how many options of their choice they get: none, one, two and so on.
  package let byNumber: [Int]
  /// The mean over voters of the part of what is spent that goes to options of their choice, from 0
  /// to 1.
  package let meanShareOfMoney: Double
  /// Voters who get nothing though they name an option within the budget and would together have
  /// been able to pay it: groups that are large enough to be owed something. Index of the option
  /// and how many there are; nil where there are none.
  package let owed: (option: Int, voters: Int)?

  /// How an outcome falls to the voters of an election.
  package init(_ outcome: ElectionOutcome, _ election: Election) {
    let chosen = Set(outcome.choices.map(\.option))
    let spent = chosen.reduce(0) { $0 + election.options[$1].price }
    var (voters, byNumber, money) = (0, [Int](), 0.0)
    var left = [Int](repeating: 0, count: election.options.count)
    for ballot in election.ballots where !ballot.points.isEmpty {
      let got = ballot.points.filter { chosen.contains($0.option) }
      voters += ballot.count
      while byNumber.count <= got.count { byNumber.append(0) }
      byNumber[got.count] += ballot.count
      let amount = got.reduce(0) { $0 + election.options[$1.option].price }
      if spent > 0 { money += Double(ballot.count) * Double(amount) / Double(spent) }
      if got.isEmpty { for one in ballot.points { left[one.option] += ballot.count } }
    }
    self.voters = voters
    served = voters - (byNumber.first ?? 0)
    self.byNumber = byNumber
    meanShareOfMoney = voters > 0 ? money / Double(voters) : 0
    let (ballots, budget) = (election.ballotCount, election.budget)
    // Their shares together, ballots x budget / all ballots, reach the price.
    let owed = election.options.indices.filter { option in
      left[option] > 0
        && !(BigNatural(UInt64(left[option])) * UInt64(budget)
          < BigNatural(UInt64(ballots)) * UInt64(election.options[option].price))
    }.max { (left[$0], $1) < (left[$1], $0) }
    self.owed = owed.map { ($0, left[$0]) }
  }

  /// The same figures.
  package static func == (a: Fairness, b: Fairness) -> Bool {
    a.voters == b.voters && a.served == b.served && a.byNumber == b.byNumber
      && a.meanShareOfMoney == b.meanShareOfMoney && a.owed?.option == b.owed?.option
      && a.owed?.voters == b.owed?.voters
  }
}
