import ArgumentParser
import Foundation
import LayerIO
import Pipeline
import ProjectFile
import Tables

/// `kansenkaart adopt`.
struct Adopt: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a scenario part of the project.",
    discussion: """
      Writes the changes of a scenario, and those of its bases, into 'adopted' of the project file, with who \
      decided so, when and why. All else in the file stays as it is; every run has the changes from then on. \
      To undo it, take the entry out of the file.
      """)

  @Argument(help: ArgumentHelp("Project file.", valueName: "project"))
  var project: FolderPath

  @Argument(help: "Key of the scenario.")
  var scenario: String

  @Option(help: "Who adopted it, such as the council.")
  var by: String

  @Option(help: "Why; else the reason that the scenario gives.")
  var why: String?

  @Option(help: ArgumentHelp("The day, as 2026-11-28; else today.", valueName: "day"))
  var on: String?

  @Option(
    help: "Language of the output, nl or en; else 'language' of the project, else LANG, else nl.")
  var language: Language?

  func run() throws {
    do {
      let written = try Scenario.adopt(
        scenario, into: project.path, by: by, on: try day(), reason: why)
      print(try told(written))
    } catch let error as ValidationError {
      throw error
    } catch {
      throw ending(error)
    }
  }

  /// What was written, in the reader's language.
  private func told(_ written: [AdoptedScenario]) throws -> String {
    let asked = try ProjectFile.load(path: project.path).language
    let heading = Wording(
      en: "\(project.path): adopted, and part of every run from now on:",
      nl: "\(project.path): overgenomen, en vanaf nu deel van elke run:")
    let entries = written.map { "  \($0.scenario), \($0.by), \($0.on)" }
    let language = SharedOptions.language(language, project: asked)
    return ([heading.text(in: language)] + entries).joined(separator: "\n")
  }

  private func day() throws -> String {
    let style = Date.ISO8601FormatStyle(timeZone: .current).year().month().day()
    guard let on else { return Date.now.formatted(style) }
    guard let date = try? Date(on, strategy: style), date.formatted(style) == on else {
      throw ValidationError("'\(on)' is no day. Write it as 2026-11-28.")
    }
    return on
  }
}
