import Foundation
import Testing

@testable import Residents

@Suite struct PabulibTests {
  private func read(_ text: String) throws -> Pabulib { try Pabulib(Data(text.utf8), path: "a.pb") }

  /// Published: Gdańsk, Przeróbka, 2020: a budget of 242,800, projects of 8,000, 42,000 and 5,900,
  /// 182 ballots, of which all three win.
  @Test(arguments: [[60, 61, 61], [1, 1, 180], [180, 1, 1]])
  func `in Przeróbka, Gdańsk 2020, all three projects win`(ballots: [Int]) throws {
    let votes = zip(["1", "2", "3"], ballots).flatMap { Array(repeating: $0, count: $1) }
    let text =
      "META\nkey;value\ndescription;Przeróbka\nbudget;242800\nvote_type;approval\nPROJECTS\nproject_id;cost\n"
      + "1;8000\n2;42000\n3;5900\nVOTES\nvoter_id;vote\n"
      + votes.enumerated().map { "\($0);\($1)\n" }.joined()
    let vote = try read(text).election
    #expect(vote.ballotCount == 182)
    for rule in VotingRule.allCases {
      let outcome = vote.outcome(of: rule)
      #expect(Set(outcome.choices.map(\.option)) == [0, 1, 2])
      #expect(outcome.left == 24_280_000 - 5_590_000 && outcome.cheapestLeftOut == nil)
    }
  }

  @Test func `decimal commas, quotation marks and points are read`() throws {
    let vote = try read(
      #"""
      META
      key;value
      budget;100,50
      vote_type;cumulative
      PROJECTS
      project_id;cost;name
      a;10,5;"A; ""so called"""
      b;0;free
      c;20.25;C

      VOTES
      voter_id;vote;points
      1;a,c;3,2
      2;b,c;4,1
      3;;
      """#)
    #expect(vote.election.budget == 10050)
    #expect(vote.election.options.map(\.price) == [1050, 2025])
    #expect(vote.election.options[0].name == "A; \"so called\"")
    #expect(vote.election.support == [3, 3] && vote.election.hasPoints)
    #expect(vote.election.ballotCount == 3 && vote.election.blankCount == 1)
    #expect(vote.free == ["b"])
  }

  @Test(
    arguments: [
      (
        "META\nkey;value\nbudget;x\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;5\nVOTES\nvoter_id;vote\n",
        3
      ),
      (
        "META\nkey;value\nbudget;5\nvote_type;ordinal\nPROJECTS\nproject_id;cost\n1;5\nVOTES\nvoter_id;vote\n",
        4
      ),
      (
        "META\nkey;value\nbudget;5\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;1.000,50\nVOTES\nvoter_id;vote\n",
        7
      ),
      (
        "META\nkey;value\nbudget;5\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;5\n1;6\nVOTES\nvoter_id;vote\n",
        8
      ),
      (
        "META\nkey;value\nbudget;5\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;5\nVOTES\nvoter_id;vote\n7;1\n7;1\n",
        11
      ),
      (
        "META\nkey;value\nbudget;5\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;5\nVOTES\nvoter_id;vote\n7;2\n",
        10
      ),
      ("META\nkey;value\nbudget;5\nvote_type;approval\nPROJECTS\nproject_id;price\n1;5\n", 6),
      ("META\nkey;value\nbudget;5\nvote_type;approval\nPROJECTS\nproject_id;cost\n\"1;5\n", 7),
      ("VOTES\nvoter_id;vote\n", 1), ("hello\n", 1),
      ("META\nkey;value\nbudget;5\nvote_type;approval\n", nil),
      (
        "META\nkey;value\nbudget;5\nvote_type;cumulative\nPROJECTS\nproject_id;cost\n1;5\nVOTES\nvoter_id;vote;points\n7;1;-2\n",
        10
      ),
    ] as [(String, Int?)])
  func `what is wrong is told with its line`(text: String, line: Int?) throws {
    let error = #expect(throws: BallotError.self) { try read(text) }
    #expect(error?.line == line)
    #expect(error?.remedy.isEmpty == false)
  }

  @Test func `what is written is read again as it was`() throws {
    let vote = election(budget: 100, prices: [60, 40], ["A", "AB", ""])
    let voters = [("1", [0]), ("2", [0, 1]), ("3", [])].map { (id: $0.0, options: $0.1) }
    let again = try read(Pabulib.text(vote, about: "a; b\nc", voters: voters)).election
    #expect(again.options == vote.options && again.budget == vote.budget)
    #expect(again.ballots == vote.ballots)
  }

  @Test(arguments: [
    ("8000", 800_000), ("8000.5", 800_050), ("8000,50", 800_050), ("1.2300", 123), ("0", 0),
  ])
  func `amounts are read to the cent`(text: String, cents: Int) {
    #expect(Residents.cents(of: text) == cents)
  }

  @Test(arguments: ["", "-5", "1.234,5", "1.234", "1e5", "€5", "5.", ".5", "12345678901", "٣"])
  func `what is no amount is none`(text: String) {
    #expect(Residents.cents(of: text) == nil)
  }
}
