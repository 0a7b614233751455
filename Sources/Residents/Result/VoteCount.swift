import Foundation
import LayerIO
import Tables

/// A vote with its ballots, counted by each rule.
package struct VoteCount: Sendable {
  /// What was offered; nil for a file of Pabulib.
  package let paper: BallotPaper?
  /// What came in of our own ballots.
  package let box: BallotBox
  package let election: Election
  /// Options of a file that cost nothing, and so are no choice.
  package let free: [String]
  /// What each rule chooses. Shape: `VotingRule.allCases`.
  package let outcomes: [ElectionOutcome]

  /// Counts the ballots of a vote: of the folder that `kansenkaart ballot` wrote those that came
  /// in, of a file of Pabulib its own.
  /// - Throws: `BallotError`.
  package init(of vote: String, returned: [String]) throws {
    let folder = vote + "/" + BallotPaper.fileName
    if FileManager.default.fileExists(atPath: folder) {
      let paper = try BallotPaper.read(path: folder)
      let box = BallotBox(try BallotBox.files(in: returned), of: paper)
      (self.paper, self.box, free) = (paper, box, [])
      election = paper.election(ballots: box.counted.map(\.options)) { $0.nl }
    } else {
      guard returned.isEmpty else {
        throw BallotError(
          vote, "There is no \(BallotPaper.fileName) here, so that ballots can't be counted.",
          "Give the folder that 'kansenkaart ballot' wrote; a file of Pabulib has its votes in it.")
      }
      let file = try Pabulib(path: vote)
      (paper, box, free) = (nil, BallotBox(), file.free)
      election = file.election
    }
    guard election.ballotCount > election.blankCount else {
      let first = box.refused.first.map { " The first that is refused: \($0)" } ?? ""
      throw BallotError(
        vote, "There is no ballot to count.\(first)", "Name the ballots that came in.")
    }
    let election = election
    outcomes = VotingRule.allCases.map { election.outcome(of: $0) }
  }

  /// What a rule chooses.
  package func outcome(of rule: VotingRule) -> ElectionOutcome {
    outcomes.first { $0.rule == rule } ?? election.outcome(of: rule)
  }

  /// How many ballots name each option.
  package var voters: [Int] { election.voters }

  /// Name of an option.
  func name(_ option: Int, _ language: Language) -> String {
    guard let paper else { return election.options[option].name }
    let own = paper.options[option]
    return [own.name.text(in: language), own.place].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

extension BallotBox {
  /// Of a vote whose ballots stand in a file of their own.
  init() {}
}

extension VotingRule {
  /// What people call it.
  package var name: Wording {
    switch self {
    case .greedy: Wording(en: "most votes first", nl: "meeste stemmen eerst")
    case .equalShares: Wording(en: "equal shares", nl: "gelijke delen")
    }
  }
}
