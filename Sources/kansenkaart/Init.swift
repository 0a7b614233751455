import ArgumentParser
import Foundation
import Pipeline

/// `kansenkaart init`.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a first project file by looking at the given files.",
    discussion: "The file goes to standard output; guesses in it are marked with CHECK.")

  @Argument(help: "Files with neighbourhoods, challenges and the maintenance schedule.")
  var files: [String]

  func run() throws {
    do {
      try MissingInput.check(files)
      let today = Calendar(identifier: .gregorian).component(.year, from: Date())
      let threads = ProcessInfo.processInfo.activeProcessorCount
      let draft = try cancellable(JobControl()) {
        try DraftProject(files: files, today: today, threads: threads)
      }
      print(draft.text, terminator: "")
      for key in draft.missing { tell(key) }
    } catch {
      throw ending(error)
    }
  }

  /// Says what the files do not hold, beside the draft.
  private func tell(_ key: String) {
    let what = key == "themes" ? "a challenge" : "neighbourhoods"
    let text =
      "kansenkaart: None of the files looks like \(what). 'check' works on the draft as it is; "
      + "'run' needs '\(key)' in it.\n"
    FileHandle.standardError.write(Data(text.utf8))
  }
}
