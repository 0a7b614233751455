extension Election {
  /// The options that the method of equal shares chooses, in order, with the ties on the way.
  /// Exact: shares are fractions of one common denominator.
  func equalShares() -> (chosen: [Int], ties: [ElectionOutcome.Tie]) {
    var purses = Purses(self)
    let support = support
    var open = options.indices.filter { support[$0] > 0 }
    var (chosen, ties) = ([Int](), [ElectionOutcome.Tie]())
    while true {
      let offers = open.compactMap { purses.offer(of: $0) }
      open = offers.map(\.option)
      guard var best = offers.first else { return (chosen, ties) }
      for offer in offers.dropFirst() where offer.isCheaper(than: best) { best = offer }
      let equals = offers.filter { !best.isCheaper(than: $0) }
        .sorted { precedes($0.option, $1.option, support) }
      let first = equals[0]
      if equals.count > 1 {
        ties.append(.init(first: first.option, others: equals.dropFirst().map(\.option)))
      }
      purses.pay(first)
      chosen.append(first.option)
      open.removeAll { $0 == first.option }
    }
  }
}

/// What an option would cost those who want it for each point: those who have less pay all that
/// they have.
private struct SharedPrice {
  let option: Int
  /// What those pay together who have enough, times the common denominator.
  let rest: BigNatural
  /// Points of those, over all ballots.
  let points: UInt64
  /// What the price counts for: satisfaction is the price of an option where ballots approve, else
  /// its points.
  let worth: UInt64

  /// Whether less is paid for each unit of satisfaction: `rest / (points * worth)` compared.
  func isCheaper(than other: SharedPrice) -> Bool {
    rest * other.points * other.worth < other.rest * points * worth
  }
}

/// What the voters have left: fractions of one common denominator, by kind of ballot.
private struct Purses {
  private let election: Election
  /// Kinds of ballots that name each option, with their points. Shape: options.
  private var supporters: [[(ballots: Int, points: UInt64)]]
  /// What one ballot of each kind has left, in cents times the denominator.
  private var amounts: [BigNatural]
  private var denominator: BigNatural

  init(_ election: Election) {
    self.election = election
    supporters = election.options.map { _ in [] }
    for (index, ballot) in election.ballots.enumerated() {
      for one in ballot.points { supporters[one.option].append((index, UInt64(one.points))) }
    }
    // Everybody has the budget divided by the ballots.
    denominator = BigNatural(UInt64(max(1, election.ballotCount)))
    amounts = election.ballots.map { _ in BigNatural(UInt64(election.budget)) }
  }

  /// What an option would cost its supporters; nil where they can't pay it.
  func offer(of option: Int) -> SharedPrice? {
    let price = denominator * UInt64(election.options[option].price)
    var wanting = supporters[option]
    var (rest, points) = (price, UInt64(0))
    for one in wanting { points += one.points * count(one.ballots) }
    // The poorest first, by what they have for each point.
    wanting.sort { amounts[$0.ballots] * $1.points < amounts[$1.ballots] * $0.points }
    for one in wanting {
      // Enough for the price of each point: so have all behind it.
      if rest * one.points <= amounts[one.ballots] * points {
        let worth = election.hasPoints ? 1 : UInt64(election.options[option].price)
        return SharedPrice(option: option, rest: rest, points: points, worth: worth)
      }
      rest -= amounts[one.ballots] * count(one.ballots)
      points -= one.points * count(one.ballots)
    }
    return nil
  }

  private func count(_ ballots: Int) -> UInt64 { UInt64(election.ballots[ballots].count) }

  /// Has the supporters of an option pay it.
  mutating func pay(_ price: SharedPrice) {
    denominator = denominator * price.points
    for index in amounts.indices { amounts[index] = amounts[index] * price.points }
    for one in supporters[price.option] {
      let share = price.rest * one.points
      amounts[one.ballots] -= min(share, amounts[one.ballots])
    }
  }
}
