import Workers

/// A group of the players of a game.
package struct Coalition: Sendable, Hashable {
  /// Whether each player takes part. Shape: players.
  package private(set) var isMember: [Bool]
  /// Number of players that take part.
  package private(set) var count = 0

  /// Nobody of that many players.
  init(players: Int) {
    isMember = [Bool](repeating: false, count: players)
  }

  /// The players whose bits are 1.
  fileprivate init(players: Int, bits: Int) {
    isMember = (0..<players).map { bits >> $0 & 1 == 1 }
    count = bits.nonzeroBitCount
  }

  /// Whether a player takes part.
  package func contains(_ player: Int) -> Bool { isMember[player] }

  /// Whether all players take part.
  package var isEverybody: Bool { count == isMember.count }

  fileprivate mutating func add(_ player: Int) {
    isMember[player] = true
    count += 1
  }
}

/// What each player of a game brings on average over all orders in which they can join (L. S. Shapley,
/// A value for n-person games, 1953). The values add up to what all have together.
package struct ShapleyValue: Sendable, Equatable {
  /// Value of each player, in the unit of the game. Shape: players.
  package var values: [Double]
  /// Standard error of each value; nil where all orders were counted. Shape: players.
  package var standardErrors: [Double]?

  /// Most players for which all orders are counted: 1,024 coalitions.
  package static let exactLimit = 10

  /// The values of a game in which nobody has nothing. Beyond `exactLimit` that many random orders are
  /// drawn; the same seed draws the same.
  package init(
    players: Int, samples: Int = 2000, seed: UInt64 = 1, worth: (Coalition) -> Double
  ) {
    if players <= Self.exactLimit {
      values = Self.exact(players, worth)
    } else {
      (values, standardErrors) = Self.sampled(players, samples, seed, worth)
    }
  }

  private static func exact(_ players: Int, _ worth: (Coalition) -> Double) -> [Double] {
    let worths = (0..<(1 << players)).map { worth(Coalition(players: players, bits: $0)) }
    let weights = orderWeights(players)
    return (0..<players).map { player in
      worths.indices.reduce(0.0) { sum, set in
        guard set >> player & 1 == 0 else { return sum }
        return sum + weights[set.nonzeroBitCount] * (worths[set | 1 << player] - worths[set])
      }
    }
  }

  /// Part of all orders in which exactly `k` given players come first and then a given one:
  /// k! (n - k - 1)! / n!. Shape: players.
  private static func orderWeights(_ players: Int) -> [Double] {
    var weights: [Double] = []
    for size in 0..<players {
      let before = weights.last ?? 0
      weights.append(
        size == 0 ? 1 / Double(players) : before * Double(size) / Double(players - size))
    }
    return weights
  }

  private static func sampled(
    _ players: Int, _ samples: Int, _ seed: UInt64, _ worth: (Coalition) -> Double
  ) -> ([Double], [Double]) {
    var random = SplitMix(seed: seed)
    var sums = [Double](repeating: 0, count: players)
    var squares = sums
    for _ in 0..<samples {
      var (coalition, before) = (Coalition(players: players), 0.0)
      for player in (0..<players).shuffled(using: &random) {
        coalition.add(player)
        let after = worth(coalition)
        sums[player] += after - before
        squares[player] += (after - before) * (after - before)
        before = after
      }
    }
    let count = Double(samples)
    let errors = zip(sums, squares).map { sum, square in
      (max(0, square - sum * sum / count) / (count - 1) / count).squareRoot()
    }
    return (sums.map { $0 / count }, errors)
  }
}
