import ArgumentParser
import Pipeline
import Publishing

/// `kansenkaart run`.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the opportunity map of a project and write its products.")

  @Argument(help: "Project file.")
  var project: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Folder for the products; made if absent.", valueName: "folder"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "Products to write, separated by commas; all by default.", valueName: "files"))
  var products: ProductList?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    var options = shared.job
    if let products { options.products = products.products }
    try shared.perform(project, options) { job, language in
      let summary = try job.run(output: output)
      let files = summary.record.products.map(\.file) + [Product.runRecord.fileName]
      return Outcome(
        records: summary.record.inputs,
        text: closingTable(summary.map, summary.record, language: language) + "\n"
          + language.text(.written, output, files.joined(separator: ", ")))
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
    try shared.perform(project, shared.job) { job, language in
      let records = try job.check()
      return Outcome(records: records, text: intakeReport(records, language: language))
    }
  }
}

/// Products chosen on the command line.
struct ProductList: ExpressibleByArgument {
  let products: Set<Product>

  init?(argument: String) {
    let names = argument.split(separator: ",")
    let chosen = names.compactMap { Product(rawValue: String($0)) }
    guard chosen.count == names.count, !chosen.isEmpty else { return nil }
    products = Set(chosen)
  }

  static var allValueStrings: [String] { Product.allCases.map(\.fileName) }
}
