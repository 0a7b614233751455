import ArgumentParser
import Pipeline

/// The program. Exit codes are in docs/command-line.md.
@main
struct Kansenkaart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kansenkaart",
    abstract:
      "Where, when and in which combination planned maintenance can serve the challenges of a city.",
    discussion: """
      Stacks the layers of challenges (water, energy, soil, care, vacancy, ...) on top of each other, \
      lays the maintenance schedule over the stack, and writes the opportunity map.
      """,
    version: kansenkaartVersion,
    subcommands: [
      Run.self, Part.self, Merge.self, Score.self, Compare.self, Audit.self, Ballot.self,
      Tally.self, Share.self, Verify.self, Patterns.self, Publish.self, Adopt.self, Check.self,
      Explain.self, Init.self, Serve.self,
    ])
}
