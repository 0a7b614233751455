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
        try draftProject(files: files, today: today, threads: threads)
      }
      print(draft, terminator: "")
    } catch {
      throw ending(error)
    }
  }
}
