import ArgumentParser
import Pipeline
import Sharing
import Tables

/// `kansenkaart patterns`.
struct Patterns: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put the pattern book of many cities together.",
    discussion: """
      From shared files (.kkp) of any level, from earlier books (patterns.json) and from files of lessons, in whatever \
      order: the same content gives the same bytes. Of each city the newest that it told counts. Writes patterns.json \
      and the page patterns.html. docs/sharing.md tells more.
      """)

  @Argument(help: ArgumentHelp("Shared files and pattern books.", valueName: "file"))
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "File of lessons: what worked and what did not. May be given several times.",
      valueName: "file"))
  var lessons: [String] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Folder for the book and its page; made if absent.", valueName: "folder"))
  var output: FolderPath

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if files.isEmpty, lessons.isEmpty { throw ValidationError("Name a file, or lessons.") }
  }

  func run() throws {
    try shared.perform({ control in
      (try PatternsJob(files, lessons: lessons, today: today(), control: control), nil)
    }) { job, language in
      let files = try job.write(to: output.path, language: language)
      let written = language.text(.written, output.path, files.joined(separator: ", "))
      return Outcome(records: [], text: patternsText(job, language) + "\n" + written)
    }
  }
}
