import ArgumentParser
import Pipeline
import ProjectBundling
import ProjectFile
import Publishing
import Tables

/// `kansenkaart compare`.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare scenarios of a project, or the products of runs.",
    discussion: """
      Scenarios are the files scenarios/*.yaml beside the project, and those that are always there: base \
      (the project as it is), siloed (every work by itself within the same budgets), leading (what shares \
      ground follows the leading discipline) and nothing. The first is what the others are held against. \
      docs/scenarios.md explains the files and the figures.

      With the output folders of two or more runs, such as last year's and this year's, it reads what their \
      products tell and holds each beside the first; what a folder does not tell is said.
      """)

  @Argument(
    help: ArgumentHelp(
      "Project file, or the output folder of a run.", valueName: "project"))
  var project: FolderPath

  @Argument(
    help: ArgumentHelp(
      "Keys of scenarios, all of them by default; or the output folders of other runs.",
      valueName: "scenario or folder"))
  var scenarios: [String] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Folder for tables and the page comparison.html; made if absent. Without it nothing is written.",
      valueName: "folder"))
  var output: FolderPath?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let folders = [project.path] + scenarios
    if CompareFoldersJob.isMeant(by: folders) { return try compare(folders) }
    let options = MainJob.Options(threads: shared.threadCount, products: [])
    try shared.perform({ control in
      let job = try CompareJob(of: project.path, options: options, control: control)
      return (job, job.project.language)
    }) { job, language in
      try outcome(job.compare(scenarios), language) {
        try job.write($0, to: $1, language: language)
      }
    }
  }

  private func compare(_ folders: [String]) throws {
    try shared.perform({ control in
      (try CompareFoldersJob(folders, threads: shared.threadCount, control: control), nil)
    }) { job, language in
      try outcome(job.compare(), language) { try job.write($0, to: $1, language: language) }
    }
  }

  /// What is said of a comparison, which is written where an output folder is given.
  private func outcome(
    _ comparison: Comparison, _ language: Language,
    _ write: (Comparison, String) throws -> [String]
  ) throws -> Outcome {
    var text = comparisonText(comparison, language: language)
    if let output {
      let files = try write(comparison, output.path)
      text += "\n\n" + language.text(.written, output.path, files.joined(separator: ", "))
    }
    return Outcome(records: [], text: text)
  }
}
