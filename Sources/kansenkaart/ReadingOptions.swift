import ArgumentParser
import Pipeline

/// Options of the subcommands that read a project's sources.
struct ReadingOptions: ParsableArguments {
  @Flag(
    help: "Send every position through PROJ instead of the measured grid (slower; within 0.1 mm).")
  var exactProjection = false

  /// Options of the job.
  func job(_ shared: SharedOptions) -> MainJob.Options {
    MainJob.Options(threads: shared.threadCount, exactProjection: exactProjection)
  }
}
