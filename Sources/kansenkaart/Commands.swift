import ArgumentParser
import Foundation
import Pipeline
import ProjectFile
import Publishing
import Report
import Tables

/// `kansenkaart run`.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the opportunity map of a project and write its products.")

  @Argument(help: "Project file.")
  var project: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Folder for the products; made if absent.", valueName: "folder"))
  var output: FolderPath

  @Option(
    help: ArgumentHelp(
      "Parts in which the layers are laid over one another, so that they need not fit in memory together; auto "
        + "for as many as this machine asks for.", valueName: "n|auto"))
  var parts: PartCount?

  @OptionGroup var chosen: ProductOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard parts == nil || reading.part == nil else {
      throw ValidationError("--parts is for all of a project, not for some neighbourhoods.")
    }
  }

  func run() throws {
    let options = chosen.job(reading.job(shared))
    try shared.perform(project, options) { job, language in
      let summary = try inParts(job).run(output: output.path, language: language)
      return Outcome(summary, asked: chosen.asked ?? [], in: output.path, language)
    }
  }

  private func inParts(_ job: MainJob) -> MainJob {
    guard let parts else { return job }
    let count = parts.count ?? job.stripsForMemory
    return parts.count == nil && count == 1 ? job : job.measuring(in: count)
  }
}

/// Which products are written.
struct ProductOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Products to write, separated by commas; all but FlatGeobuf and works by kind of geometry by "
        + "default.", valueName: "files"))
  var products: [ProductList] = []

  /// Those that are named; nil for none.
  var asked: Set<Product>? { products.all }

  /// The options of a job that writes them.
  func job(_ options: MainJob.Options) -> MainJob.Options {
    var options = options
    options.products = asked ?? options.products
    return options
  }
}

extension Outcome {
  /// The closing table and the files that were written; of those that were asked for by name also which
  /// were not, since there is nothing that they could hold.
  init(
    _ summary: RunSummary, asked: Set<Product>, in folder: String, _ language: Language
  ) {
    let files = summary.record.products.map(\.file) + [Product.runRecord.fileName]
    let missing = Product.allCases.filter { asked.contains($0) && !files.contains($0.fileName) }
      .map(\.fileName)
    records = summary.record.inputs
    text =
      ([
        closingTable(
          summary.map, summary.record, projects: summary.projects, language: language),
        language.text(.written, folder, files.joined(separator: ", ")),
      ] + (missing.isEmpty ? [] : [language.text(.nothingToHold, missing.joined(separator: ", "))]))
      .joined(separator: "\n")
  }
}

/// `kansenkaart check`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read and judge the sources of a project, and write nothing.")

  @Argument(help: "Project file.")
  var project: String

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var shared: SharedOptions

  func run() throws {
    try shared.perform(project, reading.job(shared), allowsGaps: true) { job, language in
      let records = try job.check()
      for key in job.project.missing { tell(language.text(.missingKey, key)) }
      return Outcome(records: records, text: job.intakeText(of: records, in: language))
    }
  }

  /// Says on standard error, also when quiet, what a run needs and a draft lacks.
  private func tell(_ text: String) {
    FileHandle.standardError.write(Data("kansenkaart: \(text)\n".utf8))
  }
}

/// A folder given on the command line. An empty name, as of a variable that is not set, would be the
/// root of the disk.
struct FolderPath: ExpressibleByArgument {
  let path: String

  init?(argument: String) {
    guard !argument.allSatisfy(\.isWhitespace) else { return nil }
    path = argument
  }
}

/// Products chosen on the command line.
struct ProductList: ExpressibleByArgument {
  let products: Set<Product>

  init?(argument: String) {
    let names = argument.split(separator: ",")
    let chosen = names.compactMap { Product(fileName: String($0)) }
    guard chosen.count == names.count, !chosen.isEmpty else { return nil }
    products = Set(chosen)
  }

  static var allValueStrings: [String] { Product.allCases.map(\.fileName) }
}

extension [ProductList] {
  /// The products of all of them; nil where none is named.
  var all: Set<Product>? {
    isEmpty ? nil : reduce(into: []) { $0.formUnion($1.products) }
  }
}
