import ArgumentParser
import Geometry
import Pipeline

/// How sources are read.
struct SourceReadingOptions: ParsableArguments {
  @Flag(
    help: "Send every position through PROJ instead of the measured grid (slower; within 0.1 mm).")
  var exactProjection = false

  @Flag(
    help: "Fetch sources in databases anew instead of reading their snapshots beside the project.")
  var refresh = false

  /// Options of a job on all of a project.
  func job(_ shared: SharedOptions) -> MainJob.Options {
    var options = MainJob.Options(
      threads: shared.threadCount, exactProjection: exactProjection)
    options.refreshesSources = refresh
    return options
  }
}

/// Options of the subcommands that read a project's sources, or those of a part of it.
struct ReadingOptions: ParsableArguments {
  @OptionGroup var sources: SourceReadingOptions

  @Option(
    help: ArgumentHelp(
      "Look at these neighbourhoods alone, by code, separated by commas.", valueName: "codes"))
  var neighbourhood: String?

  @Option(
    help: ArgumentHelp(
      "Look at the neighbourhoods that share surface with a box in the working system.",
      valueName: "minx,miny,maxx,maxy"))
  var extent: Extent?

  func validate() throws {
    guard neighbourhood == nil || extent == nil else {
      throw ValidationError("Give --neighbourhood or --extent, not both.")
    }
  }

  /// Options of the job.
  func job(_ shared: SharedOptions) -> MainJob.Options {
    var options = sources.job(shared)
    options.part = part
    return options
  }

  /// The part of the project that is looked at; nil for all of it.
  var part: ProjectPart? {
    let codes = neighbourhood?.split(separator: ",").map(String.init)
    return codes.map { .neighbourhoods($0) } ?? extent.map { .extent($0.box) }
  }
}

/// A box given on the command line.
struct Extent: ExpressibleByArgument {
  let box: Bounds

  init?(argument: String) {
    let numbers = argument.split(separator: ",", omittingEmptySubsequences: false)
      .compactMap { Double($0) }.filter(\.isFinite)
    guard numbers.count == 4, argument.count(where: { $0 == "," }) == 3 else { return nil }
    guard numbers[0] < numbers[2], numbers[1] < numbers[3] else { return nil }
    box = Bounds(minX: numbers[0], minY: numbers[1], maxX: numbers[2], maxY: numbers[3])
  }
}
