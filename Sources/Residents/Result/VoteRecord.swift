import LayerIO
import Tables
import Workers

/// The result as `tally.json` has it.
package struct VoteRecord: Encodable {
  let vote: String?
  let budgetCents, ballots, blank, repeated: Int
  let refused: [String]
  let free: [String]
  let rules: [Rule]

  struct Rule: Encodable {
    let rule: String
    let chosen, chosenFromRest: [String]
    let costCents, leftCents, leftByRuleCents: Int
    let isExhausted: Bool
    let ties: [[String]]
    let voters, served: Int
    let votersByNumberOfChoices: [Int]
    let meanShareOfMoney: Double
    let owedOption: String?
    let owedVoters: Int?
  }

  init(_ count: VoteCount) {
    let election = count.election
    vote = count.paper?.vote
    (budgetCents, ballots, blank) = (election.budget, election.ballotCount, election.blankCount)
    (repeated, refused) = (count.box.repeated.count, count.box.refused.map(\.description))
    free = count.free
    func id(_ option: Int) -> String { election.options[option].id }
    rules = count.outcomes.map { outcome in
      let fairness = Fairness(outcome, election)
      return Rule(
        rule: outcome.rule.rawValue,
        chosen: outcome.choices.map { id($0.option) },
        chosenFromRest: outcome.choices.filter(\.isFromRest).map { id($0.option) },
        costCents: election.budget - outcome.left, leftCents: outcome.left,
        leftByRuleCents: outcome.leftByRule,
        isExhausted: outcome.isExhausted(election),
        ties: outcome.ties.map { ([$0.first] + $0.others).map(id) },
        voters: fairness.voters, served: fairness.served,
        votersByNumberOfChoices: fairness.byNumber, meanShareOfMoney: fairness.meanShareOfMoney,
        owedOption: fairness.owed.map { id($0.option) }, owedVoters: fairness.owed?.voters)
    }
  }
}

extension ElectionOutcome {
  /// Whether nothing that anybody wants could be paid from what is left.
  package func isExhausted(_ election: Election) -> Bool {
    cheapestLeftOut.map { election.options[$0].price > left } ?? true
  }
}

extension VoteCount {
  /// The result for programs.
  package var record: VoteRecord { VoteRecord(self) }

  /// The result as a table: a row for each option, with what each rule says of it.
  package func table(_ language: Language) -> VectorTable {
    let options = election.options
    func column(_ name: String, unit: String = "", _ values: VectorTable.Values)
      -> VectorTable.Column
    {
      VectorTable.Column(name: name, unit: unit, values: values)
    }
    let rules = outcomes.map { outcome in
      let places = Dictionary(
        uniqueKeysWithValues: outcome.choices.enumerated().map { ($1.option, $0 + 1) })
      return column(
        outcome.rule.rawValue.replacing("-", with: "_") + "_rank",
        .integer(options.indices.map { places[$0] }))
    }
    return VectorTable(
      name: "tally",
      columns: [
        column("option", .text(options.map(\.id))),
        column("name", .text(options.indices.map { name($0, language) })),
        column("price", .number(options.map { Double($0.price) / 100 }, decimals: 2)),
        column("ballots", .integer(voters)), column("points", .integer(election.support)),
      ] + rules, geometryKind: .none)
  }
}
