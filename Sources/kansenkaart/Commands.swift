import ArgumentParser
import Foundation
import Logging
import Pipeline
import ProjectFile
import Publishing

/// `kansenkaart run`.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the opportunity map of a project and write its products.")

  @Argument(help: "Project file.")
  var project: String

  @Option(name: [.short, .long], help: "Folder for the products; made if absent.")
  var output: String

  @Option(
    help: ArgumentHelp(
      "Products to write, separated by commas; all by default.", valueName: "files"))
  var products: ProductList = ProductList()

  @OptionGroup var shared: SharedOptions

  func run() throws {
    var options = shared.job
    options.products = products.products
    try reportingErrors {
      let terminal = Terminal(isQuiet: shared.quiet)
      let control = terminal.control()
      let job = try MainJob(projectPath: project, options: options, control: control)
      let language = shared.language(project: job.project.language)
      terminal.speak(language)
      let summary = try cancellable(control) { try job.run(output: output) }
      terminal.end()
      shared.logger.log(summary.record.inputs)
      guard !shared.quiet else { return }
      print(closingTable(summary.map, summary.record, language: language))
      let files = summary.record.products.map(\.file) + [Product.runRecord.fileName]
      print(language.text(.written, output, files.joined(separator: ", ")))
    }
  }
}

/// `kansenkaart check`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read and judge the sources of a project, and write nothing.")

  @Argument(help: "Project file.")
  var project: String

  @OptionGroup var shared: SharedOptions

  func run() throws {
    try reportingErrors {
      let terminal = Terminal(isQuiet: shared.quiet)
      let control = terminal.control()
      let job = try MainJob(projectPath: project, options: shared.job, control: control)
      let language = shared.language(project: job.project.language)
      terminal.speak(language)
      let records = try cancellable(control) { try job.check() }
      terminal.end()
      shared.logger.log(records)
      guard !shared.quiet else { return }
      print(intakeReport(records, language: language))
    }
  }
}

/// `kansenkaart init`.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a first project file by looking at the given files.",
    discussion: "The file goes to standard output; guesses in it are marked with CHECK.")

  @Argument(help: "Files with neighbourhoods, challenges and the maintenance schedule.")
  var files: [String]

  func run() throws {
    try reportingErrors {
      let today = Calendar(identifier: .gregorian).component(.year, from: Date())
      let threads = ProcessInfo.processInfo.activeProcessorCount
      print(try draftProject(files: files, today: today, threads: threads), terminator: "")
    }
  }
}

/// Products chosen on the command line.
struct ProductList: ExpressibleByArgument {
  var products = Set(Product.allCases)

  init() {}

  init?(argument: String) {
    let names = argument.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let chosen = names.compactMap { Product(rawValue: $0) }
    guard chosen.count == names.count, !chosen.isEmpty else { return nil }
    products = Set(chosen)
  }

  static var allValueStrings: [String] { Product.allCases.map(\.fileName) }
}
