import ArgumentParser
import Foundation
import Logging
import Publishing
import Tables

/// Options of all subcommands.
struct SharedOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Threads to use at most; all processors by default.", valueName: "n"))
  var threads: Int?

  @Option(
    help: "Language of the output, nl or en; else 'language' of the project, else LANG, else nl.")
  var language: Language?

  @Flag(help: "Say nothing but errors and warnings.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "How progress is told on standard error: in words, or for programs as lines of JSON.",
      valueName: "form"))
  var progress: ProgressForm = .words

  @Option(help: ArgumentHelp("Least level that is logged to standard error.", valueName: "level"))
  var logLevel: Logger.Level = .warning

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
  }

  /// Threads to use.
  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// The language to speak, given the project's.
  func language(project: String?) -> Language { Self.language(language, project: project) }

  /// The language asked for, else the project's, else the system's.
  static func language(_ chosen: Language?, project: String?) -> Language {
    let environment = ProcessInfo.processInfo.environment
    let system = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? ""
    return chosen ?? project.flatMap { Language(code: $0) } ?? Language(code: system) ?? .nl
  }

  /// The log, to standard error.
  var logger: Logger {
    var logger = Logger(label: "kansenkaart") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = quiet ? .critical : logLevel
    return logger
  }
}

extension ProgressForm: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension Logger.Level: @retroactive ExpressibleByArgument {}
