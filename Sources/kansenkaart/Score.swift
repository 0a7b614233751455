import ArgumentParser
import Pipeline
import ProjectFile
import Publishing

/// `kansenkaart score`.
struct Score: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ask the saved stack of a run again, with other weights or years.",
    discussion: """
      Nothing is overlaid again; the products are those of a run with the same weights and horizon. \
      Where the project, a source or the cycle catalogue has changed since the run, the stack is refused.
      """)

  @Argument(help: ArgumentHelp("Output folder of a run.", valueName: "folder"))
  var stack: FolderPath

  @Option(
    help: ArgumentHelp(
      "Weights by theme, such as water=3,energy=1; others are the project's.",
      valueName: "theme=weight,...")) var weights: WeightList?

  @Option(
    help: ArgumentHelp(
      "Horizon, such as 2027-2035; the project's by default.", valueName: "from-to"))
  var horizon: Horizon?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Folder for the products, made if absent; by default those of the run are replaced.",
      valueName: "folder")) var output: FolderPath?

  @Option(
    help: ArgumentHelp(
      "Products to write, separated by commas; by default those that the run wrote.",
      valueName: "files"))
  var products: [ProductList] = []

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let options = ScoreJob.Options(
      threads: shared.threadCount, weights: weights?.weights ?? [:], horizon: horizon?.years,
      products: products.all)
    try shared.perform({ control in
      let job = try ScoreJob(folder: stack.path, options: options, control: control)
      return (job, job.project.language)
    }) { job, language in
      Outcome(
        try job.run(output: output?.path, language: language), asked: products.all ?? [],
        in: (output ?? stack).path, language)
    }
  }
}

/// Weights given on the command line.
struct WeightList: ExpressibleByArgument {
  let weights: [String: Double]

  init?(argument: String) {
    var weights: [String: Double] = [:]
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let sign = part.lastIndex(of: "="), sign > part.startIndex,
        let weight = Double(part[part.index(after: sign)...]), weight >= 0, weight.isFinite,
        weights.updateValue(weight, forKey: String(part[..<sign])) == nil
      else { return nil }
    }
    self.weights = weights
  }
}

/// A horizon given on the command line: two years, at most a hundred of them in between.
struct Horizon: ExpressibleByArgument {
  let years: ClosedRange<Int>

  init?(argument: String) {
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let from = parts[0], let to = parts[1] else { return nil }
    let known = 1800...2200
    guard from <= to, to - from < 100, known.contains(from), known.contains(to) else { return nil }
    years = from...to
  }
}
