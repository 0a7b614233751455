import ArgumentParser
import Foundation
import LayerIO
import Pipeline
import ProjectFile
import Residents
import Tables
import Workers

/// `kansenkaart tally`.
struct Tally: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Count the ballots of residents, and make decisions of what they chose.",
    discussion: """
      Counts by two rules beside each other: greedy (most votes first, whatever still fits) and equal-shares \
      (every ballot has an equal share of the budget, and those who want something pay for it together; what \
      is left goes by votes). Says which ballots are not counted and why, how ties were broken, and how each \
      rule falls to the voters. docs/residents.md tells more.
      """)

  @Argument(
    help: ArgumentHelp(
      "Folder that 'ballot' wrote, or a file of Pabulib (.pb) with its votes.", valueName: "vote"))
  var vote: FolderPath

  @Argument(
    help: ArgumentHelp("Ballots that came in: files, or folders of them.", valueName: "ballots"))
  var ballots: [String] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Folder for tally.json, tally.csv and ballots.pb; made if absent. Without it nothing is written.",
      valueName: "folder"))
  var output: FolderPath?

  @Option(
    help: ArgumentHelp(
      "Project file into whose decisions is written what is chosen; every run keeps to it from then on.",
      valueName: "project"))
  var into: FolderPath?

  @Option(help: "Rule by which is decided: greedy or equal-shares.")
  var rule = VotingRule.equalShares

  @Option(
    help: ArgumentHelp("The day of the decision, as 2026-11-28; else today.", valueName: "day"))
  var on: Day?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    try shared.perform({ control in
      let job = try TallyJob(
        of: vote.path, returned: ballots, threads: shared.threadCount, control: control)
      return (job, try into.flatMap { try ProjectFile.load(path: $0.path).language })
    }) { job, language in
      // Also when quiet: nobody's ballot is left out in silence.
      if shared.quiet { warn(job.count.box.refused) }
      var text = job.count.text(in: language)
      if let output {
        let files = try job.write(to: output.path, language: language)
        text += "\n\n" + language.text(.written, output.path, files.joined(separator: ", "))
      }
      if let into {
        let decided = try job.decide(
          rule, in: into.path, on: on?.text ?? Day.today, language: language)
        text += "\n\n" + told(decided, language)
      }
      return Outcome(records: [], text: text)
    }
  }

  private func warn(_ refused: [BallotError]) {
    for one in refused {
      FileHandle.standardError.write(Data("kansenkaart: \(one.description)\n".utf8))
    }
  }

  private func told(_ decided: TallyJob.Decided, _ language: Language) -> String {
    let heading = Wording(
      en: "%1: %2 {2:decision|decisions} written, by %3.",
      nl: "%1: %2 {2:besluit|besluiten} geschreven, volgens %3.")
    let line = filled(
      heading.text(in: language),
      with: [decided.path, "\(decided.lines.count)", rule.name.text(in: language)])
    return ([line] + decided.told).joined(separator: "\n")
  }
}

extension VotingRule: ExpressibleByArgument {}
