import Formats
import Foundation
import LayerIO
import ProjectBundling
import ProjectFile
import Publishing
import Residents
import Tables
import Workers

/// Counts ballots, and makes decisions of what is chosen: what `kansenkaart tally` does.
package struct TallyJob: Sendable {
  /// The ballots that were counted.
  package let count: VoteCount
  private let control: JobControl
  private let threads: Int

  /// Reads a vote, the folder that `kansenkaart ballot` wrote or a file of Pabulib, and the ballots
  /// of it that came in: files, or folders of them.
  /// - Throws: `BallotError`.
  package init(
    of vote: String, returned: [String], threads: Int, control: JobControl
  ) throws {
    (self.control, self.threads) = (control, threads)
    count = try VoteCount(of: vote, returned: returned)
  }

  /// Writes the result into a folder, all of it or nothing.
  /// - Throws: `ProductError`.
  package func write(to output: String, language: Language) throws -> [String] {
    try fillFolder(output, control) { folder in
      try writeJSON(count.record, to: folder.path(of: "tally.json"))
      try writeCSV(count.table(language), to: folder.path(of: "tally.csv"), threads: threads)
      guard let paper = count.paper else { return ["tally.json", "tally.csv"] }
      // Numbered anew: nobody is to find their neighbour's ballot.
      let voters = count.box.counted.map(\.options).sorted { $0.lexicographicallyPrecedes($1) }
      try writeText(
        Data(paper.pabulib(voters: voters, in: language).utf8), to: folder.path(of: "ballots.pb"))
      return ["tally.json", "tally.csv", "ballots.pb"]
    }
  }

  /// Writes what a rule chooses as decisions into a project. Nothing is written where the project
  /// would not hold together with them, or no programme does them all within its budgets.
  /// - Throws: `BallotError`, `YAMLError`; as answers do.
  package func decide(
    _ rule: VotingRule, in projectPath: String, on day: String, language: Language
  ) throws -> Decided {
    guard let paper = count.paper else {
      throw BallotError(
        projectPath, "A file of Pabulib tells no works, so that nothing can be decided by it.",
        "Count the folder that 'kansenkaart ballot' wrote.")
    }
    let lines = count.decisions(by: rule, of: paper, on: day, language)
    let options = MainJob.Options(threads: threads, products: [])
    let session = try MainJob(projectPath: projectPath, options: options, control: control)
      .session()
    let project = session.city.inputs.project
    let beside = URL(fileURLWithPath: project.path).deletingLastPathComponent()
    let path =
      project.bundling.decisionsPath ?? beside.appendingPathComponent("decisions.yaml").path
    let name = project.bundling.decisions ?? "decisions.yaml"
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    if !bytes.isEmpty {
      let known = try Decisions(YAMLValue(path: path, bytes: bytes))
      if let twice = known.decisions.first(where: { $0.vote == paper.vote }) {
        throw YAMLError(
          path: path, line: twice.line,
          problem: "The vote '\(paper.vote)' has been decided on already.",
          remedy: "Take its decisions out first, if it was counted anew.")
      }
    }
    let before = bytes.isEmpty ? Data(Decisions.emptyText.utf8) : bytes
    let text = try ListedLines(before, path: path, key: Decisions.listKey)
      .adding(lines.map(\.text))
    let parsed = try Parsed(Data(text.utf8), of: path, named: name) { try Decisions($0) }
    let plan = try check(parsed, session, path)
    try replaceText(of: path, by: text)
    try ProjectFile.name(decisions: name, in: project.path)
    return Decided(path: path, lines: lines, told: plan.voteLines(language))
  }

  /// What was decided.
  package struct Decided: Sendable {
    /// The file of decisions.
    package let path: String
    package let lines: [Decisions.Decision]
    /// What the vote costs and brings in the plan.
    package let told: [String]
  }

  private func check(
    _ decisions: Parsed<Decisions>, _ session: Session, _ path: String
  ) throws -> CandidateInput {
    var inputs = session.inputs
    inputs.decisions = decisions
    let answer = try session.answer(of: inputs, control: control)
    let (plan, map) = (try answer.plan(), try answer.map())
    if let status = plan.programme?.status, status == .infeasible || status == .notFound {
      throw YAMLError(
        path: path, line: nil,
        problem: "No programme does all that was chosen within the budgets of the project.",
        remedy: "Nothing was written. Give the budgets more in the years of these works.")
    }
    return CandidateInput(
      plan: plan, map: map, names: MeasureNames(answer.inputs.cycles.value),
      planned: plannedYears(of: map, plan: plan))
  }
}

extension VoteCount {
  /// What a rule chooses, as decisions.
  fileprivate func decisions(
    by rule: VotingRule, of paper: BallotPaper, on day: String, _ language: Language
  ) -> [Decisions.Decision] {
    let by = Wording(en: "vote of residents", nl: "stemming bewoners").text(in: language)
    let reason = Wording(
      en: "%1 of %2 ballots, %3", nl: "%1 van de %2 stembiljetten, %3")
    return outcome(of: rule).choices.map { choice in
      let option = paper.options[choice.option]
      let why = filled(
        reason.text(in: language),
        with: ["\(voters[choice.option])", "\(election.ballotCount)", rule.name.text(in: language)])
      let isCoupling = option.kind == .coupling
      return Decisions.Decision(
        kind: isCoupling ? .carry : .lock, groups: [option.works], coupling: option.coupling,
        year: isCoupling ? nil : option.year, status: .agreed, by: by, on: day,
        why: why, vote: paper.vote)
    }
  }
}
