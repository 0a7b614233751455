import Foundation
import LayerIO
import TestSupport

@testable import Residents

/// A vote on options called `A`, `B` and so on, of these prices in whole units; a text such as `AB`
/// is a ballot.
func election(budget: Int, prices: [Int], _ ballots: [String]) -> Election {
  let ids = prices.indices.map { String(UnicodeScalar(UInt8(65 + $0))) }
  return Election(
    budget: budget * 100,
    options: zip(ids, prices).map { Election.Option(id: $0, name: $0, price: $1 * 100) },
    ballots: ballots.map { ballot in
      ballot.compactMap { ids.firstIndex(of: String($0)) }.map { Election.Points($0) }
    })
}

/// Ids of what is chosen, in order; those from what was left in small letters.
func told(_ outcome: ElectionOutcome, _ election: Election) -> String {
  outcome.choices.map {
    let id = election.options[$0.option].id
    return $0.isFromRest ? id.lowercased() : id
  }.joined()
}

/// A ballot paper of three options.
let paper = BallotPaper(
  vote: "vote-1", name: "Juinen", budgetCents: 100_000, currency: "EUR", codes: [],
  options: [("01", 40_000), ("02", 50_000), ("03", 30_000)].map { id, price in
    BallotPaper.Option(
      id: id, kind: .work, name: Wording(en: "Work", nl: "Werk"), place: "Dorpsstraat",
      works: ["W" + id], year: 2030, priceCents: price, area: [], isPlanned: false)
  })
