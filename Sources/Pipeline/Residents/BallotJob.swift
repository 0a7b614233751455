import Formats
import Foundation
import LayerIO
import OpportunityMap
import ProjectFile
import Publishing
import Residents
import Tables
import Workers

/// Offers residents what can really be done: what `kansenkaart ballot` does.
package struct BallotJob: Sendable {
  /// The project.
  package var project: ProjectFile { session.city.inputs.project }
  private let session: Session
  private let request: BallotRequest
  private let control: JobControl

  /// What was offered.
  package struct Offered: Sendable {
    package let paper: BallotPaper
    /// How many options there would be without a limit.
    package let possible: Int
    package let files: [String]
  }

  /// Loads the stack in an output folder, or reads and stacks a project.
  /// - Throws: as `MainJob.session` and `ScoreJob.init`.
  package init(
    of path: String, _ request: BallotRequest, threads: Int, control: JobControl
  ) throws {
    let options = MainJob.Options(threads: threads, products: [])
    session = try Session.open(path, options: options, control: control)
    (self.request, self.control) = (request, control)
  }

  /// Writes the ballot: `ballot.html` for residents, `ballot.json` and `ballot.pb` for counting,
  /// and `codes.txt` where codes are given out. All of them or none.
  /// - Throws: `BallotError` where there is nothing to offer; `ProductError`.
  package func run(output: String, language: Language) throws -> Offered {
    let answer = session.answer(session.city.inputs, control: control)
    let map = try answer.map()
    try check(map)
    let offers = BallotOffers(
      try answer.plan(), map, MeasureNames(answer.inputs.cycles.value))
    let (options, possible) = offers.options(request)
    guard !options.isEmpty else {
      throw BallotError(
        project.path, "Nothing that is asked for can be done for that budget.",
        "Give a larger --budget, other neighbourhoods, or offer more kinds.")
    }
    let codes = VoterCodes.draw(request.codes)
    var paper = BallotPaper(
      vote: "", name: project.name, until: request.until, sendTo: request.sendTo,
      budgetCents: request.budgetCents, currency: map.currency.code,
      codes: VoterCodes.hashes(codes), options: options)
    paper.vote = try "vote-" + sha256(of: compactJSON(paper)).prefix(8)
    let places = Dictionary(
      map.neighbourhoods.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    var files: [(name: String, text: Data)] = [
      ("ballot.html", Data(try BallotPage(paper, places: places, language: language).text().utf8)),
      ("ballot.pb", Data(paper.pabulib(voters: [], in: language).utf8)),
    ]
    if !codes.isEmpty {
      files.append(("codes.txt", Data((codes.joined(separator: "\n") + "\n").utf8)))
    }
    // A folder of its own, since ballots that come in are counted by what is in it.
    try fillFolder(output, control) { folder in
      for file in files { try writeText(file.text, to: folder.path(of: file.name)) }
      try writeJSON(paper, to: folder.path(of: BallotPaper.fileName))
    }
    return Offered(
      paper: paper, possible: possible, files: files.map(\.name) + [BallotPaper.fileName])
  }

  private func check(_ map: OpportunityMap) throws {
    let known = map.neighbourhoods.map(\.id)
    for code in request.neighbourhoods where !known.contains(code) {
      throw BallotError(
        project.path, "There is no neighbourhood '\(code)'.",
        nearestName(to: code, among: known).map { "Did you mean '\($0)'?" } ?? "")
    }
  }
}

extension BallotPaper {
  /// The vote as a file of Pabulib.
  package func pabulib(voters: [[Int]], in language: Language) -> String {
    Pabulib.text(
      election(ballots: []) { $0.text(in: language) }, about: "\(name), \(vote)",
      voters: voters.enumerated().map { ("\($0 + 1)", $1) })
  }
}
