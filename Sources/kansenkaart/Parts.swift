import ArgumentParser
import Foundation
import Pipeline
import ProjectFile
import Publishing
import Tables

/// `kansenkaart part`.
struct Part: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure a part of a project's stack, to be merged with the others.",
    discussion: """
      Parts are horizontal strips of the stack. They can be made on several machines, in any order; no more \
      than one layer of challenges at a time is in memory. All parts of a project are made with the same \
      files and options.
      """)

  @Argument(help: "Project file.")
  var project: String

  @Option(
    help: ArgumentHelp("Which part, of how many, such as 2/7.", valueName: "part/parts"))
  var part: PartNumber

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Folder for the part; made if absent.", valueName: "folder"))
  var output: FolderPath

  @OptionGroup var sources: SourceReadingOptions
  @OptionGroup var shared: SharedOptions

  func run() throws {
    let options = sources.job(shared)
    try shared.perform({ control in
      let job = try PartJob(
        projectPath: project, part: part.number, of: part.count, options: options,
        control: control)
      return (job, job.project.language)
    }) { job, language in
      Outcome(
        records: try job.run(output: output.path),
        text: language.text(.written, output.path, PartJob.fileName))
    }
  }
}

/// `kansenkaart merge`.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the products of a project from all parts of its stack.",
    discussion: """
      The products are those of 'run', to the byte. Parts are given in any order, each once; where the project \
      or a source has changed since a part was made, it is refused.
      """)

  @Argument(help: ArgumentHelp("Folders of all parts.", valueName: "folder"))
  var parts: [FolderPath]

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Folder for the products; made if absent.", valueName: "folder"))
  var output: FolderPath

  @OptionGroup var chosen: ProductOptions
  @OptionGroup var shared: SharedOptions

  func run() throws {
    let options = chosen.job(MainJob.Options(threads: shared.threadCount))
    try shared.perform({ control in
      let job = try MergeJob(parts: parts.map(\.path), options: options, control: control)
      return (job, job.project.language)
    }) { job, language in
      Outcome(
        try job.run(output: output.path, language: language), asked: chosen.asked ?? [],
        in: output.path, language)
    }
  }
}

/// A part given on the command line, such as 2/7.
struct PartNumber: ExpressibleByArgument {
  let number: Int
  let count: Int

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
    guard (1...PartCount.most).contains(count), (1...count).contains(number) else { return nil }
    (self.number, self.count) = (number, count)
  }
}

/// A number of parts given on the command line; nil is that which memory asks for.
struct PartCount: ExpressibleByArgument {
  static let most = 10_000
  let count: Int?

  init?(argument: String) {
    guard argument != "auto" else {
      count = nil
      return
    }
    guard let count = Int(argument), (1...Self.most).contains(count) else { return nil }
    self.count = count
  }
}
