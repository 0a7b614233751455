import Foundation
import Pipeline
import ProjectFile

/// Measures a city in memory against runs of the same project.
///
/// usage: session-bench scenarios PROJECT [RUNS]
///        session-bench cancel PROJECT [TIMES]
///        session-bench scores FOLDER [WEIGHT...]
///
/// With `scenarios` it makes all products once, then asks the city in memory for other weights, windows and
/// budgets, and compares all scenarios beside the project; it prints seconds of wall and processor, parts of
/// the full run, and the goals.
///
/// With `cancel` it starts runs, and answers of a city in memory, cancels each at a moment that a seed
/// chooses, and prints how long the program went on after that, by the stage that was under way.
///
/// With `scores` it weighs the saved stack of a run, by the weights given in the order of its themes, and prints
/// the bits of each asset's score and of its severity for each theme: whoever works them out elsewhere
/// (docs/stack-format.md) has the same.
@main
struct SessionBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    switch (arguments.dropFirst().first, arguments.dropFirst(2).first) {
    case ("scenarios", let project?):
      try ScenarioBench(project, runs: number(arguments) ?? 5).measure()
    case ("cancel", let project?):
      try CancelBench(project, times: number(arguments) ?? 40).measure()
    case ("scores", let folder?):
      try printScores(folder, weights: arguments.dropFirst(3).compactMap(Double.init))
    default:
      print(
        "usage: session-bench scenarios PROJECT [RUNS] | cancel PROJECT [TIMES] "
          + "| scores FOLDER [WEIGHT...]")
    }
  }

  private static func number(_ arguments: [String]) -> Int? {
    arguments.dropFirst(3).first.flatMap(Int.init)
  }
}

/// Seconds that something took.
struct Taken {
  var wall = 0.0
  /// Of all processors together.
  var processor = 0.0

  /// Does something and tells what it took.
  static func by(_ body: () throws -> Void) rethrows -> Taken {
    let (start, used) = (ContinuousClock.now, clock())
    try body()
    let wall = (ContinuousClock.now - start) / .seconds(1)
    return Taken(wall: wall, processor: Double(clock() - used) / Double(CLOCKS_PER_SEC))
  }

  /// The middle of several.
  static func median(of times: [Taken]) -> Taken {
    func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
    return Taken(wall: middle(times.map(\.wall)), processor: middle(times.map(\.processor)))
  }
}

/// A folder that is gone when `body` has ended.
func withScratchFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("session-bench-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}
