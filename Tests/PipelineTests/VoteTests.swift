import Foundation
import LayerIO
import ProjectBundling
import ProjectFile
import Residents
import Tables
import TestSupport
import Testing

@testable import Pipeline

/// From what residents are offered to what the next run tells, on the demo municipality.
@Suite struct VoteTests {
  private func project() throws -> (folder: TemporaryFolder, path: String) {
    let folder = try TemporaryFolder()
    for name in try FileManager.default.contentsOfDirectory(
      atPath: Repository.file("layers/juinen"))
    {
      try FileManager.default.copyItem(
        atPath: Repository.file("layers/juinen/\(name)"), toPath: folder.file(name))
    }
    let path = folder.file("project.yaml")
    let text = try String(contentsOfFile: path, encoding: .utf8)
      .replacing("../cycles.yaml", with: Repository.file("layers/cycles.yaml"))
    try folder.write(text, to: "project.yaml")
    return (folder, path)
  }

  /// Ballots that choose numbers, a text for each such as `01 03`.
  private func cast(_ ballots: [String], of paper: BallotPaper, in folder: TemporaryFolder) throws {
    for (index, ballot) in ballots.enumerated() {
      let number = String(repeating: "0", count: 32 - "\(index)".count) + "\(index)"
      let chosen = ballot.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ", ")
      try folder.write(
        "{\"vote\": \"\(paper.vote)\", \"number\": \"\(number)\", \"chosen\": [\(chosen)]}",
        to: "in/\(index).json")
    }
  }

  @Test
  func `what is chosen stands in the next plan for the price and ground that the ballot told`()
    throws
  {
    let (folder, path) = try project()
    var request = BallotRequest(budgetCents: 10_000_000)
    request.most = 12
    let offered = try BallotJob(of: path, request, threads: 2, control: JobControl())
      .run(output: folder.file("vote"), language: .nl)
    let paper = offered.paper
    #expect(paper.options.count == 12 && offered.possible > 12)
    #expect(Set(paper.options.map(\.kind)).count >= 2)
    #expect(paper.options.allSatisfy { (40_000...10_000_000).contains($0.priceCents) })
    try cast(["01 02", "01 03", "02 04", "05"], of: paper, in: folder)
    let job = try TallyJob(
      of: folder.file("vote"), returned: [folder.file("in")], threads: 2, control: JobControl())
    let decided = try job.decide(.equalShares, in: path, on: "2026-11-28", language: .en)
    let chosen = job.count.outcome(of: .equalShares).choices.map { paper.options[$0.option] }
    #expect(!chosen.isEmpty && decided.lines.count == chosen.count)

    let answer = try MainJob(projectPath: path, options: .init(products: []), control: JobControl())
      .session().answer()
    let (plan, map) = (try answer.plan(), try answer.map())
    let effects = plan.decisionEffects(map, planned: plannedYears(of: map, plan: plan))
    #expect(effects.count == chosen.count)
    for (effect, option) in zip(effects, chosen) {
      #expect(effect.done == option.works.count, "\(option.name.en)")
      #expect(effect.cost.cents == option.priceCents, "\(option.name.en)")
      if option.kind != .coupling { #expect(effect.year == option.year) }
      let told = option.area.reduce(0) { $0 + $1.squareMetres }
      #expect(abs(effect.areas.filter { $0 >= 1 }.reduce(0, +) - told) < 1e-6)
    }
    // A vote is decided on once.
    #expect(throws: YAMLError.self) {
      try job.decide(.greedy, in: path, on: "2026-11-28", language: .en)
    }
  }
}
