import Residents

/// What residents are asked.
package struct BallotRequest: Sendable {
  /// What can be spent, in cents.
  package var budgetCents: Int
  /// Kinds of what is offered.
  package var kinds: Set<BallotPaper.Option.Kind> = Set(BallotPaper.Option.Kind.allCases)
  /// Codes of the neighbourhoods in which it lies; all of them where none is given.
  package var neighbourhoods: [String] = []
  /// Most options.
  package var most = 20
  /// Last day for sending ballots back.
  package var until: String?
  /// Where to send them.
  package var sendTo: String?
  /// How many codes are given out; 0 where anybody may vote.
  package var codes = 0

  /// A request with a budget.
  package init(budgetCents: Int) { self.budgetCents = budgetCents }
}
