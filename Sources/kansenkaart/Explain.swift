import ArgumentParser
import Pipeline
import Publishing
import Tables

/// `kansenkaart explain`.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say in words why a project is proposed, or why a work is in none.")

  @Argument(help: "Id of a project or of a work.")
  var id: String

  @Argument(help: ArgumentHelp("Folder with the products of a run.", valueName: "folder"))
  var folder: FolderPath

  @Option(help: "Language of the output, nl or en; else LANG, else nl.")
  var language: Language?

  func run() throws {
    do {
      try MissingInput.check([folder.path])
      let shared = SharedOptions.language(language, project: nil)
      print(try Explanation(folder: folder.path, language: shared).text(about: id))
    } catch {
      throw ending(error)
    }
  }
}
