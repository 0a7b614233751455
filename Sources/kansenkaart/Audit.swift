import ArgumentParser
import MissedWindows
import Pipeline
import Tables

/// `kansenkaart audit`.
struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look back: which streets were opened twice, and why that was not one project.",
    discussion: """
      A history names sources of works that were done, and the project of which costs, rules and challenges \
      hold. The audit finds every place that was opened again within a rule, what doing the works together \
      would have saved, and why that was missed: not known at the time, known but not shared, shared but not \
      done, or impossible within the windows. Then it looks ahead in the project's own schedule. \
      docs/audit.md explains the file and the figures by an example.
      """)

  @Argument(help: ArgumentHelp("History file.", valueName: "history"))
  var history: FolderPath

  @Option(
    help: ArgumentHelp(
      "First year to look at; 'years' of the history by default.", valueName: "year"))
  var from: Int?

  @Option(
    help: ArgumentHelp(
      "Last year to look at; 'years' of the history by default.", valueName: "year"))
  var to: Int?

  @Option(
    help: ArgumentHelp(
      "Rule of opening a street again, such as flanders or united-kingdom; that of the history by "
        + "default, else the first of layers/cut-rules.yaml.", valueName: "key"))
  var rule: String?

  @Flag(help: "Look back alone, and not ahead in the project's own schedule.")
  var pastOnly = false

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Folder for tables and the page audit.html; made if absent. Without it nothing is written.",
      valueName: "folder"))
  var output: FolderPath?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    for year in [from, to].compactMap(\.self) where !(1800...2200).contains(year) {
      throw ValidationError("\(year) is no year from 1800 to 2200.")
    }
  }

  func run() throws {
    let options = MainJob.Options(threads: shared.threadCount, products: [])
    try shared.perform({ control in
      let job = try AuditJob(
        historyPath: history.path, from: from, to: to, rule: rule, looksAhead: !pastOnly,
        options: options, control: control)
      return (job, job.language)
    }) { job, language in
      let (audit, neighbourhoods) = try job.audit()
      var text = auditText(audit, language: language)
      if let output {
        let files = try job.write(
          audit, neighbourhoods: neighbourhoods, to: output.path, language: language)
        text += "\n\n" + language.text(.written, output.path, files.joined(separator: ", "))
      }
      return Outcome(records: audit.records, text: text)
    }
  }
}
