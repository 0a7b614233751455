import Testing

@testable import Residents

@Suite struct FairnessTests {
  /// Six want A and C, four want B: by votes the four get nothing, though their shares of 10 would
  /// have paid B.
  @Test func `it is told who gets nothing though their shares would have paid`() {
    let vote = election(
      budget: 100, prices: [60, 40, 40],
      Array(repeating: "AC", count: 6) + Array(repeating: "B", count: 4))
    let greedy = Fairness(vote.outcome(of: .greedy), vote)
    #expect(greedy.voters == 10 && greedy.served == 6 && greedy.byNumber == [4, 0, 6])
    #expect(greedy.owed?.option == 1 && greedy.owed?.voters == 4)
    #expect(abs(greedy.meanShareOfMoney - 0.6) < 1e-12)
    let equal = Fairness(vote.outcome(of: .equalShares), vote)
    #expect(equal.served == 10 && equal.byNumber == [0, 10] && equal.owed == nil)
  }

  @Test func `blank ballots are no voters`() {
    let vote = election(budget: 10, prices: [5], ["A", ""])
    let fairness = Fairness(vote.outcome(of: .greedy), vote)
    #expect(fairness.voters == 1 && fairness.served == 1)
  }
}
