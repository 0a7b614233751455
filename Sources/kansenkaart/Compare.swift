import ArgumentParser
import Pipeline
import ProjectBundling
import ProjectFile
import Publishing
import Sharing
import Tables

/// `kansenkaart compare`.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare scenarios of a project, the products of runs, or cities.",
    discussion: """
      Scenarios are the files scenarios/*.yaml beside the project, and those that are always there: base \
      (the project as it is), siloed (every work by itself within the same budgets), leading (what shares \
      ground follows the leading discipline) and nothing. The first is what the others are held against. \
      docs/scenarios.md explains the files and the figures.

      With the output folders of two or more runs, such as last year's and this year's, it reads what their \
      products tell and holds each beside the first; what a folder does not tell is said.

      With two or more shared files (.kkp) it holds cities beside each other: figures per hectare, dwelling and \
      inhabitant, what is reached beside chance, types of neighbourhood over all of them and look-alikes elsewhere. \
      What they define otherwise is said. docs/sharing.md tells more.
      """)

  @Argument(
    help: ArgumentHelp(
      "Project file, the output folder of a run, or a shared file.", valueName: "project"))
  var project: FolderPath

  @Argument(
    help: ArgumentHelp(
      "Keys of scenarios, all of them by default; or the output folders of other runs, or the files that other "
        + "cities shared.", valueName: "scenario, folder or file"))
  var scenarios: [String] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Folder for tables and the page comparison.html, of cities cities.html; made if absent. Without it "
        + "nothing is written.",
      valueName: "folder"))
  var output: FolderPath?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let folders = [project.path] + scenarios
    if CompareFoldersJob.isMeant(by: folders) { return try compare(folders) }
    if CompareCitiesJob.isMeant(by: folders) { return try compareCities(folders) }
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

  private func compareCities(_ files: [String]) throws {
    try shared.perform({ control in
      (
        try CompareCitiesJob(files, today: today(), threads: shared.threadCount, control: control),
        nil
      )
    }) { job, language in
      let comparison = try job.compare()
      return try outcome(citiesText(comparison, language), language) {
        try job.write(comparison, to: $0, language: language)
      }
    }
  }

  private func outcome(
    _ comparison: Comparison, _ language: Language,
    _ write: (Comparison, String) throws -> [String]
  ) throws -> Outcome {
    try outcome(comparisonText(comparison, language: language), language) {
      try write(comparison, $0)
    }
  }

  /// What is said of a comparison, which is written where an output folder is given.
  private func outcome(
    _ text: String, _ language: Language, _ write: (String) throws -> [String]
  ) throws -> Outcome {
    var text = text
    if let output {
      let files = try write(output.path)
      text += "\n\n" + language.text(.written, output.path, files.joined(separator: ", "))
    }
    return Outcome(records: [], text: text)
  }
}
