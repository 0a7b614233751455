import ArgumentParser
import Foundation
import LayerIO
import Pipeline
import ProjectFile
import Residents
import Tables

/// `kansenkaart ballot`.
struct Ballot: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Let residents choose from what can really be done.",
    discussion: """
      Writes ballot.html, a page that needs no network and sends nothing: residents tick what they want and \
      send back the small file that it saves. ballot.json and ballot.pb are for counting, with 'tally'. \
      docs/residents.md tells more.
      """)

  @Argument(
    help: ArgumentHelp("Project file, or the output folder of a run.", valueName: "project"))
  var project: FolderPath

  @Option(help: ArgumentHelp("What residents may spend, such as 50000.", valueName: "amount"))
  var budget: WholeAmount

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Folder for the ballot; made if absent.", valueName: "folder"))
  var output: FolderPath

  @Option(
    help: ArgumentHelp(
      "Code of a neighbourhood, may be given more than once; all by default.", valueName: "code"))
  var neighbourhood: [String] = []

  @Option(
    help: ArgumentHelp(
      "Kinds that are offered, separated by commas: coupling, project, work; all by default.",
      valueName: "kinds"))
  var offer: OfferedKinds?

  @Option(help: ArgumentHelp("Most options on the ballot.", valueName: "n"))
  var most = 20

  @Option(help: ArgumentHelp("Last day for sending ballots, as 2026-11-28.", valueName: "day"))
  var until: Day?

  @Option(help: ArgumentHelp("Where to send them, such as a mail address.", valueName: "where"))
  var sendTo: String?

  @Option(
    help: ArgumentHelp(
      "Codes to make, one to hand out to each who may vote, so that nobody votes twice; none by default.",
      valueName: "n"))
  var codes = 0

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard (1...999).contains(most) else { throw ValidationError("--most is from 1 to 999.") }
    guard (0...1_000_000).contains(codes) else {
      throw ValidationError("--codes is from 0 to 1000000.")
    }
  }

  func run() throws {
    var request = BallotRequest(budgetCents: budget.whole * 100)
    request.kinds = offer?.kinds ?? request.kinds
    (request.neighbourhoods, request.most) = (neighbourhood, most)
    (request.until, request.sendTo, request.codes) = (until?.text, sendTo, codes)
    try shared.perform({ control in
      let job = try BallotJob(
        of: project.path, request, threads: shared.threadCount, control: control)
      return (job, job.project.language)
    }) { job, language in
      let offered = try job.run(output: output.path, language: language)
      return Outcome(records: [], text: told(offered, language))
    }
  }

  private func told(_ offered: BallotJob.Offered, _ language: Language) -> String {
    let count = Wording(
      en: "%1 of %2 things that can be done stand on the ballot %3.",
      nl: "%1 van de %2 dingen die kunnen staan op het stembiljet %3.")
    let numbers = ["\(offered.paper.options.count)", language.number(offered.possible)]
    return filled(count.text(in: language), with: numbers + [offered.paper.vote]) + "\n"
      + language.text(.written, output.path, offered.files.joined(separator: ", "))
  }
}

/// An amount without cents, over 0.
struct WholeAmount: ExpressibleByArgument {
  let whole: Int

  init?(argument: String) {
    guard let whole = Int(argument), (1...10_000_000_000).contains(whole) else { return nil }
    self.whole = whole
  }
}

/// A day, as 2026-11-28.
struct Day: ExpressibleByArgument {
  let text: String

  init?(argument: String) {
    let style = Date.ISO8601FormatStyle(timeZone: .current).year().month().day()
    guard let date = try? Date(argument, strategy: style), date.formatted(style) == argument else {
      return nil
    }
    text = argument
  }

  /// Today.
  static var today: String {
    Date.now.formatted(Date.ISO8601FormatStyle(timeZone: .current).year().month().day())
  }
}

/// Kinds of what residents choose from.
struct OfferedKinds: ExpressibleByArgument {
  let kinds: Set<BallotPaper.Option.Kind>

  init?(argument: String) {
    let names = argument.split(separator: ",")
    let kinds = names.compactMap { BallotPaper.Option.Kind(rawValue: String($0)) }
    guard kinds.count == names.count, !kinds.isEmpty else { return nil }
    self.kinds = Set(kinds)
  }
}
