import TestSupport
import Testing

@testable import Residents

@Suite struct EqualSharesTests {
  /// Ten voters have 10 each. Six want A (60) and C (40): for both they pay a sixth of the price, so that the
  /// cheaper C comes first, and then they can't pay A. Four want B (40) and pay 10 each. By votes alone, the six
  /// get both, and the four nothing.
  @Test func `a smaller group gets what its shares pay for`() {
    let vote = election(
      budget: 100, prices: [60, 40, 40],
      Array(repeating: "AC", count: 6) + Array(repeating: "B", count: 4))
    #expect(told(vote.outcome(of: .equalShares), vote) == "CB")
    #expect(told(vote.outcome(of: .greedy), vote) == "CA")
  }

  /// Four voters have 25 each. A costs 40 and B 30, each wanted by three, so that a third of the price is paid: B
  /// comes first, 10 each. Then A, 40/3 each, of which two have 15 left and one 25. C costs 45: its two have 5/3
  /// and 15 left, which is too little.
  @Test func `shares are divided exactly and what cannot be paid is not chosen`() {
    let vote = election(budget: 100, prices: [40, 30, 45], ["A", "AB", "ABC", "BC"])
    let outcome = vote.outcome(of: .equalShares)
    #expect(told(outcome, vote) == "BA")
    #expect(outcome.left == 3000 && outcome.leftByRule == 3000)
    #expect(outcome.cheapestLeftOut == 2 && outcome.isExhausted(vote))
  }

  /// Three voters have 20 each. A (30) is wanted by all: 10 each. B (12) by the first two: 6 each. Then C (13) by
  /// the first, who has 4 left and pays all, and the third, who has 10 and pays 9.
  @Test func `those who have less pay all that they have`() {
    let vote = election(budget: 60, prices: [30, 12, 13], ["ABC", "AB", "AC"])
    #expect(told(vote.outcome(of: .equalShares), vote) == "ABC")
    #expect(vote.outcome(of: .equalShares).left == 500)
    let dearer = election(budget: 60, prices: [30, 12, 15], ["ABC", "AB", "AC"])
    #expect(told(dearer.outcome(of: .equalShares), dearer) == "ABc")
  }

  @Test func `what is left goes by votes, and is told`() {
    let vote = election(budget: 100, prices: [60, 50], ["A", "A", "A", "B", "B"])
    // Shares of 20: A is paid by three with 60; two can't pay 50. Of what is left, 40, it is too
    // dear.
    #expect(told(vote.outcome(of: .equalShares), vote) == "A")
    let cheaper = election(budget: 100, prices: [60, 40, 35], ["A", "A", "A", "BC", ""])
    // One voter has 20, and what she wants costs more; from what is left the cheaper one comes
    // first of two with one vote.
    #expect(told(cheaper.outcome(of: .equalShares), cheaper) == "Ac")
    #expect(cheaper.outcome(of: .equalShares).leftByRule == 4000)
  }

  @Test func `ties go by votes, then price, then id, and are told`() {
    let vote = election(budget: 50, prices: [50, 40, 40], ["AB", "AB", "C", "C"])
    let greedy = vote.outcome(of: .greedy)
    #expect(told(greedy, vote) == "B")
    #expect(greedy.ties == [.init(first: 1, others: [2, 0])])
    let even = election(budget: 40, prices: [40, 40], ["A", "B"])
    #expect(told(even.outcome(of: .greedy), even) == "A")
  }

  @Test func `nothing without votes is chosen, and blank ballots have their shares`() {
    let vote = election(budget: 100, prices: [10, 10], ["A", "", ""])
    for rule in VotingRule.allCases {
      #expect(told(vote.outcome(of: rule), vote).uppercased() == "A")
    }
    #expect(vote.blankCount == 2)
    let dearer = election(budget: 90, prices: [31], ["A", "", ""])
    #expect(dearer.outcome(of: .equalShares).choices == [.init(option: 0, isFromRest: true)])
  }

  /// Against a count by fractions of whole numbers, which says the same in another way: every price
  /// is found by trying all sets of voters who pay all that they have.
  @Test func `small votes are counted as trying all ways to share counts them`() {
    var random = SeededGenerator(seed: 17)
    for _ in 0..<400 {
      let prices = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Int.random(in: 1...12, using: &random)
      }
      let ballots = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        String("ABCD".prefix(prices.count).filter { _ in Bool.random(using: &random) })
      }
      let budget = Int.random(in: 6...30, using: &random)
      let vote = election(budget: budget, prices: prices, ballots)
      let own = vote.equalShares().chosen
      #expect(
        own == sharedByTrying(budget: budget, prices: prices, ballots),
        "\(budget) \(prices) \(ballots)")
    }
  }
}

/// A fraction of whole numbers that are small.
private struct Fraction: Comparable {
  let top: Int
  let bottom: Int

  init(_ top: Int, _ bottom: Int = 1) {
    var (a, b) = (abs(top), bottom)
    while b > 0 { (a, b) = (b, a % b) }
    (self.top, self.bottom) = (top / max(a, 1), bottom / max(a, 1))
  }

  static func < (a: Fraction, b: Fraction) -> Bool { a.top * b.bottom < b.top * a.bottom }
  static func + (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
  }
  static func - (a: Fraction, b: Fraction) -> Fraction { a + Fraction(-b.top, b.bottom) }
  func divided(by number: Int) -> Fraction { Fraction(top, bottom * number) }
}

/// The method of equal shares by its definition: of all options the one for which the fewest is
/// paid for each unit of price; what is paid is found by trying all sets of supporters who pay all
/// that they have.
private func sharedByTrying(budget: Int, prices: [Int], _ ballots: [String]) -> [Int] {
  let supporters = prices.indices.map { option in
    ballots.indices.filter { ballots[$0].contains(Array("ABCD")[option]) }
  }
  var purses = ballots.map { _ in Fraction(budget, ballots.count) }
  var chosen: [Int] = []
  while true {
    var best: (option: Int, rate: Fraction, share: Fraction)?
    let order = prices.indices.sorted {
      (-supporters[$0].count, prices[$0], $0) < (-supporters[$1].count, prices[$1], $1)
    }
    for option in order where !chosen.contains(option) {
      guard let share = share(prices[option], supporters[option].map { purses[$0] }) else {
        continue
      }
      let rate = share.divided(by: prices[option])
      if let best, best.rate <= rate { continue }
      best = (option, rate, share)
    }
    guard let best else { return chosen }
    chosen.append(best.option)
    for voter in supporters[best.option] {
      purses[voter] = purses[voter] - min(purses[voter], best.share)
    }
  }
}

/// What each of some purses pays at most for a price, found by trying which of them pay all; nil
/// where they can't.
private func share(_ price: Int, _ purses: [Fraction]) -> Fraction? {
  var found: Fraction?
  for set in 0..<(1 << purses.count) {
    let poor = purses.indices.filter { set >> $0 & 1 == 1 }
    let rich = purses.indices.filter { set >> $0 & 1 == 0 }
    guard !rich.isEmpty else { continue }
    let share = (Fraction(price) - poor.reduce(Fraction(0)) { $0 + purses[$1] }).divided(
      by: rich.count)
    guard poor.allSatisfy({ purses[$0] < share }), rich.allSatisfy({ share <= purses[$0] }) else {
      continue
    }
    found = share
  }
  return found
}
