import ArgumentParser
import Pipeline
import ProjectFile
import Publishing
import Tables

/// `kansenkaart compare`.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare scenarios of a project.",
    discussion: """
      Scenarios are the files scenarios/*.yaml beside the project, and those that are always there: base \
      (the project as it is), siloed (every work by itself within the same budgets), leading (what shares \
      ground follows the leading discipline) and nothing. The first is what the others are held against. \
      docs/scenarios.md explains the files and the figures.
      """)

  @Argument(
    help: ArgumentHelp(
      "Project file, or the output folder of a run that saved its stack.", valueName: "project"))
  var project: FolderPath

  @Argument(help: "Keys of scenarios; all of them by default.")
  var scenarios: [String] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Folder for tables and the page comparison.html; made if absent. Without it nothing is written.",
      valueName: "folder"))
  var output: FolderPath?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let options = MainJob.Options(threads: shared.threadCount, products: [])
    try shared.perform({ control in
      let job = try CompareJob(of: project.path, options: options, control: control)
      return (job, job.project.language)
    }) { job, language in
      let comparison = try job.compare(scenarios)
      var text = comparisonText(comparison, language: language)
      if let output {
        let files = try job.write(comparison, to: output.path, language: language)
        text += "\n\n" + language.text(.written, output.path, files.joined(separator: ", "))
      }
      return Outcome(records: [], text: text)
    }
  }
}
