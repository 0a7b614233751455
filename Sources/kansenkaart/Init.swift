import ArgumentParser
import Foundation
import LayerIO
import Pipeline
import Tables

/// `kansenkaart init`.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a first project file by looking at the given files.",
    discussion:
      "The file goes to standard output; guesses in it are marked with CHECK. At a terminal it "
      + "asks what each file is and what is doubtful in it; Enter takes the guess.")

  @Argument(help: "Files with neighbourhoods, challenges and the maintenance schedule.")
  var files: [String]

  @Option(help: "Language of what is said beside the draft, nl or en; else LANG, else nl.")
  var language: Language?

  @Flag(name: .customLong("no-questions"), help: "Take all guesses without asking.")
  var takesGuesses = false

  func run() throws {
    do {
      try MissingInput.check(files)
      let today = Calendar(identifier: .gregorian).component(.year, from: Date())
      let threads = ProcessInfo.processInfo.activeProcessorCount
      let draft = try cancellable(JobControl()) {
        try DraftProject(files: files, today: today, threads: threads, answer: answer)
      }
      print(draft.text, terminator: "")
      for key in draft.missing { tell(key) }
    } catch {
      throw ending(error)
    }
  }

  /// Asks at the terminal; nil where there is none.
  private var answer: DraftAnswer? {
    let isTerminal = [FileHandle.standardInput, .standardError].allSatisfy {
      isatty($0.fileDescriptor) == 1
    }
    guard isTerminal, !takesGuesses else { return nil }
    return AskAtTerminal(SharedOptions.language(language, project: nil)).answer
  }

  /// Says what the files do not hold, beside the draft.
  private func tell(_ key: String) {
    let isThemes = key == "themes"
    let text = Wording(
      en:
        "None of the files looks like \(isThemes ? "a challenge" : "neighbourhoods"). 'check' works "
        + "on the draft as it is; 'run' needs '\(key)' in it.",
      nl: "Geen van de bestanden lijkt op \(isThemes ? "een opgave" : "buurten"). 'check' kan het "
        + "ontwerp lezen zoals het is; voor 'run' moet '\(key)' erin staan.")
    let told = "kansenkaart: \(text.text(in: SharedOptions.language(language, project: nil)))\n"
    FileHandle.standardError.write(Data(told.utf8))
  }
}
